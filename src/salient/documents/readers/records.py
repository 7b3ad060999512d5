"""Records with the contract's keys, from JSON and from CSV."""

from __future__ import annotations

from collections.abc import Mapping

from salient.documents.assembly import Draft
from salient.documents.refusals import refuse
from salient.documents.texts import exact_text
from salient.model import Rejected

__all__ = ["KEYS", "draft_of_record"]

KEYS = (
    "document_id", "publisher", "url", "title", "language", "published", "text", "forwarded_from",
)  # fmt: skip


def draft_of_record(where: str, record: Mapping[str, object]) -> Draft | Rejected:
    """Return the draft of a record; only `text` is required, unknown keys are passed over.

    The text stays as given, code point for code point, since its owner may hold offsets into it.
    """
    fields: dict[str, str] = {}
    for key in KEYS:
        value = record.get(key)
        if value is None:
            continue
        if key == "document_id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            return refuse(
                where,
                "bad-date" if key == "published" else "bad-field",
                f"'{key}' is {_kind(value)}; {_allowed(key)}",
            )
        if value.strip():
            fields[key] = exact_text(value)
    if "text" not in fields:
        return _without_text(where, record)
    return Draft(
        source=where,
        text=fields["text"],
        document_id=fields.get("document_id"),
        publisher=fields.get("publisher"),
        url=fields.get("url"),
        title=fields.get("title"),
        language=fields.get("language"),
        published=fields.get("published"),
        forwarded_from=fields.get("forwarded_from"),
        codes=_codes(record.get("codes")),
        publisher_may_lack=True,
    )


def _codes(value: object) -> dict[str, str] | None:
    """Return a data set's codes as texts; anything but an object of texts and numbers is none."""
    if not isinstance(value, Mapping):
        return None
    plain = {k: v for k, v in value.items() if isinstance(v, str | int | float)}
    return {exact_text(str(key)): exact_text(str(code)) for key, code in plain.items()}


def _without_text(where: str, record: Mapping[str, object]) -> Rejected:
    if isinstance(record.get("text"), str):
        return refuse(where, "empty", "has no text; there is nothing to read in it")
    keys = ", ".join(f"'{key}'" for key in list(record)[:8]) or "no keys"
    return refuse(
        where, "no-text", f"has no 'text' but {keys}; put the document's words under 'text'"
    )


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return f"the number {str(value)[:40]}"
    return "a list" if isinstance(value, list) else "an object"


def _allowed(key: str) -> str:
    if key == "published":
        return "write it as in '2022-05-14' or '2022-05-14T18:30:00+03:00'"
    return "write a text" if key == "text" else "write a text, or null where it is unknown"
