"""Partnerships: the bodies that staff work for and that put their names to what is published."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from people.colour import readable_on_white

slug_help = "The last part of its web address: small letters, digits and hyphens."


class Nation(models.TextChoices):
    """Whose bank holidays and statutory dates hold."""

    ENGLAND = "england", "England"
    WALES = "wales", "Wales"
    SCOTLAND = "scotland", "Scotland"
    NORTHERN_IRELAND = "ni", "Northern Ireland"


class Partnership(models.Model):
    """The safeguarding body that owns a review and puts its name to what is published."""

    class Kind(models.TextChoices):
        CHILDREN = "children", "Children"
        ADULTS = "adults", "Adults"
        ALL_AGES = "all_ages", "All ages"

    slug = models.SlugField("address", unique=True, max_length=60, help_text=slug_help)
    name = models.CharField(max_length=200, help_text="In full, as on its letterhead.")
    short_name = models.CharField(max_length=40, help_text="What staff call it, such as its initials.")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CHILDREN)
    nation = models.CharField(max_length=10, choices=Nation, default=Nation.ENGLAND)
    area = models.CharField(max_length=200, blank=True, help_text="The places it covers, such as “Marlow Vale”.")
    mailbox = models.EmailField(help_text="A shared mailbox. It is printed on every sheet, so never a person's own.")
    website = models.URLField(blank=True)
    logo = models.ImageField(
        upload_to="logos/",
        blank=True,
        help_text="PNG or JPEG. The image is re-saved, which removes anything hidden in the file.",
    )
    logo_alt = models.CharField(
        "alt text of the logo",
        max_length=200,
        blank=True,
        help_text="What the logo says, for people who cannot see it.",
    )
    colour = models.CharField(
        "main colour",
        max_length=7,
        default="#1d4f5c",
        validators=[readable_on_white],
        help_text="# and six digits. Must be dark enough to read on white.",
    )
    second_colour = models.CharField(
        max_length=7,
        default="#7a3e12",
        validators=[readable_on_white],
        help_text="Used for marks and rules beside the main colour.",
    )
    contact_template = models.CharField(
        "contact sentence",
        max_length=300,
        default="If in doubt, seek advice from your manager, your safeguarding lead or {mailboxes}.",
        validators=[RegexValidator(r"\{mailboxes\}", "Write {mailboxes} where the address or addresses should stand.")],
        help_text="Printed last on a sheet. {mailboxes} becomes the address of every partnership that publishes it.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(logo="") | ~Q(logo_alt=""),
                name="a_logo_has_words",
                violation_error_message="Write the alt text of the logo, for people who cannot see it.",
            ),
            models.CheckConstraint(
                condition=Q(contact_template__contains="{mailboxes}"), name="contact_sentence_names_the_mailboxes"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def partnerships_concerned(self) -> set[int]:
        """The partnerships whose people may act on this: itself."""
        return {self.pk}
