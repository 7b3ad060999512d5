from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.documents import UNKNOWN_PUBLISHER, DocumentDefaults
from salient.model import Document, Rejected

Read = Callable[..., list[Document | Rejected]]
NOTHING = DocumentDefaults()
RECORD = {
    "document_id": "d-1",
    "publisher": "Daily Example",
    "url": "https://example.org/a",
    "title": "Bridge lost",
    "language": "en",
    "published": "2022-05-14T10:00:00+03:00",
    "text": "The bridge fell overnight.",
}


def reasons(found: list[Document | Rejected]) -> list[str]:
    return [one.reason if isinstance(one, Rejected) else "read" for one in found]


def line(**changes: object) -> str:
    return json.dumps({**RECORD, **changes}) + "\n"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.json", json.dumps(RECORD)),
        ("a.json", json.dumps(RECORD, indent=2)),
        ("a.json", json.dumps([RECORD], indent=2)),
        ("a.jsonl", json.dumps(RECORD)),
        ("a.jsonl", json.dumps([RECORD])),
        ("a.json", line()),
        ("a.txt", line()),
        ("-", "\ufeff" + line()),
    ],
)
def test_a_record_reads_the_same_in_every_arrangement(read: Read, name: str, written: str) -> None:
    (document,) = read(name, written, NOTHING)
    assert isinstance(document, Document)
    assert document.document_id == "d-1"
    assert document.publisher == "Daily Example"
    assert document.url == "https://example.org/a"
    assert document.title == "Bridge lost"
    assert document.language == "en"
    assert document.published.isoformat() == "2022-05-14T10:00:00+03:00"
    assert document.text == "The bridge fell overnight."


@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_the_text_comes_out_as_it_went_in(read: Read, text: str, escaped: bool) -> None:
    written = json.dumps({**RECORD, "text": text}, ensure_ascii=escaped)
    (document,) = read("a.jsonl", written, NOTHING)
    assert isinstance(document, Document)
    assert document.text == text.replace("\x00", "\ufffd")


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), min_size=2))
def test_every_line_is_a_document_whatever_line_marks_its_text_holds(
    read: Read, texts: list[str]
) -> None:
    written = "".join(
        json.dumps({**RECORD, "text": text}, ensure_ascii=False) + "\n" for text in texts
    )
    found = read("a.jsonl", written, NOTHING)
    assert [one.text for one in found if isinstance(one, Document)] == [
        text.replace("\x00", "\ufffd") for text in texts
    ]


def test_nul_and_lone_surrogates_are_replaced_one_for_one(read: Read) -> None:
    written = '{"text": "a\\u0000b\\ud83dc", "title": "\\udc00", "published": "2022-05-14"}'
    (document,) = read("a.jsonl", written)
    assert isinstance(document, Document)
    assert document.text == "a\ufffdb\ufffdc"
    assert document.title == "\ufffd"


def test_only_the_text_is_required_and_other_keys_are_passed_over(read: Read) -> None:
    (document,) = read("a.jsonl", '{"text": "Held.", "likes": [1, {"a": null}], "id": 7}')
    assert isinstance(document, Document)
    assert document.text == "Held."


def test_a_record_without_publisher_is_read_as_of_an_unknown_one(read: Read) -> None:
    (document,) = read("a.jsonl", line(publisher=None, url=None), NOTHING)
    assert isinstance(document, Document)
    assert document.publisher == UNKNOWN_PUBLISHER
    (document,) = read("a.jsonl", line(publisher=None), NOTHING)
    assert isinstance(document, Document)
    assert document.publisher == "example.org"


def test_a_record_without_a_date_is_refused_with_the_option_that_gives_it(read: Read) -> None:
    (rejected,) = read("a.jsonl", line(published=None), NOTHING)
    assert isinstance(rejected, Rejected)
    assert rejected.detail == "a.jsonl:1: states no publication date; give --published 2022-05-14"


def test_a_whole_number_as_id_is_taken_as_its_digits(read: Read) -> None:
    (document,) = read("a.jsonl", line(document_id=17))
    assert isinstance(document, Document)
    assert document.document_id == "17"


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "-"])
def test_a_line_that_breaks_off_is_named_and_the_rest_goes_on(read: Read, name: str) -> None:
    found = read(name, line() + '{"text": "The bri\n' + "\n" + line(document_id="d-2"))
    assert reasons(found) == ["read", "bad-json", "read"]
    assert isinstance(found[1], Rejected)
    assert found[1].source == f"{name}:2"
    assert found[1].detail == (
        f"{name}:2: is not JSON or breaks off at column 10 (Unterminated string starting at); "
        "write it again from its origin"
    )


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_first_line_that_breaks_off_does_not_take_the_others_with_it(
    read: Read, name: str
) -> None:
    assert reasons(read(name, '{"text": "The bri\n' + line() + line())) == [
        "bad-json", "read", "read",
    ]  # fmt: skip


def test_items_before_the_break_of_an_array_are_kept(read: Read) -> None:
    whole = json.dumps([RECORD, RECORD, RECORD])
    found = read("a.json", whole[:-30])
    assert reasons(found) == ["read", "read", "bad-json"]
    assert isinstance(found[2], Rejected)
    assert found[2].source == "a.json#3"
    assert "it and what follows it were not read, what precedes it was" in found[2].detail


@pytest.mark.parametrize(
    ("written", "reason", "detail"),
    [
        ("7", "not-an-object", 'is a number, not an object; write {"text": "…"} for each'),
        ('"a"', "not-an-object", 'is a text, not an object; write {"text": "…"} for each'),
        ("null", "not-an-object", 'is null, not an object; write {"text": "…"} for each'),
        ('{"body": "x", "n": 1}', "no-text",
         "has no 'text' but 'body', 'n'; put the document's words under 'text'"),
        ("{}", "no-text", "has no 'text' but no keys; put the document's words under 'text'"),
        ('{"text": " "}', "empty", "has no text; there is nothing to read in it"),
        ('{"text": ["x"]}', "bad-field", "'text' is a list; write a text"),
        ('{"text": "x", "title": {"a": 1}}', "bad-field",
         "'title' is an object; write a text, or null where it is unknown"),
        ('{"text": "x", "url": true}', "bad-field",
         "'url' is true or false; write a text, or null where it is unknown"),
        ('{"text": "x", "published": 1652518800}', "bad-date",
         ("'published' is the number 1652518800; "
         "write it as in '2022-05-14' or '2022-05-14T18:30:00+03:00'")),
        ('{"text": "x", "published": "14.05.22"}', "bad-date",
         ("the publication date '14.05.22' is not a date; "
         "write it as in 2022-05-14 or 2022-05-14T18:30:00+03:00")),
        ('{"text": "x", "published": "1812-06-24"}', "bad-date",
         ("the publication date 1812-06-24 lies outside the years 1900 to 2100; "
         "correct it in the input")),
        ('{"a":' * 100_000, "bad-json",
         "is nested too deeply to be a document; write it again from its origin"),
        ('{"text": ' + "9" * 5000 + "}", "bad-json", None),
    ],
)  # fmt: skip
def test_an_unusable_record_says_what_it_is_and_the_next_is_read(
    read: Read, written: str, reason: str, detail: str | None
) -> None:
    found = read("a.jsonl", f"{written}\n{line()}")
    assert reasons(found) == [reason, "read"]
    assert isinstance(found[0], Rejected)
    assert detail is None or found[0].detail == f"a.jsonl:1: {detail}"


@pytest.mark.parametrize(
    ("name", "written"), [("a.json", "[]"), ("a.json", "[ ]"), ("a.jsonl", " \n" * 70_000)]
)
def test_a_file_without_records_says_so(read: Read, name: str, written: str) -> None:
    (rejected,) = read(name, written)
    assert isinstance(rejected, Rejected)
    assert (rejected.reason, rejected.detail) == ("empty", f"{name}: holds no records")


def test_json_under_its_suffix_that_is_none_is_refused_not_read_as_text(read: Read) -> None:
    (rejected,) = read("a.json", "The bridge fell.")
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "bad-json"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1251", "koi8-r"])
def test_lines_in_another_encoding_are_read(read: Read, encoding: str) -> None:
    text = "Наши войска удержали село в пятницу, сообщило министерство."
    written = (json.dumps({**RECORD, "text": text}, ensure_ascii=False) + "\n") * 3
    found = read("a.jsonl", written.encode(encoding))
    assert [one.text for one in found if isinstance(one, Document)] == [text] * 3


def test_a_line_with_a_broken_byte_is_refused_since_offsets_would_not_hold(read: Read) -> None:
    text = "Наши войска удержали село в пятницу, сообщило министерство."
    good = (json.dumps({"text": text}, ensure_ascii=False) + "\n").encode()
    found = read("a.jsonl", good + good.replace("село".encode(), b"\xd1\xd1") + good)
    assert reasons(found) == ["read", "encoding", "read"]
    assert isinstance(found[1], Rejected)
    assert "a.jsonl:2: has a byte that is no UTF-8 at byte 50 of the line" in found[1].detail


def test_a_whole_json_with_a_broken_byte_is_refused(read: Read) -> None:
    written = json.dumps([{"text": "село " * 9}], ensure_ascii=False).encode()
    (rejected,) = read("a.json", written.replace("о".encode(), b"\xd0", 1))
    assert isinstance(rejected, Rejected)
    assert rejected.detail == (
        "a.json: has 1 broken characters for utf-8; JSON is UTF-8: "
        "write the file again from its origin"
    )
