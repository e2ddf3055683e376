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
USUAL = ["ru", "zh", "ja", "ko", "el", "he", "ar", "hi"]
NON_LATIN = set().union(*(languages for _, languages in SCRIPTS))


def language_of(text: str, expected: str) -> str:
    """`expected` where the letters of `text` allow it, else the usual language of those letters.

    A Russian page may print an English name, and an English page a Russian one:

    >>> language_of("Союз", "en"), language_of("Soyuz", "ru"), language_of("Le Monde", "fr")
    ('ru', 'en', 'fr')
    """
    for letters, languages in SCRIPTS:
        if letters.search(text):
            return expected if expected in languages else next(code for code in USUAL if code in languages)
    return "en" if expected in NON_LATIN and re.search(r"[a-z]", text, re.IGNORECASE) else expected
