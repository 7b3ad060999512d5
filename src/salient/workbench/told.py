"""The stories that a ledger's documents tell on given days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from salient.documents.wordings import Wordings
from salient.errors import UsageError
from salient.ledger import Ledger
from salient.model import Place
from salient.theatre import Theatre
from salient.workbench.days import as_day, end_of_day
from salient.workbench.stories import Story
from salient.workbench.witnesses import Vouching, independence, stories_of

__all__ = ["LOOK_BACK", "days_asked", "ledger_independence", "stories_between"]

LOOK_BACK = timedelta(days=32)
"""How far before the days asked for documents are read: a month, in which it is learned which words
are rare, and the two days that a story may have begun before."""


def days_asked(
    on: date | str | None, first: date | str | None, last: date | str | None
) -> tuple[date, date]:
    """Return the first and the last day of a question.

    Raises:
        UsageError: neither one day nor two are given, one is none, or they are in the wrong order.

    """
    if on is not None and first is None and last is None:
        return as_day(on), as_day(on)
    if on is None and first is not None and last is not None:
        days = as_day(first), as_day(last)
        if days[1] < days[0]:
            raise UsageError(f"the days run from {days[0]} back to {days[1]}; give the earlier day "
                             "first")  # fmt: skip
        return days
    raise UsageError("give one day (on), or the first and the last of several days")


def stories_between(
    ledger: Ledger,
    theatre: Theatre,
    days: tuple[date, date],
    *,
    place: Place | None = None,
    names: Sequence[str] = (),
    known_by: date | None = None,
    least: int = 2,
) -> list[Story]:
    """Give the stories with at least `least` documents, one of them published on the days asked.

    They are told as known at the end of the last day, or of `known_by` where that is earlier.
    `place` limits them to those that a claim sets there, or in which a passage has its name or one
    of `names`. The order is that of their first passages.
    """
    zone = ZoneInfo(theatre.timezone)
    begun = datetime.combine(days[0], time.min, zone)
    ended = end_of_day(min(days[1], known_by or days[1]), theatre)
    documents = list(ledger.documents(published_from=begun - LOOK_BACK, published_by=ended))
    claims = ledger.claims(published_from=begun - LOOK_BACK, published_by=ended)
    texts = {document.document_id: document.text for document in documents}
    wordings = Wordings()
    called = [] if place is None else [place.name, *names]
    wanted = {tuple(wordings.stems(name)) for name in called} - {()}
    return [
        story
        for story in stories_of(documents, claims, sources=theatre.sources)
        if len({member.document_id for member in story.members}) >= least
        and any(begun <= member.published <= ended for member in story.members)
        and (
            place is None
            or place.place_id in story.place_ids
            or any(
                _holds(tuple(wordings.stems(texts[m.document_id][m.start : m.end])), run)
                for m in story.members
                for run in wanted
            )
        )
    ]


def ledger_independence(
    ledger: Ledger, theatre: Theatre, known_by: date | None = None
) -> dict[str, Vouching]:
    """Say of each claim who vouches for it, from what was published by the end of a day, or all."""
    moment = None if known_by is None else end_of_day(known_by, theatre)
    return independence(
        ledger.claims(published_by=moment),
        ledger.documents(published_by=moment),
        sources=theatre.sources,
    )


def _holds(stems: tuple[int, ...], run: tuple[int, ...]) -> bool:
    return any(stems[i : i + len(run)] == run for i in range(len(stems) - len(run) + 1))
