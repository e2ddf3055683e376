"""Bounds of dates as they are read now: "about" is no day wider than its unit, winter ends with February; and times to the
minute come after those to the second in their place on the timeline."""

from django.db import migrations

from timeline.models.events import position_of
from timeline.text import edtf

DATES = {"Event": ["date"], "Mission": ["launched", "ended"], "Person": ["born", "died"]}
COLUMNS = ("earliest", "latest", "precision", "instant")


def derive_again(apps, schema_editor):
    for noun, names in DATES.items():
        model = apps.get_model("timeline", noun)
        changed = [row for row in model.objects.order_by("pk").iterator() if _derive(row, names)]
        columns = [f"{name}_{column}" for name in names for column in COLUMNS]
        model.objects.bulk_update(changed, [*columns, *(["position"] if noun == "Event" else [])], batch_size=500)


def _derive(row, names):
    """Derive the columns of a row, and tell whether any differs from what was stored."""
    differs = False
    for name in names:
        try:
            parsed = edtf.parse(getattr(row, name)) if getattr(row, name) else None
        except edtf.EDTFError:  # check_history names it
            continue
        right = {f"{name}_{column}": getattr(parsed, column) if parsed else None for column in COLUMNS}
        right[f"{name}_precision"] = parsed.precision if parsed else ""
        if hasattr(row, "position") and parsed:
            right["position"] = position_of(parsed, row.key)
        differs |= any(getattr(row, column) != value for column, value in right.items())
        for column, value in right.items():
            setattr(row, column, value)
    return differs


class Migration(migrations.Migration):
    dependencies = [("timeline", "0016_chosen_pictures")]

    operations = [migrations.RunPython(derive_again, migrations.RunPython.noop, elidable=True)]
