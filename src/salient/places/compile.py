"""Gazetteer files compiled into an index folder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import numpy as np

from salient.errors import GazetteerError
from salient.places.gazetteer import Gazetteer
from salient.places.index import write_index
from salient.places.osm import OSM_SUFFIXES, read_osm
from salient.places.sources import BrokenRow, RawPlace, read_source

__all__ = ["CompileReport", "compile_gazetteer"]

# Votes of this many nearest known places decide a missing country or admin1; five steadies a
# border without reaching far across it.
_VOTERS = 5


class CompileReport(msgspec.Struct, frozen=True, kw_only=True):
    """What came of compiling: counts, and every row that was left out.

    `duplicates` are ids that more than one row bore; the first is kept and takes the others'
    names. `filled` counts places whose missing country or admin1 was taken from the nearest known
    places.
    """

    folder: Path
    places: int
    names: int
    broken: tuple[BrokenRow, ...]
    duplicates: tuple[str, ...]
    filled: int


def compile_gazetteer(
    sources: Iterable[Path | str],
    folder: Path | str,
    *,
    title: str | None = None,
    reference: Gazetteer | None = None,
) -> CompileReport:
    """Compile gazetteer files into an index in `folder`.

    GeoNames' dump and CSV are read, also `.gz`, and OpenStreetMap extracts (`.osm.pbf`).

    Rows that cannot be used are reported, not fatal. Where a place lacks its country or admin1, or
    its population, `reference` (usually `shipped_gazetteer()`) fills in: the same GeoNames id if
    it has it, else a vote of the nearest settlements. `title` defaults to the first file's stem.
    Raises `GazetteerError` if no source is given, a file cannot be read, or no row can be used;
    `OutputError` if the folder cannot be written.
    """
    paths = [Path(source) for source in sources]
    if not paths:
        raise GazetteerError("no gazetteer file given; name at least one")
    broken: list[BrokenRow] = []
    kept: dict[str, RawPlace] = {}
    duplicates: Counter[str] = Counter()
    for path in paths:
        for row in _rows(path):
            if isinstance(row, BrokenRow):
                broken.append(row)
                continue
            key = str(row.number) if row.number is not None else row.local_id
            if key in kept:
                duplicates[key] += 1
                row = _merged(kept[key], row)  # noqa: PLW2901
            kept[key] = row
    if not kept:
        first = f"; the first: {broken[0]}" if broken else ""
        raise GazetteerError(
            f"{', '.join(str(p) for p in paths)}: no usable place among {len(broken)} rows{first}"
        )
    places = list(kept.values())
    filled = 0
    if reference is not None:
        places, filled = _fill(places, reference)
    name = title or paths[0].name.split(".")[0]
    meta = write_index(places, Path(folder), title=name)
    return CompileReport(
        folder=Path(folder),
        places=meta.places,
        names=meta.names,
        broken=tuple(broken),
        duplicates=tuple(sorted(duplicates)),
        filled=filled,
    )


def _rows(path: Path) -> Iterator[RawPlace | BrokenRow]:
    if path.name.lower().endswith(OSM_SUFFIXES):
        return read_osm(path)
    return read_source(path)


def _merged(first: RawPlace, second: RawPlace) -> RawPlace:
    names = dict.fromkeys((*first.names, second.name, *second.names))
    names.pop(first.name, None)
    return msgspec.structs.replace(
        first,
        names=tuple(names),
        feature_code=first.feature_code or second.feature_code,
        country=first.country or second.country,
        admin1=first.admin1 or second.admin1,
        population=first.population or second.population,
        katotth=first.katotth or second.katotth,
        pcode=first.pcode or second.pcode,
    )


def _fill(places: list[RawPlace], reference: Gazetteer) -> tuple[list[RawPlace], int]:
    """`places` with country, admin1 and population filled in where missing, and how many."""
    points = np.array([[p.latitude, p.longitude] for p in places])
    wanting = [i for i, p in enumerate(places) if not (p.country and p.admin1)]
    areas: dict[int, tuple[str, str]] = {}
    if wanting:
        km, rows = reference.nearest_settlements(points[wanting], _VOTERS)
        countries = [reference.country_of(r) for r in rows]
        admin1 = [reference.admin1_of(r) for r in rows]
        for n, i in enumerate(wanting):
            votes: dict[tuple[str, str], float] = defaultdict(float)
            for area, distance in zip(
                zip(countries[n], admin1[n], strict=True), km[n], strict=True
            ):
                if places[i].country in ("", area[0]):
                    votes[area] += 1.0 / (1.0 + float(distance))
            if votes:
                areas[i] = max(sorted(votes), key=lambda area: votes[area])
    filled = []
    for i, place in enumerate(places):
        known = None
        if place.number is not None:
            known = reference.place(f"geonames:{place.number}")
        voted = areas.get(i, ("", ""))
        country = place.country or (known and known.country) or voted[0]
        division = place.admin1 or (known and known.admin1) or voted[1]
        population = place.population or (known.population if known else 0)
        filled.append(
            msgspec.structs.replace(place, country=country, admin1=division, population=population)
        )
    return filled, len(wanting)
