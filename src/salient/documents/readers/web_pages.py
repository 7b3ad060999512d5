"""HTML pages: the article's text, its publisher, date, title and language."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from lxml import html
from lxml.etree import LxmlError
from trafilatura import bare_extraction

from salient.documents.assembly import Draft
from salient.documents.readers.markup import root_of
from salient.documents.readers.page_statements import published_of, publisher_of
from salient.documents.refusals import RefusalError
from salient.documents.sources import Source, megabytes
from salient.documents.texts import blocks_of, clean_line, clean_prose, parse_page, with_headline

__all__ = ["WebPageReader"]

# Its warnings about odd pages would reach the user's screen unexplained; what matters of them
# becomes a Rejected here.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_ROOTS = frozenset(
    {
        "html", "head", "body", "title", "meta", "link", "script", "style", "div", "article",
        "section", "main", "header", "p", "span", "table", "h1", "h2", "h3", "ul", "ol", "a", "b",
    }
)  # fmt: skip
# Pictures and fonts written into the page: by far the most of what a page saved whole weighs.
_EMBEDDED = re.compile(r"data:[\w.+/-]{0,80}(?:;[\w=.+-]{1,80}){0,4},[\w+/=%-]{100,}")
_SAVED_FROM = re.compile(r"<!--[^>]{0,80}?(?:saved from url=\(\d+\)|url: )(https?://[^\s>]+)")
# Extraction runs thousands of heuristics over whatever the web holds, and states no errors of its
# own. Where it fails, the fast path reads the page, so that one does not end a run of thousands.
_EXTRACTION_FAILURES = (LxmlError, ValueError, TypeError, AttributeError, LookupError,
                        RecursionError)  # fmt: skip


class WebPageReader:
    """Reads a saved page: the main text through trafilatura, the rest from what the page states."""

    name = "HTML"
    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def recognises(self, source: Source) -> bool:
        """Whether the text begins with an HTML element or its document type."""
        return root_of(source.head_text) in _ROOTS

    def read(self, source: Source) -> Iterator[Draft]:
        """Yield the one article of the page.

        Raises RefusalError for a page above `limits.page` characters and for one without words.
        """
        limits = source.limits
        markup = _EMBEDDED.sub("data:,", source.read_text(limits.page_raw, "an HTML page").text)
        if len(markup) > limits.page:
            raise RefusalError(
                "too-large",
                f"is an HTML page of {megabytes(len(markup))}, embedded images not counted; "
                f"pages of up to {megabytes(limits.page)} are read. "
                "Save the article alone, or its text as .txt",
            )
        tree = parse_page(markup)
        if tree is None:
            raise RefusalError("empty", "is an HTML page without content")
        saved_from = _SAVED_FROM.search(markup, 0, 4096)
        url = _address(tree) or (saved_from[1] if saved_from else None)
        published, publisher = published_of(tree, url), publisher_of(tree)
        language, own_title = _language(tree), _title(tree)
        found = _extracted(tree, limits.page_elements)
        title = clean_line(str(found.get("title") or "")) or own_title
        body = clean_prose(str(found.get("text") or "")).replace("\n", "\n\n")
        if not body:
            body = _fast_text(markup)
        if not body:
            raise RefusalError("empty", "is an HTML page without words in it; it may fill itself "
                               "by script: save it from a browser as a whole page")  # fmt: skip
        yield Draft(
            source=source.name,
            text=with_headline(title or "", body),
            publisher=clean_line(publisher or "") or _site(found, url),
            url=url,
            title=title,
            language=language,
            published=published,
            alone=True,
            language_declared_by_template=True,
        )


def _extracted(tree: html.HtmlElement, most_elements: int) -> dict[str, Any]:
    """Return what trafilatura makes of a page; nothing for one so large that it would take minutes.

    Its time grows faster than the page: half a second at 20,000 elements, ten at 200,000.
    """
    if sum(1 for _ in tree.iter()) > most_elements:
        return {}
    try:
        found = bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            # Else it asks the clock; the day that it finds is not used.
            date_extraction_params={"extensive_search": False, "max_date": "2100-12-31"},
        )
    except _EXTRACTION_FAILURES:
        return {}
    if found is None or isinstance(found, dict):
        return found or {}
    return dict(found.as_dict())


def _site(found: dict[str, Any], url: str | None) -> str | None:
    """Return the site's name as trafilatura finds it, unless it was made from the address."""
    name = clean_line(str(found.get("sitename") or ""))
    made_from_address = "." in name and name.lower() in (url or "").lower()
    return None if made_from_address else name or None


def _fast_text(markup: str) -> str:
    """Return the words of the page's article, or of its body where it marks no single article."""
    tree = parse_page(markup)
    if tree is None:
        return ""
    for tag in ("article", "main"):
        marked = list(tree.iter(tag))
        if len(marked) == 1:
            return blocks_of(marked[0])
    return blocks_of(tree)


def _title(tree: html.HtmlElement) -> str | None:
    for tag in ("h1", "title"):
        for element in tree.iter(tag):
            title = clean_line(str(element.text_content()))
            if title:
                return title
    return None


def _address(tree: html.HtmlElement) -> str | None:
    """Return the page's own address: its canonical link, else `og:url`."""
    candidates = [
        element.get("href") for element in tree.iter("link") if element.get("rel") == "canonical"
    ] + [
        element.get("content")
        for element in tree.iter("meta")
        if element.get("property") == "og:url"
    ]
    return next((str(url) for url in candidates if str(url).startswith(("http:", "https:"))), None)


def _language(tree: html.HtmlElement) -> str | None:
    for element in tree.iter("html"):
        stated = element.get("lang") or element.get("xml:lang")
        if stated:
            return str(stated)
    return None
