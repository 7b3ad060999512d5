"""Telegram's JSON export: of one chat (`result.json`), or of a whole account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from salient.documents.assembly import Draft
from salient.documents.refusals import refuse
from salient.documents.texts import clean_line, clean_prose
from salient.model import Rejected

__all__ = ["drafts_of_export", "is_export"]


def is_export(value: Mapping[str, Any]) -> bool:
    """Whether an object is an export: it lists messages, or chats, and has no text of its own."""
    if "text" in value:
        return False
    return isinstance(value.get("messages"), list) or bool(_chats(value))


def drafts_of_export(where: str, export: Mapping[str, Any]) -> Iterator[Draft | Rejected]:
    """One draft a message with words in it; the publisher is the chat that posted it.

    Messages without words (a picture alone, a pinned message, a new member) are no texts and are
    passed over.
    """
    for chat in _chats(export) or [export]:
        name = clean_line(str(chat.get("name") or "")) or None
        chat_id = str(chat.get("id") or name or "")
        number = 0
        for number, message in enumerate(_listed(chat.get("messages")), 1):
            if isinstance(message, dict):
                yield from _draft_of_message(f"{where}#{number}", message, name, chat_id)
            else:
                yield refuse(f"{where}#{number}", "not-an-object", f"message {number} is no object")
        if number == 0:
            yield refuse(where, "empty", f"the chat '{name or chat_id}' holds no messages")


def _chats(export: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the chats of an account's export, those that were left after those that were not."""
    parts = [export.get(key) for key in ("chats", "left_chats")]
    return [
        chat
        for part in parts
        if isinstance(part, dict)
        for chat in _listed(part.get("list"))
        if isinstance(chat, dict)
    ]


def _draft_of_message(
    where: str, message: Mapping[str, Any], name: str | None, chat_id: str
) -> Iterator[Draft]:
    text = clean_prose(_joined(message.get("text")))
    if not text or message.get("type") == "service":
        return
    origin = clean_line(str(message.get("forwarded_from") or ""))
    if origin:
        # As the application shows it: whose words these are belongs to the post.
        text = f"Forwarded from {origin}:\n\n{text}"
    identity = ("telegram", chat_id, str(message["id"])) if chat_id and "id" in message else ()
    yield Draft(
        source=where,
        text=text,
        publisher=name,
        published=_moment(message),
        identity=identity,
        forwarded_from=origin or None,
    )


def _joined(text: object) -> str:
    """Return a message's words: a text, or a list of texts and formatted pieces."""
    if isinstance(text, str):
        return text
    pieces = (part.get("text") if isinstance(part, dict) else part for part in _listed(text))
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _moment(message: Mapping[str, Any]) -> str | None:
    """Return the second in UTC where the export has it; `date` is the exporter's local time."""
    seconds = str(message.get("date_unixtime") or "")
    if seconds.isascii() and seconds.isdigit() and len(seconds) < 12:
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    stated = message.get("date")
    return None if stated is None else str(stated)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
