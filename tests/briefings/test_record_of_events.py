"""The record of events as a file: for whoever may export, of the briefings they may export."""

import csv
import io
from dataclasses import replace

import pytest
from django.urls import reverse

from briefings.publishing.notes import leave_note
from people.models import Role
from people.verbs import VERBS
from tests.worlds import a_learning_note, a_partnership, a_person

pytestmark = pytest.mark.django_db


def test_whoever_may_not_export_gets_no_file(client, monkeypatch):
    home, other = a_partnership(), a_partnership()
    officer = a_person(officer_of=[home])
    leave_note(briefing=a_learning_note(partnerships=[home], slug="ours"), by=officer, text="A note.")
    leave_note(
        briefing=a_learning_note(partnerships=[other], slug="theirs"), by=a_person(officer_of=[other]), text="A note."
    )
    approver = a_person(approver_of=[home], officer_of=[other])
    monkeypatch.setitem(VERBS, "export", replace(VERBS["export"], roles=(Role.OFFICER,)))

    client.force_login(approver)
    rows = list(csv.DictReader(io.StringIO(client.get(reverse("admin:briefings_events")).content.decode("utf-8-sig"))))
    assert [row["Address"] for row in rows] == ["/learning/theirs/"]

    client.force_login(a_person(approver_of=[home]))
    assert client.get(reverse("admin:briefings_events")).status_code == 404
