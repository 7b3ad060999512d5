"""Standard input, and the naming of what could not be used."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import BinaryIO

from salient.cli.options import say
from salient.model import Rejected

__all__ = ["finish", "name_refusals", "standard_input"]

_NAMED = 20
"""Refusals named one by one; of more, the rest is counted by reason."""


def standard_input() -> BinaryIO | None:
    """Return the stream that `-` stands for; None where it is closed."""
    return None if sys.stdin is None else sys.stdin.buffer


def name_refusals(refused: Sequence[Rejected]) -> None:
    """Name what could not be used; of many, the rest is counted by reason."""
    for rejected in refused[:_NAMED]:
        detail = rejected.detail
        say(detail if detail.startswith(rejected.source) else f"{rejected.source}: {detail}")
    rest = Counter(rejected.reason for rejected in refused[_NAMED:])
    for reason, count in sorted(rest.items()):
        say(f"… and {count} more refused as {reason}")


def finish(refused: Sequence[Rejected]) -> None:
    """Name what could not be used, and leave with exit code 1 if there is any."""
    name_refusals(refused)
    if refused:
        sys.exit(1)
