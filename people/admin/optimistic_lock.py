"""An optimistic lock for the screens of staff: nobody saves over what a colleague saved meanwhile without knowing.

A row that several people write has a `revision`, raised by every save. A form remembers the one it was opened with; a
save that finds another is refused, with everything typed still on the screen, and may then be made knowingly.
"""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError

from portal.text.sentences import hour_in_words


class OptimisticLock(forms.ModelForm):
    """Mixin for the form of a row with a `revision`, or of a row that is part of such a row."""

    called = ""  # what people call the row: "draft"
    checks_revision = True

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # Sent by "Keep my version": the newer revision this person has been told about.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_stale, self.newest = False, None
        if self.instance.pk:
            self.initial["revision"] = self.guarded().revision

    def guarded(self):
        """The row that has the revision."""
        return self.instance

    def last_saved(self) -> tuple[object, datetime | None]:
        """Who saved the row last, and when; as far as that is known."""
        raise NotImplementedError

    def clean(self):
        """Refuse what would be saved over words that this person has not seen."""
        cleaned = super().clean()
        if self.instance.pk and self.checks_revision:
            self._refuse_what_somebody_else_saved(cleaned)
        return cleaned

    def _refuse_what_somebody_else_saved(self, cleaned: dict) -> None:
        row = self.guarded()
        # Locked until the end of the save, so that two saves cannot both find themselves the newest.
        rows = type(row)._base_manager.select_for_update(no_key=True)
        stored = rows.values_list("revision", flat=True).get(pk=row.pk)
        if stored in {cleaned.get("revision"), cleaned.get("seen")}:
            row.revision = stored
            return
        self.is_stale, self.newest = True, stored
        by, at = self.last_saved()
        when = f" on {hour_in_words(at)}" if at else ""
        refusal = ValidationError(
            f"{by or 'Somebody'} saved this {self.called}{when}, after you opened it. Nothing was saved just now, and "
            "your words are all still on this screen. Look at what is different, carry over what you need, then save "
            "yours.",
            code="stale",
        )
        self.add_error(None, refusal)
