"""Making and checking a theatre's folder, its gazetteer's index included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from salient.places import (
    CompileReport,
    Gazetteer,
    collect,
    compile_gazetteer,
    region_members,
    shipped_gazetteer,
)
from salient.theatre import (
    Finding,
    Theatre,
    check_theatre,
    load_theatre,
    make_theatre,
    region_lines,
)

__all__ = ["MadeTheatre", "check_theatre_folder", "make_theatre_folder"]

_NAMED = 10


class MadeTheatre(NamedTuple):
    """A theatre that was made, and what compiling its gazetteer reported, if it has one."""

    theatre: Theatre
    gazetteer: CompileReport | None


def make_theatre_folder(
    folder: Path,
    *,
    gazetteer: Path | None = None,
    start: Path | None = None,
    extends: str | None = "ukraine",
    name: str | None = None,
    sides: Sequence[str] = (),
) -> MadeTheatre:
    """Make a theatre's folder and compile its gazetteer; making it again from the same is harmless.

    Raises what `salient.theatre.make_theatre` and `salient.places.compile_gazetteer` raise.
    """
    theatre = make_theatre(
        folder, gazetteer=gazetteer, start=start, extends=extends, name=name, sides=sides
    )
    index = theatre.gazetteer_index
    if theatre.gazetteer is None or index is None:
        return MadeTheatre(theatre, None)
    report = compile_gazetteer(
        [theatre.gazetteer], index, title=theatre.name, reference=shipped_gazetteer()
    )
    return MadeTheatre(theatre, report)


def check_theatre_folder(folder: str | Path) -> list[Finding]:
    """List what is wrong or odd in a theatre's folder: files, gazetteer, members of regions.

    Raises what `salient.theatre.check_theatre` raises, and GazetteerError for a damaged index.
    """
    findings = check_theatre(folder)
    if any(f.severity == "error" for f in findings):
        return findings
    theatre = load_theatre(folder)
    if theatre.gazetteer is not None:
        findings.extend(_gazetteer_rows(theatre.gazetteer))
    index = theatre.gazetteer_index
    compiled = index is not None and index.is_dir()
    if theatre.gazetteer is not None and not compiled:
        findings.append(
            _warning(
                f"{theatre.gazetteer}: is not compiled, so the first run compiles it, and regions "
                "and starting control are not checked; make it with: salient theatre make"
            )
        )
        return findings
    gazetteer = Gazetteer.open(index) if index is not None and compiled else shipped_gazetteer()
    written = region_lines(folder)
    return [
        *findings,
        *_empty_regions(theatre, gazetteer, written),
        *_unknown_starts(theatre, gazetteer),
    ]


def _gazetteer_rows(path: Path) -> Iterator[Finding]:
    """Rows of a gazetteer that cannot be used, with missing coordinates or without, and repeats."""
    read = collect([path])
    for rows, what in (
        (read.broken, "rows of the gazetteer cannot be used"),
        (read.repeated, "rows of the gazetteer give a place again; their names are added to it"),
    ):
        for row in rows[:_NAMED]:
            yield _warning(str(row))
        if len(rows) > _NAMED:
            yield _warning(f"{path}: {len(rows):,} {what}; the first {_NAMED} are named")


def _empty_regions(
    theatre: Theatre, gazetteer: Gazetteer, written: Mapping[str, str]
) -> Iterator[Finding]:
    members = region_members(theatre, gazetteer)
    empty = [
        region.place_id
        for region in theatre.regions
        if region.kind in {"region", "axis"} and not members.get(region.place_id)
    ]
    if empty:
        named = [f"{place_id} ({written[place_id]})" for place_id in empty[:_NAMED]]
        more = f" and {len(empty) - _NAMED} more" if len(empty) > _NAMED else ""
        yield _warning(
            "no settlement of the gazetteer lies in these regions, so claims about them move no "
            "estimate; check their admin1 codes, polygons and radii, or leave them if they lie "
            f"outside: {', '.join(named)}{more}"
        )


def _unknown_starts(theatre: Theatre, gazetteer: Gazetteer) -> Iterator[Finding]:
    missing = [s.place_id for s in theatre.start if gazetteer.row_of(s.place_id) is None]
    if missing:
        yield _warning(
            f"start.csv: {len(missing):,} of {len(theatre.start):,} places are not in the "
            f"gazetteer, the first {missing[0]}; their starting control is not used"
        )


def _warning(message: str) -> Finding:
    return Finding("warning", message)
