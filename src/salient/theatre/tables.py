"""TOML files of a theatre, read so that every complaint can name file and line."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from salient.errors import TheatreError
from salient.theatre.findings import ERROR, WARNING, Finding

__all__ = ["EntryReader", "TomlFile", "read_toml"]

_HEADER = re.compile(r"\s*\[\[?\s*[\w.-]+\s*\]\]?\s*(#.*)?$")
_POSITION = re.compile(r"\s*\(at line (\d+), column (\d+)\)")


class TomlFile:
    """A parsed TOML file that still knows its lines."""

    def __init__(self, path: Path, text: str, tables: Mapping[str, object]) -> None:
        self.path = path
        self.tables = tables
        self._text = text

    def where(self, section: str | None = None, index: int = 0, key: str | None = None) -> str:
        """`path:line` of a key, of the `index`-th `[[section]]`, or of a key in that entry.

        Falls back to the entry's line, then to the path alone, where the key is not written.
        """
        lines = self._text.splitlines()
        first, last = 0, len(lines)
        found: int | None = None
        if section is not None:
            header = re.compile(rf"\s*\[\[\s*{re.escape(section)}\s*\]\]")
            starts = [number for number, line in enumerate(lines) if header.match(line)]
            if index >= len(starts):
                return str(self.path)
            found = starts[index]
            first = found + 1
        for number in range(first, last):
            if _HEADER.match(lines[number]):
                break
            if key is not None and re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", lines[number]):
                found = number
                break
        return str(self.path) if found is None else f"{self.path}:{found + 1}"


def read_toml(path: Path) -> TomlFile:
    """Read one TOML file.

    Raises TheatreError, naming file and line, where it cannot be read, is not UTF-8 or not TOML.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise TheatreError(
            f"{path}: there is no such file; a theatre is a folder with a theatre.toml, "
            "which `salient theatre make` writes"
        ) from None
    except OSError as error:
        raise TheatreError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TheatreError(
            f"{path}:{line}: is not UTF-8 (byte 0x{content[error.start]:02x}); "
            "save the file in UTF-8"
        ) from None
    try:
        return TomlFile(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        position = _POSITION.search(str(error))
        line = int(position.group(1)) if position else text.count("\n") + 1
        problem = _POSITION.sub("", str(error))
        raise TheatreError(f"{path}:{line}: is not valid TOML: {problem}; mend that line") from None


class EntryReader:
    """Takes typed values out of one TOML table and notes what is wrong with them.

    A value of the wrong kind is reported and then treated as if it were not there, so that one
    pass finds every problem.
    """

    def __init__(
        self,
        file: TomlFile,
        values: Mapping[str, object],
        findings: list[Finding],
        section: str | None = None,
        index: int = 0,
    ) -> None:
        self.file = file
        self.values = values
        self.findings = findings
        self.section = section
        self.index = index

    def report(self, severity: str, key: str | None, problem: str) -> None:
        """Note a problem at `key` (or at the entry itself)."""
        where = self.file.where(self.section, self.index, key)
        self.findings.append(Finding(severity, f"{where}: {problem}"))

    def _called(self) -> str:
        return "the theatre" if self.section is None else f"this [[{self.section}]]"

    def known_keys(self, allowed: Iterable[str]) -> None:
        """Report keys that are not in `allowed`."""
        names = sorted(allowed)
        for key in self.values:
            if key not in names:
                self.report(
                    WARNING,
                    key,
                    f"unknown key {key!r} is ignored; {self._called()} may have: "
                    + ", ".join(names),
                )

    def text(self, key: str, *, required: bool = False) -> str | None:
        """Return a string that is not blank, or None."""
        value = self.values.get(key)
        if value is None:
            if required:
                self.report(
                    ERROR, None, f'{self._called()} has no {key!r}; add a line: {key} = "…"'
                )
            return None
        if not isinstance(value, str) or not value.strip():
            self.report(ERROR, key, f"{key!r} must be a text in quotes, not {value!r}")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings; empty where the key is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(
            isinstance(item, str) and item.strip() for item in value
        ):
            self.report(
                ERROR, key, f'{key!r} must be a list of texts in quotes, such as ["a", "b"]'
            )
            return ()
        return tuple(value)

    def number(self, key: str, low: float, high: float) -> float | None:
        """Return a finite number from `low` to `high`, or None."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        self.report(ERROR, key, f"{key!r} must be a number from {low:g} to {high:g}, not {value!r}")
        return None

    def day(self, key: str) -> date | None:
        """Return a date, written bare or in quotes, or None."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        self.report(ERROR, key, f"{key!r} must be a date such as 2022-04-20, not {value!r}")
        return None

    def points(self, key: str) -> tuple[tuple[float, float], ...]:
        """Return (longitude, latitude) pairs in degrees; none where the key is missing."""
        value = self.values.get(key, [])
        pairs: list[tuple[float, float]] = []
        for item in value if isinstance(value, list) else [None]:
            pair = _point(item)
            if pair is None:
                self.report(
                    ERROR,
                    key,
                    f"{key!r} must be a list of [longitude, latitude] pairs in degrees; "
                    f"found {item!r}",
                )
                return ()
            pairs.append(pair)
        return tuple(pairs)


def _point(item: object) -> tuple[float, float] | None:
    if not isinstance(item, list) or len(item) != 2:
        return None
    longitude, latitude = item
    for value, limit in ((longitude, 180), (latitude, 90)):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        if not math.isfinite(value) or abs(value) > limit:
            return None
    return float(longitude), float(latitude)
