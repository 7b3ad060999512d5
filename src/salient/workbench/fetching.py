"""Fetching over HTTP: conditional, bounded in size and time, never inside the own network."""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.client import HTTPException
from importlib.metadata import PackageNotFoundError, version
from socket import SHUT_RDWR
from typing import TYPE_CHECKING, Protocol
from urllib.parse import SplitResult, urljoin

import msgspec

from salient.errors import FetchError, MissingExtraError
from salient.workbench.addresses import (
    Resolve,
    checked_address,
    checked_url,
    is_public,
    port_of,
    resolved,
)

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import HTTPResponse

__all__ = ["AGENT", "FetchLimits", "Fetched", "Fetcher", "HttpFetcher"]

AGENT = "salient"
"""The name by which robots.txt may address this program."""
_PIECE = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_CLOSED = frozenset({"IncompleteRead", "ProtocolError", "RemoteDisconnected"})
_LONGEST_REASON = 160
_GZIP = 31
_DEFLATE = 47


class FetchLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How much is fetched at most.

    `size` in bytes, unpacked; `seconds` in all and `idle` seconds between two pieces; `redirects`
    followed one after another.
    """

    size: int = 8_000_000
    seconds: float = 60.0
    idle: float = 20.0
    redirects: int = 5


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an address.

    `url` is where it was found in the end, `moved_to` where it has moved for good, if it has.
    `headers` have names in lower case. `body` is unpacked; `cut` says why it ends before its end,
    if it does.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    cut: str | None = None
    moved_to: str | None = None


class Fetcher(Protocol):
    """Whatever fetches an address."""

    def fetch(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        permit: Callable[[str], None] | None = None,
    ) -> Fetched:
        """Return what came; FetchError where nothing did, or where it may not be fetched.

        `permit` is asked before a redirect is followed, and raises where it must not be.
        """
        ...


class HttpFetcher:
    """Fetches over HTTP and HTTPS through urllib3, directly: proxies of the environment are unused.

    Each redirect is checked as the first address was. `may_reach` says of a numeric address whether
    it may be connected to, `resolve` gives the addresses of a host, `clock` seconds that never run
    backwards.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        may_reach: Callable[[str], bool] = is_public,
        resolve: Resolve = resolved,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits or FetchLimits()
        self._may_reach = may_reach
        self._resolve = resolve
        self._clock = clock

    def fetch(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        permit: Callable[[str], None] | None = None,
    ) -> Fetched:
        """Fetch an address with a GET, following redirects that `permit` does not raise at.

        Raises:
            FetchError: the address may not be fetched from, cannot be reached, answers no HTTP, or
                redirects on and on.
            MissingExtraError: urllib3 is not installed.

        """
        ends = self._clock() + self._limits.seconds
        moved_to: str | None = None
        lasting = True
        current = url
        for _ in range(self._limits.redirects + 1):
            found = self._one(checked_url(current), headers or {}, ends)
            target = found.headers.get("location")
            if found.status not in _REDIRECTS or target is None:
                return msgspec.structs.replace(found, url=current, moved_to=moved_to)
            lasting = lasting and found.status in _PERMANENT
            current = urljoin(current, target)
            if permit is not None:
                permit(current)
            moved_to = current if lasting else moved_to
        raise FetchError(
            f"{url}: redirects more than {self._limits.redirects} times, the last time to "
            f"{current}; give the address where it leads"
        )

    def _one(self, parts: SplitResult, headers: Mapping[str, str], ends: float) -> Fetched:
        address = checked_address(parts, self._resolve, self._may_reach)
        connection = _connection(parts, address, self._limits.idle)
        # A server that gives a byte now and then holds every read below its own limit of time.
        left = max(ends - self._clock(), 0.001)
        watchdog = threading.Timer(left, _hang_up, [connection])
        watchdog.daemon = True
        watchdog.start()
        try:
            return self._answer(connection, parts, headers, ends)
        except _failures() as error:
            if self._clock() >= ends:
                raise FetchError(self._slow(parts)) from error
            raise FetchError(
                f"{parts.geturl()}: could not be fetched ({_reason(error)}); it is tried again "
                "later"
            ) from error
        finally:
            watchdog.cancel()
            connection.close()

    def _slow(self, parts: SplitResult) -> str:
        return (
            f"{parts.geturl()}: took longer than {self._limits.seconds:g} seconds; it is tried "
            "again later"
        )

    def _answer(
        self,
        connection: HTTPConnection,
        parts: SplitResult,
        headers: Mapping[str, str],
        ends: float,
    ) -> Fetched:
        connection.request(
            "GET",
            parts._replace(scheme="", netloc="", fragment="").geturl() or "/",
            headers={"Host": _host(parts), "User-Agent": _agent(), "Accept-Encoding": "gzip",
                     "Accept": "application/rss+xml, application/atom+xml, application/xml;q=0.9, "
                               "*/*;q=0.5", **headers},
            preload_content=False,
            decode_content=False,
        )  # fmt: skip
        response = connection.getresponse()
        answered = {name.lower(): value for name, value in response.headers.items()}
        status = response.status
        if status != 200:
            return Fetched(url=parts.geturl(), status=status, headers=answered)
        body, cut = self._body(response, answered.get("content-encoding", ""), ends)
        if cut and not body:
            raise FetchError(f"{parts.geturl()}: {cut}; it is tried again later")
        return Fetched(url=parts.geturl(), status=status, headers=answered, body=body, cut=cut)

    def _body(self, response: HTTPResponse, packing: str, ends: float) -> tuple[bytes, str | None]:
        """Read a body up to the limits; what came before a limit or a break is kept."""
        body = bytearray()
        unpack = _unpacking(packing)
        try:
            while piece := response.read1(_PIECE, decode_content=False):
                body += unpack(piece, self._limits.size + 1 - len(body))
                if len(body) > self._limits.size:
                    return bytes(body[: self._limits.size]), (
                        f"is larger than {self._limits.size / 1e6:g} MB, the most that is fetched"
                    )
                if self._clock() >= ends:
                    break
        except zlib.error as error:
            return bytes(body), f"is packed, and damaged ({error})"
        except _failures() as error:
            if self._clock() < ends:
                return bytes(body), f"broke off ({_reason(error)})"
        if self._clock() >= ends:
            return bytes(body), f"took longer than {self._limits.seconds:g} seconds"
        return bytes(body), None


def _connection(parts: SplitResult, address: str, idle: float) -> HTTPConnection:
    """Return a connection to a number, which for TLS must prove to be the host that was named."""
    try:
        from urllib3.connection import HTTPConnection, HTTPSConnection
    except ImportError as error:
        raise MissingExtraError("fetching from the network", "web") from error
    port = port_of(parts)
    if parts.scheme == "http":
        return HTTPConnection(address, port, timeout=idle)
    return HTTPSConnection(
        address,
        port,
        timeout=idle,
        cert_reqs="CERT_REQUIRED",
        server_hostname=parts.hostname,
        assert_hostname=parts.hostname,
    )


def _hang_up(connection: HTTPConnection) -> None:
    sock = connection.sock
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(SHUT_RDWR)


def _failures() -> tuple[type[Exception], ...]:
    """Return what a broken connection or a server that speaks no HTTP ends in."""
    from urllib3.exceptions import HTTPError

    return (OSError, HTTPException, HTTPError)


def _reason(error: Exception) -> str:
    if type(error).__name__ in _CLOSED:
        return "the connection was closed early"
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(words).split())[:_LONGEST_REASON]


def _unpacking(packing: str) -> Callable[[bytes, int], bytes]:
    """Return what unpacks pieces of a body, each to no more than so many bytes."""
    kind = packing.strip().lower()
    if kind not in {"gzip", "x-gzip", "deflate"}:
        return lambda piece, most: piece[:most]
    stream = zlib.decompressobj(_GZIP if "gzip" in kind else _DEFLATE)
    return stream.decompress


def _host(parts: SplitResult) -> str:
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    return host if parts.port is None else f"{host}:{parts.port}"


def _agent() -> str:
    try:
        return f"{AGENT}/{version('salient')} (feed reader)"
    except PackageNotFoundError:
        return f"{AGENT} (feed reader)"
