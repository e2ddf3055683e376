"""The code of a lesson set: short, the same for ever, and read whole or not at all."""

import base64
import zlib
from hashlib import blake2b, sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.lessons import code
from timeline.lessons.contents import MOST_EVENTS, Contents, Entry, one_line, paragraphs
from timeline.lessons.dictionary import VERSION_1
from timeline.models.base import KEY_ALPHABET, KEY_LENGTH

INTRODUCTION = (
    "Two rivals learned to work together in space. This set follows the steps from the first letters to the handshake, and "
    "asks at each of them who took it, what was gained, and what the sources say about it."
)
QUESTIONS = (
    "Why did the two presidents write to each other?",
    "Which of the two sources do you trust more, and why?",
    "What was the cosmonaut’s first answer, in which language?",
    "How long did the repair take, and who carried it out?",
    "What changed in the design after this accident happened?",
    "Name two countries that took part and what each of them gave.",
    "Where did the capsule land, and where should it have landed?",
    "What would you have asked the crew on the day they returned?",
    "Explain in your own words why both dates can be right here.",
    "Who paid for the module, and what did they get in return?",
)
keys = st.text(KEY_ALPHABET, min_size=KEY_LENGTH, max_size=KEY_LENGTH)
texts = st.text(max_size=200)
contents = st.builds(
    lambda title, introduction, entries: Contents(one_line(title), paragraphs(introduction), tuple(entries)),
    texts,
    st.text(max_size=600),
    st.lists(st.builds(lambda key, text: Entry(key, one_line(text)), keys, texts), max_size=MOST_EVENTS),
)


def packed(number: int, rest: bytes) -> str:
    """A code with the right checksum over whatever it holds."""
    body = bytes([number]) + rest
    whole = blake2b(body, digest_size=4).digest() + body
    return "1" + base64.urlsafe_b64encode(whole).decode().rstrip("=")


def deflated(text: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=VERSION_1)
    return packer.compress(text) + packer.flush()


@given(contents)
def test_set_comes_back_from_its_code_as_it_was(given_contents):
    made = code.encode(given_contents)
    if len(made) <= code.LONGEST_CODE:
        assert code.decode(made) == given_contents
    assert set(made) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.text(max_size=300))
def test_any_text_is_a_set_or_a_sentence(text):
    with pytest.raises(code.Unreadable) as trouble:
        code.decode(text)
    assert str(trouble.value) in (code.INCOMPLETE, code.NEWER)


@given(contents, st.data())
def test_code_with_a_character_less_or_another_one_is_never_half_a_set(given_contents, data):
    made = code.encode(given_contents)
    place = data.draw(st.integers(1, len(made) - 2))  # the very last may hold bits that stand for nothing
    other = data.draw(st.sampled_from([letter for letter in "AZaz09-_" if letter != made[place]]))
    for mutilated in (made[:place] + made[place + 1 :], made[:place] + other + made[place + 1 :], made[:place]):
        with pytest.raises(code.Unreadable):
            code.decode(mutilated)


FROZEN = {  # a link of each version that was ever given out
    "1": (
        "1z8r1qgIAGOcMZBRUoR3kCwHqhBeD8p6QlAgsk0AVDNBmYIEFjBJQGQWMZT0uLnA2hsUHzEZ5YtOQ_IXlF5su7FO4sO_CXiABZG-6sBVI7riw2x4A",
        Contents(
            "The handshake",
            "It did not come out of nothing.\n\nLook for the sources.",
            (Entry("23456789", "Which source do you trust more, and why?"), Entry("bcdfghjk", "Что он ответил?")),
        ),
    )
}


@pytest.mark.parametrize("version", code.READERS)
def test_links_of_every_version_are_read_for_ever(version):
    """Whatever changes, such a link stands in somebody's lesson: a change of the dictionary or of the form breaks it."""
    link, stands_for = FROZEN[version]
    assert code.decode(link) == stands_for


def test_dictionary_of_version_1_is_what_it_was():
    assert sha256(VERSION_1).hexdigest() == "3953863a77ec84c38176f3295d8448ac46a07ba19a88124d15f2ba627ce2ec0c"


def test_links_are_written_in_the_newest_version():
    assert max(code.READERS) == code.VERSION


def test_thirty_events_with_questions_fit_into_an_address_of_2000_characters():
    number = 30
    entries = [
        Entry("".join(KEY_ALPHABET[(place * 7 + at * 11 + place * at) % 27] for at in range(8)), QUESTIONS[place % 10])
        for place in range(number)
    ]
    # No two questions are alike in a lesson, so what repeats here is made different.
    entries = [Entry(each.key, f"{each.question[:-1]} ({place * 37})?") for place, each in enumerate(entries)]
    made = code.encode(Contents("From rivals to partners: thirty steps", INTRODUCTION, tuple(entries)))
    assert len(INTRODUCTION) >= 200
    assert sum(len(each.question) for each in entries) / number >= 55
    assert len(f"https://www.space-history.example/present/set/{made}/") < 2000


def test_real_questions_of_the_published_sets_fit_with_sixteen_hundred_characters(whole_history_records):
    """Thirty different questions of the fixtures, as teachers would write them."""
    short = [each for each in whole_history_records["lessonitem"] if len(each["question"]) <= 85][:MOST_EVENTS]
    events = {each["slug"]: each["key"] for each in whole_history_records["event"]}
    entries = tuple(Entry(events[each["event"][0]], each["question"]) for each in short)
    made = code.encode(Contents("Thirty questions", INTRODUCTION, entries))
    assert (len(entries), sum(len(entry.question) for entry in entries) > 60 * MOST_EVENTS) == (MOST_EVENTS, True)
    assert len(made) < 1700


@pytest.mark.parametrize(
    "hostile",
    [
        "1",
        "1AAAA",
        "1é",
        "1" + "A" * 1_000_000,
        "1" + "A" * 1999,
        packed(255, b"x" * 2000 + deflated(b"\x1f")),
        packed(3, b"x"),
        packed(0, b"no deflate at all"),
        packed(0, deflated(b"\xff\xfe\x1f")),
        packed(0, deflated(b"one text")),
        packed(0, deflated(b"a\x1fb\x1fc")),
        packed(0, deflated(b"a\x1fb")[:-1]),
        packed(0, deflated(b"a\x1fb") + b"more"),
        packed(1, b"\xff\xff\xff\xff\xff" + deflated(b"a\x1fb\x1fc")),
    ],
    ids=lambda text: text[:12],
)
def test_hostile_code_is_a_sentence(hostile):
    with pytest.raises(code.Unreadable) as trouble:
        code.decode(hostile)
    assert str(trouble.value) == code.INCOMPLETE


def test_no_more_is_unpacked_than_a_set_can_hold(monkeypatch):
    bomb = packed(0, deflated(b"\x1f" + b"a" * 900_000))
    assert len(bomb) < code.LONGEST_CODE
    asked = []
    real = zlib.decompressobj

    class Watched:
        def __init__(self, *given, **named):
            self.real = real(*given, **named)

        def decompress(self, data, most):
            asked.append(found := self.real.decompress(data, most))
            return found

        def __getattr__(self, name):
            return getattr(self.real, name)

    monkeypatch.setattr(code.zlib, "decompressobj", Watched)
    with pytest.raises(code.Unreadable):
        code.decode(bomb)
    assert [len(each) for each in asked] == [code.MOST_BYTES]


def test_code_of_another_version_says_so():
    with pytest.raises(code.Unreadable) as trouble:
        code.decode("2AAAAAAAA")
    assert str(trouble.value) == code.NEWER


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("https://a.example/set/1abc/", "1abc"),
        ("https://a.example/present/set/1abc/?at=3", "1abc"),
        (" /set/1abc#x", "1abc"),
        (" 1abc ", "1abc"),
    ],
)
def test_code_is_found_in_an_address(pasted, found):
    assert code.code_in(pasted) == found


def test_texts_lose_what_nobody_sees_and_keep_their_paragraphs():
    assert one_line("  a\x00\tb\u2028c\ud800 ") == "a b c"
    assert paragraphs("a \r\nb\r\n\r\n\n\n c\x1f") == "a\nb\n\nc"
