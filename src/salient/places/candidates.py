"""What a name may stand for: candidates from a theatre's regions and a stack of gazetteers."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from salient.model import Place
from salient.places.divisions import Divisions
from salient.places.gazetteer import Gazetteer
from salient.places.geodesy import distance_km
from salient.places.index import LISTED, PRIMARY
from salient.places.inflection import InflectedNames, is_cyrillic, nominatives
from salient.places.normalise import fold, slips_of, sound_key
from salient.places.scan import NameIndex
from salient.theatre import Region, Theatre

__all__ = ["INFLECTED", "OTHER_NAME", "VARIANT", "Candidate", "CandidateStack", "RegionIndex"]

# Name classes beyond those of `index` (0 to 2): a candidate found by sound only; one that bears
# another name than its own, such as a former one; one whose listed name stands in another case.
VARIANT = 3
OTHER_NAME = 4
INFLECTED = 5
# A listed name this like the place's own is a spelling of it.
_SPELLING = 0.5
_ADJECTIVE = ("skyi", "skyy", "skiy", "skij", "skii", "sky", "skyj")
_SETTLED = frozenset({"settlement", "district"})
# How many bearers of one name are weighed: of the topmost gazetteer, and of each behind it.
_MOST = (300, 60)
# A division that bears its seat's name only as a short form of its own is not meant by that name,
# if the seat has this many people: Luhansk is the city, New York may be either.
_SEAT_PEOPLE = 50_000
# A division whose middle is this near to the town of its name is that town: Kyiv, Berlin, Moscow.
_CITY_STATE_KM = 25.0
# With so many people a place is who its name means before any hamlet that bore the name once.
_TOWN_PEOPLE = 10_000
# Two gazetteers put the middle of one town at most this far apart, and namesakes lie further.
_TWIN_KM = 5.0
_KEPT_NAMES = 50_000


class Candidate(NamedTuple):
    """A place that a name may stand for.

    `name_class` says how it bears the name (`PRIMARY`, `LISTED`, `SHORT`, `VARIANT`,
    `OTHER_NAME`, `INFLECTED`). `own` says whether it is the theatre's: a region that the theatre
    names, or a place in its countries.
    """

    place: Place
    name_class: int
    own: bool


class RegionIndex:
    """The named regions, rivers and axes of a theatre, by name and alias."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self._by_name: dict[str, list[tuple[Region, int]]] = {}
        for region in regions:
            names = dict.fromkeys(fold(name) for name in (region.name, *region.aliases))
            for position, name in enumerate(names):
                name_class = PRIMARY if position == 0 else LISTED
                self._by_name.setdefault(name, []).append((region, name_class))
        self.regions = {region.place_id: region for region in regions}
        self._first_words: dict[str, list[str]] = {}
        for name in sorted(self._by_name, key=len):
            self._first_words.setdefault(name.split(" ", 1)[0], []).append(name)

        self.words = frozenset(word for name in self._by_name for word in name.split())

    def has_name(self, folded: str) -> bool:
        """Whether a region bears the folded name."""
        return folded in self._by_name

    def name_prefixes(self, folded: str) -> list[str]:
        """Names of regions with which `folded` begins, shortest first."""
        names = self._first_words.get(folded.split(" ", 1)[0], ())
        return [name for name in names if folded.startswith(name)]

    def begins(self, folded: str) -> bool:
        """Whether a region's name begins with a folded word, in whatever case the word stands."""
        if folded in self._first_words:
            return True
        return is_cyrillic(folded) and any(
            form in self._first_words for form in nominatives(folded)
        )

    def knows_word(self, folded: str) -> bool:
        """Whether a folded word, in whatever case it stands, is part of a region's name."""
        if folded in self.words:
            return True
        return is_cyrillic(folded) and any(form in self.words for form in nominatives(folded))

    def named(self, folded: str) -> list[tuple[Region, int]]:
        """Regions that bear the folded name, with the class of the name."""
        return self._by_name.get(folded, [])


class CandidateStack:
    """Gazetteers one above the other, the theatre's first, asked together.

    A place that several hold is one candidate, of the topmost; its population is the largest known.
    """

    def __init__(self, gazetteers: Sequence[Gazetteer], theatre: Theatre | None) -> None:
        self.gazetteers = tuple(gazetteers)
        self.regions = RegionIndex(theatre.regions if theatre else ())
        listed: tuple[NameIndex, ...] = (self.regions, *self.gazetteers)
        self.inflected = InflectedNames(listed)
        self.indexes: tuple[NameIndex, ...] = (*listed, self.inflected)
        self._countries = frozenset(theatre.countries if theatre else ())
        self._has_theatre = theatre is not None
        self._told = {
            fold(name): entry.place_id
            for entry in (theatre.place_names if theatre else ())
            for name in (entry.name, *entry.aliases)
        }
        self._divisions = Divisions(self.gazetteers, sorted(self._countries))
        self._known: dict[tuple[str, bool], tuple[Candidate, ...]] = {}

    def named(self, folded: str, *, by_sound: bool = False) -> tuple[Candidate, ...]:
        """Candidates for a folded name; of very many those with the most people are kept.

        With `by_sound` the theatre's own that only sound like it, from the topmost gazetteer.
        """
        key = (folded, by_sound)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _KEPT_NAMES:
                self._known.clear()
            found = self._known[key] = tuple(self._find(folded, by_sound))
        return found

    def misspelt(self, folded: str) -> tuple[Candidate, ...]:
        """The theatre's own settlements whose listed name is the folded word but for one slip."""
        top = self.gazetteers[0]
        names = [name for name in slips_of(folded) if top.has_name(name)]
        rows = dict.fromkeys(posting.row for name in names for posting in top.postings(name))
        return tuple(
            Candidate(place, VARIANT, True)
            for place in (top.at(row) for row in list(rows)[: _MOST[1]])
            if self._is_own(place, 0) and place.kind in _SETTLED
        )

    def _find(self, folded: str, by_sound: bool) -> list[Candidate]:
        told = self._told.get(folded)
        if by_sound and any(_is_known(c, told) for c in self.named(folded)):
            return []
        if by_sound and any(r.kind == "region" for r, _ in self.regions.named(folded)):
            return []
        if by_sound:
            top = self.gazetteers[0]
            heard = (p for form in nominatives(folded) for p in top.sounding_like(form))
            rows = list(dict.fromkeys(posting.row for posting in heard))[: _MOST[0]]
            like = (top.at(row) for row in rows)
            return [
                Candidate(place, VARIANT, True)
                for place in like
                if self._is_own(place, 0) and place.kind in _SETTLED
            ]
        names = self.inflected.names_of(folded) if is_cyrillic(folded) else (folded,)
        regions = [named for name in names for named in self.regions.named(name)]
        found = [
            Candidate(place_of_region(region), name_class, True) for region, name_class in regions
        ]
        position: dict[str, int] = {}
        for layer, gazetteer in enumerate(self.gazetteers):
            for name in names:
                self._add(found, position, name, layer, gazetteer, inflected=name != folded)
        found = _without_formers(found, told)
        if regions:
            found = [c for c in found if not _renamed(c.place, regions)]
        if any(region.kind == "region" for region, _ in regions):
            found = [c for c in found if not _is_village(c.place)]
        seats = {
            (c.place.country, c.place.admin1): c.place
            for c in found
            if c.place.kind == "settlement" and c.place.population >= _SEAT_PEOPLE
        }
        return [c for c in found if not _is_of_seat(c, seats)]

    def _add(
        self,
        found: list[Candidate],
        position: dict[str, int],
        name: str,
        layer: int,
        gazetteer: Gazetteer,
        *,
        inflected: bool,
    ) -> None:
        """Add the bearers of `name` in one gazetteer; `position` says where each place stands."""
        unnumbered = [
            i
            for i, c in enumerate(found)
            if layer and c.place.kind in _SETTLED and not c.place.place_id.startswith("geonames:")
        ]
        rows = gazetteer.postings(name)
        rows.sort(key=lambda p: (-int(gazetteer.population[p.row]), p.row))
        for posting in rows[: _MOST[min(layer, 1)]]:
            place = gazetteer.at(posting.row)
            i = position.get(place.place_id, -1)
            if i < 0 and unnumbered:
                i = next((n for n in unnumbered if _is_twin(found[n].place, place)), -1)
            if i >= 0:
                found[i] = _richer(found[i], place, posting.name_class)
                continue
            position[place.place_id] = len(found)
            name_class = _class_of(name, place, posting.name_class)
            if inflected and name_class != OTHER_NAME:
                name_class = INFLECTED
            found.append(Candidate(place, name_class, self._is_own(place, layer)))

    def _is_own(self, place: Place, layer: int) -> bool:
        if self._countries and place.country is not None:
            return place.country in self._countries
        # Without countries to go by the theatre's own gazetteer says what is its own.
        return layer == 0 and len(self.gazetteers) > 1 and self._has_theatre

    def is_region(self, folded: str) -> bool:
        """Whether a region of the theatre bears the folded name, in whatever case it stands."""
        if self.regions.has_name(folded):
            return True
        names = self.inflected.names_of(folded) if is_cyrillic(folded) else ()
        return any(self.regions.has_name(name) for name in names)

    def region_called(self, folded_head: str, folded_tail: str) -> tuple[Candidate, ...]:
        """Regions called *head tail*, such as *kharkiv oblast*, under any word for the division.

        First the names as listed; then first or second order divisions that bear the head with
        another such word (*Kharkiv Oblast* for *kharkiv region*).
        """
        listed = self.named(f"{folded_head} {folded_tail}")
        if listed:
            return listed
        words = _SAME_DIVISION.get(folded_tail, ())
        for word in words:
            found = self.named(f"{folded_head} {word}")
            if found:
                return found
        if not words:
            return ()
        level = "ADM2" if words is _SECOND else "ADM1"
        bearing = self.named(folded_head)
        same = tuple(c for c in bearing if c.place.feature_code == level)
        if same or words is not _SECOND or not self._has_theatre:
            return same
        division = self._divisions.of_seat(folded_head, [c.place for c in bearing if c.own])
        return (Candidate(division, VARIANT, True),) if division is not None else ()


def _class_of(folded: str, place: Place, name_class: int) -> int:
    """`name_class`, or `OTHER_NAME` for a listed name that is no spelling of a settlement's own."""
    if name_class != LISTED or place.kind not in _SETTLED:
        return name_class
    own = fold(place.name)
    if own.endswith(_ADJECTIVE) and not folded.endswith(_ADJECTIVE) and folded.isascii():
        # A city's district has an adjective for a name, and its root for another one.
        return OTHER_NAME
    if own.endswith("sk") and folded == own + "e":
        # *Donetske* is a village's name, whatever the town *Donetsk* is called besides.
        return OTHER_NAME
    one, other = sound_key(folded) or folded, sound_key(own) or own
    alike = max(_likeness(one, other), _likeness(folded, own))
    return LISTED if alike >= _SPELLING else OTHER_NAME


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _without_formers(found: list[Candidate], told: str | None) -> list[Candidate]:
    """Candidates without hamlets that once bore the name of a place that all know by it.

    Such is whom the theatre's table gives the name (`told`), be it abroad, and a town of its own.
    """
    known = [c for c in found if _is_known(c, told)]
    if not known:
        return found
    formers = {VARIANT, OTHER_NAME}
    return [c for c in found if c in known or c.name_class not in formers or _is_town(c)]


def _is_known(candidate: Candidate, told: str | None) -> bool:
    return candidate.place.place_id == told or (candidate.own and _is_town(candidate))


def _is_town(candidate: Candidate) -> bool:
    bears = candidate.name_class == PRIMARY and candidate.place.kind == "settlement"
    return bears and candidate.place.population >= _TOWN_PEOPLE


def _is_twin(one: Place, other: Place) -> bool:
    """Whether places of one name in two gazetteers, one of which has no GeoNames ids, are one."""
    if other.kind not in _SETTLED:
        return False
    there = (other.latitude, other.longitude)
    return distance_km(one.latitude, one.longitude, *there) < _TWIN_KM


def _is_of_seat(candidate: Candidate, seats: dict[tuple[str | None, str | None], Place]) -> bool:
    """Whether a division bears the name only by way of its seat, or is no more than its seat."""
    place = candidate.place
    seat = seats.get((place.country, place.admin1))
    if place.feature_code != "ADM1" or seat is None:
        return False
    if candidate.name_class != PRIMARY:
        return True
    there = (seat.latitude, seat.longitude)
    return distance_km(place.latitude, place.longitude, *there) < _CITY_STATE_KM


def _is_village(place: Place) -> bool:
    """Whether a settlement is too small to be meant by a name that the theatre gives a region."""
    return place.kind == "settlement" and place.population < _TOWN_PEOPLE


def _renamed(place: Place, regions: list[tuple[Region, int]]) -> bool:
    """Whether a place is one that the theatre names itself: a division, a river, a sea."""
    if place.place_id in {region.place_id for region, _ in regions}:
        return False
    if place.feature_code == "ADM1":
        stated = {place.admin1, f"{place.country}.{place.admin1}"}
        return any(not stated.isdisjoint(region.admin1) for region, _ in regions)
    return place.place_id.startswith("world:")


def place_of_region(region: Region) -> Place:
    """A theatre's region as a place."""
    country, _, division = (region.admin1[0] if len(region.admin1) == 1 else "").rpartition(".")
    return Place(
        place_id=region.place_id,
        name=region.name,
        latitude=region.latitude,
        longitude=region.longitude,
        kind=region.kind,
        country=country or None,
        admin1=division or None,
    )


def _richer(candidate: Candidate, place: Place, name_class: int) -> Candidate:
    """`candidate` with what another gazetteer knows of the same place."""
    population = max(candidate.place.population, place.population)
    kept = candidate.place
    if population != kept.population or (place.feature_code == "PPLC"):
        kept = msgspec.structs.replace(
            kept,
            country=kept.country or place.country,
            admin1=kept.admin1 or place.admin1,
            feature_code="PPLC" if place.feature_code == "PPLC" else kept.feature_code,
            population=population,
        )
    return Candidate(kept, min(candidate.name_class, name_class), candidate.own)


_FIRST = ("oblast", "region", "province", "governorate", "state", "republic", "krai", "prefecture")
_SECOND = ("raion", "district", "county", "rayon")
_SAME_DIVISION = {
    **dict.fromkeys((*_FIRST, "oblasts", "regions", "provinces"), _FIRST),
    **dict.fromkeys((*_SECOND, "districts", "counties"), _SECOND),
}
