"""Pictures of control as ground: fronts, areas and what changed, as geometry and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from salient.control import (
    ControlMap,
    Tessellation,
    changed_ground,
    control_map,
    field_draws,
    held_ground,
)
from salient.control import tessellate as share_out
from salient.errors import UsageError
from salient.theatre import Theatre
from salient.workbench.ground import Ground
from salient.workbench.pictures import DECIMALS, ControlPicture

__all__ = ["EVERYWHERE", "Territory", "tessellation_of"]

EVERYWHERE = "everywhere"
"""The group of all settlements, in tables by region."""

_DEGREES = 5
"""Decimals of coordinates in GeoJSON: about a metre, far below what any of this can tell."""
_AROUND = 5.0


def tessellation_of(ground: Ground) -> Tessellation:
    """Share a theatre's ground out among its settlements, bounded by those of others and the sea.

    Settlements above 85 degrees north or south get no cell worth the name there, and are kept.
    """
    from salient.assessment.coast import land_within

    longitude, latitude = ground.sites.longitude, ground.sites.latitude
    land = land_within(
        float(longitude.min()) - _AROUND,
        float(latitude.min()) - _AROUND,
        float(longitude.max()) + _AROUND,
        float(latitude.max()) + _AROUND,
    )
    around = [(place.longitude, place.latitude) for place in ground.surroundings]
    return share_out(longitude, latitude, around=around, land=land)


class Territory:
    """The ground behind a picture of control.

    picture: estimates of all settlements of the theatre, of one day or several.
    tessellation: the ground shared out among the same settlements, in the same order.
    """

    def __init__(self, picture: ControlPicture, tessellation: Tessellation, ground: Ground) -> None:
        self.picture = picture
        self.tessellation = tessellation
        self._ground = ground

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the picture."""
        return self.picture.series.days

    def _index(self, day: date) -> int:
        if day not in self.days:
            raise UsageError(
                f"there is no estimate for {day}; there are {len(self.days)} days from "
                f"{self.days[0]} to {self.days[-1]}"
            )
        return self.days.index(day)

    def map(self, day: date) -> ControlMap:
        """Draw one day: areas by state, fronts, and the band in which they may lie."""
        series = self.picture.series
        return control_map(self.tessellation, series.probability[self._index(day)], series.states)

    def fronts_geojson(self, day: date) -> dict[str, Any]:
        """Give the map of one day as a GeoJSON FeatureCollection, whose `layer`s are named.

        `area` (with `state`, `settlements`, `area_km2`), `front` (`sides`, `length_km`), `band`
        (`area_km2`).
        """
        drawn = self.map(day)
        stated = {"date": day.isoformat()}
        features = [
            _feature(a.geometry, stated | {
                "layer": "area", "state": a.state, "settlements": a.settlements,
                "area_km2": round(a.area_km2, 1),
            })
            for a in drawn.areas
        ]  # fmt: skip
        features += [
            _feature(f.geometry, stated | {
                "layer": "front", "sides": list(f.sides), "length_km": round(f.length_km, 1),
            })
            for f in drawn.fronts
        ]  # fmt: skip
        band = {"layer": "band", "area_km2": round(drawn.band_km2, 1)}
        features.append(_feature(drawn.band, stated | band))
        return {"type": "FeatureCollection", "features": features}

    @cached_property
    def _groups(self) -> Mapping[str, npt.NDArray[np.intp]]:
        """Positions of the members of each region, by its id, and of all."""
        place_ids = self.picture.series.place_ids
        index = {place_id: i for i, place_id in enumerate(place_ids)}
        groups = {EVERYWHERE: np.arange(len(place_ids))}
        regions = {r.place_id for r in self._ground.theatre.regions if r.kind == "region"}
        members = {r: ids for r, ids in self._ground.members.items() if r in regions}
        for region, ids in sorted((members or _by_admin1(self.picture)).items()):
            inside = sorted({index[p] for p in ids if p in index})
            if inside:
                groups[region] = np.array(inside, dtype=np.intp)
        return groups

    @cached_property
    def _population(self) -> npt.NDArray[np.float64]:
        places = self.picture.places
        return np.array([float(places[p].population) for p in self.picture.series.place_ids])

    def held(self) -> Iterator[dict[str, Any]]:
        """Give what is held by day, region and state, as rows.

        Areas (square kilometres) and population are expected values with the ends of an interval
        of 90 %; see `salient.control.held_ground`.
        """
        series = self.picture.series
        names = _region_names(self._ground.theatre)
        field = field_draws(self.tessellation.points)
        for d, day in enumerate(series.days):
            found = held_ground(
                series.probability[d],
                series.states,
                self.tessellation,
                self._population,
                self._groups,
                field,
            )
            for row in found:
                yield {
                    "date": day,
                    "region_id": row.group,
                    "region": names.get(row.group, row.group),
                    "state": row.state,
                    "settlements": row.settlements,
                    "area_km2": round(row.area_km2, 1),
                    "area_low": round(row.area_low, 1),
                    "area_high": round(row.area_high, 1),
                    "population": round(row.population),
                    "population_low": round(row.population_low),
                    "population_high": round(row.population_high),
                }

    def _between(self, before: date, after: date) -> tuple[Any, Any]:
        series = self.picture.series
        return series.probability[self._index(before)], series.probability[self._index(after)]

    def changes(self, before: date, after: date) -> Iterator[dict[str, Any]]:
        """Give the settlements whose likeliest state is another on `after`, as rows.

        `p_before` and `p_after` are the probabilities of the new state on the two days; `claims`
        are those that moved the estimate of `after` most.
        """
        series = self.picture.series
        was, now = self._between(before, after)
        old, new = np.argmax(was, axis=1), np.argmax(now, axis=1)
        carriers = series.carriers[self._index(after)]
        for i in np.flatnonzero(old != new):
            place = self.picture.places[series.place_ids[i]]
            claims = [series.claim_ids[c] for c in carriers[i] if c >= 0]
            yield {
                "place_id": place.place_id,
                "name": place.name,
                "latitude": place.latitude,
                "longitude": place.longitude,
                "admin1": place.admin1 or "",
                "before": series.states[old[i]],
                "after": series.states[new[i]],
                "p_before": round(float(was[i, new[i]]), DECIMALS),
                "p_after": round(float(now[i, new[i]]), DECIMALS),
                "claims": "|".join(claims),
            }

    def changes_geojson(self, before: date, after: date) -> dict[str, Any]:
        """Give the ground that changed between two days, as a GeoJSON FeatureCollection."""
        was, now = self._between(before, after)
        changes = changed_ground(self.tessellation, was, now, self.picture.series.states)
        features = [
            _feature(change.geometry, {
                "from": before.isoformat(), "to": after.isoformat(),
                "before": change.before, "after": change.after,
                "settlements": len(change.members), "area_km2": round(change.area_km2, 1),
            })
            for change in changes
        ]  # fmt: skip
        return {"type": "FeatureCollection", "features": features}


def _by_admin1(picture: ControlPicture) -> Mapping[str, tuple[str, ...]]:
    """Settlements by first-order division, for theatres that name no regions."""
    found: dict[str, list[str]] = {}
    for place_id in picture.series.place_ids:
        place = picture.places[place_id]
        found.setdefault(f"admin1:{place.country or '?'}.{place.admin1 or '?'}", []).append(
            place_id
        )
    return {group: tuple(ids) for group, ids in found.items()}


def _region_names(theatre: Theatre) -> Mapping[str, str]:
    return {region.place_id: region.name for region in theatre.regions}


def _feature(geometry: BaseGeometry, properties: Mapping[str, Any]) -> dict[str, Any]:
    rounded = shapely.set_precision(geometry, 10.0**-_DEGREES, mode="valid_output")
    return {
        "type": "Feature",
        "properties": dict(properties),
        "geometry": _coordinates_of(rounded),
    }


def _coordinates_of(geometry: BaseGeometry) -> dict[str, Any]:
    shape: dict[str, Any] = shapely.geometry.mapping(geometry)
    return {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, _DEGREES)
    return [_rounded(part) for part in coordinates]
