"""Pictures made our own: content decides, pixels stay, and nothing else of what was sent does."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from timeline import imaging

SECRET = "48.8583 N, taken by A. Nonymous"


def sent(picture: Image.Image, kind: str, **options) -> BytesIO:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer


def kept(file: BytesIO) -> Image.Image:
    return Image.open(BytesIO(imaging.made_our_own(file).content))


def halves(left: str = "red", right: str = "blue", size: tuple[int, int] = (40, 20), mode: str = "RGB") -> Image.Image:
    """A picture whose left half and right half differ."""
    picture = Image.new(mode, size, left)
    picture.paste(Image.new(mode, (size[0] // 2, size[1]), right), (size[0] // 2, 0))
    return picture


def told_of() -> Image.Exif:
    """What a camera writes beside a picture, and how it was held."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x0112] = SECRET, SECRET, 6
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 17.0, 40.0)})
    return exif


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_only_the_pixels_of_a_picture_stay_and_they_stand_upright(kind, extension):
    text = PngInfo()
    text.add_text("Comment", SECRET)
    text.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{SECRET}</x:xmpmeta>")
    beside = {"JPEG": {"comment": SECRET.encode(), "xmp": SECRET.encode()}, "PNG": {"pnginfo": text}}
    file = sent(halves(), kind, exif=told_of(), **beside.get(kind, {"xmp": SECRET.encode()}))
    assert SECRET.encode() in file.getvalue()
    made = imaging.made_our_own(file)
    assert made.extension == extension
    for trace in (SECRET.encode(), b"Exif", b"exif", b"eXIf", b"EXIF", b"xmp", b"XMP", b"ICCP", b"iCCP", b"tEXt"):
        assert trace not in made.content
    with Image.open(BytesIO(made.content)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((20, 40), {})
        top, bottom = picture.convert("RGB").getpixel((10, 5)), picture.convert("RGB").getpixel((10, 35))
    assert top[0] > 200 > 60 > top[2]
    assert bottom[2] > 200 > 60 > bottom[0]


def test_colours_of_another_profile_become_those_that_a_browser_shows():
    wide = Image.new("LAB", (8, 8), (136, 208, 195))  # a strong red
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    buffer = BytesIO()
    wide.save(buffer, "TIFF")
    picture = Image.open(buffer)
    picture.info["icc_profile"] = profile.tobytes()
    shown = imaging._in_srgb(picture)
    assert shown.mode == "RGB"
    red, green, blue = shown.getpixel((4, 4))
    assert red > 200 > 60 > max(green, blue)


def test_a_profile_that_is_none_is_left_out():
    file = sent(halves(), "JPEG", icc_profile=b"not a profile")
    made = imaging.made_our_own(file)
    assert b"not a profile" not in made.content
    with Image.open(BytesIO(made.content)) as picture:
        assert picture.getpixel((5, 10))[0] > 200


@pytest.mark.parametrize(
    ("size", "expected"), [((4000, 1000), (2000, 500)), ((30, 3000), (20, 2000)), ((9, 7), (9, 7))]
)
def test_the_longer_side_is_sized_down_and_never_up(size, expected):
    assert kept(sent(Image.new("RGB", size, "navy"), "PNG")).size == expected


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixels_is_read(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    grey = Image.new("I;16", (8, 8), 128 * 256) if mode == "I;16" else Image.new("RGB", (8, 8), "white").convert(mode)
    picture = kept(sent(grey, kind))
    assert picture.mode == ("RGBA" if mode in ("LA", "RGBA") else "RGB")
    assert picture.convert("RGB").getpixel((4, 4)) == ((128, 128, 128) if mode == "I;16" else (255, 255, 255))


def test_what_can_be_seen_through_stays_so():
    picture = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    for kind in ("PNG", "WEBP"):
        assert kept(sent(picture, kind)).convert("RGBA").getpixel((4, 4))[3] == 0


def test_of_several_pictures_in_a_jpeg_the_first_is_taken():
    file = sent(Image.new("RGB", (8, 8), "red"), "MPO", save_all=True, append_images=[Image.new("RGB", (8, 8), "blue")])
    made = imaging.made_our_own(file)
    assert made.extension == "jpg"
    assert Image.open(BytesIO(made.content)).getpixel((4, 4))[0] > 200


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(kind):
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    with pytest.raises(imaging.Refused, match="This picture moves"):
        imaging.made_our_own(sent(frames[0], kind, save_all=True, append_images=frames[1:]))


def test_a_picture_that_is_small_as_a_file_and_huge_when_decoded_is_refused():
    file = sent(Image.new("1", (20_000, 20_000)), "PNG")
    assert len(file.getvalue()) < 100_000
    with pytest.raises(imaging.Refused, match="more than 50 million pixels"):
        imaging.made_our_own(file)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PPM"])
def test_other_kinds_of_pictures_are_not_even_tried(kind):
    with pytest.raises(imaging.Refused, match="send a JPEG, a PNG or a WebP"):
        imaging.made_our_own(sent(halves(), kind))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_was_cut_off_or_spoilt_is_refused(kind):
    content = sent(Image.effect_noise((200, 200), 80).convert("RGB"), kind).getvalue()
    for broken in (content[: len(content) // 2], content[:30] + b"\x00" * 200 + content[230:], content[:12]):
        assert outcome(broken) in (imaging.UNREADABLE, (200, 200))  # a decoder may make good what is missing
    assert outcome(content[:12]) == imaging.UNREADABLE


def outcome(content: bytes):
    """The size of what is made of a file, or why nothing is."""
    try:
        return kept(BytesIO(content)).size
    except imaging.Refused as refused:
        return str(refused)
