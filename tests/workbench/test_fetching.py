from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from unruly_server import HEAD, Server, feed, running

from salient.errors import FetchError
from salient.workbench.addresses import anywhere
from salient.workbench.fetching import FetchLimits, HttpFetcher

SMALL = FetchLimits(size=100_000, seconds=60.0, idle=30.0, redirects=3)
BRIEF = FetchLimits(size=100_000, seconds=1.5, idle=30.0, redirects=3)
"""For servers that would keep on longer than a test should last."""


@pytest.fixture(scope="module")
def started() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def server(started: Server) -> Server:
    started.asked.clear()
    started.answers.clear()
    return started


def fetcher(limits: FetchLimits = SMALL) -> HttpFetcher:
    return HttpFetcher(limits, may_reach=anywhere)


def test_what_is_there_is_fetched_with_the_headers_given(server: Server) -> None:
    found = fetcher().fetch(f"{server.url}/feed", {"If-None-Match": '"none"'})
    assert (found.status, found.body, found.cut) == (200, feed(), None)
    assert found.headers["etag"] == '"one"'
    (_, headers) = server.asked[0]
    assert headers["If-None-Match"] == '"none"'
    assert headers["User-Agent"].startswith("salient")
    assert headers["Host"] == server.url.removeprefix("http://")


def test_what_did_not_change_is_not_fetched_again(server: Server) -> None:
    found = fetcher().fetch(f"{server.url}/feed", {"If-None-Match": '"one"'})
    assert (found.status, found.body) == (304, b"")


def test_a_packed_body_is_unpacked(server: Server) -> None:
    assert fetcher().fetch(f"{server.url}/packed").body == feed()


def test_a_bomb_is_unpacked_no_further_than_the_limit(server: Server) -> None:
    found = fetcher().fetch(f"{server.url}/bomb")
    assert len(found.body) == SMALL.size
    assert found.cut == "is larger than 0.1 MB, the most that is fetched"


def test_a_body_without_end_is_cut_and_what_came_is_kept(server: Server) -> None:
    found = fetcher().fetch(f"{server.url}/endless")
    assert found.body.startswith(HEAD.encode())
    assert len(found.body) <= SMALL.size
    assert found.cut is not None


def test_a_slow_drip_ends_with_the_time_allowed(server: Server) -> None:
    found = fetcher(BRIEF).fetch(f"{server.url}/drip")
    assert found.cut == "took longer than 1.5 seconds"
    assert feed().startswith(found.body)


@pytest.mark.parametrize("path", ["silent", "dripping-head"])
def test_a_server_that_never_answers_is_left_in_time(server: Server, path: str) -> None:
    with pytest.raises(FetchError, match=r"took longer than 1\.5 seconds; it is tried again later"):
        fetcher(BRIEF).fetch(f"{server.url}/{path}")


def test_a_connection_that_breaks_keeps_what_came(server: Server) -> None:
    found = fetcher().fetch(f"{server.url}/hangs-up")
    assert found.body == feed()[:-40]
    assert found.cut == "broke off (the connection was closed early)"


def test_what_speaks_no_http_is_an_error(server: Server) -> None:
    with pytest.raises(
        FetchError, match=r"could not be fetched \(220 mail\.example ESMTP\); it is"
    ):
        fetcher().fetch(f"{server.url}/no-http")


def test_nobody_there_is_an_error_that_says_so() -> None:
    with pytest.raises(FetchError, match=r"could not be fetched .*; it is tried again later"):
        fetcher().fetch("http://127.0.0.1:1/feed")


def test_a_redirect_is_followed_and_a_lasting_one_named(server: Server) -> None:
    server.answers["/old"] = (301, {"Location": "/feed"}, b"")
    server.answers["/today"] = (302, {"Location": "/feed"}, b"")
    lasting = fetcher().fetch(f"{server.url}/old")
    passing = fetcher().fetch(f"{server.url}/today")
    assert lasting.body == passing.body == feed()
    assert lasting.url == lasting.moved_to == f"{server.url}/feed"
    assert passing.moved_to is None


def test_redirects_without_end_are_left(server: Server) -> None:
    with pytest.raises(FetchError, match=re.escape("redirects more than 3 times")):
        fetcher().fetch(f"{server.url}/again")
    assert len(server.asked) == 4


def test_a_redirect_that_is_not_permitted_is_not_followed(server: Server) -> None:
    server.answers["/old"] = (301, {"Location": "/feed"}, b"")

    def permit(url: str) -> None:
        raise FetchError(f"not {url}")

    with pytest.raises(FetchError, match="not http"):
        fetcher().fetch(f"{server.url}/old", None, permit)
    assert server.paths() == ["/old"]


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://[::1]/", "file:///etc/passwd", "//localhost/a"]
)
def test_a_redirect_into_the_own_network_is_not_followed(server: Server, target: str) -> None:
    server.answers["/inward"] = (302, {"Location": target}, b"")
    only_here = HttpFetcher(
        SMALL,
        may_reach=lambda address: address == "127.0.0.1",
        resolve=lambda host, _: {"localhost": ["127.0.0.2"]}.get(host, [host]),
    )
    with pytest.raises(FetchError, match=r"inside the own network|only http and https"):
        only_here.fetch(f"{server.url}/inward")
    assert server.paths() == ["/inward"]


def test_without_leave_nothing_is_asked_of_the_own_network(server: Server) -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 is inside the own network"):
        HttpFetcher(SMALL).fetch(f"{server.url}/feed")
    assert server.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(server: Server) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    port = server.url.rpartition(":")[2]
    bound = HttpFetcher(
        SMALL,
        may_reach=lambda address: address == "127.0.0.1",
        resolve=lambda _host, _port: next(answers),
    )
    # A name that answers otherwise the second time is looked up once for one connection.
    assert bound.fetch(f"http://feed.example:{port}/feed").body == feed()
    assert server.asked[0][1]["Host"] == f"feed.example:{port}"
    assert list(answers) == [["10.0.0.1"]]
