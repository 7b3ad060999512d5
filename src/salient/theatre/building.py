"""From a theatre's tables to its nouns."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from salient.model import HOLDER_KINDS
from salient.theatre.drafts import Draft, Entry
from salient.theatre.findings import ERROR, Finding
from salient.theatre.tables import EntryReader
from salient.theatre.theatre import Region, Side, Source

__all__ = [
    "Heading",
    "build_heading",
    "build_regions",
    "build_sides",
    "build_sources",
    "is_side_id",
]

USUAL_BARRIER_KM = 12.0
"""What crossing a river is worth where its theatre does not say."""
REGION_KINDS = ("region", "river", "axis", "feature")
_PREFIXES = ("region", "river", "axis")
_SIDE_KEYS = (
    "id", "name", "colour", "names", "adjectives", "forces", "epithets", "officials", "home",
)  # fmt: skip
_SOURCE_KEYS = ("name", "kind", "side", "aliases", "reliability")
_REGION_KEYS = (
    "place_id", "name", "kind", "latitude", "longitude", "aliases", "admin1", "polygon", "line",
    "radius_km", "barrier_km",
)  # fmt: skip
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_COUNTRY = re.compile(r"[A-Z]{2}")


class Heading(NamedTuple):
    """The top-level values of a theatre."""

    name: str
    title: str
    timezone: str
    languages: tuple[str, ...]
    countries: tuple[str, ...]
    first_day: date | None


def build_heading(draft: Draft) -> Heading:
    """Build the top-level values; what is missing or wrong becomes findings of the draft."""
    reader = EntryReader(draft.file, draft.top, draft.findings)
    timezone = reader.text("timezone", required=True) or "UTC"
    try:
        ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        reader.report(
            ERROR,
            "timezone",
            f"unknown timezone {timezone!r}; give a name of the IANA time zone database, "
            'such as "Europe/Kyiv"',
        )
    languages = reader.texts("languages")
    if not languages and reader.values.get("languages") in (None, []):
        reader.report(ERROR, "languages", 'no language is given; add a line: languages = ["en"]')
    _check_codes(reader, "languages", languages, _LANGUAGE, 'two or three small letters, as "en"')
    countries = reader.texts("countries")
    _check_codes(reader, "countries", countries, _COUNTRY, 'two capital letters, as "UA"')
    return Heading(
        name=reader.text("name", required=True) or draft.folder.name,
        title=reader.text("title", required=True) or draft.folder.name,
        timezone=timezone,
        languages=languages,
        countries=countries,
        first_day=reader.day("first_day"),
    )


def _check_codes(
    reader: EntryReader, key: str, codes: tuple[str, ...], pattern: re.Pattern[str], form: str
) -> None:
    for code in codes:
        if not pattern.fullmatch(code):
            reader.report(ERROR, key, f"{code!r} in {key!r} is no ISO code: {form}")


def is_side_id(text: str) -> bool:
    """Whether `text` can be a side's id: letters, digits, - and _, and not CONTESTED."""
    return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", text)) and text.upper() != "CONTESTED"


def build_sides(draft: Draft) -> tuple[Side, ...]:
    """Build the sides, in the order of writing."""
    sides = []
    for entry in draft.sections["side"].values():
        reader = _reader(entry, draft.findings, _SIDE_KEYS)
        side_id = str(entry.values["id"])
        if not is_side_id(side_id):
            reader.report(
                ERROR,
                "id",
                f"{side_id!r} cannot be a side's id; use letters, digits, - and _, "
                "and not CONTESTED, which is a state of its own",
            )
        colour = reader.text("colour", required=True) or "#000000"
        if not _COLOUR.fullmatch(colour):
            reader.report(ERROR, "colour", f"{colour!r} is no colour; write it as #RRGGBB")
        home = reader.texts("home")
        _check_codes(reader, "home", home, _COUNTRY, 'two capital letters, as "UA"')
        sides.append(
            Side(
                id=side_id,
                name=reader.text("name", required=True) or side_id,
                colour=colour,
                names=reader.texts("names"),
                adjectives=reader.texts("adjectives"),
                forces=reader.texts("forces"),
                epithets=reader.texts("epithets"),
                officials=reader.texts("officials"),
                home=home,
            )
        )
    if not sides:
        draft.findings.append(
            Finding(
                ERROR,
                f"{draft.file.path}: no [[side]] is given; "
                "name at least one party that can hold ground",
            )
        )
    folded: dict[str, str] = {}
    for side in sides:
        other = folded.setdefault(side.id.casefold(), side.id)
        if other != side.id:
            _reader(draft.sections["side"][side.id], draft.findings, _SIDE_KEYS).report(
                ERROR, "id", f"the ids {other!r} and {side.id!r} differ in case alone; rename one"
            )
    return tuple(sides)


def build_sources(draft: Draft, sides: tuple[Side, ...]) -> tuple[Source, ...]:
    """Build the sources, in the order of writing."""
    side_ids = {side.id for side in sides}
    sources = []
    for entry in draft.sections["source"].values():
        reader = _reader(entry, draft.findings, _SOURCE_KEYS)
        kind = reader.text("kind", required=True) or "unspecified"
        if kind not in HOLDER_KINDS:
            reader.report(
                ERROR, "kind", f"unknown kind {kind!r}; it is one of: {', '.join(HOLDER_KINDS)}"
            )
        side = reader.text("side")
        if side is not None and side not in side_ids:
            reader.report(
                ERROR,
                "side",
                f"unknown side {side!r}; this theatre has: {', '.join(sorted(side_ids))}",
            )
        sources.append(
            Source(
                name=str(entry.values["name"]),
                kind=kind,
                side=side,
                aliases=reader.texts("aliases"),
                reliability=reader.number("reliability", 0, 1),
            )
        )
    return tuple(sources)


def build_regions(draft: Draft) -> tuple[Region, ...]:
    """Build the regions, rivers and axes, in the order of writing."""
    return tuple(
        _build_region(_reader(entry, draft.findings, _REGION_KEYS))
        for entry in draft.sections["region"].values()
    )


def _build_region(reader: EntryReader) -> Region:
    place_id = str(reader.values["place_id"])
    kind = reader.text("kind", required=True) or "region"
    if kind not in REGION_KINDS:
        reader.report(
            ERROR, "kind", f"unknown kind {kind!r}; it is one of: {', '.join(REGION_KINDS)}"
        )
    prefix, _, slug = place_id.partition(":")
    if prefix not in _PREFIXES or not _SLUG.fullmatch(slug):
        reader.report(
            ERROR,
            "place_id",
            f"{place_id!r} cannot be a region's id; write region:, river: or axis: and small "
            "letters, digits and hyphens",
        )
    polygon, line = reader.points("polygon"), reader.points("line")
    latitude = reader.number("latitude", -90, 90)
    longitude = reader.number("longitude", -180, 180)
    if latitude is None or longitude is None:
        longitude, latitude = _middle(polygon, line) or (0.0, 0.0)
        if not polygon and not line:
            reader.report(
                ERROR,
                None,
                f"region {place_id!r} has no point; give latitude and longitude, a line or a "
                "polygon",
            )
    return Region(
        place_id=place_id,
        name=reader.text("name", required=True) or place_id,
        kind=kind,
        latitude=latitude,
        longitude=longitude,
        aliases=reader.texts("aliases"),
        admin1=reader.texts("admin1"),
        polygon=polygon,
        line=line,
        radius_km=reader.number("radius_km", 0, 20_000) or 0.0,
        barrier_km=_barrier(reader, kind),
    )


def _barrier(reader: EntryReader, kind: str) -> float:
    given = reader.number("barrier_km", 0, 1_000)
    if given is not None and kind != "river":
        problem = "only a river has a barrier_km; take it out, or make it a river"
        reader.report(ERROR, "barrier_km", problem)
    return given if given is not None else (USUAL_BARRIER_KM if kind == "river" else 0.0)


def _middle(
    polygon: tuple[tuple[float, float], ...], line: tuple[tuple[float, float], ...]
) -> tuple[float, float] | None:
    if line:
        return line[len(line) // 2]
    if not polygon:
        return None
    count = len(polygon)
    return (
        round(sum(x for x, _ in polygon) / count, 4),
        round(sum(y for _, y in polygon) / count, 4),
    )


def _reader(entry: Entry, findings: list[Finding], keys: tuple[str, ...]) -> EntryReader:
    reader = EntryReader(entry.file, entry.values, findings, entry.section, entry.index)
    reader.known_keys(keys)
    return reader
