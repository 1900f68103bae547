"""Everything that the site does with an edition, as whatever role DATABASE_URL names."""

import django


def run() -> None:
    """Write, submit, approve, publish, read, correct, hold, protect, and withdraw."""
    from django.test import Client

    from briefings import publishing
    from briefings.models import Briefing, PublicPage
    from reviews.holds import clear_hold, place_hold
    from reviews.protection import protect, unprotect
    from tests.screens import fields_on, signed_in
    from tests.worlds import a_learning_note, a_partnership, a_person, a_review, an_edition

    home = a_partnership(slug="role-town")
    asha, ben = a_person("role-asha", officer_of=[home]), a_person("role-ben", approver_of=[home])
    review = a_review(partnerships=[home], slug="role-review")
    note = a_learning_note(partnerships=[home], by=asha, slug="as-a-role", review=review)
    staff, place = signed_in(asha), f"/admin/briefings/briefing/{note.pk}/change/"
    assert staff.post(place, fields_on(staff.get(place)) | {"title": "Learning from Child Sorrel"}).status_code == 302
    note = Briefing.objects.get(pk=note.pk)
    sent_back = publishing.submit(briefing=note, by=asha)
    publishing.send_back(edition=sent_back, by=ben, reason="A clearer point.")
    shown = an_edition(briefing=note, officer=asha, approvers=[ben])
    assert Client().get("/learning/as-a-role/").status_code == 200
    hold = place_hold(review=note.review, kind="court", reason="A trial.", by=asha)
    clear_hold(hold=hold, reason="The judge allowed it.", by=ben)
    unprotect(term=protect(review=note.review, term="Ferris", kind="name", by=asha), by=asha, reason="A wish.")
    again = an_edition(briefing=note, officer=asha, approvers=[ben], change_note="Once more.")
    assert shown.briefing == again.briefing
    publishing.withdraw_in_emergency(edition=again, by=ben, reason="A name.")
    assert not PublicPage.objects.filter(slug="as-a-role").exists()
    print("all verbs", flush=True)  # noqa: T201  what the test reads


if __name__ == "__main__":
    django.setup()
    run()
