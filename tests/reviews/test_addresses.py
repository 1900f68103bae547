"""Addresses made by chance: none of them reads like somebody's postcode, number or name."""

import random

from briefings.checklist import Circumstances
from briefings.checklist.identifying import nobody_is_identified
from reviews.addresses import LETTERS
from tests import documents


def test_no_address_made_by_chance_is_a_find():
    by_chance = random.Random(20261201)

    for _ in range(400):
        slug = f"full-report-{''.join(by_chance.choice(LETTERS) for _ in range(6))}"
        document = documents.a_document(slug=slug, review_slug=slug)
        found = nobody_is_identified(document, None, Circumstances())
        assert {one.where for one in found} <= {"part-1"}, slug  # the name in the words
