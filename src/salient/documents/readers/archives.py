"""WARC and WACZ: web pages as a crawler or a browser archived them."""

from __future__ import annotations

import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from salient.documents.assembly import Draft
from salient.documents.readers.protocol import FormatReader
from salient.documents.refusals import RefusalError, refuse
from salient.documents.sources import Source, megabytes
from salient.errors import MissingExtraError
from salient.model import Rejected

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

__all__ = ["ArchiveReader"]

_COPIED_AT_ONCE = 1 << 20
_IN_MEMORY = 32_000_000
_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt",
    "application/rss+xml": ".rss", "application/atom+xml": ".atom", "application/json": ".json",
    "text/xml": ".xml", "application/xml": ".xml",
}  # fmt: skip
"""What is read of an archive, by its media type; styles, scripts and pictures are passed over."""
_ONLY_IF_READABLE = frozenset({"application/json", "text/xml", "application/xml"})
"""Types that pages also use for themselves: nothing is missed if such a one is no text."""


class ArchiveReader:
    """Reads the answers of web servers out of an archive, each as what it is, with its address.

    `inner` are the readers of single texts. Needs the extra `web`.
    """

    name = "WARC or WACZ"
    suffixes = frozenset({".warc", ".wacz"})

    def __init__(self, inner: Sequence[FormatReader]) -> None:
        self._inner = tuple(inner)

    def recognises(self, source: Source) -> bool:
        """Whether it opens as a WARC record, or is a zip file laid out as WACZ has it."""
        return source.archive is not None

    def read(self, source: Source) -> Iterator[Draft | Rejected]:
        """One draft a page; the day of the crawl stands in where a page does not date itself."""
        if source.archive is None:
            raise RefusalError(
                "broken-archive", "is no WARC or WACZ archive, as its name says; fetch it again"
            )
        found = False
        pages = self._zipped(source) if source.archive == "wacz" else self._records(source)
        for page in pages:
            found = True
            yield page
        if not found:
            raise RefusalError("empty", "is an archive that holds no page with words in it")

    # -- WACZ ------------------------------------------------------------------------------

    def _zipped(self, source: Source) -> Iterator[Draft | Rejected]:
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
            _copy(source, copy)
            try:
                with zipfile.ZipFile(copy) as archive:
                    for entry in archive.infolist():
                        yield from self._entry(source, archive, entry)
            except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as problem:
                # A RuntimeError is what the library has for a password or an unknown packing.
                raise RefusalError(
                    "broken-archive",
                    f"is a damaged, cut or locked WACZ file ({problem}); fetch it again. "
                    "What comes after the damage was not read",
                ) from None

    def _entry(
        self, source: Source, archive: zipfile.ZipFile, entry: zipfile.ZipInfo
    ) -> Iterator[Draft | Rejected]:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        where = f"{source.name}:{entry.filename}"
        if path.is_absolute() or ".." in path.parts or _has_drive(path):
            yield refuse(
                where, "outside-archive", "is an entry with a path outside the archive; it was not "
                "read. Somebody may have made the archive to do harm: ask where it comes from"
            )  # fmt: skip
            return
        if path.parts[:1] != ("archive",) or ".warc" not in path.suffixes:
            return
        limits = source.limits
        if entry.file_size > max(limits.unpacked_free, limits.unpacked_ratio * entry.compress_size):
            yield refuse(
                where, "unpacks-too-large", f"unpacks to {megabytes(entry.file_size)}, more than "
                f"{limits.unpacked_ratio} times its size, as no pages do; unpack it first if it is "
                "meant"
            )  # fmt: skip
            return
        with archive.open(entry) as stream:
            try:
                yield from self._records(Source(where, cast("BinaryIO", stream), limits))
            except RefusalError as refusal:
                yield refuse(where, refusal.reason, str(refusal))

    # -- WARC ------------------------------------------------------------------------------

    def _records(self, source: Source) -> Iterator[Draft | Rejected]:
        try:
            from warcio.archiveiterator import ArchiveIterator
            from warcio.exceptions import ArchiveLoadFailed
        except ImportError as error:
            message = str(MissingExtraError("reading WARC and WACZ archives", "web"))
            raise RefusalError("missing-extra", message) from error
        if source.archive != "warc":
            raise RefusalError("broken-archive", "holds something else than WARC records")
        number = 0
        try:
            # Read unbuffered: a buffer would drop what it holds when it meets a break.
            for record in ArchiveIterator(source.stream.raw):
                if record.rec_type == "response" and record.http_headers is not None:
                    yield from self._page(f"{source.name}#{number + 1}", record, source)
                _pass_rest(record)
                number += 1
        except (ArchiveLoadFailed, EOFError, zlib.error, ValueError) as problem:
            raise RefusalError(
                "broken-archive",
                f"breaks off or is damaged after record {number} ({problem}); fetch it again. "
                "What follows was not read",
            ) from None

    def _page(self, name: str, record: ArcWarcRecord, source: Source) -> Iterator[Draft | Rejected]:
        kind, charset = _media_type(record.http_headers.get_header("Content-Type") or "")
        if record.http_headers.get_statuscode() != "200" or kind not in _SUFFIXES:
            return
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        where = f"{name} ({address})" if address else name
        limit = source.limits.page_raw
        body = record.content_stream().read(limit + 1)
        if len(body) > limit:
            yield refuse(where, "too-large", f"is a page of more than {megabytes(limit)}, the most "
                         "that is read of one; what follows in the archive is read on")  # fmt: skip
            return
        _pass_rest(record)
        try:
            inner = Source(
                f"{name}{_SUFFIXES[kind]}", io.BytesIO(_in_utf8(body, charset)), source.limits
            )
            for found in self._reader(inner).read(inner):
                yield _dated(found, where, address, record.rec_headers.get_header("WARC-Date"))
        except RefusalError as refusal:
            if kind not in _ONLY_IF_READABLE:
                yield refuse(where, refusal.reason, str(refusal))

    def _reader(self, source: Source) -> FormatReader:
        for reader in self._inner:
            if reader.recognises(source):
                return reader
        fitting = (reader for reader in self._inner if source.suffix in reader.suffixes)
        return next(fitting, self._inner[-1])


def _pass_rest(record: ArcWarcRecord) -> None:
    """Read what is left of a record; EOFError where less is left than its head says."""
    while record.raw_stream.read(_COPIED_AT_ONCE):
        pass
    if record.raw_stream.limit > 0:
        raise EOFError("the next record is cut")


def _has_drive(path: PurePosixPath) -> bool:
    return bool(path.parts) and ":" in path.parts[0]


def _copy(source: Source, copy: IO[bytes]) -> None:
    size = 0
    while piece := source.stream.read(_COPIED_AT_ONCE):
        size += len(piece)
        if size > source.limits.archive:
            raise RefusalError(
                "too-large",
                f"is larger than {megabytes(source.limits.archive)}, the most that is read of a "
                "WACZ file; give the WARC files in it",
            )
        copy.write(piece)


def _media_type(header: str) -> tuple[str, str | None]:
    kind, *parameters = (part.strip() for part in header.lower().split(";"))
    charset = next((p[8:].strip("\"' ") for p in parameters if p.startswith("charset=")), None)
    return kind, charset or None


def _in_utf8(body: bytes, charset: str | None) -> bytes:
    """Return a body in UTF-8 where only the server said in which other encoding it is."""
    if charset is None or charset in ("utf-8", "utf8") or b"charset" in body[:4096].lower():
        return body
    try:
        return body.decode(charset).encode("utf-8")
    except (LookupError, UnicodeDecodeError):
        return body


def _dated(
    found: Draft | Rejected, where: str, address: str, crawled: str | None
) -> Draft | Rejected:
    if isinstance(found, Rejected):
        return found
    return replace(
        found,
        source=where,
        url=found.url or address or None,
        published=found.published or crawled,
        alone=False,
    )
