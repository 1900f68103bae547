"""The staff site with its gate: who may pass to it, and the pages of signing in and out."""

from functools import wraps

from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from portal.staff_site import StaffSite


class GuardedSite(StaffSite):
    """Read before the models are ready, as every admin site is: what needs them is imported where it is used."""

    def has_permission(self, request) -> bool:
        """Anyone who may pass the gate; each screen then checks verb and partnership."""
        from people.sign_in import gate

        return gate.may_pass(request)

    def admin_view(self, view, cacheable=False):
        """As Django's, but what somebody typed before they were signed out comes back with the answer, and whoever
        has no second factor yet is led to set one up."""
        from portal.requests.faults import not_taken  # reads the staff site, which is this one
        from portal.requests.kept_words import typed_words

        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def kept(request, *args, **kwargs):
            from people.sign_in import gate

            if request.method == "POST" and not self.has_permission(request) and typed_words(request.POST):
                return not_taken(request)
            return gate.elsewhere(request) or guarded(request, *args, **kwargs)

        return kept

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """Signing in. Anyone who may pass goes on; anyone who is signed in and may not is told so."""
        from allauth.account.views import login

        from people.sign_in import gate

        if request.method == "GET" and request.user.is_authenticated and not gate.is_staff(request):
            context = {**self.each_context(request), "title": "Sign in"}
            return render(request, "account/not_staff.html", context, status=403)
        return gate.elsewhere(request) or gate.for_everybody(login)(request)

    @method_decorator(never_cache)
    def logout(self, request, extra_context=None):
        """Signing out, and to the page for signing in."""
        from allauth.account.views import logout

        from people.sign_in import gate

        return gate.for_everybody(logout)(request)

    def password_change(self, request, extra_context=None):
        """The page of the account that does it."""
        from allauth.account.views import password_change

        from people.sign_in import gate

        return gate.for_staff(password_change)(request)
