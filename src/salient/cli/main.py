"""`salient` and its commands."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any, NoReturn

import click

import salient
from salient.cli.adding import add
from salient.cli.asking import assess, control, why
from salient.cli.collecting import collect_rarely
from salient.cli.demo import demo
from salient.cli.disagreement import disagreement
from salient.cli.drawn import drawn
from salient.cli.ledgers import ledger
from salient.cli.options import say
from salient.cli.reading import read
from salient.cli.reviewing import review
from salient.cli.searching import search
from salient.cli.sources import sources
from salient.cli.stories import stories
from salient.cli.territory import areas, changes, fronts
from salient.cli.theatres import theatre
from salient.cli.watching import watch
from salient.errors import SalientError

__all__ = ["commands", "main"]

EPILOG = (
    "Data goes to standard output or --out, messages to standard error. Exit codes: 0 done, 1 some "
    "inputs failed (each is named, the rest is done), 2 the call could not be carried out."
)
STOPPED = 130
"""What shells give for a command stopped by Ctrl-C."""


class Commands(click.Group):
    """The group of commands: what goes wrong becomes one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that is asked for."""
        try:
            result = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
        except SalientError as error:
            say(f"salient: {error}")
            ctx.exit(2)
        except KeyboardInterrupt:
            say("salient: stopped; run the same command again to go on")
            ctx.exit(STOPPED)
        except OSError as error:
            ctx.exit(_unread() if error.errno == errno.EPIPE else _failed(error))
        return result


def _unread() -> int:
    """Nobody reads on, which is their right: what is left in the buffer goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _failed(error: OSError) -> int:
    where = f"{error.filename}: " if error.filename else ""
    say(f"salient: {where}{error.strerror or error}")
    return 2


@click.group(
    name="salient",
    cls=Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(salient.__version__, prog_name="salient")
def commands() -> None:
    """Keep the account of a war from published reports.

    Start with `salient demo`; then `salient add REPORTS --ledger war.db` and
    `salient assess --ledger war.db --on 2022-05-14 --out today/`.
    """


for command in (
    demo, read, add, watch, drawn, control, why, disagreement, fronts, areas, changes, stories,
    sources, search, review, assess, theatre, ledger,
):  # fmt: skip
    commands.add_command(command)


def main() -> NoReturn:
    """Run the command line."""
    collect_rarely()
    commands.main(prog_name="salient")
