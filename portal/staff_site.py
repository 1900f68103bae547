"""The staff site: Django's admin under our name, with our own first page."""

from django.contrib.admin import AdminSite


class StaffSite(AdminSite):
    site_header = "Learning Zone"
    site_title = "Learning Zone staff"
    index_title = "Your work"
    enable_nav_sidebar = False

    def has_permission(self, request) -> bool:
        """Active people with a staff account; each screen then checks verb and partnership."""
        return request.user.is_active and request.user.is_staff
