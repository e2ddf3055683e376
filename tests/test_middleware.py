"""What is done to every answer: public pages go out compressed, and nothing else does."""

import gzip

import brotli
import pytest

from tests.factories import make_event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip;q=1.0, identity", "gzip", gzip.decompress),
        ("", None, bytes),
        ("identity", None, bytes),
        ("br;q=0", None, bytes),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("br; q=0.5, gzip;q=0.8", "gzip", gzip.decompress),
        ("BR;Q=1.0", "br", brotli.decompress),
        ("br;q=rubbish", "br", brotli.decompress),
    ],
)
def test_a_public_page_comes_as_the_browser_takes_it(client, accepted, encoding, unpack):
    make_event(title="Луна 2")
    plain = client.get("/").content
    response = client.get("/", headers={"Accept-Encoding": accepted})
    assert response.get("Content-Encoding") == encoding
    assert unpack(response.content) == plain
    assert encoding is None or int(response["Content-Length"]) == len(response.content)
    assert "Accept-Encoding" in response["Vary"]


def test_a_page_that_depends_on_a_cookie_is_not_compressed(admin_client):
    response = admin_client.get("/admin/", headers={"Accept-Encoding": "br"})
    assert ("Content-Encoding" in response, "Cookie" in response["Vary"]) == (False, True)


def test_an_unchanged_page_varies_as_the_page_does(client):
    make_event()
    first = client.get("/", headers={"Accept-Encoding": "br"})
    again = client.get("/", headers={"Accept-Encoding": "br", "If-None-Match": first["ETag"]})
    assert (again.status_code, again["Vary"]) == (304, first["Vary"])
    assert "Accept-Encoding" in again["Vary"]


def test_a_short_answer_is_not_compressed(client):
    response = client.get("/healthz", headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in response


def test_a_fragment_may_be_kept_for_a_minute_and_a_page_is_not(client):
    make_event()
    response = client.get("/", headers={"HX-Request": "true"})
    assert set(response["Cache-Control"].split(", ")) == {"private", "max-age=60"}
    assert client.get("/")["Cache-Control"] == "no-cache"
