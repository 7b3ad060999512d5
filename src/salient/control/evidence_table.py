"""Evidence in columns: a million pieces in arrays, each an object only where it is looked at.

Names (of claims, documents, places, sides, stories, families, voices) are numbered as they first
come, and a column holds their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import islice
from typing import Any, NamedTuple, overload

import msgspec
import numpy as np
import numpy.typing as npt

from salient.control.evidence import Evidence

__all__ = ["Coded", "EvidenceTable", "Vocabulary"]

Numbers = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Chosen = npt.NDArray[Any] | slice

BATCH = 4096
"""Pieces of evidence that are laid out at a time: bounds memory, changes nothing."""
NAMED = ("claim", "document", "place", "side", "story", "family", "voice")
NOBODY = -1
"""Stands in `EvidenceTable.in_favour` for a holder without a side."""


class Numbering(dict[str, int]):
    """Names with their numbers; a name that is new gets the next one when it is looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self.names)
        self.names.append(name)
        return number


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that tables drawn up one after the other have in common."""

    numberings: dict[str, Numbering] = field(
        default_factory=lambda: {column: Numbering() for column in NAMED}
    )


class Coded(NamedTuple):
    """A column of names: the number of each row's name, and the names by number."""

    numbers: Numbers
    names: Sequence[str]

    def take(self, chosen: Chosen) -> Coded:
        """Keep the chosen rows."""
        return Coded(self.numbers[chosen], self.names)

    def at(self, row: int) -> str:
        """Name of a row."""
        return self.names[int(self.numbers[row])]

    def ranks(self) -> Numbers:
        """Rank of each row's name among those that occur, in the order of the names."""
        found, where = np.unique(self.numbers, return_inverse=True)
        names = [self.names[i] for i in found.tolist()]
        ranks = np.empty(len(names), dtype=np.int32)
        ranks[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
        return ranks[where]


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceTable(Sequence[Evidence]):
    """Evidence in parallel columns; as a sequence it gives each row as an `Evidence`.

    The columns are those of `Evidence`. `observed` and `known` are days as `date.toordinal`
    numbers them, `share` (n × 2) is NaN where the claim gives no number, `in_favour` 1, 0, or -1
    where the holder has no side. It equals any sequence of equal evidence.

    Made by `EvidenceTable.of` from anything that gives evidence, also while that is being drawn
    from claims, so that a million pieces never are objects at a time.
    """

    claim: Coded
    document: Coded
    place: Coded
    side: Coded
    story: Coded
    family: Coded
    voice: Coded
    supports: Bools
    contest: Bools
    precision: Floats
    movement: Floats
    observed: Numbers
    known: Numbers
    whole: Bools
    share: Floats
    under_way: Bools
    in_favour: npt.NDArray[np.int8]

    @classmethod
    def of(
        cls, evidence: Iterable[Evidence], vocabulary: Vocabulary | None = None
    ) -> EvidenceTable:
        """Lay evidence out in one pass; a table without a `vocabulary` to keep comes back as it is.

        With a `vocabulary` the names are numbered as in the tables before that were given it.
        """
        numberings = (vocabulary or Vocabulary()).numberings
        if isinstance(evidence, EvidenceTable):
            return evidence if vocabulary is None else evidence._numbered(numberings)
        items = iter(evidence)
        batches = [_batch(batch, numberings) for batch in iter(lambda: [*islice(items, BATCH)], [])]
        columns: dict[str, Any] = {}
        for name in list(batches[0]) if batches else ():
            columns[name] = np.concatenate([batch.pop(name) for batch in batches])
        columns = columns or _batch([], numberings)
        for name in NAMED:
            columns[name] = Coded(columns[name], numberings[name].names)
        return cls(**columns)

    def _numbered(self, numberings: dict[str, Numbering]) -> EvidenceTable:
        columns: dict[str, Any] = {
            column.name: getattr(self, column.name) for column in fields(self)
        }
        for name in NAMED:
            coded, numbering = columns[name], numberings[name]
            found, where = np.unique(coded.numbers, return_inverse=True)
            numbers = [numbering[coded.names[i]] for i in found.tolist()]
            columns[name] = Coded(np.array(numbers, dtype=np.int32)[where], numbering.names)
        return EvidenceTable(**columns)

    def take(self, chosen: Chosen) -> EvidenceTable:
        """Keep the chosen rows (a mask, positions, a slice), in that order."""
        columns: dict[str, Any] = {}
        for column in fields(self):
            value = getattr(self, column.name)
            columns[column.name] = value.take(chosen) if isinstance(value, Coded) else value[chosen]
        return EvidenceTable(**columns)

    def joined(self, other: EvidenceTable) -> EvidenceTable:
        """Append another table that was drawn up with the same vocabulary."""
        columns: dict[str, Any] = {}
        for column in fields(self):
            one, two = getattr(self, column.name), getattr(other, column.name)
            columns[column.name] = (
                Coded(np.concatenate((one.numbers, two.numbers)), one.names)
                if isinstance(one, Coded)
                else np.concatenate((one, two))
            )
        return EvidenceTable(**columns)

    def __len__(self) -> int:
        return len(self.precision)

    @overload
    def __getitem__(self, index: int) -> Evidence: ...
    @overload
    def __getitem__(self, index: slice) -> EvidenceTable: ...
    def __getitem__(self, index: int | slice) -> Evidence | EvidenceTable:
        if isinstance(index, slice):
            return self.take(index)
        if not -len(self) <= index < len(self):
            raise IndexError(f"there are {len(self)} pieces of evidence, none at {index}")
        return self._row(index)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __iter__(self) -> Iterator[Evidence]:
        return (self._row(i) for i in range(len(self)))

    def _row(self, i: int) -> Evidence:
        low, high = self.share[i].tolist()
        favour = int(self.in_favour[i])
        return Evidence(
            claim_id=self.claim.at(i),
            document_id=self.document.at(i),
            place_id=self.place.at(i),
            side=self.side.at(i),
            supports=bool(self.supports[i]),
            contest=bool(self.contest[i]),
            precision=float(self.precision[i]),
            movement=float(self.movement[i]),
            observed=date.fromordinal(int(self.observed[i])),
            known=date.fromordinal(int(self.known[i])),
            family=self.family.at(i),
            story=self.story.at(i),
            whole=bool(self.whole[i]),
            share=None if np.isnan(low) else (low, high),
            under_way=bool(self.under_way[i]),
            voice=self.voice.at(i),
            in_favour=None if favour == NOBODY else bool(favour),
        )


FIELDS = {
    "claim": "claim_id", "document": "document_id", "place": "place_id",
}  # fmt: skip
"""Fields of `Evidence` whose columns bear another name."""


def _batch(items: Sequence[Evidence], numberings: dict[str, Numbering]) -> dict[str, Any]:
    """Columns of some evidence, those of names as their numbers."""
    names = Evidence.__struct_fields__
    rows = zip(*map(msgspec.structs.astuple, items), strict=True) if items else ([] for _ in names)
    told = dict(zip(names, rows, strict=True))
    columns: dict[str, Any] = {
        column: np.array(
            list(map(numberings[column].__getitem__, told[FIELDS.get(column, column)])),
            dtype=np.int32,
        )
        for column in NAMED
    }
    for column in ("supports", "contest", "whole", "under_way"):
        columns[column] = np.array(told[column], dtype=bool)
    for column in ("precision", "movement"):
        columns[column] = np.array(told[column], dtype=float)
    for column in ("observed", "known"):
        columns[column] = np.array(list(map(date.toordinal, told[column])), dtype=np.int32)
    nothing = (np.nan, np.nan)
    columns["share"] = np.array([s or nothing for s in told["share"]], dtype=float).reshape(-1, 2)
    columns["in_favour"] = np.array(
        [NOBODY if f is None else f for f in told["in_favour"]], dtype=np.int8
    )
    return columns
