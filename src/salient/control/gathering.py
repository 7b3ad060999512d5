"""What a day's evidence says of single sites, each happening counted once, and of ground behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from salient.control.evidence_table import Coded
from salient.control.hinterlands import Hinterlands
from salient.control.rows import Heard, Rows
from salient.control.settings import ControlSettings
from salient.control.sites import Sites
from salient.errors import UsageError

__all__ = ["Gathering"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

NEGLIGIBLE = 1e-6
CHANGES = frozenset({"gain", "loss"})
REACHING = frozenset({"gain", "hold"})
FIRM = 0.3
"""Precision from which a claim of these families speaks for the ground behind its place as well."""
NOWHERE = -1
NOTHING_NEW = -1

Happening = tuple[int, int, bool, int]
"""Numbers of place and side, whether for it, number of the family."""
Story = tuple[int, bool]


class _Told(NamedTuple):
    """Rows of a day before ways are asked for: which reach the ground behind, and how much."""

    day: int
    rows: Rows
    reaching: Bools
    firm: Bools
    share: Floats


class Gathering:
    """Turns evidence into rows, to be given one day after the other.

    The names of all days must be numbered alike. With `hindsight` who tells the same shortly after
    another is found by the days of publication, as it is where evidence counts from those.
    """

    def __init__(self, sites: Sites, settings: ControlSettings, *, hindsight: bool = False) -> None:
        self._settings, self._sides = settings, sites.sides
        positions = {side: i for i, side in enumerate(sites.sides)}
        self._site = _ByName(lambda name: sites.index.get(name, NOWHERE))
        self._side = _ByName(lambda name: positions.get(name, NOWHERE))
        self._weight = {
            "family": _ByName(lambda name: settings.families.get(name, 1.0)),
            "voice": _ByName(lambda name: settings.voices.get(name, 1.0)),
        }
        self._changes = _ByName(CHANGES.__contains__)
        self._reaching = _ByName(REACHING.__contains__)
        self._holding = _ByName(lambda name: name != "gain")
        self._tellings = _Tellings(settings, hindsight=hindsight)
        share = settings.hinterland.share
        self._hinterlands = Hinterlands(sites, settings.hinterland) if share else None

    def of_day(self, heard: Heard) -> Rows:
        """Rows for what a day's evidence says of sites; evidence about others is passed over."""
        return self._with_ways(self._told(heard), None)

    def of_days(self, every: Iterable[Heard]) -> Iterator[tuple[int, Rows]]:
        """Rows of all days, ascending, each with its ways as later days show them too.

        What is told of who holds a place tells the ways of the days before it, fading likewise;
        that it changed hands does not, as in `salient.control.smoothing`.
        """
        told = [self._told(heard) for heard in every]
        if self._hinterlands is None:
            yield from ((each.day, each.rows) for each in told)
            return
        stands = [each.rows.take(each.rows.movement == 0.0) for each in told]
        days = [
            (each.day, *_holders(rows, len(self._sides)))
            for each, rows in zip(told, stands, strict=True)
        ]
        for each, later in zip(told, self._hinterlands.told_after(days), strict=True):
            yield each.day, self._with_ways(each, later)

    def _told(self, heard: Heard) -> _Told:
        heard = heard.take(self._site(heard.table.place) != NOWHERE)
        witness = self._tellings.hear(heard, self._changes(heard.table.family))
        counts = witness != NOTHING_NEW
        rows, heard = self._rows(heard.take(counts), witness[counts])
        family = heard.table.family
        reaching = (rows.sign > 0) & self._reaching(family)
        share = np.where(self._holding(family), self._settings.hinterland.hold_share, 1.0)
        firm = reaching & (heard.table.precision > FIRM)
        return _Told(heard.day, rows, reaching, firm, share * self._settings.hinterland.share)

    def _with_ways(self, told: _Told, later: npt.NDArray[np.float32] | None) -> Rows:
        hinterlands, rows, reaching = self._hinterlands, told.rows, told.reaching
        if not len(rows.site) or hinterlands is None:
            return rows
        hinterlands.hear(told.day, *_holders(rows, len(self._sides)), later)
        likely = np.ones(len(reaching))
        likely[reaching] = hinterlands.plausible(rows.side[reaching], rows.site[reaching])
        rows = rows._replace(precision=rows.precision * likely, movement=rows.movement * likely)
        return rows.joined(_behind(rows, told.firm, told.share, hinterlands))

    def _rows(self, heard: Heard, witness: Ints) -> tuple[Rows, Heard]:
        """The rows that count, and what each was drawn from."""
        table, settings = heard.table, self._settings
        side = self._side(table.side)
        if (side == NOWHERE).any():
            first = int(np.argmax(side == NOWHERE))
            raise UsageError(
                f"claim {table.claim.at(first)} speaks of the side {table.side.at(first)}, which "
                f"is no side of the theatre; use one of {', '.join(self._sides)}"
            )
        discount = settings.witness_discount ** witness.astype(float)
        precision = table.precision / settings.noise_scale**2
        precision = precision * self._weight["family"](table.family)
        precision = precision * self._weight["voice"](table.voice)
        precision = precision * discount * 0.5 ** (heard.lag / settings.lag_days)
        stale = np.maximum(heard.lag - 1, 0) / settings.phase.stale_days
        rows = Rows(
            site=self._site(table.place),
            side=side,
            sign=np.where(table.contest, 0.0, np.where(table.supports, 1.0, -1.0)),
            precision=precision,
            lag=heard.lag,
            movement=table.movement * np.minimum(1.0, table.precision) * 0.5**stale * discount,
            claim=table.claim.numbers.astype(np.intp),
            part=np.ones(len(side)),
        )
        counts = precision >= NEGLIGIBLE
        return rows.take(counts), heard.take(counts)


class _ByName:
    """A value for each name of a column, worked out once a name."""

    def __init__(self, value_of: Callable[[str], float]) -> None:
        self._value_of = value_of
        self._values = np.array([value_of("")])[:0]

    def __call__(self, column: Coded) -> npt.NDArray[Any]:
        new = column.names[len(self._values) :]
        if new:
            values = np.array([self._value_of(name) for name in new])
            self._values = np.concatenate((self._values, values))
        return self._values[column.numbers]


def _holders(rows: Rows, sides: int) -> tuple[Ints, Ints, Floats]:
    """What rows tell of who holds which site: side, site, precision."""
    for_it = rows.sign > 0
    if sides == 2:
        sided = rows.sign != 0
        side = np.where(for_it, rows.side, 1 - rows.side)
        return side[sided], rows.site[sided], rows.precision[sided]
    return rows.side[for_it], rows.site[for_it], rows.precision[for_it]


class _Reached(NamedTuple):
    row: int
    sites: list[int]
    share: float


def _behind(rows: Rows, firm: Bools, share: Floats, hinterlands: Hinterlands) -> Rows:
    """What the claims of a day say of the ground behind their places."""
    reached: list[_Reached] = []
    candidates = np.flatnonzero(firm)
    open_to = hinterlands.asks(rows.side[candidates], rows.site[candidates])
    for row in candidates[open_to].tolist():
        passed, trust = hinterlands.behind(int(rows.side[row]), int(rows.site[row]))
        counts = trust * float(share[row])
        if passed and rows.precision[row] * counts > NEGLIGIBLE:
            reached.append(_Reached(row, passed, counts))
    each = np.repeat([r.row for r in reached], [len(r.sites) for r in reached]).astype(np.intp)
    behind = rows.take(each)
    counted = np.repeat([r.share for r in reached], [len(r.sites) for r in reached])
    return behind._replace(
        site=np.array([site for r in reached for site in r.sites], dtype=np.intp),
        sign=np.ones(len(each)),
        precision=behind.precision * counted,
        movement=np.zeros(len(each)),
    )


class _Tellings:
    """What has been told before, by whom."""

    def __init__(self, settings: ControlSettings, *, hindsight: bool) -> None:
        self._story_days, self._hindsight = settings.story_days, hindsight
        self._told: dict[Story, int] = {}
        self._witnesses: dict[Happening, tuple[int, int]] = {}
        self._documents: set[tuple[int, Happening]] = set()
        self._newest: dict[int, int] = {}

    def hear(self, heard: Heard, changes: Bools) -> Ints:
        """How many told of the same happening before each; -1 where it adds nothing.

        `changes` says of each whether it tells of a change of hands.
        """
        table, (document_again, story_again) = heard.table, heard.again
        supports = table.supports.tolist()
        columns = (
            zip(
                table.place.numbers.tolist(),
                table.side.numbers.tolist(),
                supports,
                table.family.numbers.tolist(),
                strict=True,
            ),
            zip(table.story.numbers.tolist(), supports, strict=True),
            table.document.numbers.tolist(),
            np.where(changes, table.observed, NOTHING_NEW).tolist(),
            document_again.tolist(),
            story_again.tolist(),
            (table.known if self._hindsight else np.full(len(supports), heard.day)).tolist(),
        )
        return np.array(list(self._heard(heard.day, zip(*columns, strict=True))), dtype=np.intp)

    def _heard(
        self, day: int, told: Iterable[tuple[Happening, Story, int, int, bool, bool, int]]
    ) -> Iterator[int]:
        newest, documents, stories = self._newest, self._documents, self._told
        witnesses, days = self._witnesses, self._story_days
        for happening, story, document, changed, document_again, story_again, said in told:
            if (
                (changed != NOTHING_NEW and changed < newest.get(happening[0], changed))
                or (document_again and (document, happening) in documents)
                or (story_again and day - stories.get(story, day - days) < days)
            ):
                yield NOTHING_NEW
                continue
            if story_again:
                stories[story] = day
            if changed != NOTHING_NEW:
                newest[happening[0]] = changed
            if document_again:
                documents.add((document, happening))
            since, before = witnesses.get(happening, (said, 0))
            if abs(said - since) >= days:
                since, before = said, 0
            witnesses[happening] = (since, before + 1)
            yield before
