"""The staff site: Django's admin under our name, with our own first page."""

from functools import wraps

from django.conf import settings
from django.contrib.admin import AdminSite
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

OUR_APPS = {"people", "reviews", "briefings"}

# What stands together on the first page, in this order. What is named nowhere stands at the end.
SECTIONS = [
    ("Briefings", "What you write for practitioners, from draft to published.", ["Briefing", "Edition"]),
    ("Case reviews", "The private record: what a review found, and what must be done.", ["Review", "Recommendation"]),
    (
        "Shared lists",
        "Used by every partnership, so that readers can search across all of them.",
        ["Theme", "Sector", "HarmType", "Resource", "GlossaryTerm", "Duty"],
    ),
    (
        "Rules for the checklist",
        "What your partnership asks of its briefings beyond what is asked of everybody's.",
        ["StoppingAdvice", "AvoidedWord", "AllowedName"],
    ),
    ("Partnerships and people", "Names, logos, standing texts and staff accounts.", ["Partnership", "Person"]),
]


class StaffSite(AdminSite):
    index_title = "Your work"
    enable_nav_sidebar = False

    @property
    def site_header(self) -> str:
        """The name of this site."""
        return settings.SITE_NAME

    @property
    def site_title(self) -> str:
        """What stands last in the title of each page."""
        return f"{settings.SITE_NAME} staff"

    def register(self, model_or_iterable, admin_class=None, **options):
        """Our own rows only. Libraries bring screens as well, which know nothing of partnerships."""
        models = model_or_iterable if isinstance(model_or_iterable, (list, tuple)) else [model_or_iterable]
        ours = [model for model in models if model._meta.app_label in OUR_APPS]
        if ours:
            super().register(ours, admin_class, **options)

    def has_permission(self, request) -> bool:
        """Whoever may pass the gate; each screen then checks verb and partnership."""
        from people.sign_in import gate  # this module is read before the models are ready

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
        """Signing in. Whoever may pass goes on; whoever is signed in and may not is told so."""
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

    def get_urls(self):
        """Django's own, but for the jump from any row to its public address: it would tell of drafts."""
        return [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]

    def app_index(self, request, app_label, extra_context=None):
        """To your work: in which of our apps a list is stored is nothing to an officer."""
        return redirect("admin:index")

    def index(self, request, extra_context=None):
        """Your work: what waits for you, then everything you may open, in sections."""
        from briefings.admin.desk import desk_for  # this module is read before the models are ready
        from people.admin.people import mail_troubles_for

        offered = {model["object_name"]: model for app in self.get_app_list(request) for model in app["models"]}
        sections = [
            {"title": title, "about": about, "models": [offered.pop(name) for name in names if name in offered]}
            for title, about, names in SECTIONS
        ]
        sections.append({"title": "More", "about": "", "models": list(offered.values())})
        work = {
            "sections": [section for section in sections if section["models"]],
            "desk": desk_for(request.user),
            "mail_troubles": mail_troubles_for(request.user),
        }
        return super().index(request, {**work, **(extra_context or {})})
