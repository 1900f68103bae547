"""The public addresses that one page writes many times, as briefings/public/urls.py has them.

`reverse` costs some 40 µs, which a list, a sitemap or open data would pay a thousand times; a test holds these to it.
Plain functions without Django; everything else asks `reverse`.
"""


def briefing(slug: str) -> str:
    """A briefing."""
    return f"/learning/{slug}/"


def sheet(slug: str) -> str:
    """Its PDF."""
    return f"/learning/{slug}/{slug}.pdf"


def handout(slug: str, number: int) -> str:
    """One of its blocks, to stand alone."""
    return f"/learning/{slug}/block-{number}/"


def review(slug: str) -> str:
    """All that is published about a review."""
    return f"/reviews/{slug}/"


def theme(slug: str) -> str:
    """What was learned about a theme."""
    return f"/themes/{slug}/"


def sector(slug: str) -> str:
    """What was learned for a sector."""
    return f"/sectors/{slug}/"
