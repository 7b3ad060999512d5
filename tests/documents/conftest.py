"""What the tests of this room share: reading bytes, with the two kinds of answer told apart."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from salient.documents import DocumentDefaults, Limits, parse_published, read_stream
from salient.model import Document, Rejected

FULL = DocumentDefaults(
    publisher="Daily Example", published=parse_published("2022-05-14"), language="en"
)


def read_all(
    name: str,
    data: bytes | str,
    defaults: DocumentDefaults = FULL,
    limits: Limits | None = None,
) -> list[Document | Rejected]:
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    return list(read_stream(name, stream, defaults, limits or Limits()))


def read_one_document(name: str, data: bytes | str, defaults: DocumentDefaults = FULL) -> Document:
    (document,) = read_all(name, data, defaults)
    assert isinstance(document, Document), document
    return document


def read_one_refusal(
    name: str,
    data: bytes | str,
    defaults: DocumentDefaults = FULL,
    limits: Limits | None = None,
) -> Rejected:
    (rejected,) = read_all(name, data, defaults, limits)
    assert isinstance(rejected, Rejected), rejected
    return rejected


@pytest.fixture(scope="session")
def read() -> Callable[..., list[Document | Rejected]]:
    """Everything that an input gives; the defaults state all that a document may lack."""
    return read_all


@pytest.fixture(scope="session")
def read_document() -> Callable[..., Document]:
    """The one document that an input gives."""
    return read_one_document


@pytest.fixture(scope="session")
def read_refusal() -> Callable[..., Rejected]:
    """The one refusal that an input gives."""
    return read_one_refusal
