"""Lines of a lexicon file: comments off, numbers kept, errors that name file and line."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import NamedTuple

from salient.errors import LexiconError

__all__ = ["Line", "lexicon_lines"]


class Line(NamedTuple):
    """One line of a lexicon file: its words, and where it stands."""

    words: tuple[str, ...]
    path: str
    number: int

    def error(self, problem: str) -> LexiconError:
        """An error that names this line."""
        return LexiconError(self.path, self.number, problem)

    def options(self) -> tuple[tuple[str, ...], dict[str, str]]:
        """The plain words before, and the `key=value` options after them."""
        plain = [w for w in self.words if "=" not in w]
        options: dict[str, str] = {}
        for word in self.words:
            if "=" not in word:
                if options:
                    raise self.error(
                        f"{word!r} stands after an option; words come first, then key=value"
                    )
                continue
            key, _, value = word.partition("=")
            if key in options:
                raise self.error(f"the option {key!r} is given twice")
            if not value:
                raise self.error(f"the option {key!r} has no value")
            options[key] = value
        return tuple(plain), options


def lexicon_lines(file: Traversable) -> Iterator[Line]:
    """The lines of `file` that say something; `#` begins a comment.

    Raises:
        LexiconError: the file is not UTF-8; names the line.

    """
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise LexiconError(
            file.name, line, "the file is not UTF-8 from here on; save it as UTF-8"
        ) from error
    for number, raw in enumerate(text.splitlines(), start=1):
        words = tuple(raw.partition("#")[0].split())
        if words:
            yield Line(words, file.name, number)
