"""Lines and crossings, losses, what is expected, and what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from salient.assessment.composing import Desk
from salient.assessment.report import Section, Sentence
from salient.assessment.standing import UNCERTAIN, standing_of, widely_uncertain
from salient.assessment.stories import Statement
from salient.assessment.voices import summed
from salient.assessment.wording import capitalised, counted, joined, long_date
from salient.model.control import CONTESTED

__all__ = ["expected_section", "lines_section", "losses_section", "unknown_section"]

_LINES = frozenset({"interdict", "resupply", "cross", "encircle"})
_LOSSES = frozenset({"loss", "surrender"})
_AHEAD = frozenset({"forecast", "intended", "conditional"})
_BARELY_LIKELY = 4

_REASONS = {
    "ambiguous-place": "a place name that fits several places",
    "unresolved-place": "a place name that is not in the gazetteer",
    "quote-not-in-text": "a quote that is not in its document",
    "empty": "no text",
    "binary": "no readable text",
}


def _told(
    desk: Desk,
    key: str,
    title: str,
    *,
    wanted: Callable[[Statement], bool],
    nothing: str,
    noun: str,
) -> Section:
    found = [statement for statement in desk.found if wanted(statement)]
    start = long_date(desk.window_start)
    paragraphs = summed(desk, found, noun, limit=12) or [
        (Sentence(f"{nothing} between {start} and {long_date(desk.day)}.", (), "count"),)
    ]
    return Section(key, title, tuple(paragraphs))


def lines_section(desk: Desk) -> Section:
    """Claims about supply lines, crossings and encirclement that are not about the future."""
    return _told(
        desk,
        "lines",
        "Lines and crossings",
        wanted=lambda s: s.lead.event_type in _LINES and s.lead.mood not in {*_AHEAD, "superseded"},
        nothing="No report speaks of supply lines, crossings or encirclement",
        noun="statement",
    )


def losses_section(desk: Desk) -> Section:
    """Losses as claimed; nobody's figures are added up."""
    return _told(
        desk,
        "losses",
        "Losses claimed",
        wanted=lambda s: (
            s.lead.event_type in _LOSSES and s.lead.mood not in {*_AHEAD, "superseded"}
        ),
        nothing="No report claims losses",
        noun="loss report",
    )


def expected_section(desk: Desk) -> Section:
    """Forecasts, intentions and conditions, then forecasts that their holders have given up."""
    ahead = _told(
        desk,
        "expected",
        "What is expected",
        wanted=lambda s: s.lead.mood in _AHEAD,
        nothing="No report forecasts anything",
        noun="expectation",
    )
    given_up = [s for s in desk.found if s.lead.mood == "superseded"]
    return Section(
        ahead.key,
        ahead.title,
        (*ahead.paragraphs, *summed(desk, given_up, "forecast given up", limit=6)),
    )


def unknown_section(desk: Desk) -> Section:
    """Where no side's hold is likely, where no report has come from, what could not be used."""
    paragraphs = [_open_places(desk), _silent_places(desk), _unused(desk)]
    return Section("unknown", "What is not known", tuple(p for p in paragraphs if p))


def _open_places(desk: Desk) -> tuple[Sentence, ...]:
    found = [i for i, e in desk.inputs.today.items() if widely_uncertain(e)]
    if not found:
        text = "Every settlement with an estimate has one state with a chance of 55 % or more."
        return (Sentence(text, (), "count"),)
    verb = "has" if len(found) == 1 else "have"
    text = (
        f"{capitalised(counted(len(found), 'settlement'))} {verb} no state with a chance of 55 % "
        f"or more: {desk.listed(found, limit=12)}."
    )
    return (Sentence(text, (), "count", tuple(desk.by_weight(found)[:12])),)


def _silent_places(desk: Desk) -> tuple[Sentence, ...]:
    """Unsettled places that no report of the window names."""
    named = {m.place_id for claim in desk.window for m in claim.places}
    silent = [
        place_id
        for place_id, estimate in desk.inputs.today.items()
        if place_id not in named and _unsettled(desk, place_id) and estimate.evidence < 0.5
    ]
    start = long_date(desk.day - timedelta(days=desk.inputs.window_days - 1))
    if not silent:
        return ()
    verb = "is" if len(silent) == 1 else "are"
    text = (
        f"{capitalised(counted(len(silent), 'settlement'))} near the fighting {verb} not named by "
        f"any report since {start}, so silence has widened the estimate: "
        f"{desk.listed(silent, limit=12)}."
    )
    return (Sentence(text, (), "count", tuple(desk.by_weight(silent)[:12])),)


def _unsettled(desk: Desk, place_id: str) -> bool:
    standing = standing_of(desk.inputs.today[place_id])
    return standing.key in {CONTESTED, UNCERTAIN} or standing.rank <= _BARELY_LIKELY


def _unused(desk: Desk) -> tuple[Sentence, ...]:
    sentences = []
    if desk.inputs.rejections:
        counts = Counter(rejected.reason for rejected in desk.inputs.rejections)
        reasons = [
            f"{_REASONS.get(reason, reason.replace('-', ' '))} ({number:,})"
            for reason, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ]
        total = len(desk.inputs.rejections)
        text = (
            f"{capitalised(counted(total, 'passage or document', 'passages or documents'))} "
            f"could not be used: {joined(reasons)}."
        )
        sentences.append(Sentence(text, (), "count"))
    placeless = sum(1 for c in desk.window if not any(m.place_id for m in c.places))
    if placeless:
        verb = "names" if placeless == 1 else "name"
        text = (
            f"{capitalised(counted(placeless, 'claim'))} {verb} no place that could be found, and "
            f"{'moves' if placeless == 1 else 'move'} no estimate."
        )
        sentences.append(Sentence(text, (), "count"))
    return tuple(sentences)
