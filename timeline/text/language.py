"""The language of a short text, as far as its letters tell: what a `lang` attribute needs."""

import re

SCRIPTS = [
    (re.compile(r"[\u3040-\u30ff]"), {"ja"}),
    (re.compile(r"[\u4e00-\u9fff]"), {"zh", "ja"}),
    (re.compile(r"[\uac00-\ud7af]"), {"ko"}),
    (re.compile(r"[\u0400-\u04ff]"), {"ru", "uk", "be", "bg", "kk", "mn", "sr"}),
    (re.compile(r"[\u0370-\u03ff]"), {"el"}),
    (re.compile(r"[\u0590-\u05ff]"), {"he"}),
    (re.compile(r"[\u0600-\u06ff]"), {"ar", "fa", "ps"}),
    (re.compile(r"[\u0900-\u097f]"), {"hi"}),
]
LATIN = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)
USUAL = ["ru", "zh", "ja", "ko", "el", "he", "ar", "hi"]
NON_LATIN = set().union(*(languages for _, languages in SCRIPTS))


def language_of(text: str, expected: str) -> str:
    """`expected` where the letters of `text` allow it, else the usual language of those letters.

    A Russian page may print an English name, and an English page a Russian one; a foreign word or two within an English
    sentence leave it English:

    >>> language_of("Союз", "en"), language_of("Soyuz", "ru"), language_of("Le Monde", "fr")
    ('ru', 'en', 'fr')
    """
    language = expected.partition("-")[0].lower()
    is_latin = language not in NON_LATIN or "-latn" in expected.lower()
    latin = len(LATIN.findall(text))
    for letters, languages in SCRIPTS:
        foreign = len(letters.findall(text))
        if foreign and language in languages and not is_latin:
            return expected
        if foreign > (latin if is_latin else 0):
            return next(code for code in USUAL if code in languages)
    return "en" if latin and not is_latin else expected
