from __future__ import annotations

import pytest

from salient.documents.readers.markup import root_of


@pytest.mark.parametrize(
    ("head", "root"),
    [
        ("<!DOCTYPE html><html>", "html"),
        ("\ufeff  <!-- saved -->\n<HTML lang='en'>", "html"),
        ("<?xml version='1.0'?>\n<!-- made by x -->\n<rss version='2.0'>", "rss"),
        ("<?xml version='1.0'?><?style x?><atom:feed>", "atom:feed"),
        ("<?xml version='1.0'?><!-- a comment that the head cuts", "xml"),
        ("<p>A fragment", "p"),
        ("2 < 3", None),
        ("< not markup >", None),
        ("", None),
    ],
)
def test_the_first_element_is_found_behind_what_may_precede_it(head: str, root: str | None) -> None:
    assert root_of(head) == root
