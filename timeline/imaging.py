"""An uploaded picture made our own: decoded, set upright, sized down and written anew, so that only its pixels remain.

What a camera or a program wrote beside the pixels (where and when it was taken, by whom, with what) never reaches a reader.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from PIL import Image, ImageCms, ImageOps

EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
WRITTEN_WITH: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 88, "method": 4},
}
LONGEST_SIDE = 2000  # pixels of what is kept
MOST_PIXELS = 50_000_000  # of what is sent: more than any camera an editor holds, and little enough to decode
UNREADABLE = "This file cannot be read as a picture: send a JPEG, a PNG or a WebP."
TOO_LARGE = f"This picture has more than {MOST_PIXELS // 1_000_000} million pixels: make it smaller, then send it."
MOVING = "This picture moves: send a still one, for example one frame of it."


# What Pillow says of a file that unpacks to too much (also of words beside the pixels, a ValueError), and of a broken one.
TOO_MUCH = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN = (OSError, ValueError, SyntaxError, OverflowError)


class Refused(ValueError):
    """A file that no picture is made of; the message is a sentence for whoever sent it."""


@dataclass(frozen=True)
class Made:
    """A picture as it is kept."""

    content: bytes
    extension: str

    @property
    def digest(self) -> str:
        """A short text that two pictures have in common when they are the same, and only then."""
        return hashlib.sha256(self.content).hexdigest()[:32]

    @property
    def content_type(self) -> str:
        """Its media type."""
        return MEDIA_TYPES[self.extension]


def made_our_own(file: IO[bytes]) -> Made:
    """What is kept of an uploaded file. Its content decides what it is, whatever its name. Raises Refused."""
    file.seek(0)
    try:
        with Image.open(file, formats=tuple(EXTENSIONS)) as sent:
            kind = "JPEG" if sent.format == "MPO" else str(sent.format)  # MPO: a JPEG with further ones behind it
            if sent.width * sent.height > MOST_PIXELS:
                raise Refused(TOO_LARGE)
            if kind != "JPEG" and getattr(sent, "is_animated", False):
                raise Refused(MOVING)
            picture = _bare(_in_srgb(ImageOps.exif_transpose(sent)), kind)
    except TOO_MUCH as error:
        raise Refused(TOO_LARGE) from error
    except Refused:
        raise
    except BROKEN as error:
        raise Refused(UNREADABLE) from error
    finally:
        file.seek(0)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    picture.save(buffer, kind, **WRITTEN_WITH[kind])
    return Made(buffer.getvalue(), EXTENSIONS[kind])


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The picture with the colours that a browser shows where it is told of no others."""
    profile = picture.info.get("icc_profile")
    if not profile:
        return picture
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if picture.mode in ("P", "PA", "LA"):
            picture = picture.convert(mode)
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that is none, or of another kind of picture
        return picture
    return converted or picture


def _bare(picture: Image.Image, kind: str) -> Image.Image:
    """The pixels alone on a new sheet: whatever else the picture carried stays behind."""
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value / 256).convert("L")
    mode = "RGBA" if kind != "JPEG" and picture.has_transparency_data else "RGB"
    pixels = picture.convert(mode)
    bare = Image.new(mode, pixels.size)
    bare.paste(pixels)
    return bare
