"""`python -m tests.crash`: kill the server in mid-save, many times, and read what is left."""

import argparse
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.crash import report
from tests.crash.run import Options, run
from tests.serving import ROOT


def main() -> None:
    """Do it, print the report and keep it where that is asked for; end with an error when anything did not hold."""
    known = Options()
    parser = argparse.ArgumentParser(description="Kill the server in mid-save, many times, and read what is left.")
    parser.add_argument("--minutes", type=float, default=known.minutes, help="how long it takes (%(default)s)")
    parser.add_argument("--editors", type=int, default=known.editors, help="who save at once (%(default)s)")
    parser.add_argument("--readers", type=int, default=known.readers, help="beside them (%(default)s)")
    parser.add_argument("--kills", type=int, default=known.kills, help="how often the server is killed (%(default)s)")
    parser.add_argument("--report", type=Path, help="a file to write the report to: docs/crash.md")
    asked = parser.parse_args()
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=ROOT, check=True)
    options = Options(asked.minutes, asked.editors, asked.readers, asked.kills)
    outcome = run(options)
    text = report.write(options, outcome, datetime.now(UTC).date(), os.getloadavg()[0])
    print(text)
    if asked.report:
        asked.report.write_text(text)
    sys.exit(not report.all_hold(outcome))


if __name__ == "__main__":
    main()
