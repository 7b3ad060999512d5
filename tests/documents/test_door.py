from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import salient.documents as room
from salient.documents import DocumentDefaults, parse_published, read_documents, read_stream
from salient.errors import UsageError
from salient.model import Document, Rejected

Read = Callable[..., list[Document | Rejected]]
FULL = DocumentDefaults(publisher="P", published=parse_published("2022-05-14"))
SUFFIXES = [".txt", ".html", ".json", ".jsonl", ".xml", ".csv", ".gz", ""]
OPENINGS = [
    b"", b"<html>", b"<rss version='2.0'>", b"<?xml version='1.0'?>", b"{", b'{"text": "',
    b"[", b'[{"text"', b"text,published\n", b"\x1f\x8b\x08", b"\xff\xfe", b'{"messages": [',
]  # fmt: skip


@settings(deadline=None)
@given(
    st.sampled_from(SUFFIXES),
    st.sampled_from(OPENINGS),
    st.one_of(
        st.binary(max_size=200),
        st.text(st.sampled_from('<>{}[]",:;/& \n=!-abctexитем'), max_size=120).map(str.encode),
    ),
)
def test_any_bytes_end_in_documents_or_refusals_and_never_in_nothing(
    suffix: str, opening: bytes, rest: bytes
) -> None:
    found = list(read_stream(f"input{suffix}", io.BytesIO(opening + rest), FULL))
    assert found
    for one in found:
        if isinstance(one, Document):
            assert one.text.strip()
            one.text.encode("utf-8")
        else:
            assert one.stage == "documents"
            assert one.reason in room.REASONS
            assert one.detail.startswith(one.source)


def test_the_same_bytes_give_the_same_documents(read: Read) -> None:
    data = "Bridge lost\n\nThe bridge north of the town was destroyed overnight."
    assert read("a.txt", data) == read("a.txt", data)


def test_a_file_that_is_not_there_is_a_refusal(tmp_path: Path) -> None:
    (rejected,) = read_documents(tmp_path / "none.txt", FULL)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "not-found"
    assert rejected.detail == f"{tmp_path / 'none.txt'}: there is no such file; check the name"


def test_a_folder_in_place_of_a_file_is_a_refusal(tmp_path: Path) -> None:
    (rejected,) = read_documents(tmp_path, FULL)
    assert isinstance(rejected, Rejected)
    assert rejected.detail == f"{tmp_path}: is a folder; give the files in it"


def test_a_file_that_may_not_be_opened_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbid(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbid)
    (rejected,) = read_documents(tmp_path / "a.txt", FULL)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "unreadable"
    assert rejected.detail == (
        f"{tmp_path / 'a.txt'}: cannot be read (Permission denied); check its permissions"
    )


def test_an_unknown_time_zone_in_the_defaults_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match="is no time zone"):
        DocumentDefaults(timezone="Kyiv")


def test_content_decides_the_format_before_the_suffix_does(read: Read) -> None:
    page = "<!doctype html><html><body><p>The bridge was lost.</p></body></html>"
    (document,) = read("a.txt", page)
    assert isinstance(document, Document)
    assert document.text == "The bridge was lost."


def test_the_exported_names_are_those_that_exist_in_order() -> None:
    assert sorted(room.__all__, key=lambda name: (not name.isupper(), name)) == list(room.__all__)
    assert all(hasattr(room, name) for name in room.__all__)


def test_reading_leaves_nothing_on_the_screen(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<html><body><p>x</p></body></html>")
    code = (
        "from pathlib import Path; from salient.documents import *;"
        f"print(len(list(read_documents(Path({str(page)!r}), DocumentDefaults()))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_every_reason_and_every_key_is_explained_in_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "documents.md").read_text(encoding="utf-8")
    assert [reason for reason in room.REASONS if f"`{reason}`" not in page] == []
    suffixes = {suffix for reader in room.READERS for suffix in reader.suffixes}
    assert [suffix for suffix in sorted(suffixes) if f"`{suffix}`" not in page] == []
