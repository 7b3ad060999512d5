from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Document

ReadDocument = Callable[..., Document]


def test_a_text_file_is_one_document_with_its_headline_as_title(
    read_document: ReadDocument,
) -> None:
    document = read_document("a.txt", "Bridge lost\r\n\r\nThe bridge fell overnight.\r\n")
    assert document.text == "Bridge lost\n\nThe bridge fell overnight."
    assert document.title == "Bridge lost"


@pytest.mark.parametrize(
    "text",
    [
        "The bridge fell overnight.\n\nThe town held.",
        "Bridge lost\nand the town with it",
        "Only a line",
        "x" * 300 + "\n\nToo long for a headline",
    ],
)
def test_a_first_line_that_is_no_headline_makes_no_title(
    read_document: ReadDocument, text: str
) -> None:
    assert read_document("a.txt", text).title is None


def test_a_markdown_heading_loses_its_marks_in_the_title(read_document: ReadDocument) -> None:
    document = read_document("a.md", "# Bridge lost\n\nThe bridge fell overnight.")
    assert document.title == "Bridge lost"
    assert document.text.startswith("# Bridge lost")


@pytest.mark.parametrize(
    "text", ["{not JSON} but a note", "[Photo] Town held", "2 < 3, said the officer", "text, video"]
)
def test_a_text_that_only_begins_like_another_format_is_a_text(
    read_document: ReadDocument, text: str
) -> None:
    assert read_document("note", text).text == text
