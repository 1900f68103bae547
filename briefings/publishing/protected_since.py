"""What comes to light after words were published: a name or detail in them that is protected now.

The words are searched once for the terms in force; what came of it is remembered, as yes or no.
"""

import hashlib

from django.core.cache import cache
from django.db.models import QuerySet

from briefings import document as doc
from briefings.checklist.anonymity import no_protected_term_appears
from briefings.drafting.circumstances import circumstances_of
from briefings.models import Edition
from reviews.models.protected import ProtectedTerm

REMEMBERED = 30 * 24 * 60 * 60  # seconds. Neither frozen words nor a term ever change, so it cannot become wrong


def editions_naming_what_is_protected(published: QuerySet[Edition]) -> list[Edition]:
    """Those of these editions in which something appears that is protected now, since whenever."""
    in_force: dict[int, list[str]] = {}
    through = "review__briefings__editions"
    terms = ProtectedTerm.objects.in_force().filter(**{f"{through}__in": published.order_by().values("pk")})
    for edition, term, added_at in terms.order_by("pk").values_list(through, "pk", "added_at"):
        in_force.setdefault(edition, []).append(f"{term} {added_at.isoformat()}")
    if not in_force:
        return []
    return [one for one in published.filter(pk__in=in_force).order_by("pk") if _names_any(one, in_force[one.pk])]


def _names_any(edition: Edition, terms: list[str]) -> bool:
    key = f"named-later-{hashlib.sha256(' '.join([edition.digest, *terms]).encode()).hexdigest()}"
    found: bool | None = cache.get(key)
    if found is None:
        words = Edition.objects.select_related("briefing__review").get(pk=edition.pk)
        around = circumstances_of(words.briefing, change_note=words.change_note)
        in_document = any(no_protected_term_appears(doc.from_data(words.content), None, around))
        found = in_document or around.protected_in(words.text)
        cache.set(key, found, REMEMBERED)
    return found
