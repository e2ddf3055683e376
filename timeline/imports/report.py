"""What an import read, made, changed and left alone."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Report:
    """Counts for each noun, and a line for whatever an editor should know."""

    read: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report as text, a table and then the notes."""
        columns = ("read", "made", "changed", "unchanged", "removed")
        head = f"{'':15}" + "".join(f"{name:>11}" for name in columns)
        rows = [f"{noun:15}" + "".join(f"{getattr(self, name)[noun]:>11}" for name in columns) for noun in self.read]
        return [head, *rows, *self.notes]

    @property
    def changes_anything(self) -> bool:
        """Whether the database differs from what it was before."""
        return bool(self.made or self.changed or self.removed)
