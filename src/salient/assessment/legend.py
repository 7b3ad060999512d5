"""The legend of the printed map: shades, hatching, dots, and how to read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from salient.assessment.colours import LIGHT, mixed, palette
from salient.assessment.likelihood import LIKELIHOODS
from salient.assessment.report import Assessment
from salient.assessment.wording import long_date
from salient.theatre import Side

__all__ = ["draw_legend"]

_COLUMN = (0.757, 0.30, 0.225, 0.59)
_RANKS = (4, 5, 6)


def draw_legend(figure: Figure, assessment: Assessment) -> None:
    """Draw the legend in the column right of the map; its unit is a line of text."""
    axes = figure.add_axes(_COLUMN)
    axes.set_axis_off()
    axes.set_xlim(0, 100)
    axes.set_ylim(-31, 0)
    sides = assessment.inputs.theatre.sides
    fills = palette(assessment.inputs.theatre)
    y = _heading(axes, 0.0, "Chance that a side holds the place")
    y = _shades(axes, y, sides, fills)
    y = _patterns(axes, y)
    y = _heading(axes, y - 0.8, "Settlements")
    _dots(axes, y, assessment)


def _heading(axes: Axes, y: float, text: str) -> float:
    axes.plot([0, 100], [y - 0.1, y - 0.1], color=LIGHT.ink, linewidth=0.8)
    axes.text(0, y - 1.1, text, fontsize=9.2, fontweight="bold", color=LIGHT.ink, va="center")
    return y - 2.3


def _shades(
    axes: Axes, y: float, sides: tuple[Side, ...], fills: Mapping[tuple[str, int], str]
) -> float:
    width = 22.0
    for column, rank in enumerate(_RANKS):
        row = LIKELIHOODS[rank]
        x = 34 + column * width + width / 2
        axes.text(x, y, row.term.replace(" ", "\n"), fontsize=7, ha="center", va="center",
                  color=LIGHT.ink, linespacing=1.05)  # fmt: skip
    y -= 1.3
    for side in sides:
        name = side.name if len(side.name) < 16 else f"{side.name[:14]}…"
        axes.text(0, y - 0.75, name, fontsize=8.4, va="center", color=LIGHT.ink)
        for column, rank in enumerate(_RANKS):
            axes.add_patch(
                Rectangle((34 + column * width, y - 1.45), width, 1.4,
                          facecolor=fills[side.id, rank], edgecolor=LIGHT.paper, linewidth=0.8)
            )  # fmt: skip
        y -= 1.75
    for column, rank in enumerate(_RANKS):
        x = 34 + column * width + width / 2
        axes.text(x, y - 0.25, LIKELIHOODS[rank].range_text, fontsize=7, ha="center", va="center",
                  color=LIGHT.faint)  # fmt: skip
    return y - 1.7


def _patterns(axes: Axes, y: float) -> float:
    rows = (
        (LIGHT.contested, LIGHT.hatch, "/////", "contested: fighting inside, or held",
         "by no side, is the likeliest state"),
        (LIGHT.uncertain, LIGHT.uncertain, None, "open: no side has a chance", "of 55 % or more"),
        (LIGHT.land, LIGHT.outline, None, "outside the estimate", ""),
    )  # fmt: skip
    for fill, edge, hatch, first, second in rows:
        axes.add_patch(Rectangle((0, y - 1.6), 14, 1.6, facecolor=fill, edgecolor=edge,
                                 hatch=hatch, linewidth=0.5))  # fmt: skip
        text = f"{first}\n{second}" if second else first
        axes.text(18, y - 0.8, text, fontsize=7.4, va="center", color=LIGHT.ink, linespacing=1.15)
        y -= 2.3
    return y


def _dots(axes: Axes, y: float, assessment: Assessment) -> None:
    side = assessment.inputs.theatre.sides[0].colour if assessment.inputs.theatre.sides else "#444"
    colour = mixed(side, "#000000", 0.72) if len(side) == 7 else LIGHT.faint
    week = long_date(assessment.day - timedelta(days=7))
    days = assessment.inputs.window_days
    rows = [
        ("o", colour, LIGHT.paper, 6.5, f"named in a report of the last {days} days"),
        ("o", LIGHT.paper, colour, 5.0, "not named: carried forward"),
        ("D", LIGHT.hatch, LIGHT.paper, 5.6, "contested"),
        ("o", LIGHT.faint, LIGHT.paper, 6.0, "open"),
    ]
    if assessment.inputs.week_before:
        rows.append(("ring", "none", LIGHT.ink, 9.5, f"changed since {week}"))
    for marker, face, edge, size, text in rows:
        shape = "o" if marker == "ring" else marker
        axes.plot([7], [y - 0.3], shape, markersize=size, markerfacecolor=face,
                  markeredgecolor=edge, markeredgewidth=1.0, clip_on=False)  # fmt: skip
        axes.text(18, y - 0.3, text, fontsize=7.4, va="center", color=LIGHT.ink)
        y -= 1.75
