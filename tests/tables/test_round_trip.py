"""The whole history out and in again: nothing is new, nothing changes, whichever the noun and the format."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.imports.packs import stored
from tests.tables.sheets import BY, exported, faults, told
from timeline import tables, versions
from timeline.models import Revision
from timeline.tables.nouns import AT_ONCE

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize("form", ["csv", "json"])
EACH = pytest.mark.parametrize("noun", list(tables.TABLES))


@pytest.fixture
def loaded(whole_history):
    """All committed fixtures in the database."""


@EACH
@BOTH
def test_own_export_is_no_change_and_is_exported_again_byte_for_byte(loaded, noun, form):
    table, data = tables.TABLES[noun], exported(noun, form)
    before = versions.current()  # another with any row that is written, though it be written as it was
    outcome = tables.carry_out(table, tables.read(table, data), BY)
    assert (faults(outcome), told(outcome), outcome.left) == ([], [], [])
    assert (outcome.unchanged, outcome.is_done) == (table.model.objects.count(), True)
    assert outcome.unchanged > 0
    assert versions.current() == before != ""
    assert not Revision.objects.exists()
    assert exported(noun, form) == data


def test_database_holds_the_same_after_all_nouns_came_in_again(loaded):
    before = stored()
    for noun, table in tables.TABLES.items():
        assert tables.carry_out(table, tables.read(table, exported(noun)), BY).is_done
    assert stored() == before


@EACH
def test_table_costs_a_fixed_number_of_queries_for_so_many_rows(loaded, noun):
    table = tables.TABLES[noun]
    data = exported(noun)
    with CaptureQueriesContext(connection) as captured:
        outcome = tables.try_out(table, tables.read(table, data))
    batches = -(-outcome.unchanged // AT_ONCE)
    names = 3 * sum(bool(column.fetches) for column in table.columns)  # the rows of another noun by every name
    assert len(captured) <= batches * (len(table.columns) + 2) + names + 4
