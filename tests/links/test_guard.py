"""The guard: nothing but the public internet is connected to, whatever a name leads to and whenever."""

import ipaddress
import socket

import pytest

from timeline.links import guard
from timeline.links.guard import Private, Unresolved, connect, is_public, resolve
from timeline.links.pace import Pace
from timeline.links.special_purpose import IPV4, IPV6
from timeline.links.visits import Visitor


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "0.0.0.0"),
        *("169.254.169.254", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "2002:7f00:1::", "64:ff9b::a00:1", "fd00:ec2::254"),
        *("", "localhost", "127.1", "0x7f000001"),
    ],
)
def test_address_off_the_public_internet_is_none_of_ours(address):
    assert not is_public(address)


def edges(block):
    """The first and the last address of a block, and one between."""
    network = ipaddress.ip_network(block)
    first, last = int(network.network_address), int(network.broadcast_address)
    return [str(type(network.network_address)(number)) for number in {first, (first + last) // 2, last}]


@pytest.mark.parametrize("block", [block for block, said in (IPV4 | IPV6).items() if not said])
def test_no_address_of_a_special_purpose_is_visited(block):
    narrower = [each for each, said in (IPV4 | IPV6).items() if said and each != block]
    for address in edges(block):
        if not any(ipaddress.ip_address(address) in ipaddress.ip_network(each) for each in narrower):
            assert not is_public(address)
    if ":" not in block:
        for address in edges(block):
            if not any(ipaddress.ip_address(address) in ipaddress.ip_network(each) for each in narrower):
                number = int(ipaddress.IPv4Address(address))
                within = [
                    f"64:ff9b::{number:#x}",
                    f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1",
                    f"::ffff:{address}",
                    f"::{address}",
                ]
                within[0] = str(ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | number))
                assert [each for each in within if is_public(each)] == []


@pytest.mark.parametrize(
    "address",
    [
        *(
            "2002:808:808::1",
            "2001:0:808:808::1",
            "::ffff:8.8.8.8",
            "::8.8.8.8",
            "64:ff9b:1::808:808",
            "64:ff9b:1::a00:1",
        ),
        *(
            "192.88.99.1",
            "192.88.99.2",
            "3fff::1",
            "3fff:fff::1",
            "5f00::1",
            "100::1",
            "100:0:0:1::1",
            "2001:2::1",
            "2001:10::1",
        ),
        *("4000::1", "1::1", "fec0::1", "192.0.0.8", "192.0.0.170", "2001:5::1", "2001:1::4", "239.1.1.1", "ff0e::1"),
    ],
)
def test_no_tunnel_document_or_reserve_is_visited(address):
    assert not is_public(address)


def test_what_the_registries_call_reachable_is_public():
    blocks = [block for block, said in (IPV4 | IPV6).items() if said and block not in ("2000::/3", "64:ff9b::/96")]
    assert len(blocks) == 13
    assert [block for block in blocks if not is_public(edges(block)[0])] == []


@pytest.mark.parametrize(
    "address",
    [
        *(
            "8.8.8.8",
            "193.0.6.139",
            "2001:4860:4860::8888",
            "64:ff9b::808:808",
            "1.1.1.1",
            "223.255.255.255",
            "192.88.100.1",
        ),
        *("2a00:1450::1", "2001:200::1", "3fff:1000::1", "2003::1", "100.128.0.1", "198.20.0.1", "172.32.0.1"),
    ],
)
def test_address_on_the_public_internet_is_visited(address):
    assert is_public(address)


@pytest.fixture
def names(monkeypatch):
    """A function that says where names lead: the nth look-up of any gives the nth answer."""

    def lead(*answers):
        looked_up = iter(answers)

        def look_up(host, port, **_):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in next(looked_up)]

        monkeypatch.setattr(guard.socket, "getaddrinfo", look_up)

    return lead


@pytest.fixture
def connected(monkeypatch):
    """Where connections went; none is made."""
    places = []

    class Socket:
        def __init__(self, *_):
            pass

        def settimeout(self, _):
            pass

        def connect(self, place):
            places.append(place)
            if place[0] == "9.9.9.9":
                raise ConnectionRefusedError(111, "Connection refused")

        def close(self):
            pass

    monkeypatch.setattr(guard.socket, "socket", Socket)
    return places


def test_name_with_one_private_address_among_public_ones_is_refused(names, connected):
    names(["8.8.8.8", "10.0.0.1"])
    with pytest.raises(Private, match=r"is at 10\.0\.0\.1, which is not on the public internet"):
        connect("rebound.example", 80, 1)
    assert connected == []


def test_name_that_leads_elsewhere_a_moment_later_is_looked_up_once(names, connected):
    names(["8.8.8.8"], ["127.0.0.1"])
    connect("rebound.example", 80, 1)
    assert connected == [("8.8.8.8", 80)]


def test_next_address_is_tried_where_one_does_not_answer(names, connected):
    names(["9.9.9.9", "8.8.8.8"])
    connect("two.example", 80, 1)
    assert connected == [("9.9.9.9", 80), ("8.8.8.8", 80)]


def test_name_that_nobody_knows_is_unresolved(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(guard.socket, "getaddrinfo", unknown)
    with pytest.raises(Unresolved, match=r"Nobody knows the host nowhere.invalid"):
        resolve("nowhere.invalid", 80)
    assert Visitor("x", Pace(0)).visit("http://nowhere.invalid/").outcome == "dns"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0177.0.0.1", "127.1", "169.254.169.254"]
)
def test_this_machine_is_not_visited_however_it_is_written(server, asked, host):
    visit = Visitor("x", Pace(0), timeout=1).visit(f"http://{host}:{server.server_port}/200")
    assert visit.outcome in {"private", "dns"}
    assert asked() == {}


def test_redirect_to_this_machine_is_not_followed(server, at, visitor, asked, monkeypatch):
    whole = guard.resolve

    def resolved(host, port, *, may_be_private=False):
        return whole(host, port, may_be_private=host == "127.0.0.1")  # the first hop alone is allowed

    monkeypatch.setattr(guard, "resolve", resolved)
    visit = visitor.visit(at(f"/to/302/{at('/200', 'localhost')}"))
    assert visit.outcome == "private"
    assert [path for _, path in asked()] == [f"/to/302/{at('/200', 'localhost')}"]
