"""Gazetteer files read row by row: GeoNames' tab-separated dump, or a CSV with a header.

A row that cannot be used is handed out as a `BrokenRow` with its line and the reason; the rest of
the file goes on.
"""

from __future__ import annotations

import csv
import gzip
import math
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import TextIO

import msgspec

from salient.errors import GazetteerError

__all__ = ["MAX_NAMES", "BrokenRow", "RawPlace", "kind_of", "read_source"]

_REQUIRED = ("name", "latitude", "longitude")
_DUMP_COLUMNS = 19
MAX_NAMES = 200
_MAX_NAME_LENGTH = 120

# Of GeoNames' feature codes those that texts about events name as places; hotels, springs, wells
# and the like would only be taken for common words.
_RIVERS = frozenset({"STM", "STMI", "STMS", "STMX", "CNL", "RVN"})
_FEATURES = frozenset(
    {
        "LK", "LKS", "LKI", "RSV", "RSVI", "SEA", "OCN", "GULF", "BAY", "STRT", "LGN", "SWMP",
        "AIRP", "AIRB", "AIRF", "DAM", "PS", "PSN", "BDG", "MILB", "INSM", "FRST", "FRSTF",
        "ISL", "ISLS", "PEN", "MT", "MTS", "VLC", "PK", "PLN", "DSRT", "CAPE", "VAL", "RSRT",
        "RES", "RESF", "RESN", "PRT", "MNMT", "CSTL", "RDJCT", "BRKS", "FY",
    }
)  # fmt: skip
_REGIONS = frozenset({"CONT", "RGN", "RGNE", "RGNH", "RGNL", "TERR", "PRK", "AREA", "COLF", "OILF"})


class RawPlace(msgspec.Struct, frozen=True, kw_only=True):
    """One place as a source gives it. `number` is its GeoNames id, or None; `local_id` its other.

    Coordinates are WGS 84 degrees. `population` is 0 where unknown. `katotth` is Ukraine's code of
    its territorial units, `pcode` that of the humanitarian data sets; "" where the source has none.
    `line` is where the source gives it, 0 where it has no lines.
    """

    name: str
    latitude: float
    longitude: float
    number: int | None = None
    local_id: str = ""
    names: tuple[str, ...] = ()
    feature_code: str = ""
    country: str = ""
    admin1: str = ""
    population: int = 0
    katotth: str = ""
    pcode: str = ""
    line: int = 0


class BrokenRow(msgspec.Struct, frozen=True, order=True):
    """A row that was left out: its file, its line (from 1) and what is wrong with it."""

    file: str
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}"


def kind_of(feature_code: str, feature_class: str = "") -> str | None:
    """The kind of place that a GeoNames feature code stands for; None if it is none of ours."""
    if not feature_code:
        return "settlement" if feature_class in ("", "P") else None
    if feature_code == "PPLX":
        return "district"
    if feature_code.startswith("PPL") or feature_code == "STLMT":
        return "settlement"
    if feature_code in _RIVERS:
        return "river"
    if feature_code.startswith(("ADM", "PCL")) or feature_code in _REGIONS:
        return "region"
    return "feature" if feature_code in _FEATURES else None


def read_source(path: Path) -> Iterator[RawPlace | BrokenRow]:
    """Rows of a gazetteer file, in its order, those that cannot be used as `BrokenRow`.

    A file whose first line holds tabs is read as GeoNames' dump (19 columns, no header), any other
    as CSV with a header of at least `name, latitude, longitude`; `.gz` of each is unpacked. Raises
    `GazetteerError` if the file cannot be opened, is no text, or lacks a needed column.
    """
    try:
        with _opened(path) as stream:
            first = stream.readline()
            if not first.strip():
                raise GazetteerError(
                    f"{path}: the gazetteer is empty; it needs a header line with at least "
                    f"{', '.join(_REQUIRED)}, or GeoNames' tab-separated rows"
                )
            if first.count("\t") >= _DUMP_COLUMNS - 1:
                yield from _read_dump(path.name, first, stream)
            else:
                yield from _read_csv(path, first, stream)
    except UnicodeDecodeError as error:
        raise GazetteerError(
            f"{path}: not UTF-8 text (byte {error.start}); save the gazetteer as UTF-8"
        ) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise GazetteerError(
            f"{path}: the compressed file is damaged ({error}); fetch or pack it again"
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise GazetteerError(
            f"{path}: cannot read the gazetteer ({reason}); check the path"
        ) from error


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as packed:
            yield packed
    else:
        with path.open(encoding="utf-8-sig", newline="") as plain:
            yield plain


def _read_dump(file: str, first: str, rest: Iterable[str]) -> Iterator[RawPlace | BrokenRow]:
    line_number = 0
    for line in _chain(first, rest):
        line_number += 1
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) == 1 and not cells[0].strip():
            continue
        if len(cells) < _DUMP_COLUMNS:
            yield BrokenRow(file, line_number, f"{len(cells)} columns instead of {_DUMP_COLUMNS}")
            continue
        if kind_of(cells[7], cells[6]) is None:
            continue
        row = {
            "geonames_id": cells[0], "name": cells[1], "ascii_name": cells[2],
            "alternate_names": cells[3], "latitude": cells[4], "longitude": cells[5],
            "feature_code": cells[7], "country": cells[8], "admin1": cells[10],
            "population": cells[14],
        }  # fmt: skip
        yield _place(file, line_number, row)


def _read_csv(path: Path, first: str, rest: Iterable[str]) -> Iterator[RawPlace | BrokenRow]:
    header = [cell.strip().casefold() for cell in next(csv.reader([first]))]
    missing = [name for name in _REQUIRED if name not in header]
    if missing:
        raise GazetteerError(
            f"{path}: the header lacks {', '.join(missing)}; it has {', '.join(header)[:200]}. "
            f"A gazetteer is a CSV with at least {', '.join(_REQUIRED)}, or GeoNames' dump"
        )
    for line_number, line in enumerate(rest, start=2):
        if not line.strip():
            continue
        # One line at a time, so that a stray quotation mark costs its own row and no other.
        try:
            cells = next(csv.reader([line], strict=True))
        except csv.Error as error:
            yield BrokenRow(path.name, line_number, f"not a row of CSV: {error}")
            continue
        if len(cells) > len(header):
            problem = f"{len(cells)} columns instead of {len(header)}"
            yield BrokenRow(path.name, line_number, problem)
            continue
        row = dict(zip(header, cells, strict=False))
        if row.get("feature_code") and kind_of(row["feature_code"].strip()) is None:
            continue
        yield _place(path.name, line_number, row)


def _chain(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def _place(file: str, line: int, row: dict[str, str]) -> RawPlace | BrokenRow:
    name = row.get("name", "").strip()
    if not name or len(name) > _MAX_NAME_LENGTH:
        return BrokenRow(file, line, "no name" if not name else f"a name of {len(name)} letters")
    latitude = _number(row.get("latitude", ""))
    longitude = _number(row.get("longitude", ""))
    if latitude is None or not -90.0 <= latitude <= 90.0:
        return BrokenRow(file, line, _bad("latitude", row.get("latitude", ""), "-90 to 90"))
    if longitude is None or not -180.0 <= longitude <= 180.0:
        return BrokenRow(file, line, _bad("longitude", row.get("longitude", ""), "-180 to 180"))
    geonames_id = row.get("geonames_id", "").strip()
    number = _whole(geonames_id)
    if geonames_id and number is None:
        return BrokenRow(file, line, _bad("geonames_id", geonames_id, "a whole number above 0"))
    population = _number(row.get("population", "") or "0")
    if population is None or population < 0:
        return BrokenRow(file, line, _bad("population", row["population"], "0 or more"))
    listed = [row.get("ascii_name", ""), *row.get("alternate_names", "").split(",")]
    names = tuple(dict.fromkeys(n.strip() for n in listed if n.strip() and n.strip() != name))
    return RawPlace(
        name=name,
        latitude=latitude,
        longitude=longitude,
        number=number,
        local_id="" if geonames_id else _content_number(name, latitude, longitude),
        names=names[:MAX_NAMES],
        feature_code=row.get("feature_code", "").strip(),
        country=row.get("country", "").strip(),
        admin1=row.get("admin1", "").strip(),
        population=min(int(population), 2**32 - 1),
        katotth=row.get("katotth", "").strip(),
        pcode=row.get("pcode", "").strip(),
        line=line,
    )


def _bad(column: str, value: str, allowed: str) -> str:
    return f"{column} {value.strip()[:40]!r} is not allowed; it must be {allowed}"


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _whole(text: str) -> int | None:
    """A GeoNames id; spreadsheets write a round one as 7e+05."""
    value = _number(text)
    if value is None or not value.is_integer() or not 0 < value < 2**32:
        return None
    return int(value)


def _content_number(name: str, latitude: float, longitude: float) -> str:
    """An id for a place that has none, from its name and coordinates: the same in any order."""
    content = f"{len(name)}:{name}|{latitude:.5f}|{longitude:.5f}".encode()
    return blake2b(content, digest_size=6).hexdigest()
