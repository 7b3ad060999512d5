"""`salient` and its commands."""

from __future__ import annotations

import os
import sys

import click

import salient
from salient.cli.adding import add, read
from salient.cli.asking import assess, control, why
from salient.cli.demo import demo
from salient.cli.theatres import theatre
from salient.errors import SalientError

__all__ = ["main"]

EPILOG = (
    "Data goes to standard output or --out, messages to standard error. Exit codes: 0 done, 1 some "
    "inputs failed (each is named, the rest is done), 2 the call could not be carried out."
)


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(salient.__version__, prog_name="salient")
def commands() -> None:
    """Keep the account of a war from published reports.

    Start with `salient demo`; then `salient add REPORTS --ledger war.db` and
    `salient assess --ledger war.db --on 2022-05-14 --out today/`.
    """


for command in (demo, read, add, control, why, assess, theatre):
    commands.add_command(command)


def main() -> None:
    """Run the command line; errors that salient raises on purpose become one line and exit 2."""
    try:
        commands(standalone_mode=True)
    except SalientError as error:
        click.echo(f"salient: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # Nobody reads on: point standard output elsewhere so that closing it stays silent.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
