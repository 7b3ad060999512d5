"""The documents that PATHS stand for, and the naming of what could not be used."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from salient.cli.options import say

if TYPE_CHECKING:
    from salient.documents import DocumentDefaults
    from salient.model import Document, Rejected

__all__ = ["documents_in", "finish", "name_refusals"]

_NAMED = 20
"""Refusals named one by one; of more, the rest is counted by reason."""


def documents_in(paths: Iterable[str], defaults: DocumentDefaults) -> Iterator[Document | Rejected]:
    """Read the documents of files, folders, globs and `-`, and what could not be used of them."""
    from salient.documents import find_inputs
    from salient.workbench import documents_of

    found = find_inputs(list(paths))
    stdin = None if sys.stdin is None else sys.stdin.buffer
    streams = (item for path in found.paths for item in documents_of(path, defaults, stdin))
    return chain(found.rejected, streams)


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
