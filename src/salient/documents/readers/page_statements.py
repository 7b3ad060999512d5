"""What a page states about itself: when it was published, and by whom."""

from __future__ import annotations

import copy
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from htmldate import find_date
from lxml import html

from salient.documents.moments import EARLIEST_YEAR, LATEST_YEAR, NotADateError, parse_moment

__all__ = ["published_of", "publisher_of"]

_META_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "date.published", "publication_date", "publishdate", "publish-date", "published_time",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "dcterms.date", "pubdate", "date",
)  # fmt: skip
_DATE_LINE = re.compile(r"date|time|publi|posted|byline|dateline|entry-meta|article-meta", re.I)
_OF_A_CHANGE = re.compile(r"updat|modif|edited|revis|оновл|обновл|змінен|изменен|aktualis", re.I)
_LONGEST_DATE_LINE = 200
_MOST_DATE_LINES = 20


def published_of(tree: html.HtmlElement, url: str | None) -> str | None:
    """Return the date of publication that a page states, as written, or None.

    In this order: JSON-LD's `datePublished`, meta elements, microdata, `<time>` in the article or
    its header; then the day as htmldate finds it in the address and in lines marked up as the
    date. Running text is never searched, nor lines about a change: a wrong date does more harm than
    a refusal.
    """
    for value in _stated_dates(tree):
        try:
            parse_moment(value, "UTC")
        except NotADateError:
            continue
        return value.strip()
    found = find_date(
        _date_lines(tree),
        url=url,
        original_date=True,
        extensive_search=False,
        min_date=f"{EARLIEST_YEAR}-01-01",
        max_date=f"{LATEST_YEAR}-12-31",
    )
    return None if found is None else str(found)


def publisher_of(tree: html.HtmlElement) -> str | None:
    """Return the publisher's name in a page's JSON-LD or `og:site_name`, or None."""
    for described in _linked_data(tree):
        publisher = described.get("publisher")
        for one in publisher if isinstance(publisher, list) else [publisher]:
            name = one.get("name") if isinstance(one, dict) else None
            if isinstance(name, str) and name.strip():
                return name
    site = _meta(tree).get("og:site_name", "")
    return site if site.strip() else None


def _stated_dates(tree: html.HtmlElement) -> Iterator[str]:
    for described in _linked_data(tree):
        date = described.get("datePublished")
        if isinstance(date, str):
            yield date
    stated = _meta(tree)
    yield from (stated[name] for name in _META_NAMES if stated.get(name))
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield str(element.get("datetime") or element.get("content") or "")
    for path in (".//time[@pubdate]", ".//article//time[@datetime]", ".//header//time[@datetime]"):
        for element in tree.iterfind(path):
            if not _OF_A_CHANGE.search(_marks(element)):
                yield str(element.get("datetime") or "")


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = str(element.get(attribute) or "").strip().lower()
            stated.setdefault(name, str(element.get("content") or ""))
    return stated


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's JSON-LD, outer ones first."""
    for script in tree.iter("script"):
        if "ld+json" not in str(script.get("type") or "").lower():
            continue
        try:
            waiting: deque[Any] = deque([json.loads(str(script.text_content()), strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.popleft()
            if isinstance(value, dict):
                yield value
                waiting.extend(value.values())
            elif isinstance(value, list):
                waiting.extend(value)


def _date_lines(tree: html.HtmlElement) -> html.HtmlElement:
    """Return a page of nothing but the lines that are marked up as dates."""
    page: html.HtmlElement = html.document_fromstring("<html><body></body></html>")
    body = page.find("body")
    taken = 0
    for element in tree.iter("time", "abbr", "span", "div", "p", "li"):
        if element.tag != "time" and not _DATE_LINE.search(_marks(element)):
            continue
        words = " ".join(str(element.text_content()).split())
        if len(words) > _LONGEST_DATE_LINE or _OF_A_CHANGE.search(words + _marks(element)):
            continue
        line = copy.deepcopy(element)
        line.tail = None
        body.append(line)
        taken += 1
        if taken == _MOST_DATE_LINES:
            break
    return page


def _marks(element: html.HtmlElement) -> str:
    return " ".join(str(element.get(name) or "") for name in ("class", "id", "itemprop"))
