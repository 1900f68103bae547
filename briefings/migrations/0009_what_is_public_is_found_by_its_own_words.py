"""Give what is public already its names, facets and passages, from its own frozen words."""

from django.db import migrations
from django.utils import timezone

from briefings import document as documents
from briefings.passages import passages_of


def write(apps, schema_editor):
    get = lambda name: apps.get_model("briefings", name)  # noqa: E731
    public = get("Edition").objects.filter(state__in=["published", "out_of_date"])
    for edition in public:
        document = documents.from_data(edition.content)
        page = get("PublicPage").objects.filter(slug=document.slug).first()
        if page is None:
            continue
        for link, publisher in zip(page.partnership_links.order_by("position"), document.publishers, strict=True):
            get("PublicPagePartnership").objects.filter(pk=link.pk).update(name=publisher.name)
        said = [
            *(("theme", one.slug, one.name) for one in document.themes),
            *(("sector", one.slug, one.name) for one in document.sectors),
            *(("partnership", one.slug, one.name) for one in document.publishers),
            ("format", document.format, document.kind_label),
            ("year", *[str(timezone.localdate(page.first_published_at).year)] * 2),
        ]
        for position, (kind, slug, name) in enumerate(said):
            get("PublicFacet").objects.create(page=page, kind=kind, slug=slug, name=name, position=position)
        for position, one in enumerate(passages_of(document, edition.text)):
            row = get("PublicPassage").objects.create(
                page=page, kind=one.kind, label=one.label, heading=one.heading, text=one.text, position=position,
                language=one.language,
            )
            for kind, labels in (("theme", one.themes), ("sector", one.sectors)):
                for label in labels:
                    get("PublicPassageLabel").objects.create(passage=row, kind=kind, slug=label.slug)
    get("PublicVersion").objects.create(pk=1, number=1, changed_at=timezone.now())


class Migration(migrations.Migration):

    dependencies = [("briefings", "0008_schedules_facets_and_passages")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
