"""Staff screens of people: a partnership's colleagues, invitations and accounts."""

from django.contrib.admin import site

from people.admin import people
from people.models import Partnership, Person
from portal.staff_site import Panel, Section

__all__ = ["people"]

site.add_panel(Panel("mail_troubles", "admin/people/_mail_troubles.html", people.mail_troubles_for))
site.add_sections(
    Section("Partnerships and people", "Names, logos, standing texts and staff accounts.", [Partnership, Person])
)
