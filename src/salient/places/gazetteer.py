"""A compiled gazetteer, mapped into memory: places by name, by id, by nearness."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import marisa_trie
import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from salient.errors import GazetteerError
from salient.model import Place
from salient.places.geodesy import EARTH_RADIUS_KM, unit_vectors
from salient.places.index import FORMAT_VERSION, KINDS, LISTED, PRIMARY, IndexMeta
from salient.places.normalise import fold, sound_key
from salient.theatre import PlaceName

__all__ = ["Gazetteer", "Posting", "shipped_gazetteer"]

_SHARED = 1 << 31
_CODES = ("katotth", "pcode")
_ROW_MASK = (1 << 29) - 1


class Posting(NamedTuple):
    """A row of the gazetteer that bears a name, and the class of that name (see `index`)."""

    row: int
    name_class: int


class Gazetteer:
    """Places of one compiled index; see `compile_gazetteer` for how it is made.

    Nothing is read before it is asked for: the files are mapped, so opening costs milliseconds
    whatever their size. `title` names the gazetteer, `attribution` says whose data it is.
    """

    def __init__(self, folder: Path, meta: IndexMeta) -> None:
        self._folder = folder
        self._meta = meta
        self.title = meta.title
        self.attribution = meta.attribution
        self._names = _mapped_trie(folder / "names.marisa")
        self._name_postings = self._column("names")
        self._sounds = _mapped_trie(folder / "sounds.marisa")
        self._sound_postings = self._column("sounds")
        self._shared = self._column("shared")
        self._number = self._column("number")
        self._latitude = self._column("latitude")
        self._longitude = self._column("longitude")
        self.population = self._column("population")
        self._kind = self._column("kind")
        self._country = self._column("country")
        self._admin1 = self._column("admin1")
        self._feature = self._column("feature")
        self._label_starts = self._column("labels")
        self._labels = np.memmap(folder / "labels.bin", dtype=np.uint8, mode="r").view(np.ndarray)
        has_codes = (folder / "codes.marisa").is_file()
        self._codes = _mapped_trie(folder / "codes.marisa") if has_codes else None
        self._code_rows = self._column("codes") if has_codes else None
        self._own_labels: dict[int, str] = {}
        self._own_names: dict[str, list[Posting]] = {}

    @classmethod
    def open(cls, folder: Path | str) -> Gazetteer:
        """Open the index in `folder`.

        Raises `GazetteerError` if there is none, it is incomplete, or another version of salient
        wrote it.
        """
        path = Path(folder)
        try:
            meta = msgspec.json.decode((path / "meta.json").read_bytes(), type=IndexMeta)
            if meta.version != FORMAT_VERSION:
                raise GazetteerError(
                    f"{path}: the index has format {meta.version}, this version of salient reads "
                    f"{FORMAT_VERSION}; compile the gazetteer again"
                )
            return cls(path, meta)
        except FileNotFoundError as error:
            raise GazetteerError(
                f"{path}: no compiled gazetteer ({Path(str(error.filename)).name} is missing); "
                "make one with compile_gazetteer or `salient theatre make`"
            ) from error
        except (OSError, ValueError, msgspec.DecodeError) as error:
            raise GazetteerError(
                f"{path}: the compiled gazetteer is damaged ({error}); compile it again"
            ) from error

    def with_names(self, names: Iterable[PlaceName]) -> Gazetteer:
        """The same gazetteer with a theatre's own names: how places are shown, and further aliases.

        Names of places that it does not hold are passed over.
        """
        renamed = copy(self)
        renamed.__dict__.pop("_own_heads", None)
        renamed._own_labels = dict(self._own_labels)
        renamed._own_names = {name: list(rows) for name, rows in self._own_names.items()}
        for entry in names:
            row = self.row_of(entry.place_id)
            if row is None:
                continue
            renamed._own_labels[row] = entry.name
            for position, name in enumerate((entry.name, *entry.aliases)):
                posting = Posting(row, PRIMARY if position == 0 else LISTED)
                listed = renamed._own_names.setdefault(fold(name), [])
                if posting not in listed:
                    listed.append(posting)
        return renamed

    @cached_property
    def _own_heads(self) -> dict[str, list[str]]:
        """The theatre's own names by their first word."""
        found: dict[str, list[str]] = {}
        for name in self._own_names:
            found.setdefault(name.split(" ", 1)[0], []).append(name)
        return found

    def __len__(self) -> int:
        return self._meta.places

    def _column(self, name: str) -> NDArray[np.int64]:
        # A plain view: the subclass that maps the file is slow to index, and keeps the file open.
        values: NDArray[np.int64] = np.load(self._folder / f"{name}.npy", mmap_mode="r")
        return values.view(np.ndarray)

    # names

    def has_name(self, folded: str) -> bool:
        """Whether some place bears this folded name as a listed one."""
        return folded in self._names or folded in self._own_names

    def name_prefixes(self, folded: str) -> list[str]:
        """Listed names with which `folded` begins, shortest first."""
        found: list[str] = self._names.prefixes(folded)
        heads = self._own_heads.get(folded.split(" ", 1)[0], ())
        own = [name for name in heads if folded.startswith(name)]
        return sorted({*found, *own}, key=len) if own else found

    def postings(self, folded: str) -> list[Posting]:
        """Rows that bear the folded name as a listed one, in the order of rows."""
        found = self._unpack(self._names.get(folded), self._name_postings)
        own = self._own_names.get(folded)
        if own is None:
            return found
        best = {posting.row: posting.name_class for posting in found}
        for row, name_class in own:
            best[row] = min(name_class, best.get(row, name_class))
        return [Posting(row, best[row]) for row in sorted(best)]

    def sounding_like(self, folded: str) -> list[Posting]:
        """Rows with a name of the same sound key, those of East Slavic lands only."""
        key = sound_key(folded)
        return self._unpack(self._sounds.get(key) if key else None, self._sound_postings)

    def _unpack(self, key: int | None, packed: NDArray[np.int64]) -> list[Posting]:
        if key is None:
            return []
        value = int(packed[key])
        if not value & _SHARED:
            return [Posting(value & _ROW_MASK, value >> 29)]
        start = value & ~_SHARED
        count = int(self._shared[start])
        entries = self._shared[start + 1 : start + 1 + count].tolist()
        return [Posting(entry & _ROW_MASK, entry >> 29) for entry in entries]

    def named(self, name: str) -> list[Place]:
        """Places that bear `name`: in a listed spelling, or if there are none, a generated one.

        The more populous come first.
        """
        folded = fold(name)
        found = self.postings(folded) or self.sounding_like(folded)
        rows = sorted({p.row for p in found}, key=lambda row: (-int(self.population[row]), row))
        return [self.at(row) for row in rows]

    # places

    def at(self, row: int) -> Place:
        """The place in a row, 0 to `len(self) - 1`."""
        codes = self._codes_in(row) if self._codes is not None else {}
        return Place(
            place_id=self.place_id(row),
            name=self.label(row),
            latitude=int(self._latitude[row]) / 1e5,
            longitude=int(self._longitude[row]) / 1e5,
            kind=KINDS[int(self._kind[row])],
            country=self._meta.countries[int(self._country[row])] or None,
            admin1=self._meta.admin1[int(self._admin1[row])] or None,
            feature_code=self._meta.features[int(self._feature[row])] or None,
            population=int(self.population[row]),
            katotth=codes.get("katotth"),
            pcode=codes.get("pcode"),
        )

    def label(self, row: int) -> str:
        """The display name of the place in a row."""
        own = self._own_labels.get(row)
        if own is not None:
            return own
        start, end = self._label_starts[row : row + 2].tolist()
        return self._labels[start:end].tobytes().decode()

    def place_id(self, row: int) -> str:
        """The id of the place in a row: `geonames:<id>` or `<gazetteer>:<id>`."""
        number = int(self._number[row])
        if number:
            return f"geonames:{number}"
        local: bytes = self._local_ids[row - self._meta.with_number]
        return f"{self._meta.namespace}:{local.decode()}"

    @cached_property
    def _local_ids(self) -> NDArray[np.bytes_]:
        """Ids of the rows without a GeoNames id, in their order."""
        if (self._folder / "local_ids.npy").is_file():
            mapped: NDArray[np.bytes_] = np.load(self._folder / "local_ids.npy", mmap_mode="r")
            return mapped.view(np.ndarray)
        listed = (self._folder / "local_ids.json").read_bytes()
        return np.array(
            [i.encode() for i in msgspec.json.decode(listed, type=list[str])], np.bytes_
        )

    def row_of(self, place_id: str) -> int | None:
        """The row of an id, or None."""
        namespace, _, local = place_id.partition(":")
        if namespace == "geonames" and local.isdecimal() and int(local) < 2**32:
            numbers = self._number[: self._meta.with_number]
            # A number of the column's own type: any other would copy the whole column.
            row = int(np.searchsorted(numbers, np.uint32(local)))
            return row if row < len(numbers) and int(numbers[row]) == int(local) else None
        if namespace != self._meta.namespace:
            return None
        wanted = local.encode(errors="replace")
        at = int(np.searchsorted(self._local_ids, np.bytes_(wanted)))
        found = at < len(self._local_ids) and self._local_ids[at] == wanted
        return self._meta.with_number + at if found else None

    def rows_numbered(self, numbers: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The rows of GeoNames ids, -1 where there is none."""
        own = self._number[: self._meta.with_number]
        at = np.searchsorted(own, numbers)
        at[at == len(own)] = 0
        return np.where(own[at] == numbers, at, -1) if len(own) else np.full(len(numbers), -1)

    def by_code(self, code: str) -> Place | None:
        """The place with this KATOTTH or P-code, or None."""
        if self._codes is None or self._code_rows is None:
            return None
        for scheme in _CODES:
            key = self._codes.get(f"{scheme} {code.strip()}")
            if key is not None:
                return self.at(int(self._code_rows[key]))
        return None

    def codes_of(self, place_id: str) -> dict[str, str]:
        """The codes of a place by scheme, `katotth` and `pcode`; empty where none are known."""
        row = self.row_of(place_id)
        return self._codes_in(row) if row is not None else {}

    def _codes_in(self, row: int) -> dict[str, str]:
        if self._codes is None or self._code_rows is None:
            return {}
        rows, keys = self._codes_by_row
        start, end = np.searchsorted(rows, [row, row + 1]).tolist()
        named = sorted(self._codes.restore_key(key) for key in keys[start:end].tolist())
        # Of several codes of one scheme the first in order stands, so that it is always the same.
        return {scheme: code for scheme, _, code in (n.partition(" ") for n in reversed(named))}

    @cached_property
    def _codes_by_row(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows that have codes, in order, and the keys of the codes."""
        rows = np.zeros(0, np.int64) if self._code_rows is None else self._code_rows
        keys = np.argsort(rows, kind="stable")
        return rows[keys], keys

    def place(self, place_id: str) -> Place | None:
        """The place with this id, or None."""
        row = self.row_of(place_id)
        return None if row is None else self.at(row)

    def places(self) -> Iterator[Place]:
        """Every place, in the order of ids."""
        return (self.at(row) for row in range(len(self)))

    def second_order(self, countries: Collection[str]) -> list[Place]:
        """The second-order divisions of countries, by their ISO codes, in the order of rows."""
        if "ADM2" not in self._meta.features:
            return []
        of_order = np.asarray(self._feature) == self._meta.features.index("ADM2")
        rows = np.flatnonzero(of_order)
        own = zip(rows.tolist(), self.country_of(rows), strict=True)
        return [self.at(row) for row, country in own if country in countries]

    # space

    @cached_property
    def coordinates(self) -> NDArray[np.float64]:
        """Latitude and longitude of every row in degrees, shape (places, 2)."""
        pair = np.stack([self._latitude, self._longitude], axis=1)
        return np.asarray(pair / 1e5, dtype=np.float64)

    @cached_property
    def settlement_rows(self) -> NDArray[np.int64]:
        """Rows that are settlements."""
        return np.flatnonzero(np.asarray(self._kind) == KINDS.index("settlement"))

    @cached_property
    def _tree(self) -> cKDTree:
        return cKDTree(unit_vectors(self.coordinates[self.settlement_rows]))

    def settlements_within(self, latitude: float, longitude: float, km: float) -> list[int]:
        """Rows of settlements within `km` kilometres of a point, in the order of rows."""
        chord = 2 * np.sin(min(km / EARTH_RADIUS_KM, np.pi) / 2)
        centre = unit_vectors(np.array([[latitude, longitude]]))[0]
        near = np.sort(np.asarray(self._tree.query_ball_point(centre, chord), dtype=np.int64))
        return [int(row) for row in self.settlement_rows[near]]

    def nearest_settlements(
        self, points: NDArray[np.float64], count: int
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """For points (n, 2) in degrees: kilometres to and rows of the `count` nearest, (n, count).

        `count` is lowered to the number of settlements there are.
        """
        chord, found = self._tree.query(
            unit_vectors(points), k=list(range(1, min(count, self._tree.n) + 1))
        )
        km = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(chord / 2, 1.0))
        return km, self.settlement_rows[found]

    def admin1_of(self, rows: NDArray[np.int64]) -> list[str]:
        """Admin1 codes of rows, "" where unknown."""
        return [self._meta.admin1[code] for code in np.asarray(self._admin1)[rows].tolist()]

    def country_of(self, rows: NDArray[np.int64]) -> list[str]:
        """ISO country codes of rows, "" where unknown."""
        return [self._meta.countries[code] for code in np.asarray(self._country)[rows].tolist()]


def _mapped_trie(path: Path) -> marisa_trie.Trie:
    if not path.is_file():
        raise FileNotFoundError(2, "missing", str(path))
    return marisa_trie.Trie().mmap(str(path))


def shipped_gazetteer() -> Gazetteer:
    """Open the gazetteer that comes with salient.

    It holds GeoNames places of 500 people and more, countries and their divisions of the first and
    second order, and some seas, rivers and regions. Data of GeoNames, CC BY 4.0.
    """
    return Gazetteer.open(Path(__file__).parent / "data" / "world")
