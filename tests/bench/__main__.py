"""`python -m tests.bench [subject …]`: measure all subjects, or some, and hold them against their limits."""

import argparse
import platform
import sys
from datetime import UTC, datetime

import django
from playwright.sync_api import Browser

from tests.bench import clicks, lighthouse, paint, report, server, weight
from tests.bench.browser import launch
from tests.bench.limits import LIMITS
from tests.bench.sites import Sites
from tests.serving import ROOT

MEASURES = {
    "weight": weight.measure,
    "paint": paint.measure,
    "filter": clicks.measure,
    "lighthouse": lighthouse.measure,
    "server": server.measure,
}
PAGE = ROOT / "docs" / "speed.md"


def main() -> None:
    """Measure, print the report and, where everything was measured, keep it; end with an error when a limit does not hold."""
    parser = argparse.ArgumentParser(
        description="How fast the site is. Without a subject all are measured, for docs/speed.md."
    )
    parser.add_argument("subjects", nargs="*", choices=[*LIMITS, []], metavar="subject", help=", ".join(LIMITS))
    subjects = parser.parse_args().subjects
    found = {}
    with Sites() as sites, launch() as browser:
        for subject in subjects or LIMITS:
            print(f"Measuring: {subject} …", file=sys.stderr, flush=True)
            found[subject] = MEASURES[subject](sites, browser)
        text = report.write(found, versions(browser), datetime.now(UTC).date())
    print(text)
    if not subjects:
        PAGE.write_text(text)
    sys.exit(not report.all_hold(found))


def versions(browser: Browser) -> dict[str, str]:
    """What was measured with."""
    known = {"Python": platform.python_version(), "Django": django.__version__, "Chromium": browser.version}
    return known if lighthouse.what_is_missing() else known | {"Lighthouse": lighthouse.version()}


if __name__ == "__main__":
    main()
