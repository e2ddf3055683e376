"""Merging: two entries that are one become one, with all that points at either, and can be parted again.

`Plan` finds out by reading what points at the entry that goes: a row moves to the one that stays, or falls away where its
like is there already (relations.py says what is alike). `merge` does it and keeps each step as a `Merge`; `undo` takes the
steps back. The address and the key of the one that went lead to the one that stayed (FormerSlug, FormerKey).
"""

from timeline.merging.doing import merge
from timeline.merging.plan import Plan
from timeline.merging.refusals import Refused, refuse_to_merge
from timeline.merging.undoing import undo

__all__ = ["Plan", "Refused", "merge", "refuse_to_merge", "undo"]
