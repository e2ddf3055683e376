"""The version of the data: a token that changes with every change of any table, however the change was made."""

from django.db import models


class DataVersion(models.Model):
    """The one row that holds the token; triggers of the database write it (timeline/versions.py)."""

    token = models.CharField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(name="data_version_is_one_row", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return self.token
