"""Every address of the site. Public ones first; staff ones live under /admin/."""

from django.contrib import admin
from django.urls import include, path

from portal.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
    path("", include("briefings.public.urls")),
]
