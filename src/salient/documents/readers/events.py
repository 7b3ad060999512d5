"""Event data sets as documents: VIINA, tables as ACLED has them, UCDP GED.

A row becomes the text that it was coded from, or the notes that its coders wrote, and its codes are
kept beside it. It becomes no claim: a claim needs words that carry it, and what reads the words is
the same reader that reads all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from salient.documents.assembly import Draft
from salient.documents.readers.tables import header_of, records_of
from salient.documents.refusals import RefusalError, refuse
from salient.documents.sources import Source
from salient.documents.texts import clean_line, clean_prose
from salient.model import Rejected, content_id

__all__ = ["EventTableReader"]

_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_HOUR = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_SECONDS = re.compile(r"\d{9,11}")


@dataclass(frozen=True, slots=True)
class _Layout:
    """How one data set lays out its rows.

    `columns` show the layout when all are there. `text` and `publisher` name columns in the order
    of preference, `moment` those of the publication, `source` that of whom the row was coded from;
    `name` stands for the publisher where no column does, `language` is that of the coders' notes.
    `codes` are the columns kept.
    """

    name: str
    language: str | None
    columns: frozenset[str]
    event_id: tuple[str, ...]
    text: tuple[str, ...]
    publisher: tuple[str, ...]
    source: tuple[str, ...]
    moment: tuple[str, ...]
    codes: tuple[str, ...]


_LAYOUTS = (
    _Layout(
        name="VIINA",
        language=None,
        columns=frozenset({"event_id", "source", "text", "date", "longitude"}),
        event_id=("report_id", "event_id"),
        text=("text",),
        publisher=("source",),
        source=(),
        moment=("date",),
        codes=(
            "viina_version", "event_id", "report_id", "geonameid", "asciiname", "location",
            "address", "adm1_name", "adm2_name", "adm3_name", "longitude", "latitude",
            "geo_precision", "geo_api",
        ),
    ),
    _Layout(
        name="ACLED",
        language="en",
        columns=frozenset({"event_id_cnty", "event_date", "notes"}),
        event_id=("event_id_cnty",),
        text=("notes",),
        publisher=(),
        source=("source",),
        moment=("timestamp", "event_date"),
        codes=(
            "event_id_cnty", "event_date", "time_precision", "disorder_type", "event_type",
            "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2",
            "inter2", "interaction", "civilian_targeting", "country", "admin1", "admin2", "admin3",
            "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
            "fatalities", "tags", "timestamp",
        ),
    ),
    _Layout(
        name="UCDP GED",
        language="en",
        columns=frozenset({"id", "type_of_violence", "date_start", "source_article"}),
        event_id=("id",),
        text=("source_headline", "source_article"),
        publisher=("source_office",),
        source=("source_original",),
        moment=("source_date", "date_end", "date_start"),
        codes=(
            "id", "relid", "code_status", "type_of_violence", "conflict_new_id", "dyad_new_id",
            "side_a", "side_b", "source_original", "where_prec", "where_coordinates",
            "where_description", "adm_1", "adm_2", "latitude", "longitude", "country",
            "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
            "deaths_civilians", "deaths_unknown", "best", "high", "low",
        ),
    ),
)  # fmt: skip


class EventTableReader:
    """Reads the rows of an event data set, told by its columns."""

    name = "event data"
    suffixes: frozenset[str] = frozenset()

    def recognises(self, source: Source) -> bool:
        """Whether the header has the columns of one of the data sets."""
        return _layout(header_of(source.head_text)[0]) is not None

    def read(self, source: Source) -> Iterator[Draft | Rejected]:
        """One draft a row; rows of one report (VIINA has one for each place) are one document."""
        decoded = source.read_text(source.limits.whole, "a table")
        text = decoded.text.lstrip("\ufeff")
        columns, delimiter = header_of(text)
        layout = _layout(columns)
        if layout is None:
            names = ", ".join(one.name for one in _LAYOUTS)
            raise RefusalError("bad-csv", f"has the columns of none of {names}; check its header")
        report: Draft | None = None
        for where, record in records_of(source.name, text, columns, delimiter):
            found = record if isinstance(record, Rejected) else _draft(where, record, layout)
            if isinstance(found, Rejected):
                yield found
            elif report is not None and _same_report(report, found):
                report = _with_codes(report, found)
            else:
                if report is not None:
                    yield report
                report = found
        if report is not None:
            yield report


def _same_report(report: Draft, row: Draft) -> bool:
    return row.document_id is not None and row.document_id == report.document_id


def _with_codes(report: Draft, row: Draft) -> Draft:
    """Return the report with the codes of one more of its rows, numbered from 2."""
    codes = dict(report.codes or {})
    number = 2 + sum(1 for key in codes if key.startswith("event_id#"))
    codes |= {f"{column}#{number}": value for column, value in (row.codes or {}).items()
              if column != "data_set"}  # fmt: skip
    return replace(report, codes=codes)


def _layout(columns: list[str]) -> _Layout | None:
    present = set(columns)
    return next((layout for layout in _LAYOUTS if layout.columns <= present), None)


def _draft(where: str, record: Mapping[str, str], layout: _Layout) -> Draft | Rejected:
    text = clean_prose(_first(record, layout.text) or "")
    if not text:
        wanted = " or ".join(f"'{column}'" for column in layout.text)
        return refuse(
            where, "no-text", f"the row of {layout.name} has no words in {wanted}; it says nothing "
            "that can be quoted"
        )  # fmt: skip
    key = _first(record, layout.event_id)
    source = clean_line(_first(record, layout.source) or "")
    publisher = clean_line(_first(record, layout.publisher) or "") or layout.name
    return Draft(
        source=where,
        # Not by its address: the row is no version of the article that it was coded from.
        document_id=content_id("doc", layout.name, key) if key else None,
        text=text,
        publisher=publisher,
        url=_address(record),
        language=_first(record, ("lang", "language")) or layout.language,
        language_declared_by_template=True,
        published=_moment(record, layout),
        forwarded_from=source if source and source != publisher else None,
        codes={
            "data_set": layout.name,
            **{column: record[column] for column in layout.codes if record.get(column)},
        },
    )


def _first(record: Mapping[str, str], columns: tuple[str, ...]) -> str | None:
    return next((record[c].strip() for c in columns if record.get(c, "").strip()), None)


def _address(record: Mapping[str, str]) -> str | None:
    url = record.get("url", "").strip()
    return url if url.startswith(("http:", "https:")) else None


def _moment(record: Mapping[str, str], layout: _Layout) -> str | None:
    """Return the moment as ISO 8601: `20220514` and an hour beside it, or seconds since 1970."""
    stated = _first(record, layout.moment)
    if stated is None:
        return None
    # A row coded from several articles names the day of each; the last made it complete.
    parts = [part.strip() for part in stated.split(";") if part.strip()]
    stated = max(parts) if parts else stated
    if _SECONDS.fullmatch(stated):
        return datetime.fromtimestamp(int(stated), UTC).isoformat()
    day = _DAY.match(stated)
    if day is None or len(stated) > len("2022-05-14 00:00:00.000"):
        return stated
    hour = _HOUR.fullmatch(record.get("time", "").strip())
    iso = f"{day[1]}-{day[2]}-{day[3]}"
    return f"{iso}T{hour[0].zfill(5)}" if hour else iso
