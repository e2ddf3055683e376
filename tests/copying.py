"""The rows of a database as they were once loaded, to be put into an empty one again: loading fixtures takes thirty times as long."""

from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from timeline.models import DataVersion

Rows = dict[str, tuple[list[str], list[Any]]]  # table → its columns and rows


def models() -> list[Any]:
    """Every model of the timeline, with the tables between them; without the version of the data, which is another each time."""
    found = apps.get_app_config("timeline").get_models(include_auto_created=True)
    return [model for model in found if model is not DataVersion]


def taken() -> Rows:
    """All rows of the timeline, table by table."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in models():
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT * FROM {table}")
            if rows := cursor.fetchall():
                found[table] = ([connection.ops.quote_name(each[0]) for each in cursor.description], rows)
    return found


def put(rows: Rows) -> None:
    """Put `rows` into a database that has none in these tables; what is made after them gets numbers after theirs.

    The last go in first, so that nothing passes which only shows rows in order because they were written so.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, values) in rows.items():
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", values[::-1])
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)
