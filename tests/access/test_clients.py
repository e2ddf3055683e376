"""The address of a client: nothing that a visitor can forge decides it."""

import pytest
from django.test import RequestFactory

from timeline.access import clients


def address(forwarded: str | None = None, direct: str = "192.0.2.1") -> str | None:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return clients.address(RequestFactory(REMOTE_ADDR=direct).get("/", headers=headers))


def test_without_a_proxy_the_header_is_not_looked_at():
    assert address("203.0.113.5") == "192.0.2.1"


@pytest.mark.parametrize(
    ("hops", "forwarded", "expected"),
    [
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "10.0.0.1, 203.0.113.5", "203.0.113.5"),  # what stands on the left came with the request
        (1, "203.0.113.5:4711", "203.0.113.5"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "::ffff:203.0.113.5", "203.0.113.5"),
        (1, "203.0.113.5, unknown", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, None, "192.0.2.1"),
        (2, "10.0.0.1, 203.0.113.5, 198.51.100.2", "203.0.113.5"),
        (2, "198.51.100.2", "198.51.100.2"),
    ],
)
def test_behind_a_proxy_it_is_what_the_outermost_of_ours_saw(settings, hops, forwarded, expected):
    settings.BEHIND_PROXY, settings.PROXY_HOPS = True, hops
    assert address(forwarded) == expected


@pytest.mark.parametrize(("direct", "expected"), [("", None), ("unix:", None), ("fe80::1%eth0", "fe80::1")])
def test_an_address_that_is_none_is_left_out(direct, expected):
    assert address(direct=direct) == expected


def test_the_browser_is_named_on_one_short_line():
    told = f"Mozilla/5.0\n(X11)\x00 {'x' * 500}"
    request = RequestFactory().get("/", HTTP_USER_AGENT=told)
    assert clients.agent(request).startswith("Mozilla/5.0 (X11) xxx")
    assert len(clients.agent(request)) == 200
