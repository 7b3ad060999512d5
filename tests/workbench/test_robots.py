from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from salient.errors import FetchError
from salient.workbench.fetching import Fetched
from salient.workbench.robots import Robots

NOW = datetime(2022, 5, 14, 12, tzinfo=UTC)
FEED = "https://feed.example/news.xml"


class Canned:
    """A fetcher with one answer for every address."""

    def __init__(self, status: int, body: str = "") -> None:
        self.status, self.body = status, body
        self.asked: list[str] = []

    def fetch(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        permit: Callable[[str], None] | None = None,
    ) -> Fetched:
        self.asked.append(url)
        return Fetched(url=url, status=self.status, headers={}, body=self.body.encode())


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /private", True),
        ("User-agent: salient\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: *\nDisallow: /news", False),
        ("", True),
        ("\x00\xff nonsense <html>", True),
    ],
)
def test_the_rules_for_all_and_for_this_program_hold(rules: str, *, allowed: bool) -> None:
    assert Robots(Canned(200, rules)).ask(FEED, NOW).allowed is allowed


def test_the_pause_that_a_site_asks_for_is_given() -> None:
    assert Robots(Canned(200, "User-agent: *\nCrawl-delay: 1800")).ask(FEED, NOW).delay == 1800.0


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (410, True), (401, False), (403, False)]
)
def test_a_site_without_the_file_allows_all_and_one_that_hides_it_nothing(
    status: int, *, allowed: bool
) -> None:
    assert Robots(Canned(status)).ask(FEED, NOW).allowed is allowed


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_that_cannot_tell_is_not_read(status: int) -> None:
    with pytest.raises(FetchError, match=rf"robots\.txt: answers {status}, so it is not known"):
        Robots(Canned(status)).ask(FEED, NOW)


def test_the_file_is_fetched_once_a_day_for_each_site() -> None:
    fetcher = Canned(200)
    robots = Robots(fetcher)
    for url in (FEED, "https://feed.example/other", "https://other.example/feed"):
        robots.ask(url, NOW)
    assert fetcher.asked == ["https://feed.example/robots.txt", "https://other.example/robots.txt"]
    robots.ask(FEED, NOW + timedelta(hours=25))
    assert len(fetcher.asked) == 3
