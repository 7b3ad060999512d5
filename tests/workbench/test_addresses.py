from __future__ import annotations

import ipaddress
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.errors import FetchError
from salient.workbench.addresses import checked_address, checked_url, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
        "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:db8::1", "no address", "",
    ],
)  # fmt: skip
def test_addresses_inside_a_network_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_addresses_of_the_public_network_are(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_in_ipv6_dress_is_what_it_is_without(ip: ipaddress.IPv4Address) -> None:
    assert is_public(f"::ffff:{ip}") == is_public(str(ip))
    nat64 = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(ip))
    assert is_public(str(nat64)) == is_public(str(ip))


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.org/a", ("ftp://example.org/a: only http and https addresses are fetched; "
         "give one such as https://example.org/feed")),
        ("file:///etc/passwd", "only http and https addresses are fetched"),
        ("feed.xml", "feed.xml: only http and https addresses are fetched"),
        ("https://", "only http and https addresses are fetched"),
        ("https://me:secret@example.org/", ("https://example.org: an address with a user name or "
         "password in it is not fetched; give it without")),
        ("https://example.org:99999/", "is no address"),
        ("http://[::1/", "is no address"),
    ],
)  # fmt: skip
def test_what_is_no_address_to_fetch_is_refused(url: str, message: str) -> None:
    with pytest.raises(FetchError, match=re.escape(message)):
        checked_url(url)


def test_a_password_is_not_repeated_in_the_message() -> None:
    with pytest.raises(FetchError) as caught:
        checked_url("https://me:secret@example.org/")
    assert "secret" not in str(caught.value)


def test_a_host_with_one_address_inside_is_refused_whole() -> None:
    parts = checked_url("https://feed.example/a")
    with pytest.raises(FetchError) as caught:
        checked_address(parts, lambda _host, _port: ["93.184.216.34", "10.0.0.7"])
    assert str(caught.value) == (
        "https://feed.example/a: feed.example leads to 10.0.0.7, inside the own network, which is "
        "not fetched from; give --allow-private if it is meant"
    )


def test_a_number_in_any_writing_is_looked_up_and_checked() -> None:
    asked: list[tuple[str, int]] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["127.0.0.1"]

    with pytest.raises(FetchError, match="inside the own network"):
        checked_address(checked_url("http://2130706433:8080/"), resolve)
    assert asked == [("2130706433", 8080)]


def test_a_host_that_nobody_knows_is_named() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(FetchError, match=r"the host feed\.example is not known"):
        checked_address(checked_url("https://feed.example/a"), resolve)
