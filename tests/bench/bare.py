"""The yardstick: the least that Django can do. One row, its stored HTML, no middleware and no template."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import path

from portal import settings as site

settings.configure(
    ALLOWED_HOSTS=site.ALLOWED_HOSTS,
    AUTH_USER_MODEL=site.AUTH_USER_MODEL,
    DATABASES=site.DATABASES,
    DEFAULT_AUTO_FIELD=site.DEFAULT_AUTO_FIELD,
    INSTALLED_APPS=site.INSTALLED_APPS,
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY=site.SECRET_KEY,
    USE_TZ=True,
)
django.setup()


def page(request, slug):
    """A stored page, straight from its column."""
    from briefings.models.public import PublicPage

    return HttpResponse(PublicPage.objects.values_list("html", flat=True).get(slug=slug))


urlpatterns = [path("learning/<slug:slug>/", page)]
application = WSGIHandler()
