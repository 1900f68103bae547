"""Give what is public already its resources and colours, from its own frozen words."""

from django.db import migrations

from briefings import document as documents


def write(apps, schema_editor):
    get = lambda name: apps.get_model("briefings", name)  # noqa: E731
    for edition in get("Edition").objects.filter(state__in=["published", "out_of_date"]):
        document = documents.from_data(edition.content)
        page = get("PublicPage").objects.filter(slug=document.slug, digest=edition.digest).first()
        if page is None:
            continue
        for link, publisher in zip(page.partnership_links.order_by("position"), document.publishers, strict=True):
            get("PublicPagePartnership").objects.filter(pk=link.pk).update(colour=publisher.colour)
        for link in document.links:
            get("PublicResource").objects.create(
                page=page, slug=link.slug, title=link.title, publisher=link.publisher, kind=link.kind,
                address=link.address, access=link.access, format_note=link.format_note,
            )  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [("briefings", "0013_lists_of_what_is_public")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
