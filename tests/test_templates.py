"""Templates can be read: no line of them is long. The formatter minds their tags (make format)."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "templates"
MAX_LINE = 200  # characters
# Long still: what tests compare with these pages stands on one line. Whoever touches one breaks its lines and takes it out.
STILL_LONG = {
    "admin/access/codes.html",
    "admin/access/locked.html",
    "admin/access/status.html",
    "admin/base_site.html",
    "admin/index.html",
    "admin/login.html",
    "admin/timeline/citation/rows.html",
    "admin/timeline/event/_others.html",
    "admin/timeline/event/change_form.html",
    "admin/timeline/exchange/_sending.html",
    "admin/timeline/exchange/base.html",
    "admin/timeline/exchange/draft.html",
    "admin/timeline/exchange/import.html",
    "admin/timeline/history.html",
    "admin/timeline/lessonset/change_form.html",
    "admin/timeline/merging/choose.html",
    "admin/timeline/merging/merge.html",
    "admin/timeline/pendingrevision/review.html",
    "admin/timeline/report/decide.html",
    "citing/cite.html",
    "days/_steps.html",
    "days/detail.html",
    "days/index.html",
    "embeds/_disputed.html",
    "embeds/_source.html",
    "events/_map.html",
    "events/detail.html",
    "includes/adrift.html",
    "includes/cited_fact.html",
    "includes/htmx_config.html",
    "includes/left_out.html",
    "includes/mission_list.html",
    "includes/pages.html",
    "includes/question.html",
    "includes/sources.html",
    "printing/_permanent.html",
    "printing/_tools.html",
    "printing/cards.html",
    "printing/handout.html",
    "reports/_outcome.html",
    "reports/form.html",
    "reports/sent.html",
    "revisions/_changes.html",
    "revisions/_citations.html",
    "revisions/_notice.html",
    "revisions/entry.html",
    "revisions/event.html",
    "revisions/history.html",
    "sources/detail.html",
    "sources/index.html",
    "spacecraft/_drawing.html",
    "spacecraft/_to_scale.html",
    "spacecraft/detail.html",
    "spacecraft/index.html",
}


def test_no_line_is_long():
    long = {
        str(path.relative_to(FOLDER))
        for path in FOLDER.rglob("*.html")
        if any(len(line) > MAX_LINE for line in path.read_text(encoding="utf-8").splitlines())
    }
    assert long == STILL_LONG


def test_what_is_included_within_a_sentence_ends_without_a_space():
    pieces = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.inline.html")}
    assert set(pieces) == {"_citation.inline.html"}
    assert {name: text[-1:].isspace() for name, text in pieces.items()} == {"_citation.inline.html": False}
