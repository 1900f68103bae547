"""The public rows: all that the public rooms may read. Publishing writes them, withdrawing deletes them.

None of them points at an edition, a draft or the record, so a page that reads them cannot leak one.
"""

from django.db import models
from django.db.models import F, Q

from briefings import addresses
from people.models import Partnership

# Stands above words that are out of date until a notice of the partnership's own is approved. Triggers know it too.
STANDARD_NOTICE = "Parts of this are out of date. Check current guidance before you act on it."


class PublicPage(models.Model):
    """A published briefing as its reader gets it."""

    slug = models.SlugField(unique=True, max_length=80)
    format = models.CharField(max_length=30)
    kind_label = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    summary = models.CharField(max_length=400)
    language = models.CharField(max_length=10)
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
    contents = models.JSONField(default=list, help_text="Its headings: label, words, and those inside, nested.")
    abbreviations = models.JSONField(default=list, help_text="Those it does not explain: each with its meaning.")
    story = models.TextField(blank=True, help_text="What happened, in a minute: some of the body, byte for byte.")
    story_language = models.CharField(max_length=10, blank=True, help_text="Empty where it is that of the page.")
    # Last, so that a query for anything else does not read through it.
    html = models.TextField(help_text="The approved body, already clean.")
    partnerships = models.ManyToManyField(Partnership, through="PublicPagePartnership", related_name="public_pages")

    class Meta:
        ordering = ["-published_at", "slug"]
        indexes = [
            models.Index(fields=["review_slug", "-published_at"], name="learning_of_one_review"),
            models.Index(fields=["-published_at", "slug"], name="newest_learning_first"),
            models.Index(
                fields=["-published_at"],
                condition=Q(published_at__gt=F("first_published_at")),
                name="learning_changed_lately",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where readers find it."""
        return addresses.briefing(self.slug)

    def sheet_address(self) -> str:
        """Where readers find its PDF."""
        return addresses.sheet(self.slug)


class PublicPagePartnership(models.Model):
    """A partnership that published a page, in order, named as it signed."""

    page = models.ForeignKey(PublicPage, models.CASCADE, related_name="partnership_links")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    colour = models.CharField(max_length=7, blank=True, help_text="# and six digits, dark enough to read on white.")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["page", "partnership"], name="a_page_is_signed_once_by_each")]

    def __str__(self) -> str:
        return str(self.partnership)


class PublicFacet(models.Model):
    """One thing readers may find a page by, as the page itself says it, in the words that were approved."""

    class Kind(models.TextChoices):
        THEME = "theme", "Theme"
        SECTOR = "sector", "For people who work in"
        REVIEW_TYPE = "review_type", "Type of review"
        FORMAT = "format", "Format"
        PARTNERSHIP = "partnership", "Partnership"
        YEAR = "year", "Year"
        AGE_BAND = "age_band", "Age"
        HARM = "harm", "Type of harm"

    page = models.ForeignKey(PublicPage, models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=20, choices=Kind)
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "position", "name"]
        constraints = [models.UniqueConstraint(fields=["page", "kind", "slug"], name="a_page_says_a_thing_once")]
        indexes = [models.Index(fields=["kind", "slug", "page"], name="pages_that_say_a_thing")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"

    def get_absolute_url(self) -> str:
        """The page of a theme or a sector. Other facets have none."""
        return {self.Kind.THEME: addresses.theme, self.Kind.SECTOR: addresses.sector}[self.kind](self.slug)


class PublicPiece(models.Model):
    """A point, a question or a recommendation of a published page: some of its body, byte for byte."""

    class Kind(models.TextChoices):
        POINT = "point", "Learning point"
        QUESTION = "question", "Question"
        RECOMMENDATION = "recommendation", "Recommendation"

    page = models.ForeignKey(PublicPage, models.CASCADE, related_name="pieces")
    kind = models.CharField(max_length=20, choices=Kind)
    label = models.CharField(max_length=60, help_text="Its anchor on the page.")
    section = models.CharField(max_length=60, help_text="The anchor of the section it stands in.")
    position = models.PositiveIntegerField()
    language = models.CharField(max_length=10, blank=True, help_text="Empty where it is that of the page.")
    asked_of = models.CharField(max_length=20, blank=True, help_text="Whom a question is asked of.")
    words = models.TextField(help_text="Without markup, on one line.")
    html = models.TextField()

    class Meta:
        ordering = ["page", "position"]
        constraints = [models.UniqueConstraint(fields=["page", "position"], name="a_piece_has_a_place")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.label.rpartition('-')[2]}"


class PublicResource(models.Model):
    """A resource that a published page leads its readers to, as it was described when the page was approved."""

    page = models.ForeignKey(PublicPage, models.CASCADE, related_name="resources")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=60, help_text="In words, such as “Toolkit”.")
    address = models.CharField(max_length=500, blank=True)
    access = models.CharField(max_length=10)
    format_note = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["title", "slug"]
        constraints = [models.UniqueConstraint(fields=["page", "slug"], name="a_page_names_a_resource_once")]

    def __str__(self) -> str:
        return self.title


class PublicPassage(models.Model):
    """One thing a published page says that can be found by itself: a point, a question, a recommendation …

    `text` is plain words. `label` is its anchor on the page; empty for the page as a whole. `themes` and `sectors` are
    slugs, its own or else those of its page; PublicPassageLabel has them as rows, to find it by.
    """

    class Kind(models.TextChoices):
        PAGE = "page", "Briefing"
        POINT = "point", "Learning point"
        GUIDANCE = "guidance", "Practice guidance"
        QUESTION = "question", "Reflective question"
        RECOMMENDATION = "recommendation", "Recommendation"

    page = models.ForeignKey(PublicPage, models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=20, choices=Kind)
    label = models.CharField(max_length=60, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    position = models.PositiveIntegerField()
    language = models.CharField(max_length=10)
    themes = models.JSONField(default=list)
    sectors = models.JSONField(default=list)

    class Meta:
        ordering = ["page", "position"]
        constraints = [models.UniqueConstraint(fields=["page", "position"], name="a_passage_has_a_place")]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        """Where it stands on its page."""
        return f"{self.page.get_absolute_url()}#{self.label}" if self.label else self.page.get_absolute_url()


class PublicPassageLabel(models.Model):
    """A theme or a sector of one passage: its own, or else those of its page."""

    passage = models.ForeignKey(PublicPassage, models.CASCADE, related_name="labels")
    kind = models.CharField(max_length=20, choices=[("theme", "Theme"), ("sector", "Sector")])
    slug = models.SlugField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passage", "kind", "slug"], name="a_passage_has_a_label_once")]
        indexes = [models.Index(fields=["kind", "slug", "passage"], name="passages_with_a_label")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.slug}"


class PublicVersion(models.Model):
    """How often what the public reads has changed: one row, raised in each transaction that changes it.

    Whatever is remembered of lists, counts, feeds and searches is remembered under this number, so a take-down
    shows at once everywhere.
    """

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_public_version")]

    def __str__(self) -> str:
        return str(self.number)


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
    """What stands where a withdrawn briefing stood. It repeats no title and no words of it, unless its time in
    public simply ended and it can be asked for."""

    slug = models.SlugField(unique=True, max_length=80)
    notice = models.TextField(blank=True)
    # Only of what is available on request: its record stays, and whom to ask.
    title = models.CharField(max_length=300, blank=True)
    publishers = models.JSONField(default=list, help_text="Name and mailbox of each, in order.")
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


class PublicTerm(models.Model):
    """One word of a public page, for search: its stem, and how much the page is about it (a title weighs most).

    `stem` is what words are compared by (briefings/words/stemming.py). Of several words of one page with the
    same stem the first carries the weight and the others weigh 0, so that a page has one weight for each stem and
    the search knows every word that can be found. A theme is a row too, with "#its-slug" for both.
    """

    page = models.ForeignKey(PublicPage, models.CASCADE, related_name="terms", db_index=False)
    word = models.CharField(max_length=82)
    stem = models.CharField(max_length=82)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "word"], name="a_page_has_a_word_once")]
        indexes = [
            models.Index(fields=["stem", "page", "weight"], name="pages_that_say_a_word"),
            # For words that begin with some letters, which PostgreSQL only finds with these operators.
            models.Index(fields=["word", "page"], opclasses=["varchar_pattern_ops", "int8_ops"], name="words_in_order"),
        ]

    def __str__(self) -> str:
        return self.word


class PublicWords(models.Model):
    """The stems of one passage in their order, each between two spaces: for phrases, for the passage of a page that
    says most, and for marking it without stemming it again."""

    passage = models.OneToOneField(PublicPassage, models.CASCADE, primary_key=True, related_name="as_words")
    page = models.ForeignKey(PublicPage, models.CASCADE, related_name="+")
    is_whole = models.BooleanField(help_text="The page as a whole, not one thing it says.")
    heading = models.TextField(blank=True)
    labels = models.TextField(blank=True)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(is_whole=True), name="a_page_is_one_whole"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class PublicTheme(models.Model):
    """What readers are told of a theme, and the words they may look for it by, as a second person approved them."""

    thing = models.PositiveBigIntegerField(unique=True)
    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=100)
    synonyms = models.TextField(blank=True)
    description = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class PublicAbbreviation(models.Model):
    """An abbreviation that readers may search by, and what it stands for, as a second person approved it."""

    thing = models.PositiveBigIntegerField(unique=True)
    abbreviation = models.CharField(max_length=30)
    expansion = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.abbreviation}: {self.expansion}"


class PublicPartnership(models.Model):
    """Where readers reach a partnership, and its logo, as a second person approved them.

    What it is called on a page and in which main colour stands with that page, as it signed.
    """

    thing = models.PositiveBigIntegerField(unique=True)
    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=200)
    mailbox = models.EmailField()
    website = models.URLField(blank=True)
    logo = models.CharField(max_length=100, blank=True, help_text="The name of its stored file.")
    second_colour = models.CharField(max_length=7)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
