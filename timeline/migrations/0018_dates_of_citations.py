"""The date that the value of a citation gives, as EDTF, beside the value."""

from django.db import migrations, models

from timeline.text import date_values

DATED_FIELDS = ("date", "launched", "ended", "born", "died")


def read_values(apps, schema_editor):
    citations = apps.get_model("timeline", "Citation").objects.filter(field__in=DATED_FIELDS).exclude(value="")
    read = []
    for citation in citations.order_by("pk").only("value").iterator():
        if written := date_values.as_edtf(citation.value):
            citation.value_edtf = written
            read.append(citation)
    citations.model.objects.bulk_update(read, ["value_edtf"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0017_bounds_of_dates")]

    operations = [
        migrations.AddField("citation", "value_edtf", models.CharField(blank=True, editable=False, max_length=80)),
        migrations.RunPython(read_values, migrations.RunPython.noop, elidable=True),
    ]
