"""Which addresses of the network may be fetched from."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from urllib.parse import SplitResult, urlsplit

from salient.errors import FetchError

__all__ = [
    "Resolve",
    "anywhere",
    "checked_address",
    "checked_url",
    "is_public",
    "port_of",
    "resolved",
]

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the numeric addresses of a host and port; raises OSError where there are none."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


def resolved(host: str, port: int) -> list[str]:
    """Ask the system for the numeric addresses of a host, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether a numeric address lies in the public network.

    Loopback, private, link-local, multicast, reserved and unspecified ones do not (IANA's
    special-purpose registries, as Python's `ipaddress` has them), nor does an IPv6 address that
    carries such an IPv4 address (mapped, 6to4, Teredo, NAT64).
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        carried = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            carried.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        inner = [one for one in carried if one is not None]
        if inner:
            return all(is_public(str(one)) for one in inner)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def anywhere(address: str) -> bool:  # noqa: ARG001 - takes the place of `is_public`
    """Whether a numeric address may be fetched from where all may."""
    return True


def checked_url(url: str) -> SplitResult:
    """Return the parts of an address that can be fetched.

    Raises:
        FetchError: it is no http or https address, lacks a host, or carries a user name.

    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(
            f"{url}: is no address ({error}); give one such as https://example.org/feed"
        ) from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise FetchError(
            f"{url}: only http and https addresses are fetched; give one such as "
            "https://example.org/feed"
        )
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{parts.scheme}://{parts.hostname}: an address with a user name or "
                         "password in it is not fetched; give it without")  # fmt: skip
    if port == 0:
        raise FetchError(f"{url}: port 0 is none; leave it out or give the right one")
    return parts


def port_of(parts: SplitResult) -> int:
    """Return the port of an address, its scheme's own where it names none."""
    return parts.port or _PORTS[parts.scheme]


def checked_address(
    parts: SplitResult, resolve: Resolve, may_reach: Callable[[str], bool] = is_public
) -> str:
    """Return the numeric address to connect to, if `may_reach` holds of all that the host has.

    The name is looked up once, every answer is checked, and the connection goes to the number that
    was checked: so a name that answers otherwise a moment later leads nowhere else.

    Raises:
        FetchError: the host is unknown, or leads inside the own network.

    """
    host = parts.hostname or ""
    try:
        found = resolve(host, port_of(parts))
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FetchError(f"{parts.geturl()}: the host {host} is not known ({reason}); check the "
                         "address and the connection") from error  # fmt: skip
    if not found:
        raise FetchError(f"{parts.geturl()}: the host {host} has no address; check the address")
    inside = [address for address in found if not may_reach(address)]
    if inside:
        leads = "is" if inside[0] == host else f"leads to {inside[0]},"
        raise FetchError(
            f"{parts.geturl()}: {host} {leads} inside the own network, which is not fetched from; "
            "give --allow-private if it is meant"
        )
    return found[0]
