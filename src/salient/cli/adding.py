"""`salient add`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from salient.cli.inputs import documents_in, finish
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

if TYPE_CHECKING:
    from salient.workbench import AddSummary

__all__ = ["add", "tell_added"]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATHS…")
@ledger_option
@theatre_option
@gazetteer_option
@document_options
def add(
    paths: tuple[str, ...],
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    **stated: Any,
) -> None:
    """Read documents into a ledger; adding the same again is harmless.

    PATHS are files, folders, globs, or - for standard input. The ledger is made where there is
    none. What cannot be read is named, kept in the ledger with its reason, and the rest goes on.
    """
    with open_bench(ledger, theatre, gazetteers, create=True) as bench:
        defaults = Stated(**stated).defaults(bench.theatre.timezone)
        with Progress("adding", "documents") as progress:
            summary = bench.add_documents(
                documents_in(paths, defaults), heard=lambda _: progress.step()
            )
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
    for code, count in summary.unread.items():
        say(f"{count:,} documents in {code!r} are kept, but claims are read from English only")
