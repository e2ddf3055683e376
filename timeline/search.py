"""Words → matching rows, on SQLite (FTS5) and PostgreSQL (tsvector) behind one function.

Each searchable noun keeps a column `words` with every form it is found by (text/spelling.py). On SQLite an FTS5 table
stands over that column, kept in step by triggers; on PostgreSQL an index of lexemes does. Both hold the folded words as
they are, without stemming or a dictionary, so that the two databases find the same.
"""

from typing import Any

from django.apps import AppConfig
from django.db import connections, models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from timeline.models import Agency, Event, Mission, Person, Place, Programme, Source, Spacecraft
from timeline.text import spelling

NOUNS: tuple[type[models.Model], ...] = (Agency, Event, Mission, Person, Place, Programme, Source, Spacecraft)
MOST_WORDS = 12

FTS_TABLE = "CREATE VIRTUAL TABLE IF NOT EXISTS {table}_fts USING fts5(words, content='{table}', content_rowid='id')"
FTS_TRIGGERS = (
    """CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN
         INSERT INTO {table}_fts(rowid, words) VALUES (new.id, new.words);
       END""",
    """CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN
         INSERT INTO {table}_fts({table}_fts, rowid, words) VALUES ('delete', old.id, old.words);
       END""",
    """CREATE TRIGGER {table}_fts_update AFTER UPDATE OF words ON {table} BEGIN
         INSERT INTO {table}_fts({table}_fts, rowid, words) VALUES ('delete', old.id, old.words);
         INSERT INTO {table}_fts(rowid, words) VALUES (new.id, new.words);
       END""",
)
LEXEMES = "array_to_tsvector(array_remove(string_to_array({column}, ' '), ''))"


def matching(model: type[models.Model], text: str) -> Q:
    """The rows of `model` in which every word of `text` is found, by any spelling and as the beginning of a word.

    A number is found whole only, so that "Soyuz 19" does not bring all of the 1970s. Any text at all may be given; one
    without a single letter or digit matches nothing.
    """
    words = spelling.tokens(text.replace("\x00", " "))[:MOST_WORDS]
    rule = Q(pk__in=[]) if not words else Q()
    for word in words:
        rule &= _somewhere(model, word)
    return rule


def _somewhere(model: type[models.Model], word: str) -> Q:
    """The rows of `model` that have `word` in their own texts or, for an event, in the names of what took part."""
    rule = Q(pk__in=_ids(model, word))
    if model is not Event:
        return rule
    joined: dict[str, type[models.Model]] = {"people": Person, "missions": Mission, "agencies": Agency}
    for name, noun in joined.items():
        link = getattr(Event, name).through.objects.filter(**{f"{noun._meta.model_name}__in": _ids(noun, word)})
        rule |= Q(pk__in=link.values("event"))
    programme = Mission.objects.filter(programme__in=_ids(Programme, word))
    rule |= Q(pk__in=Event.missions.through.objects.filter(mission__in=programme.values("pk")).values("event"))
    return rule | Q(place__in=_ids(Place, word))


def _ids(model: type[models.Model], word: str) -> RawSQL:
    """A subquery for the ids of the rows of `model` that have a word beginning with a form of `word`."""
    table = model._meta.db_table
    forms = spelling.forms(word)
    if connections["default"].vendor == "sqlite":
        query = " OR ".join(f'"{form}"' if form.isdigit() else f'"{form}"*' for form in forms)
        return RawSQL(f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s", [query])
    query = " | ".join(f"'{form}'" if form.isdigit() else f"'{form}':*" for form in forms)
    return RawSQL(f"SELECT id FROM {table} WHERE {LEXEMES.format(column='words')} @@ %s::tsquery", [query])


def install(sender: AppConfig, using: str = "default", **_: Any) -> None:
    """Lay the indexes over the tables after every migration; one that is there already is left or made anew.

    A migration that rebuilds a table on SQLite drops its triggers, so they are made again each time.
    """
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in NOUNS if model._meta.db_table in present):
            if connection.vendor == "sqlite":
                cursor.execute(FTS_TABLE.format(table=table))
                for trigger in FTS_TRIGGERS:
                    name = trigger.split()[2].format(table=table)
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                    cursor.execute(trigger.format(table=table))
                cursor.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')")
            elif connection.vendor == "postgresql":
                lexemes = LEXEMES.format(column="words")
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {table}_lexemes ON {table} USING gin ({lexemes})")
