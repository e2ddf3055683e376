"""Sentences for readers pass through gettext: in a language that wraps each in ⟦ ⟧, no word of a converted template is bare."""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import trans_real

FOLDER = Path(__file__).resolve().parent.parent / "templates"
CONVERTED = ["base.html"]  # templates that speak through gettext; a template that is converted is added here
NAMES = ["Space History"]  # the same in every language
SPEAKING_ATTRIBUTE = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"')


class Pseudo(gettext.NullTranslations):
    """A language in which each message is itself in brackets."""

    def gettext(self, message):
        return f"⟦{message}⟧"

    def ngettext(self, singular, plural, number):
        return f"⟦{singular if number == 1 else plural}⟧"

    def to_language(self):
        return "en-gb"


def bare_words(source):
    """What a template says past gettext: in its text and in the attributes that are read out."""
    source = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", source, flags=re.DOTALL)
    source = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", source, flags=re.DOTALL)
    said = SPEAKING_ATTRIBUTE.findall(source) + re.split(r"<[^>]*>", source)
    for name in NAMES:
        said = [each.replace(name, "") for each in said]
    return [each.strip() for each in said if re.search(r"[^\W\d_]", each)]


def test_bare_words_are_found():
    source = '<p title="A{{ b }}">{% translate "C" %} d <b>{% blocktranslate %}E{% endblocktranslate %}</b></p>'
    assert bare_words(source) == ["A", "d"]


@pytest.mark.parametrize("name", CONVERTED)
def test_a_converted_template_says_nothing_past_gettext(name):
    assert bare_words((FOLDER / name).read_text(encoding="utf-8")) == []


@pytest.mark.django_db
def test_another_language_is_what_readers_get(client, monkeypatch):
    monkeypatch.setattr(trans_real._active, "value", Pseudo(), raising=False)
    page = client.get("/about/keyboard/").content.decode()
    navigation = page.partition("<nav")[2].partition("</nav>")[0]
    assert re.findall(r">([^<>]+)</a>", navigation) == [
        f"⟦{name}⟧" for name in "Timeline Disagreements Missions Spacecraft People Places Sources About".split()
    ]
    footer = page.partition("<footer")[2].partition("</footer>")[0]
    assert [footer.count("⟦"), footer.count("⟧")] == [4, 4]


def test_no_visitor_chooses_the_language():
    assert settings.LANGUAGE_CODE == "en-gb"
    assert [name for name in settings.MIDDLEWARE if "Locale" in name] == []
