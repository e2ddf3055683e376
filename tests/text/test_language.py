"""Language: what the letters of a text say about its `lang`."""

import pytest

from timeline.text.language import language_of


@pytest.mark.parametrize(
    ("text", "expected", "language"),
    [
        ("Союз", "en", "ru"),
        ("Союз", "ru", "ru"),
        ("Союз", "uk", "uk"),
        ("Союз", "ru-RU", "ru-RU"),
        ("Союз", "de", "ru"),
        ("Soyuz", "ru", "en"),
        ("Soyuz", "ru-RU", "en"),
        ("Soyuz", "ru-Latn", "ru-Latn"),
        ("Soyuz 19 «Союз»", "ru", "ru"),
        ("17.07.1975", "ru", "ru"),
        ("", "ru", "ru"),
        ("Le Monde", "fr", "fr"),
        ("神舟五号", "en", "zh"),
        ("神舟五号", "ja", "ja"),
        ("神舟五号", "zh-Hans", "zh-Hans"),
        ("ソユーズ宇宙船", "en", "ja"),
        ("소유스", "en", "ko"),
        ("Σογιούζ", "en", "el"),
        ("סויוז", "en", "he"),
        ("سويوز", "en", "ar"),
        ("سويوز", "fa", "fa"),
        ("सोयूज़", "en", "hi"),
        ("The spacecraft Soyuz (Союз, “union”) docked", "en", "en"),
        ("The star α Centauri", "en", "en"),
        ("Der Kosmonaut Леонов stieg aus", "de", "de"),
    ],
)
def test_language_follows_the_letters(text, expected, language):
    assert language_of(text, expected) == language
