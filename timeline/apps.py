"""The one application of the project."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TimelineConfig(AppConfig):
    """Missions, crews, events, and the evidence for them."""

    name = "timeline"
    verbose_name = "Space history"

    def ready(self) -> None:
        from timeline import search, versions

        post_migrate.connect(search.install, sender=self)
        post_migrate.connect(versions.install, sender=self)
