"""Documents to rows, layer by layer, without a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from salient.errors import UsageError
from salient.model import ClaimReader, Document, Rejected, TimeMention
from salient.workbench.languages import not_read, reads

if TYPE_CHECKING:
    from salient.documents import DocumentDefaults
    from salient.places import Extent, Extents, Geoparser, ResolvedMention
    from salient.reading import EnglishReader
    from salient.theatre import Theatre
    from salient.workbench.ground import Ground

__all__ = ["LAYERS", "UNDATED", "Layers", "Row"]

LAYERS = ("claims", "places", "times", "attributions", "documents")
UNDATED = frozenset({"places", "attributions"})
"""Layers that a document without a date can give."""

_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
# An oblast covers thousands of settlements; a row lists the first of them and says how many.
_COVERED = 200


class Row(NamedTuple):
    """One row of a layer, ready for JSON."""

    value: Any


class Layers:
    """Reads documents for one layer.

    layer: one of `LAYERS`.
    ground: the theatre's ground, or None to work without a theatre (all layers but `claims`).
    reader, options: what reads the claims, as `make_reader` takes them.
    geometry: give rows of the layer `places` the shape meant and the settlements that it covers.
    """

    def __init__(
        self,
        layer: str,
        ground: Ground | None,
        *,
        reader: str = "english",
        options: Mapping[str, str] | None = None,
        geometry: bool = False,
    ) -> None:
        if layer not in LAYERS:
            raise UsageError(f"{layer!r} is no layer; give one of {', '.join(LAYERS)}")
        if ground is None and layer == "claims":
            raise UsageError(
                "claims need a theatre, for its sides and sources; "
                "give --theatre NAME, or another --layer"
            )
        if geometry and layer != "places":
            raise UsageError(
                f"the layer {layer} has no geometry; take --geometry away, or give --layer places"
            )
        self.layer = layer
        self._ground = ground
        self._geometry = geometry
        self._choice = reader, dict(options or {})
        self._zone = ZoneInfo(self.timezone)

    @property
    def timezone(self) -> str:
        """Name of the time zone to whose days the times belong."""
        return "UTC" if self._ground is None else self._ground.theatre.timezone

    def defaults(self, given: DocumentDefaults) -> DocumentDefaults:
        """Return `given` with what the layer does not need of a document filled in.

        What places and attributions say depends neither on a document's date nor on its publisher.
        """
        if self.layer not in UNDATED:
            return given
        return msgspec.structs.replace(
            given,
            published=given.published or _NO_DATE,
            publisher=given.publisher or "unknown publisher",
        )

    @cached_property
    def _geoparser(self) -> Geoparser:
        if self._ground is not None:
            return self._ground.geoparser
        from salient.places import Geoparser, shipped_gazetteer

        return Geoparser([shipped_gazetteer()])

    @cached_property
    def _extents(self) -> Extents:
        from salient.places import Extents, shipped_gazetteer

        if self._ground is None:
            return Extents([shipped_gazetteer()])
        return Extents(self._ground.gazetteers, self._ground.theatre)

    @cached_property
    def _reader(self) -> ClaimReader:
        from salient.workbench.readers import make_reader

        name, options = self._choice
        return make_reader(name, self._theatre, self._geoparser, options)

    @cached_property
    def _attributing(self) -> EnglishReader:
        from salient.reading import EnglishReader

        return EnglishReader(self._theatre, self._geoparser)

    @property
    def _theatre(self) -> Theatre:
        return _nowhere() if self._ground is None else self._ground.theatre

    def rows(self, document: Document) -> Iterator[Row | Rejected]:
        """Give the rows of one document, and what had to be refused."""
        if self.layer == "documents":
            yield Row(_document_row(document))
        elif self.layer == "places":
            yield from (Row(found) for found in self._places(document))
        elif self.layer == "times":
            yield from (Row(_time_row(document, time)) for time in self._times(document))
        else:
            yield from self._read(document)

    def _read(self, document: Document) -> Iterator[Row | Rejected]:
        reader = self._attributing if self.layer == "attributions" else self._reader
        if not reads(reader, document):
            mend = "the layers places, times and documents can be read from it"
            yield not_read(document, reader, mend)
        elif self.layer == "attributions":
            yield from (Row(found) for found in self._attributing.attributions(document))
        else:
            for claim in reader.read(document):
                yield claim if isinstance(claim, Rejected) else Row(claim)

    def _places(self, document: Document) -> Iterator[dict[str, Any]]:
        day = document.published.astimezone(self._zone).date()
        mentions = self._geoparser.resolved(
            document.text, day=None if document.published == _NO_DATE else day
        )
        rows = [_place_row(document, mention) for mention in mentions]
        if self._geometry:
            for row, extent in zip(rows, self._extents.of(document.text, mentions), strict=True):
                row.update(_extent_keys(extent))
        yield from rows

    def _times(self, document: Document) -> list[TimeMention]:
        from salient.times import find_times, languages

        day = document.published.astimezone(self._zone).date()
        language = document.language if document.language in languages() else "en"
        return list(find_times(document.text, day, language=language))


def _nowhere() -> Theatre:
    """Make a theatre without sides, for layers that need none."""
    from salient.theatre import Theatre

    return Theatre(
        name="none", title="no theatre", folder=Path(), timezone="UTC", languages=("en",),
        countries=(), sides=(), sources=(), regions=(), first_day=_NO_DATE.date(), start=(),
    )  # fmt: skip


def _time_row(document: Document, time: TimeMention) -> dict[str, Any]:
    from salient.times import to_edtf

    found = msgspec.structs.asdict(time)
    return {"document_id": document.document_id, **found, "edtf": to_edtf(time)}


def _place_row(document: Document, resolved: ResolvedMention) -> dict[str, Any]:
    found = msgspec.structs.asdict(resolved.mention)
    candidates = [
        {"place_id": candidate.place.place_id, "name": candidate.place.name, "score": round(p, 4)}
        for candidate, p in resolved.candidates
    ]
    return {
        "document_id": document.document_id,
        **found,
        "ambiguous": resolved.ambiguous,
        "candidates": candidates,
    }


def _extent_keys(extent: Extent | None) -> dict[str, Any]:
    if extent is None:
        return {"geometry": None, "geometry_basis": None, "covers": [], "covers_total": 0}
    covers = [{"place_id": place_id, "weight": w} for place_id, w in extent.covers[:_COVERED]]
    return {
        "geometry": extent.geometry,
        "geometry_basis": extent.basis,
        "covers": covers,
        "covers_total": len(extent.covers),
    }


def _document_row(document: Document) -> dict[str, Any]:
    """Return a document as it can be read again; keys that few have are left out where unset."""
    more = {"forwarded_from": document.forwarded_from, "codes": document.codes}
    return {
        "document_id": document.document_id,
        "publisher": document.publisher,
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "published": document.published.isoformat(),
        "text": document.text,
        **{key: value for key, value in more.items() if value is not None},
    }
