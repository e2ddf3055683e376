"""Records of one file whose entries an editor has merged here: which entry they lead to, and whose claims are beside whose."""

from collections.abc import Iterable
from typing import Any

from timeline.imports.evidence import claims_of
from timeline.imports.pack import Record
from timeline.models import FormerKey, FormerSlug
from timeline.models.base import Addressable, key_for, leading_to


class Joined:
    """The records of one noun that lead to an entry into which theirs was merged. Where nothing was merged, it is empty."""

    def __init__(self, model: type[Addressable], records: Iterable[Record]) -> None:
        self.model: Any = model
        self.records = {record["key"]: record for record in records}
        self.entries = self._entries()  # by the key of the record: the permanent key of the entry

    def row(self, key: str) -> Any:
        """The entry that the record `key` was merged into; None where it was not, or where that entry is gone."""
        if key not in self.entries:
            return None
        return self.model.objects.filter(key=self.entries[key]).first()

    def claims_beside(self, key: str) -> list[Record]:
        """The claims of the other records that lead to the same entry, which stand there by right."""
        entry = self.entries.get(key) or self._own(key)
        if entry not in self.entries.values():
            return []
        keys = [other for other in self.records if (self.entries.get(other) or self._own(other)) == entry]
        return [claim for other in keys if other != key for claim in claims_of(self.records[other])]

    def _entries(self) -> dict[str, str]:
        noun = self.model.noun()
        merged = set(FormerKey.objects.filter(noun=noun).values_list("key", flat=True))
        if not merged:
            return {}
        former = dict(FormerSlug.objects.filter(noun=noun, key__in=merged).values_list("slug", "key"))
        keys = {key: former.get(key, self._own(key)) for key in self.records}
        ends = leading_to(noun, merged)
        return {key: ends[own] for key, own in keys.items() if own in merged}

    def _own(self, key: str) -> str:
        return key_for(self.model.noun(), key)
