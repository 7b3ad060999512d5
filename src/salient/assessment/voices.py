"""Who says what, who passes it on, and who disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from salient.assessment.composing import Desk
from salient.assessment.held import judgement
from salient.assessment.phrasing import quoted, said
from salient.assessment.report import Section, Sentence
from salient.assessment.stories import Disagreement, Statement, Witness
from salient.assessment.wording import capitalised, counted, joined, long_date
from salient.model import Claim

__all__ = ["ranked", "statement_sentences", "summed", "voices_section"]

NAMED_STATEMENTS = 18
"""How many statements a section tells in full before it counts the rest."""

NAMED_DISPUTES = 10

_NEWS = {
    "capture": 5.0, "withdraw": 5.0, "lose": 5.0, "encircle": 4.0, "win": 4.0, "surrender": 4.0,
    "cross": 4.0, "hold": 3.0, "advance": 3.0, "repel": 3.0, "interdict": 3.0, "attack": 2.0,
    "fight": 2.0, "loss": 2.0, "redeploy": 2.0, "reinforce": 2.0, "concentrate": 2.0,
    "evacuate": 2.0, "ceasefire": 4.0, "govern": 2.0, "capacity": 2.0, "harm_civilians": 2.0,
}  # fmt: skip
_LATER_MOODS = frozenset({"forecast", "intended", "conditional", "superseded"})
_OWN_SECTIONS = frozenset({"loss", "interdict", "resupply", "cross", "encircle"})


def voices_section(desk: Desk) -> Section:
    """The disagreements first, then what else is said of what happened."""
    paragraphs = [_dispute(desk, dispute) for dispute in desk.disputes[-NAMED_DISPUTES:]]
    if not paragraphs:
        text = "No two sources contradict one another about one place at one time."
        paragraphs.append((Sentence(text, (), "count"),))
    elif (rest := len(desk.disputes) - len(paragraphs)) > 0:
        text = f"{capitalised(counted(rest, 'earlier disagreement'))} in the window not told here."
        paragraphs.append((Sentence(text, (), "count"),))
    told = {i for dispute in desk.disputes for i in _ids(dispute)}
    rest_of_it = [
        statement
        for statement in desk.found
        if statement.lead.mood not in _LATER_MOODS
        and statement.lead.event_type not in _OWN_SECTIONS
        and statement.lead.event_type != "other"
        and not told.issuperset(statement.claim_ids)
    ]
    paragraphs += summed(desk, rest_of_it, "statement")
    return Section("voices", "Who says so, and who disagrees", tuple(paragraphs))


def ranked(desk: Desk, found: Iterable[Statement]) -> list[Statement]:
    """Statements by news value: the event, its witnesses, the place, how recent; then by time."""

    def value(statement: Statement) -> float:
        places = [m.place_id for m in statement.lead.places if m.place_id]
        prominence = max((desk.weight(i) for i in places), default=-2.0)
        event = _NEWS.get(statement.lead.event_type, 1.0)
        return event + 0.6 * min(len(statement.witnesses), 5) + 0.3 * prominence

    return sorted(found, key=lambda s: (-value(s), s.lead.document.published, s.lead.claim_id))


def summed(
    desk: Desk, found: Sequence[Statement], noun: str, limit: int = NAMED_STATEMENTS
) -> list[tuple[Sentence, ...]]:
    """A paragraph for each of the weightiest statements, in order of time, the rest counted."""
    chosen = ranked(desk, found)[:limit]
    chosen.sort(key=lambda s: (s.lead.document.published, s.lead.claim_id))
    paragraphs = [statement_sentences(desk, statement) for statement in chosen]
    if (rest := len(found) - len(chosen)) > 0:
        verb = "is" if rest == 1 else "are"
        text = f"{capitalised(counted(rest, f'further {noun}'))} {verb} in the claims file."
        paragraphs.append((Sentence(text, (), "count"),))
    return paragraphs


def statement_sentences(desk: Desk, statement: Statement) -> tuple[Sentence, ...]:
    """The statement with its first witness's words, then who else vouches for it."""
    first, *others = statement.witnesses
    text = f"{_told(desk, first)}: {quoted(first.lead)}."
    ids = tuple(claim.claim_id for claim in first.claims)
    sentences = [Sentence(_closed(text), ids, "statement", _place_ids(first.lead))]
    if others:
        names = [desk.names.holder(witness.source) for witness in others]
        verb = "says" if len(others) == 1 else "say"
        text = f"{capitalised(joined(names))} {verb} the same."
        ids = tuple(claim.claim_id for witness in others for claim in witness.claims)
        sentences.append(Sentence(text, ids, "statement", _place_ids(first.lead)))
    return tuple(sentences)


def _told(desk: Desk, witness: Witness) -> str:
    text = capitalised(said(witness.lead, desk.names))
    if witness.lead.time.text is None and witness.lead.mood not in _LATER_MOODS:
        text = f"{text}, in a report of {long_date(desk.published(witness.lead))}"
    if witness.carriers:
        carriers = [desk.names.holder(carrier) for carrier in witness.carriers]
        shown = carriers if len(carriers) < 5 else [*carriers[:4], f"{len(carriers) - 4} others"]
        how = "as published by" if len(carriers) == 1 else "passed on by"
        text = f"{text}, {how} {joined(shown)}"
    return text


def _closed(text: str) -> str:
    """One full stop at the end, inside or outside the quotation mark but not both."""
    for stop in (".", "!", "?", "…"):
        if text.endswith(f"{stop}”."):
            return text[:-1]
    return text


def _place_ids(claim: Claim) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.place_id for m in claim.places if m.place_id))


def _ids(dispute: Disagreement) -> tuple[str, ...]:
    return (*dispute.first.claim_ids, *dispute.second.claim_ids)


def _dispute(desk: Desk, dispute: Disagreement) -> tuple[Sentence, ...]:
    place_id = dispute.place_id
    heading = f"The sources disagree about {desk.names.place(place_id)}."
    sentences = [Sentence(heading, _ids(dispute), "note", (place_id,))]
    for statement in (dispute.first, dispute.second):
        sentences += statement_sentences(desk, statement)
    estimate = desk.inputs.today.get(place_id)
    if estimate is not None:
        text = f"On all the evidence, {judgement(desk, place_id, estimate)}."
        ids = desk.carrying(place_id)
        sentences.append(Sentence(text, ids, "likelihood", (place_id,)))
    return tuple(sentences)
