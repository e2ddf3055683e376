#!/usr/bin/env bash
# Django 5.2 cannot prefetch a foreign key with 1,000 different ends on SQLite.
#
# What one would expect:  prefetch_related("author") fetches any number of authors, as prefetch_related of the other direction
#                         does, and as Django 5.1 did: one condition IN (…), or several of bounded length.
# What happens:           the ends are asked for by a condition each, joined by OR ("id" = 1 OR "id" = 2 …), since the lookup
#                         for composite keys is used for single ones too and SQLite gets its fallback; from 1,000 on SQLite
#                         answers "Expression tree is too large (maximum depth 1000)".
# Seen with:              Django 5.2.19 against 5.1.15, Python's sqlite3, 30 November 2026
# What we do about it:    the ends are joined: Prefetch("citations", Citation.objects.select_related("source"))
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/shelf.py" <<'PYTHON'
import django
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
from django.db import OperationalError, connection, models


class Author(models.Model):
    class Meta:
        app_label = "shelf"


class Book(models.Model):
    author = models.ForeignKey(Author, models.CASCADE, related_name="books")

    class Meta:
        app_label = "shelf"


with connection.schema_editor() as editor:
    editor.create_model(Author)
    editor.create_model(Book)
Book.objects.bulk_create(Book(author=author) for author in Author.objects.bulk_create(Author() for _ in range(1001)))


def tried(rows, name):
    try:
        return f"{len(rows.prefetch_related(name))} rows"
    except OperationalError as error:
        return str(error)


print("forward 990:", tried(Book.objects.filter(pk__lte=990), "author"))
print("forward 1001:", tried(Book.objects.all(), "author"))
print("backward 1001:", tried(Author.objects.all(), "books"))
PYTHON
seen=""
for version in 5.1.15 5.2.19; do
  python3 -m venv "$folder/$version" && "$folder/$version/bin/pip" install --quiet --disable-pip-version-check "django==$version" || exit 2
  said=$("$folder/$version/bin/python" "$folder/shelf.py") || exit 2
  printf 'Django %s\n%s\n' "$version" "$said"
  seen+="$version|$said|"
done
expected="5.1.15|forward 990: 990 rows
forward 1001: 1001 rows
backward 1001: 1001 rows|5.2.19|forward 990: 990 rows
forward 1001: Expression tree is too large (maximum depth 1000)
backward 1001: 1001 rows|"
[ "$seen" = "$expected" ] || { echo "This has changed."; exit 1; }
