"""How tests see a rule of the database kept: by the database itself, and in the sentence that an editor reads."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction


def refuse_update(row: models.Model, **values: Any) -> None:
    """Assert that the database refuses `values` for `row`, and keeps what was there."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    before = rows.values().get()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**values)
    assert rows.values().get() == before


def sentences(row: models.Model) -> dict[str, list[str]]:
    """What `full_clean` says of `row`, by field; nothing for a sound one."""
    try:
        row.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}
