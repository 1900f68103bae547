"""The logo of a partnership, as it is kept: every reader of every page that the partnership publishes loads it."""

from django.core.files.base import ContentFile

from portal.pictures import resaved

LARGEST = (480, 160)  # pixels: 40 mm wide at 300 dpi, as wide as it is ever shown
# A logo has few colours and soft edges: with 256 it looks the same, and two of them no longer weigh more on a page
# than everything else on it (6 kB instead of 32 for those of the demo).
COLOURS = 256


def resaved_logo(upload) -> ContentFile:
    """The logo of an uploaded file, clean and no larger than it is shown. Raises ValidationError as `resaved` does."""
    return resaved(upload, within=LARGEST, colours=COLOURS)
