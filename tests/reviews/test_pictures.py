"""Every uploaded picture is drawn again: what hides in a file does not come through."""

import io
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile
from PIL.PngImagePlugin import PngInfo

from people.logos import resaved_logo
from portal.pictures import LARGEST_FILE, resaved

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'


def a_file(data: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/png")


def a_picture(kind: str = "PNG", size=(40, 30), mode: str = "RGB", **saving) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal" if mode != "P" else 3).save(out, format=kind, **saving)
    return out.getvalue()


def a_picture_that_says_it_is(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises many dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (SVG, "could not be read"),
        (b"<html><script>alert(1)</script>", "could not be read"),
        (b"", "could not be read"),
        (a_picture()[:60], "could not be read"),
        (a_picture("BMP"), "could not be read"),
        (a_picture_that_says_it_is(3000, 3000), "smaller picture"),
        (a_picture_that_says_it_is(30000, 30000), "could not be read"),
        (b"\0" * (LARGEST_FILE + 1), "smaller file"),
    ],
    ids=["svg", "html", "empty", "cut off", "bmp", "too many dots", "bomb", "too large a file"],
)
def test_file_that_is_not_a_picture_we_draw_is_refused(data, words):
    with pytest.raises(ValidationError, match=words):
        resaved(a_file(data))


def test_half_a_picture_is_refused_whatever_a_library_has_turned_on(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    with pytest.raises(ValidationError, match="could not be read"):
        resaved(a_file(a_picture()[:60]))


def test_camera_and_place_data_are_dropped():
    exif = Image.Exif()
    exif[0x010E] = "SECRET PLACE"
    data = a_picture("JPEG", exif=exif, comment=b"SECRET COMMENT")
    assert b"SECRET" in data

    clean = resaved(a_file(data, "photo.jpg")).read()

    assert b"SECRET" not in clean
    assert not Image.open(io.BytesIO(clean)).getexif()


def test_texts_and_what_follows_the_end_are_dropped():
    texts = PngInfo()
    texts.add_text("Author", "SECRET NAME")
    data = a_picture(pnginfo=texts) + SVG

    clean = resaved(a_file(data)).read()

    assert b"SECRET" not in clean
    assert b"script" not in clean


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_picture_keeps_its_size_and_gets_a_name_of_its_own(kind):
    clean = resaved(a_file(a_picture(kind), "../../Isla Thorne.php"))

    assert Image.open(clean).size == (40, 30)
    assert clean.name.endswith(".jpg" if kind == "JPEG" else ".png")
    assert "Isla" not in clean.name
    assert "/" not in clean.name


def test_same_picture_gets_the_same_name():
    assert resaved(a_file(a_picture())).name == resaved(a_file(a_picture(), "other.png")).name


def test_clear_ground_of_a_logo_stays_clear():
    clean = resaved(a_file(a_picture(mode="RGBA")))

    assert Image.open(clean).mode == "RGBA"


def test_logo_is_made_no_larger_than_it_is_shown():
    clean = resaved_logo(a_file(a_picture(size=(1600, 400))))

    with Image.open(clean) as picture:
        assert picture.size == (480, 120)


def test_logo_with_soft_edges_weighs_little_and_its_ground_stays_clear():
    soft = Image.radial_gradient("L").resize((960, 320))
    picture = Image.new("RGBA", soft.size, "navy")
    picture.putalpha(soft.point(lambda dark: 255 - dark))
    out = io.BytesIO()
    picture.save(out, "PNG")

    clean = resaved_logo(a_file(out.getvalue()))

    assert clean.size < 20_000
    corner, middle = (Image.open(clean).convert("RGBA").getpixel(place)[3] for place in ((0, 0), (240, 80)))
    assert corner < 25
    assert middle > 230
