"""Names and dates as CSL-JSON has them, and back into words."""

import pytest

from tests.conftest import ROOT, records_of
from timeline.text import csl, edtf


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Anatoly Zak", {"family": "Zak", "given": "Anatoly"}),
        ("David S. F. Portree", {"family": "Portree", "given": "David S. F."}),
        ("K.C. Jones", {"family": "Jones", "given": "K.C."}),
        ("Сергей П. Королёв", {"family": "Королёв", "given": "Сергей П."}),
        ("Siddiqi, Asif A.", {"family": "Siddiqi", "given": "Asif A."}),
        ("Wernher von Braun", {"family": "Braun", "given": "Wernher", "non-dropping-particle": "von"}),
        ("von Braun", {"family": "Braun", "non-dropping-particle": "von"}),
        ("Delbert R. Terrill Jr.", {"family": "Terrill", "given": "Delbert R.", "suffix": "Jr."}),
        ("Delbert R. Terrill, Jr.", {"family": "Terrill", "given": "Delbert R.", "suffix": "Jr."}),
        ("Jean-Loup Chrétien", {"family": "Chrétien", "given": "Jean-Loup"}),
        ("Patrick O’Brien", {"family": "O’Brien", "given": "Patrick"}),
        ("James, Office", {"literal": "James, Office"}),
    ],
)
def test_people_are_told_in_parts(written, parts):
    assert csl.name(written) == parts


@pytest.mark.parametrize(
    "written",
    [
        *("NASA", "bendsp", "itak365", "pilou-K75VJ", "BBC News", "The Economist", "Cosmic Chronicles", "gvard & co"),
        *("German Aerospace Center (DLR)", "Office of the Historian, US Department of State", "CNES Toulouse", ""),
        *(
            "Центр подготовки космонавтов",
            "One Two Three Four Five Six",
            "Le Monde",
            "A, B, C",
            ",",
            ", Zak",
            "Zak,",
            "Jr.",
            ", Jr.",
        ),
    ],
)
def test_agencies_papers_and_accounts_stay_whole(written):
    assert (csl.name(written), csl.in_full(csl.name(written))) == ({"literal": written}, written)


def test_every_author_in_the_fixtures_is_said_as_it_was_written():
    authors = {author for source in records_of(ROOT / "fixtures")["source"] for author in source["authors"]}
    assert {csl.in_full(csl.name(author)) for author in authors} == authors
    assert {author for author in authors if "literal" in csl.name(author)} == {
        *("Cosmic Chronicles", "German Aerospace Center (DLR)", "LaQuannT", "The Economist"),
        *("bendsp", "gvard", "itak365", "pilou-K75VJ"),
    }


@pytest.mark.parametrize(
    ("author", "said"),
    [
        ("Wernher von Braun", "von Braun, Wernher"),
        ("Delbert R. Terrill Jr.", "Terrill, Delbert R., Jr."),
        ("NASA", "NASA"),
    ],
)
def test_programs_are_told_the_family_first(author, said):
    assert csl.family_first(csl.name(author)) == said


@pytest.mark.parametrize(
    ("text", "date", "words"),
    [
        ("1975", {"date-parts": [[1975]]}, "1975"),
        ("1975-07", {"date-parts": [[1975, 7]]}, "July 1975"),
        ("1975-07-17", {"date-parts": [[1975, 7, 17]]}, "17 July 1975"),
        ("1975-07-17T16:09Z", {"date-parts": [[1975, 7, 17]]}, "17 July 1975"),
        ("1978~", {"date-parts": [[1978]], "circa": True}, "about 1978"),
        ("1978-05?", {"date-parts": [[1978, 5]], "circa": True, "edtf": "1978-05?"}, "possibly May 1978"),
        ("1975-22", {"date-parts": [[1975]], "season": 2}, "summer 1975"),
        ("1975-XX", {"date-parts": [[1975]]}, "1975"),
        ("1975-07-XX", {"date-parts": [[1975, 7]]}, "July 1975"),
        ("1975-07-15/1975-07-24", {"date-parts": [[1975, 7, 15], [1975, 7, 24]]}, "15–24 July 1975"),
        ("1975/1975", {"date-parts": [[1975]]}, "1975"),
        ("1975-07-17/1975-07-17", {"date-parts": [[1975, 7, 17]]}, "17 July 1975"),
        ("1975-07-17T16:09Z/1975-07-18T10:00Z", {"date-parts": [[1975, 7, 17], [1975, 7, 18]]}, "17–18 July 1975"),
        ("1975-35", {"date-parts": [[1975]], "edtf": "1975-35"}, "the third quarter of 1975"),
        ("196X", {"date-parts": [[1960], [1969]], "edtf": "196X"}, "the 1960s"),
        ("19XX", {"date-parts": [[1900], [1999]], "edtf": "19XX"}, "the 20th century"),
        ("1957-1X", {"date-parts": [[1957, 10], [1957, 12]], "edtf": "1957-1X"}, edtf.words("1957-1X")),
        (
            "1975/1976~",
            {"date-parts": [[1975], [1976]], "circa": True},
            edtf.words("1975/1976~"),
        ),
        ("1975/..", {"date-parts": [[1975], [0]]}, "from 1975 on"),
        ("../1975", {"date-parts": [[1975]], "circa": True, "edtf": "../1975"}, "until 1975"),
        (
            "[1975,1976]",
            {"date-parts": [[1975], [1976]], "circa": True, "edtf": "[1975,1976]"},
            "1975 or 1976",
        ),
        ("no date", {}, ""),
        ("../..", {}, ""),
    ],
)
def test_dates_are_numbers_and_said_in_the_words_of_the_edtf(text, date, words):
    assert (csl.date(text), csl.in_words(csl.date(text))) == (date, words)


def test_no_date_is_no_word():
    assert csl.in_words({}) == ""
