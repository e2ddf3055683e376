"""The Chromium of this machine: where it is, and how it is started."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WHAT_TO_INSTALL = "No Chromium on this machine: install Debian's package chromium (apt-get install chromium)."


def find() -> str | None:
    """The path of the first Chromium found; None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def arguments() -> list[str]:
    """What it has to be started with: root has no sandbox."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []
