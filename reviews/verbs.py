"""The verbs of the record: what may be done to a review beside seeing, writing and deleting it."""

from people.models.persons import Role
from people.verbs import EVERYBODY, Verb, register

register(
    Verb(name="protect", roles=(Role.OFFICER, Role.ADMINISTRATOR), does="add protected terms"),
    Verb(name="hold", roles=EVERYBODY, does="place a hold"),  # anybody may stop
    Verb(
        name="clear_hold", roles=(Role.APPROVER, Role.ADMINISTRATOR), does="clear this hold"
    ),  # not everybody may let go
)
