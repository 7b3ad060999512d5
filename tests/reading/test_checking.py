from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
from reading_cases import document_of

from salient.model import Claim, ControlEffect, Holder, TimeMention
from salient.reading.checking import contract_problems

TEXT = "Russian forces shelled Orlivka on 12 May."
SIDES = ("UA", "RU")


@pytest.fixture
def claim(claims_of: Callable[..., list[Claim]]) -> Claim:
    (found,) = claims_of(TEXT)
    return found


def problems(claim: Claim, **changed: Any) -> list[str]:
    return contract_problems(msgspec.structs.replace(claim, **changed), document_of(TEXT), SIDES)


def test_a_claim_as_read_has_no_problems(claim: Claim) -> None:
    assert problems(claim) == []


@pytest.mark.parametrize(
    ("name", "changed", "said"),
    [
        ("claim_id", lambda c: "", "no id"),
        ("event_type", lambda c: "raid", "event_type is 'raid', which is none of"),
        ("mood", lambda c: "sure", "mood is 'sure'"),
        ("holders", lambda c: (), "the outermost holder is not the publisher"),
        ("holders", lambda c: c.holders * 2, "a holder after the first is called a publisher"),
        (
            "holders",
            lambda c: (*c.holders, Holder(name="He", kind="person", start=90, end=92)),
            "the offsets 90 to 92 of 'He' lie outside the text",
        ),
        (
            "quote",
            lambda c: msgspec.structs.replace(c.quote, start=c.quote.start + 1),
            "the quote 'Russian",
        ),
        (
            "predicate",
            lambda c: msgspec.structs.replace(c.predicate, text="May", start=37, end=40),
            None,
        ),
        ("probability", lambda c: (0.8, 0.2), "no interval within 0 and 1"),
        ("probability", lambda c: (float("nan"), 1.0), "no interval within 0 and 1"),
        (
            "control",
            lambda c: (ControlEffect(place_id="x", side="RU", effect="gains"),),
            "control is said of 'x', which the claim does not name",
        ),
        (
            "actor",
            lambda c: msgspec.structs.replace(c.actor, side="XX"),
            "the side 'XX' is none of the theatre's (RU, UA)",
        ),
        (
            "time",
            lambda c: TimeMention(
                text=None, start=None, end=None, earliest=date(2022, 5, 2), latest=date(2022, 5, 1)
            ),
            "the time ends (2022-05-01) before it begins (2022-05-02)",
        ),
        (
            "time",
            lambda c: msgspec.structs.replace(c.time, text=None),
            "a text without offsets, or offsets without a text",
        ),
    ],
)
def test_what_the_contract_does_not_allow_is_said(
    claim: Claim, name: str, changed: Callable[[Claim], Any], said: str | None
) -> None:
    found = problems(claim, **{name: changed(claim)})
    assert bool(found) == (said is not None)
    assert said is None or any(said in problem for problem in found)
