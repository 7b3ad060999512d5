from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.documents.texts import (
    clean_line,
    clean_prose,
    exact_text,
    fragment_text,
    with_headline,
)

ANY_TEXT = st.text(st.characters(codec=None))


@given(ANY_TEXT)
def test_exact_text_keeps_every_offset(text: str) -> None:
    kept = exact_text(text)
    assert len(kept) == len(text)
    assert all(
        new == old or (new == "\ufffd" and (old == "\x00" or "\ud800" <= old <= "\udfff"))
        for new, old in zip(kept, text, strict=True)
    )
    kept.encode("utf-8")


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_prose(text)
    assert clean_prose(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


def test_cleaning_makes_newlines_and_spaces_plain_and_drops_what_cannot_be_seen() -> None:
    messy = "\ufeffIzi\xadum\r\nwas\xa0held\x00.\u2028\u202eNext\x1b line\u200b."
    assert clean_prose(messy) == "Izium\nwas held.\nNext line."


def test_cleaning_joins_letters_with_their_marks() -> None:
    assert clean_prose("Купянськии\u0306") == "Купянський"


def test_a_title_is_one_line() -> None:
    assert clean_line("  Bridge\n  lost\t") == "Bridge lost"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two &amp; three.</p>", "One.\n\nTwo & three."),
        ("One<br>two", "One\n\ntwo"),
        ("<ul><li>first</li><li>second</li></ul>", "first\n\nsecond"),
        ("Izium<script>alert(1)</script> <b>fell</b>", "Izium fell"),
        ("plain words", "plain words"),
        ("fuel &lt; ammunition", "fuel < ammunition"),
        ("", ""),
    ],
)
def test_a_fragment_of_html_becomes_its_words_with_blocks_apart(markup: str, text: str) -> None:
    assert fragment_text(markup) == text


@given(st.text(st.sampled_from("<>/&;pdiv '\"=!-a\x00"), max_size=60))
def test_any_markup_becomes_some_text(markup: str) -> None:
    fragment_text(markup).encode("utf-8")


def test_the_headline_opens_the_text_once() -> None:
    assert with_headline("Bridge lost", "The bridge fell.") == "Bridge lost\n\nThe bridge fell."
    assert with_headline("Bridge lost", "Bridge lost\n\nIt fell.") == "Bridge lost\n\nIt fell."
    long = "The bridge north of the town was lost"
    assert with_headline(f"{long} | Daily", f"{long}\n\nIt fell.") == f"{long}\n\nIt fell."
    assert with_headline("Bridge lost", "") == "Bridge lost"
    assert with_headline("", "It fell.") == "It fell."
