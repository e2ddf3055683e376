"""A lesson set ↔ the short code that stands for all of it in an address.

    version   one character, "1"
    the rest  base64url without padding (RFC 4648, section 5) of
      checksum  4 bytes, the beginning of BLAKE2b of what follows (RFC 7693)
      number    1 byte, how many events there are
      keys      5 bytes each, the permanent key as a number to the base of its alphabet
      texts     title, introduction and a question to each event, in UTF-8 with a unit separator (U+001F) between two,
                deflated without a header (RFC 1951) over the preset dictionary of the version

The checksum tells a link that lost a piece from a whole one; it is no signature, for anybody may make a set. What a version means never changes: links to it stand in other people's lessons.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Callable
from hashlib import blake2b

from timeline.lessons.contents import (
    LONGEST_INTRODUCTION,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    MOST_EVENTS,
    Contents,
    Entry,
    one_line,
    paragraphs,
)
from timeline.lessons.dictionary import VERSION_1
from timeline.models.base import KEY_ALPHABET, KEY_LENGTH

VERSION = "1"
LONGEST_CODE = 2000  # characters; what is longer was not made here
CHECKSUM, NUMBER, KEY = 4, 1, 5  # bytes
BETWEEN = "\x1f"
IN_AN_ADDRESS = re.compile(r"/set/([^/?#\s]+)")
RAW = -15  # deflate without a header, with the whole window
# No text is longer than its limit allows, in any script: four bytes to a character at most.
MOST_BYTES = 4 * (LONGEST_TITLE + LONGEST_INTRODUCTION + MOST_EVENTS * (LONGEST_QUESTION + 1) + 1)

INCOMPLETE = (
    "This link is incomplete or was changed on its way: a character is missing or another one. "
    "Copy it anew from where you found it, the whole of it, or ask whoever gave it to you."
)
NEWER = (
    "This link was not made by this site, or by a newer version of it. "
    "Copy it anew from where you found it, from the first character on."
)


class Unreadable(Exception):
    """A code that stands for no set; its text is a sentence for whoever followed the link."""


def encode(contents: Contents) -> str:
    """The code of a set with at most MOST_EVENTS events, known by permanent keys; its texts without what nobody sees."""
    questions = (one_line(entry.question) for entry in contents.entries)
    texts = [one_line(contents.title), paragraphs(contents.introduction), *questions]
    packer = zlib.compressobj(9, zlib.DEFLATED, RAW, zdict=VERSION_1)
    packed = packer.compress(BETWEEN.join(texts).encode()) + packer.flush()
    keys = b"".join(_number(entry.key).to_bytes(KEY) for entry in contents.entries)
    body = len(contents.entries).to_bytes(NUMBER) + keys + packed
    return VERSION + base64.urlsafe_b64encode(_checksum(body) + body).decode().rstrip("=")


def decode(code: str) -> Contents:
    """The set that a code stands for; raise Unreadable where it was mutilated or is none."""
    read = READERS.get(code[:1])
    if read is None:
        raise Unreadable(NEWER)
    if len(code) > LONGEST_CODE:
        raise Unreadable(INCOMPLETE)
    return read(code[1:])


def _read_1(code: str) -> Contents:
    """Version 1, as the top of this module describes it."""
    body = _checked(code)
    number, body = body[0], body[NUMBER:]
    keys = [_key(body[place : place + KEY]) for place in range(0, number * KEY, KEY)]
    title, introduction, *questions = _texts(body[number * KEY :], 2 + number)
    entries = zip(keys, questions, strict=True)
    return Contents(
        one_line(title), paragraphs(introduction), tuple(Entry(key, one_line(said)) for key, said in entries)
    )


# How each version that was ever given out is read. A new one is added here and written from then on; none is taken out.
READERS: dict[str, Callable[[str], Contents]] = {"1": _read_1}


def _checked(text: str) -> bytes:
    """The bytes behind a code whose checksum is right."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:  # ValueError: a letter outside ASCII
        raise Unreadable(INCOMPLETE) from error
    checksum, body = raw[:CHECKSUM], raw[CHECKSUM:]
    if not body or checksum != _checksum(body) or body[0] > MOST_EVENTS or len(body) < NUMBER + KEY * body[0]:
        raise Unreadable(INCOMPLETE)
    return body


def _texts(packed: bytes, number: int) -> list[str]:
    """The texts, of which there are to be `number`; no more is unpacked than could be meant, whatever the bytes promise."""
    unpacker = zlib.decompressobj(RAW, zdict=VERSION_1)
    try:
        texts = unpacker.decompress(packed, MOST_BYTES).decode().split(BETWEEN)
    except (zlib.error, UnicodeDecodeError) as error:
        raise Unreadable(INCOMPLETE) from error
    if not unpacker.eof or unpacker.unused_data or len(texts) != number:
        raise Unreadable(INCOMPLETE)
    return texts


def _checksum(body: bytes) -> bytes:
    return blake2b(body, digest_size=CHECKSUM).digest()


def _number(key: str) -> int:
    """A permanent key as a number below 27⁸, which five bytes hold."""
    found = 0
    for letter in key:
        found = found * len(KEY_ALPHABET) + KEY_ALPHABET.index(letter)
    return found


def _key(raw: bytes) -> str:
    """The permanent key that a number stands for; raise Unreadable where it is too great for one."""
    number, letters = int.from_bytes(raw), []
    for _ in range(KEY_LENGTH):
        number, place = divmod(number, len(KEY_ALPHABET))
        letters.append(KEY_ALPHABET[place])
    if number:
        raise Unreadable(INCOMPLETE)
    return "".join(reversed(letters))


def code_in(text: str) -> str:
    """The code in an address of a set, such as somebody pastes; the text itself where it is no address."""
    found = IN_AN_ADDRESS.search(text)
    return found[1] if found else text.strip()
