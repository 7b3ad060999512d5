"""Who holds what, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from salient.assessment.composing import Desk
from salient.assessment.confidence import confidence_sentences
from salient.assessment.likelihood import likelihood, percent
from salient.assessment.report import Section, Sentence
from salient.assessment.standing import UNCERTAIN, Standing, standing_of
from salient.assessment.wording import capitalised, counted, joined, long_date
from salient.model import Estimate
from salient.model.control import CONTESTED

__all__ = ["Change", "changed_section", "changes", "held_section", "judgement"]

NAMED_PLACES = 12
"""How many places a paragraph names one by one before it sums up the rest."""

LEAST_TURN = 0.05
"""A standing that changes by less than this, as from 55 to 54 %, is no news."""

SHIFT = 0.20
"""From this difference in the likeliest state's probability a place is listed as shifted."""


class Change(msgspec.Struct, frozen=True):
    """A place whose standing differs between two days."""

    place_id: str
    before: Standing
    after: Standing


def judgement(desk: Desk, place_id: str, estimate: Estimate) -> str:
    """Who likely holds a place, as a clause: `Russia very likely holds Izium (93 %)`."""
    standing = standing_of(estimate)
    place = desk.names.place(place_id)
    figure = percent(standing.probability)
    if standing.key == CONTESTED:
        adverb = likelihood(standing.probability).adverb
        if adverb:
            return f"{place} is {adverb} contested ({figure})"
        return f"{place} is open, with contested its likeliest state ({figure})"
    if standing.key == UNCERTAIN:
        shares = [
            f"{desk.names.side(side)} {percent(estimate.probabilities.get(side, 0.0))}"
            for side in desk.inputs.theatre.side_ids
        ]
        shares.append(f"contested {percent(estimate.probabilities.get(CONTESTED, 0.0))}")
        return f"who holds {place} is open ({', '.join(shares)})"
    adverb = likelihood(standing.probability).adverb
    return f"{desk.names.side(standing.key)} {adverb} holds {place} ({figure})"


def since_text(desk: Desk, estimate: Estimate) -> str:
    """Since when the state has lasted; the theatre's first day is as far back as estimates go."""
    when = f"since {long_date(estimate.since)}"
    return f"{when} or earlier" if estimate.since <= desk.inputs.theatre.first_day else when


def held_section(desk: Desk) -> Section:
    """What is held: in all, by division, and the places that readers look for."""
    paragraphs: list[tuple[Sentence, ...]] = []
    if not desk.inputs.today:
        nothing = f"There is no estimate of control for {long_date(desk.day)}."
        return Section("held", "Who holds what", ((Sentence(nothing),),))
    paragraphs.append((Sentence(_total(desk), (), "count"),))
    for name, place_ids in _live_divisions(desk):
        paragraphs.append(_division(desk, name, place_ids))
    return Section("held", "Who holds what", tuple(paragraphs))


def _total(desk: Desk) -> str:
    counts = Counter(standing_of(e).key for e in desk.inputs.today.values())
    total = len(desk.inputs.today)
    return (
        f"Of {counted(total, 'settlement')} with an estimate for {long_date(desk.day)}, "
        f"{_tally(desk, counts)}."
    )


def _tally(desk: Desk, counts: Mapping[str, int]) -> str:
    """*Ukraine holds 40 and Russia 25, each with a chance of 55 % or more; …*."""
    held = [
        f"{desk.names.side(side)} holds {counts[side]:,}"
        for side in desk.inputs.theatre.side_ids
        if counts.get(side)
    ]
    parts = [f"{joined(held)} with a chance of 55 % or more"] if held else []
    for key, word in ((CONTESTED, "contested"), (UNCERTAIN, "open")):
        if number := counts.get(key, 0):
            parts.append(f"{number:,} {'is' if number == 1 else 'are'} {word}")
    return joined(parts)


def _live_divisions(desk: Desk) -> list[tuple[str, list[str]]]:
    """Divisions where something is at stake: two standings or a place named in the window."""
    members: dict[str, list[str]] = {}
    for place_id in desk.inputs.today:
        if name := desk.names.oblast(place_id):
            members.setdefault(name, []).append(place_id)
    live = []
    for name, place_ids in members.items():
        keys = {standing_of(desk.inputs.today[i]).key for i in place_ids}
        named = sum(1 for i in place_ids if i in desk.naming)
        if len(keys) > 1 or named:
            live.append((named, name, sorted(place_ids)))
    live.sort(key=lambda item: (-item[0], item[1]))
    return [(name, place_ids) for _, name, place_ids in live]


def _division(desk: Desk, name: str, place_ids: Sequence[str]) -> tuple[Sentence, ...]:
    counts = Counter(standing_of(desk.inputs.today[i]).key for i in place_ids)
    first = Sentence(
        f"In {name}, of {counted(len(place_ids), 'settlement')}, {_tally(desk, counts)}.",
        (),
        "count",
    )
    named = [i for i in place_ids if i in desk.naming]
    shown = desk.by_weight(named)[:NAMED_PLACES]
    sentences = [_place_sentence(desk, i) for i in shown]
    return (
        first,
        *sentences,
        *_unnamed(desk, place_ids, shown),
        *confidence_sentences(desk, shown),
    )


def _unnamed(desk: Desk, place_ids: Iterable[str], shown: Sequence[str]) -> tuple[Sentence, ...]:
    """One sentence for the places that are contested or open and not told one by one."""
    unsettled = [
        i
        for i in place_ids
        if i not in shown and standing_of(desk.inputs.today[i]).key in {CONTESTED, UNCERTAIN}
    ]
    if not unsettled:
        return ()
    other = "Also contested or open" if shown else "Contested or open"
    text = f"{other}: {desk.listed(unsettled)}."
    return (Sentence(text, (), "count", tuple(desk.by_weight(unsettled)[:8])),)


def _place_sentence(desk: Desk, place_id: str) -> Sentence:
    estimate = desk.inputs.today[place_id]
    text = judgement(desk, place_id, estimate)
    if standing_of(estimate).key != UNCERTAIN:
        text = f"{text}, {since_text(desk, estimate)}"
    return Sentence(f"{capitalised(text)}.", desk.carrying(place_id), "likelihood", (place_id,))


def changes(desk: Desk, before: Mapping[str, Estimate]) -> tuple[Change, ...]:
    """Places whose standing is another than `before`, or shifted far within it; by prominence."""
    found = {}
    for place_id, estimate in desk.inputs.today.items():
        if (earlier := before.get(place_id)) is None:
            continue
        was, now = standing_of(earlier), standing_of(estimate)
        moved = max(
            abs(estimate.probabilities.get(state, 0.0) - earlier.probabilities.get(state, 0.0))
            for state in {*estimate.probabilities, *earlier.probabilities}
        )
        if moved >= (LEAST_TURN if was.key != now.key else SHIFT):
            found[place_id] = Change(place_id, was, now)
    return tuple(found[place_id] for place_id in desk.by_weight(found))


def changed_section(desk: Desk) -> Section:
    """What changed since the day before and since a week before."""
    paragraphs: list[tuple[Sentence, ...]] = []
    told: set[str] = set()
    for days, before in ((1, desk.inputs.day_before), (7, desk.inputs.week_before)):
        earlier = desk.day - timedelta(days=days)
        paragraphs.append(_comparison(desk, earlier, before, told))
    return Section("changed", "What changed", tuple(paragraphs))


def _comparison(
    desk: Desk, earlier: date, before: Mapping[str, Estimate], told: set[str]
) -> tuple[Sentence, ...]:
    when = long_date(earlier)
    if not before:
        return (Sentence(f"There is no estimate for {when} to compare with."),)
    found = changes(desk, before)
    turned = [c for c in found if c.before.key != c.after.key]
    shifted = [c for c in found if c.before.key == c.after.key]
    if not found:
        text = f"No settlement stands otherwise than on {when}."
        return (Sentence(text, (), "count"),)
    sentences = [Sentence(_count_changes(when, turned, shifted), (), "count")]
    named = turned[:NAMED_PLACES] + shifted[: max(0, NAMED_PLACES - len(turned))]
    fresh = [change for change in named if change.place_id not in told]
    sentences += [_change_sentence(desk, change, before, when) for change in fresh]
    repeated = [change.place_id for change in found if change.place_id in told]
    if repeated:
        text = f"Changed within that time, and told above: {desk.listed(repeated, limit=12)}."
        sentences.append(Sentence(text, (), "count", tuple(repeated)))
    if rest := [c.place_id for c in found if c not in named and c.place_id not in told]:
        text = f"Also changed: {desk.listed(rest, limit=12)}."
        sentences.append(Sentence(text, (), "count", tuple(rest[:12])))
    sentences += confidence_sentences(desk, [change.place_id for change in fresh])
    told.update(change.place_id for change in named)
    return tuple(sentences)


def _count_changes(when: str, turned: Sequence[Change], shifted: Sequence[Change]) -> str:
    degree = "shifted by 20 percentage points or more without changing it"
    if turned and shifted:
        changed = counted(len(turned), "settlement")
        return f"Since {when}, {changed} changed standing and {len(shifted):,} {degree}."
    if turned:
        return f"Since {when}, {counted(len(turned), 'settlement')} changed standing."
    moved = counted(len(shifted), "settlement")
    return f"Since {when}, no settlement changed standing; {moved} {degree}."


def _change_sentence(
    desk: Desk, change: Change, before: Mapping[str, Estimate], when: str
) -> Sentence:
    place_id = change.place_id
    now = judgement(desk, place_id, desk.inputs.today[place_id])
    was = _was(desk, change, before[place_id])
    text = f"{capitalised(now)}; on {when} {was}."
    return Sentence(text, desk.carrying(place_id), "likelihood", (place_id,))


def _was(desk: Desk, change: Change, estimate: Estimate) -> str:
    """The earlier standing, short: `Russia likely held it (61 %)`."""
    figure = percent(change.before.probability)
    if change.before.key == CONTESTED:
        adverb = likelihood(change.before.probability).adverb
        return f"it was {adverb} contested ({figure})".replace("  ", " ")
    if change.before.key == UNCERTAIN:
        return f"it was open, with {desk.names.side(estimate.state)} at {figure}"
    adverb = likelihood(change.before.probability).adverb
    return f"{desk.names.side(change.before.key)} {adverb} held it ({figure})"
