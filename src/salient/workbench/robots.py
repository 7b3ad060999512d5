"""What a site asks of programs: robots.txt (RFC 9309)."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import msgspec

from salient.errors import FetchError
from salient.workbench.fetching import AGENT, Fetcher

__all__ = ["Robots", "RobotsAnswer"]

KEPT = timedelta(hours=24)
_FORBIDDEN = frozenset({401, 403})


class RobotsAnswer(msgspec.Struct, frozen=True):
    """Whether an address may be fetched, and how many seconds the site wants between two visits."""

    allowed: bool
    delay: float = 0.0


class Robots:
    """The rules of sites, each fetched at most once a day."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._known: dict[str, tuple[datetime, RobotFileParser]] = {}

    def ask(self, url: str, now: datetime) -> RobotsAnswer:
        """Ask whether `url` may be fetched.

        A site without the file allows all, one that forbids reading it allows nothing.

        Raises:
            FetchError: the site cannot tell at present, which is to be taken for a no.

        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._known.get(site)
        if known is None or now - known[0] > KEPT:
            known = self._known[site] = (now, self._fetch(f"{site}/robots.txt"))
        rules = known[1]
        delay = rules.crawl_delay(AGENT)
        return RobotsAnswer(rules.can_fetch(AGENT, url), float(delay or 0.0))

    def _fetch(self, address: str) -> RobotFileParser:
        rules = RobotFileParser(address)
        found = self._fetcher.fetch(address)
        if found.status == 200:
            rules.parse(found.body.decode("utf-8", "replace").splitlines())
        elif found.status in _FORBIDDEN:
            rules.parse(["User-agent: *", "Disallow: /"])
        elif 400 <= found.status < 500 and found.status != 429:
            rules.parse([])
        else:
            raise FetchError(
                f"{address}: answers {found.status}, so it is not known whether the site may be "
                "read; it is tried again later"
            )
        return rules
