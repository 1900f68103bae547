"""The admin's guard: every screen asks `people.permissions`, and nothing else, who may do what.

Django's own permissions are not used for reviews and briefings: they know no partnerships, and let a
superuser through every door. Here a superuser is nobody special; a thing of another partnership
answers as one that does not exist; and the log keeps verbs and primary keys, never words.
"""

from collections import Counter
from functools import cache

from django import forms
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.admin.utils import NestedObjects
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, JSONField, QuerySet
from django.utils.text import capfirst

from people.models.persons import Role
from people.permissions import may, may_somewhere, works_as


def known_to(person, model) -> QuerySet:
    """The rows of a model that a person may know of. Rows of shared lists are known to everybody."""
    rows = model._default_manager.all()
    if hasattr(rows, "for_staff"):
        return rows.for_staff(person)
    if parent := hangs_on(model):
        return rows.filter(**{f"{parent.name}__in": known_to(person, parent.related_model)})
    return rows


@cache
def hangs_on(model) -> Field | None:
    """The relation by which a row belongs to something private; None for a shared list.

    What is private says so itself, by a `for_staff` of its rows; whatever leads there is private with it.
    """
    for field in model._meta.fields:
        other = field.related_model
        if other and other is not model and (hasattr(other._default_manager.all(), "for_staff") or hangs_on(other)):
            return field
    return None


class PlainTitles:
    """A list is headed by what it lists, not by what to do with it."""

    def changelist_view(self, request, extra_context=None):
        """The list, headed by its name."""
        return super().changelist_view(
            request, {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        )


class ModestAddresses:
    """What an address may ask of a list, and give to a new form: Django allows any question and any value."""

    def lookup_allowed(self, lookup, value, request=None) -> bool:
        """Refuse what would let a secret be guessed letter by letter, and patterns that take for ever to look for."""
        field, *ways = lookup.split("__")
        if field == "password" or {"regex", "iregex"} & set(ways):
            return False
        return super().lookup_allowed(lookup, value, request)

    def get_changeform_initial_data(self, request) -> dict[str, object]:
        """What the address of a new form fills in, as far as its fields would take it. Anything else is left out."""
        fields = self.get_form(request).base_fields
        given = super().get_changeform_initial_data(request)
        return {name: value for name, value in given.items() if name in fields and _would_take(fields[name], value)}


def _would_take(field: forms.Field, value) -> bool:
    if isinstance(field, forms.ModelChoiceField):
        numbers = value if isinstance(value, list) else [value]
        if not all(one.isdecimal() and len(one) < 19 for one in numbers):  # longer ones fit in no database
            return False
    try:
        field.clean(value)
    except forms.ValidationError:
        return False
    return True


class QuietLog:
    """Writes to Django's admin log which row was added, changed or deleted, by whom; no words of it."""

    def construct_change_message(self, request, form, formsets, add=False) -> str:
        """Nothing: the names of what changed would be words too."""
        return ""

    def log_addition(self, request, obj, message=""):
        """One line: who added which row."""
        return self._log(request, obj, ADDITION)

    def log_change(self, request, obj, message=""):
        """One line: who changed which row."""
        return self._log(request, obj, CHANGE)

    def log_deletions(self, request, queryset):
        """A line for each row: who deleted it."""
        return [self._log(request, obj, DELETION) for obj in queryset]

    def _log(self, request, obj, flag):
        return LogEntry.objects.create(
            user_id=request.user.pk,
            content_type=ContentType.objects.get_for_model(obj, for_concrete_model=False),
            object_id=obj.pk,
            object_repr=f"{obj._meta.verbose_name} {obj.pk}",
            action_flag=flag,
            change_message="",
        )


class LimitedChoices:
    """Pickers offer, and accept, only what the person may know of."""

    view_on_site = False  # the address of a draft would tell of it

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A picker offers to add what is missing; changing what others use is done on its own screen."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    def get_field_queryset(self, db, db_field, request):
        """The rows to choose from, in the order of their own admin."""
        ordered = super().get_field_queryset(db, db_field, request)
        known = known_to(request.user, db_field.remote_field.model)
        return known.order_by(*ordered.query.order_by) if ordered is not None else known


class Guarded(PlainTitles, ModestAddresses, QuietLog, LimitedChoices):
    """Mixin for a ModelAdmin of something that belongs to partnerships.

    A subclass may name other verbs of `people.permissions` for seeing, changing and deleting.
    """

    seeing = "see"
    changing = "write"
    deleting = "delete"
    actions = None  # one thing at a time: nothing here is done to many at once

    def get_queryset(self, request):
        """Only what the person may know of, so that everything else does not exist for them."""
        known = known_to(request.user, self.model)
        return known.order_by(*self.get_ordering(request)) if self.get_ordering(request) else known

    def _may(self, request, verb, obj) -> bool:
        return may_somewhere(request.user, verb) if obj is None else may(request.user, verb, obj)

    def has_module_permission(self, request) -> bool:
        """Whether it is offered on the first page."""
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None) -> bool:
        """Whether the person may see this one, or any."""
        return self._may(request, self.seeing, obj)

    def has_add_permission(self, request) -> bool:
        """Whether the person is an officer somewhere."""
        return works_as(request.user, Role.OFFICER)

    def has_change_permission(self, request, obj=None) -> bool:
        """Whether the person may change this one, or any."""
        return self._may(request, self.changing, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        """Whether the person may delete this one, or any."""
        return self._may(request, self.deleting, obj)

    def lookup_allowed(self, lookup, value, request=None) -> bool:
        """Refuse to filter by what points here: it would answer questions about rows one may not know of."""
        try:
            field = self.opts.get_field(lookup.split("__")[0])
        except FieldDoesNotExist:
            return super().lookup_allowed(lookup, value, request)
        if (field.auto_created and not field.concrete) or isinstance(field, JSONField):  # SQLite cannot search in it
            return False
        return super().lookup_allowed(lookup, value, request)

    def get_deleted_objects(self, objs, request):
        """What goes with it, counted: what stands in the way may belong to others, so it is not named."""
        _, counts, lacking, _ = super().get_deleted_objects(objs, request)
        collector = NestedObjects(using=objs[0]._state.db, origin=objs)
        collector.collect(objs)
        in_the_way = [
            f"{number} {meta.verbose_name if number == 1 else meta.verbose_name_plural}"
            for meta, number in Counter(one._meta for one in collector.protected).items()
        ]
        own = str(self.opts.verbose_name_plural)
        going = [str(one) for one in objs]
        # Tables that only tie two things together ("review-theme relationship") mean nothing to an officer.
        going += [f"{number} {name}" for name, number in counts.items() if name != own and "-" not in str(name)]
        return going, counts, set() if in_the_way else lacking, in_the_way


class GuardedInline(LimitedChoices):
    """Mixin for an inline of something guarded: anyone who may write the whole may write its rows."""

    extra = 0
    seeing = "see"
    changing = "write"

    def get_queryset(self, request):
        """Only rows of what the person may know of."""
        known = known_to(request.user, self.model)
        return known.order_by(*self.get_ordering(request)) if self.get_ordering(request) else known

    def _may(self, request, verb, obj) -> bool:
        return may_somewhere(request.user, verb) if obj is None else may(request.user, verb, obj)

    def has_view_permission(self, request, obj=None) -> bool:
        """Whether the person may see the whole."""
        return self._may(request, self.seeing, obj)

    def has_add_permission(self, request, obj=None) -> bool:
        """Whether the person may write the whole."""
        return self._may(request, self.changing, obj)

    def has_change_permission(self, request, obj=None) -> bool:
        """Whether the person may write the whole."""
        return self._may(request, self.changing, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        """Whether the person may write the whole."""
        return self._may(request, self.changing, obj)


def is_site_administrator(person) -> bool:
    """Whether a person runs the site: partnerships, people and shared lists, never reviews or briefings."""
    return person.is_authenticated and person.is_active and person.is_staff and person.is_superuser
