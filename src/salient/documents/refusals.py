"""Why something was not read: the fixed codes, and the record that carries one."""

from __future__ import annotations

from typing import Literal, get_args

from salient.errors import DocumentError
from salient.model import Rejected

__all__ = ["REASONS", "Reason", "RefusalError", "refuse"]

Reason = Literal[
    "bad-csv",
    "bad-date",
    "bad-field",
    "bad-json",
    "bad-row",
    "binary",
    "broken-archive",
    "broken-gzip",
    "empty",
    "encoding",
    "missing-extra",
    "no-date",
    "no-publisher",
    "no-text",
    "not-a-feed",
    "not-an-object",
    "not-found",
    "outside-archive",
    "too-large",
    "truncated",
    "unpacks-too-large",
    "unreadable",
]
REASONS: tuple[str, ...] = get_args(Reason)


class RefusalError(DocumentError):
    """The rest of an input cannot be read; what came before it stands.

    `reason` is one of `REASONS`; the message is the detail for people.
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason: Reason = reason


def refuse(source: str, reason: Reason, detail: str) -> Rejected:
    """Return a refusal of this room; `source` names the file, and the line or item within it."""
    return Rejected(stage="documents", reason=reason, detail=f"{source}: {detail}", source=source)
