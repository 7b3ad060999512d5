"""Plain text: one file, one document."""

from __future__ import annotations

from collections.abc import Iterator

from salient.documents.assembly import Draft
from salient.documents.sources import Source
from salient.documents.texts import clean_prose

__all__ = ["PlainTextReader"]

LONGEST_HEADLINE = 250


class PlainTextReader:
    """Reads a text file as it stands; its headline, if it has one, is also its title."""

    name = "plain text"
    suffixes = frozenset({".txt", ".text", ".md", ".log"})

    def recognises(self, source: Source) -> bool:
        """Whether the suffix says so: nothing in a plain text does."""
        return source.suffix in self.suffixes

    def read(self, source: Source) -> Iterator[Draft]:
        """Yield the one document of the file."""
        decoded = source.read_text(source.limits.text, "a plain text")
        text = clean_prose(decoded.text)
        yield Draft(source=source.name, text=text, title=_headline(text), alone=True)


def _headline(text: str) -> str | None:
    """Return a first line that stands alone and does not end as a sentence does."""
    first, _, rest = text.partition("\n")
    first = first.strip().lstrip("#").strip()
    stands_alone = rest.split("\n", 1)[0].strip() == "" and rest.strip() != ""
    if stands_alone and 0 < len(first) <= LONGEST_HEADLINE and not first.endswith((".", ",", ";")):
        return first
    return None
