"""How often somebody may be wrong at the door: eight times by one name from one address (settings), and by so many names from one address.

Who tries many names from one place is guessing; a school behind one address signs in by fewer, and who is signed in goes on all the while.
"""

from datetime import datetime, timedelta

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone

MAX_NAMES = 30  # with a wrong password or code from one address, within the time that axes looks at


class ThrottleHandler(AxesDatabaseHandler):
    """The handler of axes that keeps failures in the database, and counts the names of an address as well."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, str] | None = None) -> bool:
        """Whether a name, or everybody, has to wait where a request comes from."""
        address = request.axes_ip_address  # type: ignore[attr-defined]
        return super().is_locked(request, credentials) or bool(wait_of_address(address))


def wait_of_name(username: str | None, address: str | None) -> timedelta:
    """How long a name has to wait at an address since its last wrong password or code there."""
    failures = AccessAttempt.objects.filter(username=username, ip_address=address)
    return _left(failures.aggregate(last=Max("attempt_time"))["last"])


def wait_of_address(address: str | None) -> timedelta:
    """How long all names have to wait at an address; nothing while fewer than MAX_NAMES failed there."""
    if address is None:  # nobody knows whose it is
        return timedelta()
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    recent = AccessAttempt.objects.filter(ip_address=address, attempt_time__gt=since)
    by_name = recent.order_by().values("username").annotate(last=Max("attempt_time")).order_by("-last")
    last = by_name.values_list("last", flat=True)[MAX_NAMES - 1 : MAX_NAMES]
    return _left(last[0]) if last else timedelta()


def _left(since: datetime | None) -> timedelta:
    until = since + settings.AXES_COOLOFF_TIME if since else timezone.now()
    return max(until - timezone.now(), timedelta())
