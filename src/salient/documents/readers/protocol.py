"""What a reader of one format must offer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from salient.documents.assembly import Draft
from salient.documents.sources import Source
from salient.model import Rejected

__all__ = ["FormatReader"]


class FormatReader(Protocol):
    """Reads one format.

    `name` is what people call the format; `suffixes` are the file endings, in lower case with
    their dot, that it goes by.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - described above

    @property
    def suffixes(self) -> frozenset[str]: ...  # noqa: D102 - described above

    def recognises(self, source: Source) -> bool:
        """Whether the head of the input shows this format beyond reasonable doubt."""
        ...

    def read(self, source: Source) -> Iterator[Draft | Rejected]:
        """Yield the documents found, in the order of the input.

        A record that cannot be used is a Rejected and the next one follows. Raises RefusalError
        where nothing after it can be read.
        """
        ...
