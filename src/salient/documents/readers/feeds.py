"""RSS and Atom files: one document an entry."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXParseException

import feedparser

from salient.documents.assembly import Draft, identity_of_url
from salient.documents.moments import NotADateError, parse_moment
from salient.documents.readers.markup import root_of
from salient.documents.refusals import RefusalError, refuse
from salient.documents.sources import Source
from salient.documents.texts import clean_line, fragment_text, with_headline
from salient.model import Rejected

__all__ = ["FeedReader"]

_ROOTS = frozenset({"rss", "feed", "atom:feed", "rdf:rdf", "rdf"})
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_ENTRY_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_FEED_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*\Z", re.IGNORECASE)


class FeedReader:
    """Reads a saved RSS or Atom feed through feedparser; nothing is fetched."""

    name = "RSS or Atom"
    suffixes = frozenset({".rss", ".atom", ".xml", ".rdf"})

    def recognises(self, source: Source) -> bool:
        """Whether the root element is a feed's."""
        return root_of(source.head_text) in _ROOTS

    def read(self, source: Source) -> Iterator[Draft | Rejected]:
        """One draft an entry; an entry that the file cuts off is refused, those before it stand."""
        decoded = source.read_text(source.limits.feed, "a feed")
        data = _prepared(decoded.text)
        feed = _parsed(data)
        if not feed.get("version") and not feed.entries:
            raise RefusalError("not-a-feed", f"is XML but no RSS or Atom feed{_problem(feed)}; "
                               "give a feed, or the text as HTML, JSON or plain text")  # fmt: skip
        if not feed.entries and _FEED_END.search(data):
            raise RefusalError("empty", "is a feed without entries")
        complete = len(feed.entries)
        if not _FEED_END.search(data):
            complete = min(complete, len(_ENTRY_END.findall(data)))
        yield from _drafts(source.name, feed, complete)
        if not _FEED_END.search(data):
            raise RefusalError(
                "truncated",
                f"is a feed that breaks off{_problem(feed)}; {complete} whole entries were read, "
                "what follows was not. Fetch it again",
            )


def _parsed(data: bytes) -> Any:
    try:
        # A stream, since feedparser takes a bare text for an address to fetch.
        return feedparser.parse(
            io.BytesIO(data),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (LookupError, ValueError, TypeError, AttributeError):
        # Tags that close in the wrong order can bring it down.
        raise RefusalError(
            "not-a-feed",
            "is a feed whose tags are in such disorder that no entry can be read; fetch it again",
        ) from None


def _prepared(text: str) -> bytes:
    """Return the feed as UTF-8 that says no other of itself, without what trips feedparser.

    A reference to what is no character (`&#xD800;`, `&#x110000;`) ends in an error there.
    """
    text = _XML_DECLARATION.sub("", text.lstrip("\ufeff"))
    return _REFERENCE.sub(_sound_reference, text).encode("utf-8", "replace")


def _sound_reference(reference: re.Match[str]) -> str:
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    code_point = int(digits[-8:], base)
    is_character = len(digits.lstrip("0")) < 8 and code_point <= sys.maxunicode
    return reference[0] if is_character and not 0xD800 <= code_point <= 0xDFFF else "\ufffd"


def _drafts(name: str, feed: Any, complete: int) -> Iterator[Draft | Rejected]:
    title = clean_line(fragment_text(str(feed.feed.get("title") or ""))) or None
    language = str(feed.feed.get("language") or "") or None
    entries = feed.entries[:complete]
    addresses = Counter(identity_of_url(entry.get("link")) for entry in entries)
    for number, entry in enumerate(entries, 1):
        where = f"{name}#{number}"
        publisher = clean_line(str((entry.get("source") or {}).get("title") or "")) or title
        headline = clean_line(fragment_text(str(entry.get("title") or "")))
        body = fragment_text(_body(entry))
        if not headline and not body:
            yield refuse(where, "empty", f"entry {number} has neither a title nor a text")
            continue
        # Posts of a live page share its address; the entry's own id tells them apart.
        shared = addresses[identity_of_url(entry.get("link"))] > 1
        named = entry.get("id") and (shared or identity_of_url(entry.get("link")) is None)
        yield Draft(
            source=where,
            text=with_headline(headline, body),
            publisher=publisher,
            url=str(entry.get("link") or "").strip() or None,
            title=headline or None,
            language=str(entry.get("language") or "") or language,
            published=_published(entry),
            identity=("feed", publisher or "", str(entry["id"])) if named else (),
            language_declared_by_template=True,
        )


def _body(entry: Any) -> str:
    """Return the fullest of what an entry carries: its content, else its summary."""
    texts = [str(part.get("value") or "") for part in entry.get("content") or []]
    return max([*texts, str(entry.get("summary") or "")], key=len)


def _published(entry: Any) -> str | None:
    """Return the date as written if it can be read, else in UTC as feedparser makes it out."""
    for key in ("published", "updated", "created"):
        written = entry.get(key)
        if not written:
            continue
        try:
            parse_moment(str(written), "UTC")
        except NotADateError:
            made_out = entry.get(f"{key}_parsed")
            if made_out and made_out.tm_year > 0:
                year, month, day, hour, minute, second = made_out[:6]
                return (f"{year:04}-{month:02}-{day:02}"
                        f"T{hour:02}:{minute:02}:{min(second, 59):02}+00:00")  # fmt: skip
        return str(written)
    return None


def _problem(feed: Any) -> str:
    problem = feed.get("bozo_exception")
    if not isinstance(problem, SAXParseException):
        return ""
    return f" (line {problem.getLineNumber()}: {problem.getMessage()})"
