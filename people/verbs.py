"""What can be done on this site: one record a verb.

Each app registers its own verbs when it starts (`reviews/verbs.py`, `briefings/publishing/verbs.py`,
`briefings/publishing/texts/verbs.py`); `people.permissions` asks the record who may do it, the verb itself from which
state it starts and where it ends, the screens what its button and its line of history say.
"""

from collections.abc import Collection
from dataclasses import dataclass

from people.models.persons import Role

EVERYBODY = tuple(Role)


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One thing that can be done, and everything that is said of it.

    A verb that nobody chooses, such as superseding what a new edition replaces, has no roles: asking whether somebody
    may do it is a mistake in the code.
    """

    name: str  # what code, addresses and lines of history call it
    roles: Collection[Role] = ()  # who may do it, in one of the partnerships concerned
    does: str = ""  # completes "You cannot …"
    starts_from: Collection[str] = ()  # the states it may start from; empty where there are none
    ends_in: str = ""  # the state it ends in
    label: str = ""  # its button; empty when it is not offered as a step
    past: str = ""  # completes "so it cannot be …"
    told: str = ""  # its line of history; where it is about somebody, with {by}, {about} and {roles}
    needs_every_partnership: bool = False  # what is joint nobody takes away alone
    is_for_site_administrators: bool = False  # too, where the thing belongs to the site (`is_of_the_site`)


VERBS: dict[str, Verb] = {}


def register(*verbs: Verb) -> tuple[Verb, ...]:
    """Make verbs known. Gives them back, in their order. Raises ValueError for a name that another verb has."""
    for verb in verbs:
        if VERBS.setdefault(verb.name, verb) is not verb:
            raise ValueError(f"There are two verbs called {verb.name}.")
    return verbs


def told(name: str) -> str:
    """What a line of history says of a verb; of one that is no more, its name."""
    return VERBS[name].told if name in VERBS else name.replace("_", " ").capitalize()


register(
    Verb(name="see", roles=EVERYBODY, does="open this"),
    Verb(name="write", roles=(Role.OFFICER,), does="write here"),
    Verb(name="delete", roles=(Role.OFFICER,), does="delete this", needs_every_partnership=True),
    # a partnership's own details, standing texts and people
    Verb(name="manage", roles=(Role.ADMINISTRATOR,), does="change this partnership"),
    # what is done to its people, by whoever may manage it
    Verb(name="invite", told="{by} invited {about} as {roles}"),
    Verb(name="invite_again", told="{by} sent the invitation to {about} again"),
    Verb(name="cancel_invitation", told="{by} cancelled the invitation to {about}"),
    Verb(name="join", told="{about} accepted the invitation and joined as {roles}"),
    Verb(name="give_role", told="{by} gave {about} the role of {roles}"),
    Verb(name="take_role", told="{by} took the role of {roles} from {about}"),
    Verb(name="leave", told="{by} recorded that {about} has left"),
    Verb(name="come_back", told="{by} recorded that {about} is back as {roles}"),
    Verb(name="reset_second_factor", told="{by} reset the second factor of {about}"),
)
