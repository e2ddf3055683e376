"""The pure parts of `make bench`: figures, limits and the report."""

from datetime import date

import pytest

from tests.bench import report
from tests.bench.figures import Findings, Request, blocking, percentile, weigh
from tests.bench.lighthouse import failing_audits, score
from tests.bench.limits import LIMITS, Limit
from tests.bench.static_page import EVENT, first_events

AT_MOST = Limit("most", "weight", 60.0, "kB")
AT_LEAST = Limit("least", "score", 98, is_least=True)


@pytest.mark.parametrize(("share", "expected"), [(0, 1), (50, 10), (95, 19), (96, 20), (100, 20)])
def test_percentile_is_the_smallest_value_that_the_share_does_not_exceed(share: float, expected: int) -> None:
    assert percentile(range(20, 0, -1), share) == expected


def test_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.5], 95) == 7.5


def test_weigh_sums_each_part_and_counts_htmx_as_foreign_script() -> None:
    requests = [
        Request("http://site/", "Document", 20_000),
        Request("http://site/static/css/site.1.css", "Stylesheet", 5_000),
        Request("http://site/static/vendor/htmx-4.0.1.min.2.js", "Script", 12_000),
        Request("http://site/static/js/live-list.3.js", "Script", 1_500),
        Request("http://site/static/icon.svg", "Icon", 500),
    ]
    assert weigh(requests) == {"all": 39.0, "html_and_css": 25.0, "own_script": 1.5, "requests": 5}


def test_weigh_of_nothing_is_nothing() -> None:
    assert weigh([]) == {"all": 0, "html_and_css": 0, "own_script": 0, "requests": 0}


def test_blocking_counts_what_exceeds_50_ms_after_the_first_paint() -> None:
    before, across, short, long = (0, 300), (350, 150), (600, 50), (700, 170)
    assert blocking([before, across, short, long], after=400) == 50 + 120


@pytest.mark.parametrize(
    ("limit", "measured", "holds"),
    [
        (AT_MOST, 60.0, True),
        (AT_MOST, 60.1, False),
        (AT_LEAST, 98, True),
        (AT_LEAST, 97, False),
        (AT_MOST, None, False),
        (AT_LEAST, None, False),
    ],
)
def test_limit_holds_up_to_its_bound_and_not_unmeasured(limit: Limit, measured: float | None, holds: bool) -> None:
    assert limit.holds(measured) is holds


def test_rows_show_limit_measured_and_held() -> None:
    assert report.rows([AT_MOST, AT_LEAST], Findings({"most": 68.51})) == [
        ("weight", "at most 60.0 kB", "68.5 kB", "**no**"),
        ("score", "at least 98", "not measured", "**no**"),
    ]


@pytest.mark.parametrize(
    ("figure", "unit", "words"),
    [
        (None, "ms", "not measured"),
        (1.046, "×", "1.05 ×"),
        (0.0123, "", "0.012"),
        (0, "ms", "0 ms"),
        (1234.5, "ms", "1,234 ms"),
        (100.0, "", "100"),
    ],
)
def test_said(figure: float | None, unit: str, words: str) -> None:
    assert report.said(figure, unit) == words


def test_report_counts_the_limits_that_do_not_hold() -> None:
    kept = {limit.name: limit.bound for limit in LIMITS["weight"]}
    missed = kept | {"all": 61.0, "elements": None}
    assert report.all_hold({"weight": Findings(kept)})
    assert report.verdict({"weight": Findings(kept)}) == "All 6 limits hold."
    assert not report.all_hold({"weight": Findings(missed)})
    assert report.verdict({"weight": Findings(missed)}) == "2 of 6 limits do not hold."


def test_report_names_versions_and_day_and_has_a_table_to_each_subject() -> None:
    found = {"weight": Findings({"all": 50.0}, ["As it comes."]), "server": Findings({}, ["Times."])}
    lines = report.write(found, {"Python": "3.11.7", "Chromium": "156"}, date(2026, 11, 5)).splitlines()
    assert "Measured on 5 November 2026 with Python 3.11.7 · Chromium 156." in lines
    assert [line for line in lines if line.startswith("## ")] == [
        "## Weight of the first view",
        "## Time on the server",
    ]
    assert "| first view of `/`, everything over the wire | at most 60.0 kB | 50.0 kB | yes |" in lines
    assert lines[-1] == "Times."


def test_limits_have_names_of_their_own() -> None:
    for limits in LIMITS.values():
        assert len({limit.name for limit in limits}) == len(limits)


def test_failing_audits_are_named_with_the_costliest_first() -> None:
    result = {
        "categories": {
            "seo": {
                "score": 0.7,
                "auditRefs": [
                    {"id": "small", "weight": 1},
                    {"id": "large", "weight": 3},
                    {"id": "fine", "weight": 9},
                    {"id": "informative", "weight": 0},
                    {"id": "not-applicable", "weight": 5},
                ],
            }
        },
        "audits": {
            "small": {"title": "Small", "score": 0},
            "large": {"title": "Large", "score": 0.5, "displayValue": "2.1\xa0s"},
            "fine": {"title": "Fine", "score": 1},
            "informative": {"title": "Informative", "score": 0},
            "not-applicable": {"title": "Not applicable", "score": None},
        },
    }
    assert failing_audits(result, "seo") == ["Large (2.1 s)", "Small"]
    assert score(result, "seo") == 70


def test_static_page_has_the_first_events_of_the_timeline() -> None:
    events = first_events()
    assert len(events) == 40
    assert events[0]["slug"] == "sputnik-1-launch"
    assert {"day", "date", "title", "summary"} == {part.split("}")[0] for part in EVENT.split("{")[1:]}
