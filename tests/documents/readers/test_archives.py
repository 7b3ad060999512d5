from __future__ import annotations

import gzip
import io
import sys
import zipfile
from collections.abc import Callable, Sequence

import pytest

from salient.documents import DocumentDefaults, Limits, read_stream
from salient.model import Document, Rejected

Read = Callable[..., list[Document | Rejected]]
DEFAULTS = DocumentDefaults()
PAGE = (
    "<!doctype html><html lang='en'><head><title>Bridge lost</title>{}</head><body><article><p>"
    "The bridge north of the town was destroyed overnight, the town council said on Saturday."
    "</p></article></body></html>"
)
DATED = '<meta property="article:published_time" content="2022-05-14T08:00:00+03:00">'
Answer = tuple[str, str, bytes]


def record(kind: str, address: str, body: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2022-05-20T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def answer(status: str, kind: str, body: bytes, more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n"
    return head.encode() + body


def warc(*answers: Answer, packed: bool = True, status: str = "200 OK") -> bytes:
    """Write answers (address, media type, body) as a WARC file."""
    records = [record("warcinfo", "", b"software: test\r\n")]
    records += [record("response", url, answer(status, kind, body)) for url, kind, body in answers]
    return b"".join(gzip.compress(one) if packed else one for one in records)


def wacz(entries: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def read(name: str, data: bytes, limits: Limits | None = None) -> list[Document | Rejected]:
    return list(read_stream(name, io.BytesIO(data), DEFAULTS, limits or Limits()))


def page(head: str = DATED) -> Answer:
    return ("https://town.example/bridge", "text/html; charset=utf-8", PAGE.format(head).encode())


def only(found: list[Document | Rejected]) -> Document:
    (document,) = found
    assert isinstance(document, Document), document
    return document


def refused(found: list[Document | Rejected]) -> Rejected:
    (rejected,) = (one for one in found if isinstance(one, Rejected))
    return rejected


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl"])
def test_a_page_is_read_with_its_address_and_its_own_date(name: str, *, packed: bool) -> None:
    document = only(read(name, warc(page(), packed=packed)))
    assert document.text.startswith("Bridge lost\n\nThe bridge north of the town")
    assert document.url == "https://town.example/bridge"
    assert document.publisher == "town.example"
    assert document.published.isoformat() == "2022-05-14T08:00:00+03:00"


def test_the_day_of_the_crawl_stands_in_for_a_date() -> None:
    assert only(read("a.warc", warc(page(head="")))).published.isoformat().startswith("2022-05-20")


def test_what_is_no_text_is_passed_over() -> None:
    answers = (
        ("https://town.example/a.png", "image/png", b"\x89PNG"),
        ("https://town.example/a.js", "text/javascript", b"let a = 1;"),
        ("https://town.example/settings", "application/json", b'{"colour": "red"}'),
        page(),
    )
    documents = [one for one in read("a.warc", warc(*answers)) if isinstance(one, Document)]
    assert [document.url for document in documents] == ["https://town.example/bridge"]


def test_errors_of_the_server_are_no_pages() -> None:
    found = read("a.warc", warc(page(), status="404 Not Found"))
    assert refused(found).detail == "a.warc: is an archive that holds no page with words in it"


def test_what_only_the_server_says_of_the_encoding_counts() -> None:
    body = "<html><body><p>Міст на північ від міста зруйновано вночі.</p></body></html>"
    given = ("https://town.example/m", "text/html; charset=windows-1251", body.encode("cp1251"))
    assert "Міст на північ" in only(read("a.warc", warc(given))).text


def test_a_feed_in_an_archive_gives_its_entries() -> None:
    feed = (
        "<rss version='2.0'><channel><title>Town</title>"
        "<item><title>Bridge lost</title><pubDate>Sat, 14 May 2022 08:00:00 +0300</pubDate></item>"
        "<item><title>Road open</title><pubDate>Sat, 14 May 2022 09:00:00 +0300</pubDate></item>"
        "</channel></rss>"
    )
    given = ("https://town.example/feed", "application/rss+xml", feed.encode())
    assert len(read("a.warc", warc(given))) == 2


def test_a_page_without_words_is_named_and_the_next_is_read() -> None:
    empty = ("https://town.example/empty", "text/html", b"<html><body></body></html>")
    first, second = read("a.warc", warc(empty, page()))
    assert isinstance(first, Rejected)
    assert first.source == "a.warc#2 (https://town.example/empty)"
    assert isinstance(second, Document)


def test_pages_before_a_break_are_kept() -> None:
    whole = warc(page(), page(), packed=False)
    found = read("a.warc", whole[:-300])
    assert isinstance(found[0], Document)
    assert refused(found).reason == "broken-archive"
    assert refused(found).detail.startswith("a.warc: breaks off or is damaged after record 2")
    assert refused(found).detail.endswith("fetch it again. What follows was not read")


def test_a_packed_archive_that_breaks_off_keeps_what_came_before() -> None:
    found = read("a.warc.gz", warc(page(), page())[:-200])
    assert isinstance(found[0], Document)
    assert refused(found).reason in {"truncated", "broken-archive"}


def test_a_page_beyond_the_limit_is_refused_and_the_next_is_read() -> None:
    huge = ("https://town.example/huge", "text/html", b"<p>" + b"word " * 20_000)
    found = read("a.warc", warc(huge, page()), Limits(page_raw=50_000))
    assert refused(found).reason == "too-large"
    assert isinstance(found[-1], Document)


def test_a_packed_page_that_is_a_bomb_is_refused() -> None:
    bomb = gzip.compress(b" " * 5_000_000)
    packed = answer("200 OK", "text/html", bomb, "Content-Encoding: gzip\r\n")
    data = record("response", "https://town.example/", packed)
    found = read("a.warc", data, Limits(page_raw=1_000_000))
    assert refused(found).reason == "too-large"


def test_a_wacz_is_read_through_its_warc_files() -> None:
    entries = [
        ("archive/data.warc.gz", warc(page())),
        ("indexes/index.cdx.gz", b"index"),
        ("pages/pages.jsonl", b'{"format": "json-pages-1.0"}'),
        ("datapackage.json", b"{}"),
    ]
    assert only(read("crawl.wacz", wacz(entries))).url == "https://town.example/bridge"
    assert only(read("crawl", wacz(entries))).publisher == "town.example"


@pytest.mark.parametrize(
    "path", ["../archive/a.warc", "/archive/a.warc", "archive/../../a.warc", "c:/archive/a.warc"]
)
def test_an_entry_with_a_path_outside_is_refused_and_the_rest_is_read(path: str) -> None:
    entries = [("archive/data.warc.gz", warc(page())), (path, warc(page()))]
    found = read("crawl.wacz", wacz(entries))
    assert isinstance(found[0], Document)
    assert refused(found).reason == "outside-archive"
    assert refused(found).detail == (
        f"crawl.wacz:{path}: is an entry with a path outside the archive; it was not read. "
        "Somebody may have made the archive to do harm: ask where it comes from"
    )


def test_an_entry_that_is_a_bomb_is_refused_and_the_rest_is_read() -> None:
    entries = [("archive/bomb.warc", b"\0" * 40_000_000), ("archive/data.warc.gz", warc(page()))]
    found = read("crawl.wacz", wacz(entries, zipfile.ZIP_DEFLATED))
    assert refused(found).reason == "unpacks-too-large"
    assert isinstance(found[-1], Document)


def test_a_wacz_that_is_cut_is_refused() -> None:
    data = wacz([("archive/data.warc.gz", warc(page()))])
    rejected = refused(read("crawl.wacz", data[:-60]))
    assert rejected.reason == "broken-archive"
    assert rejected.detail.endswith("What comes after the damage was not read")


def test_a_wacz_locked_with_a_password_is_refused() -> None:
    data = bytearray(wacz([("archive/data.warc.gz", warc(page()))]))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    rejected = refused(read("crawl.wacz", bytes(data)))
    assert rejected.reason == "broken-archive"
    assert "encrypted, password required" in rejected.detail


def test_a_wacz_beyond_the_limit_is_refused() -> None:
    data = wacz([("archive/data.warc.gz", warc(page()))])
    rejected = refused(read("crawl.wacz", data, Limits(archive=100)))
    assert rejected.reason == "too-large"


def test_another_zip_file_is_still_no_text() -> None:
    assert refused(read("a.zip", wacz([("word/document.xml", b"<w/>")]))).reason == "binary"


def test_a_text_that_is_called_an_archive_is_refused() -> None:
    assert refused(read("a.warc", b"Just words.")).detail == (
        "a.warc: is no WARC or WACZ archive, as its name says; fetch it again"
    )


def test_without_the_extra_the_reason_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    rejected = refused(read("a.warc", warc(page())))
    assert rejected.reason == "missing-extra"
    assert rejected.detail == (
        "a.warc: reading WARC and WACZ archives needs a package that is not installed; "
        "install it with: pip install 'salient[web]'"
    )
