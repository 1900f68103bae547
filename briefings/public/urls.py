"""The public addresses. Nothing here leads to a draft, an edition or the record."""

from django.urls import path

from briefings.public import discuss, families, files, handout, learning, one_review, reading, resources, themes, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("learning/", learning.learning, name="learning"),
    path("learning/<slug:slug>/", reading.briefing, name="briefing"),
    path("learning/<slug:slug>/<slug:name>.pdf", files.sheet, name="sheet"),
    path("learning/<slug:slug>/discuss/", discuss.discuss, name="discuss"),
    path("learning/<slug:slug>/block-<int:number>/", handout.handout, name="handout"),
    path("themes/", themes.themes, name="themes"),
    path("themes/<slug:slug>/", themes.theme, name="theme"),
    path("sectors/", themes.sectors, name="sectors"),
    path("sectors/<slug:slug>/", themes.sector, name="sector"),
    path("resources/", resources.resources, name="resources"),
    path("reviews/<slug:slug>/", one_review.review, name="review"),
    path("media/<path:name>", files.picture, name="picture"),
    path("logos/<str:name>", files.logo, name="logo"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("staying-safe-online/", views.staying_safe, name="staying-safe"),
    path("families/", families.families, name="families"),
    path("robots.txt", files.robots, name="robots"),
    path("favicon.ico", files.favicon, name="favicon"),
]
