"""The command line: each command is thin over the workbench."""

from salient.cli.main import main

__all__ = ["main"]
