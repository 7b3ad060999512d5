"""Claims of one story counted once, and claims that contradict one another.

A *statement* is one thing said: the same event type, polarity, mood, side and place, on days that
overlap. It has one *witness* for each source that vouches for it; whoever merely publishes a
witness's words, or repeats another publisher's wording, passes the statement on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

import msgspec

from salient.assessment.naming import distinct_holders
from salient.model import Claim, Holder

__all__ = [
    "Disagreement",
    "Statement",
    "Witness",
    "disagreements",
    "order_key",
    "source_name",
    "statements",
]

COPY_OVERLAP = 0.7
"""Share of common words from which two publishers' own sentences count as one wording.

Rewordings of one dispatch keep four words of five; two independent reports of one event rarely
share half of theirs.
"""

RUN_REACH = 50
"""With how many of a statement's latest claims a further claim's days are compared."""

PAIRED_STATEMENTS = 150
"""How many statements about one place are compared with one another, the latest ones.

The comparison grows with the square; a besieged city has thousands of statements a week.
"""

_SPOTS = frozenset({"at", "near"})
_FLAT_MOODS = frozenset({"reported", "assessed"})
_NO_STANCE_MOODS = frozenset({"forecast", "intended", "conditional", "superseded"})


class Witness(msgspec.Struct, frozen=True):
    """A source, its first claim of the statement, and who passed it on, in order of publication."""

    source: Holder
    lead: Claim
    carriers: tuple[Holder, ...]
    claims: tuple[Claim, ...]


class Statement(msgspec.Struct, frozen=True):
    """One thing said, by one witness or several; the first witness spoke first."""

    witnesses: tuple[Witness, ...]

    @property
    def lead(self) -> Claim:
        """The claim that was published first."""
        return self.witnesses[0].lead

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims of the statement, witness by witness."""
        return tuple(claim for witness in self.witnesses for claim in witness.claims)

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of all claims, witness by witness."""
        return tuple(claim.claim_id for claim in self.claims)


class Disagreement(msgspec.Struct, frozen=True):
    """Two statements that cannot both hold of a place, the one published first coming first."""

    place_id: str
    first: Statement
    second: Statement


def order_key(claim: Claim) -> tuple[str, str]:
    """Sorts claims by publication, then by id."""
    return (claim.document.published, claim.claim_id)


def statements(claims: Iterable[Claim]) -> tuple[Statement, ...]:
    """Group claims into statements, in order of first publication.

    Within one event, place, side, polarity and mood, claims join a statement whose days they
    overlap. Claims of the type `other` stand alone.
    """
    groups: dict[tuple[object, ...], list[list[Claim]]] = {}
    ordered = sorted(claims, key=order_key)
    for claim in ordered:
        runs = groups.setdefault(_event_key(claim), [])
        for run in runs:
            if any(_overlap(claim, other) for other in run[-RUN_REACH:]):
                run.append(claim)
                break
        else:
            runs.append([claim])
    found = [Statement(_witnesses(run)) for runs in groups.values() for run in runs]
    return tuple(sorted(found, key=lambda statement: order_key(statement.lead)))


def _event_key(claim: Claim) -> tuple[object, ...]:
    places = frozenset((m.place_id or m.text, m.relation) for m in claim.places)
    mood = "flat" if claim.mood in _FLAT_MOODS else claim.mood
    if claim.event_type == "other":
        return ("other", claim.claim_id)
    return (claim.event_type, claim.polarity, mood, places, _side(claim))


def _side(claim: Claim) -> str | None:
    parties = (claim.actor, claim.target)
    for party in reversed(parties) if claim.event_type == "loss" else parties:
        if party is not None:
            return party.side or party.name
    return None


def _overlap(one: Claim, other: Claim) -> bool:
    """Whether two claims can mean one event: their days meet, or are vague and lie side by side.

    A report without a time of its own is dated by its publication, often the morning after.
    """
    vague = one.time.text is None or other.time.text is None
    return _meet(one, other, timedelta(days=1 if vague else 0))


def _meet(one: Claim, other: Claim, slack: timedelta) -> bool:
    one_start, one_end = one.time.earliest, one.time.latest
    other_start, other_end = other.time.earliest, other.time.latest
    before = one_end is not None and other_start is not None and one_end + slack < other_start
    after = one_start is not None and other_end is not None and other_end + slack < one_start
    return not before and not after


def _witnesses(run: Sequence[Claim]) -> tuple[Witness, ...]:
    by_source: dict[str, list[Claim]] = {}
    wordings: dict[str, frozenset[str]] = {}
    for claim in run:
        words = _words(claim)
        key = _source_key(claim, words, wordings)
        wordings.setdefault(key, words)
        by_source.setdefault(key, []).append(claim)
    witnesses = []
    for claims in by_source.values():
        source = distinct_holders(claims[0])[-1]
        witnesses.append(Witness(source, claims[0], _carriers(source, claims), tuple(claims)))
    return tuple(witnesses)


def source_name(claim: Claim) -> str:
    """Who stands behind a claim, folded for comparison: the innermost holder with a name."""
    holders = [h for h in distinct_holders(claim) if h.kind not in {"anonymous", "unspecified"}]
    return (holders[-1].name if holders else claim.document.publisher).casefold()


def _source_key(claim: Claim, words: frozenset[str], wordings: dict[str, frozenset[str]]) -> str:
    """The source's name; for a copied sentence, that of whoever published it first.

    An unnamed source is nobody in particular, so the publisher answers for it. `wordings` are the
    words of each known source's first claim.
    """
    name = source_name(claim)
    if name in wordings:
        return name
    return next((other for other, its in wordings.items() if _alike(words, its)), name)


def _words(claim: Claim) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", claim.quote.text.casefold()))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= COPY_OVERLAP * max(1, len(one | other))


def _carriers(source: Holder, claims: Sequence[Claim]) -> tuple[Holder, ...]:
    carriers: dict[str, Holder] = {}
    for claim in claims:
        for holder in distinct_holders(claim):
            if holder.name != source.name:
                carriers.setdefault(holder.name, holder)
    return tuple(carriers.values())


def disagreements(found: Sequence[Statement]) -> tuple[Disagreement, ...]:
    """Pairs of statements that contradict one another about a place at one time.

    Two statements do where they come from different sources, their days lie within a day of each
    other, and one gives the place to a side that the other denies it or gives it to another side;
    or where one says of the same event what the other denies. One pair a place and pair of
    positions: the earliest of each.
    """
    by_place: dict[str, list[tuple[Statement, frozenset[tuple[str, bool]]]]] = {}
    for statement in found:
        for place_id, stance in _stances(statement.lead).items():
            by_place.setdefault(place_id, []).append((statement, stance))
    pairs: list[Disagreement] = []
    for place_id, all_held in by_place.items():
        held = all_held[-PAIRED_STATEMENTS:]
        seen: set[frozenset[frozenset[tuple[str, bool]]]] = set()
        for first, second, positions in _conflicts(held):
            if positions not in seen:
                seen.add(positions)
                pairs.append(Disagreement(place_id, first, second))
    return tuple(sorted(pairs, key=lambda pair: (order_key(pair.second.lead), pair.place_id)))


def _conflicts(
    held: Sequence[tuple[Statement, frozenset[tuple[str, bool]]]],
) -> Iterator[tuple[Statement, Statement, frozenset[frozenset[tuple[str, bool]]]]]:
    for index, (first, stance) in enumerate(held):
        for second, other in held[index + 1 :]:
            if (
                _opposed(stance, other)
                and _meet(first.lead, second.lead, timedelta(days=1))
                and not _same_sources(first, second)
            ):
                yield first, second, frozenset({stance, other})


def _opposed(one: frozenset[tuple[str, bool]], other: frozenset[tuple[str, bool]]) -> bool:
    if any((name, not value) in other for name, value in one):
        return True
    mine = {name for name, value in one if value and name.startswith("held:")}
    theirs = {name for name, value in other if value and name.startswith("held:")}
    return bool(mine and theirs and not mine & theirs)


def _same_sources(one: Statement, other: Statement) -> bool:
    names = {witness.source.name for witness in one.witnesses}
    return all(witness.source.name in names for witness in other.witnesses)


def _stances(claim: Claim) -> dict[str, frozenset[tuple[str, bool]]]:
    """What a claim holds of each place, as (proposition, true or not)."""
    if claim.mood in _NO_STANCE_MOODS or claim.probability[1] < 0.5:
        return {}
    true = claim.polarity == "positive" and claim.mood != "denied"
    stances: dict[str, set[tuple[str, bool]]] = {}
    for effect in claim.control:
        if effect.effect == "contests":
            continue
        held = true if effect.effect in {"gains", "holds"} else not true
        stances.setdefault(effect.place_id, set()).add((f"held:{effect.side}", held))
    if claim.event_type not in {"other", "capacity"}:
        for mention in claim.places:
            if mention.place_id and mention.role == "location" and mention.relation in _SPOTS:
                event = f"event:{claim.event_type}:{_side(claim)}"
                stances.setdefault(mention.place_id, set()).add((event, true))
    return {place_id: frozenset(stance) for place_id, stance in stances.items()}
