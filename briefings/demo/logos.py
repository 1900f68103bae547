"""Draws the logos of the invented partnerships, so that no picture has to be kept in the repository."""

import io
from importlib.resources import files

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

SIZE = (960, 240)  # dots; drawn at twice the size and made smaller, which smooths the edges
WHITE = "#ffffff"


def logo(mark: str, words: list[str], *, colour: str, second_colour: str) -> ContentFile:
    """A PNG with a mark (hills, waves or leaf) and two lines of words beside it."""
    picture = Image.new("RGB", (SIZE[0] * 2, SIZE[1] * 2), WHITE)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((20, 20, 460, 460), fill=colour)
    MARKS[mark](pen, second_colour)
    # everything of the mark stays inside its round: cover what stands over the edge
    ring = Image.new("L", picture.size, 255)
    ImageDraw.Draw(ring).ellipse((20, 20, 460, 460), fill=0)
    ImageDraw.Draw(ring).rectangle((480, 0, *picture.size), fill=0)
    picture.paste(WHITE, mask=ring)
    pen.text((530, 105), words[0], fill=colour, font=_face("Bold", 150))
    pen.text((534, 290), words[1], fill=colour, font=_face("Regular", 66))
    out = io.BytesIO()
    picture.resize(SIZE, Image.Resampling.LANCZOS).save(out, format="PNG", optimize=True)
    return ContentFile(out.getvalue(), name=f"{mark}.png")


def _hills(pen: ImageDraw.ImageDraw, second: str) -> None:
    pen.ellipse((290, 95, 370, 175), fill=WHITE)
    pen.polygon([(0, 480), (170, 170), (330, 480)], fill=WHITE)
    pen.polygon([(190, 480), (330, 250), (500, 480)], fill=second)


def _waves(pen: ImageDraw.ImageDraw, second: str) -> None:
    for row, ink in ((190, WHITE), (270, WHITE), (350, second)):
        for start in range(-60, 500, 140):
            pen.arc((start, row - 60, start + 140, row + 60), 20, 160, fill=ink, width=26)


def _leaf(pen: ImageDraw.ImageDraw, second: str) -> None:
    pen.pieslice((40, 100, 400, 460), 270, 360, fill=WHITE)
    pen.pieslice((220, -80, 580, 280), 90, 180, fill=WHITE)
    pen.line([(150, 390), (360, 140)], fill=second, width=24)


MARKS = {"hills": _hills, "waves": _waves, "leaf": _leaf}


def _face(style: str, size: int) -> ImageFont.FreeTypeFont:
    face = files("fontpkg_atkinson_hyperlegible") / "files" / f"AtkinsonHyperlegible-{style}.ttf"
    return ImageFont.truetype(str(face), size)
