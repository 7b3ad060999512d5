from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.documents import Limits
from salient.documents.refusals import RefusalError
from salient.documents.sources import Source, megabytes
from salient.model import Document, Rejected

Read = Callable[..., list[Document | Rejected]]
Refusal = Callable[..., Rejected]
LINES = "".join(json.dumps({"text": f"Town {n} was held."}) + "\n" for n in range(40)).encode()


class Trickle(io.RawIOBase):
    """A pipe that gives one byte at a time and cannot seek."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def read(self, size: int = -1, /) -> bytes:
        return self._data.read(min(1, size) if size > 0 else size)


@given(st.binary(min_size=1, max_size=2000).map(lambda data: b"text " + data.replace(b"\x00", b"")))
def test_packed_and_plain_bytes_are_the_same_source(data: bytes) -> None:
    plain = Source("a.txt", io.BytesIO(data), Limits())
    packed = Source("a.txt.gz", io.BytesIO(gzip.compress(data, mtime=0)), Limits())
    assert packed.head == plain.head == data
    assert packed.suffix == plain.suffix == ".txt"
    assert list(packed.lines()) == list(plain.lines())


def test_a_pipe_that_gives_a_byte_at_a_time_is_read_whole() -> None:
    source = Source("-", cast("BinaryIO", Trickle(LINES)), Limits())
    assert len(list(source.lines())) == 40


def test_line_numbers_count_blank_lines_too() -> None:
    source = Source("-", io.BytesIO(b"one\n\n\r\nfour\n"), Limits())
    assert list(source.lines()) == [(1, b"one"), (4, b"four")]


@pytest.mark.parametrize(
    ("name", "data", "reason", "detail"),
    [
        ("a.txt", b"", "empty", "is empty; there is nothing to read in it"),
        ("a.txt", b" \r\n\t", "empty", "is empty; there is nothing to read in it"),
        (
            "a.txt.gz",
            gzip.compress(b"", mtime=0),
            "empty",
            "is empty; there is nothing to read in it",
        ),
        (
            "report.docx",
            b"PK\x03\x04" + bytes(30),
            "binary",
            "is a ZIP archive or an office document, not a text; unpack it, or save it as text",
        ),
        (
            "a.txt.gz",
            gzip.compress(gzip.compress(b"words", mtime=0), mtime=0),
            "binary",
            "is a gzip file inside a gzip file, not a text; unpack it once",
        ),
        (
            "a.jsonl.gz",
            b"\x1f\x8b\x08\x00",
            "truncated",
            (
                "is a gzip file that breaks off; fetch it again. "
                "What came after the break was not read"
            ),
        ),
    ],
)
def test_what_holds_no_text_is_refused_with_its_kind_and_its_mend(
    read_refusal: Refusal, name: str, data: bytes, reason: str, detail: str
) -> None:
    rejected = read_refusal(name, data)
    assert (rejected.reason, rejected.detail) == (reason, f"{name}: {detail}")
    assert rejected.source == name


def test_records_before_the_break_of_a_packed_file_are_kept(read: Read) -> None:
    packed = gzip.compress(LINES)
    found = read("a.jsonl.gz", packed[: len(packed) - 20])
    assert isinstance(found[-1], Rejected)
    assert found[-1].reason == "truncated"
    assert len(found) > 20
    assert all(isinstance(one, Document) for one in found[:-1])


def test_damage_within_a_packed_file_is_told_from_a_break(read: Read) -> None:
    packed = bytearray(gzip.compress(LINES))
    packed[-6] ^= 1
    found = read("a.jsonl.gz", bytes(packed))
    assert len(found) == 41
    assert isinstance(found[-1], Rejected)
    assert found[-1].reason == "broken-gzip"
    assert "is a damaged gzip file (CRC check failed" in found[-1].detail


@pytest.mark.parametrize("filling", [b"0", b"\n", LINES])
def test_a_gzip_bomb_is_stopped_early(read: Read, filling: bytes) -> None:
    limits = Limits(unpacked_free=1_000_000, unpacked_ratio=20)
    bomb = gzip.compress(filling * (20_000_000 // len(filling)))
    found = read("a.jsonl.gz", bomb, limits=limits)
    assert isinstance(found[-1], Rejected)
    assert found[-1].reason == "unpacks-too-large"
    assert found[-1].detail == (
        "a.jsonl.gz: unpacks to more than 1 MB and more than 20 times its size, as no text does; "
        "if it is meant, unpack it first. The rest of it was not read"
    )
    assert sum(isinstance(one, Document) for one in found) < 60_000


def test_a_large_packed_text_of_usual_density_is_no_bomb(read: Read) -> None:
    lines = "".join(json.dumps({"text": f"Town {n * 7919} held."}) + "\n" for n in range(5000))
    limits = Limits(unpacked_free=1000, unpacked_ratio=20)
    found = read("a.jsonl.gz", gzip.compress(lines.encode()), limits=limits)
    assert len(found) == 5000
    assert all(isinstance(one, Document) for one in found)


@pytest.mark.parametrize(
    ("name", "data", "limits", "detail"),
    [
        ("a.txt", "Words. " * 99, Limits(text=500),
         ("is larger than 500 bytes, the most that is read of a plain text; "
         "split it, or cut it down to the text")),
        ("a.json", '[{"text":"' + "a" * 5000 + '"}]', Limits(whole=3000),
         ("is larger than 3 kB, the most that is read of one JSON value; "
         "split it, or cut it down to the text")),
        ("a.csv", "text,title\n" + "a,b\n" * 3000, Limits(whole=3000),
         ("is larger than 3 kB, the most that is read of a table; "
         "split it, or cut it down to the text")),
        ("a.jsonl", '{"text":"' + "a" * 5000 + '"}', Limits(line=3000),
         ("line 1 is longer than 3 kB, the most that is read of one record; split it. "
         "The rest of the input was not read")),
    ],
)  # fmt: skip
def test_what_is_too_large_says_how_much_is_read(
    read_refusal: Refusal, name: str, data: str, limits: Limits, detail: str
) -> None:
    rejected = read_refusal(name, data, limits=limits)
    assert (rejected.reason, rejected.detail) == ("too-large", f"{name}: {detail}")


def test_bytes_in_no_encoding_are_refused() -> None:
    source = Source(
        "a.txt", io.BytesIO(b"\x81\xfe\x00\xff" * 3 + bytes(range(1, 256)) * 8), Limits()
    )
    with pytest.raises(RefusalError, match="was not recognised; save it as UTF-8"):
        source.read_text(10_000, "a plain text")


@pytest.mark.parametrize(
    ("size", "shown"),
    [(900, "900 bytes"), (2500, "2 kB"), (6_000_000, "6 MB"), (6_240_000, "6.2 MB")],
)
def test_sizes_are_shown_in_the_unit_that_people_use(size: int, shown: str) -> None:
    assert megabytes(size) == shown
