"""Whatever an editor or a visitor writes stays text: no element and no attribute of any page comes from it.

Every text of every noun is hostile here, however it came into the database, and every page that shows one is parsed as a
browser does it.
"""

import json
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from tests.factories import (
    make_agency,
    make_citation,
    make_disagreement,
    make_event,
    make_mission,
    make_person,
    make_place,
    make_programme,
    make_source,
    make_spacecraft,
)
from tests.reporting.sending import decided
from timeline import revisions
from timeline.access.models import SignIn
from timeline.models import Citation, Event, FormerSlug, Mission, Person, Picture, Place, Report, Source
from timeline.models.fields import CountryField, EDTFField, LinesField, WebAddressField
from timeline.reporting.claims import Claim
from timeline.reporting.deciding import take_in
from timeline.revisions import By

pytestmark = pytest.mark.django_db

# Each closes what it may stand in (an attribute of either kind, a title, a text area, a script, a comment), then acts.
SHORT = "'\"><owned owned=1 onload=owned()>"
HOSTILE = (
    f"{SHORT}</title></textarea></script></style>--><script>owned()</script><img src=x onerror=owned() owned=2>"
    "<svg/onload=owned()><a href=javascript:owned()>[owned](javascript:owned()) ![owned](javascript:owned()) "
    "{{ owned }} {% owned %} [owned]: javascript:owned() <javascript:owned()>"
)
LEAST_ROOM = 20  # characters: in less there is no room for harm, and those columns hold codes
CHECKED = (CountryField, EDTFField, WebAddressField, models.SlugField)  # what these take is tested below
ALREADY_HTML = {"body_html", "body_digest", "words"}  # derived; body_html is what Markdown became


def is_free_text(field: Any) -> bool:
    """Whether an editor may write anything at all into a column."""
    if isinstance(field, LinesField):
        return True
    is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, CHECKED)
    has_room = field.max_length is None or field.max_length > LEAST_ROOM
    return is_text and has_room and field.editable and not field.choices and field.name not in ALREADY_HTML


def poison() -> int:
    """Write hostile words into every text of every row; give how many texts that were."""
    number = 0
    for model in apps.get_app_config("timeline").get_models():
        for row in model._default_manager.all():
            for field in filter(is_free_text, model._meta.fields):
                text = HOSTILE[: field.max_length] if field.max_length else HOSTILE
                setattr(row, field.name, [text, text] if isinstance(field, LinesField) else text)
                number += 1
            if type(row)._meta.model_name != "revision":
                row.save()
            else:
                model._default_manager.filter(pk=row.pk).update(signed=HOSTILE[:100], reason=HOSTILE[:300])
    return number


@pytest.fixture
def poisoned(settings, tmp_path) -> None:
    """One row of every noun, joined to the others, whose every text is hostile; and revisions of it."""
    settings.MEDIA_ROOT = tmp_path
    agency, place, source = make_agency(), make_place(latitude=45, longitude=63), make_source(url="https://a.example/")
    programme = make_programme()
    programme.agencies.add(agency)
    person = make_person(born="1934-05-30")
    mission = make_mission(crew=[person], agencies=[agency], programme=programme, place=place, launched="1975-07-15")
    craft = make_spacecraft([mission], length=7)
    event = make_event([mission], [person], [agency], [source, make_source(draws_on=[source])], place=place)
    make_disagreement(event)
    subjects = ({"mission": mission, "field": "crew"}, {"person": person}, {"place": place, "field": "lat"})
    for subject in (*subjects, {"spacecraft": craft, "field": "length"}):
        make_citation(**({"field": "born", "value": "45", "source": source} | subject))
    withdrawn = make_event()
    Event.objects.filter(pk=withdrawn.pk).update(
        status="withdrawn", withdrawn_on="2026-01-01", withdrawn_reason=HOSTILE
    )
    file = "pictures/none.png"
    Picture.objects.bulk_create(
        [
            Picture(
                event=event,
                file=file,
                width=4,
                height=3,
                credit="a",
                licence="b",
                alt="c",
                licence_url="https://a.example/",
            )
        ]
    )
    Picture.objects.update(credit=HOSTILE[:200], licence=HOSTILE[:100], alt=HOSTILE)
    mission.slug = "renamed"
    mission.save()
    revisions.keep(Event.objects.all(), By("first"))
    take_in(Claim(event.citations.first()), dict.fromkeys(("wrong", "source", "name", "email"), "a"), None)
    decided(event.citations.last())
    assert poison() > 60
    revisions.keep(Event.objects.all(), By(HOSTILE[:300], signed=HOSTILE[:100]))


def owned(response: Any) -> list[str]:
    """What in a page came from hostile words."""
    found = []
    for element in html5lib.parse(response.content.decode(), namespaceHTMLElements=False).iter():
        tag = str(element.tag).rpartition("}")[2].lower()
        told = f"<{tag} {element.attrib}>"[:200]
        if tag == "owned" or (tag == "script" and is_owned(element)):
            found.append(told)
        for name, value in element.attrib.items():
            plain = "".join(str(value).split()).lower()
            if (
                name in ("owned", "style")
                or str(name).startswith("on")
                or plain.startswith(("javascript:", "data:text"))
            ):
                found.append(told)
        if tag in ("img", "iframe", "object", "embed") and element.get("src") == "x":
            found.append(told)
    return found


def is_owned(script: Any) -> bool:
    """Whether a script of a page holds hostile words; they may stand in linked data, which no browser runs, while it is JSON."""
    text = script.text or ""
    if script.get("type") == "application/ld+json":
        return "<" in text or not json.loads(text)
    return not script.get("src") and "owned" in text


def public_pages() -> Iterator[str]:
    for model in (Event, Mission, Person, Place, Source, *apps.get_app_config("timeline").get_models()):
        if hasattr(model, "get_absolute_url"):
            yield from (row.get_absolute_url() for row in model._default_manager.all())
    for event in Event.objects.filter(status="published"):
        yield reverse("event-history", args=[event.slug])
        yield f"{reverse('event-history', args=[event.slug])}2/"
        yield from (reverse(name, args=[event.slug]) for name in ("embed-event", "share-event"))
    yield from (
        reverse("report", args=[citation.key]) for citation in Citation.objects.exclude(event__status="withdrawn")
    )
    yield from (reverse("report-sent", args=[report.key]) for report in Report.objects.all())
    names = "missions people places programmes sources disagreements all-spacecraft map about certainty keyboard days reports"
    yield from map(reverse, names.split())
    yield reverse("day", args=["07-17"])
    yield from ("/", "/?lanes=programme", "/beside/", "/?person=person-1&programme=programme-1", "/no-such-page/")
    yield from ("/embed/", "/share/", "/embed/?q=owned", "/share/?q=owned")


def test_no_public_page_holds_what_hostile_words_ask_for(client, poisoned):
    seen, shown = {}, 0
    for path in dict.fromkeys(public_pages()):
        response = client.get(path, headers={"HX-Request": "true"} if path == "/beside/" else {})
        if not response.get("Content-Type", "").startswith("text/html"):
            continue
        assert response.status_code in (200, 404, 410), path
        shown += "owned" in response.content.decode()
        seen[path] = owned(response)
    assert {path: found for path, found in seen.items() if found} == {}
    assert (len(seen) > 25, shown > 20) == (True, True)


@pytest.mark.parametrize(
    "name", ["q", "kind", "from", "person", "place", "source", "lanes", "sort", "page", "state", "x"]
)
def test_no_page_holds_what_a_hostile_address_asks_for(client, poisoned, name):
    for path in (
        "/",
        "/beside/",
        "/missions/",
        "/people/",
        "/sources/",
        "/disagreements/",
        "/map/",
        "/embed/",
        "/share/",
    ):
        for headers in ({}, {"HX-Request": "true"}):
            response = client.get(path, {name: HOSTILE}, headers=headers, follow=True)
            assert response.status_code in (200, 404), (path, name)
            assert owned(response) == [], (path, name)


@pytest.mark.whole
def test_no_page_of_the_desk_holds_what_hostile_words_ask_for(admin_client, poisoned):
    SignIn.objects.create(username=HOSTILE[:150], outcome="refused", agent=HOSTILE[:200])
    Group.objects.create(name=HOSTILE[:150])
    seen, shown = {}, 0
    for model in admin.site._registry:
        listed = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        paths = [listed, f"{listed}?q=owned", f"{listed}add/"]
        for row in model._default_manager.all()[:3]:
            paths += [f"{listed}{row.pk}/{page}/" for page in ("change", "history", "delete")]
        for path in paths:
            response = admin_client.get(path)
            assert response.status_code in (200, 302, 403), path
            shown += "owned" in response.content.decode()
            seen[path] = owned(response)
    assert {path: found for path, found in seen.items() if found} == {}
    assert (len(seen) > 70, shown > 40) == (True, True)


def test_what_the_pickers_answer_is_json_and_nothing_else(admin_client, poisoned):
    query = {"app_label": "timeline", "model_name": "citation", "field_name": "source", "term": "owned"}
    response = admin_client.get("/admin/autocomplete/", query)
    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "<owned" in response.json()["results"][0]["text"]


@pytest.mark.parametrize(
    "address", ["javascript:owned()", " javascript:owned()", "data:text/html,x", "//a.example", "java\nscript:x"]
)
def test_no_column_for_an_address_takes_one_that_acts(address):
    columns = [
        field
        for model in apps.get_app_config("timeline").get_models()
        for field in model._meta.fields
        if isinstance(field, WebAddressField)
    ]
    assert len(columns) >= 3
    for field in columns:
        with pytest.raises(ValidationError):
            field.clean(address, None)


@pytest.mark.parametrize("kind", [CountryField, EDTFField, models.SlugField])
def test_columns_that_hold_codes_take_nothing_hostile(kind):
    for text in (SHORT, "<owned>", '" onload=owned() "'):
        with pytest.raises(ValidationError):
            kind().clean(text, None)


def test_a_former_address_is_never_hostile(poisoned):
    assert FormerSlug.objects.exists()
    assert all(each.slug.replace("-", "").isalnum() for each in FormerSlug.objects.all())
