"""Colours of the maps: a side's own colour, paler the less likely its hold.

A shade never stands alone: contested ground is hatched, and every dot of a contested place is a
diamond, so that the map reads without colour too.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import numpy as np
import numpy.typing as npt

from salient.assessment.standing import UNCERTAIN
from salient.model.control import CONTESTED
from salient.theatre import Theatre

__all__ = ["DARK", "LIGHT", "Scheme", "contrast", "mixed", "palette", "shade"]

_TO_CUBES = np.array([
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
])  # fmt: skip
_TO_LAB = np.array([
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
])  # fmt: skip
_FROM_CUBES = np.linalg.inv(_TO_CUBES)
_FROM_LAB = np.linalg.inv(_TO_LAB)


class Scheme(msgspec.Struct, frozen=True, kw_only=True):
    """The colours that belong to no side; `ink` is for text and outlines, `paper` the page.

    `strengths` are the shares of a side's colour in the shades of *likely*, *very likely* and
    *almost certain*.
    """

    paper: str
    ink: str
    faint: str
    sea: str
    land: str
    outline: str
    river: str
    contested: str
    hatch: str
    uncertain: str
    strengths: tuple[float, float, float]


LIGHT = Scheme(
    paper="#ffffff",
    ink="#1c1b19",
    faint="#6f6b64",
    sea="#dfe7ec",
    land="#f4f2ed",
    outline="#8d877c",
    river="#2f6f95",
    contested="#efe6cf",
    hatch="#5a5246",
    uncertain="#d3d1cc",
    strengths=(0.24, 0.44, 0.66),
)
DARK = Scheme(
    paper="#171716",
    ink="#eceae4",
    faint="#a29e95",
    sea="#141a1f",
    land="#24231f",
    outline="#77726a",
    river="#6fa8c9",
    contested="#3d3829",
    hatch="#cfc4a6",
    uncertain="#4a4844",
    strengths=(0.34, 0.54, 0.78),
)


def mixed(colour: str, other: str, share: float) -> str:
    """`share` (0..1) of `colour` in `other`, as `#rrggbb`.

    Mixed in Oklab (B. Ottosson, *A perceptual color space for image processing*, 2020), so that
    steps look even and a pale orange stays orange.
    """
    blend = share * _oklab(colour) + (1 - share) * _oklab(other)
    linear = _FROM_CUBES @ (_FROM_LAB @ blend) ** 3
    return "#" + "".join(f"{_encoded(channel):02x}" for channel in linear.tolist())


def shade(colour: str, rank: int, scheme: Scheme = LIGHT) -> str:
    """The side's colour for a row of the likelihood table, paler for the less likely."""
    return mixed(colour, scheme.paper, scheme.strengths[min(max(rank, 4), 6) - 4])


def palette(theatre: Theatre, scheme: Scheme = LIGHT) -> Mapping[tuple[str, int], str]:
    """The fill of each standing: (side, rank) for ranks 4 to 6, and the two without a side."""
    fills = {
        (side.id, rank): shade(side.colour, rank, scheme)
        for side in theatre.sides
        for rank in (4, 5, 6)
    }
    for rank in range(7):
        fills[CONTESTED, rank] = scheme.contested
        fills[UNCERTAIN, rank] = scheme.uncertain
    return fills


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2, 1 to 21."""
    first, second = (
        0.2126 * red + 0.7152 * green + 0.0722 * blue
        for red, green, blue in (_linear(one), _linear(other))
    )
    light, dark = max(first, second), min(first, second)
    return (light + 0.05) / (dark + 0.05)


def _oklab(colour: str) -> npt.NDArray[np.float64]:
    return np.asarray(_TO_LAB @ np.cbrt(_TO_CUBES @ np.array(_linear(colour))), dtype=np.float64)


def _linear(colour: str) -> tuple[float, float, float]:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return red, green, blue


def _encoded(channel: float) -> int:
    value = 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return min(255, max(0, round(value * 255)))
