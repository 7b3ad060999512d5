from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

sys.path.insert(0, str(Path(__file__).parents[1] / "workbench"))

from unruly_server import Server, running

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as started:
        yield started


def test_a_feed_goes_into_a_new_ledger_and_is_remembered_beside_it(
    run: Run, server: Server, theatre: Path, tmp_path: Path
) -> None:
    url, ledger = f"{server.url}/feed", tmp_path / "war.db"
    call = ("watch", url, "--ledger", ledger, "--theatre", theatre, "--once", "--allow-private")
    first = run(*call)
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr == f"{url}: 2 added\n"
    remembered = json.loads((tmp_path / "war.db.watch.json").read_text())
    assert remembered["feeds"][url]["etag"] == '"one"'
    assert run(*call).stderr == f"{url}: nothing new\n"


def test_a_feed_that_fails_is_named_with_exit_code_1_and_the_next_is_read(
    run: Run, server: Server, theatre: Path, tmp_path: Path
) -> None:
    bad, good = f"{server.url}/missing", f"{server.url}/feed"
    call = ("watch", bad, good, "--ledger", tmp_path / "war.db", "--theatre", theatre,
            "--once", "--allow-private")  # fmt: skip
    done = run(*call)
    assert done.exit_code == 1
    assert f"{bad}: the server answers 404; next try at" in done.stderr
    assert f"{good}: 2 added\n" in done.stderr
    assert f"{bad}: is left alone until" in run(*call).stderr


def test_the_own_network_is_refused_without_leave(
    run: Run, server: Server, theatre: Path, tmp_path: Path
) -> None:
    url = f"{server.url}/feed"
    done = run("watch", url, "--ledger", tmp_path / "war.db", "--theatre", theatre, "--once")
    assert done.exit_code == 1
    assert "inside the own network, which is not fetched from; give --allow-private" in done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--every", "often"), "'often' is no pause; write a number and s, m, h or d, such as 15m"),
        (("--every", "5s"), "a feed is visited once a minute at most; give --every 1m or more"),
        (("--state", "README.md"), "is not what `salient watch` remembers of feeds"),
    ],
)
def test_options_that_cannot_be_are_refused(
    run: Run,
    theatre: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("README.md").write_text("# words")
    done = run(
        "watch", "https://feed.example/", "--ledger", "war.db", "--theatre", theatre, "--once",
        *options,
    )  # fmt: skip
    assert done.exit_code == 2
    assert message in done.stderr
