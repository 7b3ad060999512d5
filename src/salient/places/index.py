"""The files of a compiled gazetteer: written once, then mapped into memory.

A folder holds:

- `meta.json`: format version, namespaces of ids, tables of countries, admin1 codes and feature
  codes, counts, attribution;
- `names.marisa`: a trie of folded names; `names.npy`: for the n-th key one packed posting;
- `sounds.marisa`, `sounds.npy`: the same for sound keys of East Slavic names;
- `shared.npy`: postings of keys that several places bear, each run preceded by its length;
- one `.npy` per column (`number`, `latitude`, `longitude` in units of 1e-5 degrees, `population`,
  `country`, `admin1`, `feature`, `kind`), a row per place, ordered by id;
- `labels.bin`, `labels.npy`: display names in UTF-8 and where each begins; `local_ids.npy`: ids
  of the places without a GeoNames id, which follow all others, as bytes in their order (a small
  index may have them as `local_ids.json`);
- where a source gives codes, `codes.marisa` with `katotth <code>` and `pcode <code>` and
  `codes.npy`, the row of each; it may be missing.

A posting is 32 bits: the highest bit set means "a run in `shared.npy` that begins at the rest";
otherwise two bits of name class and 29 of row number.
"""

from __future__ import annotations

import contextlib
import errno
import shutil
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import marisa_trie
import msgspec
import numpy as np
from numpy.typing import NDArray

from salient.errors import GazetteerError, OutputError
from salient.places.normalise import fold, scripts_of, sound_key
from salient.places.sources import RawPlace, kind_of
from salient.places.table import PlaceTable

__all__ = [
    "FORMAT_VERSION",
    "KINDS",
    "LISTED",
    "PRIMARY",
    "SHORT",
    "IndexMeta",
    "NameRule",
    "workshop",
    "write_index",
    "write_table",
]

FORMAT_VERSION = 1
KINDS = ("settlement", "district", "region", "river", "feature", "axis")
# Name classes of a posting, in falling order of trust.
PRIMARY, LISTED, SHORT = 0, 1, 2

_SHARED = 1 << 31
_ROW_BITS = 29
# How often a writer steps aside for another that writes the same folder at the same time.
_TRIES = 20
_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "ARABIC"})
# Countries whose places are named in Ukrainian, Russian or their like, and so get sound keys.
_SOUNDED = frozenset({"UA", "RU", "BY", "MD", "KZ", ""})


class IndexMeta(msgspec.Struct, frozen=True, kw_only=True):
    """What `meta.json` holds."""

    version: int
    title: str
    namespace: str
    places: int
    with_number: int
    names: int
    countries: tuple[str, ...]
    admin1: tuple[str, ...]
    features: tuple[str, ...]
    attribution: str = ""


class NameRule(msgspec.Struct, frozen=True, kw_only=True):
    """Which alternate names are worth their room.

    Names in other scripts than Latin, Cyrillic and Arabic are left out, as are Latin ones without
    a capital (machine romanisations of other scripts) and codes of up to three capitals (airports),
    except those of a country or division, whose abbreviations are in use.
    """

    def keeps(self, name: str, feature_code: str) -> bool:
        """Whether an alternate name of a place with this feature code is indexed."""
        if len(name) < 2 or not scripts_of(name) <= _SCRIPTS:
            return False
        if name.isascii() and not any(c.isupper() for c in name):
            return False
        is_code = len(name) <= 3 and name.isupper()
        return not is_code or feature_code.startswith(("PCL", "ADM"))


def write_index(
    places: Iterable[RawPlace],
    folder: Path,
    *,
    title: str,
    attribution: str = "",
    short_names: dict[int, tuple[str, ...]] | None = None,
) -> IndexMeta:
    """Write `places` as an index into `folder` and return what its `meta.json` says.

    `title` names the gazetteer and, in lower case, is the namespace of ids without a GeoNames
    number. `short_names` are abbreviations by GeoNames id, which count only beside a place that
    they contain. The folder is replaced whole or left as it was. Raises `OutputError` if it cannot
    be written.
    """
    with workshop(folder) as making:
        table = PlaceTable(making / "rows")
        try:
            for place in places:
                table.add(place)
            table.settle()
            return write_table(
                table, folder, making, title=title, attribution=attribution, short_names=short_names
            )
        finally:
            table.close()


@contextlib.contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """A folder to make an index in, beside `folder`, where there is room for it.

    Each has its own, so that two processes that compile together do not meet. What goes wrong with
    writing becomes an `OutputError` that names `folder`.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as making:
            yield Path(making)
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot write the compiled gazetteer ({error.strerror}); "
            "choose a folder that can be written"
        ) from error


def write_table(
    table: PlaceTable,
    folder: Path,
    making: Path,
    *,
    title: str,
    attribution: str = "",
    short_names: dict[int, tuple[str, ...]] | None = None,
) -> IndexMeta:
    """Write a settled table as an index, as `write_index` does; `making` is its workshop."""
    if not len(table.order):
        raise GazetteerError("no usable place to compile; see the rows named as broken")
    partial = making / "index"
    partial.mkdir()
    meta = _write_columns(table, partial, title, attribution)
    names, sounds = making / "names.txt", making / "sounds.txt"
    _write_words(table, partial, (names, sounds), short_names or {})
    shared: list[NDArray[np.uint32]] = []
    count = _write_names(partial, "names", names, shared)
    _write_names(partial, "sounds", sounds, shared)
    np.save(partial / "shared.npy", np.concatenate([np.zeros(0, dtype=np.uint32), *shared]))
    meta = msgspec.structs.replace(meta, names=count)
    (partial / "meta.json").write_bytes(msgspec.json.format(msgspec.json.encode(meta), indent=1))
    _put(partial, folder, making / "old")
    return meta


def _put(made: Path, folder: Path, aside: Path) -> None:
    """Put a finished index in the place of another, if there is one; the last writer stays."""
    for _ in range(_TRIES):
        with contextlib.suppress(FileNotFoundError):
            folder.replace(aside)
        try:
            made.replace(folder)
        except FileExistsError:
            shutil.rmtree(aside, ignore_errors=True)
            continue
        except OSError as error:
            if error.errno != errno.ENOTEMPTY:
                raise
            shutil.rmtree(aside, ignore_errors=True)
            continue
        return
    raise OSError(errno.EBUSY, "other processes keep writing it")


def _write_names(folder: Path, label: str, lines: Path, shared: list[NDArray[np.uint32]]) -> int:
    """Write one trie and its postings; how many keys it has.

    `lines` holds name, row and class of name. It is gone through twice, once for the keys and once
    for their postings, so that the names are never all held as strings.
    """
    trie = marisa_trie.Trie(line.split("\t", 1)[0] for line in _lines_of(lines))
    entries = array("Q")
    for line in _lines_of(lines):
        name, row, name_class = line.split("\t")
        entries.append((trie[name] << 32) | (int(row) << 2) | int(name_class))
    # One after the other: key, then row, then class, so that a row's best class comes first.
    ordered = np.frombuffer(entries, dtype=np.uint64).copy()
    del entries
    ordered.sort()
    ordered = ordered[_first_of_runs(ordered >> np.uint64(2))]
    keys = (ordered >> np.uint64(32)).astype(np.int64)
    low = (ordered & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    postings = ((low & np.uint32(3)) << np.uint32(_ROW_BITS)) | (low >> np.uint32(2))
    packed, runs = _packed(keys, postings, len(trie), sum(map(len, shared)))
    shared.append(runs)
    trie.save(str(folder / f"{label}.marisa"))
    np.save(folder / f"{label}.npy", packed)
    return len(trie)


def _packed(
    keys: NDArray[np.int64], postings: NDArray[np.uint32], count: int, shared: int
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """A posting a key, and the runs of those keys that several rows bear.

    `keys` are sorted and have a posting each; `shared` is where the runs begin in `shared.npy`.
    """
    packed = np.zeros(count, dtype=np.uint32)
    starts = np.flatnonzero(_first_of_runs(keys))
    lengths = np.diff(np.append(starts, len(keys)))
    single = lengths == 1
    packed[keys[starts[single]]] = postings[starts[single]]
    in_runs = np.repeat(~single, lengths)
    starts, lengths = starts[~single], lengths[~single]
    heads = np.cumsum(lengths + 1) - (lengths + 1)
    runs = np.zeros(int((lengths + 1).sum()), dtype=np.uint32)
    runs[heads] = lengths
    inside = np.ones(len(runs), dtype=bool)
    inside[heads] = False
    runs[inside] = postings[in_runs]
    packed[keys[starts]] = np.uint32(_SHARED) | (heads + shared).astype(np.uint32)
    return packed, runs


def _lines_of(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line[:-1]


def _first_of_runs(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Which values differ from the one before them; the first always does."""
    first = np.ones(len(values), dtype=bool)
    first[1:] = values[1:] != values[:-1]
    return first


def _write_columns(table: PlaceTable, folder: Path, title: str, attribution: str) -> IndexMeta:
    rows = table.order
    countries, country_codes = table.country.coded(rows)
    admin1, admin1_codes = table.admin1.coded(rows)
    features, feature_codes = table.feature.coded(rows)
    kinds = np.array([KINDS.index(kind_of(code) or "settlement") for code in features], np.uint8)
    degrees = np.round(table.degrees(rows) * 1e5).astype(np.int32)
    columns: dict[str, NDArray[np.generic]] = {
        "number": table.number[rows],
        "latitude": degrees[:, 0],
        "longitude": degrees[:, 1],
        "population": table.population[rows],
        "kind": kinds[feature_codes],
        "country": country_codes,
        "admin1": admin1_codes,
        "feature": feature_codes,
    }
    for column, values in columns.items():
        np.save(folder / f"{column}.npy", values)
    return IndexMeta(
        version=FORMAT_VERSION,
        title=title,
        namespace=title.casefold().replace(" ", "-"),
        places=len(rows),
        with_number=int(np.count_nonzero(columns["number"])),
        names=0,
        countries=countries,
        admin1=admin1,
        features=features,
        attribution=attribution,
    )


def _write_words(
    table: PlaceTable,
    folder: Path,
    lines: tuple[Path, Path],
    short_names: dict[int, tuple[str, ...]],
) -> None:
    """Write labels, own ids and codes, and into `lines` all names and sounds with their rows."""
    features = table.feature.coded(table.order)
    countries = table.country.coded(table.order)
    numbers = table.number
    rule = NameRule()
    starts = array("Q", [0])
    at = 0
    local_ids = np.zeros(np.count_nonzero(numbers[table.order] == 0), f"S{table.longest_id}")
    codes: dict[str, int] = {}
    with (
        (folder / "labels.bin").open("wb") as labels,
        lines[0].open("w", encoding="utf-8", newline="\n") as names,
        lines[1].open("w", encoding="utf-8", newline="\n") as sounds,
    ):
        for position, (row, words) in enumerate(table.in_order()):
            at += labels.write(words.name.encode())
            starts.append(at)
            number = int(numbers[row])
            if not number:
                local_ids[position - len(table.order)] = words.local_id.encode()
            for scheme, code in (("katotth", words.katotth), ("pcode", words.pcode)):
                if code:
                    codes.setdefault(f"{scheme} {code}", position)
            feature = features[0][features[1][position]]
            listed = [name for name in words.names if rule.keeps(name, feature)]
            short = short_names.get(number, ()) if number else ()
            for folded, name_class in _folded(words.name, listed, short):
                names.write(f"{folded}\t{position}\t{name_class}\n")
            if countries[0][countries[1][position]] in _SOUNDED:
                for name in (words.name, *listed):
                    if key := _sound_of(fold(name)):
                        sounds.write(f"{key}\t{position}\t{LISTED}\n")
    np.save(folder / "labels.npy", np.frombuffer(starts, dtype=np.uint64).astype(np.uint32))
    np.save(folder / "local_ids.npy", local_ids)
    _write_codes(codes, folder)


def _folded(name: str, listed: Sequence[str], short: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Every name worth its room, folded, with its class."""
    for name_class, names in ((PRIMARY, (name,)), (LISTED, listed), (SHORT, short)):
        for one in names:
            folded = fold(one)
            if len(folded) > 1 and any(c.isalpha() for c in folded):
                yield folded, name_class


def _write_codes(rows: dict[str, int], folder: Path) -> None:
    if rows:
        trie = marisa_trie.Trie(sorted(rows))
        packed = np.zeros(len(trie), dtype=np.uint32)
        for key, row in rows.items():
            packed[trie[key]] = row
        trie.save(str(folder / "codes.marisa"))
        np.save(folder / "codes.npy", packed)


_sound_of = lru_cache(maxsize=200_000)(sound_key)
