"""The kinds of find: whether one stops submission, and what to do about it.

A number, an address or a date of birth belongs to one person or household and teaches a reader nothing: it stops.
A date, a place or a name may be a publisher's, an author's or a law's, which no pattern can know: it is advice, and
a partnership may make it stop.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind: what one of it is called, and several, and what to do. `do` ends the message."""

    one: str
    several: str
    do: str
    stops: bool
    verb: str = "Take out"


KINDS = {
    "nhs-number": Kind(
        "the NHS number",
        "the NHS numbers",
        "each belongs to one person. If it is another number, your administrator can add it to the names that are "
        "allowed.",
        stops=True,
    ),
    "ni-number": Kind(
        "the National Insurance number", "the National Insurance numbers", "each belongs to one person.", stops=True
    ),
    "pupil-number": Kind(
        "the pupil number (UPN)", "the pupil numbers (UPN)", "each belongs to one child.", stops=True
    ),
    "identity-number": Kind(
        "the number of a personal paper", "the numbers of personal papers", "each belongs to one person.", stops=True
    ),
    "bank-account": Kind(
        "the bank account or card", "the bank accounts or cards", "each belongs to one person.", stops=True
    ),
    "case-reference": Kind(
        "the case, crime or court reference",
        "the case, crime or court references",
        "whoever has it can look up who is meant. Your administrator can add a public reference to the names that are "
        "allowed.",
        stops=True,
    ),
    "cited-judgment": Kind(
        "the judgment",
        "the judgments",
        "one that made law may stay, one about this family may not.",
        stops=False,
        verb="Check",
    ),
    "car-registration": Kind(
        "the car registration", "the car registrations", "each leads to one household.", stops=True
    ),
    "internet-address": Kind("the IP address", "the IP addresses", "each leads to one household.", stops=True),
    "phone-number": Kind(
        "the telephone number",
        "the telephone numbers",
        "a number may be somebody's own. Give a helpline, or have your administrator add a service's number to the "
        "names that are allowed.",
        stops=True,
    ),
    "e-mail-address": Kind(
        "the e-mail address",
        "the e-mail addresses",
        "only mailboxes of partnerships and of services belong here. Your administrator can add one to the names "
        "that are allowed.",
        stops=True,
    ),
    "postcode": Kind(
        "the postcode",
        "the postcodes",
        "a postcode leads to a few homes. Your administrator can add an office's to the names that are allowed.",
        stops=True,
    ),
    "home-address": Kind(
        "the address",
        "the addresses",
        "an address leads to one home. Your administrator can add an office's to the names that are allowed.",
        stops=True,
    ),
    "exact-position": Kind(
        "the exact position", "the exact positions", "coordinates and three-word addresses lead to one "
        "home.", stops=True
    ),
    "online-account": Kind(
        "the account",
        "the accounts",
        "an organisation's may stay, a person's may not.",
        stops=False,
        verb="Check",
    ),
    "date-of-birth": Kind(
        "the day of birth or death",
        "the days of birth or death",
        "give the year, or the age in years, instead. If it is nobody’s, say what happened on that day.",
        stops=True,
    ),
    "exact-date": Kind(
        "the exact date",
        "the exact dates",
        "write the month and year, or how long before or after something else it was.",
        stops=False,
        verb="Broaden",
    ),
    "exact-age": Kind(
        "the exact age", "the exact ages", "write years, or for a baby weeks or months.", stops=False,
        verb="Broaden",
    ),
    "named-place": Kind(
        "the name of a place",
        "the names of places",
        "write what kind of place it is, such as “the primary school” or “a ward”.",
        stops=False,
        verb="Replace",
    ),
    "likely-name": Kind(
        "the likely name",
        "the likely names",
        "replace whatever is a person or place of this case. Your administrator can allow authors and methods.",
        stops=False,
        verb="Look at",
    ),
    "cited-names": Kind(
        "the cited author",
        "the cited authors",
        "an author may stay, a person of this case may not.",
        stops=False,
        verb="Check",
    ),
    "redaction-mark": Kind(
        "the mark of something blacked out",
        "the marks of something blacked out",
        "write the sentence again so that nothing has to be hidden.",
        stops=True,
    ),
    "handling-marking": Kind(
        "the handling marking",
        "the handling markings",
        "nothing goes out under it. If it still stands, leave it and wait: an approver or an administrator of the "
        "partnership clears the hold on the review, with a reason, and then it can come out.",
        stops=True,
    ),
    "hidden-text": Kind(
        "the characters that cannot be seen",
        "the characters that cannot be seen",
        "type these words again: what is stored and what is seen are not the same.",
        stops=True,
    ),
    "hidden-marks": Kind(
        "the invisible marks inside a word",
        "the invisible marks inside words",
        "type the word again, so that a search finds it.",
        stops=False,
    ),
}  # fmt: skip
