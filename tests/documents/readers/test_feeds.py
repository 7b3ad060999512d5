from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.documents import DocumentDefaults
from salient.model import Document, Rejected

Read = Callable[..., list[Document | Rejected]]
NOTHING = DocumentDefaults()


DESCRIPTION = "&lt;p&gt;The bridge fell overnight.&lt;/p&gt;&lt;p&gt;The town held.&lt;/p&gt;"


def item(number: int, **changes: str) -> str:
    parts = {
        "title": f"Bridge {number} lost",
        "link": f"https://example.org/{number}",
        "guid": f"tag:{number}",
        "pubDate": "Sat, 14 May 2022 10:00:00 +0300",
        "description": DESCRIPTION,
        **changes,
    }
    return "<item>" + "".join(f"<{k}>{v}</{k}>" for k, v in parts.items() if v) + "</item>"


def rss(*items: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        "<title>Daily Example</title><language>en-gb</language>"
        f"{''.join(items)}</channel></rss>\n"
    )


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Daily Example</title>
<entry><title type="html">Bridge &amp;amp; town lost</title><id>urn:1</id>
<link href="https://example.org/1"/><published>2022-05-14T10:00:00+03:00</published>
<updated>2022-05-15T10:00:00Z</updated><summary>Short.</summary>
<content type="html">&lt;p&gt;The bridge fell.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</content>
</entry></feed>"""


def documents(found: list[Document | Rejected]) -> list[Document]:
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def test_an_entry_is_a_document_of_its_feed(read: Read) -> None:
    (document,) = documents(read("feed.xml", rss(item(1)), NOTHING))
    assert document.publisher == "Daily Example"
    assert document.title == "Bridge 1 lost"
    assert document.url == "https://example.org/1"
    assert document.language == "en"
    assert document.published.isoformat() == "2022-05-14T10:00:00+03:00"
    assert document.text == "Bridge 1 lost\n\nThe bridge fell overnight.\n\nThe town held."


def test_an_atom_entry_gives_its_fullest_text_and_its_first_publication(read: Read) -> None:
    (document,) = documents(read("-", ATOM, NOTHING))
    assert document.title == "Bridge & town lost"
    assert document.text == "Bridge & town lost\n\nThe bridge fell."
    assert document.published.isoformat() == "2022-05-14T10:00:00+03:00"


def test_a_passed_on_entry_is_published_by_its_source(read: Read) -> None:
    passed_on = item(1, source="Other Paper").replace(
        "<source>", '<source url="https://other.example/feed">'
    )
    (document,) = documents(read("feed.rss", rss(passed_on), NOTHING))
    assert document.publisher == "Other Paper"


def test_the_same_article_from_a_feed_and_from_its_page_has_one_id(read: Read) -> None:
    page = (
        '<html><head><link rel="canonical" href="https://example.org/1"></head>'
        "<body><p>The bridge fell.</p></body></html>"
    )
    (from_feed,) = documents(read("feed.xml", rss(item(1))))
    (from_page,) = documents(read("page.html", page))
    assert from_feed.document_id == from_page.document_id


def test_posts_that_share_an_address_are_told_apart_by_their_own_ids(read: Read) -> None:
    live = "https://example.org/live"
    feed = rss(item(1, link=f"{live}#1"), item(2, link=f"{live}#2"))
    found = documents(read("feed.xml", feed))
    assert len({document.document_id for document in found}) == 2


def test_an_entry_without_title_and_text_is_refused_and_the_next_is_read(read: Read) -> None:
    found = read("feed.xml", rss(item(1, title="", description=""), item(2)))
    assert isinstance(found[0], Rejected)
    assert found[0].detail == "feed.xml#1: entry 1 has neither a title nor a text"
    assert isinstance(found[1], Document)


def test_an_entry_without_a_date_is_refused_with_the_option_that_gives_it(read: Read) -> None:
    (rejected,) = read("feed.xml", rss(item(1, pubDate="")), NOTHING)
    assert isinstance(rejected, Rejected)
    assert rejected.detail == (
        "feed.xml#1: states no publication date; give --published 2022-05-14"
    )


def test_entries_before_the_break_of_a_feed_are_kept_and_the_cut_one_is_not(read: Read) -> None:
    whole = rss(item(1), item(2), item(3))
    found = read("feed.xml", whole[: whole.index("Bridge 3") + 40])
    assert [one.title for one in found if isinstance(one, Document)] == [
        "Bridge 1 lost",
        "Bridge 2 lost",
    ]
    assert isinstance(found[-1], Rejected)
    assert found[-1].reason == "truncated"
    assert "; 2 whole entries were read, what follows was not. Fetch it again" in found[-1].detail


def test_a_feed_with_a_stray_ampersand_is_read_whole(read: Read) -> None:
    feed = rss(item(1, title="Bridge & town lost"), item(2))
    assert len(documents(read("feed.xml", feed))) == 2


@pytest.mark.parametrize(
    ("written", "reason", "wording"),
    [
        ("<?xml version='1.0'?><kml><Placemark/></kml>", "not-a-feed",
         "is XML but no RSS or Atom feed; give a feed, or the text as HTML, JSON or plain text"),
        (rss(), "empty", "is a feed without entries"),
    ],
)  # fmt: skip
def test_xml_without_entries_is_refused(
    read: Read, written: str, reason: str, wording: str
) -> None:
    (rejected,) = read("a.xml", written)
    assert isinstance(rejected, Rejected)
    assert (rejected.reason, rejected.detail) == (reason, f"a.xml: {wording}")


def test_entities_that_multiply_are_not_expanded(read: Read) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{entities}]>' + rss(
        item(1, title="&l8;")
    ).removeprefix('<?xml version="1.0" encoding="UTF-8"?>\n')
    found = read("feed.xml", bomb)
    assert sum(len(one.text) for one in found if isinstance(one, Document)) < 10_000


def test_a_feed_in_hopeless_disorder_is_refused(read: Read) -> None:
    feed = (
        "<feed><description></content><item><georss:point>1 x</georss:point><link></pubDate>"
        "x</entry></link><updated>x<content:encoded><channel><entry><guid><title>x</item></guid>"
    )
    (rejected,) = read("feed.xml", feed)
    assert isinstance(rejected, Rejected)
    assert rejected.reason in {"not-a-feed", "truncated"}
    assert "etch it again" in rejected.detail


def test_references_to_no_character_do_no_harm(read: Read) -> None:
    feed = rss(item(1, title="Bridge &#xD800;&#56320;&#0;&#x110000; lost")).replace("</rss>", "")
    found = read("feed.xml", feed)
    assert isinstance(found[0], Document)
    found[0].text.encode("utf-8")


def test_a_feed_in_another_encoding_is_read(read: Read) -> None:
    feed = rss(item(1, title="Мост потерян, сообщил штаб")).replace("UTF-8", "windows-1251")
    (document,) = documents(read("feed.xml", feed.encode("cp1251")))
    assert document.title == "Мост потерян, сообщил штаб"
