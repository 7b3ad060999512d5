"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from salient.documents import DocumentDefaults, parse_published
from salient.errors import UsageError
from salient.theatre import load_theatre
from salient.workbench import Ground, Workbench, open_workbench

__all__ = [
    "cache_folder",
    "document_defaults",
    "document_options",
    "gazetteer_option",
    "ground_of",
    "ledger_option",
    "open_bench",
    "out_option",
    "theatre_option",
]

F = TypeVar("F", bound=Callable[..., Any])
NO_THEATRE = "none"

theatre_option = click.option(
    "--theatre", default="ukraine", show_default=True, metavar="NAME",
    help="Theatre: the name of one that ships, or a folder made with `salient theatre make`.",
)  # fmt: skip
gazetteer_option = click.option(
    "--gazetteer", "gazetteers", multiple=True, metavar="FILE",
    help="A gazetteer of your own (GeoNames dump or CSV, also .gz), asked before the others. "
    "May be given several times.",
)  # fmt: skip
ledger_option = click.option(
    "--ledger", required=True, metavar="L",
    help="The ledger: a file's path, or a postgresql:// URL.",
)  # fmt: skip
out_option = click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE",
    help="Write here instead of to standard output.",
)  # fmt: skip


def document_options(command: F) -> F:
    """Options for what documents do not state themselves."""
    for option in (
        click.option("--title", default=None, help="Title, where a document has none."),
        click.option("--language", default=None, metavar="CODE",
                     help="Language (en, uk, …), where a document does not state one."),
        click.option("--published", default=None, metavar="DATE",
                     help="When it was published, where a document does not say: 2022-05-14 or "
                     "2022-05-14T18:00+03:00."),
        click.option("--publisher", default=None,
                     help="Who published it, where a document does not say."),
    ):  # fmt: skip
        command = option(command)
    return command


def document_defaults(
    timezone: str, publisher: str | None, published: str | None, language: str | None, title: str | None
) -> DocumentDefaults:
    """The defaults that the options stand for.

    Raises:
        UsageError: `--published` is no date.

    """
    moment = None
    if published is not None:
        try:
            moment = parse_published(published, timezone)
        except ValueError as error:
            raise UsageError(
                f"--published {published!r} is no date; give it as 2022-05-14 or 2022-05-14T18:00+03:00"
            ) from error
    return DocumentDefaults(
        publisher=publisher, published=moment, language=language, title=title, timezone=timezone
    )


def cache_folder() -> Path:
    """Where gazetteers are compiled: the user's cache folder."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "salient"


def ground_of(theatre: str, gazetteers: tuple[str, ...]) -> Ground | None:
    """The ground of a theatre; None for `none`, which is no theatre."""
    if theatre == NO_THEATRE:
        return None
    return Ground(load_theatre(theatre), cache_folder(), tuple(Path(g) for g in gazetteers))


def open_bench(
    ledger: str, theatre: str, gazetteers: tuple[str, ...] = (), *, create: bool = False,
    read_only: bool = False,
) -> Workbench:  # fmt: skip
    """The workbench that `--ledger`, `--theatre` and `--gazetteer` name."""
    return open_workbench(
        ledger, theatre, gazetteers=gazetteers, create=create, read_only=read_only,
        cache=cache_folder(),
    )  # fmt: skip
