"""Triggers that raise the number of the publication when anything changes that public pages are made from.

Those are all public rows, and what pages read as it stands today: the address of a partnership, the state of a link.
They change on a screen, by a command or in the database itself, and a
trigger sees all three, so that no ETag and nothing that is kept can outlive a change (briefings/public/caching.py).
A test walks the public addresses and asks for a trigger on every table that they read.

Like those of triggers.py they are lost when a migration of SQLite rebuilds their table: see `without_triggers` there.
"""

# Read by public pages beside the public rows.
READ_AS_THEY_STAND = ("people_partnership", "reviews_resource")
VERSION = "briefings_publicversion"
EVENTS = ("INSERT", "UPDATE", "DELETE")
_FUNCTION = "raise_number_of_publication"
_RAISE = "UPDATE briefings_publicversion SET number = number + 1, changed_at = {now} WHERE id = 1"
_NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "clock_timestamp()"}


def tables(apps) -> list[str]:
    """Every table that public pages are made from, as far as `apps`, which may be those of a migration, has it."""
    there = sorted(model._meta.db_table for model in apps.get_models())
    public = [table for table in there if table.startswith("briefings_public") and table != VERSION]
    return public + [table for table in READ_AS_THEY_STAND if table in there]


def install(apps, schema_editor) -> None:
    """Install every trigger again. For `migrations.RunPython`."""
    vendor = schema_editor.connection.vendor
    uninstall(apps, schema_editor)
    change = _RAISE.format(now=_NOW[vendor])
    if vendor == "sqlite":
        for table in tables(apps):
            for event in EVENTS:
                schema_editor.execute(
                    f'CREATE TRIGGER "{_name(table, event)}" AFTER {event} ON {table} BEGIN {change}; END', params=None
                )
        return
    schema_editor.execute(
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {change}; RETURN NULL; END $$",
        params=None,
    )
    for table in tables(apps):
        schema_editor.execute(
            f'CREATE TRIGGER "{_name(table)}" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} '
            f"FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()",
            params=None,
        )


def uninstall(apps, schema_editor) -> None:
    """Take every trigger away."""
    for table in tables(apps):
        if schema_editor.connection.vendor == "sqlite":
            for event in EVENTS:
                schema_editor.execute(f'DROP TRIGGER IF EXISTS "{_name(table, event)}"', params=None)
        else:
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{_name(table)}" ON {table}', params=None)


def names(apps, vendor: str) -> set[str]:
    """What these triggers are called in a database."""
    events = EVENTS if vendor == "sqlite" else ("",)
    return {_name(table, event) for table in tables(apps) for event in events}


def _name(table: str, event: str = "") -> str:
    return f"{table}_is_read{f'_{event.lower()}' if event else ''}"
