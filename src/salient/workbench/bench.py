"""The workbench: one ledger and one theatre, and all that can be asked of them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, Unpack
from zoneinfo import ZoneInfo

from salient.control import ControlSettings, Evidence, EvidenceTable, draw_evidence, estimate
from salient.errors import UsageError
from salient.ledger import Ledger, SearchPage, open_ledger
from salient.model import ClaimReader, Document, Rejected, Review
from salient.theatre import Theatre, load_theatre
from salient.workbench.adding import AddSummary, add_documents
from salient.workbench.claims import ClaimTable
from salient.workbench.constants import read_settings
from salient.workbench.days import as_day, days_between, end_of_day
from salient.workbench.ground import Ground, default_cache
from salient.workbench.habits import AttentiveReader, earlier_claims
from salient.workbench.inputs import documents_in
from salient.workbench.institutions import claims_of, own_claims
from salient.workbench.pictures import ControlPicture
from salient.workbench.queueing import QueuedClaim, review_queue
from salient.workbench.reviewing import Reviews, heard, reviewed_sources
from salient.workbench.searching import SearchLimits, search
from salient.workbench.why import Asked, Why

if TYPE_CHECKING:
    from salient.assessment import Assessment
    from salient.documents import DocumentDefaults
    from salient.places import Geoparser, Habits
    from salient.workbench.disagreement import Disagreement
    from salient.workbench.sources import HolderRecord
    from salient.workbench.stories import Story
    from salient.workbench.territory import Territory
    from salient.workbench.witnesses import Vouching

__all__ = ["Workbench", "open_workbench"]


def open_workbench(
    ledger: str | Path,
    theatre: str | Path | Theatre = "ukraine",
    *,
    gazetteers: Sequence[str | Path] = (),
    create: bool = True,
    read_only: bool = False,
    cache: Path | None = None,
    tell: Callable[[str], None] | None = None,
    settings: str | Path | ControlSettings | None = None,
) -> Workbench:
    """Open a ledger (a file's path or a `postgresql://` URL) with a theatre (a name or a folder).

    The ledger is made where there is none, unless `create` is false. `gazetteers` are files of
    your own that are asked before the theatre's; they are compiled into `cache` (the user's cache
    folder where None). `tell` is given what a person may want to know of that.

    `settings` are the constants of the model of control, or a file of them as
    `salient control fit` writes it; those that ship where None.

    Raises:
        LedgerError: the ledger cannot be opened.
        UsageError: there is no theatre of this name, or the file of constants is broken.
        TheatreError: the theatre's folder is broken.
        GazetteerError: a gazetteer is missing; that one holds no usable row is found when places
            are first needed.

    """
    loaded = theatre if isinstance(theatre, Theatre) else load_theatre(theatre)
    files = tuple(Path(gazetteer) for gazetteer in gazetteers)
    ground = Ground(loaded, cache or default_cache(), files, tell)
    constants = read_settings(Path(settings)) if isinstance(settings, str | Path) else settings
    opened = open_ledger(ledger, create=create and not read_only, read_only=read_only)
    return Workbench(opened, ground, settings=constants)


class Workbench:
    """A ledger and a theatre's ground. Use it in a `with` statement, or call `close`.

    `reader` reads documents into claims; where None, the built-in reader of English does.
    """

    def __init__(
        self,
        ledger: Ledger,
        ground: Ground,
        reader: ClaimReader | None = None,
        *,
        settings: ControlSettings | None = None,
    ) -> None:
        self.ledger = ledger
        self.ground = ground
        self.settings = settings or ControlSettings()
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
        if self._reader is not None:
            return self._reader
        from salient.reading import EnglishReader

        return EnglishReader(self.theatre, self._places)

    @cached_property
    def _habits(self) -> Habits:
        from salient.places import Habits

        return Habits(lambda source: earlier_claims(self.ledger, source))

    @cached_property
    def _places(self) -> Geoparser:
        """The ground's geoparser, with the habits of the publisher that is being read."""
        return self.ground.geoparser.with_habits(self._habits)

    def read_with(self, name: str, options: Mapping[str, str] | None = None) -> None:
        """Choose what reads documents from now on, by name and options as `make_reader` has them.

        Raises:
            UsageError: there is no such reader, or it cannot be made with these options.

        """
        from salient.workbench.readers import make_reader

        self._reader = make_reader(name, self.theatre, self._places, options)
        self.__dict__.pop("reader", None)

    # -- adding ----------------------------------------------------------------------------

    def add(
        self,
        inputs: Sequence[str | Path],
        *,
        defaults: DocumentDefaults | None = None,
        now: datetime | None = None,
    ) -> AddSummary:
        """Read files, folders and globs into the ledger; adding again is harmless.

        What cannot be used is stored as a rejection and listed in the answer; nothing is raised
        for it. `defaults` stand in for what documents do not state. `now` is the time of
        recording, the present moment where None.
        """
        from salient.documents import DocumentDefaults

        given = defaults or DocumentDefaults(timezone=self.theatre.timezone)
        documents = documents_in(inputs, given, ledger=self.ledger.target)
        return self.add_documents(documents, now=now)

    def add_documents(
        self,
        documents: Iterable[Document | Rejected],
        *,
        now: datetime | None = None,
        heard: Callable[[Document | Rejected], None] | None = None,
    ) -> AddSummary:
        """Read documents into claims and store both; `heard` is told of each as it is read.

        Among places of one name those are likelier near which the document's publisher wrote of
        others, by the ledger and by the documents before it, if they were published earlier.
        """
        # What the ledger holds counts, with the reviews made since; not what a broken run noted.
        self._habits.forget()
        reader = AttentiveReader(self.reader, self._habits)
        summary = add_documents(
            self.ledger, reader, documents, theatre=self.theatre.name, now=now, heard=heard
        )
        self.ledger.search.index()
        return summary

    # -- asking ----------------------------------------------------------------------------

    def claims(
        self,
        *,
        place: str | None = None,
        known_by: date | str | None = None,
        published_from: date | str | None = None,
    ) -> ClaimTable:
        """Give claims by publication time, as a sequence that also gives frames.

        `place` (a name or an id) limits them to those that name it or speak of its control;
        `known_by` and `published_from` to those published by the end of a day, or from its start.

        Raises:
            UsageError: the place is unknown, or a day is none.

        """
        ids = None if place is None else [self.ground.find(place)[0].place_id]
        found = self.ledger.claims(
            place_ids=ids,
            published_by=self._end(known_by),
            published_from=None if published_from is None else self._start(published_from),
        )
        return ClaimTable(found)

    def _end(self, day: date | str | None) -> datetime | None:
        return None if day is None else end_of_day(as_day(day), self.theatre)

    def _start(self, day: date | str) -> datetime:
        return datetime.combine(as_day(day), time.min, ZoneInfo(self.theatre.timezone))

    def search(
        self,
        text: str | None = None,
        *,
        documents: bool = False,
        order: Literal["relevance", "newest", "oldest"] = "relevance",
        limit: int = 50,
        offset: int = 0,
        **limits: Unpack[SearchLimits],
    ) -> SearchPage:
        """Find claims, or documents, by words in any of three languages and by what they are about.

        `text` is a query as docs/search.md has it; `limits` are those of `SearchLimits`.

        Raises:
            UsageError: the query, a place, a day or a limit is none, or nothing is asked for.

        """
        return search(
            self.ledger, self.ground, text,
            documents=documents, order=order, limit=limit, offset=offset, **limits,
        )  # fmt: skip

    # -- reviewing -------------------------------------------------------------------------

    @property
    def reviews(self) -> Reviews:
        """What analysts said: to list, to merge documents, mark sources, and take reviews back."""
        return Reviews(self.ledger, self.ground)

    def review(
        self,
        claim_id: str,
        verdict: str,
        changes: Mapping[str, str] | None = None,
        *,
        by: str,
        reason: str,
        now: datetime | None = None,
    ) -> Review:
        """Accept, reject or correct a claim (`verdict`: `accept`, `reject`, `correct`).

        `changes` says what is to be corrected, by the names of `salient review claim --set`. The
        correction counts from `now` (the present moment where None) in every answer.

        Raises:
            UsageError: the verdict, a correction, the name or the reason is none.
            LedgerError: there is no such claim, or the ledger cannot be written.

        """
        return self.reviews.claim(claim_id, verdict, changes, by=by, reason=reason, now=now)

    def review_queue(
        self, *, first: date | str | None = None, last: date | str | None = None
    ) -> list[QueuedClaim]:
        """Rank the claims that want a look, of those published from `first` to `last`."""
        since = None if first is None else self._start(first)
        return review_queue(self.ledger.claims(published_from=since, published_by=self._end(last)))

    def evidence(
        self, known_by: date | str | None = None, *, without: Container[str] = ()
    ) -> Sequence[Evidence]:
        """Say what the claims published by the end of a day, or all, tell of control.

        In the order of the claims, kept in columns (`salient.control.EvidenceTable`): an item is
        made where it is looked at. `without` holds ids of claims to leave out.

        As reviews leave it: corrected claims, the reliability that sources were marked with, and
        without what marked sources say that are no witnesses.
        """
        found = self.ledger.claims(published_by=self._end(known_by))
        claims = (claim for claim in found if claim.claim_id not in without)
        drawn = draw_evidence(
            heard(claims, self.ledger, self.theatre.sources),
            sides=self.theatre.side_ids,
            timezone=self.theatre.timezone,
            sources=reviewed_sources(self.ledger, self.theatre.sources),
            regions=frozenset(self.ground.members),
        )
        return EvidenceTable.of(drawn)

    def control(
        self,
        *,
        on: date | str | None = None,
        first: date | str | None = None,
        last: date | str | None = None,
        places: Sequence[str] | None = None,
        known_by: date | str | None = None,
        as_known: bool = False,
        only_sources: Sequence[str] = (),
        without_sources: Sequence[str] = (),
    ) -> ControlPicture:
        """Estimate who holds what on one day (`on`) or on each day from `first` to `last`.

        `places` (ids) limits the answer; `known_by` uses only what was published by the end of
        that day; `as_known` gives each day as it was known at its end. `only_sources` (names) uses
        only claims for which one of them vouches itself, `without_sources` none that one of them
        holds or passes on.

        Raises:
            UsageError: neither a day nor days are given, one is none or lies before the theatre's
                first day, a place is unknown, or no claim is of such a source.

        """
        days = self._days(on, first, last)
        known = None if known_by is None else as_day(known_by)
        latest = min(known or days[-1], days[-1]) if as_known else known
        series = estimate(
            self._evidence_of(latest, only_sources, without_sources),
            self.ground.sites,
            days,
            as_known=as_known,
            known_by=known,
            places=places,
            settings=self.settings,
        )
        return ControlPicture(series, self.ground.places)

    def _evidence_of(
        self, latest: date | None, only: Sequence[str], without: Sequence[str]
    ) -> Sequence[Evidence]:
        """Give the evidence known by a day of some sources only, or without some."""
        found = self.evidence(latest)
        if not only and not without:
            return found
        claims = list(self.ledger.claims(published_by=self._end(latest)))
        sources = self.theatre.sources
        if only:
            own = own_claims(claims, only, sources)
            found = [e for e in found if e.claim_id in own]
        if without:
            left_out = claims_of(claims, without, (), sources)
            found = [e for e in found if e.claim_id not in left_out]
        return found

    def _days(
        self, on: date | str | None, first: date | str | None, last: date | str | None
    ) -> list[date]:
        if on is not None and first is None and last is None:
            days = [as_day(on)]
        elif on is None and first is not None and last is not None:
            days = days_between(as_day(first), as_day(last))
        else:
            raise UsageError("give one day (on), or the first and the last of several days")
        self._check_day(days[0])
        return days

    def _check_day(self, day: date) -> None:
        """Refuse a day before the first before any claim is read for it."""
        if day < self.theatre.first_day:
            raise UsageError(
                f"{day} lies before {self.theatre.first_day}, the first day of the theatre "
                f"{self.theatre.name}; ask for that day or a later one"
            )

    def territory(
        self,
        *,
        on: date | str | None = None,
        first: date | str | None = None,
        last: date | str | None = None,
        ends: bool = False,
        known_by: date | str | None = None,
        as_known: bool = False,
        only_sources: Sequence[str] = (),
        without_sources: Sequence[str] = (),
    ) -> Territory:
        """Give the ground behind the estimates: fronts, areas, population, what changed.

        The days and sources are those of `control`; with `ends` only the first and the last of
        several, which is all that a comparison needs.

        Raises:
            UsageError: as for `control`.

        """
        from salient.workbench.territory import Territory, tessellation_of

        days = self._days(on, first, last)
        wanted = sorted({days[0], days[-1]}) if ends else days
        known = None if known_by is None else as_day(known_by)
        latest = min(known or days[-1], days[-1]) if as_known else known
        series = estimate(
            self._evidence_of(latest, only_sources, without_sources),
            self.ground.sites,
            wanted,
            as_known=as_known,
            known_by=known,
            settings=self.settings,
        )
        picture = ControlPicture(series, self.ground.places)
        return Territory(picture, tessellation_of(self.ground), self.ground)

    def disagreement(
        self,
        on: date | str,
        *,
        sources: Sequence[str] = (),
        known_by: date | str | None = None,
        as_known: bool = False,
    ) -> Disagreement:
        """Set the maps of some institutions, each from its own claims alone, beside each other.

        `sources` are names; where there are none, those with most evidence, and each side's own
        institutions together. The other options are those of `control`.

        Raises:
            UsageError: the day is none or before the theatre's first, or a source vouches for no
                claim.

        """
        day = as_day(on)
        self._check_day(day)
        from salient.workbench.disagreement import disagreement

        known = None if known_by is None else as_day(known_by)
        return disagreement(self, day, sources, known_by=known, as_known=as_known)

    def why(
        self,
        place: str,
        on: date | str,
        *,
        known_by: date | str | None = None,
        as_known: bool = False,
        without_sources: Sequence[str] = (),
        without_claims: Sequence[str] = (),
    ) -> Why:
        """Give the claims that carry the estimate of one place on one day, each with its weight.

        `place` is a name or an id; of several settlements of one name the most populous is meant.
        `without_sources` (names) and `without_claims` (ids) ask what the estimate would be without
        them; claims that a source only passes on are left out too. The other options are those of
        `control`.

        Raises:
            UsageError: the place is unknown, the day is none or before the theatre's first, or no
                claim is of such a source or has such an id.

        """
        day = as_day(on)
        self._check_day(day)
        known = None if known_by is None else as_day(known_by)
        settlement, namesakes = self.ground.find(place)
        latest = min(known or day, day) if as_known else known
        asked = Asked(self.ground.sites, settlement.place_id, day, as_known, known, self.settings)
        found = asked.answer(self.evidence(latest))
        without = None
        if without_sources or without_claims:
            claims = self.ledger.claims(published_by=self._end(latest))
            left_out = claims_of(claims, without_sources, without_claims, self.theatre.sources)
            without = asked.estimate(self.evidence(latest, without=left_out))
        return Why(
            place=settlement,
            namesakes=namesakes,
            estimate=found.estimate,
            explanation=found.explanation,
            claims=self.ledger.claims_by_id(w.claim_id for w in found.explanation.weights),
            without=without,
            left_out=(*without_sources, *without_claims),
        )

    def stories(
        self,
        *,
        on: date | str | None = None,
        first: date | str | None = None,
        last: date | str | None = None,
        place: str | None = None,
        known_by: date | str | None = None,
        least: int = 2,
    ) -> list[Story]:
        """Give what several documents tell of one happening: who first, who passed it on.

        Stories of at least `least` documents, one of them published on the day (`on`) or days
        (`first` to `last`), as known at the end of the last, or of `known_by`. `place` (a name or
        an id) limits them to those that are set there or name it.

        Raises:
            UsageError: no days are given, one is none, or the place is unknown.

        """
        from salient.workbench.told import days_asked, stories_between

        return stories_between(
            self.ledger,
            self.theatre,
            days_asked(on, first, last),
            place=None if place is None else self.ground.find(place)[0],
            names=() if place is None or ":" in place else (place,),
            known_by=None if known_by is None else as_day(known_by),
            least=least,
        )

    def independence(self, known_by: date | str | None = None) -> dict[str, Vouching]:
        """Say of each claim, by its id, who vouches for it and whether that is a repetition."""
        from salient.workbench.told import ledger_independence

        return ledger_independence(
            self.ledger, self.theatre, None if known_by is None else as_day(known_by)
        )

    def sources(self, on: date | str | None = None, *, least: int = 1) -> list[HolderRecord]:
        """Give each holder's record at the end of a day: claims, borne out, contradicted, lean.

        The day is that of the last claim where None. Holders with fewer than `least` claims about
        who holds a place are left out; who has most comes first.

        Raises:
            UsageError: the day is none, or lies before the theatre's first.

        """
        from salient.workbench.sources import records_of

        evidence = self.evidence(on)
        last = max((item.known for item in evidence), default=self.theatre.first_day)
        day = max(last, self.theatre.first_day) if on is None else as_day(on)
        self._check_day(day)
        sources = reviewed_sources(self.ledger, self.theatre.sources)
        return records_of(evidence, self.ground.sites, sources, day, self.settings, least=least)

    def assess(self, on: date | str) -> Assessment:
        """Compose the assessment of one day from what was published by its end.

        Raises:
            UsageError: the day is none, or lies before the theatre's first.

        """
        day = as_day(on)
        self._check_day(day)
        from salient.assessment import compose
        from salient.workbench.assessing import gather

        return compose(gather(self.ledger, self.ground, day, self.evidence(day), self.settings))
