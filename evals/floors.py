"""The floors of accuracy: what is asked of each measure, and how a floor goes up.

`floors.json` maps a measure's name to its floor (the worst value that passes), its aim, the
direction in which it gets better, the command that measures it, and a note. A floor is never
lowered by a command; to lower one by hand is a change of the product and needs its reason in the
note and in the changelog.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Literal

import msgspec

__all__ = ["FLOORS", "Floor", "FloorsError", "load_floors", "raised", "raised_all", "write_floors"]

FLOORS = Path(__file__).with_name("floors.json")
_STEP = Decimal("0.0001")


class FloorsError(Exception):
    """The floors, or what was asked of them, cannot be used."""


class Floor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked of one measure.

    `direction` is `up` where more is better and `down` where less is (an error): there the floor
    is the highest value that passes.
    """

    floor: float
    aim: float
    direction: Literal["up", "down"]
    command: str
    note: str

    def met(self, value: float) -> bool:
        """Whether a value is at the floor or better."""
        return value >= self.floor if self.direction == "up" else value <= self.floor

    def reached(self, value: float) -> bool:
        """Whether a value is at the aim or better."""
        return value >= self.aim if self.direction == "up" else value <= self.aim


def load_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """Read the floors by name of measure, in the order of the file.

    Raises:
        FloorsError: the file is missing or malformed.

    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Floor])
    except (OSError, msgspec.DecodeError) as error:
        raise FloorsError(f"{path} cannot be read as floors ({error})") from error


def write_floors(floors: Mapping[str, Floor], path: Path = FLOORS) -> None:
    """Write the floors as they are read, one measure a paragraph."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(floors), indent=1) + b"\n")


def raised(floor: Floor, value: float, fraction: float) -> Floor:
    """Set the floor to `fraction` of the measured value, or leave it where that would lower it.

    For a measure that is better when less, `fraction` leaves the same room: the floor is the value
    divided by it. Rounding goes to the side that asks less, by at most 0.0001.

    Raises:
        FloorsError: `fraction` is not above 0 and at most 1, or the value is no finite number.

    """
    if not 0 < fraction <= 1:
        raise FloorsError(f"--raise takes a fraction above 0 and at most 1, not {fraction}")
    if not math.isfinite(value):
        raise FloorsError(f"a floor cannot be raised to {value}")
    measured, share = Decimal(str(value)), Decimal(str(fraction))
    if floor.direction == "up":
        asked = max(floor.floor, float((measured * share).quantize(_STEP, ROUND_FLOOR)))
    else:
        asked = min(floor.floor, float((measured / share).quantize(_STEP, ROUND_CEILING)))
    return msgspec.structs.replace(floor, floor=asked)


def raised_all(
    floors: Mapping[str, Floor], values: Mapping[str, float], fraction: float
) -> dict[str, Floor]:
    """Every floor, raised where its measure was taken.

    Raises:
        FloorsError: a measured value lies below its floor (raising the others would hide it), or
            see `raised`.

    """
    below = [n for n, floor in floors.items() if n in values and not floor.met(values[n])]
    if below:
        raise FloorsError(
            f"below their floors: {', '.join(below)}; floors are raised only from a run that meets "
            "them all, and never lowered"
        )
    return {
        name: raised(floor, values[name], fraction) if name in values else floor
        for name, floor in floors.items()
    }
