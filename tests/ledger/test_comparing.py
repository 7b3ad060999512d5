"""What a new wording of a document changed."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_factories import NEWER_RULES, RECORDED, claim, document, reading

from salient.errors import LedgerError
from salient.ledger import Ledger, compare_claims, compare_texts, version_changes

FIRST = "Troops hold the village. Others left the town. The bridge stands."
SECOND = "An update was added. Troops  hold\nthe village. Others left the city. The bridge stands."


def _shown(before: str, after: str) -> list[tuple[str | None, str | None]]:
    return [
        (one.before and one.before.text, one.after and one.after.text)
        for one in compare_texts(before, after)
    ]


def test_sentences_cut_added_and_replaced_are_shown() -> None:
    assert _shown(FIRST, SECOND) == [
        (None, "An update was added."),
        ("Others left the town.", "Others left the city."),
    ]
    assert _shown(FIRST, "The bridge stands.") == [
        ("Troops hold the village. Others left the town.", None)
    ]
    assert _shown(FIRST, FIRST) == _shown("", "") == []


@given(st.text("ab. \n", max_size=30), st.text("ab. \n", max_size=30))
def test_passages_stand_where_they_say_and_nothing_else_differs(before: str, after: str) -> None:
    rest = [before, after]
    for one in reversed(list(compare_texts(before, after))):
        for side, span in enumerate((one.before, one.after)):
            if span is not None:
                assert (before, after)[side][span.start : span.end] == span.text
                rest[side] = rest[side][: span.start] + " " + rest[side][span.end :]
    assert rest[0].split() == rest[1].split()


def test_claims_are_kept_changed_gone_or_new(ledger: Ledger) -> None:
    old, edited = document(1, text=FIRST, title="Old"), document(1, text=SECOND, title="New")
    again = edited.text.index("Troops")
    kept = claim(
        edited,
        "Troops  hold\nthe village.",
        claim_id="moved",
    )
    assert kept.quote.start == again
    bridges = [claim(old, "The bridge stands."), claim(edited, "The bridge stands.", mood="denied")]
    left = claim(old, "Others left the town.")
    added = claim(edited, "Others left the city.")
    ledger.add(reading(old, claim(old), left, bridges[0]), RECORDED)
    ledger.add(reading(edited, kept), RECORDED + timedelta(minutes=1))
    ledger.add(
        reading(edited, kept, added, bridges[1], reader=NEWER_RULES),
        RECORDED + timedelta(hours=1),
    )
    (change,) = version_changes(ledger, "doc-0001")
    assert (change.older, change.newer) == (1, 2)
    assert change.recorded_at == (RECORDED + timedelta(minutes=1)).astimezone(UTC)
    assert change.fields == ("title",)
    assert len(change.passages) == 2
    assert change.kept == (kept,)
    assert change.changed == ((bridges[0], bridges[1]),)
    assert change.gone == (left,)
    assert change.new == (added,)


def test_the_same_words_twice_are_paired_once() -> None:
    one = claim(document(1))
    kept, changed, gone, new = compare_claims([one, one], [one])
    assert (kept, changed, gone, new) == ((one,), (), (one,), ())


def test_one_wording_has_no_changes_and_an_unknown_document_is_named(ledger: Ledger) -> None:
    ledger.add(reading(document(1)), RECORDED)
    assert version_changes(ledger, "doc-0001") == ()
    for unknown in ("doc-0002", "doc\0"):
        with pytest.raises(LedgerError) as raised:
            version_changes(ledger, unknown)
        assert str(raised.value) == (
            f"the ledger at {ledger.target} holds no document {unknown!r}; "
            "check the id: salient search and salient why show it"
        )
