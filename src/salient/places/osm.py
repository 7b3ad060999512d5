"""OpenStreetMap extracts (`.osm.pbf`, `.osm`) read as a gazetteer.

Settlements and their parts (`place`), divisions (`boundary=administrative`), rivers and canals
(`waterway`), lakes and reservoirs (`natural=water`), forests and aerodromes are taken, each with
its names in all languages, former and alternative names, population and KATOTTH code. A named river
that the map holds in many pieces is one place. Needs the extra `osm` (osmium).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salient.errors import GazetteerError, MissingExtraError
from salient.places.sources import MAX_NAMES, BrokenRow, RawPlace

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["OSM_SUFFIXES", "read_osm"]

OSM_SUFFIXES = (".osm.pbf", ".osm", ".osm.gz", ".osm.bz2")
_KEYS = ("place", "boundary", "waterway", "natural", "landuse", "aeroway")
_PLACES = {
    **dict.fromkeys(("city", "town", "village", "hamlet", "isolated_dwelling"), "PPL"),
    **dict.fromkeys(("suburb", "quarter", "neighbourhood", "borough"), "PPLX"),
    "island": "ISL", "islet": "ISL", "sea": "SEA", "region": "RGN",
}  # fmt: skip
_LEVELS = {"2": "PCLI", "4": "ADM1", "6": "ADM2", "7": "ADM3", "8": "ADM4"}
_OTHER = {
    ("waterway", "river"): "STM", ("waterway", "canal"): "CNL", ("natural", "water"): "LK",
    ("natural", "bay"): "BAY", ("natural", "wood"): "FRST", ("landuse", "forest"): "FRST",
    ("landuse", "reservoir"): "RSV", ("aeroway", "aerodrome"): "AIRP",
}  # fmt: skip
_NAMES = ("name", "alt_name", "old_name", "official_name", "int_name", "short_name", "loc_name")
_KATOTTH = ("katotth", "ref:katotth", "KATOTTH")
_MERGED = frozenset({"STM", "CNL"})


def read_osm(path: Path) -> Iterator[RawPlace | BrokenRow]:
    """Places of an extract, those with a name that cannot be used as `BrokenRow`.

    The line of a `BrokenRow` is the object's id. Raises `GazetteerError` if the file cannot be
    read or is no extract, `MissingExtraError` if osmium is not installed.
    """
    osmium = _osmium(path)
    if not path.is_file():
        raise GazetteerError(f"{path}: cannot read the gazetteer (no such file); check the path")
    try:
        yield from _read(path, osmium)
    except RuntimeError as error:
        raise GazetteerError(
            f"{path}: is no OpenStreetMap extract that can be read ({error}); "
            "fetch it again, as .osm.pbf"
        ) from error


def _osmium(path: Path) -> Any:
    try:
        import osmium
    except ImportError as error:
        raise MissingExtraError(f"{path}: reading an OpenStreetMap extract", "osm") from error
    return osmium


def _read(path: Path, osmium: Any) -> Iterator[RawPlace | BrokenRow]:
    wanted = osmium.filter.KeyFilter(*_KEYS)
    relations = osmium.osm.RELATION
    anchors: dict[int, tuple[str, ...]] = {}
    for relation in osmium.FileProcessor(str(path), relations).with_filter(wanted):
        if feature_of(relation.tags) is not None:
            anchors[relation.id] = tuple(
                f"{m.type}{m.ref}" for m in relation.members if m.type in "nw"
            )
    needed = {anchor for members in anchors.values() for anchor in members}
    points: dict[str, tuple[float, float]] = {}
    merged: dict[tuple[str, str], RawPlace] = {}
    for item in osmium.FileProcessor(str(path)).with_locations():
        sign = "n" if item.is_node() else "w" if item.is_way() else "r"
        key = f"{sign}{item.id}"
        feature = feature_of(item.tags)
        if feature is None and key not in needed:
            continue
        point = _middle(sign, item, anchors, points)
        if key in needed and point is not None:
            points[key] = point
        if feature is None:
            continue
        place = _place(path.name, key, item.tags, feature, point)
        if isinstance(place, RawPlace) and place.feature_code in _MERGED:
            merged.setdefault((place.feature_code, place.name), place)
        else:
            yield place
    yield from merged.values()


def feature_of(tags: Mapping[str, str]) -> str | None:
    """GeoNames' feature code nearest to an object's tags, or None for what is no place of ours."""
    if tags.get("name") is None:
        return None
    place = tags.get("place")
    if place in _PLACES:
        return _PLACES[place]
    if tags.get("boundary") == "administrative":
        return _LEVELS.get(tags.get("admin_level") or "")
    if tags.get("water") == "reservoir":
        return "RSV"
    for (key, value), code in _OTHER.items():
        if tags.get(key) == value:
            return code
    return None


def _middle(
    sign: str,
    item: Any,
    anchors: Mapping[int, tuple[str, ...]],
    points: Mapping[str, tuple[float, float]],
) -> tuple[float, float] | None:
    """Latitude and longitude of a node, of a way's middle node, of a relation's first anchor.

    A boundary's node is its label or its seat; without one the middle of its ways' middles stands.
    """
    if sign == "n":
        return (item.location.lat, item.location.lon) if item.location.valid() else None
    if sign == "w":
        nodes = [node.location for node in item.nodes if node.location.valid()]
        return (nodes[len(nodes) // 2].lat, nodes[len(nodes) // 2].lon) if nodes else None
    members = [m for m in anchors.get(item.id, ()) if m in points]
    seats = [points[m] for m in members if m.startswith("n")]
    if seats:
        return seats[0]
    if not members:
        return None
    return (
        sum(points[m][0] for m in members) / len(members),
        sum(points[m][1] for m in members) / len(members),
    )


def _place(
    file: str, key: str, tags: Any, feature: str, point: tuple[float, float] | None
) -> RawPlace | BrokenRow:
    name = tags["name"].strip()
    if point is None:
        return BrokenRow(file, int(key[1:]), f"{name[:60]!r} has no coordinates in this extract")
    listed = [
        part.strip()
        for tag in tags
        if tag.k in _NAMES or tag.k.split(":", 1)[0] in _NAMES
        for part in tag.v.split(";")
    ]
    population = "".join(c for c in tags.get("population", "") if c.isdigit())
    english = tags.get("name:en", "").strip()
    names = tuple(dict.fromkeys(n for n in (name, *listed) if n and n != english))
    codes = [tags[k].strip() for k in _KATOTTH if tags.get(k)]
    return RawPlace(
        name=english or name,
        latitude=point[0],
        longitude=point[1],
        local_id=f"osm-{key}",
        names=(names if english else tuple(n for n in names if n != name))[:MAX_NAMES],
        feature_code=feature,
        country=(tags.get("ISO3166-1") or tags.get("addr:country") or "").strip(),
        population=min(int(population), 2**32 - 1) if population else 0,
        katotth=codes[0] if codes else "",
    )
