"""`salient read` and `salient add`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import click
import msgspec

from salient.cli.options import (
    document_defaults,
    document_options,
    gazetteer_option,
    ground_of,
    ledger_option,
    open_bench,
    out_option,
    theatre_option,
)
from salient.cli.progress import Progress
from salient.cli.writing import text_output
from salient.documents import DocumentDefaults, find_inputs
from salient.model import Document, Rejected
from salient.workbench import LAYERS, Layers
from salient.workbench.layers import documents_of

__all__ = ["add", "read", "report_refusals"]

_NAMED = 20
"""Refusals named one by one; of more, the rest is counted by reason."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATHS…")
@click.option("--layer", type=click.Choice(LAYERS), default="claims", show_default=True,
              help="What to read out of the documents.")  # fmt: skip
@theatre_option
@gazetteer_option
@document_options
@out_option
def read(
    paths: tuple[str, ...],
    layer: str,
    theatre: str,
    gazetteers: tuple[str, ...],
    publisher: str | None,
    published: str | None,
    language: str | None,
    title: str | None,
    out: Path | None,
) -> None:
    """Read documents to one JSON object a line; no ledger is needed.

    PATHS are files, folders, globs, or - for standard input. Plain text, HTML, JSON, JSON lines,
    RSS and Atom, CSV and Telegram exports are read, also gzipped. With `--theatre none` the layers
    places, times, attributions and documents work on any text.
    """
    ground = ground_of(theatre, gazetteers)
    layers = Layers(layer, ground)
    timezone = ground.theatre.timezone if ground is not None else "UTC"
    defaults = layers.defaults(document_defaults(timezone, publisher, published, language, title))
    refused: list[Rejected] = []
    encoder = msgspec.json.Encoder()
    with text_output(out) as stream, Progress("reading", "documents") as progress:
        for item in _documents(paths, defaults):
            progress.step()
            if isinstance(item, Rejected):
                refused.append(item)
                continue
            for row in layers.rows(item):
                if isinstance(row, Rejected):
                    refused.append(row)
                else:
                    stream.write(encoder.encode(row.value).decode() + "\n")
    _finish(refused)


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
    gazetteers: tuple[str, ...],
    publisher: str | None,
    published: str | None,
    language: str | None,
    title: str | None,
) -> None:
    """Read documents into a ledger; adding the same again is harmless.

    The ledger is made where there is none. What cannot be read is named, kept in the ledger with
    its reason, and the rest goes on.
    """
    with open_bench(ledger, theatre, gazetteers, create=True) as bench:
        defaults = document_defaults(bench.theatre.timezone, publisher, published, language, title)
        with Progress("adding", "documents") as progress:
            summary = bench.add_documents(
                _documents(paths, defaults), heard=lambda _: progress.step()
            )
    report = summary.report
    parts = [
        f"{report.added} documents added",
        f"{report.claims} claims",
        f"{report.unchanged} already there" if report.unchanged else "",
        f"{report.new_versions} new versions" if report.new_versions else "",
        f"{report.reread} read again" if report.reread else "",
    ]
    click.echo(f"{ledger}: " + ", ".join(p for p in parts if p), err=True)
    for code, count in summary.unread.items():
        click.echo(f"{count} documents in {code!r} are kept but not read: the reader reads English", err=True)
    _finish(list(summary.refused))


def _documents(paths: Iterable[str], defaults: DocumentDefaults) -> Iterator[Document | Rejected]:
    found = find_inputs(list(paths))
    streams = (
        item for path in found.paths for item in documents_of(path, defaults, sys.stdin.buffer)
    )
    return chain(found.rejected, streams)


def report_refusals(refused: list[Rejected]) -> None:
    """Name on standard error what could not be used; of many, the rest is counted by reason."""
    for rejected in refused[:_NAMED]:
        click.echo(f"{rejected.source}: {rejected.detail}", err=True)
    rest = Counter(rejected.reason for rejected in refused[_NAMED:])
    for reason, count in sorted(rest.items()):
        click.echo(f"… and {count} more refused: {reason}", err=True)


def _finish(refused: list[Rejected]) -> None:
    report_refusals(refused)
    if refused:
        sys.exit(1)
