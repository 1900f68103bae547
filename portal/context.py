"""What every template may say about the site itself."""

from django.conf import settings


def site(request) -> dict[str, object]:
    """The site's name and public address, and whether this is the invented demo."""
    return {
        "site_name": settings.SITE_NAME,
        "public_address": settings.PUBLIC_ADDRESS,
        "is_demo": settings.PORTAL_ENV == "demo",
    }
