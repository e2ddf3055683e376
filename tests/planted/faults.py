"""Ten faults of different kinds, each with the tests that must find it."""

from typing import NamedTuple


class Fault(NamedTuple):
    """A fault: what kind it is, where what is right stands and what is wrong takes its place, and who has to notice.

    `found_by` are parts of the names of tests that nothing else breaks, or of commands of make.
    """

    kind: str
    path: str
    right: str
    wrong: str
    found_by: tuple[str, ...]


FAULTS = (
    Fault(
        "a role that may do more than it should",
        "timeline/admin/publishing.py",
        "return may_publish(request.user) or all(row.status != Status.WITHDRAWN for row in rows)",
        "return True",
        ("tests.admin.",),
    ),
    Fault(
        "a query for each row of a list",
        "timeline/views/missions.py",
        '.select_related("programme").with_crew()',
        '.select_related("programme")',
        ("tests.views.",),
    ),
    Fault(
        "a file that another program refuses",
        "timeline/feeds/ics.py",
        "LONGEST_LINE = 75",
        "LONGEST_LINE = 95",
        ("tests.feeds.",),
    ),
    Fault(
        "what only PostgreSQL refuses",
        "timeline/filters/events.py",
        r'if len(value) <= LONGEST_VALUE and "\x00" not in value]',
        "if len(value) <= LONGEST_VALUE]",
        ("tests.filters.",),
    ),
    Fault(
        "a colour that is read with difficulty",
        "static/css/tokens.css",
        "--muted: light-dark(#585245, #a9b0bc);",
        "--muted: light-dark(#b5ad9c, #a9b0bc);",
        ("tests.browser.test_axe_on_a_desktop",),
    ),
    Fault(
        "a key that leads elsewhere",
        "static/js/time-axis.js",
        "ArrowRight: place + 1,",
        "ArrowRight: place + 2,",
        ("tests.browser.test_axis",),
    ),
    Fault(
        "a page that loses a fact",
        "templates/people/detail.html",
        '<span class="role">{{ flight.role }}</span>',
        "",
        ("test_person_page_says",),
    ),
    Fault(
        "a row of the fixtures that is not as it is derived",
        "fixtures/08_events.json",
        '"date_latest": "1957-11-03"',
        '"date_latest": "1957-11-04"',
        ("tests.test_fixtures", "check_history"),
    ),
    Fault(
        "a date that spans too little",
        "timeline/text/edtf/points.py",
        "return self.part_of_year.months if self.part_of_year else 1",
        "return 1",
        ("tests.text",),
    ),
    Fault(
        "a migration that was forgotten",
        "timeline/models/people.py",
        'name = models.CharField(max_length=200, help_text="As most English sources write it.")',
        'name = models.CharField(max_length=199, help_text="As most English sources write it.")',
        ("makemigrations",),
    ),
)
