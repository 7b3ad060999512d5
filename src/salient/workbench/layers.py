"""Documents to rows, layer by layer, without a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from salient.documents import (
    STANDARD_INPUT,
    DocumentDefaults,
    read_documents,
    read_stream,
)
from salient.errors import UsageError
from salient.model import Document, PlaceMention, Reader, Rejected
from salient.places import Geoparser, shipped_gazetteer
from salient.reading import EnglishReader
from salient.theatre import Theatre
from salient.times import find_times
from salient.workbench.ground import Ground

__all__ = ["LAYERS", "UNDATED", "Layers", "Row", "documents_of", "is_english", "not_read"]

LAYERS = ("claims", "places", "times", "attributions", "documents")
UNDATED = frozenset({"places", "attributions"})
"""Layers that a document without a date can give."""

_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)


class Row(NamedTuple):
    """One row of a layer, ready for JSON."""

    value: Any


def documents_of(path: Path, defaults: DocumentDefaults, stdin: Any) -> Iterator[Document | Rejected]:
    """The documents of one input; `-` is `stdin`, a binary stream."""
    if path == STANDARD_INPUT:
        return read_stream("standard input", stdin, defaults)
    return read_documents(path, defaults)


class Layers:
    """Reads documents for one layer.

    layer: one of `LAYERS`.
    ground: the theatre's ground, or None to work without a theatre (all layers but `claims`).
    """

    def __init__(self, layer: str, ground: Ground | None) -> None:
        if layer not in LAYERS:
            raise UsageError(f"{layer!r} is no layer; give one of {', '.join(LAYERS)}")
        if ground is None and layer == "claims":
            raise UsageError(
                "claims need a theatre, for its sides and sources; "
                "give --theatre NAME, or another --layer"
            )
        self.layer = layer
        self._ground = ground

    def defaults(self, given: DocumentDefaults) -> DocumentDefaults:
        """The defaults for reading; layers without dates take documents without one."""
        if self.layer in UNDATED and given.published is None:
            return msgspec.structs.replace(given, published=_NO_DATE)
        return given

    @cached_property
    def _geoparser(self) -> Geoparser:
        if self._ground is not None:
            return self._ground.geoparser
        return Geoparser([shipped_gazetteer()])

    @cached_property
    def _reader(self) -> EnglishReader:
        theatre = self._ground.theatre if self._ground is not None else _nowhere()
        return EnglishReader(theatre, self._geoparser)

    def rows(self, document: Document) -> Iterator[Row | Rejected]:
        """The rows of one document."""
        if self.layer == "documents":
            yield Row(_document_row(document))
        elif self.layer == "places":
            yield from (
                Row(_place_row(document, m)) for m in self._geoparser.mentions(document.text)
            )
        elif self.layer == "times":
            yield from self._times(document)
        elif not is_english(document):
            yield not_read(document, EnglishReader.name)
        elif self.layer == "attributions":
            yield from (Row(a) for a in self._reader.attributions(document))
        else:
            for found in self._reader.read(document):
                yield found if isinstance(found, Rejected) else Row(found)

    def _times(self, document: Document) -> Iterator[Row]:
        day = self._reader.day_of(document.published)
        language = document.language if document.language in {"en", "uk", "ru"} else "en"
        for time in find_times(document.text, day, language=language):
            yield Row(
                {
                    "document_id": document.document_id,
                    "text": time.text,
                    "start": time.start,
                    "end": time.end,
                    "earliest": time.earliest,
                    "latest": time.latest,
                }
            )


def is_english(document: Document) -> bool:
    """Whether the reader of English reads a document: it is English, or too short to tell."""
    return document.language == "en" or (document.language == "und" and document.text.isascii())


def not_read(document: Document, reader: str) -> Rejected:
    """What is kept of a document whose language no reader reads."""
    return Rejected(
        stage="reading",
        reason="language",
        detail=f"the document is in {document.language!r}, and {reader} reads English ('en'); "
        "it is kept and can be read later",
        source=document.document_id,
    )


def reader_record() -> Reader:
    """The built-in reader's name and version."""
    return Reader(name=EnglishReader.name, version=EnglishReader.version)


def _nowhere() -> Theatre:
    """A theatre without sides, for layers that need none."""
    return Theatre(
        name="none", title="no theatre", folder=Path(), timezone="UTC", languages=("en",),
        countries=(), sides=(), sources=(), regions=(), first_day=_NO_DATE.date(), start=(),
    )  # fmt: skip


def _place_row(document: Document, mention: PlaceMention) -> dict[str, Any]:
    row: dict[str, Any] = {"document_id": document.document_id}
    return row | msgspec.structs.asdict(mention)


def _document_row(document: Document) -> dict[str, Any]:
    return {
        "document_id": document.document_id,
        "publisher": document.publisher,
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "published": document.published.isoformat(),
        "text": document.text,
    }
