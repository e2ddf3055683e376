"""A link once given works for ever: every address ever published still answers.

To ask for each of thousands of pages would take minutes, and tests/test_every_page.py asks for every page of every noun already. So
each address is led to its view, and its slug or key to the row behind it, by a few queries for all; those that have moved, every fixed
page and a part of the others are asked for in earnest, and followed to the end.
"""

import re
import subprocess
from collections import defaultdict

import pytest
from django.db.models import Q
from django.urls import resolve

from tests.addresses.listing import OF_AN_EVENT, PUBLISHED, ROOT, listed, of_today
from timeline.choices import Status
from timeline.models import Event
from timeline.models.base import leading_to
from timeline.views.permanent import PREFIXES

pytestmark = pytest.mark.django_db

NOUNS = {model.noun(): model for model in PREFIXES.values()}
NEVER_PROMISED = {
    "/oembed"
}  # stood in the list for an hour before anybody could follow it; it answers a question, and none was asked
EACH = 40  # of the addresses that lead straight to a row, one in so many is asked for


def in_list():
    return listed(PUBLISHED.read_text(encoding="utf-8"))


def for_readers(model):
    return model.objects.filter(Q(status__in=[Status.PUBLISHED, Status.WITHDRAWN]) if model is Event else Q())


def sort_out(addresses):
    """The addresses by (noun, whether they name a slug or a key): {name: address}; and the others, which are pages of their own."""
    rows, others = defaultdict(list), []
    for address in addresses:
        match = resolve(address)
        noun = "event" if match.url_name in OF_AN_EVENT else re.sub("-(permanent|history)$", "", match.url_name)
        if noun in NOUNS:
            kind = "key" if match.url_name.endswith("-permanent") else "slug"
            rows[noun, kind].append((match.kwargs.get(kind) or match.kwargs["event"], address))
        else:
            others.append(address)
    return rows, others


def outcome_of(client, address):
    """What becomes of a visitor: the status at the end of the way."""
    response = client.get(address, follow=True)
    assert len(response.redirect_chain) <= 2, address
    return response.status_code


def test_every_address_ever_published_still_answers(client, whole_history):
    rows, asked = sort_out(in_list())
    lost = []
    for (noun, kind), named in rows.items():
        model = NOUNS[noun]
        present = dict(for_readers(model).values_list(kind, "pk"))
        if kind == "slug":
            known = {slug: pk for slug, pk in model.objects.addresses().items() if pk in set(present.values())}
        else:
            ends = leading_to(noun, [key for key, _ in named])
            known = {key: present[end] for key, end in ends.items() if end in present}
        lost += [address for name, address in named if name not in known]
        asked += [address for name, address in named if name not in present]
        asked += [address for _, address in named[::EACH]]
    assert lost == []
    assert {address: status for address in asked if (status := outcome_of(client, address)) not in (200, 410)} == {}
    assert len(asked) > len(in_list()) / EACH


def test_what_was_withdrawn_renamed_or_merged_is_found_by_the_way_of_the_list(client):
    """The rule above is worth something only if an address that is gone is noticed."""
    rows, others = sort_out(["/events/a/", "/events/a/share.png", "/e/key", "/m/key", "/people/", "/"])
    assert dict(rows) == {
        ("event", "slug"): [("a", "/events/a/"), ("a", "/events/a/share.png")],
        ("event", "key"): [("key", "/e/key")],
        ("mission", "key"): [("key", "/m/key")],
    }
    assert others == ["/people/", "/"]
    assert outcome_of(client, "/events/a/") == 404


def test_every_address_of_today_is_in_the_list():
    missing = sorted(set(of_today()) - set(in_list()))
    assert missing == [], "run: python -m tests.addresses"


def test_no_address_is_in_the_list_twice():
    assert len(in_list()) == len(set(in_list()))


def test_the_list_has_lost_no_line_that_was_ever_committed():
    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)

    path = str(PUBLISHED.relative_to(ROOT))
    try:
        commits = git("log", "--format=%H", "--", path)
    except FileNotFoundError:
        pytest.skip("git is not here, and so nothing to compare the list with")
    if commits.returncode:
        pytest.skip("This is no checkout of git, and so there is nothing to compare the list with")
    before = {line for commit in commits.stdout.split() for line in listed(git("show", f"{commit}:{path}").stdout)}
    assert sorted(before - set(in_list()) - NEVER_PROMISED) == []
