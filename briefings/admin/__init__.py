"""Staff screens of the word: writing, and the desk with its steps and frozen editions."""

from django.contrib.admin import site

from briefings.admin import editions, stopping_advice, texts
from briefings.admin.desk import desk_for
from briefings.admin.writing import screen
from briefings.models import Briefing, Edition
from portal.staff_site import Panel, Section

__all__ = ["editions", "screen", "stopping_advice", "texts"]

site.add_panel(Panel("desk", "admin/briefings/_desk.html", desk_for))
site.add_sections(
    Section("Briefings", "What you write for practitioners, from draft to published.", [Briefing, Edition])
)
