"""What every template may use."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """`site_url`, without a closing slash: SITE_URL where it is set, else the address under which we were asked."""
    if settings.SITE_URL_IS_SET:
        return {"site_url": settings.SITE_URL}
    try:
        return {"site_url": request.build_absolute_uri("/")[:-1]}
    except DisallowedHost:  # the page that refuses this very host needs no address
        return {"site_url": ""}
