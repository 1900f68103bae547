"""Who may do what. One place decides: `may(person, verb, thing)`.

A thing says which partnerships it concerns (`partnerships_concerned`) and may add a refusal of its
own (`refusal(verb, person)`), such as "you wrote part of this". Anything not allowed here is refused.
"""

from people.models.persons import Role
from portal.text.sentences import listed


class Refused(Exception):
    """A verb that cannot be done now. Its message says to a person what to do; `problems` may say more."""

    def __init__(self, message: str, *, problems=()) -> None:
        super().__init__(message)
        self.problems = list(problems)


OFFICER, APPROVER, ADMINISTRATOR = Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR

# verb: the roles that may do it, in one of the partnerships concerned
ROLES_FOR = {
    "see": {OFFICER, APPROVER, ADMINISTRATOR},
    "write": {OFFICER},
    "delete": {OFFICER},
    "submit": {OFFICER},
    "send_back": {OFFICER, APPROVER},
    "approve": {APPROVER},
    "publish": {OFFICER, APPROVER},
    "schedule": {OFFICER, APPROVER},
    "cancel_schedule": {OFFICER, APPROVER},
    "withdraw": {OFFICER, APPROVER},
    "withdraw_in_emergency": {APPROVER},  # alone and at once; a second person looks at it afterwards
    "confirm_withdrawal": {APPROVER, ADMINISTRATOR},
    "acknowledge": {OFFICER},  # answer a piece of advice with a reason
    "note": {OFFICER, APPROVER, ADMINISTRATOR},  # leave a note for colleagues
    "export": {OFFICER, APPROVER, ADMINISTRATOR},  # take the record of events away as a file
    "protect": {OFFICER, ADMINISTRATOR},  # add protected terms
    "hold": {OFFICER, APPROVER, ADMINISTRATOR},  # anybody may stop
    "clear_hold": {APPROVER, ADMINISTRATOR},  # not everybody may let go
    "manage": {ADMINISTRATOR},  # a partnership's own details and standing texts
    # words outside any edition: a theme's description, a partnership's address, a notice of withdrawal
    "submit_text": {OFFICER, APPROVER, ADMINISTRATOR},
    "approve_text": {APPROVER, ADMINISTRATOR},
    "send_back_text": {OFFICER, APPROVER, ADMINISTRATOR},
    "take_down_text": {OFFICER, APPROVER, ADMINISTRATOR},
    "restore_text": {OFFICER, APPROVER, ADMINISTRATOR},
}
# Whoever runs the site does these too, where the thing says that it belongs to the site (`is_of_the_site`).
BY_SITE_ADMINISTRATORS = frozenset({"submit_text", "approve_text", "send_back_text", "take_down_text", "restore_text"})
# What is joint nobody takes away alone: these need the role in every one of the partnerships concerned.
IN_EVERY_PARTNERSHIP = frozenset({"delete"})
WORDS_FOR = {
    "see": "open this",
    "write": "write here",
    "delete": "delete this",
    "submit": "submit this",
    "send_back": "send this back",
    "approve": "approve this",
    "publish": "publish this",
    "schedule": "schedule this",
    "cancel_schedule": "cancel the schedule of this",
    "withdraw": "withdraw this",
    "withdraw_in_emergency": "withdraw this in an emergency",
    "confirm_withdrawal": "confirm this withdrawal",
    "acknowledge": "answer this advice",
    "note": "leave a note here",
    "export": "export this",
    "protect": "add protected terms",
    "hold": "place a hold",
    "clear_hold": "clear this hold",
    "manage": "change this partnership",
    "submit_text": "submit these words",
    "approve_text": "approve these words",
    "send_back_text": "send these words back",
    "take_down_text": "take these words down",
    "restore_text": "restore these words",
}


def why_not(person, verb: str, thing) -> str:
    """Why a person may not do this, in words for them; an empty string means they may.

    Raises KeyError for a verb that does not exist, so that a slip of the pen cannot open a door.
    """
    roles = ROLES_FOR[verb]
    if not (person.is_authenticated and person.is_active and person.is_staff):
        return "Sign in with a staff account first."
    own_refusal = getattr(thing, "refusal", None)
    is_of_the_site = getattr(thing, "is_of_the_site", None)
    if person.is_superuser and verb in BY_SITE_ADMINISTRATORS and is_of_the_site and is_of_the_site():
        return own_refusal(verb, person) if own_refusal else ""
    concerned = thing.partnerships_concerned()
    allowing = {partnership for partnership, held in person.roles.items() if roles & held} & concerned
    is_by_all = verb in IN_EVERY_PARTNERSHIP
    if not allowing or (is_by_all and allowing != concerned):
        names = " or ".join(sorted(Role(role).name.lower() for role in roles))
        where = "every one" if is_by_all else "one"
        return f"You cannot {WORDS_FOR[verb]}: that needs the role of {names} in {where} of its partnerships."
    return own_refusal(verb, person) if own_refusal else ""


def require(person, verb: str, thing) -> None:
    """Refuse a person who may not do this, in words for them."""
    if refusal := why_not(person, verb, thing):
        raise Refused(refusal)


def may(person, verb: str, thing) -> bool:
    """Whether a person may do this to this thing."""
    return not why_not(person, verb, thing)


def works_as(person, *roles: str) -> bool:
    """Whether a person holds one of these roles anywhere: for shared lists and for starting something new."""
    if not (person.is_authenticated and person.is_active and person.is_staff):
        return False
    return any(held & set(roles) for held in person.roles.values())


def partnerships_where(person, *roles: str) -> set[int]:
    """The partnerships in which a person holds one of these roles."""
    if not (person.is_authenticated and person.is_active and person.is_staff):
        return set()
    return {partnership for partnership, held in person.roles.items() if held & set(roles)}


def why_not_take_off(person, partnerships, *, kept: set[int]) -> str:
    """Why a list of partnerships may not be cut down to those `kept` (by number); empty when it may.

    A partnership is taken off by its own officers alone: else one could publish what is joint without the other's yes.
    """
    own = partnerships_where(person, OFFICER)
    others = [one.name for one in partnerships if one.pk not in kept | own]
    return f"Keep {listed(others)} in the list: only their own officers can take them off." if others else ""
