"""Markdown: structure survives, and nothing that could act or load does."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.text import markdown
from timeline.text.workers import Workers


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A **bold** word", "<p>A <strong>bold</strong> word</p>"),
        ("## Head\n\ntext", "<h2>Head</h2>\n<p>text</p>"),
        ("[NASA](https://www.nasa.gov/ 'Agency')", '<p><a href="https://www.nasa.gov/" title="Agency">NASA</a></p>'),
        ("[here](/events/sputnik/)", '<p><a href="/events/sputnik/">here</a></p>'),
        ("[write](mailto:a@example.org)", '<p><a href="mailto:a@example.org">write</a></p>'),
        ('<i lang="ru">Союз</i>', "<p>Союз</p>"),
        ('<cite lang="ru">Союз</cite>', '<p><cite lang="ru">Союз</cite></p>'),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
    ],
)
def test_render_keeps_structure(text, html):
    assert markdown.render(text) == html


@pytest.mark.parametrize("text", ["", " ", "\n\t\n"])
def test_render_of_nothing_is_nothing(text):
    assert markdown.render(text) == ""


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a<script>alert(1)</script>b", "<p>ab</p>"),
        ("a<SCRIPT SRC=//evil.example/x.js></SCRIPT>b", "<p>ab</p>"),
        ("a<style>p {color: red}</style>b", "<p>ab</p>"),
        ('<p style="color: red" onclick="alert(1)" id="top">a</p>', "<p>a</p>"),
        ('a <img src="https://evil.example/x.png" onerror="alert(1)"> b', "<p>a  b</p>"),
        ("![alt](https://evil.example/x.png)", "<p></p>"),
        ('a <iframe src="https://evil.example/"></iframe> b', "<p>a  b</p>"),
        ('a <form action="/x"><input name="y"><button>Go</button></form> b', "<p>a </p>Go b<p></p>"),
        ("a <svg onload=alert(1)><circle/></svg> b", "<p>a  b</p>"),
        ("[a](javascript:alert(1))", "<p><a>a</a></p>"),
        ("[a](JaVaScRiPt:alert(1))", "<p><a>a</a></p>"),
        ("[a](data:text/html,x)", "<p><a>a</a></p>"),
        ('<a href="vbscript:x">a</a>', "<p><a>a</a></p>"),
        ('<a href="java\nscript:alert(1)" target="_blank">a</a>', "<p><a>a</a></p>"),
        ('<a href="java&Tab;script:alert(1)">a</a>', "<p><a>a</a></p>"),
        ('<a href="&#1;javascript:alert(1)">a</a>', "<p><a>a</a></p>"),
        ('<meta http-equiv="refresh" content="0"><base href="//evil.example/">a', "<p>a</p>"),
    ],
)
def test_render_drops_what_acts_or_loads(text, html):
    assert markdown.render(text) == html


def test_render_keeps_footnotes_and_their_links():
    html = markdown.render("A fact.[^1]\n\n[^1]: The source.")
    assert re.findall(r'<(\w+)[^>]* id="([^"]+)"', html) == [("sup", "fnref:1"), ("li", "fn:1")]
    assert re.findall(r'href="([^"]+)"', html) == ["#fn:1", "#fnref:1"]
    assert '<div class="footnote">' in html


def test_render_keeps_tables_without_their_styles():
    html = markdown.render("| a | b |\n|--:|---|\n| 1 | 2 |")
    assert re.findall(r"<(\w+)", html) == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert "style" not in html


@pytest.mark.parametrize("text", ["> " * 2000 + "deep", "[" * 2000, "*" * 2000, "- " * 500 + "x", "<div>" * 1000])
def test_render_survives_deep_nesting(text):
    assert isinstance(markdown.render(text), str)


@settings(deadline=None)
@given(st.one_of(st.text(), st.text("<>\"'/=: ab[]()*_#`&;!\n", max_size=60)))
def test_render_of_any_text_has_no_tag_or_attribute_but_ours(text):
    html = markdown.render(text)
    assert {tag.lower() for tag in re.findall(r"<([a-zA-Z][^\s/>]*)", html)} <= markdown.TAGS
    attributes = {name for tag in re.findall(r"<[a-z][^>]*>", html) for name in re.findall(r'\s([\w-]+)="', tag)}
    assert attributes <= {"href", "class", "title", "id", "lang"}


@pytest.fixture
def slow(monkeypatch) -> Iterator[None]:
    """A renderer that never ends where a text says “slow”."""
    stand_in = Workers("tests.text.slow:slow_where_told", cpu_s=0.05, wall_s=60)
    monkeypatch.setattr(markdown, "workers", stand_in)
    yield
    stand_in.close()


def test_a_text_that_takes_too_long_is_refused_with_the_line_to_look_at(slow):
    text = f"A fact.\n\nA *slow* one [[[({'[' * 40}\n\nThe end."
    with pytest.raises(markdown.RenderTimeoutError) as refused:
        markdown.rendered(text)
    assert str(refused.value) == (
        "This text takes too long to be set: look for links, brackets or code that begin and do not end, most likely in line 3, "
        f"“A *slow* one [[[({'[' * 22}…”."
    )


def test_what_readers_open_shows_such_a_text_as_it_was_typed(slow):
    assert markdown.render("slow & <b>") == "<pre>slow &amp; &lt;b&gt;</pre>"


def test_texts_set_beforehand_are_answered_without_a_renderer_and_others_with_one(slow, monkeypatch):
    with markdown.prepared(["one", "slow", " ", "two"]):
        real, markdown.workers = markdown.workers, None
        try:
            assert (markdown.rendered("one"), markdown.rendered("two"), markdown.rendered(" ")) == (
                "<p>one</p>",
                "<p>two</p>",
                "",
            )
            with pytest.raises(markdown.RenderTimeoutError):
                markdown.rendered("slow")
        finally:
            markdown.workers = real
        assert markdown.rendered("three") == "<p>three</p>"


def test_of_many_slow_texts_the_first_few_are_tried(slow, monkeypatch):
    tried = []
    run = markdown.workers.run
    monkeypatch.setattr(markdown.workers, "run", lambda text: tried.append(text) or run(text))
    with markdown.prepared([*(f"slow {number}" for number in range(10)), "fine"]):
        assert tried == ["slow 0", "slow 1", "slow 2"]
        for text in ("slow 9", "fine"):
            with pytest.raises(markdown.NotTriedError, match="not tried"):
                markdown.rendered(text)
