"""Every error that salient raises on purpose.

    SalientError
    ├── UsageError            the call itself is wrong: a date that is none, an unknown theatre
    │   └── MissingExtraError an optional dependency is not installed
    ├── InputError            one input cannot be used; the rest of the run goes on
    │   ├── DocumentError     a document cannot be read
    │   ├── FetchError        an address of the network cannot or may not be fetched
    │   ├── GazetteerError    a gazetteer cannot be read
    │   └── TheatreError      a theatre's folder is incomplete or contradicts itself
    ├── LexiconError          an entry of a lexicon file is malformed; names file and line
    ├── EndpointError         a language model's endpoint cannot be asked
    ├── LedgerError           the store cannot be opened, read or written
    │   └── LedgerVersionError the store was made by another version of salient
    └── OutputError           a result cannot be written where it was asked for

A message says what was found, what is allowed, and what to do. Text that cannot be used but is
no fault of the caller becomes a stored `salient.model.Rejected`, not an exception.
"""

from __future__ import annotations


class SalientError(Exception):
    """Root of the tree; catching it catches everything that salient raises on purpose."""


class UsageError(SalientError):
    """The caller asked for something that cannot be; the command line exits with 2."""


class MissingExtraError(UsageError):
    """An optional dependency is needed; the message names the extra to install."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(
            f"{feature} needs a package that is not installed; "
            f"install it with: pip install 'salient[{extra}]'"
        )
        self.extra = extra


class InputError(SalientError):
    """One input cannot be used. The run goes on with the others and exits with 1."""


class DocumentError(InputError):
    """A file or a record in it cannot be read as a document."""


class FetchError(InputError):
    """An address of the network cannot be fetched, or may not be."""


class GazetteerError(InputError):
    """A gazetteer file is missing, has no usable header, or no usable row."""


class TheatreError(InputError):
    """A theatre's folder is missing, incomplete, or contradicts itself."""


class LexiconError(SalientError):
    """A lexicon entry is malformed. `path` and `line` say where."""

    def __init__(self, path: str, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path = path
        self.line = line


class EndpointError(SalientError):
    """A language model's endpoint cannot be reached, or refuses every question."""


class LedgerError(SalientError):
    """The ledger cannot be opened, read or written."""


class LedgerVersionError(LedgerError):
    """The ledger was made by a version of salient that this one cannot read."""


class OutputError(SalientError):
    """A result cannot be written where it was asked for."""
