"""`salient read`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from salient.cli.inputs import finish, standard_input
from salient.cli.options import (
    Stated,
    document_options,
    gazetteer_option,
    ground_of,
    out_option,
    theatre_option,
)
from salient.cli.progress import Progress
from salient.cli.readers import reader_options
from salient.cli.writing import text_output
from salient.model import Document, Rejected
from salient.workbench import LAYERS

__all__ = ["read"]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATHS…")
@click.option("--layer", type=click.Choice(LAYERS), default="claims", show_default=True,
              help="What to read out of the documents.")  # fmt: skip
@click.option("--geometry", is_flag=True,
              help="With --layer places: the shape meant and what it covers.")  # fmt: skip
@click.option("--no-habits", "habits", is_flag=True, flag_value=False, default=True,
              help="Read each document without what its publisher wrote before.")  # fmt: skip
@theatre_option
@gazetteer_option
@document_options
@reader_options
@out_option
def read(
    *,
    paths: tuple[str, ...],
    layer: str,
    geometry: bool,
    habits: bool,
    theatre: str,
    gazetteers: tuple[Path, ...],
    reader: str,
    reader_options: dict[str, str],
    out: Path | None,
    **stated: Any,
) -> None:
    """Read documents to one JSON object a line; no ledger is needed.

    PATHS are files, folders, globs, or - for standard input. Plain text, HTML, JSON, JSON lines,
    RSS and Atom, CSV, Telegram exports, WARC and WACZ archives and event tables (VIINA, ACLED, UCDP
    GED) are read, also gzipped. With `--theatre none` the layers places, times, attributions and
    documents work on any text.
    """
    from salient.workbench import Layers, documents_in

    layers = Layers(
        layer,
        ground_of(theatre, gazetteers),
        reader=reader,
        options=reader_options,
        geometry=geometry,
        habits=habits,
    )
    defaults = layers.defaults(Stated(**stated).defaults(layers.timezone))
    refused: list[Rejected] = []
    encoder = msgspec.json.Encoder()
    with text_output(out) as stream, Progress("reading", "documents") as progress:

        def heard(item: Document | Rejected) -> Document | Rejected:
            progress.step()
            return item

        items = map(heard, documents_in(paths, defaults, stdin=standard_input()))
        for row in layers.rows_of(items):
            if isinstance(row, Rejected):
                refused.append(row)
            else:
                stream.write(encoder.encode(row.value).decode() + "\n")
    finish(refused)
