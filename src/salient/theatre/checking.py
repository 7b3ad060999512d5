"""A close look at a theatre's files."""

from __future__ import annotations

from pathlib import Path

from salient.theatre.aliases import fold_alias, side_words
from salient.theatre.findings import ERROR, WARNING, Finding
from salient.theatre.loading import read_theatre, theatre_folder
from salient.theatre.theatre import Region, Theatre

__all__ = ["check_theatre"]


def check_theatre(folder: str | Path) -> list[Finding]:
    """All that is wrong or odd in a theatre's folder, errors first; empty for a sound one.

    Finds all that `load_theatre` would refuse, and besides: no starting control, regions that
    nothing gives members, invalid polygons, words listed twice, sides that no word names or that
    share a colour. Raises UsageError for a folder that is none, and TheatreError where a file
    cannot be read at all.
    """
    path = theatre_folder(folder)
    theatre, findings = read_theatre(path)
    findings = [
        *findings,
        *_check_sides(path, theatre),
        *_check_start(path, theatre),
        *(finding for region in theatre.regions for finding in _check_region(path, region)),
    ]
    return sorted(dict.fromkeys(findings))


def _check_sides(path: Path, theatre: Theatre) -> list[Finding]:
    findings = []
    colours: dict[str, str] = {}
    for side in theatre.sides:
        words = side_words(side)
        if not words:
            findings.append(
                Finding(
                    WARNING,
                    f"{path}: no word names the side {side.id!r}, so no claim can be about it; "
                    "give it names, adjectives and forces",
                )
            )
        seen: set[str] = set()
        for word in words:
            folded = fold_alias(word)
            if folded in seen:
                findings.append(
                    Finding(WARNING, f"{path}: side {side.id!r} lists {word!r} twice; keep one")
                )
            seen.add(folded)
        other = colours.setdefault(side.colour.upper(), side.id)
        if other != side.id:
            findings.append(
                Finding(
                    WARNING,
                    f"{path}: sides {other!r} and {side.id!r} have the same colour, "
                    f"{side.colour}; maps could not tell them apart",
                )
            )
    return findings


def _check_start(path: Path, theatre: Theatre) -> list[Finding]:
    if theatre.start:
        return []
    return [
        Finding(
            WARNING,
            f"{path}: there is no starting control, so estimates begin from nothing; add a "
            "start.csv with place_id (or geonames_id), date, control",
        )
    ]


def _check_region(path: Path, region: Region) -> list[Finding]:
    findings = []
    gives_members = region.admin1 or region.polygon or region.radius_km > 0
    if region.kind in ("region", "axis") and not gives_members:
        findings.append(
            Finding(
                WARNING,
                f"{path}: nothing gives {region.place_id!r} members, so claims about it reach no "
                "settlement; give it admin1, a polygon, or a radius_km",
            )
        )
    if region.kind == "river" and len(region.line) < 2:
        findings.append(
            Finding(
                WARNING,
                f"{path}: the river {region.place_id!r} has no line, so nothing can cross it; "
                "give a line of at least two points",
            )
        )
    if region.polygon:
        problem = _polygon_problem(region.polygon)
        if problem is not None:
            findings.append(
                Finding(
                    ERROR,
                    f"{path}: the polygon of {region.place_id!r} is invalid: {problem}; its "
                    "corners must go round the area once without crossing",
                )
            )
    return findings


def _polygon_problem(corners: tuple[tuple[float, float], ...]) -> str | None:
    # shapely takes longer to import than a theatre to load, and only the check needs it.
    from shapely import Polygon, is_valid_reason

    if len(set(corners)) < 3:
        return "it has fewer than three corners"
    reason = is_valid_reason(Polygon(corners))
    return None if reason == "Valid Geometry" else reason
