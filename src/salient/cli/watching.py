"""`salient watch`."""

from __future__ import annotations

import re
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from salient.cli.options import gazetteer_option, ledger_option, open_bench, say, theatre_option

if TYPE_CHECKING:
    from salient.workbench.watching import Watch

__all__ = ["watch"]

_PAUSE = re.compile(r"(\d{1,6})([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def _as_pause(context: click.Context, parameter: click.Parameter, value: str) -> timedelta:
    found = _PAUSE.fullmatch(value.strip())
    if found is None:
        raise click.BadParameter(
            f"{value!r} is no pause; write a number and s, m, h or d, such as 15m",
            ctx=context,
            param=parameter,
        )
    return timedelta(seconds=int(found[1]) * _SECONDS[found[2]])


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED…")
@ledger_option
@theatre_option
@gazetteer_option
@click.option("--once", is_flag=True, help="Visit each feed once and end.")
@click.option("--every", default="15m", show_default=True, metavar="PAUSE", callback=_as_pause,
              help="Pause between two visits to a feed: 15m, 2h, 1d.")  # fmt: skip
@click.option("--state", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Where it is remembered what was fetched when; beside the ledger unless "
              "given.")  # fmt: skip
@click.option("--publisher", metavar="NAME", help="Who published it, where a feed does not say.")
@click.option("--language", metavar="CODE", help="Language, where a feed does not state one.")
@click.option("--allow-private", is_flag=True,
              help="Fetch from addresses inside the own network, too.")  # fmt: skip
def watch(
    *,
    feeds: tuple[str, ...],
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    once: bool,
    every: timedelta,
    state: Path | None,
    publisher: str | None,
    language: str | None,
    allow_private: bool,
) -> None:
    """Follow RSS and Atom feeds: what they hold goes into a ledger, again and again.

    FEEDs are http or https addresses. Only what changed is fetched, pauses that a site asks for and
    its robots.txt are kept to. Stop it with Ctrl-C; started again it goes on where it was.
    """
    from salient.documents import DocumentDefaults
    from salient.workbench.addresses import anywhere, is_public
    from salient.workbench.fetching import HttpFetcher
    from salient.workbench.watching import Watch, load_states, save_states

    with open_bench(ledger, theatre, gazetteers, create=True) as bench:
        remembered = state or _beside(bench.ledger.target)
        watched = Watch(
            bench,
            feeds,
            HttpFetcher(may_reach=anywhere if allow_private else is_public),
            DocumentDefaults(
                publisher=publisher, language=language, timezone=bench.theatre.timezone
            ),
            every=every,
            states=load_states(remembered),
            remember=lambda states: save_states(remembered, states),
        )
        if once:
            _finish(_round(watched, asked_for=True))
        while _round(watched, asked_for=False) is not None:
            _wait(watched)


def _beside(ledger: str) -> Path:
    """Return where it is remembered unless said: beside a file, in the cache for a database."""
    from salient.model import content_id
    from salient.workbench import default_cache

    if "://" not in ledger:
        return Path(f"{ledger}.watch.json")
    folder = default_cache()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{content_id('watch', ledger)}.json"


def _round(watched: Watch, *, asked_for: bool) -> bool | None:
    """Visit the feeds that are due; say whether all answered, None where no feed is left."""
    now = datetime.now(UTC)
    due = watched.due(now, asked_for=asked_for)
    well = True
    for feed in due:
        visit = watched.visit(feed, datetime.now(UTC))
        well = well and not visit.failed
        say(f"{visit.feed}: {visit.told}")
    if asked_for:
        well = _name_waiting(watched, due) and well
    elif watched.next_visit() is None:
        say("no feed is left: all are gone for good")
        return None
    return well


def _name_waiting(watched: Watch, due: list[str]) -> bool:
    waiting = [(feed, state) for feed, state in watched.states.items() if feed not in due]
    for feed, state in waiting:
        if state.gone:
            say(f"{feed}: was gone for good when it was last asked; it is not asked again")
        else:
            say(f"{feed}: is left alone until {state.not_before:%Y-%m-%d %H:%M} UTC, after "
                f"{state.failures} visits that failed")  # fmt: skip
    return not waiting


def _wait(watched: Watch) -> None:
    moment = watched.next_visit()
    if moment is not None:
        time.sleep(max((moment - datetime.now(UTC)).total_seconds(), 1.0))


def _finish(well: bool | None) -> None:
    sys.exit(0 if well else 1)
