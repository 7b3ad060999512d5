"""One input as bytes: opened, unpacked, and never read without bound."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from salient.documents.defaults import Limits
from salient.documents.encodings import Decoded, binary_kind, declared_encoding, decode
from salient.documents.refusals import RefusalError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Source", "megabytes"]

HEAD_BYTES = 1 << 16
_GZIP_MAGIC = b"\x1f\x8b"
_ARCHIVES = ((b"WARC/", "warc"), (b"PK\x03\x04", "zip"))
_EMPTY = "is empty; there is nothing to read in it"
_BLANK_LINES = (b"\n", b"\r\n")


def megabytes(size: int) -> str:
    """Return a size for people, in decimal megabytes, kilobytes or bytes."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f}".removesuffix(".0") + " MB"
    return f"{size // 1000} kB" if size >= 1000 else f"{size} bytes"


class Source:
    """One file or stream, positioned at its start.

    `name` is what messages call it; `suffix` is its lower-case ending without a `.gz`; `head` is
    its first 64 KiB, unpacked; `head_text` the same decoded, or empty where no encoding fits.
    `archive` is `warc` or `wacz` for an archive of web pages, which is no text itself, else None.
    Raises RefusalError for an empty or binary input and for what is no sound gzip file.
    """

    def __init__(self, name: str, stream: BinaryIO, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        path = PurePath(name)
        packed = path.suffix.lower() == ".gz"
        self.suffix = (path.with_suffix("") if packed else path).suffix.lower()
        rest: BinaryIO | io.RawIOBase = stream
        start = _read_fully(rest, HEAD_BYTES)
        failure: RefusalError | None = None
        if start.startswith(_GZIP_MAGIC):
            unpacked = rest = _Unpacked(_Rejoined(start, rest), limits)
            start, failure = unpacked.first(HEAD_BYTES)
        if failure and not start:
            raise failure
        if not start:
            raise RefusalError("empty", _EMPTY)
        self.archive = _archive(start, self.suffix)
        kind = None if self.archive else binary_kind(start)
        if kind:
            raise RefusalError("binary", f"is {kind[0]}, not a text; {kind[1]}")
        self.head = start
        if self.archive:
            self.head_text, self.head_encoding = "", "utf-8"
            self.stream = io.BufferedReader(_Rejoined(start, rest, failure), HEAD_BYTES)
            return
        head_end = start if len(start) < HEAD_BYTES else _whole_characters(start)
        decoded = decode(head_end, declared_encoding(start))
        self.head_text = decoded.text if decoded else ""
        self.head_encoding = decoded.encoding if decoded else "utf-8"
        if len(start) < HEAD_BYTES and decoded and not decoded.text.strip("\ufeff \t\r\n\x0b\x0c"):
            raise RefusalError("empty", _EMPTY)
        self.stream = io.BufferedReader(_Rejoined(start, rest, failure), HEAD_BYTES)

    def read_text(self, limit: int, kind: str) -> Decoded:
        """Return the whole input as text; `kind` says in messages what the limit holds for.

        Raises RefusalError above `limit` bytes and where no encoding fits.
        """
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise RefusalError(
                "too-large",
                f"is larger than {megabytes(limit)}, the most that is read of {kind}; "
                "split it, or cut it down to the text",
            )
        decoded = decode(data, declared_encoding(data))
        if decoded is None:
            raise RefusalError("encoding", "is in an encoding that was not recognised; "
                               "save it as UTF-8")  # fmt: skip
        return decoded

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Lines that are not blank, with their numbers from 1, without line ends.

        Raises RefusalError where a line is longer than `limits.line`, and where a gzip file breaks
        off: the lines before it have then been given.
        """
        number = 0
        limit = self.limits.line
        while line := self.stream.readline(limit + 1):
            number += 1
            if line in _BLANK_LINES:
                continue
            if len(line) > limit:
                raise RefusalError(
                    "too-large",
                    f"line {number} is longer than {megabytes(limit)}, the most that is read of "
                    "one record; split it. The rest of the input was not read",
                )
            yield number, line.rstrip(b"\r\n")


def _archive(start: bytes, suffix: str) -> str | None:
    """Return the kind of archive that an input is; a zip file is one where it says so itself."""
    kind = next((kind for magic, kind in _ARCHIVES if start.startswith(magic)), None)
    if kind != "zip":
        return kind
    # The name of the first entry begins 30 bytes in, after the local header of a zip file.
    inside = start[30:].startswith((b"archive/", b"datapackage", b"indexes/", b"pages/", b"logs/"))
    return "wacz" if suffix == ".wacz" or inside else None


def _read_fully(stream: BinaryIO | io.RawIOBase, size: int) -> bytes:
    """`size` bytes, fewer only at the end; a pipe may give them in pieces."""
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _whole_characters(head: bytes) -> bytes:
    """Return the head without a UTF-8 character that its end cuts in two."""
    for back in range(1, 4):
        if head[-back] >= 0xC0:
            return head[:-back]
        if head[-back] < 0x80:
            break
    return head


class _Rejoined(io.RawIOBase):
    """Bytes already taken from a stream, then the rest of it, or the failure that came instead."""

    def __init__(
        self, start: bytes, rest: BinaryIO | io.RawIOBase, failure: RefusalError | None = None
    ) -> None:
        self._start = start
        self._rest = rest
        self._failure = failure

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer)
        if self._start:
            piece, self._start = self._start[: len(room)], self._start[len(room) :]
        elif self._failure:
            raise self._failure
        else:
            piece = self._rest.read(len(room)) or b""
        room[: len(piece)] = piece
        return len(piece)


class _Counted(io.RawIOBase):
    """A stream that counts what was read of it."""

    def __init__(self, stream: io.RawIOBase) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1, /) -> bytes | None:
        piece = self._stream.read(size)
        self.count += len(piece or b"")
        return piece


class _Unpacked(io.RawIOBase):
    """A gzip stream unpacked, with its failures as refusals and a guard against bombs."""

    def __init__(self, packed: io.RawIOBase, limits: Limits) -> None:
        self._packed = _Counted(packed)
        self._stream = gzip.GzipFile(fileobj=self._packed, mode="rb")
        self._limits = limits
        self._given = 0

    def first(self, size: int) -> tuple[bytes, RefusalError | None]:
        """Return the first `size` bytes, or those before a failure and the failure."""
        pieces: list[bytes] = []
        try:
            while size > 0 and (piece := self.read(size)):
                pieces.append(piece)
                size -= len(piece)
        except RefusalError as failure:
            return b"".join(pieces), failure
        return b"".join(pieces), None

    def read(self, size: int = -1, /) -> bytes:
        try:
            # One step at a time: a longer read would drop what it had when it meets a break.
            piece = self._stream.read1(size)
        except EOFError:
            raise RefusalError(
                "truncated",
                "is a gzip file that breaks off; fetch it again. "
                "What came after the break was not read",
            ) from None
        except (gzip.BadGzipFile, zlib.error) as problem:
            raise RefusalError(
                "broken-gzip",
                f"is a damaged gzip file ({problem}); fetch it again. "
                "What came after the damage was not read",
            ) from None
        self._given += len(piece)
        limits = self._limits
        if self._given > max(limits.unpacked_free, limits.unpacked_ratio * self._packed.count):
            raise RefusalError(
                "unpacks-too-large",
                f"unpacks to more than {megabytes(limits.unpacked_free)} and more than "
                f"{limits.unpacked_ratio} times its size, as no text does; "
                "if it is meant, unpack it first. The rest of it was not read",
            )
        return piece
