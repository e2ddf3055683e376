"""The entry point for gunicorn and any other WSGI server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spacehistory.settings")


def warm_up() -> None:
    """Read what the first requests would read: every address with its view, and every template of ours.

    gunicorn loads the application once and makes its processes of it, so that after a crash all of them are quick at once.
    """
    get_resolver().url_patterns  # noqa: B018 - read for what it imports
    folder = settings.BASE_DIR / "templates"
    for path in sorted(folder.rglob("*.html")):
        get_template(str(path.relative_to(folder)))


application = get_wsgi_application()
warm_up()
