"""One reader per format, and which of them reads an input.

A format is recognised by its content first and by the file's suffix second; what nothing
recognises is plain text. A new format is one more module here and one more line in `READERS`.
"""

from __future__ import annotations

from salient.documents.readers.archives import ArchiveReader
from salient.documents.readers.events import EventTableReader
from salient.documents.readers.feeds import FeedReader
from salient.documents.readers.json_records import JsonReader
from salient.documents.readers.plain_text import PlainTextReader
from salient.documents.readers.protocol import FormatReader
from salient.documents.readers.tables import TableReader
from salient.documents.readers.web_pages import WebPageReader
from salient.documents.sources import Source

__all__ = ["READERS", "FormatReader", "reader_for"]

TEXT_READERS: tuple[FormatReader, ...] = (
    FeedReader(),
    WebPageReader(),
    JsonReader(),
    EventTableReader(),
    TableReader(),
    PlainTextReader(),
)
READERS: tuple[FormatReader, ...] = (ArchiveReader(TEXT_READERS), *TEXT_READERS)


def reader_for(source: Source) -> FormatReader:
    """Return the first reader whose format the content shows, else the suffix, else plain text."""
    for reader in READERS:
        if reader.recognises(source):
            return reader
    for reader in READERS:
        if source.suffix in reader.suffixes:
            return reader
    return READERS[-1]
