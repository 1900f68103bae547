"""Draws the figures of the invented reports, so that no picture has to be kept in the repository."""

import io

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from briefings.demo.logos import WHITE, face

WIDTH, HEIGHT, EDGE = 1200, 620, 60  # dots
INK, BAR = "#16191d", "#1b4f7a"


def bars(values: list[tuple[str, int]]) -> ContentFile:
    """A PNG of upright bars, each with its label below and its number above, in the order given."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), WHITE)
    pen = ImageDraw.Draw(picture)
    room, floor = (WIDTH - 2 * EDGE) / len(values), HEIGHT - 90
    tallest = max(height for _, height in values)
    for place, (label, height) in enumerate(values):
        middle = EDGE + room * (place + 0.5)
        top = floor - (floor - 90) * height / tallest
        pen.rectangle((middle - room * 0.3, top, middle + room * 0.3, floor), fill=BAR)
        for words, style, y in ((str(height), "Bold", top - 12), (label, "Regular", floor + 66)):
            pen.text((middle, y), words, fill=INK, font=face(style, 40), anchor="ms")
    pen.line((EDGE, floor, WIDTH - EDGE, floor), fill=INK, width=3)
    out = io.BytesIO()
    picture.save(out, format="PNG", optimize=True)
    return ContentFile(out.getvalue(), name="bars.png")
