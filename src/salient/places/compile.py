"""Gazetteer files compiled into an index folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from salient.errors import GazetteerError
from salient.places.filling import fill_in
from salient.places.gazetteer import Gazetteer
from salient.places.index import workshop, write_table
from salient.places.osm import OSM_SUFFIXES, read_osm
from salient.places.sources import BrokenRow, RawPlace, read_source
from salient.places.table import PlaceTable

__all__ = ["Collected", "CompileReport", "collect", "compile_gazetteer"]


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
    """What gazetteer files hold: how many usable places, and rows broken or given again."""

    places: int
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
    with workshop(Path(folder)) as making:
        table = PlaceTable(making / "rows")
        try:
            read = _read_into(table, paths)
            if not read.places:
                first = f"; the first: {read.broken[0]}" if read.broken else ""
                raise GazetteerError(
                    f"{', '.join(str(p) for p in paths)}: no usable place among "
                    f"{len(read.broken)} rows{first}"
                )
            filled = fill_in(table, reference) if reference is not None else 0
            name = title or paths[0].name.split(".")[0]
            meta = write_table(table, Path(folder), making, title=name)
        finally:
            table.close()
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
    """Read gazetteer files for what is wrong with their rows.

    Raises what `compile_gazetteer` raises for files that cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        table = PlaceTable(Path(folder) / "rows")
        try:
            return _read_into(table, paths)
        finally:
            table.close()


def _read_into(table: PlaceTable, paths: Iterable[Path]) -> Collected:
    """Read files into a table and settle it."""
    broken: list[BrokenRow] = []
    for path in paths:
        for row in _rows(path):
            if isinstance(row, BrokenRow):
                broken.append(row)
            else:
                table.add(row, path.name)
    repeats = table.settle()
    return Collected(
        places=len(table.order),
        broken=tuple(broken),
        repeated=repeats.rows,
        duplicates=repeats.keys,
    )


def _rows(path: Path) -> Iterator[RawPlace | BrokenRow]:
    if path.name.lower().endswith(OSM_SUFFIXES):
        return read_osm(path)
    return read_source(path)
