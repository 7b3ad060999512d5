"""What holds where a document does not say, and how much of an input is read."""

from __future__ import annotations

from datetime import datetime

import msgspec

from salient.documents.moments import zone

__all__ = ["DocumentDefaults", "Limits"]

MEGABYTE = 1_000_000


class DocumentDefaults(msgspec.Struct, frozen=True):
    """Values for what a document does not state itself; a stated value always wins.

    `published` may be naive and is then a time of `timezone`, as are the times without an offset
    in the documents. `timezone` is an IANA name; an unknown one raises `UsageError` here.
    """

    publisher: str | None = None
    published: datetime | None = None
    language: str | None = None
    title: str | None = None
    url: str | None = None
    timezone: str = "UTC"

    def __post_init__(self) -> None:
        zone(self.timezone)


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Sizes beyond which an input is refused, in bytes unless said otherwise.

    `whole` bounds the formats that must be held in memory (a JSON object or array, CSV, Telegram's
    export); JSON lines run on without end, each line bounded by `line`. A web page may weigh
    `page_raw` as saved, and `page` characters once embedded images and fonts are taken out; above
    `page_elements` elements its main text is cut out by the fast path. A gzip file is refused once
    it has unpacked to more than `unpacked_free` and more than `unpacked_ratio` times what was read
    of it: text shrinks 3 to 20 times, a bomb 1,000 times. `archive` bounds a WACZ file, of which a
    copy is held on disk while it is read; a WARC file runs on without end.
    """

    whole: int = 256 * MEGABYTE
    line: int = 64 * MEGABYTE
    text: int = 16 * MEGABYTE
    feed: int = 8 * MEGABYTE
    page_raw: int = 128 * MEGABYTE
    page: int = 6 * MEGABYTE
    page_elements: int = 30_000
    unpacked_free: int = 32 * MEGABYTE
    unpacked_ratio: int = 200
    archive: int = 8_000 * MEGABYTE
