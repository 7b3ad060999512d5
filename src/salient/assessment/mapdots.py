"""Settlements, their names and the names of rivers and divisions, on the printed map."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from salient.assessment.colours import LIGHT, mixed
from salient.assessment.labels import Frame, Label, place_labels
from salient.assessment.projection import Conic
from salient.assessment.prominence import CITY, TOWN
from salient.assessment.report import Assessment
from salient.assessment.standing import UNCERTAIN, Standing, standing_of
from salient.model import Place
from salient.model.control import CONTESTED

__all__ = ["dot_colour", "draw_places"]

_MOST_LABELS = 260
_HOLLOW_DOTS = 350


class _Dot(msgspec.Struct, frozen=True):
    place: Place
    standing: Standing
    importance: float
    weight: float
    named: bool
    changed: bool
    x: float
    y: float

    @property
    def prominent(self) -> bool:
        """Whether the dot is drawn large: spoken of, changed, or a town."""
        return self.named or self.changed or self.weight >= 4

    @property
    def reach(self) -> float:
        """Half of what it covers, in points, its ring included."""
        return self.size / 2 + (2.4 if self.changed else 0.3)

    @property
    def size(self) -> float:
        """Diameter in points."""
        grown = 2.2 + 1.1 * max(0.0, self.weight - 2.6)
        return min(8.5, grown + (1.6 if self.named else 0.0))


def draw_places(axes: Axes, assessment: Assessment, conic: Conic) -> None:
    """Dots for the settlements in the frame and names for as many as have room."""
    dots = _dots(assessment, conic, axes)
    placed = _placed(axes, dots)
    _scatter(axes, assessment, dots, {index for index, _ in placed})
    inverse = axes.transData.inverted()
    taken = _dot_frames(axes, dots)
    for index, frame in placed:
        size, weight = _style(dots[index])
        x, y = inverse.transform(_middle(frame))
        name = dots[index].place.name
        _write(axes, x, y, name, fontsize=size, fontweight=weight, color=LIGHT.ink)
        taken.append(frame)
    _name_rivers(axes, assessment, conic, taken)
    _name_divisions(axes, assessment, conic, taken)


def dot_colour(assessment: Assessment, standing: Standing) -> str:
    """The full colour of a standing, for a dot on top of its shade."""
    if standing.key == CONTESTED:
        return LIGHT.hatch
    if standing.key == UNCERTAIN:
        return LIGHT.faint
    return mixed(assessment.inputs.theatre.side(standing.key).colour, "#000000", 0.72)


def _dots(assessment: Assessment, conic: Conic, axes: Axes) -> list[_Dot]:
    inputs = assessment.inputs
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    drawn = [inputs.places[i] for i in sorted(inputs.today)]
    points = conic.points([(place.longitude, place.latitude) for place in drawn])
    turned = assessment.turned
    dots = []
    for place, (x, y) in zip(drawn, points.tolist(), strict=True):
        if not (left < x < right and bottom < y < top):
            continue
        named = assessment.named.get(place.place_id, 0)
        size = assessment.sizes[place.place_id]
        standing = standing_of(inputs.today[place.place_id])
        changed = place.place_id in turned
        dots.append(
            _Dot(place, standing, size, size + 0.25 * min(named, 8), named > 0, changed, x, y)
        )
    dots.sort(key=lambda d: (not (d.named or d.changed), -d.weight, d.place.place_id))
    return dots


def _scatter(
    axes: Axes, assessment: Assessment, dots: Sequence[_Dot], labelled: Collection[int]
) -> None:
    """Named places solid, silent ones hollow, contested ones diamonds; a ring where it changed.

    Where there are villages by the hundred, those without a name on the map become specks.
    """
    drawn = [dot for index, dot in enumerate(dots) if dot.prominent or index in labelled]
    small = [d for index, d in enumerate(dots) if not (d.prominent or index in labelled)]
    if len(small) > _HOLLOW_DOTS:
        _specks(axes, assessment, small)
        small = []
    for dot in reversed(drawn + small):
        colour = dot_colour(assessment, dot.standing)
        marker = "D" if dot.standing.key == CONTESTED else "o"
        size = dot.size * (0.8 if marker == "D" else 1.0)
        axes.plot(
            [dot.x], [dot.y], marker, markersize=size, zorder=5,
            markerfacecolor=colour if dot.named else LIGHT.paper, markeredgecolor=LIGHT.paper
            if dot.named else colour, markeredgewidth=0.6 if dot.named else 0.7,
        )  # fmt: skip
        if dot.changed:
            axes.plot(
                [dot.x], [dot.y], "o", markersize=dot.size + 4.5, zorder=5,
                markerfacecolor="none", markeredgecolor=LIGHT.ink, markeredgewidth=1.1,
            )  # fmt: skip


def _specks(axes: Axes, assessment: Assessment, dots: Sequence[_Dot]) -> None:
    """Villages by the hundred as points without a rim, so that they stay behind the names."""
    for standing in sorted({dot.standing.key for dot in dots}):
        chosen = [dot for dot in dots if dot.standing.key == standing]
        axes.plot(
            [d.x for d in chosen], [d.y for d in chosen], "o", markersize=1.5, zorder=4,
            color=dot_colour(assessment, chosen[0].standing), markeredgewidth=0, alpha=0.6,
        )  # fmt: skip


def _style(dot: _Dot) -> tuple[float, str]:
    """Font size in points and weight."""
    if dot.importance >= CITY:
        return 10.0, "bold"
    if dot.importance >= TOWN:
        return 8.4, "bold"
    return (7.4, "normal") if dot.named or dot.changed or dot.weight >= 4.2 else (6.6, "normal")


def _placed(axes: Axes, dots: Sequence[_Dot]) -> list[tuple[int, Frame]]:
    """The dots that get a name, by index, and where on the page it goes.

    Names of cities and large towns come first and may cover a village's dot; the others may not.
    """
    extent = axes.get_window_extent()
    page = Frame(extent.x0 + 6, extent.y0 + 6, extent.x1 - 6, extent.y1 - 6)
    scale_bar = Frame(
        extent.x0, extent.y0, extent.x0 + 0.32 * extent.width, extent.y0 + 0.09 * extent.height
    )
    order = sorted(range(len(dots)), key=lambda i: _priority(dots[i]))[:_MOST_LABELS]
    cities = [index for index in order if dots[index].importance >= TOWN]
    others = [index for index in order if dots[index].importance < TOWN]
    large = [dot for dot in dots if dot.importance >= TOWN or dot.changed]
    first = place_labels(_labels(axes, dots, cities), page, [scale_bar, *_dot_frames(axes, large)])
    taken = [scale_bar, *_dot_frames(axes, dots), *(one.frame for one in first)]
    rest = place_labels(_labels(axes, dots, others), page, taken)
    return [(int(one.label.text), one.frame) for one in (*first, *rest)]


def _labels(axes: Axes, dots: Sequence[_Dot], order: Sequence[int]) -> list[Label]:
    """The names of dots as labels measured in pixels; their text is the dot's index."""
    figure = axes.figure
    labels = []
    for index in order:
        dot = dots[index]
        size, weight = _style(dot)
        text = Text(0, 0, dot.place.name, fontsize=size, fontweight=weight, figure=figure)
        shape = text.get_window_extent()
        x, y = axes.transData.transform((dot.x, dot.y)).tolist()
        label = Label(
            text=str(index), x=x, y=y, width=shape.width, height=shape.height * 0.9,
            radius=dot.reach * figure.dpi / 72,
        )  # fmt: skip
        labels.append(label)
    return labels


def _dot_frames(axes: Axes, dots: Sequence[_Dot]) -> list[Frame]:
    """The squares of the page that the prominent dots cover."""
    frames = []
    for dot in dots:
        if dot.prominent:
            x, y = axes.transData.transform((dot.x, dot.y)).tolist()
            reach = dot.reach * axes.figure.dpi / 72
            frames.append(Frame(x - reach, y - reach, x + reach, y + reach))
    return frames


def _priority(dot: _Dot) -> tuple[float, str]:
    lift = 1.2 * dot.named + 1.6 * dot.changed
    lift += 0.8 * (dot.standing.key in {CONTESTED, UNCERTAIN})
    return (-(dot.weight + lift), dot.place.place_id)


def _write(axes: Axes, x: float, y: float, text: str, **style: Any) -> None:
    halo = [withStroke(linewidth=2.4, foreground=LIGHT.paper, alpha=0.85)]
    options = {"ha": "center", "va": "center", "zorder": 7, **style}
    axes.text(x, y, text, path_effects=halo, **options)


def _name_rivers(axes: Axes, assessment: Assessment, conic: Conic, taken: list[Frame]) -> None:
    for river in assessment.geography.rivers:
        points = axes.transData.transform(conic.points(np.asarray(river.geometry.coords)))
        for frame, angle in _along(points, 13.0 * len(river.name), 30.0):
            if _inside(axes, frame) and not any(frame.meets(other) for other in taken):
                x, y = axes.transData.inverted().transform(_middle(frame))
                _write(
                    axes, x, y, river.name, rotation=angle, fontsize=7.4, style="italic",
                    color=mixed(LIGHT.river, "#000000", 0.7), rotation_mode="anchor",
                )  # fmt: skip
                taken.append(frame)
                break


def _along(
    points: npt.NDArray[np.float64], width: float, height: float
) -> Iterable[tuple[Frame, float]]:
    """Boxes for a name along a line, beside the straightest stretches first."""
    spots = []
    for (x0, y0), (x1, y1) in zip(points[:-1].tolist(), points[1:].tolist(), strict=True):
        length = float(np.hypot(x1 - x0, y1 - y0))
        angle = float(np.degrees(np.arctan2(y1 - y0, x1 - x0)))
        angle = angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle
        side = np.radians(angle + 90)
        x, y = (x0 + x1) / 2 + 16 * np.cos(side), (y0 + y1) / 2 + 16 * np.sin(side)
        turned = np.radians(angle)
        half_w = (abs(np.cos(turned)) * width + abs(np.sin(turned)) * height) / 2
        half_h = (abs(np.sin(turned)) * width + abs(np.cos(turned)) * height) / 2
        frame = Frame(*(float(v) for v in (x - half_w, y - half_h, x + half_w, y + half_h)))
        spots.append((-length, frame, angle))
    spots.sort(key=lambda spot: (spot[0], spot[1].left))
    return [(frame, angle) for _, frame, angle in spots]


def _name_divisions(axes: Axes, assessment: Assessment, conic: Conic, taken: list[Frame]) -> None:
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    view = box(left, bottom, right, top)
    for division in assessment.geography.divisions:
        visible = conic.geometry(division.geometry).intersection(view)
        if visible.area < 0.02 * view.area:
            continue
        name = "\u2009".join(division.name.upper())
        free = [
            (x, y, frame)
            for x, y in _spread(visible)
            if _inside(axes, frame := _name_frame(axes, x, y, name))
            and not any(frame.meets(other) for other in taken)
        ]
        wholly = [spot for spot in free if _covers(axes, visible, spot[2])]
        if free:
            x, y, frame = (wholly or free)[0]
            _write(axes, x, y, name, fontsize=8.0, color=LIGHT.faint)
            taken.append(frame)


def _name_frame(axes: Axes, x: float, y: float, name: str) -> Frame:
    across, up = axes.transData.transform((x, y)).tolist()
    half = 9.6 * len(name)
    return Frame(across - half, up - 16, across + half, up + 16)


def _covers(axes: Axes, area: BaseGeometry, frame: Frame) -> bool:
    """Whether the area holds the whole frame."""
    corners = axes.transData.inverted().transform(
        [(frame.left, frame.bottom), (frame.right, frame.top)]
    )
    return bool(area.contains(box(*corners.ravel().tolist())))


def _spread(area: BaseGeometry) -> list[tuple[float, float]]:
    """Points of an area to try, its middle first, then those of a grid by distance from it."""
    middle = area.representative_point()
    left, bottom, right, top = area.bounds
    grid = [
        (left + (right - left) * i / 14, bottom + (top - bottom) * j / 14)
        for i in range(1, 14)
        for j in range(1, 14)
    ]
    grid.sort(key=lambda p: (round((p[0] - middle.x) ** 2 + (p[1] - middle.y) ** 2, 6), p))
    inside = [p for p in grid if area.contains(shapely.Point(p))]
    return [(middle.x, middle.y), *inside]


def _inside(axes: Axes, frame: Frame) -> bool:
    extent = axes.get_window_extent()
    return Frame(extent.x0 + 8, extent.y0 + 8, extent.x1 - 8, extent.y1 - 8).holds(frame)


def _middle(frame: Frame) -> tuple[float, float]:
    return (frame.left + frame.right) / 2, (frame.bottom + frame.top) / 2
