"""A page as Chromium prints it to PDF, read back."""

from io import BytesIO
from typing import Any

from playwright.sync_api import Page
from pypdf import PdfReader


def printed(page: Page, path: str) -> PdfReader:
    """A page as a teacher prints it: on the paper that it asks for itself."""
    page.goto(path)
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))


def words(sheet: Any) -> str:
    """The words of a sheet of it."""
    return " ".join(sheet.extract_text().split())
