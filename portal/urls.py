"""Every address of the site. Public ones first; staff ones live under /admin/."""

from django.contrib import admin
from django.urls import include, path

from portal.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("admin/account/invitation/", include("reviews.admin.joining")),  # for people who have no account yet
    path("admin/", admin.site.urls),
    path("", include("briefings.public.urls")),
]

handler400 = "briefings.public.faults.not_understood"
handler403 = "briefings.public.faults.not_allowed"
handler404 = "briefings.public.faults.not_found"
handler500 = "briefings.public.faults.broken"
