"""`salient review` and its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from salient.cli.options import (
    day_option,
    gazetteer_option,
    ledger_option,
    open_bench,
    out_option,
    say,
    theatre_option,
)
from salient.cli.told_reviews import told_queue, told_reviews
from salient.cli.writing import text_output

if TYPE_CHECKING:
    from salient.model import Review

__all__ = ["review"]

F = TypeVar("F", bound=Callable[..., Any])


class ReviewGroup(click.Group):
    """Takes a claim's id in the place of a command: `salient review CLAIM_ID --accept`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; what is none and looks like an id is one of `claim`."""
        if args and args[0] not in self.commands and args[0].startswith("claim-"):
            args = ["claim", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=ReviewGroup)
def review() -> None:
    """Accept, reject and correct what was read; every estimate is computed from that again.

    Reviews are only ever added: the latest of a thing stands, all are kept. `salient review
    CLAIM_ID …` is short for `salient review claim CLAIM_ID …`.
    """


def signed(command: F) -> F:
    """Options that every act of review has."""
    for option in (
        click.option("--reason", required=True, metavar="TEXT", help="Why."),
        click.option("--by", required=True, metavar="NAME", help="Who reviews."),
        gazetteer_option,
        theatre_option,
        ledger_option,
    ):
        command = option(command)
    return command


@review.command("claim")
@click.argument("claim_id")
@signed
@click.option("--accept", "verdict", flag_value="accept", help="It is right as it stands.")
@click.option("--reject", "verdict", flag_value="reject",
              help="It is none, or not to be used; it is left out of every answer.")  # fmt: skip
@click.option("--set", "settings", multiple=True, metavar="WHAT=VALUE",
              help="Correct it: place, holder, date, event, polarity, mood, actor or control; "
              "place[WORDS] for one of several places; none for nothing. May be given several "
              "times.")  # fmt: skip
def claim(
    *,
    claim_id: str,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    by: str,
    reason: str,
    verdict: str | None,
    settings: tuple[str, ...],
) -> None:
    """Accept, reject or correct the claim with this id."""
    changes = _changes(settings)
    if (verdict is None) == (not changes):
        raise click.UsageError("give one of --accept, --reject and --set WHAT=VALUE")
    with open_bench(ledger, theatre, gazetteers, write=True) as bench:
        made = bench.review(claim_id, verdict or "correct", changes, by=by, reason=reason)
        after = bench.ledger.claims_by_id([claim_id])
    _tell(made)
    for applied in getattr(after.get(claim_id), "reviews", ()):
        if applied.review_id == made.review_id:
            for one in applied.changes:
                say(f"  {one.field}: {one.before or 'nothing'} -> {one.after or 'nothing'}")


def _changes(settings: Iterable[str]) -> dict[str, str]:
    changes: dict[str, str] = {}
    for setting in settings:
        what, equals, value = setting.partition("=")
        if not equals or not value.strip():
            raise click.UsageError(
                f"--set {setting!r} has no value; write it as WHAT=VALUE, such as event=repel"
            )
        changes[what.strip()] = value.strip()
    return changes


def _tell(made: Review) -> None:
    say(f"{made.review_id}: recorded at {made.recorded_at:%Y-%m-%d %H:%M:%S} UTC")


@review.command("merge")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT_ID…")
@signed
def merge(
    *,
    documents: tuple[str, ...],
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    by: str,
    reason: str,
) -> None:
    """Say that documents are one text published more than once: one witness, not several.

    Of merged documents the one that was published first answers.
    """
    with open_bench(ledger, theatre, gazetteers, write=True) as bench:
        _tell(bench.reviews.merge(documents, by=by, reason=reason))


@review.command("source")
@click.argument("name")
@signed
@click.option("--mark", type=click.Choice(["reliable", "unreliable", "not-a-witness", "unmarked"]),
              help="What is thought of it; unmarked ends an earlier mark.")  # fmt: skip
@click.option("--reliability", type=click.FloatRange(0.0, 1.0), metavar="NUMBER",
              help="Or the chance, 0 to 1, that a flat statement of its holds up.")  # fmt: skip
def source(
    *,
    name: str,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    by: str,
    reason: str,
    mark: str | None,
    reliability: float | None,
) -> None:
    """Mark the source NAME, a publisher or another holder of claims."""
    if (mark is None) == (reliability is None):
        raise click.UsageError("give either --mark or --reliability")
    with open_bench(ledger, theatre, gazetteers, write=True) as bench:
        made = bench.reviews.mark_source(
            name, mark or "reliability", reliability, by=by, reason=reason
        )
    _tell(made)


@review.command("take-back")
@click.argument("review_id")
@signed
def take_back(
    *,
    review_id: str,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    by: str,
    reason: str,
) -> None:
    """Take the review with this id back: it counts no more, and stays in the record."""
    with open_bench(ledger, theatre, gazetteers, write=True) as bench:
        _tell(bench.reviews.take_back(review_id, by=by, reason=reason))


_form = click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
    help="Text to read, or one JSON object a line.",
)  # fmt: skip


@review.command("list")
@ledger_option
@theatre_option
@gazetteer_option
@click.option("--place", metavar="PLACE", help="Only reviews of claims that name this place.")
@click.option("--unattached", is_flag=True,
              help="Only reviews of claims whose words no claim holds at present.")  # fmt: skip
@click.option("--standing", is_flag=True, help="Leave out what was taken back.")
@_form
@out_option
def listed(
    *,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    place: str | None,
    unattached: bool,
    standing: bool,
    form: str,
    out: Path | None,
) -> None:
    """List the reviews in the order in which they were made."""
    with open_bench(ledger, theatre, gazetteers) as bench:
        found = bench.reviews.find(place=place, unattached=unattached, standing=standing)
        void = {one.review_id for one in found} - {
            one.review_id for one in bench.reviews.find(standing=True)
        }
    with text_output(out) as stream:
        if form == "jsonl":
            stream.writelines(_line(one) for one in found)
        else:
            stream.write(told_reviews(found, void))


def _line(value: object) -> str:
    return msgspec.json.encode(value).decode() + "\n"


@review.command("queue")
@ledger_option
@theatre_option
@gazetteer_option
@day_option("--from", "first", help="Only claims published on this day or later.")
@day_option("--to", "last", help="Only claims published on this day or earlier.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True,
              help="Claims to list, the first ones.")  # fmt: skip
@_form
@out_option
def queue(
    *,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    first: date | None,
    last: date | None,
    limit: int,
    form: str,
    out: Path | None,
) -> None:
    """List the claims that want a look, the most pressing first.

    Those whose place is uncertain or was not found, and those that contradict each other about
    who holds a place, unless somebody has reviewed them.
    """
    with open_bench(ledger, theatre, gazetteers) as bench:
        found = bench.review_queue(first=first, last=last)
    with text_output(out) as stream:
        if form == "jsonl":
            stream.writelines(_line(one) for one in found[:limit])
        else:
            stream.write(told_queue(found, limit))
