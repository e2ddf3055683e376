"""Forms of the admin as a browser handles them: what it would send, and what it is told."""

from typing import Any

from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

HTML = "{http://www.w3.org/1999/xhtml}"
CONTROLS = ("input", "textarea", "select")


def page(subject: Any) -> str:
    """The address of the form for a row, or for a new one where a model is given."""
    name = subject._meta.model_name
    if isinstance(subject, type):
        return reverse(f"admin:timeline_{name}_add")
    return reverse(f"admin:timeline_{name}_change", args=[subject.pk])


def filled_in(html: bytes) -> dict[str, Any]:
    """What a browser would send of the page's main form, were it sent as it stands."""
    parsed = lxml_html.document_fromstring(html.decode())
    [form] = [form for form in parsed.iter("form") if form.get("id", "").endswith("_form")]
    sent: dict[str, Any] = {}
    for element in form.iter(*CONTROLS):
        name = element.get("name")
        if not name or "__prefix__" in name or element.get("type") in ("submit", "file"):
            continue
        if element.tag == "select":
            chosen = [option.get("value") for option in element.iter("option") if option.get("selected") is not None]
            sent[name] = chosen if element.get("multiple") is not None else (chosen or [""])[0]
        elif element.tag == "textarea":
            sent[name] = (element.text or "").removeprefix("\n").replace("\n", "\r\n")
        elif element.get("type") not in ("checkbox", "radio") or element.get("checked") is not None:
            sent[name] = element.get("value", "on" if element.get("type") == "checkbox" else "")
    return sent


def errors(response: Any) -> dict[str, list[str]]:
    """Every error of a page by the name that the form or formset gives its place."""
    found: dict[str, list[str]] = {}
    form = response.context["adminform"].form
    for name, messages in form.errors.items():
        found[name] = list(messages)
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        if formset.non_form_errors():
            found[formset.prefix] = list(formset.non_form_errors())
        for row in formset.forms:
            found |= {f"{row.prefix}-{name}": list(messages) for name, messages in row.errors.items()}
    return found


def told(response: Any) -> list[str]:
    """The messages at the top of the page that follows."""
    return [str(message) for message in response.context["messages"]]


def new_rows(prefix: str, *rows: dict[str, Any], after: int = 0) -> dict[str, Any]:
    """What a browser sends for rows that were added to the inline `prefix`, which had `after` of them already."""
    sent: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": after + len(rows)}
    for number, row in enumerate(rows, start=after):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


class Followed:
    """The answer to a form that was sent, with the page to which it leads.

    That page is fetched when somebody looks, and not before: messages wait until then for whatever page comes first.
    """

    def __init__(self, desk: Client, answer: Any) -> None:
        self.desk, self.answer, self.page = desk, answer, None

    def __getattr__(self, name: str) -> Any:
        if self.page is None:
            leads_on = self.answer.status_code == 302
            self.page = self.desk.get(self.answer["Location"], follow=True) if leads_on else self.answer
        return getattr(self.page, name)


def save(desk: Client, subject: Any, **changes: Any) -> Any:
    """Open a form, change some of it, send it and follow."""
    fields = filled_in(desk.get(page(subject)).content)
    return Followed(desk, desk.post(page(subject), fields | {"_continue": "Save"} | changes))


def refusals(response: Any) -> list[str]:
    """Why a form was taken back, after the sentence that says that it was."""
    return errors(response).get("__all__", [])[1:]


def title_for_readers(event: Any) -> str:
    """What the page of an event is headed with."""
    shown: str = Client().get(event.get_absolute_url()).context["event"].title
    return shown
