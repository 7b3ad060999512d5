"""`salient add`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from salient.cli.inputs import finish, standard_input
from salient.cli.options import (
    Stated,
    document_options,
    gazetteer_option,
    ledger_option,
    open_bench,
    say,
    theatre_option,
)
from salient.cli.progress import Progress
from salient.cli.readers import reader_options

if TYPE_CHECKING:
    from salient.workbench import AddSummary

__all__ = ["add", "tell_added"]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATHS…")
@ledger_option
@theatre_option
@gazetteer_option
@document_options
@reader_options
def add(
    paths: tuple[str, ...],
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    reader: str,
    reader_options: dict[str, str],
    **stated: Any,
) -> None:
    """Read documents into a ledger; adding the same again is harmless.

    PATHS are files, folders, globs, or - for standard input. The ledger is made where there is
    none. What cannot be read is named, kept in the ledger with its reason, and the rest goes on.
    """
    from salient.workbench import documents_in

    with open_bench(ledger, theatre, gazetteers, create=True) as bench:
        bench.read_with(reader, reader_options)
        defaults = Stated(**stated).defaults(bench.theatre.timezone)
        with Progress("adding", "documents") as progress:
            documents = documents_in(
                paths, defaults, stdin=standard_input(), ledger=bench.ledger.target
            )
            summary = bench.add_documents(documents, heard=lambda _: progress.step())
    tell_added(bench.ledger.target, summary)
    finish(summary.refused)


def tell_added(ledger: str, summary: AddSummary) -> None:
    """Say what adding did."""
    report = summary.report
    counts = (
        (report.added, "added"),
        (report.new_versions, "in a new version"),
        (report.reread, "read anew"),
        (report.unchanged, "there already"),
        (len(summary.refused), "refused"),
    )
    told = [f"{count:,} {what}" for count, what in counts if count]
    say(f"{ledger}: documents: {', '.join(told) or 'none'}; claims: {report.claims:,} added")
    if summary.unread:
        unread = ", ".join(
            f"{count:,} in {'an unknown language' if code == 'und' else repr(code)}"
            for code, count in summary.unread.items()
        )
        say(f"kept without claims, in languages that the reader does not read: {unread}")
