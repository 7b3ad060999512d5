"""What the page's script needs, packed small: columns of numbers, outlines as differences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from salient.assessment.colours import DARK, LIGHT, Scheme, mixed, palette
from salient.assessment.geography import Box, Geography
from salient.assessment.likelihood import LIKELIHOODS
from salient.assessment.report import Assessment
from salient.assessment.sources import source_facts
from salient.assessment.standing import UNCERTAIN, standing_of
from salient.assessment.wording import long_date
from salient.model import Claim, Estimate
from salient.model.control import CONTESTED

__all__ = ["CLAIMS_PER_PLACE", "packed", "page_data"]

CLAIMS_PER_PLACE = 12
"""How many claims the page carries for one place, the weightiest; the rest are counted."""

MOST_CLAIMS = 3000
"""How many claims the page carries in all; cited ones come first. The claims file has them all."""

_DEGREE = 1000


def page_data(assessment: Assessment) -> dict[str, object]:
    """The data of the page as JSON values; see `assets/page.js` for what reads them.

    Probabilities are in thousandths, dates in days since the theatre's first day, standings as
    7 × (index of side, contested, uncertain) + row of the likelihood table, −1 for none.
    """
    geography = assessment.geography
    shown = _shown_claims(assessment)
    numbers = assessment.reference_numbers()
    return {
        "title": assessment.title,
        "firstDay": assessment.inputs.theatre.first_day.isoformat(),
        "windowDays": assessment.inputs.window_days,
        "sides": [{"id": s.id, "name": s.name} for s in assessment.inputs.theatre.sides],
        "terms": [{"term": r.term, "adverb": r.adverb} for r in LIKELIHOODS],
        "days": _days(assessment),
        "fills": {"light": _fills(assessment, LIGHT), "dark": _fills(assessment, DARK)},
        "places": _places(assessment),
        "placeClaims": _place_claims(assessment, shown),
        "claims": [source_facts(assessment, claim, numbers.get(claim.claim_id)) for claim in shown],
        "land": packed(_clipped_land(geography)),
        "outline": packed(geography.outline),
        "divisions": [packed(division.geometry) for division in geography.divisions],
        "rivers": [{"name": r.name, "line": packed(r.geometry)} for r in geography.rivers],
        "focus": _corners(geography.focus),
        "extent": _corners(geography.extent),
    }


def packed(geometry: BaseGeometry) -> list[list[list[int]]]:
    """Polygons (or lines) as lists of rings; a ring is flat, first point whole, then differences.

    Longitude and latitude are in thousandths of a degree, some 100 metres.
    """
    parts = []
    for part in shapely.get_parts(geometry):
        if isinstance(part, Polygon):
            rings = [_deltas(ring.coords) for ring in (part.exterior, *part.interiors)]
            if len(rings[0]) >= 8:
                parts.append([ring for ring in rings if len(ring) >= 8])
        elif isinstance(part, LineString):
            parts.append([_deltas(part.coords)])
    return parts


def _deltas(coordinates: Iterable[Sequence[float]]) -> list[int]:
    flat: list[int] = []
    last = (0, 0)
    for longitude, latitude, *_ in coordinates:
        point = (round(longitude * _DEGREE), round(latitude * _DEGREE))
        if not flat or point != last:
            flat += [point[0] - last[0], point[1] - last[1]]
            last = point
    return flat


def _days(assessment: Assessment) -> list[dict[str, object]]:
    keys = _keys(assessment)
    return [
        {
            "date": long_date(picture.day),
            "ago": (assessment.day - picture.day).days,
            "areas": [[keys[a.key] * 7 + a.rank, packed(a.geometry)] for a in picture.areas],
        }
        for picture in assessment.geography.days
    ]


def _keys(assessment: Assessment) -> dict[str, int]:
    keys = [*assessment.inputs.theatre.side_ids, CONTESTED, UNCERTAIN]
    return {key: index for index, key in enumerate(keys)}


def _fills(assessment: Assessment, scheme: Scheme) -> dict[str, object]:
    keys = _keys(assessment)
    fills = palette(assessment.inputs.theatre, scheme)
    ground = "#000000" if scheme is LIGHT else "#ffffff"
    sides = assessment.inputs.theatre.sides
    return {
        "area": {str(keys[key] * 7 + rank): fill for (key, rank), fill in fills.items()},
        "dot": [
            *(mixed(side.colour, ground, 0.72) for side in sides),
            scheme.hatch,
            scheme.faint,
        ],
        "bar": [mixed(side.colour, scheme.paper, 0.85) for side in sides],
        "hatch": scheme.hatch,
        "contested": scheme.contested,
        "sea": scheme.sea,
        "land": scheme.land,
        "outline": scheme.outline,
        "river": scheme.river,
        "ink": scheme.ink,
        "paper": scheme.paper,
    }


def _places(assessment: Assessment) -> dict[str, object]:
    inputs = assessment.inputs
    ids = sorted(inputs.today)
    places = [inputs.places[place_id] for place_id in ids]
    by_day = [inputs.today, inputs.day_before, inputs.week_before]
    days = [day for index, day in enumerate(by_day) if day or index == 0]
    states = [*inputs.theatre.side_ids, CONTESTED]
    keys = _keys(assessment)
    first = inputs.theatre.first_day
    return {
        "id": ids,
        "name": [place.name for place in places],
        "full": [_beyond(assessment.full_names.get(p.place_id, ""), p.name) for p in places],
        "lat": [round(place.latitude * 10_000) for place in places],
        "lon": [round(place.longitude * 10_000) for place in places],
        "weight": [
            round(10 * (assessment.sizes[i] + 0.25 * min(assessment.named.get(i, 0), 8)))
            for i in ids
        ],
        "named": [int(place_id in assessment.named) for place_id in ids],
        "turned": [int(place_id in assessment.turned) for place_id in ids],
        "evidence": [round(100 * inputs.today[place_id].evidence) for place_id in ids],
        "days": [
            {
                "p": [_chances(day.get(place_id), states) for place_id in ids],
                "standing": [_standing(day.get(place_id), keys) for place_id in ids],
                "since": [_since(day.get(place_id), first) for place_id in ids],
            }
            for day in days
        ],
    }


def _beyond(full: str, name: str) -> str:
    """What a full name adds to the bare one, such as the oblast."""
    return full.removeprefix(name).removeprefix(", ")


def _chances(estimate: Estimate | None, states: Sequence[str]) -> list[int] | None:
    if estimate is None:
        return None
    return [round(1000 * estimate.probabilities.get(state, 0.0)) for state in states]


def _standing(estimate: Estimate | None, keys: dict[str, int]) -> int:
    if estimate is None:
        return -1
    standing = standing_of(estimate)
    return keys[standing.key] * 7 + standing.rank


def _since(estimate: Estimate | None, first: date) -> int | None:
    return None if estimate is None else (estimate.since - first) // timedelta(days=1)


def _shown_claims(assessment: Assessment) -> list[Claim]:
    """Cited claims in the order of their numbers, then those of the places, up to the limit."""
    by_id = {claim.claim_id: claim for claim in assessment.inputs.claims}
    cited = [reference.claim.claim_id for reference in assessment.references]
    placed = [
        claim_id
        for place_id, ids in assessment.place_claims.items()
        if place_id in assessment.inputs.today
        for claim_id in ids[:CLAIMS_PER_PLACE]
    ]
    wanted = list(dict.fromkeys([*cited, *placed]))
    return [by_id[claim_id] for claim_id in wanted[: max(MOST_CLAIMS, len(cited))]]


def _place_claims(assessment: Assessment, shown: Sequence[Claim]) -> dict[str, object]:
    """For each place's index: how many claims it has, and those shown as [index, side, weight]."""
    index = {claim.claim_id: i for i, claim in enumerate(shown)}
    sides = {side: i for i, side in enumerate(assessment.inputs.theatre.side_ids)}
    found: dict[str, object] = {}
    for number, place_id in enumerate(sorted(assessment.inputs.today)):
        ids = assessment.place_claims.get(place_id, ())
        if not ids:
            continue
        weights = {w.claim_id: w for w in assessment.inputs.weights.get(place_id, ())}
        rows: list[list[object]] = []
        for claim_id in [i for i in ids if i in index][:CLAIMS_PER_PLACE]:
            weight = weights.get(claim_id)
            side = sides.get(weight.side) if weight else None
            rows.append([index[claim_id], side, round(weight.weight, 2) if weight else None])
        found[str(number)] = {"all": len(ids), "shown": rows}
    return found


def _clipped_land(geography: Geography) -> BaseGeometry:
    """The land round the theatre, with room to pan, simplified to what the page can show."""
    return geography.land.simplify(0.003)


def _corners(box: Box) -> list[list[float]]:
    return [[round(box.south, 3), round(box.west, 3)], [round(box.north, 3), round(box.east, 3)]]
