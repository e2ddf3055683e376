"""Languages by the names that biblatex and babel have for them."""

# By BCP 47: a language, or one of a country where biblatex knows the two apart.
LANGIDS = {
    "af": "afrikaans",
    "ar": "arabic",
    "be": "belarusian",
    "bg": "bulgarian",
    "bn": "bengali",
    "ca": "catalan",
    "cs": "czech",
    "cy": "welsh",
    "da": "danish",
    "de": "german",
    "de-at": "austrian",
    "de-ch": "swissgerman",
    "el": "greek",
    "en": "english",
    "en-au": "australian",
    "en-ca": "canadian",
    "en-gb": "british",
    "en-nz": "newzealand",
    "en-us": "american",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "fr-ca": "canadien",
    "gl": "galician",
    "he": "hebrew",
    "hi": "hindi",
    "hr": "croatian",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "is": "icelandic",
    "it": "italian",
    "ja": "japanese",
    "ka": "georgian",
    "kk": "kazakh",
    "ko": "korean",
    "la": "latin",
    "lt": "lithuanian",
    "lv": "latvian",
    "mk": "macedonian",
    "mn": "mongolian",
    "ms": "malay",
    "nb": "norsk",
    "nl": "dutch",
    "nn": "nynorsk",
    "no": "norsk",
    "pl": "polish",
    "pt": "portuguese",
    "pt-br": "brazilian",
    "ro": "romanian",
    "ru": "russian",
    "sk": "slovak",
    "sl": "slovene",
    "sq": "albanian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "th": "thai",
    "tr": "turkish",
    "uk": "ukrainian",
    "ur": "urdu",
    "vi": "vietnamese",
    "zh": "chinese",
}


def langid(tag: str) -> str:
    """The name of a language for `langid`, and nothing for one of which no name is known: an unknown one is an error in LaTeX.

    >>> langid("ru"), langid("en-GB"), langid("zh-Hans-CN"), langid("tlh")
    ('russian', 'british', 'chinese', '')
    """
    language, *others = tag.casefold().split("-")
    country = next((each for each in others if len(each) == 2), "")
    return LANGIDS.get(f"{language}-{country}", LANGIDS.get(language, ""))
