"""What is too long or too much is refused with a sentence, before any of it is read."""

import html
import io
import logging
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings as project
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from spacehistory.logs import MAX_LINE, OneLineFilter
from tests.factories import make_citation, make_event
from timeline import limits
from timeline.lessons.building import MOST_ROWS
from timeline.lessons.contents import LONGEST_INTRODUCTION, LONGEST_QUESTION, LONGEST_TITLE, MOST_EVENTS
from timeline.models import Report
from timeline.models.pictures import MOST_BYTES as MAX_PICTURE_BYTES
from timeline.models.reports import LONGEST_SOURCE, LONGEST_WRONG
from timeline.reporting import guard
from timeline.tables import MOST_BYTES as MAX_TABLE_BYTES

pytestmark = pytest.mark.django_db

HUGE = 400 * 1024 * 1024
FORM = "application/x-www-form-urlencoded"
DESK = ("/admin/", "/admin/login/", "/admin/timeline/event/add/", "/admin/timeline/event/import/", "/admin/auth/user/")


class NeverRead(io.BytesIO):
    """A body of which not a byte is read: who does is found out."""

    def read(self, *_: Any) -> bytes:
        raise AssertionError("The body was read.")

    readline = readinto = read1 = read  # type: ignore[assignment]


def send(path: str, length: str, kind: str = MULTIPART_CONTENT, **more: Any) -> Any:
    """Post a body that must not be read, and is said to be so long."""
    said = {"CONTENT_LENGTH": length, "CONTENT_TYPE": kind, "wsgi.input": NeverRead()}
    return Client().generic("POST", path, **said | more)


def sentence(response: Any) -> str:
    """The first sentence of a page of ours that refuses something."""
    [text] = re.findall(r"</h1>\s*<p>(.*?)</p>", response.content.decode(), re.DOTALL)
    return html.unescape(text)


@pytest.mark.parametrize("kind", [MULTIPART_CONTENT, FORM, "application/json", ""])
@pytest.mark.parametrize("length", [str(HUGE), str(10**30), "9" * 5000])
def test_a_huge_body_is_refused_unread_wherever_a_reader_sends_it(kind, length):
    claim = make_citation(event=make_event())
    for path in ("/", f"/report/{claim.key}/", "/events/", "/nowhere/", "/healthz", "/oembed"):
        response = send(path, length, kind)
        assert response.status_code == 413
        assert sentence(response) == (
            "What was sent is too long: at most 512 kB are taken here at once. Nothing was changed. "
            "Go back: what you typed is still in the form."
        )


@pytest.mark.parametrize("path", DESK)
def test_a_huge_body_is_refused_unread_at_the_desk(path):
    response = send(path, str(HUGE))
    most = "24 MB" if path.endswith("import/") else "12 MB"
    assert response.status_code == 413
    assert f"at most {most} are taken here" in sentence(response)


def test_htmx_is_told_the_same():
    response = send("/", str(HUGE), HTTP_HX_REQUEST="true")
    assert (response.status_code, "too long" in sentence(response)) == (413, True)


@pytest.mark.parametrize("length", ["-1", "abc", "1e9", "²"])
def test_a_length_that_is_none_is_refused(length):
    response = send("/", length)
    assert (response.status_code, "did not arrive whole" in sentence(response)) == (400, True)


def test_a_body_without_a_length_is_refused_and_not_taken_for_an_empty_form():
    response = send("/report/22222222/", "", HTTP_TRANSFER_ENCODING="chunked")
    assert (response.status_code, "Content-Length" in sentence(response)) == (411, True)


def test_an_answer_of_the_desk_to_a_body_of_the_size_of_its_largest_is_not_a_refusal():
    assert limits.max_body_bytes("/admin/timeline/event/import/") > MAX_TABLE_BYTES + 1024 * 1024
    texts = project.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert texts
    assert limits.max_body_bytes("/admin/timeline/event/1/change/") > texts + MAX_PICTURE_BYTES


def test_a_report_that_is_as_long_as_may_be_is_taken_and_one_too_long_comes_back_as_typed(client):
    claim = make_citation(event=make_event())
    path, fields = f"/report/{claim.key}/", {"token": guard.token(claim.key), "website": "", "name": "", "email": ""}
    typed = "\U0001f680" * (LONGEST_WRONG * 10)  # twelve bytes each on their way
    response = client.post(path, fields | {"wrong": typed[: LONGEST_WRONG * 4]})
    assert response.status_code == 422
    assert typed[: LONGEST_WRONG * 4] in response.content.decode()
    assert Report.objects.count() == 0
    longest = {"wrong": typed[:LONGEST_WRONG], "source": typed[:LONGEST_SOURCE], "name": "я" * 100}
    assert {*client.post(path, fields | longest).context["form"].errors} == {
        "__all__"
    }  # sent faster than anybody reads


@pytest.mark.parametrize("is_multipart", [True, False])
def test_a_reader_sends_no_more_fields_than_forms_have(client, is_multipart):
    claim = make_citation(event=make_event())
    number = limits.MAX_PUBLIC_FIELDS + 1
    fields = {f"field-{each}": "1" for each in range(number)}
    body = encode_multipart(BOUNDARY, fields) if is_multipart else "&".join(f"{name}=1" for name in fields).encode()
    response = client.generic("POST", f"/report/{claim.key}/", body, MULTIPART_CONTENT if is_multipart else FORM)
    assert response.status_code == 413
    assert sentence(response).startswith("More fields were sent than the form has.")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"abc", "multipart/form-data"),
        (b"abc", "multipart/form-data; boundary="),
        (
            b"--x\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!!\r\n--x--",
            "multipart/form-data; boundary=x",
        ),
        (b"a=%ff&%00=%00", FORM),
        (b"a=1", f"{FORM}; charset=utf-16"),
        (b"a=1", f"{FORM}; charset=rubbish"),
    ],
)
def test_a_form_that_cannot_be_read_is_refused_with_a_sentence(admin_client, body, kind):
    claim = make_citation(event=make_event())
    for path in (f"/report/{claim.key}/", "/admin/timeline/event/add/"):
        assert admin_client.generic("POST", path, body, kind).status_code in (200, 400, 422)


def test_too_many_fields_files_or_texts_at_the_desk_are_refused_with_a_sentence(admin_client):
    files = {f"file-{number}": io.BytesIO(b"x") for number in range(project.DATA_UPLOAD_MAX_NUMBER_FILES + 1)}
    fields = {f"f{number}": "" for number in range(project.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    texts = {"body": "x" * (project.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    for sent, words in ((files, "More files"), (fields, "More fields"), (texts, "The texts of this form")):
        response = admin_client.post("/admin/timeline/event/add/", sent)
        assert response.status_code == 413
        assert sentence(response).startswith(words)
        assert sentence(response).endswith("Go back: what you typed is still in the form.")


def test_a_long_query_is_refused_with_a_sentence(client):
    assert client.get("/?q=" + "x" * 8000).status_code == 200
    response = client.get("/?q=" + "x" * 8190)
    assert (response.status_code, sentence(response)) == (
        414,
        "The address is longer than any page of this site needs. Nothing was changed.",
    )


def test_a_query_of_many_fields_is_refused_with_a_sentence(client):
    assert client.get("/set/new/?" + "&".join(["event=22222222", "question="] * 2 * MOST_EVENTS)).status_code == 200
    assert client.get("/?" + "a&" * (limits.MAX_QUERY_FIELDS - 1)).status_code == 200
    response = client.get("/?" + "a&" * limits.MAX_QUERY_FIELDS)
    assert (response.status_code, sentence(response)) == (
        400,
        "More fields were sent than the form has. Nothing was changed.",
    )


@pytest.fixture
def log(monkeypatch):
    """What the console is told, as the project's settings have it."""
    [handler] = [
        each for each in logging.getLogger().handlers if any(isinstance(f, OneLineFilter) for f in each.filters)
    ]
    stream = io.StringIO()
    monkeypatch.setattr(handler, "stream", stream)
    return stream


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Client(HTTP_HOST="evil.example").get("/"),
        lambda: Client(HTTP_HOST="evil.example\nGET /").get("/"),
        lambda: Client(HTTP_HOST="x" * 5000).get("/admin/"),
        lambda: Client().get("/nowhere/%0A%0Dsecond-line/"),
        lambda: send("/", str(HUGE)),
        lambda: Client().generic("POST", "/report/22222222/", b"abc", "multipart/form-data; boundary="),
        lambda: Client().get("/?" + "a&" * limits.MAX_QUERY_FIELDS),
        lambda: Client().post("/admin/login/", {f"f{n}": "" for n in range(project.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}),
        lambda: Client(enforce_csrf_checks=True).post("/admin/login/", {}),
        lambda: Client().post("/"),
    ],
)
def test_what_is_refused_is_one_line_of_the_log(log, ask):
    assert 400 <= ask().status_code < 500
    [line] = log.getvalue().splitlines()
    assert 0 < len(line.partition(": ")[2]) <= MAX_LINE


def test_a_fault_of_ours_still_comes_with_its_traceback(log):
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Internal Server Error: /", (), None)
    record.status_code, record.exc_info = 500, (ZeroDivisionError, ZeroDivisionError("x"), None)
    logging.getLogger().handle(record)
    assert "ZeroDivisionError" in log.getvalue()


def test_another_name_in_the_address_is_answered_with_a_sentence():
    response = Client(HTTP_HOST="evil.example").get("/")
    assert (response.status_code, sentence(response)) == (
        400,
        "This site has another name than the one in the address. Nothing was changed.",
    )


def test_the_largest_lesson_set_goes_to_and_fro(client):
    events = [make_event() for _ in range(MOST_ROWS)]
    sent = {
        "title": "\U0001f680" * LONGEST_TITLE,
        "introduction": "\U0001f680" * LONGEST_INTRODUCTION,
        "event": [event.key for event in events],
        "question": ["\U0001f30d" * LONGEST_QUESTION for _ in events],
        "make": "yes",
    }
    response = client.post("/set/new/", urlencode(sent, doseq=True), FORM)
    assert response.status_code == 200
    assert response.content.decode().count("\U0001f30d" * LONGEST_QUESTION) == MOST_ROWS
