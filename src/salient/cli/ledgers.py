"""`salient ledger`: what keeps a ledger sound and takes it elsewhere."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click
import msgspec

from salient.cli.options import known_by_option, ledger_option, out_option, say
from salient.cli.progress import Progress
from salient.cli.writing import output_file, text_output

if TYPE_CHECKING:
    from salient.ledger import Ledger, Redaction, VersionChange
    from salient.model import Claim

__all__ = ["ledger"]

_WIDTH = 200
"""Characters of a changed passage that are shown in the text form."""


@click.group("ledger")
def ledger() -> None:
    """Check, back up, copy, export and migrate ledgers; redact in them; compare wordings."""


@ledger.command("stats")
@ledger_option
def stats(ledger: str) -> None:
    """Count what a ledger holds, and say what wrote it; one JSON object."""
    from salient.ledger import open_ledger

    with open_ledger(ledger, read_only=True) as opened:
        click.echo(msgspec.json.format(msgspec.json.encode(opened.stats()), indent=2).decode())


@ledger.command("check")
@ledger_option
def check(ledger: str) -> None:
    """Look a whole ledger over; name each thing that is wrong, and exit with 1 if there is any.

    The database's own check; every reference, record, quote, count and trigger; the order of
    recorded time; and whether what is derived, such as the search index, is in step.
    """
    from salient.ledger import open_ledger

    found = 0
    with open_ledger(ledger, read_only=True) as opened:
        for finding in opened.check():
            found += 1
            click.echo(f"{finding.kind}\t{finding.where}\t{finding.detail}")
        label = opened.target
    say(f"{label}: {_counted(found, 'finding') if found else 'sound'}")
    if found:
        sys.exit(1)


@ledger.command("migrate")
@ledger_option
def migrate(ledger: str) -> None:
    """Bring a ledger of an older salient up to date.

    Other commands that write do it too; this one does only that. Rows stay as they are. Nothing
    happens to a ledger that is up to date.
    """
    from salient.ledger import open_ledger

    with open_ledger(ledger, read_only=True) as opened:
        before = opened.schema_version
    with open_ledger(ledger) as opened:
        after, label = opened.schema_version, opened.target
    if before == after:
        say(f"{label}: up to date, with schema version {after}")
    else:
        say(f"{label}: brought from schema version {before} to {after}")


@ledger.command("backup")
@ledger_option
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path),
              metavar="FILE", help="The new ledger file to write.")  # fmt: skip
def backup(ledger: str, out: Path) -> None:
    """Write a ledger, as it is at this moment, to a new ledger file; others may go on adding.

    A PostgreSQL ledger becomes an SQLite one; bring it back with `salient ledger copy`.
    """
    from salient.ledger import backup_ledger, open_ledger

    with (
        open_ledger(ledger, read_only=True) as opened,
        Progress("backing up", "rows") as progress,
    ):
        backup_ledger(opened, out, heard=progress.step)
        say(f"{opened.target}: backed up to {out}")


@ledger.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    """Copy a ledger to another place or backend, row by row, without loss.

    FROM and TO are each a file's path or a postgresql:// URL. TO is made where there is none; it
    must be empty.
    """
    from salient.ledger import copy_ledger, making_ledger, open_ledger

    with (
        open_ledger(source, read_only=True) as origin,
        making_ledger(target) as made,
        Progress("copying", "rows") as progress,
    ):
        counts = copy_ledger(origin, made, heard=progress.step)
        say(f"{origin.target}: copied to {made.target}: {_told(counts)}")


@ledger.command("export")
@ledger_option
@known_by_option
@click.option("--format", "form", type=click.Choice(["jsonl", "parquet"]), default="jsonl",
              show_default=True,
              help="jsonl: everything, to keep or to import; parquet: the claims and documents "
              "that answer now, by month, to reckon with.")  # fmt: skip
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="PATH",
              help="The file to write (packed if its name ends in .gz), or the new folder for "
              "parquet.")  # fmt: skip
def export(ledger: str, known_by: date | None, form: str, out: Path) -> None:
    """Write a ledger, as it is at this moment, in a form that other programs read.

    --known-by goes with parquet only: it leaves out what was published after that day, in UTC.
    """
    from salient.ledger import export_archive, open_ledger

    if form == "jsonl" and known_by is not None:
        raise click.UsageError("--known-by goes with --format parquet; an archive holds everything")
    with (
        open_ledger(ledger, read_only=True) as opened,
        Progress("exporting", "rows") as progress,
    ):
        if form == "parquet":
            from salient.workbench.ledgers import write_parquet

            end = None if known_by is None else _end(known_by)
            counts = write_parquet(opened, out, published_by=end, heard=progress.step)
        else:
            with output_file(out) as path, path.open("wb") as stream:
                packed = out.suffix == ".gz"
                counts = export_archive(opened, stream, packed=packed, heard=progress.step)
        say(f"{opened.target}: exported to {out}: {_told(counts)}")


def _end(day: date) -> datetime:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return start + timedelta(days=1) - timedelta(microseconds=1)


@ledger.command("import")
@click.argument("archive", type=click.Path(path_type=Path), metavar="FILE")
@ledger_option
def take(archive: Path, ledger: str) -> None:
    """Take an archive that `salient ledger export` wrote into an empty ledger.

    The ledger is made where there is none. The archive is checked as a whole before any of it is
    kept.
    """
    from salient.ledger import import_archive, making_ledger

    if not archive.is_file():
        raise click.UsageError(f"no file at {archive}; give an archive of salient ledger export")
    with (
        archive.open("rb") as stream,
        making_ledger(ledger) as opened,
        Progress("importing", "rows") as progress,
    ):
        counts = import_archive(stream, str(archive), opened, heard=progress.step)
        say(f"{opened.target}: imported {archive}: {_told(counts)}")


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "no rows"


def _passage(
    context: click.Context, parameter: click.Parameter, given: str | None
) -> tuple[int, int] | None:
    """Read `START:END`."""
    if given is None:
        return None
    start, _, end = given.partition(":")
    if not (start.isdecimal() and end.isdecimal()):
        raise click.BadParameter(
            f"{given!r} is no passage; write START:END, counted in characters of the text from 0 "
            "and without the one at END, such as 120:153",
            context,
            parameter,
        )
    return int(start), int(end)


@ledger.command("redact")
@click.argument("document_id", required=False, metavar="[DOCUMENT_ID]")
@ledger_option
@click.option("--words", metavar="TEXT",
              help="Remove only these words, wherever the document holds them; case and "
              "punctuation make no difference.")  # fmt: skip
@click.option("--passage", callback=_passage, metavar="START:END",
              help="Remove only the words in this passage of the text, wherever the document "
              "holds them.")  # fmt: skip
@click.option("--version", type=click.IntRange(min=1), metavar="N",
              help="The wording that --passage counts in.  [default: the latest]")  # fmt: skip
@click.option("--claim", "claim_id", metavar="ID",
              help="Remove only what this claim quotes; without DOCUMENT_ID.")  # fmt: skip
@click.option("--by", metavar="NAME", help="Who redacts.")
@click.option("--reason", metavar="TEXT", help="Why; do not repeat here what is to be removed.")
@click.option("--list", "listing", is_flag=True, help="List the redactions that were made.")
def redact(ledger: str, *, listing: bool, **given: Any) -> None:
    """Remove a document for good, or words of it, from all that the ledger holds.

    A document goes with all its wordings, readings, claims and reviews of them, and is not taken
    in again. Of words, a mark stands for each character in every wording, claim and review of the
    document, so that offsets stay true; they are blackened too when the document is added again.

    The only change that a ledger knows. It is logged with who, when and why. Backups and exports
    made before still hold what was removed.
    """
    from salient.ledger import open_ledger

    if listing:
        if any(given.values()):
            raise click.UsageError("--list goes alone; leave out the rest")
        with open_ledger(ledger, read_only=True) as opened:
            for made in opened.redactions():
                click.echo(msgspec.json.encode(made).decode())
        return
    parts = [name for name in ("words", "passage", "claim_id") if given[name]]
    if len(parts) > 1:
        raise click.UsageError("give one of --words, --passage and --claim, not several")
    if given["version"] and not given["passage"]:
        raise click.UsageError("--version says which wording --passage counts in; give both")
    if not ((given["document_id"] or given["claim_id"]) and given["by"] and given["reason"]):
        raise click.UsageError(
            "give the document's id, --by NAME and --reason TEXT; or --list alone"
        )
    with open_ledger(ledger) as opened:
        document_id, words = _what(opened, given)
        made = opened.redact(
            document_id,
            datetime.now(UTC),
            redacted_by=given["by"],
            reason=given["reason"],
            words=words,
        )
        _tell_redaction(opened, made, words)


def _what(opened: Ledger, given: dict[str, Any]) -> tuple[str, str | None]:
    """Give the document's id and the words to be removed, None for the document itself."""
    from salient.ledger import claim_passage, passage_words

    document_id: str = given["document_id"]
    if given["claim_id"]:
        held_by, words = claim_passage(opened, given["claim_id"])
        if document_id and document_id != held_by:
            raise click.UsageError(
                f"claim {given['claim_id']} is of document {held_by}, not of {document_id}; "
                "leave the document's id out"
            )
        return held_by, words
    if given["passage"]:
        start, end = given["passage"]
        return document_id, passage_words(opened, document_id, start, end, given["version"])
    return document_id, given["words"]


def _tell_redaction(opened: Ledger, made: Redaction, words: str | None) -> None:
    from salient.ledger import others_with

    wordings, claims = _counted(made.versions, "wording"), _counted(made.claims, "claim")
    if words is None:
        say(
            f"{opened.target}: redacted {made.document_id}: {wordings} and {claims} removed; "
            "backups and exports made before still hold them"
        )
        return
    say(
        f"{opened.target}: redacted {_counted(made.words or 0, 'word')} in {made.document_id}: "
        f"{_counted(made.characters or 0, 'character')} of {wordings} blackened and {claims} "
        "changed; backups and exports made before still hold them"
    )
    others = others_with(opened, made.document_id, words)
    if others:
        say(f"the same words stand in {', '.join(others)}; redact them there as well if need be")


@ledger.command("versions")
@click.argument("document_id", metavar="DOCUMENT_ID")
@ledger_option
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text",
              show_default=True,
              help="For people, or one JSON object for each change.")  # fmt: skip
@out_option
def versions(document_id: str, ledger: str, form: str, out: Path | None) -> None:
    """Show what each new wording of a document changed: its text, and what it claims."""
    from salient.ledger import open_ledger, version_changes

    with open_ledger(ledger, read_only=True) as opened, text_output(out) as stream:
        changes = version_changes(opened, document_id)
        if not changes:
            say(f"{document_id}: one wording only")
        for change in changes:
            if form == "jsonl":
                stream.write(msgspec.json.encode(change).decode() + "\n")
            else:
                _write_change(stream, change)


def _write_change(stream: TextIO, change: VersionChange) -> None:
    recorded = f"{change.recorded_at:%Y-%m-%d %H:%M} UTC"
    lines = [f"version {change.older} to {change.newer}, recorded {recorded}"]
    if change.fields:
        lines.append(f"  changed fields: {', '.join(change.fields)}")
    for passage in change.passages:
        if passage.before is not None:
            lines.append(f"  - {_short(passage.before.text)}")
        if passage.after is not None:
            lines.append(f"  + {_short(passage.after.text)}")
    lines.append(f"  claims: {len(change.kept)} kept")
    for before, after in change.changed:
        lines.append(f"  ~ {_said(before)}")
        lines.append(f"    now {_said(after)}")
    lines.extend(f"  - {_said(one)}" for one in change.gone)
    lines.extend(f"  + {_said(one)}" for one in change.new)
    stream.write("\n".join(lines) + "\n")


def _said(one: Claim) -> str:
    places = ", ".join(place.name or place.text for place in one.places)
    told = f"{one.event_type}, {one.polarity}, {one.mood}"
    return f"{told}{f', {places}' if places else ''}: “{_short(one.quote.text)}”"


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _WIDTH else f"{plain[: _WIDTH - 1]}…"
