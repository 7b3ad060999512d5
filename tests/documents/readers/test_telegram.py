from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from salient.documents import DocumentDefaults
from salient.model import Document, Rejected

Read = Callable[..., list[Document | Rejected]]
NOTHING = DocumentDefaults(timezone="Europe/Kyiv")


def message(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date": "2022-05-14T10:00:00",
        "date_unixtime": "1652511600",
        "from": "Front notes",
        "text": "Міст на північ від міста зруйновано вночі, повідомив штаб.",
        **changes,
    }


def export(*messages: dict[str, Any], **changes: Any) -> str:
    chat = {"name": "Front notes", "type": "public_channel", "id": 77, "messages": list(messages)}
    return json.dumps({**chat, **changes}, indent=1)


def documents(found: list[Document | Rejected]) -> list[Document]:
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def test_a_post_is_a_document_of_its_channel_at_its_second(read: Read) -> None:
    (document,) = documents(read("result.json", export(message(1)), NOTHING))
    assert document.publisher == "Front notes"
    assert document.published.isoformat() == "2022-05-14T07:00:00+00:00"
    assert document.language == "uk"
    assert document.text == "Міст на північ від міста зруйновано вночі, повідомив штаб."


def test_the_pieces_of_a_formatted_post_are_joined(read: Read) -> None:
    pieces = [
        {"type": "bold", "text": "Bridge lost. "},
        "More at ",
        {"type": "text_link", "text": "the staff", "href": "https://example.org/"},
        {"type": "custom_emoji", "document_id": "x"},
        ".",
    ]
    (document,) = documents(read("result.json", export(message(1, text=pieces))))
    assert document.text == "Bridge lost. More at the staff."


def test_whose_words_a_forwarded_post_passes_on_stands_at_its_head(read: Read) -> None:
    post = message(1, forwarded_from="General staff", text="The bridge fell.")
    (document,) = documents(read("result.json", export(post)))
    assert document.publisher == "Front notes"
    assert document.text == "Forwarded from General staff:\n\nThe bridge fell."


def test_an_older_export_without_seconds_uses_its_local_time(read: Read) -> None:
    post = message(1)
    del post["date_unixtime"]
    (document,) = documents(read("result.json", export(post), NOTHING))
    assert document.published.isoformat() == "2022-05-14T10:00:00+03:00"


def test_an_edited_post_keeps_its_id(read: Read) -> None:
    (before,) = documents(read("result.json", export(message(1))))
    (after,) = documents(read("later.json", export(message(1, text="Corrected words."))))
    (other,) = documents(read("result.json", export(message(2))))
    assert before.document_id == after.document_id != other.document_id
    assert before.fingerprint != after.fingerprint


def test_messages_without_words_are_passed_over(read: Read) -> None:
    found = read(
        "result.json",
        export(
            message(1, text="", photo="photo.jpg"),
            message(2, type="service", action="pin_message"),
            message(3),
        ),
    )
    assert len(documents(found)) == 1


def test_the_export_of_an_account_holds_several_chats(read: Read) -> None:
    chats = [json.loads(export(message(1), id=n, name=f"Channel {n}")) for n in (1, 2)]
    found = documents(read("result.json", json.dumps({"chats": {"list": chats}})))
    assert [one.publisher for one in found] == ["Channel 1", "Channel 2"]
    assert found[0].document_id != found[1].document_id


def test_a_chat_without_messages_says_so(read: Read) -> None:
    (rejected,) = read("result.json", export())
    assert isinstance(rejected, Rejected)
    assert rejected.detail == "result.json: the chat 'Front notes' holds no messages"


def test_what_is_no_message_is_refused_and_the_rest_is_read(read: Read) -> None:
    broken = json.loads(export(message(1), message(2)))
    broken["messages"][0] = "lost"
    found = read("result.json", json.dumps(broken))
    assert isinstance(found[0], Rejected)
    assert found[0].source == "result.json#1"
    assert found[0].detail == "result.json#1: message 1 is no object"
    assert isinstance(found[1], Document)


def test_a_date_that_is_none_is_refused(read: Read) -> None:
    (rejected,) = read("result.json", export(message(1, date="soon", date_unixtime="x")))
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "bad-date"


def test_whose_post_is_passed_on_is_kept_beside_the_words(read: Read) -> None:
    post = message(1, forwarded_from="General staff", text="The bridge fell.")
    forwarded, own = documents(read("result.json", export(post, message(2))))
    assert forwarded.forwarded_from == "General staff"
    assert own.forwarded_from is None


def test_chats_that_were_left_are_part_of_an_account(read: Read) -> None:
    chat = json.loads(export(message(1)))
    left = json.loads(export(message(1, text="Old words."), id=78, name="Former notes"))
    account = {"chats": {"list": [chat]}, "left_chats": {"list": [left]}}
    found = documents(read("result.json", json.dumps(account)))
    assert [document.publisher for document in found] == ["Front notes", "Former notes"]
