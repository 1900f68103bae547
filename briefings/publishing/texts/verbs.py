"""The verbs of words outside any edition: a theme's description, a partnership's address, a notice of withdrawal.

Site administrators do these too, where the words belong to the site.
"""

from briefings.models.text import TextState
from people.models.persons import Role
from people.verbs import EVERYBODY, Verb, register

register(
    Verb(name="edit_text", told="Edited"),  # anyone who may change the thing
    Verb(
        name="submit_text", roles=EVERYBODY, does="submit these words", ends_in=TextState.WAITING,
        told="Submitted for approval", is_for_site_administrators=True,
    ),
    Verb(
        name="approve_text", roles=(Role.APPROVER, Role.ADMINISTRATOR), does="approve these words",
        starts_from=(TextState.WAITING,), ends_in=TextState.PUBLIC, told="Approved", is_for_site_administrators=True,
    ),
    Verb(name="supersede_text", starts_from=(TextState.PUBLIC,), ends_in=TextState.SUPERSEDED),
    Verb(
        name="send_back_text", roles=EVERYBODY, does="send these words back", starts_from=(TextState.WAITING,),
        ends_in=TextState.SENT_BACK, told="Sent back", is_for_site_administrators=True,
    ),
    Verb(
        name="take_down_text", roles=EVERYBODY, does="take these words down", starts_from=(TextState.PUBLIC,),
        ends_in=TextState.TAKEN_DOWN, told="Taken down", is_for_site_administrators=True,
    ),
    Verb(
        name="restore_text", roles=EVERYBODY, does="restore these words", told="Restored",
        starts_from=(TextState.SENT_BACK, TextState.SUPERSEDED, TextState.TAKEN_DOWN), is_for_site_administrators=True,
    ),
)  # fmt: skip
