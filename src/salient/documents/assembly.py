"""From what a reader found to a document: defaults, language, ids; or to a refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from salient.documents.defaults import DocumentDefaults
from salient.documents.languages import (
    UNDETERMINED,
    identify_language,
    normalise_language,
    written_in_script_of,
)
from salient.documents.moments import NotADateError, anchored, parse_moment
from salient.documents.refusals import Reason, refuse
from salient.model import Document, Rejected, content_id

__all__ = ["UNKNOWN_PUBLISHER", "Draft", "assemble", "identity_of_url"]

UNKNOWN_PUBLISHER = "unknown publisher"

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|mc_cid|mc_eid", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader found of one document; `text` is final already.

    `source` names the file and the line or item. `published` is as written in the input.
    `identity` is what names the document for good where the format has such a thing (a feed's
    entry id, a channel and a message number). `alone` says that the input holds one document, so
    that a `--url` given for the input names it. `publisher_may_lack` marks records whose owner
    left the publisher out knowingly; `language_declared_by_template` marks a language that says
    more about the site than about the text. `forwarded_from` and `codes` are the document's.
    """

    source: str
    text: str
    document_id: str | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    identity: tuple[str, ...] = ()
    alone: bool = False
    publisher_may_lack: bool = False
    language_declared_by_template: bool = False
    forwarded_from: str | None = None
    codes: dict[str, str] | None = None


def assemble(draft: Draft, defaults: DocumentDefaults) -> Document | Rejected:
    """Return the document, or a refusal that names what is missing and which option gives it."""
    if not draft.text.strip():
        return refuse(draft.source, "empty", "has no text; there is nothing to read in it")
    url = draft.url or defaults.url
    publisher = draft.publisher or defaults.publisher or _host(url)
    if publisher is None and draft.publisher_may_lack:
        publisher = UNKNOWN_PUBLISHER
    try:
        published = _published(draft, defaults)
    except NotADateError as problem:
        return refuse(draft.source, "bad-date", f"the publication date {problem}")
    if publisher is None or published is None:
        return _missing(draft.source, publisher, published)
    title = draft.title or defaults.title
    return Document(
        document_id=draft.document_id or _derived_id(draft, defaults, publisher, published),
        text=draft.text,
        publisher=publisher,
        published=published,
        language=_language(draft, defaults),
        fingerprint=content_id("text", publisher, title, _instant(published), draft.text),
        url=url,
        title=title,
        forwarded_from=draft.forwarded_from,
        codes=draft.codes or None,
    )


def identity_of_url(url: str | None) -> str | None:
    """Return the part of an address that names one document, or None where it names a whole site.

    Fragment and tracking parameters are left out; a bare host is the site, not an article.
    """
    parts = _split(url)
    if parts is None or not parts[1]:
        return None
    scheme, host, path, query, _ = parts
    kept = [pair for pair in parse_qsl(query, True) if not _TRACKING.fullmatch(pair[0])]
    if not path.strip("/") and not kept:
        return None
    scheme = "https" if scheme.lower() in ("http", "https") else scheme.lower()
    return urlunsplit((scheme, host.lower(), path, urlencode(kept), ""))


def _published(draft: Draft, defaults: DocumentDefaults) -> datetime | None:
    if draft.published is not None:
        return parse_moment(draft.published, defaults.timezone)
    if defaults.published is not None:
        return anchored(defaults.published, defaults.timezone)
    return None


def _missing(source: str, publisher: str | None, published: datetime | None) -> Rejected:
    lacks = [
        (what, option)
        for value, what, option in (
            (publisher, "publisher", "--publisher NAME"),
            (published, "publication date", "--published 2022-05-14"),
        )
        if value is None
    ]
    reason: Reason = "no-date" if published is None else "no-publisher"
    words = " and no ".join(what for what, _ in lacks)
    options = " and ".join(option for _, option in lacks)
    return refuse(source, reason, f"states no {words}; give {options}")


def _language(draft: Draft, defaults: DocumentDefaults) -> str:
    stated = normalise_language(draft.language)
    if stated and (
        not draft.language_declared_by_template or written_in_script_of(draft.text, stated)
    ):
        return stated
    return normalise_language(defaults.language) or identify_language(draft.text) or UNDETERMINED


def _derived_id(
    draft: Draft, defaults: DocumentDefaults, publisher: str, published: datetime
) -> str:
    address = identity_of_url(draft.url or (defaults.url if draft.alone else None))
    if draft.identity:
        return content_id("doc", *draft.identity)
    if address:
        return content_id("doc", "url", address)
    # Without an address nothing tells a corrected text from a second one under the same headline:
    # the wording is then part of the identity, so that neither replaces the other.
    return content_id("doc", "text", publisher, draft.title, _instant(published), draft.text)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _host(url: str | None) -> str | None:
    parts = _split(url)
    if parts is None or not parts[1]:
        return None
    host = parts[1].rpartition("@")[2].partition(":")[0].lower()
    return host.removeprefix("www.") or None


def _split(url: str | None) -> tuple[str, str, str, str, str] | None:
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return parts.scheme, parts.netloc, parts.path, parts.query, parts.fragment
