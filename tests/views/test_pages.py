"""Small pages, errors, and paths that make no sense."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_event

pytestmark = pytest.mark.django_db


def test_healthz_answers_while_the_database_does(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_favicon_leads_to_the_icon(client):
    assert client.get("/favicon.ico")["Location"] == "/static/icon.svg"


def test_robots_keep_out_of_the_desk_and_of_renderings_and_find_the_sitemap(client, settings):
    settings.SITE_URL, settings.SITE_URL_IS_SET = "https://history.example.org", True
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert (response["Content-Type"], lines[0]) == ("text/plain; charset=utf-8", "User-agent: *")
    assert lines[-2:] == ["", "Sitemap: https://history.example.org/sitemap.xml"]
    kept_out = [line.removeprefix("Disallow: ") for line in lines[1:-2]]
    assert {"/admin/", "/beside/", "/embed/", "/share/", "/oembed"} <= set(kept_out)
    shown = [reverse(name) for name in ("timeline", "people", "about", "site-picture", "sitemap-index")]
    assert [path for path in shown if path.startswith(tuple(kept_out))] == []


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/nothing",
            "/events/%00/",
            "/events/../../etc/passwd",
            "/people/%F0%9F%9A%80/",
            "/e/",
            "/e/%FF",
            f"/sources/{'x' * 3000}/",
        ),
        *("/missions/a b/", "/events/first-handshake-in-orbit/extra/", "/%", "/events/%252e/"),
    ],
)
def test_path_that_leads_nowhere_gives_the_sites_own_page(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "Not on the flight plan" in response.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Language": "\x00,,;q=9"},
        {"HX-Request": "true", "HX-Target": "%%%", "HX-Current-URL": "::not a url::"},
        {"HX-Request": "maybe"},
        {"If-None-Match": "rubbish", "If-Modified-Since": "never"},
        {"Accept": "application/x-nothing"},
        {"Cookie": "sessionid=forged; csrftoken=;;;=="},
    ],
)
def test_headers_that_make_no_sense_do_no_harm(client, headers):
    assert client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/", "/disagreements/", "/people/", "/about/"])
def test_public_pages_answer_only_to_reading(client, path):
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/people/", "/nothing"])
def test_malformed_cookie_is_not_answered_with_a_new_one(client, path):
    client.cookies["csrftoken"] = "../../"
    response = client.get(path)
    assert dict(response.cookies) == {}
    assert "Cookie" not in response.get("Vary", "")
    assert "csrftoken" in client.get("/admin/login/").cookies


def test_form_from_elsewhere_is_refused_in_our_own_words():
    careful = Client(enforce_csrf_checks=True)
    for cookie in ("", "../../", "x" * 32):
        careful.cookies["csrftoken"] = cookie
        for path in ("/", "/admin/login/"):
            response = careful.post(path, {"username": "x"})
            assert response.status_code == 403
            assert "came from no form of this site" in response.content.decode()


def test_unknown_host_is_refused_in_our_own_words():
    response = Client(HTTP_HOST="evil.example").get("/")
    assert response.status_code == 400
    assert "That request made no sense" in response.content.decode()


def test_fault_of_ours_is_said_in_our_own_words(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("timeline.views.timeline.EventFilter", lambda *_: 1 / 0)
    response = client.get(reverse("timeline"))
    assert response.status_code == 500
    assert "A fault on our side" in response.content.decode()


def test_front_page_asks_at_most_three_featured_questions(client, history):
    assert [question.slug for question in client.get("/").context["questions"]] == [
        "handshake-day",
        "handshake-country",
        "which-kelly",
    ]
    assert list(client.get("/?kind=docking").context["questions"]) == []


def test_permanent_link_names_the_site_by_its_public_address(client, settings):
    event = make_event()
    assert f"<code>http://testserver/e/{event.key}</code>" in client.get(event.get_absolute_url()).content.decode()
    settings.SITE_URL, settings.SITE_URL_IS_SET = "https://history.example.org", True
    page = client.get(event.get_absolute_url()).content.decode()
    assert f"<code>https://history.example.org/e/{event.key}</code>" in page
    assert f'<link rel="canonical" href="https://history.example.org{event.get_absolute_url()}">' in page
