"""Connections to the public internet, and to nothing else.

A host is resolved once, all its addresses are looked at, and the connection goes to one of those that were looked at: a
name that would lead elsewhere a moment later (DNS rebinding) gets nowhere.
"""

import ipaddress
import socket
from typing import Any

from timeline.links.special_purpose import is_globally_reachable

NAT64 = ipaddress.ip_network("64:ff9b::/96")  # addresses of version 4 as networks without it reach them


class Private(Exception):
    """A host that is on this machine, in its network, or anywhere but on the public internet."""


class Unresolved(Exception):
    """A host that nobody knows."""


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet; one of NAT64, whether the address within it is."""
    try:
        whole = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(whole, ipaddress.IPv6Address):
        whole = ipaddress.IPv6Address(int(whole))  # without a zone, which only this machine knows
        if whole in NAT64:
            return is_globally_reachable(ipaddress.IPv4Address(int(whole) & 0xFFFFFFFF))
    return is_globally_reachable(whole)


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
