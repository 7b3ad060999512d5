"""Where a command's data goes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from salient.errors import OutputError

__all__ = ["text_output"]


@contextmanager
def text_output(out: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file `out`, in UTF-8.

    Raises:
        OutputError: the file cannot be written.

    """
    if out is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    try:
        stream = out.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(
            f"cannot write {out}: {error.strerror}; give --out a file in a folder that you may write"
        ) from error
    with stream:
        yield stream
