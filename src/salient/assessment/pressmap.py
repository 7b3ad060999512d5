"""The day's map as a picture that a newspaper could print."""

from __future__ import annotations

import io
from typing import Any

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from salient.assessment.colours import LIGHT, palette
from salient.assessment.geography import Box, Geography
from salient.assessment.legend import draw_legend
from salient.assessment.mapdots import draw_places
from salient.assessment.projection import Conic
from salient.assessment.report import Assessment
from salient.assessment.wording import counted, long_date
from salient.model.control import CONTESTED

__all__ = ["render_map"]

_INCHES = (12.0, 9.0)
_DPI = 200
_MAP = (0.018, 0.062, 0.714, 0.828)
_INSET = (0.757, 0.075, 0.225, 0.20)
_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "hatch.linewidth": 0.7,
    "svg.hashsalt": "salient",
    "path.simplify": False,
    "text.usetex": False,
    "axes.unicode_minus": False,
}


def render_map(assessment: Assessment) -> bytes:
    """The map of the day as a PNG of 2400 by 1800 pixels, north up, Lambert conformal conic.

    It shows the focus of the assessment's geography, with an inset of the whole where the two
    differ. The same assessment gives the same bytes with the same release of matplotlib.
    """
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=_INCHES, dpi=_DPI, facecolor=LIGHT.paper)
        FigureCanvasAgg(figure)
        _title(figure, assessment)
        geography = assessment.geography
        window = _widened(geography.focus, _ratio(figure, _MAP))
        conic = Conic(window)
        axes = _map_axes(figure, _MAP, conic, window)
        _ground(axes, geography, assessment, conic, window)
        draw_places(axes, assessment, conic)
        _furniture(axes)
        has_inset = geography.focus != geography.extent
        draw_legend(figure, assessment)
        if has_inset:
            _inset(figure, assessment, window)
        _footer(figure, assessment)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=_DPI, metadata={"Software": None})
    return buffer.getvalue()


def _ratio(figure: Figure, rectangle: tuple[float, float, float, float]) -> float:
    width, height = figure.get_size_inches()
    return float(rectangle[2] * width / (rectangle[3] * height))


def _widened(window: Box, ratio: float) -> Box:
    """The window grown in one direction until its shape on the ground is `ratio` wide to high."""
    middle = np.radians((window.south + window.north) / 2)
    width = (window.east - window.west) * float(np.cos(middle))
    height = window.north - window.south
    if width < ratio * height:
        grow = (ratio * height - width) / float(np.cos(middle)) / 2
        return Box(window.west - grow, window.south, window.east + grow, window.north)
    grow = (width / ratio - height) / 2
    return Box(window.west, window.south - grow, window.east, window.north + grow)


def _map_axes(
    figure: Figure, rectangle: tuple[float, float, float, float], conic: Conic, window: Box
) -> Axes:
    axes = figure.add_axes(rectangle, facecolor=LIGHT.sea)
    middle = ((window.west + window.east) / 2, (window.south + window.north) / 2)
    edges = [(window.west, middle[1]), (window.east, middle[1]),
             (middle[0], window.south), (middle[0], window.north)]  # fmt: skip
    left, right = conic.points(edges[:2])[:, 0]
    bottom, top = conic.points(edges[2:])[:, 1]
    ratio = _ratio(figure, rectangle)
    half = max((right - left) / ratio, top - bottom) / 2
    x, y = (left + right) / 2, (bottom + top) / 2
    axes.set_xlim(x - ratio * half, x + ratio * half)
    axes.set_ylim(y - half, y + half)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_color(LIGHT.ink)
        spine.set_linewidth(0.8)
    return axes


def _ground(
    axes: Axes, geography: Geography, assessment: Assessment, conic: Conic, window: Box
) -> None:
    """Sea, land, areas by standing, divisions, rivers, outline, from the bottom up."""
    view = _view(window)

    def seen(geometry: BaseGeometry) -> BaseGeometry:
        return conic.geometry(shapely.segmentize(geometry.intersection(view), 0.2))

    axes.add_patch(_patch(seen(geography.land), facecolor=LIGHT.land, edgecolor="none"))
    fills = palette(assessment.inputs.theatre)
    for area in geography.days[0].areas:
        fill = fills[area.key, area.rank]
        edge = LIGHT.hatch if area.key == CONTESTED else fill
        hatch = "/////" if area.key == CONTESTED else None
        width = 0.0 if hatch else 0.4
        patch = _patch(
            seen(area.geometry), facecolor=fill, edgecolor=edge, hatch=hatch, linewidth=width
        )
        axes.add_patch(patch)
    for division in geography.divisions:
        line = seen(division.geometry)
        axes.add_patch(
            _patch(line, facecolor="none", edgecolor=LIGHT.paper, linewidth=1.6, alpha=0.65)
        )
        axes.add_patch(
            _patch(line, facecolor="none", edgecolor=LIGHT.outline, linewidth=0.6, linestyle="--")
        )
    for river in geography.rivers:
        for part in shapely.get_parts(seen(river.geometry)):
            points = np.asarray(part.coords)
            for colour, width in ((LIGHT.paper, 2.8), (LIGHT.river, 1.3)):
                axes.plot(points[:, 0], points[:, 1], color=colour, linewidth=width, zorder=3)
    coast = seen(geography.outline)
    axes.add_patch(_patch(coast, facecolor="none", edgecolor=LIGHT.ink, linewidth=1.0))


def _view(window: Box) -> Polygon:
    """The window with a margin, so that cut edges fall outside the frame."""
    wide, high = window.east - window.west, window.north - window.south
    return box(
        window.west - 0.2 * wide,
        window.south - 0.2 * high,
        window.east + 0.2 * wide,
        window.north + 0.2 * high,
    )


def _patch(geometry: BaseGeometry, **style: Any) -> PathPatch:
    """A geometry's polygons, holes and all, as one patch."""
    outlines: list[Outline] = []
    for part in shapely.get_parts(geometry):
        if isinstance(part, Polygon) and not part.is_empty:
            rings = [part.exterior, *part.interiors]
            outlines += [Outline(np.asarray(ring.coords), closed=True) for ring in rings]
    path = Outline.make_compound_path(*outlines) if outlines else Outline(np.zeros((0, 2)))
    return PathPatch(path, **{"linewidth": 0.0, **style})


def _furniture(axes: Axes) -> None:
    """Scale bar and north arrow, at the lower left, on a plain ground."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    width, height = right - left, top - bottom
    lengths = [5, 10, 20, 50, 100, 200, 500, 1000, 2000]
    length = max([x for x in lengths if x < 0.22 * width], default=lengths[0])
    x, y = left + 0.025 * width, bottom + 0.035 * height
    plate = (left, bottom), length + 0.095 * width, 0.088 * height
    axes.add_patch(Rectangle(*plate, facecolor=LIGHT.paper, alpha=0.88, zorder=8))
    axes.plot([x, x + length], [y, y], color=LIGHT.ink, linewidth=2.2, zorder=9)
    axes.plot([x, x + length / 2], [y, y], color=LIGHT.paper, linewidth=1.0, zorder=10)
    for at, text in ((x, "0"), (x + length / 2, f"{length / 2:g}"), (x + length, f"{length:g} km")):
        axes.text(at, y + 0.012 * height, text, ha="center", fontsize=7, color=LIGHT.ink, zorder=9)
    tip = x + length + 0.05 * width
    axes.annotate(
        "N",
        (tip, y + 0.045 * height),
        (tip, y - 0.005 * height),
        ha="center",
        va="center",
        fontsize=8,
        color=LIGHT.ink,
        zorder=9,
        arrowprops={"arrowstyle": "-|>", "color": LIGHT.ink, "linewidth": 1.0},
    )


def _inset(figure: Figure, assessment: Assessment, window: Box) -> None:
    """The whole theatre, small, with the window of the main map."""
    geography = assessment.geography
    whole = _widened(geography.extent, _ratio(figure, _INSET))
    conic = Conic(whole)
    axes = _map_axes(figure, _INSET, conic, whole)
    view = _view(whole)
    land = conic.geometry(geography.land.intersection(view))
    axes.add_patch(_patch(land, facecolor=LIGHT.land, edgecolor="none"))
    fills = palette(assessment.inputs.theatre)
    for area in geography.days[0].areas:
        fill = LIGHT.hatch if area.key == CONTESTED else fills[area.key, area.rank]
        axes.add_patch(_patch(conic.geometry(area.geometry), facecolor=fill, edgecolor=fill))
    outline = conic.geometry(geography.outline)
    axes.add_patch(_patch(outline, facecolor="none", edgecolor=LIGHT.ink, linewidth=0.6))
    frame = shapely.segmentize(box(window.west, window.south, window.east, window.north), 0.5)
    axes.add_patch(
        _patch(conic.geometry(frame), facecolor="none", edgecolor=LIGHT.ink, linewidth=1.4)
    )


def _title(figure: Figure, assessment: Assessment) -> None:
    day = long_date(assessment.day)
    figure.text(
        0.018, 0.953, f"Who likely holds what on {day}", fontsize=21, fontweight="bold",
        family="DejaVu Serif", color=LIGHT.ink, va="center",
    )  # fmt: skip
    figure.text(0.018, 0.914, _subtitle(assessment), fontsize=10.5, color=LIGHT.faint, va="center")


def _subtitle(assessment: Assessment) -> str:
    theatre = assessment.inputs.theatre.title
    return (
        f"{theatre}. Control of each settlement as estimated from published reports; ground "
        "between settlements goes with the nearest."
    )


def _footer(figure: Figure, assessment: Assessment) -> None:
    start = assessment.window_start
    made = (
        f"Made by salient from {counted(assessment.reports, 'report')} published between "
        f"{long_date(start)} and {long_date(assessment.day)}. Coast: Natural Earth. Settlements: "
        "GeoNames or the theatre's gazetteer. Outlines are drawn from settlements and are no "
        "claim about borders."
    )
    figure.text(0.018, 0.027, made, fontsize=7.2, color=LIGHT.faint, va="center")
