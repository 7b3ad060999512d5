"""A map of the errors of control: each scored place by the share of its days that is wrong.

The outlines are dissolved from the cells of the theatre's own settlements, so no map of anybody's
is drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from evals.scenes import Ints, Scene
from salient.control import Plane, dissolve, footprint, nearest_cells
from salient.model import Place

__all__ = ["divisions", "draw_errors", "wrong_shares"]

MARGIN_KM = 15.0
MANY = 2000
LEAST_NAMED = 0.01
"""Share of the picture from which on a division is named."""

Floats = npt.NDArray[np.float64]


def wrong_shares(scene: Scene, state: Ints) -> Floats:
    """Share of each place's days, of those on which a side holds it, that the estimate is wrong."""
    sided = scene.sided
    wrong = (sided & (state != scene.truth)).sum(axis=0)
    shares: Floats = wrong / np.maximum(sided.sum(axis=0), 1)
    return shares


def divisions(scene: Scene, plane: Plane) -> dict[str, BaseGeometry]:
    """Dissolve the settlements' cells to first-order divisions, in the plane's kilometres."""
    places = list(scene.settlements.values())
    points = plane.to_plane(_degrees(places))
    ground = footprint(points)
    members: dict[str, list[Polygon]] = defaultdict(list)
    for place, cell in zip(places, nearest_cells(points), strict=True):
        members[place.admin1 or ""].append(cell)
    names = scene.region_names
    return {
        names.get(code, ""): dissolve(members[code]).intersection(ground)
        for code in sorted(members)
    }


def draw_errors(scene: Scene, state: Ints, out: Path) -> None:
    """Draw the map as PNG."""
    from matplotlib.figure import Figure

    plane = Plane(_degrees(list(scene.settlements.values())))
    points = plane.to_plane(_degrees([scene.settlements[p] for p in scene.places]))
    low, high = points.min(axis=0) - MARGIN_KM, points.max(axis=0) + MARGIN_KM
    wide, tall = high - low
    figure = Figure(figsize=(8, 8 * tall / wide * 0.86 + 0.4), layout="constrained")
    axes = figure.subplots()
    _draw_divisions(axes, divisions(scene, plane), box(*low, *high))
    _draw_places(axes, points, wrong_shares(scene, state))
    axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), xticks=[], yticks=[], aspect="equal")
    axes.set_title(f"{scene.name}: share of days on which the side is wrong", fontsize=10)
    for edge in axes.spines.values():
        edge.set_visible(False)
    figure.savefig(out, dpi=110, metadata={"Software": None})


def _draw_divisions(axes: Axes, outlines: Mapping[str, BaseGeometry], frame: Polygon) -> None:
    for name, outline in outlines.items():
        for part in shapely.get_parts(shapely.boundary(outline)):
            x, y = np.array(part.coords).T
            axes.plot(x, y, color="0.75", linewidth=0.6, zorder=1)
        inside = outline.intersection(frame)
        if inside.area > LEAST_NAMED * frame.area:
            spot = inside.representative_point()
            axes.text(
                spot.x,
                spot.y,
                name.removesuffix(" Oblast"),
                color="0.55",
                fontsize=8,
                ha="center",
                zorder=1,
            )


def _draw_places(axes: Axes, points: Floats, shares: Floats) -> None:
    """Draw those that are never wrong in grey below the others, the worst on top."""
    size = 3.0 if len(points) > MANY else 22.0
    never = shares == 0
    axes.scatter(points[never, 0], points[never, 1], color="0.88", s=size, linewidth=0, zorder=2)
    order = np.flatnonzero(~never)[np.argsort(shares[~never], kind="stable")]
    dots = axes.scatter(
        points[order, 0], points[order, 1], c=shares[order], s=size, cmap="YlOrRd",
        vmin=0, vmax=1, linewidth=0, zorder=3,
    )  # fmt: skip
    axes.figure.colorbar(dots, ax=axes, shrink=0.7)


def _degrees(places: Sequence[Place]) -> Floats:
    return np.array([(place.longitude, place.latitude) for place in places])
