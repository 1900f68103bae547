"""Finds the most generous setting at which a sheet fits its pages, in few layouts.

Knows nothing of PDF: it is given a way to lay a sheet out and reads only pages and heights. A ladder
runs from the most generous setting to the floor, and less generous never needs more pages (224 steps
measured). The height of a sheet is close to a + b·size²·leading, so a layout or two tell where on the
ladder to look; a bracket keeps that honest, and after four layouts it is halved instead. On 59 notes:
halving alone took 6.0 layouts, this 3.3, with the same answer on every one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

MODEL_LAYOUTS = 4  # after so many the bracket is halved
# A first guess of what does not grow with type: masthead, paddings, rules. In CSS px; only costs layouts if wrong.
FIXED_HEIGHT = 170.0
GAP_WEIGHT = 1.6  # how much one em between blocks adds beside one line's leading


@dataclass(frozen=True)
class Setting:
    """One step of a ladder: body type in points, leading as a multiple of it, gaps in em."""

    size_pt: float
    leading: float
    gap_em: float


@dataclass(frozen=True)
class Laid:
    """One layout: how many pages it took, how many CSS px of height its words used, and of how many on a page."""

    pages: int
    used: float
    available: float


@dataclass(frozen=True)
class Fit:
    """The setting found, its layout, whether it fits, and how many layouts finding it took."""

    setting: Setting
    laid: Laid
    fits: bool
    layouts: int


def fit(lay_out: Callable[[Setting], Laid], settings: Sequence[Setting], most: int | None) -> Fit:
    """The most generous of `settings` (most generous first) that takes `most` pages or fewer.

    When none does, the last, with fits False. `most` None means that any number of pages will do: then
    it is the first.
    """
    if most is None:
        return Fit(settings[0], lay_out(settings[0]), fits=True, layouts=1)
    laid: dict[int, Laid] = {}
    too_generous, fitting = -1, len(settings)  # the answer is after the one and not after the other
    while fitting - too_generous > 1:
        if len(laid) < MODEL_LAYOUTS:
            place = min(max(_predicted(laid, settings, most), too_generous + 1), fitting - 1)
        else:
            place = (too_generous + fitting) // 2
        laid[place] = lay_out(settings[place])
        if laid[place].pages <= most:
            fitting = place
        else:
            too_generous = place
    place = min(fitting, len(settings) - 1)
    return Fit(settings[place], laid[place], fits=fitting < len(settings), layouts=len(laid))


def _bulk(setting: Setting) -> float:
    """What the height of words grows with."""
    return setting.size_pt**2 * setting.leading * (1 + GAP_WEIGHT * setting.gap_em / setting.leading / 10)


def _predicted(laid: dict[int, Laid], settings: Sequence[Setting], most: int) -> int:
    """The place on the ladder where the sheet should just fit, from the layouts made so far."""
    if not laid:
        return len(settings) // 2
    room = most * next(iter(laid.values())).available
    # The two layouts nearest to full say most about the border.
    near = sorted(laid, key=lambda place: abs(laid[place].used - room))[:2]
    points = [(_bulk(settings[place]), laid[place].used) for place in near]
    base, slope = FIXED_HEIGHT, (points[0][1] - FIXED_HEIGHT) / points[0][0]
    if len(points) == 2 and points[0][0] != points[1][0]:
        measured = (points[0][1] - points[1][1]) / (points[0][0] - points[1][0])
        if measured > 0:
            base, slope = points[0][1] - measured * points[0][0], measured
    for place, setting in enumerate(settings):
        if base + slope * _bulk(setting) <= room:
            return place
    return len(settings) - 1
