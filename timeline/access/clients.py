"""Who asks: the address and the browser of a request, from nothing that a visitor can forge."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

MOST_OF_AGENT = 200


def address(request: HttpRequest) -> str | None:
    """The address of the client; None where there is none (a socket file, a test).

    Behind a proxy it is what the outermost proxy of ours saw, counted from the right of X-Forwarded-For: whatever stands
    further left came with the request. Without a proxy the header is not looked at.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    if not settings.BEHIND_PROXY:
        return _address(direct)
    told = [part for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    hop = told[-min(settings.PROXY_HOPS, len(told))] if told else ""
    return _address(hop) or _address(direct)


def network(request: HttpRequest) -> str | None:
    """The address by which failures are counted: of IPv6 the first of its network of 64 bits, all of which one client may use."""
    found = address(request)
    if found is None or ip_address(found).version == 4:
        return found
    return str(ip_network((found, 64), strict=False).network_address)


def agent(request: HttpRequest) -> str:
    """What the browser calls itself, on one line and not too long."""
    return " ".join(request.META.get("HTTP_USER_AGENT", "").replace("\x00", " ").split())[:MOST_OF_AGENT]


def _address(text: str) -> str | None:
    """The address in `text`, which may have a port behind it; None where it holds none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found)))  # without a zone, which only the machine itself knows
    return str(found)
