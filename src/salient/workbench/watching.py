"""Following feeds: what they hold goes into a ledger, politely and again and again."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from salient.errors import FetchError, OutputError, UsageError
from salient.model import Document, Rejected
from salient.workbench.addresses import checked_url
from salient.workbench.fetching import Fetched, Fetcher
from salient.workbench.robots import Robots

if TYPE_CHECKING:
    from salient.documents import DocumentDefaults
    from salient.workbench.bench import Workbench

__all__ = ["FeedState", "Visit", "Watch", "load_states", "save_states"]

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(hours=24)
"""The longest pause between two visits, whatever a site asks or however often it fails."""
JITTER = 0.1
"""Share of a pause by which it is made longer at random, so that feeds are not asked in step."""
FORMAT = 1


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """What is remembered of a feed between two visits.

    `etag` and `last_modified` are the server's own, for asking whether anything changed;
    `not_before` is when it is asked again; `failures` how often it failed since it last answered.
    `gone` says that the server has taken it away for good.
    """

    etag: str | None = None
    last_modified: str | None = None
    not_before: datetime | None = None
    failures: int = 0
    gone: bool = False


class _StateFile(msgspec.Struct, kw_only=True):
    format: int
    feeds: dict[str, FeedState]


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one visit to a feed; `told` is for people, `failed` says that nothing came.

    `found` are the documents and refusals of the feed, in its order, `state` what is to be
    remembered once they are stored.
    """

    feed: str
    state: FeedState
    told: str
    failed: bool = False
    found: tuple[Document | Rejected, ...] = ()


def load_states(path: Path) -> dict[str, FeedState]:
    """Read what is remembered of feeds; nothing where there is no file.

    Raises:
        UsageError: the file is no such file, or was made by a newer salient.

    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check it, or give another "
                         "file as --state") from error  # fmt: skip
    try:
        found = msgspec.json.decode(data, type=_StateFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: is not what `salient watch` remembers of feeds ({error}); delete it to begin "
            "anew, which loses nothing, or give another file as --state"
        ) from error
    if found.format != FORMAT:
        raise UsageError(
            f"{path}: was written by another version of salient (format {found.format}, this one "
            f"reads {FORMAT}); give another file as --state"
        )
    return found.feeds


def save_states(path: Path, states: dict[str, FeedState]) -> None:
    """Put what is remembered of feeds in place whole.

    Raises:
        OutputError: the file cannot be written.

    """
    partial = path.with_name(f".{path.name}.partial")
    record = _StateFile(format=FORMAT, feeds=dict(sorted(states.items())))
    try:
        partial.write_bytes(msgspec.json.format(msgspec.json.encode(record)) + b"\n")
        partial.replace(path)
    except OSError as error:
        raise OutputError(f"cannot write {path} ({error.strerror}); give --state a file in a "
                          "folder that you may write") from error  # fmt: skip


class Watch:
    """Visits feeds in turn and puts what they hold into a ledger.

    `every` is the pause between two visits to a feed; after failures it doubles each time, up to a
    day, and `Retry-After` and a site's crawl delay are kept to. The pauses are lengthened by up to
    a tenth, at random from `seed`. `states` is what was remembered, `remember` is called with it
    after each visit whose documents are stored.
    """

    def __init__(
        self,
        bench: Workbench,
        feeds: Sequence[str],
        fetcher: Fetcher,
        defaults: DocumentDefaults,
        *,
        every: timedelta,
        states: dict[str, FeedState],
        remember: Callable[[dict[str, FeedState]], None],
        seed: int = 0,
    ) -> None:
        if every < SHORTEST:
            raise UsageError(f"a feed is visited once a minute at most; give --every 1m or more, "
                             f"not {every.total_seconds():g} seconds")  # fmt: skip
        for feed in feeds:
            checked_url(feed)
        self._bench, self._feeds = bench, list(dict.fromkeys(feeds))
        self._fetcher, self._robots = fetcher, Robots(fetcher)
        self._defaults, self._every = defaults, every
        self.states = {feed: states.get(feed, FeedState()) for feed in self._feeds}
        self._remembered, self._remember = states, remember
        self._random = random.Random(seed)

    def due(self, now: datetime, *, asked_for: bool = False) -> list[str]:
        """Return the feeds that are to be visited now.

        With `asked_for` somebody asks for them now: then only those wait that failed, or whose
        site asked to be left alone.
        """
        return [
            feed
            for feed, state in self.states.items()
            if not state.gone
            and (
                state.not_before is None
                or state.not_before <= now
                or (asked_for and not state.failures)
            )
        ]

    def next_visit(self) -> datetime | None:
        """Return when the next feed is to be visited; None if all are gone."""
        moments = [s.not_before or datetime.min.replace(tzinfo=UTC)
                   for s in self.states.values() if not s.gone]  # fmt: skip
        return min(moments, default=None)

    def visit(self, feed: str, now: datetime) -> Visit:
        """Visit one feed, store what it holds, and remember the visit."""
        found = self._visit(feed, self.states[feed], now)
        if found.found:
            summary = self._bench.add_documents(found.found, now=now)
            report = summary.report
            counts = (
                (report.added, "added"),
                (report.new_versions, "in a new version"),
                (report.unchanged + report.reread, "there already"),
                (len(summary.refused), _refused(summary.refused)),
            )
            told = ", ".join(f"{count:,} {what}" for count, what in counts if count)
            found = msgspec.structs.replace(found, told=f"{told}{found.told}")
        self.states[feed] = found.state
        self._remember({**self._remembered, **self.states})
        return found

    def _visit(self, feed: str, state: FeedState, now: datetime) -> Visit:
        try:
            rules = self._robots.ask(feed, now)
            if not rules.allowed:
                told = "the site's robots.txt asks not to fetch it; it is asked again in a day"
                failures = state.failures + 1
                later = msgspec.structs.replace(state, failures=failures, not_before=now + LONGEST)
                return Visit(feed=feed, state=later, told=told, failed=True)
            answer = self._fetcher.fetch(
                feed, _conditions(state), lambda target: self._permit(target, now)
            )
        except FetchError as error:
            return self._failure(feed, state, now, str(error).removeprefix(f"{feed}: "))
        return self._answered(feed, state, now, answer, timedelta(seconds=rules.delay))

    def _permit(self, target: str, now: datetime) -> None:
        if not self._robots.ask(target, now).allowed:
            raise FetchError(f"it redirects to {target}, which the robots.txt there asks not to "
                             "fetch")  # fmt: skip

    def _answered(
        self, feed: str, state: FeedState, now: datetime, answer: Fetched, delay: timedelta
    ) -> Visit:
        pause = max(self._every, delay)
        if answer.status == 304:
            later = msgspec.structs.replace(state, failures=0, not_before=self._after(now, pause))
            return Visit(feed=feed, state=later, told="nothing new")
        if answer.status == 410:
            gone = msgspec.structs.replace(state, gone=True)
            told = "the server says that it is gone for good; it is not asked again"
            return Visit(feed=feed, state=gone, told=told, failed=True)
        if answer.status != 200:
            asked = _retry_after(answer.headers.get("retry-after"), now)
            told = f"the server answers {answer.status}"
            return self._failure(feed, state, now, told, asked)
        found = tuple(_entries(feed, answer, self._defaults))
        if answer.cut:
            # It is asked for again whole: what it said of its version holds for the whole.
            cut = self._failure(feed, state, now, f"; it {answer.cut}")
            return msgspec.structs.replace(cut, found=found)
        later = FeedState(
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            not_before=self._after(now, pause),
        )
        told = ""
        if answer.moved_to:
            told = f"; it has moved to {answer.moved_to}: follow that address from now on"
        return Visit(feed=feed, state=later, told=told, found=found)

    def _failure(
        self,
        feed: str,
        state: FeedState,
        now: datetime,
        told: str,
        asked: datetime | None = None,
    ) -> Visit:
        """Wait twice as long after each failure, and at least as long as the server asks."""
        failures = state.failures + 1
        moment = self._after(now, self._every * 2 ** min(failures, 20))
        if asked is not None:
            moment = min(max(moment, asked), now + LONGEST)
        later = msgspec.structs.replace(state, failures=failures, not_before=moment)
        return Visit(
            feed=feed,
            state=later,
            told=f"{told}; next try at {moment:%Y-%m-%d %H:%M} UTC",
            failed=True,
        )

    def _after(self, now: datetime, pause: timedelta) -> datetime:
        return now + min(pause, LONGEST) * (1.0 + JITTER * self._random.random())


def _refused(refused: Sequence[Rejected]) -> str:
    return f"refused ({', '.join(sorted({rejected.reason for rejected in refused}))})"


def _conditions(state: FeedState) -> dict[str, str]:
    conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in conditions.items() if value is not None}


def _entries(
    feed: str, answer: Fetched, defaults: DocumentDefaults
) -> Sequence[Document | Rejected]:
    from salient.documents import read_feed

    return list(read_feed(feed, answer.body, defaults))


def _retry_after(header: str | None, now: datetime) -> datetime | None:
    """Return the moment that `Retry-After` means: seconds from now, or a date as in mail."""
    if header is None:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return now + timedelta(seconds=min(int(text), LONGEST.total_seconds()))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
