"""Staff screens of people: a partnership's colleagues, invitations and accounts."""

from people.admin import people

__all__ = ["people"]
