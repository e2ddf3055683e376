"""The roles of the desk: contributor, editor, administrator."""

from django.db import migrations

from timeline.roles import make_roles


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0009_merges"),
        ("access", "0001_sign_ins"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(lambda apps, _: make_roles(apps), migrations.RunPython.noop)]
