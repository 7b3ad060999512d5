"""Labels put where they cover neither one another nor the dots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

__all__ = ["Frame", "Label", "Placed", "place_labels"]

_AROUND = (
    (1, 0), (1, 1), (1, -1), (-1, 0), (-1, 1), (-1, -1), (0, 1), (0, -1),
)  # fmt: skip


class Frame(msgspec.Struct, frozen=True):
    """A rectangle in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Frame) -> bool:
        """Whether the two rectangles share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def holds(self, other: Frame) -> bool:
        """Whether `other` lies wholly inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.bottom <= other.bottom
            and other.top <= self.top
        )


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A text of `width` by `height` pixels that belongs to a dot of `radius` at (`x`, `y`)."""

    text: str
    x: float
    y: float
    width: float
    height: float
    radius: float


class Placed(msgspec.Struct, frozen=True):
    """A label and the rectangle that it got."""

    label: Label
    frame: Frame


def place_labels(
    labels: Iterable[Label], page: Frame, obstacles: Sequence[Frame], gap: float = 3.0
) -> tuple[Placed, ...]:
    """Place each label, in the order given, at the first free one of eight spots round its dot.

    A label without a free spot is left out, so the order is the order of importance. `obstacles`
    are covered by no label; `gap` is kept round every label, in pixels.
    """
    grid = _Grid(page)
    for obstacle in obstacles:
        grid.add(obstacle)
    placed = []
    for label in labels:
        for across, up in _AROUND:
            frame = _spot(label, across, up, gap)
            if page.holds(frame) and not grid.meets(_padded(frame, gap)):
                grid.add(frame)
                placed.append(Placed(label, frame))
                break
    return tuple(placed)


def _spot(label: Label, across: int, up: int, gap: float) -> Frame:
    reach = label.radius + gap + 1.0
    left = label.x + across * reach - (label.width if across < 0 else 0.0)
    if across == 0:
        left = label.x - label.width / 2
    bottom = label.y + up * reach - (label.height if up < 0 else 0.0)
    if up == 0:
        bottom = label.y - label.height / 2
    if across and up:
        bottom -= up * (label.radius + gap) * 0.7
    return Frame(left, bottom, left + label.width, bottom + label.height)


def _padded(frame: Frame, gap: float) -> Frame:
    return Frame(frame.left - gap, frame.bottom - gap, frame.right + gap, frame.top + gap)


class _Grid:
    """Rectangles by square of the page, so that only neighbours are compared."""

    def __init__(self, page: Frame, squares: int = 24) -> None:
        self._step = max(1.0, (page.right - page.left) / squares)
        self._cells: dict[tuple[int, int], list[Frame]] = {}

    def _keys(self, frame: Frame) -> Iterable[tuple[int, int]]:
        for column in range(int(frame.left // self._step), int(frame.right // self._step) + 1):
            for row in range(int(frame.bottom // self._step), int(frame.top // self._step) + 1):
                yield column, row

    def add(self, frame: Frame) -> None:
        for key in self._keys(frame):
            self._cells.setdefault(key, []).append(frame)

    def meets(self, frame: Frame) -> bool:
        return any(
            frame.meets(other) for key in self._keys(frame) for other in self._cells.get(key, ())
        )
