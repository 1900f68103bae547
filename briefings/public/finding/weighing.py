"""What pages weigh, all of them at once.

For each page a whole number, written in binary digits: digit n of every page is kept in one long number, with a bit
for each page in the place that the catalogue gives it (briefings/public/finding/facets.py has its filters). Adding up
what pages weigh, and choosing the heaviest, is then some hundred operations on such numbers, however much is published.
"""

from collections.abc import Sequence
from itertools import zip_longest

Weights = Sequence[int]  # the smallest digit first; () where no page weighs anything
HEAVIEST_WORD = 255  # so that what a word weighs on a page is one octet
_DIGITS = [bytes(49 if weight >> digit & 1 else 48 for weight in range(256)) for digit in range(8)]  # "0" and "1"


def weights_from(octets: bytearray) -> Weights:
    """The weights of pages, from one octet for each page in its place."""
    octets.reverse()  # the first page is the last bit
    digits = [int(octets.translate(table) or b"0", 2) for table in _DIGITS]
    while digits and not digits[-1]:
        digits.pop()
    return tuple(digits)


def weighing(weights: Weights) -> int:
    """The pages that weigh anything, as bits."""
    pages = 0
    for digit in weights:
        pages |= digit
    return pages


def plus(one: Weights, other: Weights) -> Weights:
    """The sum of two weights for each page."""
    total, carried = [], 0
    for first, second in zip_longest(one, other, fillvalue=0):
        differing = first ^ second
        total.append(differing ^ carried)
        carried = first & second | differing & carried
    return (*total, carried) if carried else tuple(total)


def times(weights: Weights, factor: int) -> Weights:
    """Each page's weight so many times."""
    total: Weights = ()
    for digit in range(factor.bit_length()):
        if factor >> digit & 1:
            total = plus(total, (*[0] * digit, *weights))
    return total


def weight_at(weights: Weights, place: int) -> int:
    """What the page in one place weighs."""
    return sum((digit >> place & 1) << number for number, digit in enumerate(weights))


def heaviest(weights: Weights, among: int, most: int) -> int:
    """So many pages of `among` that weigh most, as bits. Of pages that weigh alike, the first places."""
    surely, perhaps = 0, among
    for digit in reversed(weights):
        heavy = perhaps & digit
        if (surely | heavy).bit_count() <= most:
            surely |= heavy
            perhaps &= ~digit
        else:
            perhaps = heavy
    return surely | _first(perhaps, most - surely.bit_count())


def _first(pages: int, most: int) -> int:
    """The first so many of these pages."""
    digits, place = bin(pages)[:1:-1], 0
    for _ in range(most):
        place = digits.find("1", place) + 1
        if not place:
            return pages
    return pages & ((1 << place) - 1)
