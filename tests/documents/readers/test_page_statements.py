from __future__ import annotations

import json

import pytest

from salient.documents.readers.page_statements import published_of, publisher_of
from salient.documents.texts import parse_page


def published(head: str, body: str = "<p>Words.</p>", url: str | None = None) -> str | None:
    tree = parse_page(f"<html><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    return published_of(tree, url)


def linked_data(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


META = '<meta property="article:published_time" content="2022-05-14T10:00:00+03:00">'


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (META, "", "2022-05-14T10:00:00+03:00"),
        (linked_data({"@graph": [{"datePublished": "2022-05-13"}]}) + META, "", "2022-05-13"),
        (linked_data({"datePublished": "no date"}) + META, "", "2022-05-14T10:00:00+03:00"),
        ('<script type="application/ld+json">{broken</script>' + META, "",
         "2022-05-14T10:00:00+03:00"),
        ('<meta name="DC.date.issued" content="2022-05-12">', "", "2022-05-12"),
        ("", '<span itemprop="datePublished" content="2022-05-11T08:00Z">x</span>',
         "2022-05-11T08:00Z"),
        ("", '<article><time datetime="2022-05-10T08:00Z">10 May</time></article>',
         "2022-05-10T08:00Z"),
        ("", '<div class="post-date">9 May 2022</div>', "2022-05-09"),
    ],
)  # fmt: skip
def test_the_date_is_taken_from_where_pages_state_it(head: str, body: str, expected: str) -> None:
    assert published(head, body) == expected


def test_the_day_in_the_address_serves_where_the_page_states_none() -> None:
    assert published("", url="https://example.org/2022/05/14/bridge-lost") == "2022-05-14"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p>The bridge was built on 3 March 2003.</p><footer>Copyright 2024</footer>"),
        ("", '<div class="updated-date">Updated: 3 March 2023</div>'),
        ("", '<p class="date">Оновлено: 3.03.2023</p>'),
        ('<meta property="article:modified_time" content="2023-03-03">', ""),
        (linked_data({"dateModified": "2023-03-03"}), ""),
        ('<meta name="date" content="soon">', ""),
    ],
)
def test_running_text_and_changes_are_no_date_of_publication(head: str, body: str) -> None:
    assert published(head, body) is None


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (linked_data({"publisher": {"name": "Daily Example"}}), "Daily Example"),
        (linked_data({"publisher": [{"name": "Daily Example"}]}), "Daily Example"),
        ('<meta property="og:site_name" content="Example Post">', "Example Post"),
        (linked_data({"publisher": "x"}), None),
        ('<meta property="og:site_name" content=" ">', None),
        ("", None),
    ],
)
def test_the_publisher_is_the_one_that_the_page_names(head: str, publisher: str | None) -> None:
    tree = parse_page(f"<html><head>{head}</head><body><p>Words.</p></body></html>")
    assert tree is not None
    assert publisher_of(tree) == publisher
