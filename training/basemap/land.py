"""Cut the coastline that the assessment's maps draw from Natural Earth's land polygons.

Input: the npm package `world-atlas` 2.0.2 (TopoJSON of Natural Earth, public domain), unpacked:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/basemap/land.py package src/salient/assessment/assets/land.json.gz

Output: gzipped JSON `{"source", "licence", "polygons": [[ring, hole…], …]}`, each ring a flat list
of longitude and latitude in thousandths of a degree, the first point whole and the rest as
differences. Around the Black Sea (longitude 20 to 45, latitude 43 to 54) the land is that of the
1:10 million sheet, elsewhere that of 1:50 million, both simplified. Only land is taken, never the
sheets of countries: this project draws no border of its own choosing.
"""

import gzip
import itertools
import json
import sys
from pathlib import Path

import shapely
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.ops import unary_union

DETAILED = box(20, 43, 45, 54)


def rings(topology: dict) -> list[list[list[tuple[float, float]]]]:
    """The polygons of a quantised topology, as rings of (longitude, latitude)."""
    (scale_x, scale_y), (shift_x, shift_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(arc if not points else arc[1:])
        return points

    geometries = topology["objects"]["land"]["geometries"]
    polygons = []
    for geometry in geometries:
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        polygons += [[ring(r) for r in part] for part in parts]
    return polygons


def land(path: Path, tolerance: float) -> MultiPolygon:
    topology = json.loads(path.read_text("utf-8"))
    shapes = [shapely.make_valid(Polygon(r[0], r[1:])) for r in rings(topology)]
    return shapely.make_valid(unary_union(shapes).simplify(tolerance))


def encoded(ring: object) -> list[int]:
    points = [(round(x * 1000), round(y * 1000)) for x, y in ring.coords]
    flat = list(points[0])
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if (x0, y0) != (x1, y1):
            flat += [x1 - x0, y1 - y0]
    return flat


def main(package: Path, out: Path) -> None:
    detailed = land(package / "land-10m.json", 0.004).intersection(DETAILED)
    coarse = land(package / "land-50m.json", 0.02).difference(DETAILED)
    whole = unary_union([detailed, coarse])
    parts = [p for p in whole.geoms if isinstance(p, Polygon) and p.area > 1e-4]
    parts.sort(key=lambda p: tuple(p.bounds))
    data = {
        "source": "Natural Earth land, 1:10m and 1:50m, by way of world-atlas 2.0.2",
        "licence": "public domain",
        "polygons": [[encoded(p.exterior), *(encoded(h) for h in p.interiors)] for p in parts],
    }
    text = json.dumps(data, separators=(",", ":")).encode()
    out.write_bytes(gzip.compress(text, 9, mtime=0))
    print(f"{len(parts)} polygons, {len(text)} bytes, {out.stat().st_size} compressed")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
