"""What the templates of the desk ask for."""

from typing import Any

from django import template

from timeline.admin.queue import Task, work_for

register = template.Library()


@register.simple_tag
def work_queue(user: Any) -> list[tuple[Task, int]]:
    """The work that waits for a user, with how much there is of each."""
    return work_for(user)
