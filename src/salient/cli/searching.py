"""`salient search`."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from salient.cli.options import (
    day_option,
    gazetteer_option,
    known_by_option,
    ledger_option,
    open_bench,
    out_option,
    say,
    theatre_option,
)
from salient.cli.writing import text_output
from salient.errors import LedgerError

if TYPE_CHECKING:
    from salient.ledger import SearchHit, SearchPage

__all__ = ["search"]

_WIDTH = 96
_INDENT = " " * 4


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]…")
@ledger_option
@theatre_option
@gazetteer_option
@click.option("--without", multiple=True, metavar="WORDS",
              help="Leave out what holds these words, side by side; may be given several "
              "times.")  # fmt: skip
@click.option("--place", metavar="PLACE", help="Claims that name this place: a name or an id.")
@click.option("--near", metavar="PLACE", help="Claims that name a place near this one.")
@click.option("--km", type=float, metavar="N", help="How near; 10 where left out.")
@click.option("--region", metavar="NAME",
              help="Claims that name this region of the theatre, or a place in it.")  # fmt: skip
@day_option("--from", "first", help="Claims about this day or later ones.")
@day_option("--to", "last", help="Claims about this day or earlier ones.")
@day_option("--published-from", help="Only what was published on this day or later.")
@known_by_option
@click.option("--event", "events", multiple=True, metavar="TYPE",
              help="Claims of this event type; may be given several times.")  # fmt: skip
@click.option("--mood", "moods", multiple=True, metavar="MOOD",
              help="Claims of this mood; may be given several times.")  # fmt: skip
@click.option("--polarity", type=click.Choice(["positive", "negative"]),
              help="Claims that it happened, or that it did not.")  # fmt: skip
@click.option("--side", "sides", multiple=True, metavar="ID",
              help="Claims about this side; may be given several times.")  # fmt: skip
@click.option("--holder", "holders", multiple=True, metavar="NAME",
              help="Claims for which somebody of this name, or a part of it, vouches.")  # fmt: skip
@click.option("--documents", is_flag=True,
              help="Look for documents, in their titles and texts, instead of claims.")  # fmt: skip
@click.option("--order", type=click.Choice(["relevance", "newest", "oldest"]), default="relevance",
              show_default=True, help="By how well they answer, or by publication.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True,
              help="Hits to give.")  # fmt: skip
@click.option("--offset", type=click.IntRange(min=0), default=0, show_default=True,
              help="Hits to pass over, for the next page.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text",
              show_default=True, help="Text to read, or one JSON object a hit.")  # fmt: skip
@out_option
def search(
    *,
    words: tuple[str, ...],
    without: tuple[str, ...],
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    form: str,
    out: Path | None,
    **asked: Any,
) -> None:
    """Find claims by the words of their quotes and by what they are about.

    WORDS in English, Ukrainian or Russian, in any form: several must all be there; '"a phrase"' in
    quotation marks of its own, one OR another, begin*. Hits among the last 150 recorded come by
    how well they answer, then those among the 150 before them, and so on.
    """
    wanted = [*words, *(f'-"{one}"' for one in without)]
    page = _found(ledger, theatre, gazetteers, " ".join(wanted) or None, asked)
    with text_output(out) as stream:
        if form == "jsonl":
            stream.writelines(msgspec.json.encode(hit).decode() + "\n" for hit in page.hits)
        else:
            marked = out is None and sys.stdout.isatty()
            stream.write("\n".join(line for hit in page.hits for line in _told(hit, marked)))
            stream.write("\n" if page.hits else "")
    if not page.hits:
        say("nothing found")
    if page.next_offset is not None:
        say(f"there is more; the next page: --offset {page.next_offset}")


def _found(
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    words: str | None,
    asked: dict[str, Any],
) -> SearchPage:
    """Search; what is stored and not indexed yet is indexed first, if the ledger may be written."""
    with open_bench(ledger, theatre, gazetteers) as bench:
        page = bench.search(words, **asked)
    if not page.unindexed:
        return page
    try:
        with open_bench(ledger, theatre, gazetteers, write=True) as bench:
            return bench.search(words, **asked)
    except LedgerError as error:
        say(f"{page.unindexed:,} claims and documents are not in the search index yet: {error}")
        return page


def _told(hit: SearchHit, marked: bool) -> Iterator[str]:
    document, claim = hit.document, hit.claim
    day = document.published[:10]
    if claim is None:
        yield f"{day}  {document.publisher}: {document.title or 'no title'}"
    else:
        holders = " > ".join(holder.name for holder in claim.holders)
        places = ", ".join(mention.name or mention.text for mention in claim.places)
        what = f"{claim.event_type}, {claim.polarity}, {claim.mood}"
        yield f"{day}  {holders}: {what}{f' at {places}' if places else ''}"
    passage = " ".join(_marked(hit, marked).split())
    if claim is None:
        passage = f"{'… ' if hit.snippet.start else ''}{passage} …"
    yield from textwrap.wrap(
        f"“{passage}”", _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT
    )
    named = document.document_id if claim is None else claim.claim_id
    about = document.url or (document.document_id if claim is not None else "")
    yield f"{_INDENT}{named}  {about}".rstrip()


def _marked(hit: SearchHit, marked: bool) -> str:
    """Give the passage, with what was looked for in bold for a person at a terminal."""
    text, start = hit.snippet.text, hit.snippet.start
    if not marked:
        return text
    for first, last in reversed(hit.matches):
        inner = click.style(text[first - start : last - start], bold=True)
        text = text[: first - start] + inner + text[last - start :]
    return text
