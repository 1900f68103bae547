"""The names around a published briefing: who published it, its themes, who it is for, what it says of its review."""

from dataclasses import dataclass, field

from django.db.models import F

from briefings.models.public import PublicFacet, PublicPage, PublicPartnership


@dataclass(frozen=True)
class Publisher:
    """A partnership as readers see it."""

    slug: str
    name: str
    website: str
    logo: str  # the name of its file, empty without one
    colour: str  # as it signed with it: # and six digits, or empty
    second_colour: str  # as it was approved last, beside the other


@dataclass
class Names:
    """The names around one page: partnerships in the order they signed, and by kind the facets it says."""

    publishers: list[Publisher] = field(default_factory=list)
    facets: dict[str, list[PublicFacet]] = field(default_factory=dict)

    def of(self, kind: str) -> list[PublicFacet]:
        """The facets of one kind, in the order of the page."""
        return self.facets.get(kind, [])


def names_of(page: PublicPage) -> Names:
    """The names around a published page. Three queries."""
    names, links = Names(), page.partnership_links.annotate(slug=F("partnership__slug"))
    approved = {one.thing: one for one in PublicPartnership.objects.filter(thing__in=links.values("partnership"))}
    for link in links:
        one = approved.get(link.partnership_id, PublicPartnership())
        names.publishers.append(
            Publisher(link.slug, link.name, one.website, one.logo.rpartition("/")[2], link.colour, one.second_colour)
        )
    for facet in page.facets.order_by("position", "name"):
        names.facets.setdefault(facet.kind, []).append(facet)
    return names
