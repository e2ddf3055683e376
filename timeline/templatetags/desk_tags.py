"""What the templates of the desk ask for."""

from typing import Any

from django import template

from timeline.admin.missing import missing_for
from timeline.admin.queue import Task, work_for

register = template.Library()


@register.simple_tag
def work_queue(user: Any) -> list[tuple[Task, int]]:
    """The work that waits for a user, with how much there is of each."""
    return work_for(user)


@register.simple_tag
def what_is_missing(user: Any) -> dict[str, Any]:
    """What the events lack that a user may see: counts, and the weightiest by name."""
    return missing_for(user)
