"""Who may do what. One place decides: `may(person, verb, thing)`.

A thing says which partnerships it concerns (`partnerships_concerned`) and may add a refusal of its
own (`refusal(verb, person)`), such as "you wrote part of this". Anything not allowed here is refused.
"""

from people.models.persons import Role
from people.verbs import VERBS, Verb
from portal.text.sentences import listed


class Refused(Exception):
    """A verb that cannot be done now. Its message says to a person what to do; `problems` may say more."""

    def __init__(self, message: str, *, problems=()) -> None:
        super().__init__(message)
        self.problems = list(problems)


def needed(text: str, message: str) -> str:
    """What was typed, without blanks around it; refused with `message` if nothing was."""
    if not text.strip():
        raise Refused(message)
    return text.strip()


def why_not(person, verb: str, thing) -> str:
    """Why a person may not do this, in words for them; an empty string means they may.

    Raises KeyError for a verb that does not exist, or that nobody chooses to do, so that a slip of the pen cannot open
    a door.
    """
    rule = _rule_for(verb)
    if not (person.is_authenticated and person.is_active and person.is_staff):
        return "Sign in with a staff account first."
    own_refusal = getattr(thing, "refusal", None)
    is_of_the_site = getattr(thing, "is_of_the_site", None)
    if person.is_superuser and rule.is_for_site_administrators and is_of_the_site and is_of_the_site():
        return own_refusal(verb, person) if own_refusal else ""
    concerned = thing.partnerships_concerned()
    allowing = {partnership for partnership, held in person.roles.items() if held & set(rule.roles)} & concerned
    is_by_all = rule.needs_every_partnership
    if not allowing or (is_by_all and allowing != concerned):
        names = " or ".join(sorted(role.name.lower() for role in rule.roles))
        where = "every one" if is_by_all else "one"
        return f"You cannot {rule.does}: that needs the role of {names} in {where} of its partnerships."
    return own_refusal(verb, person) if own_refusal else ""


def require(person, verb: str, thing) -> None:
    """Refuse a person who may not do this, in words for them."""
    if refusal := why_not(person, verb, thing):
        raise Refused(refusal)


def may(person, verb: str, thing) -> bool:
    """Whether a person may do this to this thing."""
    return not why_not(person, verb, thing)


def may_somewhere(person, verb: str) -> bool:
    """Whether a person's roles allow a verb in any partnership: for lists, and for starting something new."""
    return works_as(person, *_rule_for(verb).roles)


def works_as(person, *roles: str) -> bool:
    """Whether a person holds one of these roles anywhere."""
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
    own = partnerships_where(person, Role.OFFICER)
    others = [one.name for one in partnerships if one.pk not in kept | own]
    return f"Keep {listed(others)} in the list: only their own officers can take them off." if others else ""


def _rule_for(verb: str) -> Verb:
    rule = VERBS[verb]
    if not rule.roles:
        raise KeyError(f"{verb} is done by nobody: it follows from another verb")
    return rule
