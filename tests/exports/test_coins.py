"""COinS and `citation_*`: what a collector of references finds in a page."""

from urllib.parse import parse_qs

import pytest

from tests.exports.records import DIFFICULT, everything
from timeline.exports import coins, meta
from timeline.text import csl


def test_a_report_is_told_in_the_format_for_books():
    assert parse_qs(coins.context_object(DIFFICULT[0])) == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:book"],
        "rft.genre": ["report"],
        "rft.btitle": [DIFFICULT[0]["title"]],
        "rft.pub": ["A & B_C"],
        "rft.au": ["von Braun, Wernher", "Terrill, Delbert R., Jr."],
        "rft.aucorp": ["Search and Rescue {SAR} & Sons"],
        "rft.date": ["1978-05"],
        "rft.identifier": [DIFFICULT[0]["URL"]],
        "rft.language": ["en"],
    }


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("article-newspaper", "newspaperArticle"),
        ("entry-encyclopedia", "encyclopediaArticle"),
        ("webpage", "webpage"),
    ],
)
def test_what_stands_in_something_larger_is_told_in_dublin_core(kind, name):
    found = parse_qs(coins.context_object(DIFFICULT[1] | {"type": kind}))
    assert (found["rft_val_fmt"], found["rft.type"]) == (["info:ofi/fmt:kev:mtx:dc"], [name])
    assert (found["rft.title"], found["rft.source"], found["rft.date"]) == (
        ["From day to day"],
        ["Time"],
        ["1975-07-15"],
    )


def test_every_source_is_read_back_whole():
    for record in everything():
        found = parse_qs(coins.context_object(record))
        assert found.get("rft.title", found.get("rft.btitle")) == [record["title"]]
        assert found.get("rft.identifier", []) == ([record["URL"]] if "URL" in record else [])


def test_tags_of_the_head_name_what_is_known_and_nothing_else():
    assert meta.tags(DIFFICULT[1]) == [
        ("citation_title", "From day to day"),
        ("citation_publication_date", "1975/07/15"),
        ("citation_publisher", "Time"),
        ("citation_language", "en"),
    ]
    assert [content for name, content in meta.tags(DIFFICULT[0]) if name == "citation_author"] == [
        *("von Braun, Wernher", "Terrill, Delbert R., Jr."),
    ]


def test_agency_of_more_than_one_word_is_told_by_coins_and_not_where_programs_would_part_it():
    record = DIFFICULT[3] | {"author": [{"literal": "NASA"}, {"literal": "NASA History Office"}]}
    assert [content for name, content in meta.tags(record) if name == "citation_author"] == ["NASA"]
    assert parse_qs(coins.context_object(record))["rft.aucorp"] == ["NASA", "NASA History Office"]


@pytest.mark.parametrize(("published", "told"), [("195X", None), ("1975/1976", ["1975"]), ("1957-22", ["1957"])])
def test_date_is_told_where_a_number_says_it(published, told):
    assert parse_qs(coins.context_object(DIFFICULT[3] | {"issued": csl.date(published)})).get("rft.date") == told
