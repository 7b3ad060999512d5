from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from unruly_server import Server, feed, running

from salient.documents import DocumentDefaults
from salient.errors import FetchError, OutputError, UsageError
from salient.workbench import Workbench
from salient.workbench.addresses import anywhere
from salient.workbench.fetching import FetchLimits, HttpFetcher
from salient.workbench.watching import FeedState, Visit, Watch, load_states, save_states

NOW = datetime(2022, 5, 14, 12, tzinfo=UTC)
PAUSE = timedelta(minutes=15)
Made = Callable[..., Watch]


@pytest.fixture(scope="module")
def started() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def server(started: Server) -> Server:
    started.asked.clear()
    started.answers.clear()
    started.robots, started.robots_status = None, 404
    return started


@pytest.fixture
def watch(bench: Workbench) -> Made:
    def make(*feeds: str, states: dict[str, FeedState] | None = None, seed: int = 0) -> Watch:
        return Watch(
            bench,
            feeds,
            HttpFetcher(FetchLimits(size=100_000, seconds=60.0, idle=30.0), may_reach=anywhere),
            DocumentDefaults(),
            every=PAUSE,
            states=states or {},
            remember=kept.update,
            seed=seed,
        )

    kept: dict[str, FeedState] = {}
    return make


def visited(watch: Watch, url: str, now: datetime = NOW) -> Visit:
    return watch.visit(url, now)


def test_the_entries_of_a_feed_are_added_and_once_only(
    server: Server, watch: Made, bench: Workbench
) -> None:
    server.answers["/plain"] = (200, {}, feed())
    url = f"{server.url}/plain"
    watching = watch(url)
    assert visited(watching, url).told == "2 added"
    assert visited(watching, url).told == "2 there already"
    assert [claim.document.publisher for claim in bench.claims()] == ["Hill Gazette"] * 2


def test_the_next_visit_asks_only_for_what_changed(server: Server, watch: Made) -> None:
    url = f"{server.url}/feed"
    watching = watch(url)
    visited(watching, url)
    assert watching.states[url].etag == '"one"'
    again = visited(watching, url, NOW + PAUSE)
    assert (again.told, again.failed) == ("nothing new", False)
    assert server.asked[-1][1]["If-Modified-Since"] == "Thu, 10 Mar 2022 09:00:00 GMT"


def test_what_was_remembered_is_used_by_a_later_run(server: Server, watch: Made) -> None:
    url = f"{server.url}/feed"
    first = watch(url)
    visited(first, url)
    assert visited(watch(url, states=first.states), url).told == "nothing new"


def test_a_feed_is_due_again_after_its_pause(server: Server, watch: Made) -> None:
    url = f"{server.url}/feed"
    watching = watch(url)
    assert watching.due(NOW) == [url]
    visited(watching, url)
    assert watching.due(NOW + timedelta(minutes=14)) == []
    assert watching.due(NOW + timedelta(minutes=14), asked_for=True) == [url]
    assert watching.due(NOW + timedelta(minutes=17)) == [url]
    moment = watching.next_visit()
    assert moment is not None
    assert NOW + PAUSE <= moment <= NOW + PAUSE * 1.1


def test_pauses_are_the_same_for_the_same_seed(server: Server, watch: Made) -> None:
    url = f"{server.url}/feed"
    moments = set()
    for seed in (1, 1, 2):
        watching = watch(url, seed=seed)
        visited(watching, url)
        moments.add(watching.next_visit())
    assert len(moments) == 2


def test_each_failure_doubles_the_pause_up_to_a_day(server: Server, watch: Made) -> None:
    url = f"{server.url}/missing"
    watching = watch(url)
    pauses = []
    for _ in range(9):
        visit = visited(watching, url)
        assert visit.failed
        assert visit.told.startswith("the server answers 404; next try at 2022-05-1")
        moment = watching.next_visit()
        assert moment is not None
        pauses.append((moment - NOW).total_seconds() / 60)
    assert 30 <= pauses[0] <= 33
    assert 60 <= pauses[1] <= 66
    assert 1440 <= pauses[-1] <= 1584
    assert watching.due(NOW + timedelta(hours=1), asked_for=True) == []


@pytest.mark.parametrize(
    ("header", "hours"), [("7200", 2.0), ("Sat, 14 May 2022 15:00:00 GMT", 3.0), ("9999999", 24.0)]
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept_to(
    server: Server, watch: Made, status: int, header: str, hours: float
) -> None:
    server.answers["/busy"] = (status, {"Retry-After": header}, b"")
    url = f"{server.url}/busy"
    watching = watch(url)
    assert visited(watching, url).failed
    assert watching.next_visit() == NOW + timedelta(hours=hours)


def test_a_retry_after_that_is_nonsense_is_passed_over(server: Server, watch: Made) -> None:
    server.answers["/busy"] = (503, {"Retry-After": "soon"}, b"")
    url = f"{server.url}/busy"
    watching = watch(url)
    visited(watching, url)
    moment = watching.next_visit()
    assert moment is not None
    assert moment < NOW + timedelta(hours=1)


def test_a_feed_that_answers_again_has_its_failures_forgotten(server: Server, watch: Made) -> None:
    url = f"{server.url}/feed"
    watching = watch(url, states={url: FeedState(failures=4)})
    assert not visited(watching, url).failed
    assert watching.states[url].failures == 0


def test_a_feed_that_is_gone_is_not_asked_again(server: Server, watch: Made) -> None:
    server.answers["/gone"] = (410, {}, b"")
    url = f"{server.url}/gone"
    watching = watch(url)
    assert "gone for good" in visited(watching, url).told
    assert watching.due(NOW + timedelta(days=9)) == []
    assert watching.next_visit() is None


def test_robots_txt_is_obeyed_and_its_pause_kept(server: Server, watch: Made) -> None:
    server.robots = b"User-agent: salient\nDisallow: /feed\n"
    url = f"{server.url}/feed"
    visit = visited(watch(url), url)
    assert visit.failed
    assert visit.told == "the site's robots.txt asks not to fetch it; it is asked again in a day"
    assert server.paths() == []
    server.robots = b"User-agent: *\nCrawl-delay: 7200\n"
    watching = watch(url)
    visited(watching, url)
    moment = watching.next_visit()
    assert moment is not None
    assert moment >= NOW + timedelta(hours=2)


def test_robots_txt_is_obeyed_where_a_redirect_leads(server: Server, watch: Made) -> None:
    server.answers["/open"] = (302, {"Location": "/closed"}, b"")
    server.robots = b"User-agent: *\nDisallow: /closed\n"
    url = f"{server.url}/open"
    visit = visited(watch(url), url)
    assert "which the robots.txt there asks not to fetch" in visit.told
    assert server.paths() == ["/open"]


def test_a_site_that_cannot_tell_its_rules_is_left_for_now(server: Server, watch: Made) -> None:
    server.robots_status = 503
    url = f"{server.url}/feed"
    assert "answers 503, so it is not known" in visited(watch(url), url).told
    assert server.paths() == []


@pytest.mark.parametrize("path", ["endless", "hangs-up"])
def test_whole_entries_of_a_feed_that_was_cut_are_kept(
    server: Server, watch: Made, bench: Workbench, path: str
) -> None:
    url = f"{server.url}/{path}"
    watching = watch(url)
    visit = visited(watching, url)
    assert visit.failed
    assert re.search(r"; it (is larger than|broke off).*; next try at 2022-05-14 12:3", visit.told)
    assert len(bench.claims()) >= 1
    assert watching.states[url].etag is None
    assert any(rejected.reason == "truncated" for rejected in bench.ledger.rejections())


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<rss version='2.0'><channel><item><title>Cut", "truncated"),
        (b"<html><body><p>No feed but a page</p></body></html>", "not-a-feed"),
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
    ],
)
def test_what_is_no_sound_feed_is_kept_as_a_refusal(
    server: Server, watch: Made, bench: Workbench, body: bytes, reason: str
) -> None:
    server.answers["/odd"] = (200, {}, body)
    url = f"{server.url}/odd"
    assert visited(watch(url), url).told == f"1 refused ({reason})"
    assert [rejected.reason for rejected in bench.ledger.rejections()] == [reason]


def test_a_feed_that_has_moved_for_good_is_named(server: Server, watch: Made) -> None:
    server.answers["/old"] = (301, {"Location": "/feed"}, b"")
    url = f"{server.url}/old"
    assert visited(watch(url), url).told == (
        f"2 added; it has moved to {server.url}/feed: follow that address from now on"
    )


def test_nothing_is_remembered_of_a_visit_that_was_not_stored(
    server: Server, watch: Made, bench: Workbench
) -> None:
    url = f"{server.url}/feed"
    watching = watch(url)
    bench.close()
    with pytest.raises(Exception, match="has been closed"):
        visited(watching, url)
    assert watching.states[url] == FeedState()


def test_a_pause_of_less_than_a_minute_is_refused(bench: Workbench) -> None:
    with pytest.raises(
        UsageError, match="a feed is visited once a minute at most; give --every 1m"
    ):
        Watch(
            bench, ["https://feed.example/"], HttpFetcher(), DocumentDefaults(),
            every=timedelta(seconds=30), states={}, remember=print,
        )  # fmt: skip


def test_an_address_that_is_none_is_refused_before_anything_is_fetched(watch: Made) -> None:
    with pytest.raises(FetchError, match="only http and https addresses are fetched"):
        watch("feed.xml")


# -- what is remembered --------------------------------------------------------------------


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    states = {"https://b.example/": FeedState(etag="x", not_before=NOW, failures=2)}
    save_states(tmp_path / "a.json", states)
    assert load_states(tmp_path / "a.json") == states
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_without_a_file_nothing_is_remembered(tmp_path: Path) -> None:
    assert load_states(tmp_path / "none.json") == {}


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff", b'{"format": 1, "feeds": [1]}'])
def test_a_file_that_is_something_else_is_refused_and_not_overwritten(
    tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(data)
    with pytest.raises(UsageError, match="delete it to begin anew, which loses nothing"):
        load_states(path)
    assert path.read_bytes() == data


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"format": 9, "feeds": {}}')
    with pytest.raises(UsageError, match=re.escape("another version of salient (format 9")):
        load_states(path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="give --state a file in a folder that you may write"):
        save_states(tmp_path / "none" / "a.json", {})
