"""Files of place ids that limit what a command works on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Container
from pathlib import Path
from typing import Any

import click

from salient.cli.options import say
from salient.errors import UsageError

__all__ = ["name_unknown", "place_ids", "places_option"]

_NAMED = 20


def places_option(means: str) -> Callable[[Any], Any]:
    """Make the option `--places FILE`; `means` is its help."""
    return click.option("--places", type=click.Path(path_type=Path), metavar="FILE", help=means)


def place_ids(file: Path, known: Container[str]) -> tuple[list[str], list[str]]:
    """Read the place ids in a file: those that are known, and those that are not.

    A number alone is a GeoNames id. UsageError: the file cannot be read, or holds no known id.
    """
    try:
        lines = file.read_text("utf-8-sig").split()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise UsageError(
            f"--places {file} cannot be read ({reason}); give a text file with one place id a line"
        ) from error
    ids = dict.fromkeys(f"geonames:{line}" if line.isdecimal() else line for line in lines)
    wanted = [i for i in ids if i in known]
    if not wanted:
        first = f" (the first: {next(iter(ids))})" if ids else ""
        raise UsageError(
            f"--places {file}: none of its ids is a settlement of the theatre{first}; "
            "give ids such as geonames:706483, one a line"
        )
    return wanted, [i for i in ids if i not in known]


def name_unknown(file: Path | None, unknown: list[str]) -> None:
    """Name the ids that were left out, and leave with exit code 1 if there are any."""
    if not unknown:
        return
    more = f" and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else ""
    say(
        f"{file}: ids left out, as they are no settlements of the theatre: "
        f"{', '.join(unknown[:_NAMED])}{more}"
    )
    sys.exit(1)
