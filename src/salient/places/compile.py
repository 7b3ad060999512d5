"""Gazetteer files compiled into an index folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import numpy as np

from salient.errors import GazetteerError
from salient.places.gazetteer import Gazetteer
from salient.places.index import write_index
from salient.places.osm import OSM_SUFFIXES, read_osm
from salient.places.sources import BrokenRow, RawPlace, read_source

__all__ = ["Collected", "CompileReport", "collect", "compile_gazetteer"]

# Votes of this many nearest known places decide a missing country or admin1; five steadies a
# border without reaching far across it.
_VOTERS = 5


class CompileReport(msgspec.Struct, frozen=True, kw_only=True):
    """What came of compiling: counts, and every row that was left out.

    `duplicates` are ids that more than one row bore; the first is kept and takes the others'
    names; `repeated` names the rows after the first, with their lines. `filled` counts places
    whose missing country or admin1 was taken from the nearest known places.
    """

    folder: Path
    places: int
    names: int
    broken: tuple[BrokenRow, ...]
    duplicates: tuple[str, ...]
    filled: int
    repeated: tuple[BrokenRow, ...] = ()


class Collected(msgspec.Struct, frozen=True, kw_only=True):
    """What gazetteer files hold: usable places by key, and rows broken or given again."""

    places: dict[str, RawPlace]
    broken: tuple[BrokenRow, ...]
    repeated: tuple[BrokenRow, ...]
    duplicates: tuple[str, ...]


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
    read = collect(paths)
    if not read.places:
        first = f"; the first: {read.broken[0]}" if read.broken else ""
        raise GazetteerError(
            f"{', '.join(str(p) for p in paths)}: no usable place among {len(read.broken)} "
            f"rows{first}"
        )
    places = list(read.places.values())
    filled = 0
    if reference is not None:
        places, filled = _fill(places, reference)
    name = title or paths[0].name.split(".")[0]
    meta = write_index(places, Path(folder), title=name)
    return CompileReport(
        folder=Path(folder),
        places=meta.places,
        names=meta.names,
        broken=read.broken,
        duplicates=read.duplicates,
        filled=filled,
        repeated=read.repeated,
    )


def collect(paths: Iterable[Path]) -> Collected:
    """Read gazetteer files; of rows that bear one id the first stays and takes the others' names.

    Raises what `compile_gazetteer` raises for files that cannot be read.
    """
    broken: list[BrokenRow] = []
    repeated: list[BrokenRow] = []
    kept: dict[str, RawPlace] = {}
    duplicates: set[str] = set()
    for path in paths:
        for row in _rows(path):
            if isinstance(row, BrokenRow):
                broken.append(row)
                continue
            key = str(row.number) if row.number is not None else row.local_id
            first = kept.get(key)
            if first is None:
                kept[key] = row
                continue
            duplicates.add(key)
            kept[key] = _merged(first, row)
            again = "its id" if row.number is not None else "its name and coordinates"
            problem = f"{row.name!r} was given before, in line {first.line}, by {again}"
            repeated.append(BrokenRow(path.name, row.line, problem))
    return Collected(
        places=kept,
        broken=tuple(broken),
        repeated=tuple(repeated),
        duplicates=tuple(sorted(duplicates)),
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
