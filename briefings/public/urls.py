"""The public addresses. Nothing here leads to a draft, an edition or the record."""

from django.urls import path

from briefings.public import discuss, files, handout, reading, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("learning/", views.learning, name="learning"),
    path("learning/<slug:slug>/", reading.briefing, name="briefing"),
    path("learning/<slug:slug>/<slug:name>.pdf", files.sheet, name="sheet"),
    path("learning/<slug:slug>/discuss/", discuss.discuss, name="discuss"),
    path("learning/<slug:slug>/block-<int:number>/", handout.handout, name="handout"),
    path("media/<path:name>", files.picture, name="picture"),
    path("logos/<str:name>", files.logo, name="logo"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("staying-safe-online/", views.staying_safe, name="staying-safe"),
    path("robots.txt", files.robots, name="robots"),
    path("favicon.ico", files.favicon, name="favicon"),
]
