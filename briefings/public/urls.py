"""The public addresses. Nothing here leads to a draft, an edition or the record."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from briefings.public.pages import (
    briefing,
    discuss,
    feeds,
    files,
    handout,
    home,
    learning,
    open_data,
    resources,
    reviews,
    sectors,
    sitemap,
    statements,
    themes,
)


class Number(IntConverter):
    """A number as our own links write it: nothing so large that a database has no such number, and no zeros before."""

    regex = "[1-9][0-9]{0,5}"


register_converter(Number, "number")
app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("learning.json", open_data.briefings, name="learning-json"),
    path("points.csv", open_data.points, name="points-csv"),
    path("recommendations.csv", open_data.recommendations, name="recommendations-csv"),
    path("case-reviews.csv", open_data.case_reviews, name="case-reviews-csv"),
    path("open-data/", open_data.about, name="open-data"),
    path("feed/", feeds.everything, name="feed"),
    path("themes/<slug:slug>/feed/", feeds.of_a_theme, name="theme-feed"),
    path("partnerships/<slug:slug>/feed/", feeds.of_a_partnership, name="partnership-feed"),
    path("sitemap.xml", sitemap.sitemap_index, name="sitemap"),
    path("sitemap-places.xml", sitemap.sitemap_of_places, name="sitemap-of-places"),
    path("sitemap-<slug:place>-<number:number>.xml", sitemap.sitemap, name="sitemap-of"),
    path("learning/", learning.learning, name="learning"),
    path("learning/<slug:slug>/", briefing.briefing, name="briefing"),
    path("learning/<slug:slug>/<slug:name>.pdf", files.sheet, name="sheet"),
    path("learning/<slug:slug>/discuss/", discuss.discuss, name="discuss"),
    path("learning/<slug:slug>/block-<number:number>/", handout.handout, name="handout"),
    path("themes/", themes.themes, name="themes"),
    path("themes/<slug:slug>/", themes.theme, name="theme"),
    path("sectors/", sectors.sectors, name="sectors"),
    path("sectors/<slug:slug>/", sectors.sector, name="sector"),
    path("resources/", resources.resources, name="resources"),
    path("reviews/<slug:slug>/", reviews.review, name="review"),
    path("media/<path:name>", files.picture, name="picture"),
    path("logos/<str:name>", files.logo, name="logo"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
    path("staying-safe-online/", statements.staying_safe, name="staying-safe"),
    path("families/", statements.families, name="families"),
    path("robots.txt", files.robots, name="robots"),
    path("favicon.ico", files.favicon, name="favicon"),
]
