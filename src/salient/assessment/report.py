"""The assessment as data: sections of sentences, and what their renderings need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

import msgspec

from salient.assessment.geography import Geography
from salient.assessment.inputs import AssessmentInputs
from salient.model import Claim

__all__ = ["SENTENCE_KINDS", "Assessment", "Reference", "Section", "Sentence", "around"]

_CONTEXT = 160

SENTENCE_KINDS = ("likelihood", "confidence", "statement", "count", "note")


class Sentence(msgspec.Struct, frozen=True):
    """One sentence and the ids of the claims it rests on, in the order they are cited.

    `kind` is one of `SENTENCE_KINDS`: `likelihood` judges how likely something is, `confidence`
    how good the evidence is (never both), `statement` tells what a holder says, `count` sums up
    the record, `note` explains. `place_ids` are the places that it is about.
    """

    text: str
    claim_ids: tuple[str, ...] = ()
    kind: str = "note"
    place_ids: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True):
    """A heading with paragraphs, each a tuple of sentences; `key` names it in links."""

    key: str
    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...]


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """A cited claim: its number in the text, who vouches for it, and the words around it.

    `chain` names the holders from the innermost outwards, as prose; `before` and `after` are the
    text of the document beside the quote, empty where the document is not at hand.
    """

    number: int
    claim: Claim
    chain: str
    before: str = ""
    after: str = ""


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """One day's assessment.

    `references` are in the order of their numbers, which start at 1. `place_claims` gives, for
    each place with any, the ids of the claims that speak of it or carry its estimate, the
    weightiest first. `names` are the places' names as readers need them (with the oblast where
    ambiguous), `full_names` always with it. `chains` are the claims' holders as prose, by claim
    id, the innermost first. `turned` are the places whose standing is another than on the day or
    the week before; `named` counts the window's claims that name a place; `sizes` are the
    places' prominence. `geography` is the drawn picture; `inputs` is what it was all made from.
    """

    day: date
    title: str
    standfirst: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    place_claims: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    full_names: Mapping[str, str]
    chains: Mapping[str, str]
    turned: frozenset[str]
    sizes: Mapping[str, float]
    named: Mapping[str, int]
    geography: Geography
    inputs: AssessmentInputs
    reports: int
    publishers: int

    @property
    def window_start(self) -> date:
        """The first day of the reporting window."""
        return self.day - timedelta(days=self.inputs.window_days - 1)

    def reference_numbers(self) -> dict[str, int]:
        """The number of each cited claim, by claim id."""
        return {reference.claim.claim_id: reference.number for reference in self.references}


def around(inputs: AssessmentInputs, claim: Claim) -> tuple[str, str]:
    """The words before and after a claim's quote, some 160 characters each way.

    They join the quote as they stand, with a space where the text has one. Both are empty where
    the document is not among the inputs, or has another text there.
    """
    document = inputs.documents.get(claim.document.document_id)
    start, end = claim.quote.start, claim.quote.end
    if document is None or document.text[start:end] != claim.quote.text:
        return "", ""
    before = _one_line(document.text[max(0, start - _CONTEXT) : start])
    after = _one_line(document.text[end : end + _CONTEXT])
    if start > _CONTEXT:
        before = f"… {before.lstrip().partition(' ')[2]}"
    if end + _CONTEXT < len(document.text):
        after = f"{after.rstrip().rpartition(' ')[0]} …"
    return before.lstrip(), after.rstrip()


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
