"""The line of an event is a file with {names}: an edit is seen under DEBUG, a brace is a brace, a wrong name is named."""

import pytest
from django.utils.safestring import mark_safe

from tests.factories import make_event
from timeline.html_format import FormatFileError, HtmlFormat
from timeline.templatetags import timeline_tags

NAME = "lists/row.html.format"


@pytest.fixture
def write(settings, tmp_path):
    """A function that writes the text of the one format file, in a project of its own."""
    settings.BASE_DIR = tmp_path
    path = tmp_path / "templates" / NAME
    path.parent.mkdir(parents=True)
    return lambda text: path.write_text(text, encoding="utf-8")


@pytest.fixture
def row():
    return HtmlFormat(NAME, ["title", "words"])


def test_an_edit_is_seen_under_debug(write, row, settings):
    settings.DEBUG = True
    write("<li>{title}</li>")
    before = row.fill(title="Luna 2")
    write("<li><b>{title}</b></li>")
    assert [before, row.fill(title="Luna 2")] == ["<li>Luna 2</li>", "<li><b>Luna 2</b></li>"]


def test_an_edit_is_not_read_without_debug(write, row):
    write("<li>{title}</li>")
    before = row.fill(title="Luna 2")
    write("<li><b>{title}</b></li>")
    assert [before, row.fill(title="Luna 2")] == ["<li>Luna 2</li>", "<li>Luna 2</li>"]


@pytest.mark.parametrize(
    "text", ["{", "}", "{}", "{{", "}}", "{ title }", "{0}", "{title!r}", "{{ title }}", "{%", "100% %s %(title)s"]
)
def test_what_is_no_field_stands_for_itself(write, row, text):
    write(f"<li>{text} {{title}}</li>")
    assert row.fill(title="Luna 2") == f"<li>{text} Luna 2</li>"


def test_what_a_value_says_is_no_field(write, row):
    write("<li>{title} {words}</li>")
    assert row.fill(title="{words} {0} 100% %(words)s {", words="}") == "<li>{words} {0} 100% %(words)s { }</li>"


def test_values_are_escaped_unless_they_are_html(write, row):
    write("<li>{title} {words}</li>")
    assert row.fill(title="<b>\"&'", words=mark_safe("<b>x</b>")) == ("<li>&lt;b&gt;&quot;&amp;&#x27; <b>x</b></li>")


def test_an_unknown_field_is_named_with_its_place(write, row):
    write("<li>\n{title}\n{headline}</li>")
    with pytest.raises(FormatFileError) as raised:
        row.fill(title="Luna 2", words="")
    assert str(raised.value) == (
        "templates/lists/row.html.format, line 3: there is no field “headline”. It may ask for title, words."
    )


@pytest.mark.django_db
def test_braces_in_an_event_break_no_list(client):
    make_event(title="Luna {2} {title} {", summary="100% {summary} %(url)s }")
    page = client.get("/").content.decode()
    assert page.count(">Luna {2} {title} {</a>") == 1
    assert page.count('<p class="summary">100% {summary} %(url)s }</p>') == 1


@pytest.mark.django_db
def test_the_line_of_an_event_has_a_value_for_every_field_that_it_may_ask_for(client, monkeypatch):
    filled = {}
    monkeypatch.setattr(timeline_tags.EVENT_LINE, "fill", lambda **values: filled.update(values) or "")
    make_event()
    client.get("/")
    assert frozenset(filled) == timeline_tags.EVENT_LINE.fields
