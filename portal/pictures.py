"""Every uploaded picture is re-saved from its pixels before it is kept.

Re-saving drops what hides in a file: place and camera data, comments, scripts in an SVG,
bytes after the end. Must not be skipped for any upload, no matter who sends it.
"""

import hashlib
import io
import warnings

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageFile, UnidentifiedImageError

LARGEST_FILE = 5 * 1024 * 1024  # bytes
LARGEST_PICTURE = 4_000_000  # pixels; a sheet 180 mm wide at 300 dpi is 2,100 across
ACCEPTED = ("PNG", "JPEG", "WEBP", "GIF")
CANNOT_BE_READ = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError,
    Image.DecompressionBombWarning, Image.DecompressionBombError,  # Pillow warns of a bomb, and raises at a big one
)  # fmt: skip


def resaved(upload, *, within: tuple[int, int] | None = None, colours: int | None = None) -> ContentFile:
    """The picture of an uploaded file as a clean PNG or JPEG named by its own digest.

    `within` is the width and height, in pixels, that a larger picture is made smaller to fit; `colours` the most that
    a PNG keeps.
    Raises ValidationError, in words for the officer, for anything that is not a picture we can read.
    """
    if upload.size > LARGEST_FILE:
        raise ValidationError("Choose a smaller file: pictures may have 5 MB at most.")
    try:
        upload.seek(0)
        with warnings.catch_warnings():
            # Pillow only warns of a decompression bomb; here it must refuse.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=ACCEPTED)
            if picture.width * picture.height > LARGEST_PICTURE:
                raise ValidationError("Choose a smaller picture: 2,000 by 2,000 pixels at most.")
            ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for the whole process
            picture.load()
    except CANNOT_BE_READ as fault:
        raise ValidationError("Choose a picture saved as PNG or JPEG: this file could not be read as one.") from fault
    as_photo = picture.format == "JPEG"
    clean = Image.new("RGB" if as_photo else "RGBA", picture.size)
    clean.paste(picture.convert(clean.mode))
    if within:
        clean.thumbnail(within, Image.Resampling.LANCZOS)
    if colours and not as_photo:
        clean = clean.quantize(colours, method=Image.Quantize.FASTOCTREE)
    out = io.BytesIO()
    clean.save(out, format="JPEG" if as_photo else "PNG", **({"quality": 88} if as_photo else {"optimize": True}))
    data = out.getvalue()
    return ContentFile(data, name=f"{hashlib.sha256(data).hexdigest()[:32]}.{'jpg' if as_photo else 'png'}")
