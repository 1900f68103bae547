"""What a password may not be made of besides what Django's validators know: the names of this site."""

import re
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError

LEFT = 8  # signs that must be left of it without those names and without its digits
WORDS = ("learning", "zone", "safeguarding", "children", "adults", "partnership", "board", "password", "council")


class NotOurNames:
    """Refuses passwords that are little more than the name of the site, of a partnership, or words of its trade.

    They are what somebody tries first who knows where the account is: “FernwickSafeguarding1”.
    """

    def validate(self, password: str, user=None) -> None:
        """Raises ValidationError in words."""
        names = sorted(self._names(), key=len, reverse=True)
        for letters in {_letters(password.replace("1", one)) for one in ("i", "l", "")}:
            rest = letters
            for name in names:
                rest = rest.replace(name, "")
            if rest != letters and len(rest) < LEFT:
                raise ValidationError(self.get_help_text(), code="password_of_our_names")

    def get_help_text(self) -> str:
        """What to do."""
        return "This is mostly the name of this site or of a partnership. Choose words that have nothing to do with it."

    def _names(self) -> set[str]:
        given = [settings.SITE_NAME, urlsplit(settings.PUBLIC_ADDRESS).hostname or "", *WORDS]
        partnership = apps.get_model("people", "Partnership")
        for names in partnership.objects.values_list("name", "short_name", "slug"):
            given += names
        words = {_letters(one) for name in given for one in (name, *re.split(r"[\W_]+", name))}
        return {one for one in words if len(one) > 3}


def _letters(words: str) -> str:
    """Without case, digits and signs; the digits that stand for letters read as those."""
    return re.sub(r"[\W\d_]", "", words.casefold().translate(str.maketrans("03457@$", "oeastas")))
