"""Making a theatre's folder."""

from __future__ import annotations

import filecmp
import json
import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from salient.errors import GazetteerError, OutputError, TheatreError, UsageError
from salient.model.control import CONTESTED
from salient.theatre.building import is_side_id
from salient.theatre.drafts import CONFIGURATION
from salient.theatre.findings import Finding
from salient.theatre.loading import load_theatre, shipped_theatres, theatre_folder
from salient.theatre.starting import StartRow, latest_day, on_first_day, read_start
from salient.theatre.theatre import GAZETTEER_INDEX, Theatre

__all__ = ["make_theatre"]

# The colours of Okabe and Ito, "Color Universal Design" (2008), without black and yellow.
_PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
_GAZETTEER_SUFFIXES = (".csv", ".csv.gz", ".txt", ".txt.gz", ".tsv", ".tsv.gz", ".osm.pbf")
_PART = ".part"
_INTRODUCTION = (
    "# A theatre of salient. `salient theatre check` on this folder says what is missing."
)


def make_theatre(
    folder: str | Path,
    *,
    gazetteer: str | Path | None = None,
    start: str | Path | None = None,
    extends: str | None = "ukraine",
    name: str | None = None,
    sides: Sequence[str] = (),
) -> Theatre:
    """Write a theatre's folder and return the theatre.

    The gazetteer and the starting-control file are copied in, byte for byte, so that the folder
    stands alone. `extends` is the theatre whose sides, sources and regions it takes over; None
    makes one from nothing, with `sides` (by default those in the starting-control file) and a
    theatre.toml to fill in. The first day is the last date of the starting-control file. `name`
    is by default the folder's.

    Made again from the same inputs, it changes nothing, and completes a folder that a stopped run
    left. Raises OutputError where the folder holds anything else or cannot be written,
    TheatreError or GazetteerError for a file that cannot be used, and UsageError for arguments
    that do not go together. On every error no existing file has been changed.
    """
    target = Path(folder)
    if extends is not None and sides:
        raise UsageError(
            f"a theatre that extends {extends!r} has the sides of that theatre; "
            "give either sides or a theatre to extend"
        )
    base = None if extends is None else load_theatre(extends)
    sources: dict[str, Path] = {}
    if gazetteer is not None:
        sources["gazetteer" + _gazetteer_suffix(Path(gazetteer))] = Path(gazetteer)
    rows: list[StartRow] = []
    if start is not None:
        rows = _start_rows(Path(start), base.side_ids if base else (tuple(sides) or None))
        sources["start.csv.gz" if Path(start).suffix == ".gz" else "start.csv"] = Path(start)
    name = name or _slug(target.resolve().name)
    if base is None or extends is None:
        configuration = _whole(name, latest_day(rows), _own_sides(sides, rows))
    else:
        if extends not in shipped_theatres():
            extends = str(theatre_folder(extends).resolve())
        configuration = _extension(name, latest_day(rows), extends)
    _check_target(target, sources, configuration)
    _write(target, sources, configuration)
    return load_theatre(target)


def _gazetteer_suffix(path: Path) -> str:
    if not path.is_file():
        raise GazetteerError(
            f"{path}: there is no such file; give GeoNames' tab-separated dump or a CSV, as it is "
            "or gzipped"
        )
    for suffix in sorted(_GAZETTEER_SUFFIXES, key=len, reverse=True):
        if path.name.lower().endswith(suffix):
            return suffix
    raise GazetteerError(
        f"{path}: the name ends in none of {', '.join(_GAZETTEER_SUFFIXES)}; give GeoNames' "
        "tab-separated dump (.txt) or a CSV (.csv), as it is or gzipped, or an OpenStreetMap "
        "extract (.osm.pbf); unpack a .zip first"
    )


def _start_rows(path: Path, side_ids: tuple[str, ...] | None) -> list[StartRow]:
    findings: list[Finding] = []
    rows = read_start(path, side_ids, findings)
    day = latest_day(rows)
    if day is not None:
        on_first_day(path, rows, day, findings)
    if findings:
        more = f" (and {len(findings) - 1} more rows)" if len(findings) > 1 else ""
        raise TheatreError(findings[0].message + more)
    if day is None:
        raise TheatreError(
            f"{path}: has no row that says who holds a place; give rows with place_id (or "
            "geonames_id), date, control"
        )
    return rows


def _own_sides(sides: Sequence[str], rows: Sequence[StartRow]) -> tuple[str, ...]:
    if not rows:
        raise UsageError(
            "a theatre that extends none needs a starting-control file; its last date becomes "
            "the day on which estimates begin"
        )
    own = tuple(sides) or tuple(sorted({row.control for row in rows} - {CONTESTED}))
    if not own or len({side.upper() for side in own}) < len(own):
        raise UsageError(
            f"sides must be given once each, whatever their case; found: {', '.join(own) or 'none'}"
        )
    for side in own:
        if not is_side_id(side):
            raise UsageError(
                f"{side!r} cannot be a side's id; use letters, digits, - and _, and not "
                "CONTESTED, which is a state of its own"
            )
    return own


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "theatre"


def _extension(name: str, first_day: date | None, extends: str) -> str:
    lines = [_INTRODUCTION, f"name = {_quoted(name)}", f"extends = {_quoted(extends)}"]
    if first_day is not None:
        lines.append(f"first_day = {first_day}")
    return "\n".join(lines) + "\n"


def _whole(name: str, first_day: date | None, sides: Sequence[str]) -> str:
    lines = [
        _INTRODUCTION,
        f"name = {_quoted(name)}",
        f"title = {_quoted(name)}",
        'timezone = "UTC"  # decides to which day an hour belongs',
        'languages = ["en"]',
        "countries = []  # two-letter codes; they limit the gazetteer that ships",
        f"first_day = {first_day}",
    ]
    for index, side in enumerate(sides):
        lines += [
            "",
            "[[side]]",
            f"id = {_quoted(side)}",
            f"name = {_quoted(side)}",
            f'colour = "{_PALETTE[index % len(_PALETTE)]}"',
            f"names = [{_quoted(side)}]  # the party as an actor",
            "adjectives = []  # before a noun of force: Russian, as in Russian troops",
            "forces = []  # full names of its forces, units and offices",
            "epithets = []  # words that mean this side whoever speaks",
            "officials = []  # persons and offices that speak or act for it",
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _check_target(target: Path, sources: dict[str, Path], configuration: str) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise OutputError(f"{target}: is a file; give a folder to make the theatre in")
    for path in sorted(target.iterdir()):
        if path.name == GAZETTEER_INDEX or path.name.endswith(_PART):
            continue
        if path.name == CONFIGURATION:
            same = path.read_bytes() == configuration.encode("utf-8")
        elif path.name in sources:
            same = filecmp.cmp(path, sources[path.name], shallow=False)
        else:
            same = False
        if not same:
            raise OutputError(
                f"{target}: the folder is not empty, and {path.name} in it does not come from "
                "these inputs; give an empty folder or a new one"
            )


def _write(target: Path, sources: dict[str, Path], configuration: str) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, source in sources.items():
            if not (target / name).exists():
                part = target / (name + _PART)
                shutil.copyfile(source, part)
                part.replace(target / name)
        part = target / (CONFIGURATION + _PART)
        part.write_text(configuration, encoding="utf-8", newline="\n")
        part.replace(target / CONFIGURATION)
    except OSError as error:
        raise OutputError(
            f"{target}: the theatre cannot be written: {error.strerror or error}; give a folder "
            "that may be written to"
        ) from error
