"""Every address of the site. Public ones first; staff ones live under /admin/."""

from django.contrib import admin
from django.urls import include, path

from portal.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("admin/account/invitation/", include("people.admin.joining")),  # for people who have no account yet
    path("admin/account/", include("people.sign_in.urls")),
    # the site's own two addresses, under the names by which the pages above know them
    path("admin/login/", admin.site.login, name="account_login"),
    path("admin/logout/", admin.site.logout, name="account_logout"),
    path("admin/", admin.site.urls),
    path("", include("briefings.public.urls")),
]

handler429 = "people.sign_in.views.too_many"  # asked for by allauth, not by Django
handler400 = "portal.requests.faults.not_understood"
handler403 = "portal.requests.faults.not_allowed"
handler404 = "portal.requests.faults.not_found"
handler500 = "portal.requests.faults.broken"
