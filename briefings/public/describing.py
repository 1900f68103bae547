"""What a page says of itself to search engines: schema.org data, made from what readers see on it."""

import json

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from briefings.models.public import PublicFacet, PublicPage
from briefings.public.names import Names

# So that nothing in a title can end the element it stands in.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def schema_of(page: PublicPage, names: Names, *, address: str) -> SafeString:
    """A briefing as JSON-LD, to stand in a data block (which is no script: browsers run nothing of it)."""
    publishers = [
        {"@type": "Organization", "name": one.name} | ({"url": one.website} if one.website else {})
        for one in names.publishers
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "Report" if page.format == "full-report" else "Article",
        "headline": page.title[:110],  # search engines cut what is longer
        "description": page.summary,
        "url": address,
        "inLanguage": page.language,
        "datePublished": page.first_published_at.isoformat(),
        "dateModified": page.published_at.isoformat(),
        "version": str(page.number),
        "isAccessibleForFree": True,
        "publisher": publishers,
        "author": publishers,
        "about": [{"@type": "Thing", "name": one.name} for one in names.of(PublicFacet.Kind.THEME)],
        "audience": [{"@type": "Audience", "audienceType": one.name} for one in names.of(PublicFacet.Kind.SECTOR)],
        "wordCount": page.words,
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": settings.PUBLIC_ADDRESS + page.sheet_address(),
            "encodingFormat": "application/pdf",
        },
    }
    filled = {name: value for name, value in data.items() if value or value is False}
    return mark_safe(json.dumps(filled, ensure_ascii=False).translate(ESCAPES))  # noqa: S308  escaped above
