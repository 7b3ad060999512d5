"""The files of a compiled gazetteer: written once, then mapped into memory.

A folder holds:

- `meta.json`: format version, namespaces of ids, tables of countries, admin1 codes and feature
  codes, counts, attribution;
- `names.marisa`: a trie of folded names; `names.npy`: for the n-th key one packed posting;
- `sounds.marisa`, `sounds.npy`: the same for sound keys of East Slavic names;
- `shared.npy`: postings of keys that several places bear, each run preceded by its length;
- one `.npy` per column (`number`, `latitude`, `longitude` in units of 1e-5 degrees, `population`,
  `country`, `admin1`, `feature`, `kind`), a row per place, ordered by id;
- `labels.bin`, `labels.npy`: display names in UTF-8 and where each begins; `local_ids.json`: ids
  of the places without a GeoNames id, which follow all others;
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
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import marisa_trie
import msgspec
import numpy as np
from numpy.typing import NDArray

from salient.errors import GazetteerError, OutputError
from salient.places.normalise import fold, scripts_of, sound_key
from salient.places.sources import RawPlace, kind_of

__all__ = [
    "FORMAT_VERSION",
    "KINDS",
    "LISTED",
    "PRIMARY",
    "SHORT",
    "IndexMeta",
    "NameRule",
    "write_index",
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

    def keeps(self, name: str, place: RawPlace) -> bool:
        """Whether an alternate name of `place` is indexed."""
        if len(name) < 2 or not scripts_of(name) <= _SCRIPTS:
            return False
        if name.isascii() and not any(c.isupper() for c in name):
            return False
        is_code = len(name) <= 3 and name.isupper()
        return not is_code or place.feature_code.startswith(("PCL", "ADM"))


def write_index(
    places: list[RawPlace],
    folder: Path,
    *,
    title: str,
    attribution: str = "",
    rule: NameRule | None = None,
    short_names: dict[int, tuple[str, ...]] | None = None,
) -> IndexMeta:
    """Write `places` as an index into `folder` and return what its `meta.json` says.

    `places` holds no two of one id. `title` names the gazetteer and, in lower case, is the
    namespace of ids without a GeoNames number. `short_names` are abbreviations by GeoNames id,
    which count only beside a place that they contain. The folder is replaced whole or left as it
    was. Raises `OutputError` if it cannot be written.
    """
    ordered = sorted(places, key=lambda p: (p.number is None, p.number or 0, p.local_id))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        # A folder of its own for each process, so that two that compile together do not meet.
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as making:
            partial = Path(making) / "index"
            partial.mkdir()
            tables = _names_of(ordered, partial, rule or NameRule(), short_names or {})
            meta = _write_columns(ordered, partial, title, attribution, tables)
            _put(partial, folder, Path(making) / "old")
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot write the compiled gazetteer ({error.strerror}); "
            "choose a folder that can be written"
        ) from error
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


def _names_of(
    places: list[RawPlace], folder: Path, rule: NameRule, short_names: dict[int, tuple[str, ...]]
) -> int:
    """Write the tries and their postings; how many names there are."""
    if not places:
        raise GazetteerError("no usable place to compile; see the rows named as broken")
    shared = array("L")
    counts = {}
    for label, names in (
        ("names", lambda: _names(places, rule, short_names)),
        ("sounds", lambda: _sounds(places, rule)),
    ):
        counts[label] = _write_names(folder, label, names, shared)
    np.save(folder / "shared.npy", np.array(shared, dtype=np.uint32))
    return counts["names"]


def _write_names(
    folder: Path,
    label: str,
    names: Callable[[], Iterator[tuple[str, int, int]]],
    shared: array[int],
) -> int:
    """Write one trie and its postings; how many keys it has.

    The names are gone through twice, once for the keys and once for their postings, so that they
    are never all held as strings: millions of them take some twelve bytes each.
    """
    trie = marisa_trie.Trie(name for name, _, _ in names())
    entries = array("Q")
    for name, row, name_class in names():
        entries.append((trie[name] << 32) | (row << 2) | name_class)
    # One after the other: key, then row, then class, so that a row's best class comes first.
    ordered = np.unique(np.array(entries, dtype=np.uint64))
    ordered = ordered[_first_of_runs(ordered >> np.uint64(2))]
    keys = (ordered >> np.uint64(32)).astype(np.int64)
    low = (ordered & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    postings = ((low & np.uint32(3)) << np.uint32(_ROW_BITS)) | (low >> np.uint32(2))
    packed = np.zeros(len(trie), dtype=np.uint32)
    bounds = [*np.flatnonzero(_first_of_runs(keys)).tolist(), len(keys)]
    for start, end in pairwise(bounds):
        if end - start == 1:
            packed[keys[start]] = postings[start]
            continue
        packed[keys[start]] = _SHARED | len(shared)
        shared.append(end - start)
        shared.extend(postings[start:end].tolist())
    trie.save(str(folder / f"{label}.marisa"))
    np.save(folder / f"{label}.npy", packed)
    return len(trie)


def _first_of_runs(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Which values differ from the one before them; the first always does."""
    first = np.ones(len(values), dtype=bool)
    first[1:] = values[1:] != values[:-1]
    return first


def _write_columns(
    places: list[RawPlace], folder: Path, title: str, attribution: str, names: int
) -> IndexMeta:
    countries, country_codes = _coded([p.country for p in places])
    admin1, admin1_codes = _coded([p.admin1 for p in places])
    features, feature_codes = _coded([p.feature_code for p in places])
    columns: dict[str, NDArray[np.generic]] = {
        "number": np.array([p.number or 0 for p in places], dtype=np.uint32),
        "latitude": np.array([round(p.latitude * 1e5) for p in places], dtype=np.int32),
        "longitude": np.array([round(p.longitude * 1e5) for p in places], dtype=np.int32),
        "population": np.array([p.population for p in places], dtype=np.uint32),
        "kind": np.array(
            [KINDS.index(kind_of(p.feature_code) or "settlement") for p in places], dtype=np.uint8
        ),
        "country": country_codes,
        "admin1": admin1_codes,
        "feature": feature_codes,
    }
    for column, values in columns.items():
        np.save(folder / f"{column}.npy", values)
    labels = [p.name.encode() for p in places]
    (folder / "labels.bin").write_bytes(b"".join(labels))
    _write_codes(places, folder)
    starts = np.cumsum([0, *(len(label) for label in labels)])
    np.save(folder / "labels.npy", starts.astype(np.uint32))
    with_number = sum(p.number is not None for p in places)
    local_ids = [p.local_id for p in places[with_number:]]
    (folder / "local_ids.json").write_bytes(msgspec.json.encode(local_ids))
    meta = IndexMeta(
        version=FORMAT_VERSION,
        title=title,
        namespace=title.casefold().replace(" ", "-"),
        places=len(places),
        with_number=with_number,
        names=names,
        countries=countries,
        admin1=admin1,
        features=features,
        attribution=attribution,
    )
    (folder / "meta.json").write_bytes(msgspec.json.format(msgspec.json.encode(meta), indent=1))
    return meta


def _write_codes(places: list[RawPlace], folder: Path) -> None:
    rows = {
        f"{scheme} {code}": row
        for row, place in reversed(list(enumerate(places)))
        for scheme, code in (("katotth", place.katotth), ("pcode", place.pcode))
        if code
    }
    if rows:
        trie = marisa_trie.Trie(sorted(rows))
        packed = np.zeros(len(trie), dtype=np.uint32)
        for key, row in rows.items():
            packed[trie[key]] = row
        trie.save(str(folder / "codes.marisa"))
        np.save(folder / "codes.npy", packed)


def _names(
    places: list[RawPlace], rule: NameRule, short_names: dict[int, tuple[str, ...]]
) -> Iterator[tuple[str, int, int]]:
    """Folded name, row and class of name, of every name worth its room."""
    for row, place in enumerate(places):
        listed = [name for name in place.names if rule.keeps(name, place)]
        for name_class, names in (
            (PRIMARY, (place.name,)),
            (LISTED, listed),
            (SHORT, short_names.get(place.number or 0, ())),
        ):
            for name in names:
                folded = fold(name)
                if len(folded) > 1 and any(c.isalpha() for c in folded):
                    yield folded, row, name_class


def _sounds(places: list[RawPlace], rule: NameRule) -> Iterator[tuple[str, int, int]]:
    """Sound key, row and class of every name in the countries whose names have such keys."""
    for row, place in enumerate(places):
        if place.country not in _SOUNDED:
            continue
        for name in (place.name, *place.names):
            if name != place.name and not rule.keeps(name, place):
                continue
            key = _sound_of(fold(name))
            if key:
                yield key, row, LISTED


_sound_of = lru_cache(maxsize=200_000)(sound_key)


def _coded(values: list[str]) -> tuple[tuple[str, ...], NDArray[np.uint16]]:
    table = tuple(sorted(set(values)))
    codes = {value: code for code, value in enumerate(table)}
    return table, np.array([codes[value] for value in values], dtype=np.uint16)
