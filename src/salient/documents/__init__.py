"""Bytes to documents: one reader per format, cleaning, language, stable ids.

Whatever an input holds, reading it ends in documents and refusals; it does not raise. Files are
found by `expand_inputs` or `find_inputs` and read by `read_documents`; a stream by `read_stream`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from salient.documents.assembly import UNKNOWN_PUBLISHER, assemble
from salient.documents.defaults import DocumentDefaults, Limits
from salient.documents.inputs import STANDARD_INPUT, Inputs, expand_inputs, find_inputs
from salient.documents.moments import parse_published
from salient.documents.readers import READERS, FormatReader, reader_for
from salient.documents.readers.feeds import FeedReader
from salient.documents.refusals import REASONS, RefusalError, refuse
from salient.documents.sources import Source
from salient.model import Document, Rejected

__all__ = [
    "READERS",
    "REASONS",
    "STANDARD_INPUT",
    "UNKNOWN_PUBLISHER",
    "DocumentDefaults",
    "FormatReader",
    "Inputs",
    "Limits",
    "RefusalError",
    "expand_inputs",
    "find_inputs",
    "parse_published",
    "read_documents",
    "read_feed",
    "read_stream",
]

DEFAULT_LIMITS = Limits()


def read_documents(
    path: Path, defaults: DocumentDefaults, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Document | Rejected]:
    """Yield the documents of one file in order, and a Rejected for what could not be used.

    The file is read as it is consumed. Every file gives at least one result, and none raises: a
    missing or unreadable file, too, is a Rejected.
    """
    try:
        with path.open("rb") as stream:
            yield from read_stream(str(path), stream, defaults, limits)
    except FileNotFoundError:
        yield refuse(str(path), "not-found", "there is no such file; check the name")
    except IsADirectoryError:
        yield refuse(str(path), "unreadable", "is a folder; give the files in it")
    except OSError as problem:
        detail = f"cannot be read ({problem.strerror or problem}); check its permissions"
        yield refuse(str(path), "unreadable", detail)


def read_stream(
    name: str, stream: BinaryIO, defaults: DocumentDefaults, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Document | Rejected]:
    """Yield the documents of a binary stream.

    `name` is what messages call it, and its suffix a hint at the format. The stream is read on from
    where it stands, need not be able to seek, and is not closed. Raises OSError where reading the
    stream itself fails.
    """
    try:
        source = Source(name, stream, limits)
        for found in reader_for(source).read(source):
            yield found if isinstance(found, Rejected) else assemble(found, defaults)
    except RefusalError as refusal:
        yield refuse(name, refusal.reason, str(refusal))


def read_feed(
    name: str, data: bytes, defaults: DocumentDefaults, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Document | Rejected]:
    """Yield the entries of a feed that was fetched, as `read_stream` does those of a file.

    What is no feed is refused, not read as the page or text that it may be.
    """
    try:
        for found in FeedReader().read(Source(name, io.BytesIO(data), limits)):
            yield found if isinstance(found, Rejected) else assemble(found, defaults)
    except RefusalError as refusal:
        yield refuse(name, refusal.reason, str(refusal))
