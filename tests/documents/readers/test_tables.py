from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.documents import DocumentDefaults
from salient.model import Document, Rejected

Read = Callable[..., list[Document | Rejected]]
NOTHING = DocumentDefaults()


def reasons(found: list[Document | Rejected]) -> list[str]:
    return [one.reason if isinstance(one, Rejected) else "read" for one in found]


@pytest.mark.parametrize(("name", "between"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_rows_are_documents_under_the_contracts_keys(
    read: Read, name: str, between: str, encoding: str
) -> None:
    rows = [
        ["Text", "published", "publisher", "likes"],
        [f"Село утримали{between} мост потерян,\nсообщил штаб", "2022-05-14", "Пример", "7"],
    ]
    written = io.StringIO()
    csv.writer(written, delimiter=between).writerows(rows)
    (document,) = read(name, written.getvalue().encode(encoding), NOTHING)
    assert isinstance(document, Document)
    assert document.text == rows[1][0]
    assert document.publisher == "Пример"
    assert document.published.isoformat() == "2022-05-14T12:00:00+00:00"


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1).filter(
            str.strip
        ),
        min_size=1,
    )
)
def test_texts_come_out_of_a_table_as_they_went_in(read: Read, texts: list[str]) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerows([["title", "text"], *(["", text] for text in texts)])
    found = read("a.csv", written.getvalue())
    assert [one.text for one in found if isinstance(one, Document)] == texts


def test_a_long_report_fits_in_a_cell(read: Read) -> None:
    text = "The bridge fell. " * 20_000
    (document,) = read("a.csv", f"text,title\n{text},Long\n")
    assert isinstance(document, Document)
    assert document.text == text


def test_a_table_is_recognised_without_its_suffix(read: Read) -> None:
    (document,) = read("-", "published,text\n2022-05-14,Held.\n")
    assert isinstance(document, Document)
    assert document.text == "Held."


def test_a_row_of_another_width_is_refused_by_its_line_and_the_next_is_read(read: Read) -> None:
    found = read("a.csv", 'text,title\n"a\nb",T\nBridge, lost,T\nc\nd,T\n')
    assert reasons(found) == ["read", "bad-row", "bad-row", "read"]
    assert isinstance(found[1], Rejected)
    assert found[1].detail == (
        "a.csv:4: the row has 3 fields where the header has 2; "
        "put texts with commas or line ends between quotation marks"
    )


def test_a_quotation_mark_left_open_is_named_by_the_line_of_its_row(read: Read) -> None:
    found = read("a.csv", 'text,title\na,T\n"b,T\nc,T\n')
    assert reasons(found) == ["read", "bad-csv"]
    assert isinstance(found[1], Rejected)
    assert found[1].detail == (
        "a.csv: line 3 begins a row that is no CSV (unexpected end of data); it and what follows "
        "it were not read. Close the quotation mark, or double it inside a quoted text"
    )


@pytest.mark.parametrize(
    ("written", "reason", "detail"),
    [
        ("body,date\nx,y\n", "no-text",
         "has no column 'text' but 'body', 'date'; name the column of the words 'text'"),
        ("text,title\n", "empty", "has a header and no rows"),
        ("text,title,text\na,b,c\n", "bad-csv", "has the column 'text' twice; name one otherwise"),
        (",a\n",
            "no-text", "has no column 'text' but '', 'a'; name the column of the words 'text'"),
    ],
)  # fmt: skip
def test_an_unusable_table_says_why(read: Read, written: str, reason: str, detail: str) -> None:
    (rejected,) = read("a.csv", written)
    assert isinstance(rejected, Rejected)
    assert (rejected.reason, rejected.detail) == (reason, f"a.csv: {detail}")
