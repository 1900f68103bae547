"""Draws the logos of the invented partnerships, so that no picture has to be kept in the repository."""

import io
from importlib.resources import files

from django.core.files.base import ContentFile
from PIL import Image, ImageChops, ImageDraw, ImageFont

HEIGHT = 240  # dots; drawn at twice the size and made smaller, which smooths the edges
WHITE = "#ffffff"


def logo(mark: str, words: list[str], *, colour: str, second_colour: str) -> ContentFile:
    """A PNG with a mark (hills, waves or leaf) in a round, and two lines of words beside it."""
    name, rest = (face("Bold", 168), words[0]), (face("Regular", 88), words[1])
    width = 530 + int(max(face.getlength(text) for face, text in (name, rest))) + 20
    picture = Image.new("RGB", (width, HEIGHT * 2), WHITE)
    badge = Image.new("RGB", (HEIGHT * 2, HEIGHT * 2), colour)
    MARKS[mark](badge, second_colour)
    round_window = Image.new("L", badge.size, 0)
    ImageDraw.Draw(round_window).ellipse((20, 20, 460, 460), fill=255)
    picture.paste(badge, (0, 0), round_window)
    pen = ImageDraw.Draw(picture)
    pen.text((526, 70), words[0], fill=colour, font=name[0])
    pen.text((532, 290), words[1], fill=colour, font=rest[0])
    out = io.BytesIO()
    picture.resize((width // 2, HEIGHT), Image.Resampling.LANCZOS).save(out, format="PNG", optimize=True)
    return ContentFile(out.getvalue(), name=f"{mark}.png")


def _hills(badge: Image.Image, second: str) -> None:
    pen = ImageDraw.Draw(badge)
    pen.ellipse((290, 95, 370, 175), fill=WHITE)
    pen.polygon([(0, 480), (170, 170), (330, 480)], fill=WHITE)
    pen.polygon([(190, 480), (330, 250), (500, 480)], fill=second)


def _waves(badge: Image.Image, second: str) -> None:
    pen = ImageDraw.Draw(badge)
    pen.rectangle((0, 330, 480, 480), fill=second)
    for row in (130, 215, 300):
        for start in range(-60, 500, 140):
            pen.arc((start, row - 60, start + 140, row + 60), 20, 160, fill=WHITE, width=26)


def _leaf(badge: Image.Image, second: str) -> None:
    halves = []
    for centre in (170, 310):  # a leaf is what two rounds have in common
        half = Image.new("L", badge.size, 0)
        ImageDraw.Draw(half).ellipse((centre - 209, centre - 209, centre + 209, centre + 209), fill=255)
        halves.append(half)
    badge.paste(WHITE, mask=ImageChops.multiply(*halves))
    ImageDraw.Draw(badge).line([(120, 360), (310, 170)], fill=second, width=22)


MARKS = {"hills": _hills, "waves": _waves, "leaf": _leaf}


def face(style: str, size: int) -> ImageFont.FreeTypeFont:
    """The typeface of the sheets, for the words in pictures."""
    face = files("fontpkg_atkinson_hyperlegible") / "files" / f"AtkinsonHyperlegible-{style}.ttf"
    return ImageFont.truetype(str(face), size)
