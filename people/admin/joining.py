"""What somebody who was invited opens: no account is needed for it.

The token of the e-mail is in the address once, and is at once put away in the session: the page with the form has an
address that tells nothing, so that no history, link or log has more than the e-mail has. Only sending the form uses the
invitation up; programs that open every link of an e-mail do not.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from people import history, invitations
from people.permissions import Refused
from people.sign_in.allauth_internals import sign_in
from people.sign_in.forms import THREE_WORDS
from portal.encryption import CannotBeDecrypted, decrypt, encrypt

KEPT_AS = "invitation"  # in the session
NEW_PASSWORD = {"autocomplete": "new-password", "class": "vTextField"}


class JoinForm(forms.Form):
    first_name = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    last_name = forms.CharField(
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        help_text="Colleagues see your name beside what you write and decide.",
    )
    password1 = forms.CharField(
        label="Choose a password", strip=False, widget=forms.PasswordInput(attrs=NEW_PASSWORD),
        help_text=THREE_WORDS,
    )  # fmt: skip
    password2 = forms.CharField(
        label="The same password again", strip=False, widget=forms.PasswordInput(attrs=NEW_PASSWORD)
    )

    def clean(self):
        """Both passwords are the same."""
        given = super().clean()
        first, second = given.get("password1"), given.get("password2")
        if first and second and first != second:
            raise ValidationError("The two passwords are not the same. Type both again.")
        return given


@never_cache
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """The address in the e-mail: keep its token, and go where the address has none."""
    if invitations.invitation_for(token) is None:
        return _cannot_be_used(request)
    request.session[KEPT_AS] = encrypt(token, purpose=KEPT_AS)  # a session is a row of the database
    return redirect("invitation_accept")


@sensitive_post_parameters()
@never_cache
def accepting(request: HttpRequest) -> HttpResponse:
    """Who invites, for what; and the way in: a new account, or signing in with the one there is."""
    token = _kept_in(request.session)
    invitation = invitations.invitation_for(token) if token else None
    if invitation is None:
        return _cannot_be_used(request)
    is_theirs = request.user.is_authenticated and request.user.email.casefold() == invitation.email.casefold()
    has_account = invitations.account_for(invitation) is not None
    needs_form = not (request.user.is_authenticated or has_account)
    first = {"first_name": invitation.first_name, "last_name": invitation.last_name}
    sent = request.POST if request.method == "POST" else None
    form = JoinForm(sent, initial=first, label_suffix="") if needs_form else None
    refusal = ""
    if request.method == "POST" and (is_theirs or (form and form.is_valid())):
        try:
            answer = _take_up(request, token, form)
        except Refused as refused:
            refusal = str(refused)
        else:
            request.session.pop(KEPT_AS, None)
            return answer
    context = {
        "title": "Join " + str(invitation.partnership),
        "invitation": invitation,
        "roles": history.in_words(invitation.roles()),
        "form": form,
        "refusal": refusal,
        "is_theirs": is_theirs,
        "has_account": has_account,
        "sign_in": f"{reverse('admin:login')}?next={reverse('invitation_accept')}",
    }
    return render(request, "admin/people/accept.html", _with_frame(request, context))


def _kept_in(session) -> str:
    try:
        return decrypt(session.get(KEPT_AS, ""), purpose=KEPT_AS)
    except CannotBeDecrypted:
        return ""


def _take_up(request, token: str, form) -> HttpResponse:
    """Accept with the account that is signed in, or with a new one, which then is: a second factor comes next."""
    if form is None:
        invitations.accept(token=token, by=request.user)
        messages.success(request, "You have joined.")
        return redirect("admin:index")
    given = form.cleaned_data
    person = invitations.join(
        token=token, first_name=given["first_name"], last_name=given["last_name"], password=given["password1"]
    )
    messages.success(request, "You have joined. From now on you sign in with your e-mail address and this password.")
    return sign_in(request, person)


def _cannot_be_used(request) -> HttpResponse:
    context = {"title": "Your invitation", "words": invitations.CANNOT_BE_USED}
    return render(request, "admin/people/cannot_be_used.html", _with_frame(request, context), status=404)


def _with_frame(request, context: dict) -> dict:
    from django.contrib.admin import site

    return {**site.each_context(request), **context}


urlpatterns = [
    path("", accepting, name="invitation_accept"),
    path("<str:token>/", opened, name="invitation"),
]
