from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.documents import DocumentDefaults, Limits
from salient.model import Document, Rejected

Read = Callable[..., list[Document | Rejected]]
ReadDocument = Callable[..., Document]
ReadRefusal = Callable[..., Rejected]
NOTHING = DocumentDefaults()
PARAGRAPHS = (
    "<p>Ukrainian forces held the village on Friday, the ministry said in its evening report.</p>"
    "<p>Two bridges over the river were destroyed, according to the regional governor, who spoke "
    "on television after visiting the district.</p>"
    "<ul><li>No losses were reported by either side.</li></ul>"
)
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Village held, ministry says | Daily Example</title>
<meta property="og:title" content="Village held, ministry says">
<meta property="og:site_name" content="Daily Example">
<meta property="article:published_time" content="2022-05-13T21:30:00+03:00">
<link rel="canonical" href="https://example.org/village-held"></head>
<body><nav><a href="/">Home</a> <a href="/war">War</a></nav>
<article><h1>Village held, ministry says</h1>{PARAGRAPHS}</article>
<footer>Copyright 2024 Daily Example</footer></body></html>"""
TEXT = (
    "Village held, ministry says\n\n"
    "Ukrainian forces held the village on Friday, the ministry said in its evening report.\n\n"
    "Two bridges over the river were destroyed, according to the regional governor, who spoke "
    "on television after visiting the district.\n\n"
    "- No losses were reported by either side."
)


def test_a_page_gives_its_article_and_all_that_it_states_of_it(
    read_document: ReadDocument,
) -> None:
    document = read_document("page.html", PAGE, NOTHING)
    assert document.text == TEXT
    assert document.publisher == "Daily Example"
    assert document.title == "Village held, ministry says"
    assert document.published.isoformat() == "2022-05-13T21:30:00+03:00"
    assert document.language == "en"
    assert document.url == "https://example.org/village-held"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16", "utf-8-sig"])
def test_a_page_in_another_encoding_reads_the_same(
    read_document: ReadDocument, encoding: str
) -> None:
    russian = "Наши войска удержали село в пятницу, сообщило министерство в вечерней сводке."
    page = PAGE.replace("No losses were reported by either side.", russian)
    declared = page if encoding.startswith("utf") else page.replace("utf-8", encoding)
    assert read_document("page.html", declared.encode(encoding)).text.endswith(russian)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<html><body><p>Izium fell.</p></body></html>", "Izium fell."),
        ("<p>Izium fell.</p>", "Izium fell."),
        ("<div>Izium<br>fell &amp; burned.</div>", "Izium\n\nfell & burned."),
        ("<h1>Izium fell</h1>", "Izium fell"),
        ("Izium fell, without any tag", "Izium fell, without any tag"),
    ],
)
def test_the_shortest_pages_are_read_too(read_document: ReadDocument, page: str, text: str) -> None:
    assert read_document("page.html", page).text == text


def test_a_page_saved_by_a_browser_keeps_its_address(read_document: ReadDocument) -> None:
    page = "<!-- saved from url=(0029)https://example.org/bridge-lost -->\n<html><body><p>Lost.</p>"
    document = read_document("page.html", page)
    assert document.url == "https://example.org/bridge-lost"


def test_a_name_made_from_the_address_does_not_outweigh_the_option(
    read_document: ReadDocument,
) -> None:
    page = PAGE.replace('<meta property="og:site_name" content="Daily Example">', "").replace(
        " | Daily Example", ""
    )
    assert read_document("page.html", page, NOTHING).publisher == "example.org"
    named = DocumentDefaults(publisher="The Example")
    assert read_document("page.html", page, named).publisher == "The Example"


def test_a_page_filled_by_script_says_how_to_save_it(read_refusal: ReadRefusal) -> None:
    rejected = read_refusal("page.html", "<html><body><script>render()</script></body></html>")
    assert rejected.reason == "empty"
    assert rejected.detail == (
        "page.html: is an HTML page without words in it; it may fill itself by script: "
        "save it from a browser as a whole page"
    )


def test_a_page_above_the_limit_is_refused_with_the_limit_and_the_mend(
    read_refusal: ReadRefusal,
) -> None:
    rejected = read_refusal("page.html", PAGE, limits=Limits(page=800))
    assert rejected.reason == "too-large"
    assert rejected.detail == (
        "page.html: is an HTML page of 853 bytes, embedded images not counted; "
        "pages of up to 800 bytes are read. Save the article alone, or its text as .txt"
    )


def test_pictures_within_the_page_do_not_count(read: Read) -> None:
    picture = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 2000}">'
    page = PAGE.replace("<article>", "<article>" + picture)
    (document,) = read("page.html", page, NOTHING, limits=Limits(page=3000))
    assert isinstance(document, Document)
    assert document.text == TEXT


def test_a_page_of_too_many_elements_goes_the_fast_way_to_the_same_words(read: Read) -> None:
    (document,) = read("page.html", PAGE, NOTHING, limits=Limits(page_elements=5))
    assert isinstance(document, Document)
    assert document.text == TEXT.replace("- No losses", "No losses")
    assert document.publisher == "Daily Example"


def test_embedded_data_is_taken_out_in_one_pass(read_refusal: ReadRefusal) -> None:
    page = "<html><body>" + "data:" * 400_000
    started = time.process_time()
    read_refusal("page.html", page, limits=Limits(page=1000))
    assert time.process_time() - started < 10


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>", "</p>", "<div>", "</div>", "<table>", "<td>", "<article>", "<html>",
                "<script type='application/ld+json'>", "</script>", '{"datePublished": ',
                "<meta charset=", "<time datetime=", "<!--", "-->", "<![CDATA[", "]]>", "&#0;",
                "&#xD800;", "Izium fell. ", "2022-05-14", "'", '"', "=", "<", ">", "\x00",
                "<base href='http://[x'>", "<link rel='canonical' href='http://[x'>",
                "<svg>", "<math>", "<template>", "<h1>", "<a href='//'>", "<br>",
            ]
        ),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_any_page_is_a_document_or_a_refusal(read: Read, page: str) -> None:
    assert len(read("page.html", "<html>" + page)) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "<p>The ministry said on Friday that the village had been held overnight.</p>",
        "<b>a</b> ",
        "<div>",
        "<tr><td>Izium</td><td>held</td></tr>",
        "<a href='/x'>Report from the front</a>",
    ],
)
def test_a_page_of_50_mb_ends_in_bounded_time_and_memory(
    read_refusal: ReadRefusal, unit: str
) -> None:
    page = ("<html><body>" + unit * (50_000_000 // len(unit))).encode()
    started = time.process_time()
    tracemalloc.start()
    rejected = read_refusal("page.html", page)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rejected.reason == "too-large"
    assert time.process_time() - started < 20
    assert peak < 500_000_000


@pytest.mark.slow
def test_the_largest_page_that_is_read_ends_in_bounded_time(read_document: ReadDocument) -> None:
    page = "<html><body><table>" + "<tr><td>Izium</td><td>held</td></tr>" * 160_000
    started = time.process_time()
    assert read_document("page.html", page).text.startswith("Izium")
    assert time.process_time() - started < 60
