"""The verbs of a briefing and its editions: who, from which state to which, and what screens and history say."""

from briefings.models.edition import OPEN, PUBLIC, State
from people.models.persons import Role
from people.verbs import EVERYBODY, Verb, register

WORKING = (Role.OFFICER, Role.APPROVER)

# What is done to an edition, in the order a person would think of it.
OF_EDITIONS = register(
    Verb(
        name="approve", roles=(Role.APPROVER,), does="approve this", starts_from=(State.AWAITING_APPROVAL,),
        ends_in=State.APPROVED, label="Approve", past="approved", told="Approved",
    ),
    Verb(
        name="publish", roles=WORKING, does="publish this", starts_from=(State.APPROVED, State.SCHEDULED),
        ends_in=State.PUBLISHED, label="Publish now", past="published", told="Published",
    ),
    Verb(
        name="schedule", roles=WORKING, does="schedule this",
        starts_from=(State.APPROVED, State.SCHEDULED),  # from scheduled: to another time
        ends_in=State.SCHEDULED, label="Publish later", past="scheduled", told="Scheduled",
    ),
    Verb(
        name="cancel_schedule", roles=WORKING, does="cancel the schedule of this", starts_from=(State.SCHEDULED,),
        ends_in=State.APPROVED, label="Cancel the schedule", past="taken off its schedule", told="Schedule cancelled",
    ),
    Verb(
        name="send_back", roles=WORKING, does="send this back", starts_from=OPEN, ends_in=State.SENT_BACK,
        label="Send back", past="sent back", told="Sent back",
    ),
    Verb(
        name="withdraw", roles=WORKING, does="withdraw this", starts_from=PUBLIC, ends_in=State.WITHDRAWN,
        label="Withdraw", past="withdrawn", told="Withdrawn",
    ),
    Verb(  # alone and at once; a second person looks at it afterwards
        name="withdraw_in_emergency", roles=(Role.APPROVER,), does="withdraw this in an emergency", starts_from=PUBLIC,
        ends_in=State.WITHDRAWN, label="Take down in an emergency", past="withdrawn in an emergency",
        told="Withdrawn in an emergency",
    ),
    Verb(
        name="confirm_withdrawal", roles=(Role.APPROVER, Role.ADMINISTRATOR), does="confirm this withdrawal",
        starts_from=(State.WITHDRAWN,), ends_in=State.WITHDRAWN, label="Look at this withdrawal",
        past="looked at a second time", told="Emergency withdrawal looked at a second time",
    ),
)  # fmt: skip

# What follows from those, in the name of the person who did them.
register(
    Verb(
        name="supersede", starts_from=PUBLIC, ends_in=State.SUPERSEDED, past="superseded",
        told="Replaced by a newer edition",
    ),
    Verb(
        name="mark_out_of_date", starts_from=(State.PUBLISHED,), ends_in=State.OUT_OF_DATE,
        past="marked out of date", told="Marked as out of date",
    ),
    Verb(  # its time came, and something stood against it
        name="could_not_publish", starts_from=(State.SCHEDULED,), ends_in=State.APPROVED,
        past="found unfit to publish", told="Could not be published as scheduled",
    ),
    Verb(name="remind", told="People reminded of the schedule"),
    Verb(name="notice_left_out", told="Public notice not submitted"),
)  # fmt: skip

# What is done to the draft, or beside it.
register(
    Verb(
        name="submit", roles=(Role.OFFICER,), does="submit this", ends_in=State.AWAITING_APPROVAL,
        label="Submit for approval", told="Submitted for approval",
    ),
    Verb(name="acknowledge", roles=(Role.OFFICER,), does="give a reason for keeping this wording"),
    Verb(name="note", roles=EVERYBODY, does="leave a note here", told="Note left"),
    Verb(name="restore", told="Earlier words restored in the draft"),  # anyone who may write
    Verb(name="export", roles=EVERYBODY, does="export this"),  # the record of events, as a file
)  # fmt: skip
