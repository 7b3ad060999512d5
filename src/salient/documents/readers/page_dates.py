"""When a page says that it was published."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from lxml import html

from salient.documents.moments import EARLIEST_YEAR, LATEST_YEAR, NotADateError, parse_moment

__all__ = ["DAY_SEARCH", "stated_moment"]

# For htmldate, which finds the day in what this module does not know: what the page calls its
# original date, never a guess from the running text, and never bounded by today's date.
DAY_SEARCH: Mapping[str, Any] = MappingProxyType(
    {
        "original_date": True,
        "extensive_search": False,
        "min_date": f"{EARLIEST_YEAR}-01-01",
        "max_date": f"{LATEST_YEAR}-12-31",
    }
)

_META_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "date.published", "publication_date", "publishdate", "publish-date", "published_time",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "dcterms.date", "pubdate", "date",
)  # fmt: skip


def stated_moment(tree: html.HtmlElement) -> str | None:
    """Return the first readable date of publication that a page states for machines, as written.

    In this order: JSON-LD's `datePublished`, meta elements, microdata, `<time>` in the article. A
    date of change is not one of publication.
    """
    for value in _candidates(tree):
        try:
            parse_moment(value, "UTC")
        except NotADateError:
            continue
        return value.strip()
    return None


def _candidates(tree: html.HtmlElement) -> Iterator[str]:
    yield from _linked_data_dates(tree)
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = str(element.get(attribute) or "").strip().lower()
            stated.setdefault(name, str(element.get("content") or ""))
    yield from (stated[name] for name in _META_NAMES if stated.get(name))
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield str(element.get("datetime") or element.get("content") or "")
    for path in (".//time[@pubdate]", ".//article//time[@datetime]", ".//header//time[@datetime]"):
        for element in tree.iterfind(path):
            yield str(element.get("datetime") or "")


def _linked_data_dates(tree: html.HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" not in str(script.get("type") or "").lower():
            continue
        try:
            waiting: list[Any] = [json.loads(str(script.text_content()), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, dict):
                date = value.get("datePublished")
                if isinstance(date, str):
                    yield date
                # The article's own date stands above those of what it links to or embeds.
                waiting.extend(value.values())
            elif isinstance(value, list):
                waiting.extend(value)
