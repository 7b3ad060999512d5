"""What an assessment is made from, gathered from the ledger and the ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from salient.assessment import AssessmentInputs
from salient.control import ControlSettings, Evidence, estimate, explain_all
from salient.ledger import Ledger
from salient.model import Claim, Estimate, EvidenceWeight
from salient.workbench.days import end_of_day
from salient.workbench.ground import Ground

__all__ = ["gather"]

WINDOW_DAYS = 7
WEIGHED_PLACES = 24
"""Changed places whose claims' weights are worked out; the others name their claims only."""


def gather(
    ledger: Ledger,
    ground: Ground,
    day: date,
    evidence: Sequence[Evidence],
    settings: ControlSettings | None = None,
) -> AssessmentInputs:
    """Everything that the assessment of `day` rests on, from what was published by its end."""
    first = ground.theatre.first_day
    days = sorted(
        {d for d in (day - timedelta(days=7), day - timedelta(days=1), day) if d >= first}
    )
    series = estimate(evidence, ground.sites, days or [day], as_known=True, settings=settings)
    pictures = {d: {e.place_id: e for e in series.estimates(d)} for d in days}
    today = pictures.get(day, {})
    before = pictures.get(day - timedelta(days=1), {})
    week = pictures.get(day - timedelta(days=7), {})
    changed = _changed(today, before, week)
    explained = explain_all(
        evidence,
        ground.sites,
        changed[:WEIGHED_PLACES],
        day,
        as_known=True,
        known_by=day,
        settings=settings,
    )
    weights = {found.place_id: found.weights[:12] for found in explained}
    claims = _claims(ledger, ground, day, _cited(today, changed, weights))
    documents = ledger.documents(document_ids={c.document.document_id for c in claims})
    places = {place_id: ground.places[place_id] for place_id in today}
    return AssessmentInputs(
        day=day,
        theatre=ground.theatre,
        claims=claims,
        today=today,
        day_before=before,
        week_before=week,
        documents={d.document_id: d for d in documents},
        places=places,
        members=ground.members,
        weights=weights,
        rejections=tuple(ledger.rejections()),
        surroundings=ground.surroundings,
        window_days=WINDOW_DAYS,
    )


def _changed(
    today: Mapping[str, Estimate], before: Mapping[str, Estimate], week: Mapping[str, Estimate]
) -> list[str]:
    """Places whose state differs from the day or the week before, the surest first."""
    found = [
        place_id
        for place_id, now in today.items()
        if any(
            p in old and old[p].state != now.state
            for p, old in ((place_id, before), (place_id, week))
        )
    ]
    return sorted(found, key=lambda p: (-today[p].evidence, p))


def _cited(
    today: Mapping[str, Estimate],
    changed: Iterable[str],
    weights: Mapping[str, tuple[EvidenceWeight, ...]],
) -> set[str]:
    cited = {claim for place_id in changed for claim in today[place_id].claims}
    return cited | {w.claim_id for found in weights.values() for w in found}


def _claims(ledger: Ledger, ground: Ground, day: date, cited: set[str]) -> tuple[Claim, ...]:
    zone = ZoneInfo(ground.theatre.timezone)
    start = datetime.combine(day - timedelta(days=WINDOW_DAYS - 1), time.min, zone)
    recent = list(ledger.claims(published_from=start, published_by=end_of_day(day, ground.theatre)))
    have = {claim.claim_id for claim in recent}
    older = ledger.claims_by_id(sorted(cited - have))
    return (*older.values(), *recent)
