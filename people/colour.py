"""Whether a partnership's colour can be read. Figures from WCAG 2.2, success criterion 1.4.3."""

import re

from django.core.exceptions import ValidationError

HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
LEAST_CONTRAST = 4.5  # text against its ground


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio (1 to 21) between two colours written as #rrggbb."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on_white(colour: str) -> None:
    """Refuse a colour that is not #rrggbb, or that cannot be read as text on white."""
    if not HEX.match(colour):
        raise ValidationError("Write the colour as # and six digits, such as #1d4f91.")
    ratio = contrast(colour, "#ffffff")
    if ratio < LEAST_CONTRAST:
        raise ValidationError(
            "Choose a darker colour: %(colour)s has a contrast of %(ratio).1f to 1 on white, and words need 4.5 to 1.",
            params={"colour": colour, "ratio": ratio},
        )
