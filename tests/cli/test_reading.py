"""`salient read`: rows to standard output, refusals named, the rest read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from salient.workbench import LAYERS

STATED = ("--publisher", "Mayor", "--published", "2022-05-14")


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_is_json_lines_of_one_document(run, reports, theatre, layer: str) -> None:
    result = run("read", reports[3], "--layer", layer, "--theatre", theatre)
    assert (result.exit_code, result.stderr) == (0, "")
    rows = lines(result.stdout)
    ids = {r["document"]["document_id"] if layer == "claims" else r["document_id"] for r in rows}
    assert len(ids) == 1


def test_quotes_are_verbatim_at_their_offsets(run, reports, theatre) -> None:
    claims = lines(run("read", *reports, "--theatre", theatre).stdout)
    documents = lines(run("read", *reports, "--theatre", theatre, "--layer", "documents").stdout)
    texts = {d["document_id"]: d["text"] for d in documents}
    assert len(claims) > 10
    for claim in claims:
        quote = claim["quote"]
        text = texts[claim["document"]["document_id"]]
        assert text[quote["start"] : quote["end"]] == quote["text"]


def test_the_same_document_gives_the_same_bytes(run, reports, theatre) -> None:
    first, second = (run("read", reports[2], "--theatre", theatre).stdout for _ in range(2))
    assert first == second


def test_standard_input_is_read(run, post: Path) -> None:
    result = run("read", "-", *STATED, "--layer", "documents", stdin=post.read_text())
    assert (result.exit_code, result.stderr) == (0, "")
    (row,) = lines(result.stdout)
    assert row["publisher"] == "Mayor"
    assert row["published"] == "2022-05-14T12:00:00+03:00"


def test_a_document_without_a_date_is_named_with_the_mend_and_the_rest_is_read(
    run, post: Path, reports, theatre
) -> None:
    result = run("read", post, reports[0], "--theatre", theatre, "--publisher", "Mayor")
    assert result.exit_code == 1
    assert result.stderr == f"{post}: states no publication date; give --published 2022-05-14\n"
    assert lines(result.stdout)


def test_places_need_neither_date_nor_publisher_nor_theatre(run, post: Path) -> None:
    result = run("read", post, "--layer", "places", "--theatre", "none")
    assert result.exit_code == 0
    assert [row["text"] for row in lines(result.stdout)] == ["Russian", "Izium"][-1:]


def test_a_users_gazetteer_is_asked_first(run, post: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,latitude,longitude,country\nIzium,49.2,37.3,UA\n")
    result = run("read", post, "--layer", "places", "--gazetteer", own)
    assert "compiling this gazetteer, once" in result.stderr
    assert lines(result.stdout)[0]["place_id"].startswith(("own:", "geonames:"))


def test_out_is_written_in_place_of_standard_output(run, reports, theatre, tmp_path) -> None:
    out = tmp_path / "claims.jsonl"
    result = run("read", reports[0], "--theatre", theatre, "--out", out)
    assert result.stdout == ""
    assert out.read_text() == run("read", reports[0], "--theatre", theatre).stdout


def test_an_input_may_be_the_output(run, tmp_path: Path) -> None:
    both = tmp_path / "both.jsonl"
    both.write_text('{"text": "All quiet.", "published": "2022-05-14", "publisher": "X"}\n')
    result = run("read", both, "--layer", "documents", "--out", both)
    assert result.exit_code == 0
    assert lines(both.read_text())[0]["text"] == "All quiet."


# -- wrong inputs --------------------------------------------------------------------------

RECORD = '{"text": "All quiet.", "published": "2022-05-14", "publisher": "X"}\n'
WRONG = {
    "empty.txt": (b"", "is empty; there is nothing to read in it"),
    "picture.txt": (
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        "is a PNG image, not a text; give the text instead",
    ),
    "cut.jsonl": (
        (RECORD + '{"text": "cut o').encode(),
        ":2: is not JSON or breaks off at column 10",
    ),
    "day.jsonl": (
        RECORD.replace("05-14", "13-45").encode(),
        ":1: the publication date '2022-13-45' is not a date; write it as in 2022-05-14",
    ),
    "pack.json.gz": (gzip.compress(RECORD.encode())[:-9], "breaks off"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_input_is_named_and_the_rest_is_read(run, tmp_path: Path, name: str) -> None:
    content, words = WRONG[name]
    (tmp_path / name).write_bytes(content)
    good = tmp_path / "good.json"
    good.write_text(RECORD)
    result = run("read", tmp_path / name, good, "--layer", "documents")
    assert result.exit_code == 1
    assert result.stderr.startswith(str(tmp_path / name))
    assert words in result.stderr
    assert result.stderr.count(str(tmp_path / name)) == 1
    assert lines(result.stdout)[-1]["text"] == "All quiet."


def test_a_page_of_fifty_megabytes_is_refused_with_its_size_and_the_mend(run, tmp_path) -> None:
    page = tmp_path / "big.html"
    paragraph = "<p>Russian forces shelled the town, officials said.</p>\n"
    page.write_text(f"<html><body>{paragraph * (50_000_000 // len(paragraph))}</body></html>")
    result = run("read", page, "--layer", "documents", *STATED)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"{page}: is an HTML page of 50 MB")
    assert "Save the article alone, or its text as .txt" in result.stderr


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("none.txt", "there is no such file or folder; check the name"),
        ("*.none", "no file matches this pattern; check it, and quote it if the shell changes it"),
    ],
)
def test_a_name_of_nothing_is_named(run, path: str, words: str) -> None:
    result = run("read", path)
    assert (result.exit_code, result.stderr) == (1, f"{path}: {words}\n")


def test_of_many_refusals_twenty_are_named_and_the_rest_counted(run, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text('{"text": "All quiet."}\n' * 25)
    result = run("read", many, "--layer", "documents")
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    assert len(told) == 21
    assert told[-1] == "… and 5 more refused as no-date"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--published", "foo"), "'--published': the publication date 'foo' is not a date"),
        (("--layer", "words"), "'words' is not one of 'claims', 'places'"),
        (("--theatre", "mars"), "salient: unknown theatre 'mars'; give one of the theatres that"),
        (("--theatre", "none"), "claims need a theatre, for its sides and sources"),
        (("--theatre", "none", "--gazetteer", "x.csv"), "--gazetteer needs a theatre"),
        (
            ("--gazetteer", "none.csv"),
            "salient: there is no gazetteer at none.csv; give a GeoNames",
        ),
        (
            ("--out", "none/of/these.txt"),
            "cannot write none/of/these.txt (No such file or directory)",
        ),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_read(run, post, options, words) -> None:
    result = run("read", post, *options)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""
