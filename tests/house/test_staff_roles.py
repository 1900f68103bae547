"""What every staff address answers to whom.

One line for each address: what GET is answered with, and POST of junk, by people without a role, officers of another
partnership, a site administrator, then officers, approvers and administrators of the partnership that the row
belongs to. 302 leads on: to the list, where a row is not there or not theirs; to the first screen; or from a step
that cannot be taken now. A new address fails here until somebody has decided who may open it.
"""

import pytest
from django.db import transaction
from django.test import Client

from tests.house.test_staff_addresses import ROUTES, ROW, client_of, filled_in, world
from tests.worlds import a_partnership, a_person

__all__ = ["world"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.once]
ANSWERS = r"""
 | 200 200 200 200 200 200 | 200 200 200 200 200 200
(?P<url>.*)$ | 404 404 404 404 404 404 | 404 404 404 404 404 404
^(?P<app_label>people|reviews|briefings)/$ | 302 302 302 302 302 302 | 302 302 302 302 302 302
autocomplete/ | 403 403 403 403 403 403 | 405 405 405 405 405 405
briefings/briefing/ | 403 200 403 200 200 200 | 403 200 403 200 200 200
briefings/briefing/<int:pk>/accept/ | 404 404 404 302 403 403 | 404 404 404 302 403 403
briefings/briefing/<int:pk>/answer/ | 404 404 404 302 403 403 | 404 404 404 200 403 403
briefings/briefing/<int:pk>/compare/ | 404 404 404 200 200 200 | 405 405 405 405 405 405
briefings/briefing/<int:pk>/history/ | 404 404 404 200 200 200 | 404 404 404 200 200 200
briefings/briefing/<int:pk>/preview.pdf | 404 404 404 200 200 200 | 405 405 405 405 405 405
briefings/briefing/<int:pk>/preview/ | 404 404 404 200 200 200 | 404 404 404 200 403 403
briefings/briefing/<int:pk>/record/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
briefings/briefing/<int:pk>/restore/<int:edition>/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
briefings/briefing/<int:pk>/source/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
briefings/briefing/<int:pk>/submit/ | 404 404 404 302 302 302 | 404 404 404 200 200 200
briefings/briefing/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
briefings/briefing/<path:object_id>/change/ | 404 404 404 200 302 302 | 404 404 404 200 302 302
briefings/briefing/<path:object_id>/delete/ | 403 302 403 403 403 403 | 403 302 403 403 403 403
briefings/briefing/<path:object_id>/history/ | 404 404 404 200 200 200 | 404 404 404 200 200 200
briefings/briefing/add/ | 403 200 403 200 403 403 | 403 200 403 200 403 403
briefings/briefing/import/ | 403 200 403 200 403 403 | 403 200 403 200 403 403
briefings/briefing/import/results.csv | 405 405 405 405 405 405 | 403 200 403 200 403 403
briefings/briefing/events.csv | 404 404 404 200 200 200 | 405 405 405 405 405 405
briefings/briefing/from-review/<int:review>/ | 404 404 404 302 403 403 | 404 404 404 404 403 403
briefings/briefing/pictures/<path:name> | 404 404 404 404 404 404 | 405 405 405 405 405 405
briefings/edition/ | 403 200 403 200 200 200 | 403 200 403 200 200 200
briefings/edition/<int:pk>/approve/ | 404 404 404 403 200 403 | 404 404 404 403 200 403
briefings/edition/<int:pk>/cancel-schedule/ | 404 404 404 302 302 302 | 404 404 404 200 200 200
briefings/edition/<int:pk>/confirm-withdrawal/ | 404 404 404 302 302 302 | 404 404 404 200 200 200
briefings/edition/<int:pk>/notice/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
briefings/edition/<int:pk>/page/ | 404 404 404 200 200 200 | 404 404 404 200 200 200
briefings/edition/<int:pk>/publish/ | 404 404 404 302 302 302 | 404 404 404 200 200 200
briefings/edition/<int:pk>/schedule/ | 404 404 404 302 302 302 | 404 404 404 200 200 200
briefings/edition/<int:pk>/send-back/ | 404 404 404 200 200 403 | 404 404 404 200 200 403
briefings/edition/<int:pk>/sheet.pdf | 404 404 404 200 200 200 | 404 404 404 200 200 200
briefings/edition/<int:pk>/withdraw-in-emergency/ | 404 404 404 302 302 302 | 404 404 404 200 200 200
briefings/edition/<int:pk>/withdraw/ | 404 404 404 302 302 302 | 404 404 404 200 200 200
briefings/edition/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
briefings/edition/<path:object_id>/change/ | 404 404 404 200 200 200 | 404 404 404 200 200 200
briefings/edition/<path:object_id>/delete/ | 403 403 403 403 403 403 | 403 403 403 403 403 403
briefings/edition/<path:object_id>/history/ | 404 404 404 200 200 200 | 404 404 404 200 200 200
briefings/edition/add/ | 403 403 403 403 403 403 | 403 403 403 403 403 403
jsi18n/ | 200 200 200 200 200 200 | 405 405 405 405 405 405
login/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
password_change/ | 200 200 200 200 200 200 | 200 200 200 200 200 200
password_change/done/ | 200 200 200 200 200 200 | 405 405 405 405 405 405
reviews/allowedname/ | 403 200 200 200 200 200 | 403 200 200 200 200 200
reviews/allowedname/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/allowedname/<path:object_id>/change/ | 403 302 302 302 302 302 | 403 403 302 403 403 302
reviews/allowedname/<path:object_id>/delete/ | 403 403 302 403 403 302 | 403 403 302 403 403 302
reviews/allowedname/<path:object_id>/history/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/allowedname/add/ | 403 403 200 403 403 200 | 403 403 200 403 403 200
reviews/avoidedword/ | 403 200 200 200 200 200 | 403 200 200 200 200 200
reviews/avoidedword/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/avoidedword/<path:object_id>/change/ | 403 302 302 302 302 302 | 403 403 302 403 403 302
reviews/avoidedword/<path:object_id>/delete/ | 403 403 302 403 403 302 | 403 403 302 403 403 302
reviews/avoidedword/<path:object_id>/history/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/avoidedword/add/ | 403 403 200 403 403 200 | 403 403 200 403 403 200
reviews/duty/ | 403 200 200 200 200 200 | 403 200 200 200 200 200
reviews/duty/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/duty/<path:object_id>/change/ | 403 302 302 302 302 302 | 403 403 302 403 403 302
reviews/duty/<path:object_id>/delete/ | 403 403 302 403 403 302 | 403 403 302 403 403 302
reviews/duty/<path:object_id>/history/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/duty/add/ | 403 403 200 403 403 200 | 403 403 200 403 403 200
reviews/glossaryterm/ | 403 200 200 200 200 200 | 403 200 200 200 200 200
reviews/glossaryterm/<int:pk>/words/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
reviews/glossaryterm/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/glossaryterm/<path:object_id>/change/ | 403 302 302 302 302 302 | 403 302 302 302 403 403
reviews/glossaryterm/<path:object_id>/delete/ | 403 403 302 403 403 403 | 403 403 302 403 403 403
reviews/glossaryterm/<path:object_id>/history/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/glossaryterm/add/ | 403 200 200 200 403 403 | 403 200 200 200 403 403
reviews/harmtype/ | 403 200 200 200 200 200 | 403 200 200 200 200 200
reviews/harmtype/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/harmtype/<path:object_id>/change/ | 403 302 302 302 302 302 | 403 302 302 302 403 403
reviews/harmtype/<path:object_id>/delete/ | 403 403 302 403 403 403 | 403 403 302 403 403 403
reviews/harmtype/<path:object_id>/history/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/harmtype/add/ | 403 200 200 200 403 403 | 403 200 200 200 403 403
reviews/learningpoint/ | 403 200 403 200 200 200 | 403 200 403 200 200 200
reviews/learningpoint/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/learningpoint/<path:object_id>/change/ | 403 302 403 200 200 200 | 403 302 403 200 403 403
reviews/learningpoint/<path:object_id>/delete/ | 403 302 403 200 403 403 | 403 302 403 302 403 403
reviews/learningpoint/<path:object_id>/history/ | 302 302 302 200 200 200 | 302 302 302 200 200 200
reviews/learningpoint/add/ | 403 403 403 403 403 403 | 403 403 403 403 403 403
people/partnership/ | 403 200 200 200 200 200 | 403 200 200 200 200 200
people/partnership/<int:pk>/people/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
people/partnership/<int:pk>/people/<int:person>/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
people/partnership/<int:pk>/people/<int:person>/back/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
people/partnership/<int:pk>/people/<int:person>/left/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
people/partnership/<int:pk>/people/<int:person>/roles/<str:role>/give/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
people/partnership/<int:pk>/people/<int:person>/roles/<str:role>/take/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
people/partnership/<int:pk>/people/<int:person>/second-factor/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
people/partnership/<int:pk>/people/invitations/<int:invitation>/again/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
people/partnership/<int:pk>/people/invitations/<int:invitation>/cancel/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
people/partnership/<int:pk>/people/invite/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
people/partnership/<int:pk>/words/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
people/partnership/<int:pk>/words/<str:name> | 404 404 404 404 404 404 | 404 404 404 404 404 404
people/partnership/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
people/partnership/<path:object_id>/change/ | 403 302 302 302 302 302 | 403 403 302 403 403 302
people/partnership/<path:object_id>/delete/ | 403 403 302 403 403 403 | 403 403 302 403 403 403
people/partnership/<path:object_id>/history/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
people/partnership/add/ | 403 403 200 403 403 403 | 403 403 200 403 403 403
people/person/ | 403 403 200 403 403 302 | 403 403 200 403 403 302
people/person/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
people/person/<path:object_id>/change/ | 403 403 302 403 403 403 | 403 403 302 403 403 403
people/person/<path:object_id>/delete/ | 403 403 403 403 403 403 | 403 403 403 403 403 403
people/person/<path:object_id>/history/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
people/person/add/ | 403 403 403 403 403 403 | 403 403 403 403 403 403
reviews/recommendation/ | 403 200 403 200 200 200 | 403 200 403 200 200 200
reviews/recommendation/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/recommendation/<path:object_id>/change/ | 403 302 403 200 200 200 | 403 302 403 200 403 403
reviews/recommendation/<path:object_id>/delete/ | 403 302 403 200 403 403 | 403 302 403 302 403 403
reviews/recommendation/<path:object_id>/history/ | 302 302 302 200 200 200 | 302 302 302 200 200 200
reviews/recommendation/add/ | 403 403 403 403 403 403 | 403 403 403 403 403 403
reviews/resource/ | 403 200 200 200 200 200 | 403 200 200 200 200 200
reviews/resource/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/resource/<path:object_id>/change/ | 403 302 302 302 302 302 | 403 302 302 302 403 403
reviews/resource/<path:object_id>/delete/ | 403 403 302 403 403 403 | 403 403 302 403 403 403
reviews/resource/<path:object_id>/history/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/resource/add/ | 403 200 200 200 403 403 | 403 200 200 200 403 403
reviews/review/ | 403 200 403 200 200 200 | 403 200 403 200 200 200
reviews/review/<int:pk>/holds/<int:hold>/clear/ | 404 404 404 403 200 200 | 404 404 404 403 200 200
reviews/review/<int:pk>/holds/add/ | 404 404 404 200 200 200 | 404 404 404 200 200 200
reviews/review/<int:pk>/protected-terms/<int:term>/delete/ | 404 404 404 200 403 200 | 404 404 404 200 403 200
reviews/review/<int:pk>/protected-terms/add/ | 404 404 404 200 403 200 | 404 404 404 200 403 200
reviews/review/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/review/<path:object_id>/change/ | 403 302 403 200 200 200 | 403 302 403 200 403 403
reviews/review/<path:object_id>/delete/ | 403 302 403 200 403 403 | 403 302 403 200 403 403
reviews/review/<path:object_id>/history/ | 302 302 302 200 200 200 | 302 302 302 200 200 200
reviews/review/add/ | 403 200 403 200 403 403 | 403 200 403 200 403 403
reviews/sector/ | 403 200 200 200 200 200 | 403 200 200 200 200 200
reviews/sector/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/sector/<path:object_id>/change/ | 403 302 302 302 302 302 | 403 302 302 302 403 403
reviews/sector/<path:object_id>/delete/ | 403 403 302 403 403 403 | 403 403 302 403 403 403
reviews/sector/<path:object_id>/history/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/sector/add/ | 403 200 200 200 403 403 | 403 200 200 200 403 403
reviews/stoppingadvice/ | 403 200 200 200 200 200 | 403 200 200 200 200 200
reviews/stoppingadvice/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/stoppingadvice/<path:object_id>/change/ | 403 302 302 302 302 302 | 403 403 403 403 403 302
reviews/stoppingadvice/<path:object_id>/delete/ | 403 403 403 403 403 302 | 403 403 403 403 403 302
reviews/stoppingadvice/<path:object_id>/history/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/stoppingadvice/add/ | 403 403 403 403 403 200 | 403 403 403 403 403 200
reviews/theme/ | 403 200 200 200 200 200 | 403 200 200 200 200 200
reviews/theme/<int:pk>/words/ | 404 404 404 404 404 404 | 404 404 404 404 404 404
reviews/theme/<path:object_id>/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/theme/<path:object_id>/change/ | 403 302 302 302 302 302 | 403 302 302 302 403 403
reviews/theme/<path:object_id>/delete/ | 403 403 302 403 403 403 | 403 403 302 403 403 403
reviews/theme/<path:object_id>/history/ | 302 302 302 302 302 302 | 302 302 302 302 302 302
reviews/theme/add/ | 403 200 200 200 403 403 | 403 200 200 200 403 403
"""  # noqa: E501  one line for each address
TABLE = dict(line.split(" | ", 1) for line in ANSWERS.strip("\n").splitlines())


def test_every_staff_address_answers_as_the_table_says(world):  # noqa: F811  the fixture
    home = world.home
    people = [
        a_person("without-a-role"),
        a_person("officer-elsewhere", officer_of=[a_partnership(slug="elsewhere")]),
        a_person("runs-the-site", is_superuser=True),
        world.officer,
        a_person("approver", approver_of=[home]),
        a_person("administrator", administrator_of=[home]),
    ]

    browsers = [client_of(person) for person in people]

    found = {
        route: " | ".join(
            " ".join(answer(browser, method, route, world) for browser in browsers) for method in ("get", "post")
        )
        for route in ROUTES
        if route != "logout/"
    }

    assert {route: found[route] for route in found if found[route] != TABLE.get(route)} == {}
    assert set(TABLE) == set(found)


def answer(browser: Client, method: str, route: str, world) -> str:  # noqa: F811  the fixture's own
    """The status of an answer. What a POST did is undone, so that the next person finds the same."""
    signed_in = browser.cookies.copy()
    inside = world.hold.pk if "<int:hold>" in route else world.term.pk if "<int:term>" in route else 1
    with transaction.atomic():
        status = getattr(browser, method)(filled_in(route, ROW, inside), **_junk(method)).status_code
        transaction.set_rollback(True)
    browser.cookies = signed_in
    return str(status)


def _junk(method: str) -> dict:
    return {"data": {"junk": "1"}} if method == "post" else {}
