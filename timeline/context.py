"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """`site_url`, without a closing slash: SITE_URL where it is set, else the address under which we were asked."""
    return {"site_url": settings.SITE_URL if settings.SITE_URL_IS_SET else request.build_absolute_uri("/")[:-1]}
