"""How a page is printed, read from its address."""

from django.http import QueryDict

from timeline.filters.events import NAMES
from timeline.printing.options import Options


def test_an_address_without_options_prints_on_a4_with_lines_under_questions_only():
    options = Options.read(QueryDict("kind=docking"))
    assert (options.sheet, options.is_large, options.rejected) == ("a4", False, ())
    assert (len(options.lines_for("Why?")), len(options.lines_for(""))) == (4, 0)


def test_options_are_read_and_kept_behind_the_filters_of_an_address():
    options = Options.read(QueryDict("paper=letter&print=large&lines=0"))
    assert (options.sheet, options.is_large, len(options.lines_for("Why?"))) == ("letter", True, 0)
    assert options.address("/handout/?kind=docking") == "/handout/?kind=docking&paper=letter&print=large&lines=0"
    assert options.address("/handout/", paper="a4", print="", lines="") == "/handout/?paper=a4"
    assert Options().address("/handout/") == "/handout/"


def test_what_makes_no_sense_is_left_out_and_named():
    options = Options.read(QueryDict("paper=A3&lines=99&print=%00"))
    assert (options.sheet, options.lines, options.print) == ("a4", "", "")
    assert options.rejected[0] == "“A3” is not one of: a4, letter. It was left out."
    assert len(options.rejected) == 3


def test_no_option_has_the_name_of_a_filter():
    assert {"paper", "print", "lines"} & set(NAMES) == set()


def test_the_choice_in_force_is_marked():
    choices = dict(Options(paper="letter").choices("/cards/", is_for_text=False))
    assert [(link.label, link.url, is_current) for link, is_current in choices["Paper"]] == [
        ("A4", "/cards/?paper=a4", False),
        ("Letter", "/cards/?paper=letter", True),
    ]
    assert list(choices) == ["Paper"]
