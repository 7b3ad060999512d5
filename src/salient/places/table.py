"""Places on their way from files into an index: figures in memory, words in a file beside them.

A world of thirteen million rows does not fit into memory as objects; as columns it takes some
forty bytes a row, and its names wait on disk until they are written in the order of the index.
"""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from salient.errors import GazetteerError
from salient.places.sources import BrokenRow, RawPlace

__all__ = ["MOST_CODES", "CodeColumn", "PlaceTable", "Repeats", "Words"]

MOST_CODES = 65_535
"""How many different codes of one sort (countries, divisions, features) an index can tell apart."""

_CHUNK = 100_000


class Words(msgspec.Struct, array_like=True, gc=False):
    """What is not a figure of one place: its names, its own id, its codes."""

    name: str
    names: tuple[str, ...]
    local_id: str
    katotth: str
    pcode: str


class Repeats(NamedTuple):
    """Rows that bear the id of an earlier one: the keys, and each row with its lines."""

    keys: tuple[str, ...]
    rows: tuple[BrokenRow, ...]


class CodeColumn:
    """A column of short strings of which there are few, such as countries."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._table = [""]
        self._code = {"": 0}
        self._values = array("I")

    def _coding(self, value: str) -> int:
        code = self._code.get(value)
        if code is None:
            code = self._code[value] = len(self._table)
            self._table.append(value)
        return code

    def append(self, value: str) -> None:
        """Add a row's value."""
        self._values.append(self._coding(value))

    def get(self, row: int) -> str:
        """The value of a row."""
        return self._table[self._values[row]]

    def put(self, row: int, value: str) -> None:
        """Set the value of a row."""
        self._values[row] = self._coding(value)

    @property
    def numbers(self) -> NDArray[np.uint32]:
        """A number a row, 0 for the empty string; a view, to be let go before rows are added."""
        return np.frombuffer(self._values, dtype=np.uint32)

    def coded(self, rows: NDArray[np.int64]) -> tuple[tuple[str, ...], NDArray[np.uint16]]:
        """The values of rows as a sorted table of those that occur, and a number into it a row.

        Raises `GazetteerError` if there are too many different ones.
        """
        used, inverse = np.unique(self.numbers[rows], return_inverse=True)
        if len(used) > MOST_CODES:
            raise GazetteerError(
                f"the gazetteer has {len(used):,} different values of {self._what}; an index holds "
                f"{MOST_CODES:,}. Check that the column holds codes and not names or ids"
            )
        values = [self._table[code] for code in used.tolist()]
        order = sorted(range(len(values)), key=lambda i: values[i])
        rank = np.empty(len(values), dtype=np.uint16)
        rank[order] = np.arange(len(values), dtype=np.uint16)
        return tuple(values[i] for i in order), rank[inverse]


class PlaceTable:
    """Rows of gazetteer files. `path` is a new file for their words; `close` when done.

    Rows are added with `add`; `settle` then brings them into the order of an index and makes one of
    those that bear one id. `order` gives the rows that remain, by GeoNames id and then by own id;
    `longest_id` is the length in bytes of the longest own id.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._at = 0
        self._map: mmap.mmap | None = None
        self._files: dict[str, int] = {}
        self._merged: dict[int, Words] = {}
        self.longest_id = 1
        self._starts = array("Q", [0])
        self._number = array("I")
        self._latitude = array("d")
        self._longitude = array("d")
        self._population = array("I")
        self._line = array("I")
        self._source = array("I")
        self.country = CodeColumn("country")
        self.admin1 = CodeColumn("admin1")
        self.feature = CodeColumn("feature_code")
        self.order: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Words).decode

    def __len__(self) -> int:
        return len(self._number)

    def close(self) -> None:
        """Let go of the file."""
        if self._map is not None:
            self._map.close()
        self._file.close()

    def add(self, place: RawPlace, file: str = "") -> None:
        """Add one row of a file."""
        words = Words(place.name, place.names, place.local_id, place.katotth, place.pcode)
        self._at += self._file.write(self._encode(words))
        self._starts.append(self._at)
        self._number.append(place.number or 0)
        self._latitude.append(place.latitude)
        self._longitude.append(place.longitude)
        self._population.append(place.population)
        self._line.append(min(place.line, 2**32 - 1))
        self._source.append(self._files.setdefault(file, len(self._files)))
        self.country.append(place.country)
        self.admin1.append(place.admin1)
        self.feature.append(place.feature_code)
        if place.number is None:
            self.longest_id = max(self.longest_id, len(place.local_id.encode()))

    @property
    def number(self) -> NDArray[np.uint32]:
        """GeoNames ids, 0 where a row has none."""
        return np.frombuffer(self._number, dtype=np.uint32)

    @property
    def population(self) -> NDArray[np.uint32]:
        """People, 0 where unknown; may be written to."""
        return np.frombuffer(self._population, dtype=np.uint32)

    def degrees(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Latitudes and longitudes of rows, shape (rows, 2)."""
        latitude = np.frombuffer(self._latitude)[rows]
        return np.stack([latitude, np.frombuffer(self._longitude)[rows]], axis=1)

    def words(self, row: int) -> Words:
        """The words of a row, with the names of the rows made one with it."""
        found = self._merged.get(row)
        return self._read(row) if found is None else found

    def in_order(self) -> Iterator[tuple[int, Words]]:
        """Each remaining row with its words, in the order of the index."""
        for start in range(0, len(self.order), _CHUNK):
            for row in self.order[start : start + _CHUNK].tolist():
                yield row, self.words(row)

    def settle(self) -> Repeats:
        """Bring the rows into order and make one of those that bear one id; say which did.

        The first row of an id stays and takes from the others what it lacks, and their names.
        """
        self._file.flush()
        if self._at:
            self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        number = self.number
        numbered, others = np.flatnonzero(number), np.flatnonzero(number == 0)
        ids = np.fromiter(
            (self._read(int(row)).local_id.encode() for row in others),
            dtype=f"S{self.longest_id}",
            count=len(others),
        )
        by_number, by_id = (np.argsort(keys, kind="stable") for keys in (number[numbered], ids))
        ordered = np.concatenate([numbered[by_number], others[by_id]])
        again = np.concatenate([_as_before(number[numbered][by_number]), _as_before(ids[by_id])])
        self.order = ordered[~again]
        firsts = self.order[np.cumsum(~again) - 1][again]
        return self._merge(dict(sorted(zip(ordered[again].tolist(), firsts.tolist(), strict=True))))

    def _merge(self, firsts: dict[int, int]) -> Repeats:
        keys: set[str] = set()
        rows = []
        files = list(self._files)
        for row, first in firsts.items():
            number, words = self._number[row], self._read(row)
            keys.add(str(number) if number else words.local_id)
            again = "its id" if number else "its name and coordinates"
            problem = f"{words.name!r} was given before, in line {self._line[first]}, by {again}"
            rows.append(BrokenRow(files[self._source[row]], self._line[row], problem))
            self._merged[first] = _joined(self.words(first), words)
            for column in (self.country, self.admin1, self.feature):
                if not column.numbers[first]:
                    column.put(first, column.get(row))
            self._population[first] = self._population[first] or self._population[row]
        return Repeats(tuple(sorted(keys)), tuple(rows))

    def _read(self, row: int) -> Words:
        if self._map is None:
            raise ValueError("the rows of a table can be read once it is settled")
        return self._decode(self._map[self._starts[row] : self._starts[row + 1]])


def _as_before(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    """For each value, whether it equals the one before it."""
    same = np.zeros(len(values), dtype=bool)
    same[1:] = values[1:] == values[:-1]
    return same


def _joined(first: Words, second: Words) -> Words:
    names = dict.fromkeys((*first.names, second.name, *second.names))
    names.pop(first.name, None)
    return Words(
        first.name,
        tuple(names),
        first.local_id,
        first.katotth or second.katotth,
        first.pcode or second.pcode,
    )
