"""Partnerships, their people, and the e-mail that is sent to them."""

from people.models.outbox import OutgoingEmail
from people.models.partnership import Nation, Partnership
from people.models.persons import Invitation, Membership, Person, PersonEvent, Role

__all__ = ["Invitation", "Membership", "Nation", "OutgoingEmail", "Partnership", "Person", "PersonEvent", "Role"]
