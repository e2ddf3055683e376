"""IANA's registries of special-purpose addresses, whole: which of them are on the public internet.

https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry; the last change taken in is that of the
latter of 9 October 2025. Beside each block its column “Globally Reachable”; what the registry leaves open there ("N/A": tunnels that lead wherever the address within says)
is no. A smaller block within a larger one says otherwise of itself. Both end with what other registries of IANA set apart.
"""

import ipaddress

YES, NO = True, False

IPV4: dict[str, bool] = {
    "0.0.0.0/8": NO,  # this network
    "0.0.0.0/32": NO,  # this host on this network
    "10.0.0.0/8": NO,  # private use
    "100.64.0.0/10": NO,  # shared address space of providers
    "127.0.0.0/8": NO,  # loopback
    "169.254.0.0/16": NO,  # link-local
    "172.16.0.0/12": NO,  # private use
    "192.0.0.0/24": NO,  # IETF protocol assignments
    "192.0.0.0/29": NO,  # IPv4 service continuity prefix
    "192.0.0.8/32": NO,  # dummy address
    "192.0.0.9/32": YES,  # port control protocol anycast
    "192.0.0.10/32": YES,  # traversal using relays around NAT, anycast
    "192.0.0.170/32": NO,  # NAT64/DNS64 discovery
    "192.0.0.171/32": NO,  # NAT64/DNS64 discovery
    "192.0.2.0/24": NO,  # documentation (TEST-NET-1)
    "192.31.196.0/24": YES,  # AS112
    "192.52.193.0/24": YES,  # AMT
    "192.88.99.0/24": NO,  # 6to4 relay anycast, deprecated
    "192.88.99.2/32": NO,  # 6a44 relay anycast
    "192.168.0.0/16": NO,  # private use
    "192.175.48.0/24": YES,  # direct delegation AS112 service
    "198.18.0.0/15": NO,  # benchmarking
    "198.51.100.0/24": NO,  # documentation (TEST-NET-2)
    "203.0.113.0/24": NO,  # documentation (TEST-NET-3)
    "240.0.0.0/4": NO,  # reserved
    "255.255.255.255/32": NO,  # limited broadcast
    "224.0.0.0/4": NO,  # multicast, in a registry of its own
}
IPV6: dict[str, bool] = {
    "::1/128": NO,  # loopback
    "::/128": NO,  # unspecified
    "::ffff:0:0/96": NO,  # IPv4-mapped
    "64:ff9b::/96": YES,  # IPv4-IPv6 translation: see guard.py for the address within
    "64:ff9b:1::/48": NO,  # IPv4-IPv6 translation within a network
    "100::/64": NO,  # discard-only
    "100:0:0:1::/64": NO,  # dummy prefix
    "2001::/23": NO,  # IETF protocol assignments
    "2001::/32": NO,  # Teredo
    "2001:1::1/128": YES,  # port control protocol anycast
    "2001:1::2/128": YES,  # traversal using relays around NAT, anycast
    "2001:1::3/128": YES,  # DNS-SD service registration, anycast
    "2001:2::/48": NO,  # benchmarking
    "2001:3::/32": YES,  # AMT
    "2001:4:112::/48": YES,  # AS112
    "2001:10::/28": NO,  # ORCHID, deprecated
    "2001:20::/28": YES,  # ORCHIDv2
    "2001:30::/28": YES,  # remote identification of drones
    "2001:db8::/32": NO,  # documentation
    "2002::/16": NO,  # 6to4
    "2620:4f:8000::/48": YES,  # direct delegation AS112 service
    "3fff::/20": NO,  # documentation
    "5f00::/16": NO,  # segment routing
    "fc00::/7": NO,  # unique local
    "fe80::/10": NO,  # link-local
    "fec0::/10": NO,  # site-local, deprecated
    "ff00::/8": NO,  # multicast
    "2000::/3": YES,  # all that is global unicast today; the rest of the whole is reserved
    "::/0": NO,
}

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def _narrowest_first(table: dict[str, bool]) -> list[tuple[Network, bool]]:
    networks = [(ipaddress.ip_network(block), is_reachable) for block, is_reachable in table.items()]
    return sorted(networks, key=lambda each: -each[0].prefixlen)


TABLES = {4: _narrowest_first(IPV4), 6: _narrowest_first(IPV6)}


def is_globally_reachable(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is one of the public internet: by the narrowest block that it is in, and where it is in none."""
    return next((said for network, said in TABLES[address.version] if address in network), True)
