"""Making and checking a theatre's folder, its gazetteer's index included."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from salient.places import (
    CompileReport,
    Gazetteer,
    compile_gazetteer,
    region_members,
    shipped_gazetteer,
)
from salient.theatre import Finding, Theatre, check_theatre, make_theatre

__all__ = ["MadeTheatre", "check_theatre_folder", "make_theatre_folder"]


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


def check_theatre_folder(folder: Path) -> list[Finding]:
    """List what is wrong or odd in a theatre's folder: files, gazetteer, members of regions."""
    findings = check_theatre(folder)
    if any(f.severity == "error" for f in findings):
        return findings
    from salient.theatre import load_theatre

    theatre = load_theatre(folder)
    index = theatre.gazetteer_index
    gazetteer = (
        Gazetteer.open(index) if index is not None and index.is_dir() else shipped_gazetteer()
    )
    if theatre.gazetteer is not None and (index is None or not index.is_dir()):
        findings.append(
            Finding(
                "warning",
                f"{theatre.gazetteer}: is not compiled, so each run compiles it; "
                "make the theatre again with: salient theatre make",
            )
        )
    members = region_members(theatre, gazetteer)
    for region in theatre.regions:
        if region.kind == "region" and not members.get(region.place_id):
            findings.append(
                Finding(
                    "warning",
                    f"{region.place_id}: the region {region.name} has no settlement of the "
                    "gazetteer; check its admin1 codes, polygon or radius",
                )
            )
    known = {gazetteer.place_id(row) for row in range(len(gazetteer))}
    missing = [entry.place_id for entry in theatre.start if entry.place_id not in known]
    if missing:
        findings.append(
            Finding(
                "warning",
                f"start.csv: {len(missing)} of {len(theatre.start)} places are not in the "
                f"gazetteer, the first {missing[0]}; their starting control is not used",
            )
        )
    return findings
