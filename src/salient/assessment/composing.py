"""What the composing modules share: the inputs, the names, the statements, the citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from salient.assessment.inputs import AssessmentInputs
from salient.assessment.naming import Names
from salient.assessment.stories import Disagreement, Statement
from salient.assessment.wording import counted, joined
from salient.model import Claim

__all__ = ["Desk", "published_day"]


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """The material on the desk while one assessment is written.

    `claims` are by id; `window` are those published in the reporting window, in order of
    publication. `found` are the window's statements and `disputes` their disagreements. `sizes` are
    the places' own prominence. `naming` are the ids of the window's claims that name each place,
    the newest first; `place_claims` have besides those the claims that carry its estimate from
    elsewhere, the weightiest first.
    """

    inputs: AssessmentInputs
    names: Names
    claims: Mapping[str, Claim]
    window: tuple[Claim, ...]
    found: tuple[Statement, ...]
    disputes: tuple[Disagreement, ...]
    sizes: Mapping[str, float]
    naming: Mapping[str, tuple[str, ...]]
    place_claims: Mapping[str, tuple[str, ...]]

    @property
    def day(self) -> date:
        """The day of the assessment."""
        return self.inputs.day

    @property
    def recent(self) -> frozenset[str]:
        """Ids of the window's claims."""
        return frozenset(claim.claim_id for claim in self.window)

    @property
    def window_start(self) -> date:
        """The first day of the reporting window."""
        return self.inputs.day - timedelta(days=self.inputs.window_days - 1)

    def published(self, claim: Claim) -> date:
        """The day, in the theatre's time zone, on which a claim's document was published."""
        return published_day(claim, self.inputs.theatre.timezone)

    def weight(self, place_id: str) -> float:
        """How prominent a place is to readers: its size and rank, and how often it is named."""
        named = len(self.naming.get(place_id, ()))
        return self.sizes.get(place_id, 0.0) + min(named, 20) * 0.25

    def by_weight(self, place_ids: Iterable[str]) -> list[str]:
        """Place ids, the most prominent first; ties in order of name and id."""
        return sorted(place_ids, key=lambda i: (-self.weight(i), self.names.plain(i), i))

    def carrying(self, place_id: str, limit: int = 4) -> tuple[str, ...]:
        """Ids of the claims that carry a place's estimate, at most `limit`.

        By weight where weights are given, else those that name the place before the others.
        """
        weights = self.inputs.weights.get(place_id, ())
        ranked = sorted(weights, key=lambda w: (-abs(w.weight), w.claim_id))
        ids = [w.claim_id for w in ranked if w.claim_id in self.claims]
        estimate = self.inputs.today.get(place_id)
        cited = [i for i in (estimate.claims if estimate else ()) if i in self.claims]
        here = set(self.naming.get(place_id, ()))
        ids += sorted(cited, key=lambda claim_id: claim_id not in here)
        return tuple(dict.fromkeys(ids))[:limit]

    def listed(self, place_ids: Sequence[str], limit: int = 8) -> str:
        """Names of places as a list of at most `limit`, the rest counted."""
        ranked = self.by_weight(place_ids)
        shown = [self.names.place(place_id) for place_id in ranked[:limit]]
        rest = len(ranked) - len(shown)
        if rest > 0:
            shown.append(counted(rest, "more", "more"))
        return joined(shown)


def published_day(claim: Claim, timezone: str) -> date:
    """The day, in the theatre's time zone, on which a claim's document was published."""
    moment = datetime.fromisoformat(claim.document.published)
    return moment.astimezone(ZoneInfo(timezone)).date()
