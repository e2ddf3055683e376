"""Reports as a reader sends them: the form opened, some time passed, the form sent; and decided as an editor does."""

import re
import time
from typing import Any
from unittest.mock import patch

from django.test import Client

from timeline.models import Report
from timeline.reporting.deciding import decide, outcome_of

A_WHILE = 20  # seconds in which a reader writes a sentence


def address(citation: Any, query: str = "") -> str:
    """Where a claim is reported."""
    return f"/report/{citation.key}/{query}"


def opened(client: Client, path: str) -> str:
    """The token of a form that is opened."""
    [found] = re.findall(r'name="token" value="([^"]+)"', client.get(path).content.decode())
    return str(found)


def send(citation: Any, after: float = A_WHILE, client: Client | None = None, **fields: Any) -> Any:
    """Open the form, and send it some seconds later from a browser that keeps no cookie."""
    client = client or Client(enforce_csrf_checks=True)
    path = address(citation)
    sent = {"wrong": "It was a Tuesday.", "token": opened(client, path)} | fields
    now = time.time()
    with patch("django.core.signing.time.time", lambda: now + after):
        return client.post(path, sent)


def decided(citation: Any, status: str = "declined", answer: str = "The source says so.", **more: Any) -> Report:
    """A report of a claim, decided on."""
    send(citation, wrong=f"Not so, {Report.objects.count()}.")
    report = Report.objects.order_by("-pk")[0]
    outcome = outcome_of(report)
    for name, value in {"status": status, "answer": answer, **more}.items():
        setattr(outcome, name, value)
    decide(report, outcome, None)
    return report
