"""Words that readers get outside any edition: the page where they are submitted, approved, taken down and restored.

One page for each thing, whichever it is: what readers see now beside what waits, what the checks say, and what
happened. `briefings.publishing.texts` decides; a refusal comes back as a message on the same page.
"""

import mimetypes
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.urls import path, reverse

from briefings.admin.steps.pages import one_or_404
from briefings.checklist import stopping
from briefings.models import Edition, TextEvent, TextKind, TextState, TextVersion
from briefings.publishing import texts
from briefings.publishing.texts.kinds import KINDS, kind_of
from people.admin.confirming import ConfirmationPage, PlainForm, private
from people.models import Partnership
from people.permissions import Refused, may
from people.verbs import told
from reviews.admin.partnerships import PartnershipAdmin
from reviews.admin.vocabulary import GlossaryTermAdmin, ThemeAdmin
from reviews.models import GlossaryTerm, Theme

DONE = {
    "submit": "Submitted. Readers see it once a second person approves it.",
    "approve": "Approved. Readers see it now.",
    "send_back": "Sent back. Readers see what they saw before.",
    "take_down": "Taken down. Readers do not see it any more.",
    "restore": "Restored and submitted. Readers see it once a second person approves it.",
}
# What readers get changes at once, so it is asked who is there, as before publishing and withdrawing (decision 33).
ASKS_AGAIN = frozenset({"approve", "take_down"})
OLDER_VERSIONS = 10  # that can be restored from the page


@dataclass(frozen=True)
class Line:
    """One public field: what it is called, what readers see, and what would come in its place."""

    label: str
    now: str
    new: str
    is_picture: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether the two differ."""
        return self.now != self.new


def address_of(kind: str, thing: int) -> str:
    """The staff page of a thing's public words."""
    if kind == TextKind.NOTICE:
        return reverse("admin:briefings_edition_notice", args=[thing])
    return reverse(f"admin:{KINDS[kind].model._meta.label_lower.replace('.', '_')}_words", args=[thing])


class TextForm(PlainForm):
    """What one of the forms of the page sends: which verb, of which version, and what was typed."""

    verb = forms.ChoiceField(choices=[(name, name) for name in DONE])
    digest = forms.CharField(required=False)
    version = forms.CharField(required=False)
    notice = forms.CharField(required=False)
    reason = forms.CharField(required=False)


class TextPage(ConfirmationPage):
    """The public words of one thing. GET shows them, POST does one of the verbs."""

    template_name = "admin/briefings/texts/page.html"
    model_admin = None
    kind = ""
    form_class = TextForm

    @property
    def asks_again(self) -> bool:
        """Before what changes at once what readers get, as before publishing and withdrawing (decision 33)."""
        return self.request.method == "POST" and self.request.POST.get("verb") in ASKS_AGAIN

    def find(self, *, pk: int) -> None:
        """The row, if the person may know of it; Http404 alike for one they may not and one that is not there."""
        if self.kind == TextKind.NOTICE:
            self.thing = one_or_404(Edition.objects, pk, self.request.user)
            if not self.thing.outcome:
                raise Http404
            return
        self.thing = self.model_admin.get_object(self.request, str(pk))
        if self.thing is None or not self.model_admin.has_view_permission(self.request, self.thing):
            raise Http404

    def form(self, data=None) -> TextForm | None:
        """What was sent; nothing is filled in before."""
        form = TextForm(data)
        if data is not None and not form.is_valid():
            raise PermissionDenied  # no form of ours sends that
        return form

    def title(self) -> str:
        return f"{self.thing}: public version" if self.kind != TextKind.NOTICE else "Public notice"

    def trail(self) -> list[tuple[str, str]]:
        name = self.thing._meta.label_lower.replace(".", "_")
        return [(str(self.thing), reverse(f"admin:{name}_change", args=[self.thing.pk]))]

    def consequences(self) -> list[str]:
        return []  # the page itself shows what would change

    def do(self, typed: dict) -> str:
        by, verb = self.request.user, typed["verb"]
        if verb == "submit":
            if self.kind == TextKind.NOTICE:
                texts.submit_notice(self.thing, notice=typed["notice"], by=by)
            elif typed["digest"] != texts.draft_digest(self.thing):
                raise Refused("Somebody changed this meanwhile. Read it again, then submit it.")
            else:
                texts.submit(self.thing, by=by)
            return verb
        number = typed["version"]
        versions = TextVersion.objects.of(self.kind, self.thing.pk)
        version = versions.filter(number=number).first() if number.isdecimal() and len(number) < 9 else None
        if version is None:
            raise Refused("Nothing was done: that version is not there. See below how this stands now.")
        match verb:
            case "approve":
                texts.approve(version, by=by)
            case "restore":
                texts.restore(version, by=by)
            case "send_back":
                texts.send_back(version, by=by, reason=typed["reason"])
            case "take_down":
                texts.take_down(version, by=by, reason=typed["reason"])
        return verb

    def success(self, done: str) -> str:
        return DONE[done]

    def after(self, done: str) -> str:
        return self.request.path

    def page(self, *, form, refusal: str = "", problems=(), status: int = 200, **more):
        standing = texts.standing_of(self.thing)
        waiting, public, person = standing.waiting, standing.public, self.request.user
        asked = TextVersion(kind=self.kind, thing=self.thing.pk)
        may_approve = bool(waiting) and may(person, "approve_text", waiting)
        # anyone who decides sees what waits, however much is written meanwhile
        is_draft_shown = standing.has_unsubmitted_changes() and not may_approve
        new = standing.draft if is_draft_shown else waiting.words if waiting else None
        if not refusal:
            problems = texts.problems_in(self.kind, new, asked_by=person) if new else []
        history = TextEvent.objects.filter(kind=self.kind, thing=self.thing.pk).select_related("version")
        older = TextVersion.objects.of(self.kind, self.thing.pk).exclude(
            state__in=[TextState.PUBLIC, TextState.WAITING]
        )  # fmt: skip
        is_notice, typed = self.kind == TextKind.NOTICE, self.request.POST
        context = {
            "opts": self.thing._meta,
            "thing": self.thing,
            "standing": standing,
            "is_draft_shown": is_draft_shown,
            "lines": self._lines(standing.public, new),
            "has_new": new is not None,
            "stops": bool(stopping(problems)),
            "digest": texts.draft_digest(self.thing) if standing.draft is not None else "",
            "typed": typed.get("reason", ""),
            "typed_notice": typed.get("notice", "") or self._notice_left_out(),
            "is_notice": is_notice,
            "may_submit": may(person, "submit_text", asked) and (is_notice or is_draft_shown),
            "may_approve": may_approve,
            "why_not_approve": waiting.refusal("approve_text", person) if waiting else "",
            "may_send_back": waiting and may(person, "send_back_text", waiting),
            "may_take_down": public and may(person, "take_down_text", public),
            "may_restore": may(person, "restore_text", asked),
            "older": older[:OLDER_VERSIONS],
            "history": [(told(one.verb), one) for one in history.order_by("-pk")[:50]],
            "back_to": "The edition" if is_notice else "Edit it",
        }
        return super().page(form=form, refusal=refusal, problems=problems, status=status, **context, **more)

    def _notice_left_out(self) -> str:
        """What somebody typed when they withdrew it and the checks left out, to be written anew."""
        is_first = self.kind == TextKind.NOTICE and not texts.has_versions(self.thing)
        return self.thing.notice if is_first else ""

    def _lines(self, public: TextVersion | None, new) -> list[Line]:
        kind, now = KINDS[self.kind], public.words if public else {}
        return [
            Line(
                label[:1].upper() + label[1:],
                now.get(name, ""),
                new.get(name, "") if new is not None else now.get(name, ""),
                is_picture=name == "logo",
            )
            for name, label in ((name, kind.label_of(name)) for name in kind.fields)
        ]


def logo(request, model_admin, pk: int, name: str):
    """The picture that is or would be a partnership's public logo, for those who approve it."""
    thing = model_admin.get_object(request, str(pk))
    if thing is None or not model_admin.has_view_permission(request, thing):
        raise Http404
    stored = f"logos/{name}"
    versions = TextVersion.objects.of(TextKind.PARTNERSHIP, pk)
    known = {thing.logo.name, *(one["logo"] for one in versions.values_list("words", flat=True))}
    if stored not in known or not default_storage.exists(stored):
        raise Http404
    kind = mimetypes.guess_type(name)[0]
    return private(FileResponse(default_storage.open(stored), content_type=kind))


class WithVersions:
    """Mixin for the admin of a thing whose words readers get: what is saved is a draft until two people agreed."""

    change_form_template = "admin/briefings/texts/change_form.html"

    def get_urls(self):
        """The page of its public words."""
        guard, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        page = TextPage.as_view(model_admin=self, kind=kind_of(self.model()).kind)
        own = [path("<int:pk>/words/", guard(page), name=f"{name}_words")]
        if self.model is Partnership:
            own.append(
                path(
                    "<int:pk>/words/<str:name>",
                    guard(lambda request, pk, name: logo(request, self, pk, name)),
                    name="people_partnership_logo",
                )
            )
        return [*own, *super().get_urls()]

    def save_model(self, request, obj, form, change):
        """Saved as a draft, with who changed what readers would get."""
        super().save_model(request, obj, form, change)
        if not change or set(kind_of(obj).fields) & set(form.changed_data):
            texts.edited(obj, by=request.user)

    def delete_model(self, request, obj):
        """What readers see of it goes with it."""
        texts.forget(obj, by=request.user)
        super().delete_model(request, obj)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The form, under how its public words stand."""
        thing = self.get_object(request, object_id)
        own = {}
        if thing is not None:
            own = {"words_stand": texts.standing_of(thing), "words_address": address_of(kind_of(thing).kind, thing.pk)}
        return super().change_view(request, object_id, form_url, {**own, **(extra_context or {})})

    def response_change(self, request, obj):
        """Where what was saved is not public yet: on to submitting it."""
        return self._on_to_submitting(request, obj) or super().response_change(request, obj)

    def _on_to_submitting(self, request, obj):
        if {"_continue", "_addanother", "_popup", "_saveasnew"} & set(request.POST):
            return None
        if not texts.standing_of(obj).has_unsubmitted_changes():
            return None
        messages.success(request, "Saved. Readers do not see it yet: check it here, and submit it for approval.")
        return HttpResponseRedirect(address_of(kind_of(obj).kind, obj.pk))


class WithVersionsFromTheStart(WithVersions):
    """A row of a shared list goes on to being submitted as soon as it is added."""

    def response_add(self, request, obj, post_url_continue=None):
        """On to submitting it; back to where it was asked for from a small window."""
        return self._on_to_submitting(request, obj) or super().response_add(request, obj, post_url_continue)


@admin.register(Theme)
class PublicThemeAdmin(WithVersionsFromTheStart, ThemeAdmin):
    """A theme, with the versions that readers get."""


@admin.register(GlossaryTerm)
class PublicGlossaryTermAdmin(WithVersionsFromTheStart, GlossaryTermAdmin):
    """An abbreviation, with the versions that readers get."""


@admin.register(Partnership)
class PublicPartnershipAdmin(WithVersions, PartnershipAdmin):
    """A partnership, with the versions of its details that readers get."""

    change_form_template = "admin/people/partnership/change_form.html"
