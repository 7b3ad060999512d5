"""Where a command's data goes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from salient.errors import OutputError

__all__ = ["output_file", "text_output"]


@contextmanager
def text_output(out: Path | None) -> Iterator[TextIO]:
    """Give standard output, or the file `out`, in UTF-8.

    Raises:
        OutputError: the file cannot be written.

    """
    if out is not None:
        with output_file(out) as path, path.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    if sys.stdout is None:
        raise OutputError("standard output is closed; give --out a file")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    yield sys.stdout


@contextmanager
def output_file(out: Path) -> Iterator[Path]:
    """Give a path to write to, which takes the place of `out` once all is written.

    So a run that breaks off leaves what was there before, and a command may write to a file that
    it also reads. What is no regular file, such as a pipe, is written directly.

    Raises:
        OutputError: there is no such folder, or it may not be written.

    """
    target = out.resolve()
    if target.exists() and not target.is_file():
        yield target
        return
    partial = target.with_name(f".{target.name}.partial")
    with _writing(out):
        partial.open("wb").close()
    try:
        yield partial
        with _writing(out):
            partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot write {out} ({error.strerror or error}); give --out a file in a folder that "
            "you may write"
        ) from error
