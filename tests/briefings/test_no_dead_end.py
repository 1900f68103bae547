"""Every find that stops a draft has a way out: other words, or a yes of the administrators to what is public."""

import pytest

from briefings.checklist.identity.kinds import KINDS
from briefings.drafting.assessing import judged
from briefings.drafting.circumstances import circumstances_of
from briefings.drafting.compose import compose
from reviews.models import AllowedName
from tests.worlds import a_learning_note, a_partnership

pytestmark = pytest.mark.once

# The words that stop, what an officer writes instead, and what can be allowed ("" where no yes helps).
WAYS_OUT = {
    "nhs-number": ("Grant 943 476 5919 paid.", "A grant paid.", "943 476 5919"),
    "ni-number": ("Form AB123456C says.", "A form says.", "AB123456C"),
    "pupil-number": ("Code H801200001001 says.", "A code says.", "H801200001001"),
    "identity-number": ("The passport 123456789 was shown.", "A passport was shown.", "123456789"),
    "bank-account": ("Give to sort code 12-34-56.", "Give to the charity.", "12-34-56"),
    "case-reference": ("Ofsted number SC123456 says.", "Ofsted says.", "SC123456"),
    "car-registration": ("Bus AB12 CDE helped.", "A bus helped.", "AB12 CDE"),
    "internet-address": ("It came from 192.168.12.4 again.", "It came again.", "192.168.12.4"),
    "phone-number": ("Ring 020 7946 0123.", "Ring the helpline.", "020 7946 0123"),
    "e-mail-address": ("Write to ask.us@mail.example.", "Write to us.", "ask.us@mail.example"),
    "postcode": ("The office is in B33 8TH.", "The office is in town.", "B33 8TH"),
    "home-address": ("The office is at 14 Oakhurst Road.", "The office is in town.", "14 Oakhurst Road"),
    "exact-position": ("It is at 51.50853, -0.12574.", "It is in town.", "51.50853, -0.12574"),
    "date-of-birth": ("The service was born on 3 May 2019.", "It began in May 2019.", "3 May 2019"),
    "redaction-mark": ("The mother, ████, said so.", "The mother said so.", ""),
    "handling-marking": ("This is STRICTLY CONFIDENTIAL.", "This is for everybody.", ""),
    "hidden-text": ("Look at \u202eevol\u202c this.", "Look at love this.", ""),
}


def test_every_stop_can_be_corrected_and_what_can_be_public_allowed(db):
    home = a_partnership()
    note = a_learning_note(partnerships=[home])
    part = note.parts.filter(kind="section").first()

    def stops(words: str) -> set[str]:
        note.parts.filter(pk=part.pk).update(body=words)
        look = judged(compose(note), circumstances_of(note), review=note.review, asked_by=None, with_sheet=False)
        return {problem.code for problem in look.problems if problem.stops}

    assert set(WAYS_OUT) == {code for code, kind in KINDS.items() if kind.stops}
    for code, (words, instead, allowed) in WAYS_OUT.items():
        assert code in stops(words), code
        assert code not in stops(instead), code
        if allowed:
            row = AllowedName.objects.create(name=allowed, partnership=home)
            assert code not in stops(words), code
            row.delete()
        assert KINDS[code].do.endswith("."), code
