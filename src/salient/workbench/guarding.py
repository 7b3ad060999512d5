"""Where a reader is called: one that breaks off costs the claims of one document, not the run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from salient.errors import SalientError
from salient.model import ClaimReader, Document, Rejected

__all__ = ["BROKEN", "read_guarded"]

BROKEN = "reader-broke-off"
"""Reason of the refusal of a document on which its reader raised what it should not."""

_SAID = 200
"""Characters of a reader's own words that a refusal repeats at most."""

_Found = TypeVar("_Found")


def read_guarded(
    reader: ClaimReader,
    document: Document,
    read: Callable[[Document], Sequence[_Found]],
    *,
    mend: str,
) -> Sequence[_Found | Rejected]:
    """What `read` finds in a document; where it breaks off, a refusal of the whole document.

    A reader may be anybody's. Its own fault must not end the run; what salient raises on purpose,
    such as an endpoint that cannot be asked, does, as does a lack of memory. The refusal names the
    reader, the error, the line that raised it and the document's fingerprint, by which the very
    text can be found again. `mend` says what becomes of the document.
    """
    try:
        return list(read(document))
    except (SalientError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a plug-in may raise whatever it likes
        return [_refusal(reader, document, error, mend)]


def _refusal(reader: ClaimReader, document: Document, error: Exception, mend: str) -> Rejected:
    said = " ".join(str(error).split())[:_SAID]
    kind = type(error).__name__
    raised = extract_tb(error.__traceback__)[-1]
    return Rejected(
        stage="reading",
        reason=BROKEN,
        detail=f"the reader {reader.name} {reader.version} broke off with "
        f"{f'{kind}: {said}' if said else kind} ({Path(raised.filename).name}, line "
        f"{raised.lineno}), so none of its claims are kept; {mend}. Report it to the reader's "
        f"makers with the text, whose fingerprint is {document.fingerprint}",
        source=document.document_id,
    )
