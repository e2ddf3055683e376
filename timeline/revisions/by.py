"""Who changes something, how and why."""

from dataclasses import dataclass
from typing import Any

from timeline.choices import RevisionKind


@dataclass(frozen=True)
class By:
    """Who changes something, how and why: what every revision says of itself."""

    reason: str
    kind: str = RevisionKind.EDIT
    author: Any = None
    signed: str = ""  # what readers are told of the author; nothing unless the author chose to be named


AS_FOUND = By("Loaded or changed outside the editors’ desk.", RevisionKind.FOUND)
