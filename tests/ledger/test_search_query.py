"""What can be written in a search, and what cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.errors import UsageError
from salient.ledger.search_query import Prefix, Query, Words, parse_query
from salient.ledger.search_words import stems


def one(*cut: str) -> tuple[Words]:
    return (Words(cut),)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("pontoon bridges", Query(wanted=(one("pontoon"), one("bridg")))),
        ('"pontoon bridges"', Query(wanted=(one("pontoon", "bridg"),))),
        ("T-72", Query(wanted=(one("t", "72"),))),
        ("bridge OR ferry", Query(wanted=((Words(("bridg",)), Words(("ferri",))),))),
        ("a OR b c", Query(wanted=((Words(("a",)), Words(("b",))), one("c")))),
        ("bridge -railway", Query(wanted=(one("bridg"),), unwanted=one("railway"))),
        ('bridge -"two words"', Query(wanted=(one("bridg"),), unwanted=one("two", "word"))),
        ("Artill*", Query(wanted=((Prefix("artill", "artil"),),))),
        ("or and not", Query(wanted=(one("or"), one("and"), one("not")))),
        ("«мости»!", Query(wanted=(one("мост"),))),
    ],
)
def test_queries(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"pontoon bridge', "has a quotation mark without its pair"),
        ("OR bridge", "OR needs a word on each side"),
        ("bridge OR", "OR needs a word on each side"),
        ("bridge OR OR ferry", "OR needs a word on each side"),
        ("bridge OR -ferry", "OR needs a word on each side"),
        ("-railway", "only says what is not wanted; add a word that is"),
        ("", "holds no word to look for"),
        ("!?", "holds no word to look for"),
        ("a*", "give at least 2 letters or digits before the"),
        ("T-72*", "is no beginning of one word"),
        ("x " * 65, "more than 64 terms"),
    ],
)
def test_what_cannot_be_understood_is_said(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        parse_query(text)


@pytest.mark.parametrize(
    ("query", "text", "holds"),
    [
        ("bridge pontoon", "Pontoon bridges were laid", True),
        ('"bridge pontoon"', "Pontoon bridges were laid", False),
        ("bridge OR ferry", "the ferries", True),
        ("bridge -railway", "a railway bridge", False),
        ("rail*", "a railway bridge", True),
        ("crossings*", "they crossed it", True),
        ("ferry", "a railway bridge", False),
    ],
)
def test_whether_a_text_answers(query: str, text: str, holds: bool) -> None:
    assert parse_query(query).holds(stems(text).split()) is holds


def test_the_spans_that_match_are_given_in_order() -> None:
    text = "A bridge, a pontoon bridge; and bridges."
    spans = parse_query('bridge "pontoon bridge"').matches(text)
    assert [text[a:b] for a, b in spans] == ["bridge", "pontoon bridge", "bridge", "bridges"]


@given(st.text(alphabet="ab\"- *OR'():^&|!<>яї1", max_size=30))
def test_whatever_is_written_is_understood_or_refused(text: str) -> None:
    try:
        query = parse_query(text)
    except UsageError:
        return
    assert query.wanted
    for term in query.terms:
        parts = term.stems if isinstance(term, Words) else (term.start, term.stem)
        assert all(part.isalnum() for part in parts)
