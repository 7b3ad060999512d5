"""Published texts, and what could not be used of them."""

from __future__ import annotations

from datetime import datetime

import msgspec

__all__ = ["Document", "Rejected"]


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One published text: an article, a situation report, a channel post.

    `text` is cleaned and final: every offset anywhere in salient counts Unicode code points into
    it. `published` carries an offset from UTC. `fingerprint` identifies the wording (a hash of
    publisher, title, time and text), so that an edited article has the same `document_id` and
    another fingerprint. `forwarded_from` names whose words these are where the publisher passes on
    another's post whole. `codes` are those that a data set gave to the event that the text tells of
    (its id, type, place, precision, deaths), by the data set's own column names.
    """

    document_id: str
    text: str
    publisher: str
    published: datetime
    language: str
    fingerprint: str
    url: str | None = None
    title: str | None = None
    forwarded_from: str | None = None
    codes: dict[str, str] | None = None


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """Something that could not be used, kept with its reason.

    `stage` is the room that refused (`documents`, `reading`, `places`, `ledger`); `reason` is a
    short fixed code such as `empty`, `binary`, `quote-not-in-text`; `detail` is for people.
    `source` names the file, record or document.
    """

    stage: str
    reason: str
    detail: str
    source: str
    start: int | None = None
    end: int | None = None
