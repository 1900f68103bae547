"""The names around a published briefing: who published it, its themes, who it is for, what it says of its review."""

from dataclasses import dataclass, field

from django.db.models import F

from briefings.models.public import PublicFacet, PublicPage, PublicPartnership

# Where the names of each kind of facet are kept; a kind that is not here stands in the row of the page itself.
LABELS = {
    PublicFacet.Kind.THEME: "themes",
    PublicFacet.Kind.SECTOR: "sectors",
    PublicFacet.Kind.REVIEW_TYPE: "review_types",
    PublicFacet.Kind.AGE_BAND: "age_bands",
    PublicFacet.Kind.HARM: "harms",
}


@dataclass(frozen=True)
class Publisher:
    """A partnership as readers see it."""

    slug: str
    name: str
    website: str
    logo: str  # the name of its file, empty without one
    colour: str  # as it signed with it: # and six digits, or empty
    second_colour: str  # as it was approved last, beside the other


@dataclass(frozen=True)
class Label:
    """A theme, a sector, or what else a page says of its review."""

    slug: str
    name: str


@dataclass
class Names:
    """The names around one page, partnerships in the order they signed."""

    publishers: list[Publisher] = field(default_factory=list)
    themes: list[Label] = field(default_factory=list)
    sectors: list[Label] = field(default_factory=list)
    review_types: list[Label] = field(default_factory=list)
    age_bands: list[Label] = field(default_factory=list)
    harms: list[Label] = field(default_factory=list)


def names_of(page: PublicPage) -> Names:
    """The names around a published page. Three queries."""
    names, links = Names(), page.partnership_links.annotate(slug=F("partnership__slug"))
    approved = {one.thing: one for one in PublicPartnership.objects.filter(thing__in=links.values("partnership"))}
    for link in links:
        one = approved.get(link.partnership_id, PublicPartnership())
        names.publishers.append(
            Publisher(link.slug, link.name, one.website, one.logo.rpartition("/")[2], link.colour, one.second_colour)
        )
    for facet in page.facets.filter(kind__in=LABELS).order_by("position", "name"):
        getattr(names, LABELS[facet.kind]).append(Label(facet.slug, facet.name))
    return names
