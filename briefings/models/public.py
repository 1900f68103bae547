"""The public rows: all that the public rooms may read. Publishing writes them, withdrawing deletes them.

None of them points at an edition, a draft or the record, so a page that reads them cannot leak one.
"""

from django.db import models
from django.db.models import Q

from reviews.models.vocabulary import Partnership, Sector, Theme


class PublicPage(models.Model):
    """A published briefing as its reader gets it."""

    slug = models.SlugField(unique=True, max_length=80)
    format = models.CharField(max_length=30)
    kind_label = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    summary = models.CharField(max_length=400)
    language = models.CharField(max_length=10)
    html = models.TextField(help_text="The approved body, already clean.")
    words = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    reference = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    review_slug = models.SlugField(max_length=80, blank=True)
    change_note = models.CharField(max_length=300, blank=True)
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()
    notice = models.TextField(blank=True, help_text="Shown above words that are out of date.")
    # Changes at every write, so that a reader's copy is asked about and a take-down shows at once.
    etag = models.CharField(max_length=64)
    sheet_name = models.CharField(max_length=100)
    sheet_pages = models.PositiveSmallIntegerField()
    sheet_bytes = models.PositiveIntegerField()
    sheet_sha256 = models.CharField(max_length=64)
    partnerships = models.ManyToManyField(Partnership, through="PublicPagePartnership", related_name="public_pages")
    themes = models.ManyToManyField(Theme, related_name="public_pages")
    sectors = models.ManyToManyField(Sector, related_name="public_pages")

    class Meta:
        ordering = ["-published_at", "slug"]
        indexes = [models.Index(fields=["-published_at", "slug"], name="newest_learning_first")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where readers find it."""
        return f"/learning/{self.slug}/"

    def sheet_address(self) -> str:
        """Where readers find its PDF."""
        return f"/learning/{self.slug}/{self.slug}.pdf"


class PublicPagePartnership(models.Model):
    """A partnership that published a page, in order, named as it signed."""

    page = models.ForeignKey(PublicPage, models.CASCADE, related_name="partnership_links")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["page", "partnership"], name="a_page_is_signed_once_by_each")]

    def __str__(self) -> str:
        return str(self.partnership)


class PublicSheet(models.Model):
    """The PDF of a published page, in a table of its own so that a page never loads it."""

    page = models.OneToOneField(PublicPage, models.CASCADE, related_name="sheet")
    pdf = models.BinaryField()

    def __str__(self) -> str:
        return f"Sheet of {self.page_id}"


class PublicPicture(models.Model):
    """A figure of a published page, in a table of its own."""

    page = models.ForeignKey(PublicPage, models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=120)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "name"], name="a_picture_is_shown_once")]

    def __str__(self) -> str:
        return self.name


class PublicBlock(models.Model):
    """One block of a published page, to stand alone as a hand-out."""

    page = models.ForeignKey(PublicPage, models.CASCADE, related_name="blocks")
    label = models.CharField(max_length=20)
    title = models.CharField(max_length=100)
    html = models.TextField(help_text="The approved words of the block, already clean.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "label"], name="a_block_stands_alone_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.label})"


class PublicNotice(models.Model):
    """What stands where a withdrawn briefing stood. It repeats no title and no words of it."""

    slug = models.SlugField(unique=True, max_length=80)
    notice = models.TextField(blank=True)
    moved_to = models.CharField(max_length=200, blank=True, help_text="The address that replaces it.")
    withdrawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(moved_to="") | Q(moved_to__startswith="/"), name="moved_within_this_site"
            )
        ]

    def __str__(self) -> str:
        return self.slug
