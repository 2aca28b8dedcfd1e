"""Only public web addresses are contacted, unless the settings say otherwise."""

import socket
from ipaddress import ip_address, ip_network

import pytest

from checks.errors import SettingsError
from checks.guard import (
    AddressInfo,
    AllowedAddress,
    PrivateAddressError,
    guarded_socket_factory,
    is_public,
    parse_allowed,
    watch,
)

REFUSED = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "168.63.129.16",
    "172.16.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]
PUBLIC = ["1.1.1.1", "140.82.112.3", "2606:4700::1111", "2a04:4e42::1", "::ffff:1.1.1.1"]


@pytest.mark.parametrize("address", REFUSED)
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("127.0.0.0/8:8443", AllowedAddress(ip_network("127.0.0.0/8"), 8443)),
        ("10.0.0.5", AllowedAddress(ip_network("10.0.0.5/32"))),
        (" 10.0.0.5:80 ", AllowedAddress(ip_network("10.0.0.5/32"), 80)),
        ("[::1]:8080", AllowedAddress(ip_network("::1/128"), 8080)),
        ("[fd00::/8]:443", AllowedAddress(ip_network("fd00::/8"), 443)),
        ("[::1]", AllowedAddress(ip_network("::1/128"))),
        ("fd00::/8", AllowedAddress(ip_network("fd00::/8"))),
    ],
)
def test_exceptions_are_read_with_and_without_a_port(text: str, expected: AllowedAddress) -> None:
    assert parse_allowed(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "localhost", "127.0.0.1/8", "10.0.0.5:", "10.0.0.5:0", "10.0.0.5:65536", "10.0.0.5:\u0664", "[::1]x:80"],
)
def test_what_is_no_exception_is_named_in_one_line(text: str) -> None:
    with pytest.raises(SettingsError, match="allowed address") as raised:
        parse_allowed(text)
    assert repr(text) in str(raised.value)
    assert "\n" not in str(raised.value)


def info(address: str, port: int) -> AddressInfo:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port)


@pytest.mark.parametrize(
    ("address", "port", "allowed", "admitted"),
    [
        ("1.1.1.1", 443, "", True),
        ("1.1.1.1", 25, "", False),
        ("1.1.1.1", 25, "1.1.1.0/24:25", True),
        ("127.0.0.1", 443, "", False),
        ("127.0.0.1", 9000, "127.0.0.0/8:9000", True),
        ("127.0.0.1", 9001, "127.0.0.0/8:9000", False),
        ("127.0.0.1", 9001, "127.0.0.0/8", True),
        ("::ffff:127.0.0.1", 9000, "127.0.0.0/8:9000", True),
        ("::1", 9000, "127.0.0.0/8:9000", False),
        ("fe80::1%1", 443, "", False),
    ],
)
def test_sockets_are_made_for_admissible_addresses_only(
    address: str, port: int, allowed: str, *, admitted: bool
) -> None:
    make_socket = guarded_socket_factory([parse_allowed(allowed)] if allowed else [])
    log = watch()
    if admitted:
        make_socket(info(address, port)).close()
        assert (log.refused, log.admitted, log.kept_us_out) == ([], 1, False)
        return
    with pytest.raises(PrivateAddressError) as raised:
        make_socket(info(address, port))
    assert (raised.value.address, raised.value.port) == (address, port)
    assert log.kept_us_out
    assert raised.value.is_odd_port is (address == "1.1.1.1")


def test_where_something_else_was_tried_the_guard_is_not_to_blame() -> None:
    make_socket = guarded_socket_factory()
    log = watch()
    with pytest.raises(PrivateAddressError):
        make_socket(info("10.0.0.1", 443))
    make_socket(info("1.1.1.1", 443)).close()
    assert not log.kept_us_out
