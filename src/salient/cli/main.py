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
from salient.cli.demo import demo
from salient.cli.reading import read
from salient.cli.theatres import theatre
from salient.errors import SalientError

__all__ = ["commands", "main"]

EPILOG = (
    "Data goes to standard output or --out, messages to standard error. Exit codes: 0 done, 1 some "
    "inputs failed (each is named, the rest is done), 2 the call could not be carried out."
)
STOPPED = 130
"""What shells give for a command stopped by Ctrl-C."""


class Commands(click.Group):
    """The group of commands: what salient raises on purpose becomes one line and exit code 2."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run a command and leave with its exit code."""
        extra["standalone_mode"] = False
        sys.exit(_exit_code(super().main, *args, **extra))


def _exit_code(run: Any, *args: Any, **extra: Any) -> int:
    try:
        code = run(*args, **extra)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("salient: stopped; run the same command again to go on", err=True)
        return STOPPED
    except SalientError as error:
        click.echo(f"salient: {error}", err=True)
        return 2
    except OSError as error:
        if error.errno == errno.EPIPE:
            # Nobody reads on. What is left in the buffer must not fail once more at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"salient: {where}{error.strerror or error}", err=True)
        return 2
    return code if isinstance(code, int) else 0


@click.group(
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


for command in (demo, read, add, control, why, assess, theatre):
    commands.add_command(command)


def main() -> NoReturn:
    """Run the command line."""
    commands.main(prog_name="salient")
