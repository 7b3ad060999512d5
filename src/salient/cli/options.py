"""Options that several commands share, and what they stand for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from salient.errors import UsageError

if TYPE_CHECKING:
    from salient.documents import DocumentDefaults
    from salient.workbench import Ground, Workbench

__all__ = [
    "Stated",
    "as_known_option",
    "day_option",
    "document_options",
    "gazetteer_option",
    "ground_of",
    "known_by_option",
    "ledger_option",
    "only_source_option",
    "open_bench",
    "out_option",
    "say",
    "settings_option",
    "theatre_option",
    "without_source_option",
]

F = TypeVar("F", bound=Callable[..., Any])
NO_THEATRE = "none"


def say(message: str) -> None:
    """Tell the person at the terminal something, on standard error."""
    click.echo(message, err=True)


def _as_day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    from salient.workbench import as_day

    try:
        return as_day(value)
    except UsageError as error:
        raise click.BadParameter(str(error), ctx=context, param=parameter) from error


def day_option(*names: str, help: str, required: bool = False) -> Callable[[F], F]:  # noqa: A002 - as in click
    """Make an option that takes a day."""
    return click.option(*names, metavar="DATE", callback=_as_day, help=help, required=required)


theatre_option = click.option(
    "--theatre", default="ukraine", show_default=True, metavar="NAME",
    help="Theatre: the name of one that ships, or a folder made with `salient theatre make`.",
)  # fmt: skip
gazetteer_option = click.option(
    "--gazetteer", "gazetteers", multiple=True, metavar="FILE",
    type=click.Path(path_type=Path),
    help="A gazetteer of your own (GeoNames dump or CSV, also .gz), asked before the others. "
    "May be given several times.",
)  # fmt: skip
ledger_option = click.option(
    "--ledger", required=True, metavar="L",
    help="The ledger: a file's path, or a postgresql:// URL.",
)  # fmt: skip
known_by_option = day_option(
    "--known-by", help="Use only what was published by the end of this day."
)
as_known_option = click.option(
    "--as-known", is_flag=True,
    help="Give each day as it was known at the end of that day.",
)  # fmt: skip
only_source_option = click.option(
    "--only-source", "only_sources", multiple=True, metavar="NAME",
    help="Use only claims for which this holder or publisher vouches itself. May be given several "
    "times.",
)  # fmt: skip
without_source_option = click.option(
    "--without-source", "without_sources", multiple=True, metavar="NAME",
    help="Use no claim that this source holds or passes on. May be given several times.",
)  # fmt: skip
settings_option = click.option(
    "--settings", type=click.Path(path_type=Path), metavar="FILE",
    help="Constants of the model, from `salient control fit`, in place of those that ship.",
)  # fmt: skip
out_option = click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write here instead of to standard output.",
)  # fmt: skip


class Stated(msgspec.Struct, frozen=True):
    """What the options say of documents that do not say it themselves."""

    publisher: str | None
    published: str | None
    language: str | None
    title: str | None

    def defaults(self, timezone: str) -> DocumentDefaults:
        """Return the defaults for reading; a time without an offset is one of `timezone`.

        Raises:
            click.BadParameter: `--published` is no date.

        """
        from salient.documents import DocumentDefaults, parse_published

        moment = None
        if self.published is not None:
            try:
                moment = parse_published(self.published, timezone)
            except UsageError as error:
                raise click.BadParameter(str(error), param_hint="'--published'") from error
        return DocumentDefaults(
            publisher=self.publisher, published=moment, language=self.language,
            title=self.title, timezone=timezone,
        )  # fmt: skip


def document_options(command: F) -> F:
    """Options for what documents do not state themselves; `Stated` takes them."""
    for option in (
        click.option("--title", help="Title, where a document has none."),
        click.option("--language", metavar="CODE",
                     help="Language (en, uk, …), where a document does not state one."),
        click.option("--published", metavar="DATE",
                     help="When it was published, where a document does not say: 2022-05-14 or "
                     "2022-05-14T18:00+03:00."),
        click.option("--publisher", metavar="NAME",
                     help="Who published it, where a document does not say."),
    ):  # fmt: skip
        command = option(command)
    return command


def ground_of(theatre: str, gazetteers: tuple[Path, ...]) -> Ground | None:
    """Return the ground of a theatre; None for `none`, which is no theatre."""
    if theatre == NO_THEATRE:
        if gazetteers:
            raise UsageError("--gazetteer needs a theatre; leave out --theatre none")
        return None
    from salient.theatre import load_theatre
    from salient.workbench import Ground, default_cache

    return Ground(load_theatre(theatre), default_cache(), gazetteers, say)


def open_bench(
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...] = (),
    *,
    create: bool = False,
    write: bool = False,
    settings: Path | None = None,
) -> Workbench:
    """Open the workbench that `--ledger`, `--theatre` and `--gazetteer` name.

    With `create` the ledger is made where there is none, with `write` one that is there can be
    written to; without either it is opened without touching anything.
    """
    from salient.workbench import open_workbench

    read_only = not (create or write)
    return open_workbench(
        ledger, theatre, gazetteers=gazetteers, create=create, read_only=read_only, tell=say,
        settings=settings,
    )  # fmt: skip
