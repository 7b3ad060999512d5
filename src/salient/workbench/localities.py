"""Places as a person names them on the command line: exactly one, or all about it."""

from __future__ import annotations

import difflib

import numpy as np

from salient.errors import UsageError
from salient.model import Place
from salient.places.geodesy import distances_km
from salient.places.normalise import fold
from salient.theatre import Region
from salient.workbench.ground import Ground

__all__ = ["exact_place", "ids_in_region", "ids_near"]

_NAMED = 8


def exact_place(ground: Ground, name: str) -> Place:
    """Find the one place of this id, code or name: a settlement, a feature, a region or a river.

    A number alone is a GeoNames id; KATOTTH and P-codes count where a gazetteer has them. A name
    that several settlements of the theatre bear is refused, for a person who corrects or looks for
    a place means one of them.

    Raises:
        UsageError: there is no such place, or several.

    """
    for region in ground.theatre.regions:
        if name == region.place_id or fold(name) in _names(region):
            return _of_region(region)
    for gazetteer in ground.gazetteers:
        place = gazetteer.place(f"geonames:{name}" if name.isdecimal() else name)
        place = place or gazetteer.by_code(name)
        if place is not None:
            return ground.places.get(place.place_id, place)
    place, others = ground.find(name)
    if others:
        listed = [place, *others]
        told = ", ".join(f"{p.place_id} ({_where(p)})" for p in listed[:_NAMED])
        more = f" and {len(listed) - _NAMED} more" if len(listed) > _NAMED else ""
        raise UsageError(
            f"{name!r} is the name of {len(listed)} places; give the id of one: {told}{more}"
        )
    return place


def _names(region: Region) -> set[str]:
    return {fold(one) for one in (region.name, *region.aliases)}


def _where(place: Place) -> str:
    return f"{place.name}, {place.latitude:.2f} {place.longitude:.2f}"


def _of_region(region: Region) -> Place:
    return Place(
        place_id=region.place_id,
        name=region.name,
        latitude=region.latitude,
        longitude=region.longitude,
        kind=region.kind,
    )


def ids_near(ground: Ground, name: str, km: float) -> tuple[str, ...]:
    """Give the ids of all places within `km` kilometres of a place, itself first.

    Raises:
        UsageError: there is no such place, or `km` is not above zero.

    """
    if not km > 0:
        raise UsageError(f"a distance is a number of kilometres above 0, and {km:g} is none")
    centre = exact_place(ground, name)
    found = {centre.place_id: None}
    for gazetteer in ground.gazetteers:
        away = distances_km(centre.latitude, centre.longitude, gazetteer.coordinates)
        for row in np.flatnonzero(away <= km):
            found[gazetteer.place_id(int(row))] = None
    return tuple(found)


def ids_in_region(ground: Ground, name: str) -> tuple[str, ...]:
    """Give the ids of a named region and of the settlements in it.

    Raises:
        UsageError: the theatre has no such region.

    """
    for region in ground.theatre.regions:
        if name == region.place_id or fold(name) in _names(region):
            members = ground.members.get(region.place_id, ())
            return (region.place_id, *members)
    known = {fold(one): region.name for region in ground.theatre.regions for one in _names(region)}
    alike = difflib.get_close_matches(fold(name), known, n=_NAMED, cutoff=0.5)
    shown = dict.fromkeys(known[one] for one in alike) or sorted(set(known.values()))[:_NAMED]
    raise UsageError(
        f"{name!r} is no region of the theatre {ground.theatre.name}; "
        f"give the name of one, such as {', '.join(shown) or 'none, as it has none'}"
    )
