"""The staff site: Django's admin under our name, with our own first page."""

from functools import wraps

from django.conf import settings
from django.contrib.admin import AdminSite

# What stands together on the first page, in this order. What is named nowhere stands at the end.
SECTIONS = [
    ("Briefings", "What you write for practitioners, from draft to published.", ["Briefing", "Edition"]),
    ("Case reviews", "The private record: what a review found, and what must be done.", ["Review", "Recommendation"]),
    (
        "Shared lists",
        "Used by every partnership, so that readers can search across all of them.",
        ["Theme", "Sector", "HarmType", "Resource", "GlossaryTerm"],
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

    def has_permission(self, request) -> bool:
        """Active people with a staff account; each screen then checks verb and partnership."""
        return request.user.is_active and request.user.is_staff

    def admin_view(self, view, cacheable=False):
        """As Django's, but what somebody typed before they were signed out comes back with the answer."""
        from portal.kept_words import not_taken, typed_words  # reads the staff site, which is this one

        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def kept(request, *args, **kwargs):
            if request.method == "POST" and request.user.is_anonymous and typed_words(request):
                return not_taken(request)
            return guarded(request, *args, **kwargs)

        return kept

    def get_urls(self):
        """Django's own, but for the jump from any row to its public address: it would tell of drafts."""
        return [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]

    def index(self, request, extra_context=None):
        """Your work: what waits for you, then everything you may open, in sections."""
        from briefings.admin.desk import desk_for  # this module is read before the models are ready

        offered = {model["object_name"]: model for app in self.get_app_list(request) for model in app["models"]}
        sections = [
            {"title": title, "about": about, "models": [offered.pop(name) for name in names if name in offered]}
            for title, about, names in SECTIONS
        ]
        sections.append({"title": "More", "about": "", "models": list(offered.values())})
        work = {"sections": [section for section in sections if section["models"]], "desk": desk_for(request.user)}
        return super().index(request, {**work, **(extra_context or {})})
