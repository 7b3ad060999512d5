"""Blackened words: as long as before, known again by their digest, and nothing left beside them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_factories import IZIUM, KHARKIV, about, claim, document, mention, reading, rejected
from msgspec.structs import replace

from salient.ledger.gate import holds
from salient.ledger.masking import (
    MARK,
    WITHHELD,
    Mask,
    mask_claim,
    mask_reading,
    plain_words,
    telling,
    words_digest,
)
from salient.model import Claim, Document, Holder, Party, Predicate, Quantity, Span, TimeMention

TEXT = "On Friday Anna Petrenko said at least 3 likely fell near Izium. Troops hold the village."
WHOLE = document(1, text=TEXT, title="Anna Petrenko speaks", url="https://a.example/anna-petrenko")


KEPT = replace(
    mention(KHARKIV), start=TEXT.index("the village"), end=TEXT.index("the village") + 11
)


def mask(*removed: str) -> Mask:
    return Mask(
        "doc-0001",
        [(len(plain_words(one).split()), words_digest("doc-0001", one)) for one in removed],
    )


@pytest.mark.parametrize(
    ("words", "text", "left"),
    [
        ("Anna Petrenko", "Said Anna Petrenko.", "Said ████ ████████."),
        ("anna petrenko", "ANNA\nPetrenko, (Anna - Petrenko)", "████\n████████, (████ █ ████████)"),
        ("Anna", "Annabel and Anna", "Annabel and ████"),
        ("a b", "a b a b c", "█ █ █ █ c"),
        ("a b a", "a b a b a", "█ █ █ █ █"),
        ("T-72", "a T-72 and a T 72", "a ████ and a █ ██"),
        ("Петренко", "сказав ПЕТРЕНКО", "сказав ████████"),
        ("absent", "nothing here", "nothing here"),
    ],
)
def test_words_are_found_in_any_case_and_punctuation(words: str, text: str, left: str) -> None:
    assert mask(words).text(text) == left


def test_words_of_another_document_stay() -> None:
    assert Mask("doc-0002", [(1, words_digest("doc-0001", "Anna"))]).text("Anna") == "Anna"
    assert Mask("doc-0001", []).text("Anna") == "Anna"


@given(
    before=st.text("ab ,\n", max_size=12),
    words=st.text("ab ,", min_size=1, max_size=6),
    after=st.text("ab ,\n", max_size=12),
)
def test_a_mask_keeps_length_and_white_space_and_leaves_none_of_the_words(
    before: str, words: str, after: str
) -> None:
    text = f"{before} {words} {after}"
    masked = mask(words).text(text) if plain_words(words) else text
    assert len(masked) == len(text)
    assert all(b in (a, MARK) for a, b in zip(text, masked, strict=True))
    assert [char.isspace() for char in masked] == [char.isspace() for char in text]
    if plain_words(words):
        stretches = masked.split(MARK)
        assert len(stretches) > 1
        assert all(f" {plain_words(words)} " not in f" {plain_words(one)} " for one in stretches)


def _of(text: str) -> tuple[int, int]:
    start = TEXT.index(text)
    return start, start + len(text)


def _claim() -> Claim:
    quote = TEXT[: TEXT.index(". ")]
    name, izium, day = _of("Anna Petrenko"), _of("Izium"), _of("Friday")
    made = claim(
        WHOLE,
        quote,
        holders=(
            Holder(name=WHOLE.publisher, kind="publisher", start=None, end=None),
            Holder(name="Governor Petrenko", kind="official", start=name[0], end=name[1]),
        ),
        predicate=Predicate(lemma="fall", text="fell", start=_of("fell")[0], end=_of("fell")[1]),
        actor=Party(name="Anna Petrenko", side="UA", start=name[0], end=name[1]),
        target=Party(name="those whom Anna Petrenko named", side=None),
        control=(IZIUM, KHARKIV),
        time=TimeMention(
            text="Friday", start=day[0], end=day[1],
            earliest=date(2022, 5, 13), latest=date(2022, 5, 13),
        ),
        quantities=(Quantity(kind="killed", side=None, low=3, high=None, text="at least 3"),),
    )  # fmt: skip
    named = replace(mention(IZIUM), text="Izium", start=izium[0], end=izium[1], name="Izium")
    return replace(made, places=(named, KEPT))


def _masked(*words: str) -> tuple[Claim, Document]:
    one = mask(*words)
    whole = one.document(WHOLE)
    return mask_claim(_claim(), one, WHOLE.text, whole.text), whole


def test_a_name_goes_from_all_that_a_document_and_its_claim_say() -> None:
    made, whole = _masked("Anna Petrenko")
    assert whole.text == TEXT.replace("Anna Petrenko", "████ ████████")
    assert (whole.title, whole.url) == ("████ ████████ speaks", "https://a.example/█████████████")
    assert (whole.publisher, whole.fingerprint) == (WHOLE.publisher, WHOLE.fingerprint)
    assert holds(whole.text, made.quote)
    assert made.document == about(whole)
    assert [holder.name for holder in made.holders] == [WHOLE.publisher, "████████ ████████"]
    assert made.actor == Party(name="████ ████████", side="UA", start=10, end=23)
    assert made.target is not None
    assert made.target.name == "those whom ████ ████████ named"
    untouched = _claim()
    assert (made.places, made.time, made.control) == (
        untouched.places, untouched.time, untouched.control,
    )  # fmt: skip
    assert (made.predicate, made.quantities) == (untouched.predicate, untouched.quantities)


def test_what_was_read_from_the_words_goes_with_them() -> None:
    made, whole = _masked("On Friday", "at least 3 likely fell near Izium")
    assert holds(whole.text, made.quote)
    lost, kept = made.places
    assert (lost.text, lost.place_id, lost.name, lost.latitude, lost.score) == (
        "█████", None, None, None, 0.0,
    )  # fmt: skip
    assert kept == KEPT
    assert [effect.place_id for effect in made.control] == [KHARKIV]
    assert (made.time.text, made.time.start) == ("██████", 3)
    assert made.time.earliest == made.time.latest == WHOLE.published.date()
    assert (made.predicate.text, made.predicate.lemma) == ("████", "████")
    (number,) = made.quantities
    assert (number.text, number.low, number.high) == ("██ █████ █", 0.0, None)
    assert made.probability_term is None
    assert made.claim_id == _claim().claim_id


def test_a_quote_that_holds_a_part_of_the_words_loses_that_part() -> None:
    made, whole = _masked("near Izium. Troops hold")
    assert made.quote.text.endswith("fell ████ █████")
    assert holds(whole.text, made.quote)


def test_a_reading_of_a_known_wording_is_blackened_as_that_is() -> None:
    read = reading(WHOLE, _claim())
    stored = mask("Anna Petrenko", "Troops").document(WHOLE)
    made = mask_reading(read, mask("Anna Petrenko"), stored)
    assert made.document.text == stored.text
    assert holds(stored.text, made.claims[0].quote)
    other = mask_reading(read, mask("Anna Petrenko"), document(1, text="shorter"))
    assert other.document == mask("Anna Petrenko").document(WHOLE)


@pytest.mark.parametrize(
    ("detail", "left"),
    [
        ("no place 'Anna Petrenko' there", "no place '████ ████████' there"),
        ("it quotes 'said Anna Petre", WITHHELD),
        ("it quotes 'Petrenko, Anna", WITHHELD),
        ("nothing of the kind", "nothing of the kind"),
    ],
)
def test_a_rejection_gives_nothing_away(detail: str, left: str) -> None:
    removed = telling(TEXT, mask("Anna Petrenko").text(TEXT))
    assert removed == {"anna", "petrenko"}
    one = rejected(source="doc-0001", detail=detail)
    assert mask("Anna Petrenko").rejected(one, removed).detail == left


def test_a_quote_that_stood_nowhere_is_blackened_by_its_words() -> None:
    wrong = claim(WHOLE, quote=Span("Anna Petrenko left", 3, 21))
    made = mask_claim(wrong, mask("Anna Petrenko"), TEXT, mask("Anna Petrenko").text(TEXT))
    assert made.quote == Span("████ ████████ left", 3, 21)
