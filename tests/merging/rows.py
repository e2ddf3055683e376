"""Everything that the timeline's tables hold, to be compared before and after."""

from typing import Any

from django.apps import apps

from timeline.models import DataVersion, EntryRevision, Merge, Revision

KEPT_OF_A_CHANGE = (DataVersion, EntryRevision, Merge, Revision)


def all_rows() -> dict[str, dict[int, dict[str, Any]]]:
    """Each row of each table by primary key, but for what is kept of changes."""
    models = apps.get_app_config("timeline").get_models(include_auto_created=True)
    return {
        model._meta.label: {row["id"]: row for row in model._base_manager.values()}
        for model in models
        if model not in KEPT_OF_A_CHANGE
    }
