"""Spelling: one name is found by its many spellings, and different names stay apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.text import spelling


def is_found(asked, name):
    """Whether each word asked for shares a form with a word of the name, as a search does it."""
    indexed = spelling.index_text(name).split()
    return all(any(form in indexed for form in spelling.forms(word)) for word in spelling.tokens(asked))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Léonov", "leonov"),
        ("Le\u0301onov", "leonov"),
        ("Леонов", "leonov"),
        ("Королёв", "korolev"),
        ("Байконур", "baikonur"),
        ("Объект", "obekt"),
        ("Щукин", "shchukin"),
        ("Čeliuskin", "cheliuskin"),
        ("Mirosław Hermaszewski", "miroslaw hermaszewski"),
        ("O’Connor", "oconnor"),
        ("Groß", "gross"),
        ("STRASSE", "strasse"),
        ("ＡＢＣ", "abc"),
        ("Soyuz™", "soyuztm"),
        ("İstanbul", "istanbul"),
        ("杨利伟", "杨利伟"),
    ],
)
def test_plain_folds_case_accents_and_cyrillic(text, folded):
    assert spelling.plain(text) == folded


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Leonow", "Alexei Leonov"),
        ("Леонов", "Alexei Leonov"),
        ("Léonov", "Alexei Leonov"),
        ("Alexey", "Alexei Leonov"),
        ("Aleksei", "Alexei Leonov"),
        ("Алексей Леонов", "Alexei Leonov"),
        ("Хрущёв", "Khrushchev"),
        ("Gagarine", "Yuri Gagarin"),
        ("Youri", "Yuri Gagarin"),
        ("Juri", "Yuri Gagarin"),
        ("Titow", "Gherman Titov"),
        ("Korolyov", "Sergei Korolev"),
        ("Sojus", "Sojus"),
        ("Tereschkowa", "Valentina Tereshkova"),
    ],
)
def test_forms_join_spellings_of_one_name(asked, name):
    assert is_found(asked, name)
    assert is_found(name.split()[-1] if len(asked.split()) == 1 else name, name)


@pytest.mark.parametrize(
    ("asked", "name"), [("Leonid", "Leonov"), ("Mir", "Mars"), ("Stafford", "Slayton"), ("Titov", "Tito")]
)
def test_forms_keep_different_names_apart(asked, name):
    assert not is_found(asked, name)


def test_tokens_are_the_words_in_order_without_signs():
    assert spelling.tokens("Soyuz-19, “Apollo”_ASTP (1975)!") == ["soyuz", "19", "apollo", "astp", "1975"]


def test_tokens_of_a_text_without_letter_or_digit_are_none():
    assert spelling.tokens("… — ! \x00") == []


def test_tokens_cut_a_word_of_endless_length():
    assert spelling.tokens("x" * 100_000) == ["x" * spelling.LONGEST]


@pytest.mark.parametrize("word", ["mir", "1998", "1988", "sts100", "x15"])
def test_forms_of_a_word_that_sounds_as_it_is_written_or_of_a_number_are_one(word):
    assert spelling.forms(word) == [word]


def test_forms_of_another_word_are_itself_and_its_sound():
    assert spelling.forms("leonow") == ["leonow", "leonov"]


def test_index_text_holds_each_form_once_with_single_spaces():
    assert spelling.index_text("Leonow", "", "Leonov  LEONOW") == "leonow leonov"


@settings(deadline=None)
@given(st.text())
def test_index_text_holds_nothing_but_words_that_can_be_asked_for(text):
    words = spelling.index_text(text).split(" ") if spelling.index_text(text) else []
    assert all(spelling.WORD.fullmatch(word) for word in words)
    assert len(words) == len(set(words))
    assert set(words) >= set(spelling.tokens(text))


@settings(deadline=None)
@given(st.text())
def test_plain_folded_again_is_the_same_words(text):
    assert spelling.tokens(" ".join(spelling.tokens(text))) == spelling.tokens(text)
