"""Second-order divisions found by their seats' names, whatever spelling lists them.

A reporter writes *Izium district*; the gazetteer lists *Izyum Raion*, *Kramatorskyi Raion* or
*Okhtyrskiy Rayon*. The name of a raion is its seat's as an adjective or as it stands, so the two
are compared by how their stems sound, and the one division is taken that begins most like it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from salient.model import Place
from salient.places.gazetteer import Gazetteer
from salient.places.geodesy import distance_km
from salient.places.normalise import fold, sound_key

__all__ = ["Divisions"]

_DIVISION_WORD = re.compile(
    r" (?:urban raion|raion|rayon|district|city council|miskrada|mis ?krada|county)$"
)
_ADJECTIVE = re.compile(r"sk(?:yi|yy|iy|ij|ii|y|yj|i)$")
_LEAST, _LEAST_NEAR = 4, 3
"""Sounds that two names share at their beginnings: of an adjective alone, and of a town and the
division around it."""
_FROM_SEAT_KM = 130.0
"""How far from its seat the middle of a division lies at most."""
_TOWN_PEOPLE = 3_000
"""How many people make a seat of a place that no gazetteer calls one."""
_SHARE = 0.4
"""Of the shorter of two names: how much of it the two share at least."""


def _stem(folded: str) -> str:
    """How a name sounds without the word that makes it a division's."""
    return sound_key(_DIVISION_WORD.sub("", folded.replace("'", "")))


class Divisions:
    """The second-order divisions of some countries, by the names of their seats.

    gazetteers: where they are listed. countries: ISO codes of the countries.
    """

    def __init__(self, gazetteers: Sequence[Gazetteer], countries: Sequence[str]) -> None:
        self._gazetteers = tuple(gazetteers)
        self._countries = frozenset(countries)

    @cached_property
    def _listed(self) -> tuple[tuple[str, Place], ...]:
        places = {
            place.place_id: place
            for gazetteer in reversed(self._gazetteers)
            for place in gazetteer.second_order(self._countries)
        }
        return tuple((_stem(fold(place.name)), place) for place in places.values())

    def of_seat(self, folded: str, seats: Sequence[Place]) -> Place | None:
        """The division that a folded name means before *district*; None if none or several.

        seats: the places that bear the name; the division is then that of a town among them.
        Without one the name is to be an adjective (*Vasylivskyi district*).
        """
        towns = [seat for seat in seats if _is_town(seat)]
        if not towns and not _ADJECTIVE.search(folded):
            return None
        names = {_stem(name) for name in (folded, *(fold(town.name) for town in towns))}
        least = _LEAST_NEAR if towns else _LEAST
        found: dict[str, tuple[int, Place]] = {}
        for stem, place in self._listed:
            if towns and not any(_may_be_seat(town, place) for town in towns):
                continue
            shared = max(_beginning(name, stem) for name in names)
            if shared >= least and shared >= _SHARE * min(len(stem), *map(len, names)):
                found[place.place_id] = (shared, place)
        most = max((shared for shared, _ in found.values()), default=0)
        best = [place for shared, place in found.values() if shared == most]
        return best[0] if len(best) == 1 else None


def _beginning(one: str, other: str) -> int:
    """How many sounds two names share at their beginnings."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _is_town(place: Place) -> bool:
    seat = (place.feature_code or "").startswith("PPLA") or place.population >= _TOWN_PEOPLE
    return place.kind == "settlement" and seat


def _may_be_seat(seat: Place, division: Place) -> bool:
    if seat.admin1 != division.admin1:
        return False
    near = distance_km(seat.latitude, seat.longitude, division.latitude, division.longitude)
    return near <= _FROM_SEAT_KM
