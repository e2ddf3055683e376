"""References: what the official styles do not decide, and the parts that the styles share."""

import pytest

from timeline.citing import FORMS, STYLES, Record, bibliography, dates, wording

TODAY = {"date-parts": [[2026, 11, 26]]}
PAGE = {
    "id": "event-4f7h2k9m",
    "type": "webpage",
    "title": "First handshake in orbit",
    "container-title": "Space History",
    "language": "en",
    "issued": {"date-parts": [[2026, 11, 20]]},
    "version": "3",
    "URL": "https://example.org/e/4f7h2k9m",
    "accessed": TODAY,
}


def source(**given):
    return Record({"id": "x", "type": "book", "title": "A book", "language": "en"} | given)


@pytest.mark.parametrize(
    ("form", "reference"),
    [
        (
            "apa",
            "First handshake in orbit. (2026, November 20). Space History. Retrieved November 26, 2026, from "
            "https://example.org/e/4f7h2k9m",
        ),
        (
            "mla",
            "“First Handshake in Orbit.” Space History, Version 3, 20 Nov. 2026, https://example.org/e/4f7h2k9m. "
            "Accessed 26 Nov. 2026.",
        ),
        (
            "chicago-note",
            "“First Handshake in Orbit,” version 3, Space History, November 20, 2026, accessed November 26, 2026, "
            "https://example.org/e/4f7h2k9m.",
        ),
        (
            "chicago-notes",
            "Space History. “First Handshake in Orbit.” Version 3. November 20, 2026. Accessed November 26, 2026. "
            "https://example.org/e/4f7h2k9m.",
        ),
        (
            "chicago-author-date",
            "Space History. 2026. “First Handshake in Orbit.” Version 3. November 20. Accessed November 26, 2026. "
            "https://example.org/e/4f7h2k9m.",
        ),
    ],
)
def test_page_that_changes_says_when_it_was_read_though_it_has_a_date(form, reference):
    assert FORMS[form].plain(Record(PAGE, is_living=True)) == reference


def test_markup_in_a_title_is_text():
    reference = FORMS["apa"].html(source(title="<b>Bold</b> & \ue000sly"))
    assert reference == "<i>&lt;b&gt;Bold&lt;/b&gt; &amp; sly</i>. (n.d.)."


def test_bibliography_stands_in_the_order_of_the_alphabet_and_counts_what_the_style_leaves_out():
    records = [
        source(title="The zenith"),
        source(title="“Apollo” at dawn"),
        source(title="Moon", author=[{"family": "Belov", "given": "Boris"}]),
        source(type="entry-encyclopedia", title="Mir", **{"container-title": "Wikipedia"}, URL="https://example.org/"),
    ]
    chicago = bibliography(records, STYLES[2])
    assert [wording.plain(entry) for entry in chicago.entries] == [
        "<i>“Apollo” at Dawn</i>. n.d.",
        "Belov, Boris. <i>Moon</i>. n.d.",
        "<i>The Zenith</i>. n.d.",
    ]
    assert (chicago.left_out, len(bibliography(records, STYLES[0]).entries)) == (1, 4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He said 'go' and \"went\"", "He said “go” and “went”"),
        ("“One ‘in’ another”", "“One ‘in’ another”"),
        ("The cosmonauts' day, it's said", "The cosmonauts’ day, it’s said"),
        ("An “open quotation", "An “open quotation"),
        ("«Союз» и «Аполлон»", "«Союз» и «Аполлон»"),
        ("5' 6\" tall", '5’ 6" tall'),
        ("", ""),
    ],
)
def test_marks_of_quotation_are_typographic(text, said):
    assert wording.with_marks(text) == said


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("a day on the moon", "en", "A Day on the Moon"),
        ("the flight of Apollo 13: a report", "en-GB", "The Flight of Apollo 13: A Report"),
        ("eBay and rulit.me", "en", "eBay and rulit.me"),
        ("ein Tag auf dem Mond", "de", "ein Tag auf dem Mond"),
        ("?", "en", "?"),
        ("", "en", ""),
    ],
)
def test_title_case_is_for_english_titles(text, language, said):
    assert wording.title_case(text, language) == said


@pytest.mark.parametrize(
    ("when", "answers"),
    [
        ({"date-parts": [[1975]]}, ("1975", "", "1975", "1975", "1975")),
        ({"date-parts": [[1975, 7]]}, ("1975", "July", "July 1975", "July 1975", "1975, July")),
        (
            {"date-parts": [[1975, 9, 17]]},
            ("1975", "September 17", "September 17, 1975", "17 Sept. 1975", "1975, September 17"),
        ),
        ({"date-parts": [[1975]], "season": 3}, ("1975", "Autumn", "Autumn 1975", "Autumn 1975", "1975, Autumn")),
        (
            {"date-parts": [[1957], [1975]]},
            ("1957–1975", "", "1957–1975", "1957–1975", "1957–1975"),
        ),
        ({"date-parts": [[1998], [0]]}, ("1998–", "", "1998–", "1998–", "1998–")),
        (
            {"date-parts": [[1975, 7, 17], [0]]},
            ("1975", "July 17–", "July 17, 1975–", "17 July 1975–", "1975, July 17–"),
        ),
        ({"literal": "the 1960s"}, ("the 1960s", "", "the 1960s", "the 1960s", "the 1960s")),
        ({}, ("", "", "", "", "")),
    ],
)
def test_dates_are_said_in_the_order_of_each_style(when, answers):
    orders = (dates.year, dates.month_and_day, dates.month_first, dates.day_first, dates.year_first)
    assert tuple(order(when) for order in orders) == answers
