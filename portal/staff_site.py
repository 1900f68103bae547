"""The staff site: Django's admin under our name, with a first page that the apps fill.

Each app says in its `admin` package what it shows there: sections of lists, and panels above them. Signing in and the
gate before each screen are in people/sign_in/site.py.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.admin import AdminSite
from django.db.models import Model
from django.shortcuts import redirect


@dataclass(frozen=True)
class Section:
    """Lists that stand together on the first page, in this order."""

    title: str
    about: str
    models: list[type[Model]]


@dataclass(frozen=True)
class Panel:
    """What an app says above the sections. Its template is given `contents_for(person)` under `name`."""

    name: str
    template: str
    contents_for: Callable[[Model], object]


class StaffSite(AdminSite):
    index_title = "Your work"
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._sections: list[Section] = []
        self._panels: list[Panel] = []

    @property
    def site_header(self) -> str:
        """The name of this site."""
        return settings.SITE_NAME

    @property
    def site_title(self) -> str:
        """What stands last in the title of each page."""
        return f"{settings.SITE_NAME} staff"

    def add_sections(self, *sections: Section) -> None:
        """Put an app's sections on the first page, before those of the apps that it builds on."""
        self._sections[:0] = sections

    def add_panel(self, panel: Panel) -> None:
        """Put a panel on the first page, after those of the apps that its own builds on."""
        self._panels.append(panel)

    def register(self, model_or_iterable, admin_class=None, **options):
        """Our own rows only. Libraries bring screens as well, which know nothing of partnerships."""
        models = model_or_iterable if isinstance(model_or_iterable, (list, tuple)) else [model_or_iterable]
        ours = [model for model in models if model._meta.app_label in settings.OUR_APPS]
        if ours:
            super().register(ours, admin_class, **options)

    def get_urls(self):
        """Django's own, but for the jump from any row to its public address: it would tell of drafts."""
        return [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]

    def app_index(self, request, app_label, extra_context=None):
        """To your work: in which of our apps a list is stored is nothing to an officer."""
        return redirect("admin:index")

    def index(self, request, extra_context=None):
        """Your work: what waits for you, then everything you may open, in sections."""
        offered = {model["model"]: model for app in self.get_app_list(request) for model in app["models"]}
        sections = [
            {
                "title": section.title,
                "about": section.about,
                "models": [offered.pop(model) for model in section.models if model in offered],
            }
            for section in self._sections
        ]
        sections.append({"title": "More", "about": "", "models": list(offered.values())})
        context = {
            "sections": [section for section in sections if section["models"]],
            "panels": [panel.template for panel in self._panels],
            **{panel.name: panel.contents_for(request.user) for panel in self._panels},
        }
        return super().index(request, {**context, **(extra_context or {})})
