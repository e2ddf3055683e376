"""What events lack, as the front page of the desk says it, and the lists behind it."""

import pytest
from django.contrib.auth.models import Permission

from tests.admin.forms import page
from tests.factories import make_citation, make_event, make_source
from timeline.admin.missing import LACKS, MAX_NAMED, missing_for
from timeline.models import Event, Picture

pytestmark = pytest.mark.django_db


def scene():
    """Events that lack one thing, everything or nothing."""
    blog = make_source(standing="personal")
    whole = make_event(title="Whole", significance=5, body="It happened.")
    bare = make_event(title="Bare", significance=3, sources=[blog])
    early = make_event(title="Early", significance=5, date="1957-10-04", body="It flew.", sources=[blog])
    make_citation(event=early, field="place", source=make_source(standing="scholarly"))
    silent = make_event(title="Silent", significance=4, sources=[make_source(standing="scholarly")])
    make_event(
        title="Gone", significance=5, status="withdrawn", withdrawn_on="2026-01-02", withdrawn_reason="Nobody says so."
    )
    for event in (whole, early, silent):
        Picture.objects.bulk_create(
            [Picture(event=event, file="x.png", width=1, height=1, credit="NASA", licence="CC0", alt="A")]
        )
    return bare


def test_each_lack_is_counted_as_it_is_listed_the_weightiest_first(desk, admin_user):
    scene()
    listed = {lack.key: [str(row) for row in desk.get(lack.address).context["cl"].result_list] for lack in LACKS}
    assert listed == {"text": ["Silent", "Bare"], "picture": ["Bare"], "official": ["Early", "Bare"]}
    html = desk.get("/admin/").content.decode()
    for lack in LACKS:
        number = f'<a href="{lack.address}"><span class="number">{len(listed[lack.key])}</span> without {lack.name}</a>'
        assert html.count(number) == 1


def test_the_weightiest_are_named_with_all_that_they_lack(desk, admin_user, django_assert_num_queries):
    bare = scene()
    with django_assert_num_queries(2):
        missing = missing_for(admin_user)
    assert [(str(event), lacks) for event, lacks in missing["weightiest"]] == [
        ("Early", ["official source"]),
        ("Silent", ["body text"]),
        ("Bare", ["body text", "picture", "official source"]),
    ]
    assert desk.get("/admin/").content.decode().count(f'<a href="{page(bare)}">Bare</a>') == 1
    for _ in range(MAX_NAMED):
        make_event()
    with django_assert_num_queries(2):
        assert len(missing_for(admin_user)["weightiest"]) == MAX_NAMED


def test_an_event_is_found_and_added_from_the_front_page(desk):
    make_event(title="Handshake")
    make_event(title="Another")
    html = desk.get("/admin/").content.decode()
    assert '<form action="/admin/timeline/event/" method="get" role="search">' in html
    assert '<a class="button" href="/admin/timeline/event/add/">Add event</a>' in html
    found = desk.get("/admin/timeline/event/?q=handshake").context["cl"].result_list
    assert [str(row) for row in found] == ["Handshake"]


def test_the_front_page_offers_what_a_user_may_do(client, django_user_model):
    viewer = django_user_model.objects.create_user("v", is_staff=True)
    client.force_login(viewer)

    def offered():
        html = client.get("/admin/").content.decode()
        return [each in html for each in ('role="search"', "What is missing", "Add event")]

    viewer.user_permissions.set(Permission.objects.filter(codename="view_source"))
    assert offered() == [False, False, False]
    viewer.user_permissions.set(Permission.objects.filter(codename="view_event"))
    assert offered() == [True, True, False]
    viewer.user_permissions.set(Permission.objects.filter(codename__in=["view_event", "add_event"]))
    assert offered() == [True, True, True]
    assert Event.objects.count() == 0
