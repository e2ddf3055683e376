"""Words folded so that one name is found by its many spellings: accents, Cyrillic, and the habits of other languages.

"Леонов", "Leonow" and "Léonov" all fold to a word that "Leonov" folds to as well. Folding is used on both sides, on what
is indexed and on what is asked, so it need not be right as a transliteration, only the same.
"""

import re
import unicodedata
from functools import lru_cache

CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i i e g".split(),
        strict=True,
    )
)
LETTERS = str.maketrans(
    {letter: latin.strip("_") for letter, latin in CYRILLIC.items()}
    | {
        "š": "sh",
        "č": "ch",
        "ž": "zh",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "ı": "i",
        "’": "",
        "'": "",
        "ʼ": "",
    }
)
# Tried in this order; each maps spellings of one Slavic sound, in English, German or French dress, to one.
SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"schtsch|shch|chtch|sc(?=h)", "sh"),
        (r"tsch|tch", "ch"),
        (r"sch", "sh"),
        (r"dsh|dzh|dj", "j"),
        (r"kh", "h"),
        (r"tz|cz", "ts"),
        (r"(?<=[eo])(w|ff|f)(?=$|a$)", "v"),
        (r"w", "v"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"ou", "u"),
        (r"gu(?=[ei])", "g"),
        (r"[jy]", "i"),
        (r"(.)\1+", r"\1"),
        (r"^ie", "e"),
        (r"io", "e"),
        (r"ine$", "in"),
    ]
]
WORD = re.compile(r"[^\W_]+")
LONGEST = 60  # of a word, in letters; the rest is not looked at, for PostgreSQL refuses words of more than 2 kB


def plain(text: str) -> str:
    """`text` in small Latin letters without accents; letters of scripts that we don't know stay."""
    small = unicodedata.normalize("NFKC", text).casefold()
    lettered = unicodedata.normalize("NFC", small).translate(LETTERS)
    return "".join(letter for letter in unicodedata.normalize("NFKD", lettered) if not unicodedata.combining(letter))


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A plain word by its sound, where spellings such as Leonow and Leonov, Alexey and Aleksei agree.

    One with a digit in it has no other spelling: 1998 and 1988 are not alike.
    """
    if any(letter.isdigit() for letter in word):
        return word
    for pattern, replacement in SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def tokens(text: str) -> list[str]:
    """The plain words of `text` in order."""
    return [word[:LONGEST] for word in WORD.findall(plain(text))]


def forms(word: str) -> list[str]:
    """A plain word and, where it differs, its sound: what is indexed and what is asked for."""
    spoken = sound(word)
    return [word] if spoken == word else [word, spoken]


def index_text(*texts: str) -> str:
    """Everything that `texts` can be found by, as words with single spaces between."""
    found = {form: None for text in texts for word in tokens(text) for form in forms(word)}
    return " ".join(found)
