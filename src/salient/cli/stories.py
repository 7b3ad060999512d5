"""`salient stories`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

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

if TYPE_CHECKING:
    from salient.workbench.stories import Member, Story

__all__ = ["stories"]

_WIDTH = 96
_INDENT = " " * 8


@click.command()
@ledger_option
@theatre_option
@gazetteer_option
@day_option("--on", help="One day.")
@day_option("--from", "first", help="The first of several days.")
@day_option("--to", "last", help="The last of several days.")
@click.option("--place", metavar="PLACE",
              help="Only stories that are set there or name it: a name or an id.")  # fmt: skip
@known_by_option
@click.option("--least", type=click.IntRange(min=1), default=2, show_default=True,
              help="Documents that a story has at least.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text",
              show_default=True, help="Text to read, or one JSON object a story.")  # fmt: skip
@out_option
def stories(
    *,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    on: date | None,
    first: date | None,
    last: date | None,
    place: str | None,
    known_by: date | None,
    least: int,
    form: str,
    out: Path | None,
) -> None:
    """Show who told a story first, who passed it on, and how many vouch for it.

    Documents that tell of one happening, in the same words or others, are one story. Outlets that
    repeat one ministry are one witness.
    """
    one = on is not None and first is None and last is None
    several = on is None and first is not None and last is not None
    if not one and not several:
        raise click.UsageError("give one day as --on DATE, or several as --from DATE --to DATE")
    with open_bench(ledger, theatre, gazetteers) as bench:
        zone = ZoneInfo(bench.theatre.timezone)
        found = bench.stories(
            on=on, first=first, last=last, place=place, known_by=known_by, least=least
        )
    with text_output(out) as stream:
        if form == "jsonl":
            stream.writelines(msgspec.json.encode(s.record()).decode() + "\n" for s in found)
        else:
            stream.write("\n".join(line for story in found for line in _told(story, zone)))
    if not found:
        say(f"no story of {least} documents or more; --least 1 shows those told once")


def _told(story: Story, zone: ZoneInfo) -> Iterator[str]:
    count = len(story.witnesses)
    documents = len({member.document_id for member in story.members})
    begun = story.first.published.astimezone(zone)
    yield (
        f"{begun:%Y-%m-%d %H:%M}  {documents} document{'s' if documents > 1 else ''}, "
        f"{count} witness{'es' if count > 1 else ''}: {', '.join(story.witnesses)}"
    )
    yield from textwrap.wrap(
        story.first.headline, _WIDTH, initial_indent="  ", subsequent_indent="  "
    )
    for member in story.members:
        yield f"{_INDENT}{_when(member, story)}  {member.publisher}: {_how(member, story)}"
    yield ""
    yield ""


def _when(member: Member, story: Story) -> str:
    minutes = round((member.published - story.first.published).total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    return f"+{hours:d}:{rest:02d}".rjust(6)


def _how(member: Member, story: Story) -> str:
    by_id = {m.document_id: m.publisher for m in story.members}
    after = f", after {member.cites}" if member.cites else ""
    if member.how == "first":
        return f"first{after}"
    if member.how == "copies":
        return f"in the words of {by_id.get(member.from_document or '', 'another')}{after}"
    if member.how == "forwards":
        return f"forwarded from {member.cites}"
    return f"cites {member.cites}" if member.how == "cites" else "in its own words"
