"""Connections to the public internet, and to nothing else.

A host is resolved once, all its addresses are looked at, and the connection goes to one of those that were looked at: a
name that would lead elsewhere a moment later (DNS rebinding) gets nowhere.
"""

import ipaddress
import socket
from typing import Any

NAT64 = ipaddress.ip_network("64:ff9b::/96")  # addresses of version 4 as networks without it reach them


class Private(Exception):
    """A host that is on this machine, in its network, or anywhere but on the public internet."""


class Unresolved(Exception):
    """A host that nobody knows."""


def is_public(address: str) -> bool:
    """Whether an IP address, and any other within it, is on the public internet."""
    try:
        whole = ipaddress.ip_address(address)
    except ValueError:
        return False
    return all(each.is_global and not each.is_multicast for each in (whole, *_within(whole)))


def _within(address: Any) -> list[ipaddress.IPv4Address]:
    """The addresses of version 4 to which one of version 6 leads through a gateway."""
    if address.version == 4:
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in found if each is not None]


def resolve(host: str, port: int, *, may_be_private: bool = False) -> list[Any]:
    """Where `host` is: family and address of each place to connect to. Raises Unresolved, and Private if any is that."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unresolved(f"Nobody knows the host {host}.") from error
    places = [(family, place) for family, _, _, _, place in found]
    for _, place in places:
        if not may_be_private and not is_public(str(place[0])):
            raise Private(f"{host} is at {place[0]}, which is not on the public internet.")
    return places


def connect(host: str, port: int, timeout: float, *, may_be_private: bool = False) -> socket.socket:
    """A connection to `host`: the first of its addresses that answers. Raises what `resolve` does, and OSError."""
    refusal: OSError = ConnectionError(f"{host} has no address.")
    for family, place in resolve(host, port, may_be_private=may_be_private):
        opened = socket.socket(family, socket.SOCK_STREAM)
        opened.settimeout(timeout)
        try:
            opened.connect(place)
        except OSError as error:
            opened.close()
            refusal = error
        else:
            return opened
    raise refusal
