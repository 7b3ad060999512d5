"""The workbench: one ledger and one theatre, and all that can be asked of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

import msgspec

from salient.assessment import Assessment, compose
from salient.control import Evidence, estimate, evidence_from_claims, explain
from salient.documents import DocumentDefaults, find_inputs, read_documents
from salient.errors import UsageError
from salient.ledger import AddReport, DocumentReading, Ledger, open_ledger
from salient.model import Claim, ClaimReader, Document, Reader, Rejected
from salient.reading import EnglishReader
from salient.theatre import Theatre, load_theatre
from salient.workbench.assessing import gather
from salient.workbench.days import as_day, days_between, end_of_day
from salient.workbench.ground import Ground
from salient.workbench.layers import is_english, not_read
from salient.workbench.pictures import ControlPicture
from salient.workbench.why import Why

__all__ = ["AddSummary", "Workbench", "open_workbench"]

BATCH = 64
"""Documents stored in one transaction."""


class AddSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What adding did: the ledger's counts, and what could not be used, by reason."""

    report: AddReport
    refused: tuple[Rejected, ...]
    unread: dict[str, int]


def default_cache() -> Path:
    """Where gazetteers are compiled for the user, unless told otherwise."""
    return Path.home() / ".cache" / "salient"


def open_workbench(
    ledger: str | Path,
    theatre: str | Path | Theatre = "ukraine",
    *,
    gazetteers: Sequence[str | Path] = (),
    create: bool = True,
    read_only: bool = False,
    cache: Path | None = None,
) -> Workbench:
    """Open a ledger (a file's path or a `postgresql://` URL) with a theatre (a name or a folder).

    The ledger is made where there is none, unless `create` is false. `gazetteers` are files that
    come before the theatre's own; `cache` is where they are compiled.

    Raises:
        LedgerError: the ledger cannot be opened.
        TheatreError: the theatre is unknown or broken.

    """
    loaded = theatre if isinstance(theatre, Theatre) else load_theatre(theatre)
    ground = Ground(loaded, cache or default_cache(), tuple(Path(g) for g in gazetteers))
    return Workbench(open_ledger(ledger, create=create and not read_only, read_only=read_only), ground)


class Workbench:
    """A ledger and a theatre's ground. Use it in a `with` statement, or call `close`."""

    def __init__(self, ledger: Ledger, ground: Ground, reader: ClaimReader | None = None) -> None:
        self.ledger = ledger
        self.ground = ground
        self.theatre = ground.theatre
        self._reader = reader

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the ledger's file or connections back."""
        self.ledger.close()

    @cached_property
    def reader(self) -> ClaimReader:
        """What reads documents into claims: the reader given, else the built-in one."""
        return self._reader or EnglishReader(self.theatre, self.ground.geoparser)

    # -- adding ----------------------------------------------------------------------------

    def add(
        self,
        inputs: Sequence[str | Path],
        *,
        defaults: DocumentDefaults | None = None,
        now: datetime | None = None,
    ) -> AddSummary:
        """Read files, folders and globs into the ledger; adding again is harmless.

        What cannot be used is stored as a rejection and listed in the answer. `now` is the time
        of recording, the present moment where None.
        """
        found = find_inputs([str(i) for i in inputs])
        given = defaults or DocumentDefaults(timezone=self.theatre.timezone)
        streams = (item for path in found.paths for item in read_documents(path, given))
        return self.add_documents(chain(found.rejected, streams), now=now)

    def add_documents(
        self,
        documents: Iterable[Document | Rejected],
        *,
        now: datetime | None = None,
        heard: Callable[[Document | Rejected], None] | None = None,
    ) -> AddSummary:
        """Read documents into claims and store both; `heard` is told of each as it is stored."""
        total, refused, unread = AddReport(), [], Counter[str]()
        for batch in _batches(documents):
            moment = now or datetime.now(UTC)
            items = list(self._readings(batch, unread))
            report = self.ledger.add_many(items, moment, theatre=self.theatre.name)
            total += report
            refused += [item for item in batch if isinstance(item, Rejected)]
            refused += report.refused
            if heard is not None:
                for item in batch:
                    heard(item)
        return AddSummary(report=total, refused=tuple(refused), unread=dict(sorted(unread.items())))

    def _readings(
        self, batch: Sequence[Document | Rejected], unread: Counter[str]
    ) -> Iterator[DocumentReading | Rejected]:
        reader = Reader(name=self.reader.name, version=self.reader.version)
        documents = [item for item in batch if isinstance(item, Document)]
        fresh = {id(d) for d in self.ledger.unread(documents, reader)}
        for item in batch:
            if isinstance(item, Rejected):
                yield item
            elif id(item) not in fresh:
                yield DocumentReading(document=item, reader=reader)
            elif not is_english(item):
                unread[item.language] += 1
                yield DocumentReading(
                    document=item, reader=reader, rejected=(not_read(item, reader.name),)
                )
            else:
                found = self.reader.read(item)
                yield DocumentReading(
                    document=item,
                    reader=reader,
                    claims=tuple(f for f in found if isinstance(f, Claim)),
                    rejected=tuple(f for f in found if isinstance(f, Rejected)),
                )

    # -- asking ----------------------------------------------------------------------------

    def claims(
        self,
        *,
        known_by: date | str | None = None,
        published_from: date | str | None = None,
        place: str | None = None,
    ) -> list[Claim]:
        """Claims by publication time; `known_by` leaves out what was published after that day."""
        ids = None if place is None else [self.ground.find(place)[0].place_id]
        return list(
            self.ledger.claims(
                place_ids=ids,
                published_by=self._by(known_by),
                published_from=None if published_from is None else self._from(published_from),
            )
        )

    def _by(self, day: date | str | None) -> datetime | None:
        return None if day is None else end_of_day(as_day(day), self.theatre)

    def _from(self, day: date | str) -> datetime:
        return datetime.combine(as_day(day), datetime.min.time(), ZoneInfo(self.theatre.timezone))

    def evidence(self, known_by: date | None = None) -> list[Evidence]:
        """What the claims published by a day say about control."""
        return evidence_from_claims(
            self.ledger.claims(published_by=self._by(known_by)),
            sides=self.theatre.side_ids,
            timezone=self.theatre.timezone,
            sources=self.theatre.sources,
            regions=frozenset(self.ground.members),
        )

    def control(
        self,
        *,
        on: date | str | None = None,
        first: date | str | None = None,
        last: date | str | None = None,
        places: Sequence[str] | None = None,
        known_by: date | str | None = None,
        as_known: bool = False,
    ) -> ControlPicture:
        """Who holds what on one day (`on`) or on each day from `first` to `last`.

        `places` (ids) limits the answer; `known_by` uses only what was published by the end of
        that day; `as_known` gives each day as it was known at its end.

        Raises:
            UsageError: neither a day nor days are given, a day lies before the theatre's first
                day, or a place is unknown.

        """
        days = self._days(on, first, last)
        known = None if known_by is None else as_day(known_by)
        series = estimate(
            self.evidence(known if not as_known else min(known or days[-1], days[-1])),
            self.ground.sites,
            days,
            as_known=as_known,
            known_by=known,
            places=places,
        )
        return ControlPicture(series, self.ground.places)

    @staticmethod
    def _days(
        on: date | str | None, first: date | str | None, last: date | str | None
    ) -> list[date]:
        if on is not None and first is None and last is None:
            return [as_day(on)]
        if on is None and first is not None and last is not None:
            return days_between(as_day(first), as_day(last))
        raise UsageError("give one day (on), or the first and the last of several")

    def why(
        self, place: str, on: date | str, *, known_by: date | str | None = None
    ) -> Why:
        """The claims that carry the estimate of one place on one day, each with its weight.

        Raises:
            UsageError: the place or the day is unknown to the theatre.

        """
        day = as_day(on)
        known = None if known_by is None else as_day(known_by)
        settlement, _ = self.ground.find(place)
        evidence = self.evidence(known)
        series = estimate(
            evidence, self.ground.sites, [day], known_by=known, places=[settlement.place_id]
        )
        explanation = explain(
            evidence, self.ground.sites, settlement.place_id, day, known_by=known
        )
        ids = [weight.claim_id for weight in explanation.weights]
        return Why(
            place=settlement,
            estimate=next(series.estimates(day)),
            explanation=explanation,
            claims=self.ledger.claims_by_id(ids),
        )

    def assess(self, on: date | str) -> Assessment:
        """The assessment of one day, from what was published by its end."""
        return compose(gather(self.ledger, self.ground, as_day(on), self.evidence(as_day(on))))


def _batches(items: Iterable[Document | Rejected]) -> Iterator[list[Document | Rejected]]:
    batch: list[Document | Rejected] = []
    for item in items:
        batch.append(item)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch

