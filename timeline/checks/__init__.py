"""What is wrong, or weak, in the history as it stands: rules, and the findings they make.

An error is something that cannot be right or may not be shown; a warning is a weakness that a reader should know of and
an editor may mend. `manage.py check_history` prints both.
"""

from timeline.checks import agreement, evidence, people, questions, time  # noqa: F401  (each adds its rules)
from timeline.checks.rules import RULES, Finding, Level, findings, findings_of

__all__ = ["RULES", "Finding", "Level", "findings", "findings_of"]
