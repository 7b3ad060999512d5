"""Cleaning: what becomes of a text before its offsets are fixed for good."""

from __future__ import annotations

import re
import unicodedata

from lxml import html
from lxml.etree import ParserError

__all__ = [
    "HTML_ENCODING",
    "blocks_of",
    "clean_line",
    "clean_prose",
    "exact_text",
    "fragment_text",
    "parse_page",
    "with_headline",
]

HTML_ENCODING = "utf-8"

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters, soft hyphens, byte order marks, zero-width spaces and marks of direction: no
# reader sees them, and they break words and offsets. Zero-width joiners carry meaning and stay.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060"
    "\u2066-\u2069\ufeff]"
)
_WIDE_SPACES = re.compile("[\xa0\u2007\u202f]")
_BLANK_LINES = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+")
_SPACES = re.compile(r"[ \t\r\n\f]+")

SHORTEST_SHARED_OPENING = 25

_BLOCKS = frozenset(
    {
        "address", "article", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl",
        "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "li",
        "main", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_NOT_TEXT = frozenset(
    {
        "aside", "audio", "button", "canvas", "footer", "form", "head", "iframe", "nav", "noscript",
        "object", "script", "select", "style", "svg", "template", "textarea", "video",
    }
)  # fmt: skip


def exact_text(text: str) -> str:
    """Return a text as its owner gave it, so that offsets into it hold.

    Only what no store or encoding can carry, NUL and lone surrogates, becomes U+FFFD, one for one.
    """
    return _UNSTORABLE.sub("\ufffd", text)


def clean_prose(text: str) -> str:
    """Return a text that had no offsets yet: NFC, plain newlines and spaces, nothing invisible."""
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _WIDE_SPACES.sub(" ", text)
    return exact_text(unicodedata.normalize("NFC", text)).strip()


def clean_line(text: str) -> str:
    """`clean_prose` on one line: for titles and names."""
    return " ".join(clean_prose(text).split())


def fragment_text(markup: str) -> str:
    """Return the words of a piece of HTML, a blank line between its blocks."""
    if "<" not in markup and "&" not in markup:
        return clean_prose(markup)
    tree = parse_page(f"<div>{markup}</div>")
    return "" if tree is None else blocks_of(tree)


def parse_page(markup: str) -> html.HtmlElement | None:
    """Return the tree of an HTML text, or None where there is no element in it."""
    # The parser stops at a NUL, and refuses text that declares its encoding.
    data = _INVISIBLE.sub("", exact_text(markup)).encode(HTML_ENCODING)
    try:
        return html.document_fromstring(data, parser=html.HTMLParser(encoding=HTML_ENCODING))
    except (ParserError, ValueError):
        return None


def blocks_of(tree: html.HtmlElement) -> str:
    """Return the words below an element, a blank line between its blocks, without page furniture.

    One pass over the tree, without recursion: a page may be as deep as the parser allows.
    """
    pieces: list[str] = []
    stack: list[tuple[html.HtmlElement, bool]] = [(tree, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag
        is_block = tag in _BLOCKS
        if leaving:
            pieces.append("\n\n" if is_block else "")
            pieces.append("" if element is tree else _SPACES.sub(" ", element.tail or ""))
            continue
        if not isinstance(tag, str) or tag in _NOT_TEXT:
            pieces.append(_SPACES.sub(" ", element.tail or ""))
            continue
        pieces.append("\n\n" if is_block else "")
        pieces.append(_SPACES.sub(" ", element.text or ""))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    return _BLANK_LINES.sub("\n\n", clean_prose("".join(pieces)))


def with_headline(headline: str, body: str) -> str:
    """Return the body under its headline, once: headlines carry claims and need offsets too."""
    first = body.split("\n", 1)[0].strip()
    opens_with_it = first.casefold() == headline.casefold() or (
        len(first) >= SHORTEST_SHARED_OPENING
        and (
            headline.casefold().startswith(first.casefold())
            or first.casefold().startswith(headline.casefold())
        )
    )
    if not headline or opens_with_it:
        return body
    return f"{headline}\n\n{body}" if body else headline
