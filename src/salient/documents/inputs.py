"""From what a user names to the files that are read."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from salient.documents.refusals import refuse
from salient.errors import DocumentError
from salient.model import Rejected

__all__ = ["STANDARD_INPUT", "Inputs", "expand_inputs", "find_inputs"]

STANDARD_INPUT = Path("-")

# What a browser saves beside a page, and pictures: no texts, and never meant when a folder is
# named. Named by themselves they are read, and refused with a reason.
_PAGE_FURNITURE = frozenset(
    {
        ".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico", ".svg",
        ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff",
    }
)  # fmt: skip


class Inputs(NamedTuple):
    """The files found, sorted and each once, and a refusal for each name that led to none."""

    paths: list[Path]
    rejected: list[Rejected]


def expand_inputs(patterns: Sequence[str]) -> list[Path]:
    """Return the files that names, folders and globs stand for, sorted, each once.

    As `find_inputs`, but raises DocumentError, with every name that leads to no file in its
    message.
    """
    found = find_inputs(patterns)
    if found.rejected:
        raise DocumentError("\n".join(rejected.detail for rejected in found.rejected))
    return found.paths


def find_inputs(patterns: Sequence[str]) -> Inputs:
    """Return the files that names, folders and globs stand for, and what stands for none.

    A folder is read with the folders in it; hidden files and folders, and what belongs to a saved
    page (styles, scripts, pictures), are passed over there. A glob may use `**`. A name that
    exists is taken as it is, whatever characters it has. `-` is standard input and stays `-`. Two
    ways to the same file count once.
    """
    found: dict[str, Path] = {}
    rejected: list[Rejected] = []
    for pattern in patterns:
        try:
            paths = list(_files_of(pattern))
        except OSError as problem:
            detail = f"cannot be listed ({problem.strerror}); check its permissions"
            rejected.append(refuse(pattern, "unreadable", detail))
            continue
        if not paths:
            rejected.append(refuse(pattern, "not-found", _why_nothing(pattern)))
        for path in paths:
            found.setdefault(os.path.realpath(path), path)
    return Inputs(sorted(found.values()), rejected)


def _files_of(pattern: str) -> Iterator[Path]:
    path = Path(pattern)
    if path == STANDARD_INPUT:
        yield path
    elif path.is_dir():
        yield from _files_below(path)
    elif path.exists():
        yield path
    else:
        for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - any root
            below = Path(match)
            if below.is_dir():
                yield from () if pattern.endswith("**") else _files_below(below)
            else:
                yield below


def _files_below(folder: Path) -> Iterator[Path]:
    def fail(problem: OSError) -> None:
        raise problem

    for parent, folders, names in os.walk(folder, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            hidden = name.startswith(".") or path.suffix.lower() in _PAGE_FURNITURE
            if not hidden and path.is_file():
                yield path


def _why_nothing(pattern: str) -> str:
    if Path(pattern).is_dir():
        return "the folder holds no files to read; hidden files and pictures are passed over"
    if glob.has_magic(pattern):
        return "no file matches this pattern; check it, and quote it if the shell changes it"
    return "there is no such file or folder; check the name"
