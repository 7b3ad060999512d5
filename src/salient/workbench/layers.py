"""Documents to rows, layer by layer, without a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from salient.errors import UsageError
from salient.model import ClaimReader, Document, Rejected, TimeMention
from salient.workbench.guarding import read_guarded
from salient.workbench.habits import AttentiveReader
from salient.workbench.languages import not_read, reads

if TYPE_CHECKING:
    from salient.documents import DocumentDefaults
    from salient.places import Extent, Extents, Geoparser, Habits, ResolvedMention
    from salient.reading import EnglishReader
    from salient.theatre import Theatre
    from salient.workbench.ground import Ground

__all__ = ["LAYERS", "UNDATED", "Layers", "Row"]

LAYERS = ("claims", "places", "times", "attributions", "documents")
UNDATED = frozenset({"places", "attributions"})
"""Layers that a document without a date can give."""

_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_NO_PUBLISHER = "unknown publisher"
# An oblast covers thousands of settlements; a row lists the first of them and says how many.
_COVERED = 200


# Layers that say which place is meant, and how many characters of documents are read together.
_HABITUAL = frozenset({"places", "claims"})
_TOGETHER = 1_000_000
_GOES_ON = "the documents after it are read"


class Row(NamedTuple):
    """One row of a layer, ready for JSON."""

    value: Any


class Layers:
    """Reads documents for one layer.

    layer: one of `LAYERS`.
    ground: the theatre's ground, or None to work without a theatre (all layers but `claims`).
    reader, options: what reads the claims, as `make_reader` takes them.
    geometry: give rows of the layer `places` the shape meant and the settlements that it covers.
    habits: among places of one name prefer those near what a document's publisher wrote of before.
    """

    def __init__(
        self,
        layer: str,
        ground: Ground | None,
        *,
        reader: str = "english",
        options: Mapping[str, str] | None = None,
        geometry: bool = False,
        habits: bool = True,
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
        self._with_habits = habits
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
            publisher=given.publisher or _NO_PUBLISHER,
        )

    @cached_property
    def _habits(self) -> Habits:
        from salient.places import Habits

        return Habits()

    @cached_property
    def _geoparser(self) -> Geoparser:
        from salient.places import Geoparser, shipped_gazetteer

        ground = self._ground
        found = Geoparser([shipped_gazetteer()]) if ground is None else ground.geoparser
        return found.with_habits(self._habits) if self._with_habits else found

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
        reader = make_reader(name, self._theatre, self._geoparser, options)
        return AttentiveReader(reader, self._habits) if self._with_habits else reader

    @cached_property
    def _attributing(self) -> EnglishReader:
        from salient.reading import EnglishReader

        return EnglishReader(self._theatre, self._geoparser)

    @property
    def _theatre(self) -> Theatre:
        return _nowhere() if self._ground is None else self._ground.theatre

    def rows_of(self, items: Iterable[Document | Rejected]) -> Iterator[Row | Rejected]:
        """Give the rows of many documents, in their order, and what had to be refused.

        Where habits count, what lies close together is read in the order of its publication.
        """
        habitual = self._with_habits and self.layer in _HABITUAL
        for batch in _batches(items, _TOGETHER if habitual else 1):
            found: dict[int, list[Row | Rejected]] = {}
            for i in sorted(range(len(batch)), key=lambda i: _moment(batch[i])):
                item = batch[i]
                found[i] = [item] if isinstance(item, Rejected) else list(self.rows(item))
            for i in range(len(batch)):
                yield from found[i]

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
            return
        if self.layer == "attributions":
            said = read_guarded(reader, document, self._attributing.attributions, mend=_GOES_ON)
            yield from (item if isinstance(item, Rejected) else Row(item) for item in said)
        else:
            found = read_guarded(reader, document, reader.read, mend=_GOES_ON)
            yield from (item if isinstance(item, Rejected) else Row(item) for item in found)

    def _places(self, document: Document) -> Iterator[dict[str, Any]]:
        moment = None if document.published == _NO_DATE else document.published
        day = moment.astimezone(self._zone).date() if moment is not None else None
        since = None if document.publisher == _NO_PUBLISHER else moment
        with self._habits.reading(document.publisher, since):
            mentions = self._geoparser.resolved(document.text, day=day)
        self._habits.note(document.publisher, since, [m.mention for m in mentions])
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


def _moment(item: Document | Rejected) -> datetime:
    return _NO_DATE if isinstance(item, Rejected) else item.published


def _batches(
    items: Iterable[Document | Rejected], characters: int
) -> Iterator[list[Document | Rejected]]:
    """Runs of items whose documents have at least so many characters together."""
    batch: list[Document | Rejected] = []
    held = 0
    for item in items:
        batch.append(item)
        held += len(item.text) if isinstance(item, Document) else 1
        if held >= characters:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


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
    candidates: list[dict[str, Any]] = [
        {"place_id": candidate.place.place_id, "name": candidate.place.name, "score": round(p, 4)}
        for candidate, p in resolved.candidates
    ]
    for candidate, lent in zip(candidates, resolved.habits, strict=False):
        candidate["habit"] = round(lent, 2)
    place = resolved.place
    codes = {"katotth": place.katotth, "pcode": place.pcode} if place is not None else {}
    return {
        "document_id": document.document_id,
        **found,
        **{scheme: code for scheme, code in codes.items() if code is not None},
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
