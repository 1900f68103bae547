"""The names around a published briefing: who published it, its themes, who it is for, what it says of its review."""

from dataclasses import dataclass, field

from briefings.models.public import PublicFacet, PublicPage

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
    second_colour: str  # as it has it now, beside the other


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
    """The names around a published page. Two queries."""
    names = Names()
    for link in page.partnership_links.select_related("partnership"):
        one = link.partnership
        names.publishers.append(
            Publisher(
                one.slug, link.name, one.website, one.logo.name.rpartition("/")[2], link.colour, one.second_colour
            )
        )
    for facet in page.facets.filter(kind__in=LABELS).order_by("position", "name"):
        getattr(names, LABELS[facet.kind]).append(Label(facet.slug, facet.name))
    return names
