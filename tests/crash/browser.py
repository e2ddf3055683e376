"""A browser as far as an editor or a reader needs one: addresses, cookies, forms. Light, since it shares the machine."""

import http.client
import time
from collections.abc import Mapping
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tests.crash.limits import TIMEOUT
from tests.crash.tally import Tally


class Unanswered(Exception):
    """A request broke off."""


class Browser:
    """One visitor with cookies of their own; everything it is told is noted."""

    def __init__(self, site: str, who: str, tally: Tally) -> None:
        self.host = urlsplit(site).netloc
        self.site = site
        self.who = who
        self.tally = tally
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> tuple[int, str]:
        """The status and the text of a page."""
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str | list[str]]) -> tuple[int, str]:
        """The status and the text of what a form is answered with."""
        return self._ask(
            "POST", path, urlencode({**fields, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}, doseq=True)
        )

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Origin": self.site}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.monotonic()
        connection = http.client.HTTPConnection(self.host, timeout=TIMEOUT)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.tally.unanswered(started, path, error)
            raise Unanswered(path) from error
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        self.tally.answered(self.who, answer.status, content, path)
        return answer.status, content.decode()


class Form(HTMLParser):
    """The fields of a form, by its id, as a browser would send them were it sent as it stands."""

    def __init__(self, html: str, form_id: str) -> None:
        super().__init__()
        self.fields: dict[str, str | list[str]] = {}
        self._form_id = form_id
        self._is_inside = False
        self._text: str | None = None  # the name of the text area that is being read
        self._select = ""
        self._first = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._is_inside = given.get("id") == self._form_id
        name = given.get("name") or ""
        if not self._is_inside or "__prefix__" in name:
            return
        if tag == "input" and name and given.get("type") not in ("submit", "file", "button"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self.fields[name] = given.get("value") or ("on" if given.get("type") == "checkbox" else "")
        elif tag == "textarea":
            self._text, self.fields[name] = name, ""
        elif tag == "select":
            self._select, self._first = name, "multiple" not in given
            if "multiple" in given:
                self.fields[name] = []
        elif tag == "option" and self._select:
            self._choose(given)

    def _choose(self, given: dict[str, str | None]) -> None:
        """An option: it is sent when it is selected, and the first of a choice of one when none is."""
        value, chosen = given.get("value") or "", self.fields.get(self._select)
        if isinstance(chosen, list):
            if "selected" in given:
                chosen.append(value)
        elif "selected" in given or self._first:
            self.fields[self._select], self._first = value, False

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self.fields[self._text] = f"{self.fields[self._text]}{data}"

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            written = str(self.fields[self._text])  # the line break after the tag belongs to the tag
            self.fields[self._text] = written.removeprefix("\r").removeprefix("\n").replace("\n", "\r\n")
            self._text = None
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._is_inside = False
