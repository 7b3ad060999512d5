"""The documents that files, folders, globs and standard input stand for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from salient.errors import UsageError
from salient.model import Document, Rejected

if TYPE_CHECKING:
    from salient.documents import DocumentDefaults

__all__ = ["documents_in"]

_BESIDE_A_LEDGER = ("", "-wal", "-shm", "-journal")


def documents_in(
    inputs: Sequence[str | Path],
    defaults: DocumentDefaults,
    *,
    stdin: BinaryIO | None = None,
    ledger: str | None = None,
) -> Iterator[Document | Rejected]:
    """Read the documents of `inputs` in order, and what could not be used of them.

    `-` stands for `stdin`. The files of `ledger` are passed over, since a ledger may well lie in
    the folder of its reports.

    Raises:
        UsageError: `-` is among the inputs and there is no standard input.

    """
    from salient.documents import STANDARD_INPUT, find_inputs, read_documents, read_stream

    found = find_inputs([str(i) for i in inputs])
    if STANDARD_INPUT in found.paths and stdin is None:
        raise UsageError("standard input is closed; give files, or open it")
    own = {os.path.realpath(f"{ledger}{end}") for end in _BESIDE_A_LEDGER if ledger}
    yield from found.rejected
    for path in found.paths:
        if path == STANDARD_INPUT and stdin is not None:
            yield from read_stream("standard input", stdin, defaults)
        elif os.path.realpath(path) not in own:
            yield from read_documents(path, defaults)
