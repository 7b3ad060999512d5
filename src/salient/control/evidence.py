"""Claims to evidence: what each says about who holds which place, for whom and how firmly."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from salient.control import likelihoods
from salient.control.likelihoods import Likelihood
from salient.model import Claim, ControlEffect, Holder, PlaceMention, content_id
from salient.places import AMBIGUOUS_BELOW
from salient.theatre import Source

__all__ = ["Evidence", "draw_evidence", "evidence_from_claims"]

USUAL_RELIABILITY = 0.8
ADMISSION = 2.0
BOAST = 0.7
UNLISTED = 1.8
"""Credit of a source that the theatre does not list, so that nobody has said where it leans."""
CERTAIN_ENOUGH = 0.6
ROUGHEST_SHARE = 0.25
"""Widest range of a share of a region that still says how much of it: *part of* does not."""
OF_NOUNS = ("al", "ure", "back", "out", "loss")
"""Ends of nouns for a loss (*withdrawal*, *departure*, *pullback*), which have no present."""
PRESENCE = frozenset({"detain", "mobilise", "redeploy"})
NOT_GROUND = ("axis:", "river:")
"""Ids of what a claim can be about without saying anything of the places along it."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One observation of one place or region, drawn from one claim.

    `supports` says whether it speaks for `side` or against it (for all others); `contest` that it
    speaks of fighting instead. `precision` is 1/sd² in latent units, after every discount but
    those for age and repetition. `observed` is the last day that the claim speaks of, `known` the
    day of publication, both in the theatre's days. Evidence of one `story` counts once. `whole`
    says that a claim about a region speaks of all of it, `share` (lowest, highest, 0..1) how much
    of it, where the claim gives a number; `under_way` that a loss is still going on (*is
    withdrawing*). `movement` (0..1) as in the likelihoods.
    `voice` is the innermost holder's name, by the name that the theatre lists it under, in lower
    case. `in_favour` says whether it is news in favour of the holder's own side, None where the
    holder has none.
    """

    claim_id: str
    document_id: str
    place_id: str
    side: str
    supports: bool
    contest: bool
    precision: float
    movement: float
    observed: date
    known: date
    family: str
    story: str
    whole: bool = False
    share: tuple[float, float] | None = None
    under_way: bool = False
    voice: str = ""
    in_favour: bool | None = None


def evidence_from_claims(
    claims: Iterable[Claim],
    *,
    sides: Sequence[str],
    timezone: str,
    sources: Sequence[Source] = (),
    regions: Container[str] = (),
    voices: Mapping[str, str] | None = None,
) -> list[Evidence]:
    """Draw from the claims what they say about control, in the order of the claims.

    A claim gives one piece of evidence for each of its control entries that names a side of
    `sides`, and for each further place what its event implies (`salient.control.likelihoods`). Its
    precision is the row's, times: the chance that the resolver found the right place; how far from
    even its stated probability is (below even it speaks for the others); the share that its
    relation to the place leaves; what `sources` say of its innermost known holder's reliability;
    double for an admission against the holder's own side, 0.7 for news in its favour. `regions`
    holds the ids that stand for many places. Claims that say nothing of control give nothing.

    One voice counts once in a story. `voices` says by claim id who vouches in the end, where that
    is known better than from the claim's own holders.
    """
    return list(
        draw_evidence(
            claims,
            sides=sides,
            timezone=timezone,
            sources=sources,
            regions=regions,
            voices=voices,
        )
    )


def draw_evidence(
    claims: Iterable[Claim],
    *,
    sides: Sequence[str],
    timezone: str,
    sources: Sequence[Source] = (),
    regions: Container[str] = (),
    voices: Mapping[str, str] | None = None,
) -> Iterator[Evidence]:
    """Give what `evidence_from_claims` lists, piece by piece, as claims are taken in.

    `EvidenceTable.of` lays it out, so that a million claims never are a million objects.
    """
    zone = ZoneInfo(timezone)
    known_sources = {
        name.casefold(): source for source in sources for name in (source.name, *source.aliases)
    }
    weigh = _Weigher(tuple(sides), zone, known_sources, regions, voices or {})
    return (evidence for claim in claims for evidence in weigh(claim))


def _contested_by_several(claim: Claim) -> set[str]:
    """The places that more than one side contests by one claim's word.

    It names nobody who fights, and so says no more than that there is fighting: its event says
    that already, and an entry a side would count it once for each.
    """
    contesting: dict[str, set[str]] = {}
    for entry in claim.control:
        if entry.effect == "contests":
            contesting.setdefault(entry.place_id, set()).add(entry.side)
    return {place_id for place_id, sides in contesting.items() if len(sides) > 1}


_OF_SHARES = {"hold": "holds", "capture": "gains", "withdraw": "loses", "lose": "loses"}
"""What becomes of a share of a region, by the type of the event."""


class _Weigher:
    def __init__(
        self,
        sides: tuple[str, ...],
        zone: ZoneInfo,
        sources: dict[str, Source],
        regions: Container[str],
        voices: Mapping[str, str],
    ) -> None:
        self.sides, self.zone, self.sources, self.regions = sides, zone, sources, regions
        self.voices = voices

    def __call__(self, claim: Claim) -> Iterator[Evidence]:
        entered: set[str] = set()
        mentions = {m.place_id: m for m in reversed(claim.places) if m.place_id is not None}
        shared = _contested_by_several(claim)
        for entry in claim.control:
            if entry.place_id in shared:
                continue
            row = _row_of_effect(claim, self._numbered(claim, entry))
            if entry.side in self.sides and row is not None:
                mention = mentions.get(entry.place_id)
                if mention is None or not self._only_named(claim, mention):
                    yield from self._observe(claim, row, entry.place_id, entry.side, mention)
            entered.add(entry.place_id)
        others = {place_id: m for place_id, m in mentions.items() if place_id not in entered}
        actor = claim.actor.side if claim.actor is not None else None
        yield from self._of_event(claim, actor if actor in self.sides else None, others)

    def _of_event(
        self, claim: Claim, actor: str | None, mentions: Mapping[str, PlaceMention]
    ) -> Iterator[Evidence]:
        """Say what the event implies of places that the claim has no control entry for."""
        origin = likelihoods.BY_ORIGIN.get(claim.event_type) if _happened(claim) else None
        row = _row_of_event(claim)
        for place_id, mention in mentions.items():
            if _is_aim(claim, mention) and place_id not in self.regions:
                if actor is not None:
                    aim = likelihoods.BY_AIM
                    yield from self._observe(claim, aim, place_id, actor, mention)
            elif origin is not None and actor is not None and self._is_origin(mention):
                yield from self._observe(claim, origin, place_id, actor, mention)
            elif row is not None and self._bears(claim, mention):
                # Fighting is no side's; which one it is filed under says nothing.
                side = self.sides[0] if row.favours == likelihoods.FIGHT else actor
                if side is not None:
                    yield from self._observe(claim, row, place_id, actor or side, mention)

    def _numbered(self, claim: Claim, entry: ControlEffect) -> str:
        """The effect of an entry: a share of a region that a side contests is held, or taken.

        How much of the region it is, the number says, and the rest is the other side's.
        """
        shared = any(q.kind == "share" for q in claim.quantities)
        if entry.effect != "contests" or not shared or entry.place_id not in self.regions:
            return entry.effect
        return _OF_SHARES.get(claim.event_type, entry.effect)

    def _only_named(self, claim: Claim, mention: PlaceMention) -> bool:
        """Whether a region is only called held by its name (*shops in occupied A*), of any part.

        Such words go on for months and tell nothing of how much of it is held on the day.
        """
        word = claim.predicate
        before = claim.event_type == "hold" and word.text.casefold().endswith("occupied")
        named = mention.place_id in self.regions and mention.start is not None
        return before and named and word.end <= mention.start

    def _is_origin(self, mention: PlaceMention) -> bool:
        return mention.role == "origin" and mention.place_id not in self.regions

    def _bears(self, claim: Claim, mention: PlaceMention) -> bool:
        """Whether an event without a control entry says anything of this place."""
        if mention.place_id in self.regions:
            return False
        if claim.event_type == "capture" and claim.control:
            return False
        if claim.event_type in {"withdraw", "lose"}:
            return mention.role in {"origin", "location"}
        if claim.event_type in PRESENCE:
            return mention.role in {"location", "destination"}
        if mention.role == "destination":
            return claim.event_type in {"attack", "shell", "strike", "airstrike", "capture"}
        return mention.role == "location"

    def _observe(
        self,
        claim: Claim,
        row: Likelihood,
        place_id: str,
        side: str,
        mention: PlaceMention | None,
    ) -> Iterator[Evidence]:
        if place_id.startswith(NOT_GROUND):
            return
        certainty = _certainty(claim, row)
        supports = (row.favours == likelihoods.SIDE) == (certainty > 0)
        precision = abs(certainty) / row.sd**2
        if mention is not None and mention.score < AMBIGUOUS_BELOW:
            return
        if mention is not None:
            aim = row is likelihoods.BY_AIM
            share = 1.0 if aim else likelihoods.RELATION_SHARE.get(mention.relation, 0.0)
            precision *= share * min(max(mention.score, 0.0), 1.0)
        source = self._source(claim.holders)
        precision *= _credit(source, side, supports=supports)
        if precision <= 0.0:
            return
        known = self._known(claim)
        contest = row.favours == likelihoods.FIGHT
        voice = self._voice(claim)
        teller = self.voices.get(claim.claim_id, voice).casefold()
        yield Evidence(
            claim_id=claim.claim_id,
            document_id=claim.document.document_id,
            place_id=place_id,
            side=side,
            supports=supports,
            contest=contest,
            precision=precision,
            movement=row.movement,
            observed=_observed(claim, known),
            known=known,
            family=row.family,
            story=content_id("story", row.family, place_id, "" if contest else side, teller),
            whole=_speaks_of_whole(claim),
            share=_share(claim) if place_id in self.regions else None,
            under_way=_under_way(claim, row),
            voice=voice,
            in_favour=_in_favour(source, side, supports=supports),
        )

    def _voice(self, claim: Claim) -> str:
        name = (claim.holders[-1].name if claim.holders else claim.document.publisher).casefold()
        source = self.sources.get(name)
        return name if source is None else source.name.casefold()

    def _source(self, holders: Sequence[Holder]) -> Source | None:
        for holder in reversed(holders):
            source = self.sources.get(holder.name.casefold())
            if source is not None:
                return source
        return None

    def _known(self, claim: Claim) -> date:
        published = datetime.fromisoformat(claim.document.published)
        if published.tzinfo is None:
            return published.date()
        return published.astimezone(self.zone).date()


def _observed(claim: Claim, known: date) -> date:
    """The day that a claim speaks of, never one after its publication.

    A span that ends later (*in 2023*, said in September) leaves the days up to publication: what
    is told as done counts from their middle, what is still to come is said of the present.
    """
    last = claim.time.latest or claim.time.earliest or known
    if last <= known:
        return last
    first = claim.time.earliest
    if claim.mood not in {"reported", "assessed"} or first is None or first > known:
        return known
    return first + (known - first) // 2


def _happened(claim: Claim) -> bool:
    return claim.mood in {"reported", "assessed"} and claim.polarity == "positive"


def _is_aim(claim: Claim, mention: PlaceMention) -> bool:
    """Whether the place is what an attack or an advance goes toward."""
    return (
        claim.event_type in likelihoods.TOWARD
        and claim.mood in {"reported", "assessed", "forecast", "intended"}
        and mention.relation == "toward"
        and mention.role in {"destination", "location"}
    )


def _row_of_effect(claim: Claim, effect: str) -> Likelihood | None:
    if claim.mood in {"reported", "assessed"}:
        table = (
            likelihoods.BY_EFFECT if claim.polarity == "positive" else likelihoods.NEGATED_EFFECT
        )
        return table.get(effect)
    if claim.mood in {"forecast", "intended"} and claim.polarity == "positive":
        return likelihoods.BY_MOOD[claim.mood] if effect == "gains" else None
    if claim.mood == "denied" and effect == "loses":
        return likelihoods.BY_MOOD["denied"]
    return None


def _row_of_event(claim: Claim) -> Likelihood | None:
    event = claim.event_type
    if claim.mood in {"reported", "assessed"}:
        positive = claim.polarity == "positive"
        return (likelihoods.BY_EVENT if positive else likelihoods.NEGATED_EVENT).get(event)
    if claim.mood in {"forecast", "intended"} and event in {"capture", "encircle"}:
        return likelihoods.BY_MOOD[claim.mood] if claim.polarity == "positive" else None
    if claim.mood == "denied" and event in {"lose", "withdraw"}:
        return likelihoods.BY_MOOD["denied"]
    return None


def _certainty(claim: Claim, row: Likelihood) -> float:
    """How far from even the holder's probability is, -1..1; below 0 it speaks the other way."""
    if row.family in {"pending", "denial", "aim"}:
        return 1.0
    low, high = claim.probability
    return low + high - 1.0


def _credit(source: Source | None, side: str, *, supports: bool) -> float:
    if source is None:
        return UNLISTED
    credit = 1.0
    if source.reliability is not None:
        credit = max(2.0 * source.reliability - 1.0, 0.0) / (2.0 * USUAL_RELIABILITY - 1.0)
    in_favour = _in_favour(source, side, supports=supports)
    if in_favour is not None:
        credit *= BOAST if in_favour else ADMISSION
    return credit


def _in_favour(source: Source | None, side: str, *, supports: bool) -> bool | None:
    if source is None or source.side is None:
        return None
    return supports == (source.side == side)


def _speaks_of_whole(claim: Claim) -> bool:
    low, high = claim.probability
    text = claim.quote.text.casefold()
    return (low + high) / 2.0 >= CERTAIN_ENOUGH and any(
        word in text for word in likelihoods.WHOLE_WORDS
    )


def _share(claim: Claim) -> tuple[float, float] | None:
    """How much of a region the claim speaks of, where it gives a number for part of it."""
    for quantity in claim.quantities:
        if quantity.kind == "share":
            low, high = quantity.low, 1.0 if quantity.high is None else quantity.high
            return (low, high) if low < 1.0 and high - low <= ROUGHEST_SHARE else None
    return None


def _under_way(claim: Claim, row: Likelihood) -> bool:
    """Whether a loss is told in the present (*withdraws*, *retreating*): it has yet to end."""
    if row.family != "loss" or claim.event_type not in {"withdraw", "lose"}:
        return False
    word, lemma = (
        words.casefold().split(" ")[0] for words in (claim.predicate.text, claim.predicate.lemma)
    )
    if lemma.endswith(OF_NOUNS):
        return False
    return word.endswith("ing") or word in {lemma, f"{lemma}s", f"{lemma}es"}
