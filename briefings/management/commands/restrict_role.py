"""The database role that the web processes and timers use, apart from the one that owns the tables. PostgreSQL only."""

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from portal.frozen import FrozenModel

NOT_ITS_OWN = {"django_migrations"}  # read, to see that all migrations ran; written by `migrate` alone


class Command(BaseCommand):
    help = (
        "Gives a database role what the running site needs, and no more: it cannot change tables, triggers or frozen "
        "words. Run it as the role that owns the tables, after each `migrate`."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("role", help="the role in the DATABASE_URL of the web processes; it has to be there")

    @transaction.atomic
    def handle(self, *, role: str, **options) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper, rolname = current_user FROM pg_roles WHERE rolname = %s", [role])
            found = cursor.fetchone()
            if found is None:
                raise CommandError(f"There is no role “{role}”: CREATE ROLE {role} LOGIN PASSWORD '…' first.")
            if any(found):
                raise CommandError(f"“{role}” owns the tables or may do everything. Name another role.")
            cursor.execute("SELECT current_database()")
            (database,) = cursor.fetchone()
            for statement in _statements(role, database, connection.introspection.table_names(cursor)):
                cursor.execute(statement)
        self.stdout.write(f"“{role}” can run the site, and cannot change its tables.")


def _statements(role: str, database: str, tables: list[str]):
    quote = connection.ops.quote_name
    whom, frozen = quote(role), _frozen()
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {whom}"
    yield f"GRANT CONNECT ON DATABASE {quote(database)} TO {whom}"
    yield f"GRANT USAGE ON SCHEMA public TO {whom}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {whom}"
    for table in tables:
        if table in NOT_ITS_OWN:
            rights = "SELECT"
        elif table in frozen:
            changing = ", ".join(map(quote, frozen[table]))
            rights = f"SELECT, INSERT{f', UPDATE ({changing})' if changing else ''}"
        else:
            rights = "SELECT, INSERT, UPDATE, DELETE"
        yield f"GRANT {rights} ON {quote(table)} TO {whom}"


def _frozen() -> dict[str, list[str]]:
    """The tables of frozen rows, each with the columns that may change all the same."""
    return {
        model._meta.db_table: sorted(
            field.column for field in model._meta.concrete_fields if field.attname in model.may_change
        )
        for model in apps.get_models()
        if issubclass(model, FrozenModel)
    }
