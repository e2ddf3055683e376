"""Whatever words, names and dates a source has, every style and every file has something to say, and nothing fails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.choices import SourceKind
from timeline.citing import FORMS, Record
from timeline.exports import FORMATS, coins, meta
from timeline.models import Source
from timeline.text import csl

MAY_SAY_NOTHING = {"chicago-notes", "chicago-author-date"}  # of an unsigned article of a work of reference
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text("aB .,:?!-'\"“”‘’{}\\\\&", max_size=12)
published = st.sampled_from(
    ["", "1975", "1975-07", "1975-07-17", "1978~", "1975-22", "196X", "1975/1976", "1975-07-15/1976-01-03", "1975-XX"]
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    title=words.map("A{}".format),
    authors=st.lists(words, max_size=23),
    publisher=words,
    published=published,
    kind=st.sampled_from(SourceKind),
)
def test_any_source_is_cited_and_exported(title, authors, publisher, published, kind):
    source = Source(key="22222222", title=title, authors=authors, publisher=publisher, published=published, kind=kind)
    record = source.csl()
    for form in FORMS.values():
        for is_living in (False, True):
            reference = form.html(Record(record, is_living))
            assert reference.count("<i>") == reference.count("</i>")
            assert "A" in form.plain(Record(record, is_living)) or form.name in MAY_SAY_NOTHING
    for each in FORMATS:
        assert "22222222" in each.write([record])
    assert coins.context_object(record).isascii()
    assert meta.tags(record)[-1] == ("citation_language", "en")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(words)
def test_any_author_is_a_person_with_a_family_or_stays_whole(author):
    name = csl.name(author)
    assert name.get("family") or name == {"literal": author}


@pytest.mark.parametrize("kind", SourceKind)
def test_a_source_without_anything_has_a_title_at_least(kind):
    record = Record(Source(key="22222222", title="Untold", kind=kind).csl())
    assert {("Untold" in form.plain(record)) for form in FORMS.values()} == {True}
