"""Every page has a title of its own, and one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from django.urls import reverse

from tests.addresses.listing import fixed
from timeline.models import LessonSet
from timeline.revisions.entries import KINDS
from timeline.views.permanent import PREFIXES

pytestmark = pytest.mark.django_db

MORE = (
    *("/people/?page=2", "/sources/?page=2", "/missions/?page=2", "/disagreements/?page=2", "/people/?q=Leonov"),
    *(
        "/?kind=docking",
        "/?kind=docking&sort=new",
        "/?sort=new",
        "/disagreements/?kind=slip",
        "/disagreements/?state=open",
    ),
)


def of_namesakes() -> Iterator[str]:
    """The pages of entries of any nouns that are called the same, and those of a set and of its renderings."""
    called = defaultdict(list)
    for model in PREFIXES.values():
        for row in model.objects.all():
            called[str(row).lower()].append(row)
    for rows in called.values():
        for row in rows if len(rows) > 1 else ():
            yield row.get_absolute_url()
            if row.noun() in KINDS:
                yield reverse(f"{row.noun()}-history", args=[row.slug])
    for rendering in ("", "present", "handout", "cards", "order", "cite", "share", "embed"):
        yield reverse(f"{rendering}-set".strip("-"), args=[LessonSet.objects.all()[0].slug])


def test_no_two_pages_have_the_same_title(client, whole_history, sampled):
    titles: dict[str, str] = {}
    for address in ["/", *MORE, *of_namesakes(), *sampled(list(fixed()))]:
        response = client.get(address)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            [title] = re.findall(r"<title>(.*?)</title>", response.content.decode().partition("</head>")[0])
            titles[address] = title
    several = {title for title, number in Counter(titles.values()).items() if number > 1}
    assert {address: title for address, title in titles.items() if title in several} == {}
    assert titles.keys() > {"/", *MORE, *of_namesakes()}
