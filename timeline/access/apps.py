"""Two applications: the admin with a door of our own, and the tables that stand behind that door."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.signals import user_logged_in


class DeskConfig(AdminConfig):
    """Django admin as the editors' desk (site.py)."""

    default_site = "timeline.access.site.DeskSite"


class AccessConfig(AppConfig):
    """The journal of signing in. Stands after axes, whose word on each attempt it writes down."""

    name = "timeline.access"
    verbose_name = "Signing in"

    def ready(self) -> None:
        from timeline.access import journal, sessions

        journal.listen()
        user_logged_in.connect(sessions.begin)
