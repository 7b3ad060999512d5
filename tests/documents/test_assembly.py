from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.documents import UNKNOWN_PUBLISHER, DocumentDefaults, parse_published
from salient.documents.assembly import Draft, assemble, identity_of_url
from salient.model import Document, Rejected

DRAFT = Draft(
    source="a.txt",
    text="The village was held.",
    publisher="Daily Example",
    published="2022-05-14T10:00:00+03:00",
    language="en",
)
NOTHING = DocumentDefaults()
WORDS = st.text(min_size=1, max_size=20).filter(str.strip)


def made(draft: Draft, defaults: DocumentDefaults = NOTHING) -> Document:
    document = assemble(draft, defaults)
    assert isinstance(document, Document), document
    return document


def refused(draft: Draft, defaults: DocumentDefaults = NOTHING) -> Rejected:
    rejected = assemble(draft, defaults)
    assert isinstance(rejected, Rejected), rejected
    return rejected


def test_what_a_document_states_wins_over_the_defaults() -> None:
    defaults = DocumentDefaults(
        publisher="Other",
        published=parse_published("2020-01-01"),
        language="de",
        title="Other",
        url="https://example.org/other",
    )
    draft = dataclasses.replace(DRAFT, title="Village held", url="https://example.org/a")
    document = made(draft, defaults)
    assert (document.publisher, document.title, document.url, document.language) == (
        "Daily Example",
        "Village held",
        "https://example.org/a",
        "en",
    )
    assert document.published.isoformat() == "2022-05-14T10:00:00+03:00"


def test_defaults_fill_in_what_a_document_lacks() -> None:
    defaults = DocumentDefaults(
        publisher="Other", published=parse_published("2022-05-14"), title="Note", language="en-GB"
    )
    document = made(Draft(source="a.txt", text="Held."), defaults)
    assert (document.publisher, document.title, document.language) == ("Other", "Note", "en")


def test_everything_missing_is_named_at_once_with_the_options_that_give_it() -> None:
    rejected = refused(Draft(source="a.txt", text="Held."))
    assert rejected.stage == "documents"
    assert rejected.reason == "no-date"
    assert rejected.detail == (
        "a.txt: states no publisher and no publication date; "
        "give --publisher NAME and --published 2022-05-14"
    )


def test_a_missing_publisher_alone_is_asked_for() -> None:
    rejected = refused(dataclasses.replace(DRAFT, publisher=None))
    assert rejected.reason == "no-publisher"
    assert rejected.detail == "a.txt: states no publisher; give --publisher NAME"


def test_the_host_of_the_address_stands_in_for_the_publisher() -> None:
    draft = dataclasses.replace(DRAFT, publisher=None, url="https://www.Example.org:443/a")
    assert made(draft).publisher == "example.org"


def test_a_record_whose_owner_left_the_publisher_out_is_read_as_unknown() -> None:
    draft = dataclasses.replace(DRAFT, publisher=None, publisher_may_lack=True)
    assert made(draft).publisher == UNKNOWN_PUBLISHER


def test_a_wrong_date_is_refused_even_where_a_default_is_given() -> None:
    draft = dataclasses.replace(DRAFT, published="yesterday")
    rejected = refused(draft, DocumentDefaults(published=parse_published("2022-05-14")))
    assert rejected.reason == "bad-date"
    assert "the publication date 'yesterday' is not a date; write it as in" in rejected.detail


@pytest.mark.parametrize("text", ["", "  \n\t"])
def test_a_document_without_words_is_refused(text: str) -> None:
    rejected = refused(dataclasses.replace(DRAFT, text=text))
    assert rejected.reason == "empty"
    assert rejected.detail == "a.txt: has no text; there is nothing to read in it"


def test_a_templates_language_gives_way_to_the_script_of_the_text() -> None:
    russian = "Наши войска удержали село в пятницу, сообщило министерство."
    draft = dataclasses.replace(DRAFT, text=russian, language_declared_by_template=True)
    assert made(draft).language == "ru"
    assert made(dataclasses.replace(DRAFT, text=russian)).language == "en"


@given(WORDS, WORDS)
def test_an_edited_article_keeps_its_id_and_changes_its_fingerprint(old: str, new: str) -> None:
    first = made(dataclasses.replace(DRAFT, text=old, url="https://example.org/a"))
    second = made(dataclasses.replace(DRAFT, text=new, url="https://example.org/a"))
    assert first.document_id == second.document_id
    assert (first.fingerprint == second.fingerprint) == (old == new)


@given(WORDS, WORDS)
def test_without_an_address_two_wordings_are_two_documents(one: str, other: str) -> None:
    first = made(dataclasses.replace(DRAFT, text=one, title="Situation report"))
    second = made(dataclasses.replace(DRAFT, text=other, title="Situation report"))
    assert (first.document_id == second.document_id) == (one == other)


def test_the_same_instant_written_in_two_zones_is_the_same_version() -> None:
    first = made(DRAFT)
    second = made(dataclasses.replace(DRAFT, published="2022-05-14T07:00:00Z"))
    assert first.fingerprint == second.fingerprint
    assert first.document_id == second.document_id


def test_a_given_id_stands() -> None:
    assert made(dataclasses.replace(DRAFT, document_id="my-7")).document_id == "my-7"


def test_a_default_address_names_the_document_only_of_a_file_that_holds_one() -> None:
    defaults = DocumentDefaults(url="https://example.org/a")
    alone = [dataclasses.replace(DRAFT, text=text, alone=True) for text in ("One.", "Two.")]
    among = [dataclasses.replace(DRAFT, text=text) for text in ("One.", "Two.")]
    assert len({made(draft, defaults).document_id for draft in alone}) == 1
    assert len({made(draft, defaults).document_id for draft in among}) == 2


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("https://example.org/a", "http://EXAMPLE.org/a#comments"),
        ("https://example.org/a?id=1", "https://example.org/a?id=1&utm_source=x&fbclid=y"),
    ],
)
def test_addresses_of_one_article_are_one(url: str, other: str) -> None:
    assert identity_of_url(url) == identity_of_url(other)


def test_addresses_of_two_articles_are_two() -> None:
    assert identity_of_url("https://example.org/a?id=1") != identity_of_url(
        "https://example.org/a?id=2"
    )


@pytest.mark.parametrize("url", [None, "", "https://example.org/", "no address", "http://[broken"])
def test_what_names_no_single_page_names_no_document(url: str | None) -> None:
    assert identity_of_url(url) is None


@given(st.text(max_size=60))
def test_any_address_can_be_asked(url: str) -> None:
    made(dataclasses.replace(DRAFT, url=url))
