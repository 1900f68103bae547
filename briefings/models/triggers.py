"""Triggers that keep frozen rows frozen against everything, on SQLite and PostgreSQL alike.

Django's SQLite migrations rebuild a table to change it. That drops its triggers without a word, and fails while a
trigger of another table names it. So the operations of a migration stand in `without_triggers(…)`, which takes all of
them away and installs them again; a test reads the database's own catalogue.

Deleting is refused too, which breaks Django's flush: tests that need committed rows work on a copied
database instead.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps as current_apps
from django.apps.registry import Apps
from django.db import migrations
from django.db.models import UniqueConstraint

from briefings.models import version_triggers
from briefings.models.public import STANDARD_NOTICE

APPROVED_WITHOUT_ALL = "every partnership has to approve this edition first"


def frozen_tables(apps: Apps) -> dict[str, tuple[list[str], list[str]]]:
    """Table: (columns that never change, columns that may be set once), as far as `apps`, which may be
    those of an older migration, has these tables and columns."""
    from portal.frozen import FrozenModel

    once = {
        "briefings_edition": ["number", "published_at", "published_by_id", "ended_at", "ended_by_id"],
        "briefings_textversion": ["approved_at", "approved_by_id", "ended_at", "ended_by_id"],
    }
    there = {
        model._meta.db_table: {field.column for field in model._meta.concrete_fields} for model in apps.get_models()
    }
    found = {}
    for model in current_apps.get_models():
        table = model._meta.db_table
        if issubclass(model, FrozenModel) and table in there:
            columns = {field.column for field in model._meta.concrete_fields if field.attname in model.frozen_columns()}
            found[table] = (sorted(columns & there[table]), once.get(table, []))
    return found


OPEN = "('awaiting_approval', 'approved', 'scheduled')"
PUBLIC = "('published', 'out_of_date')"
ENDED = "('sent_back', 'superseded', 'withdrawn')"
APPROVALS_MISSING = """
    NEW.state NOT IN ('awaiting_approval', 'sent_back') AND OLD.state = 'awaiting_approval' AND (
        NOT EXISTS (SELECT 1 FROM briefings_editionpartnership p WHERE p.edition_id = NEW.id)
        OR EXISTS (
            SELECT 1 FROM briefings_editionpartnership p WHERE p.edition_id = NEW.id AND NOT EXISTS (
                SELECT 1 FROM briefings_approval a
                WHERE a.edition_id = NEW.id AND a.partnership_id = p.partnership_id AND a.digest = NEW.digest)))
"""
APPROVES_OWN = """
    EXISTS (SELECT 1 FROM briefings_edition e WHERE e.id = NEW.edition_id
            AND (e.submitted_by_id = NEW.by_id OR e.digest <> NEW.digest))
    OR EXISTS (SELECT 1 FROM briefings_editioneditor w WHERE w.edition_id = NEW.edition_id AND w.person_id = NEW.by_id)
"""
APPROVES_WITHOUT_ROLE = """
    NOT EXISTS (SELECT 1 FROM people_membership m WHERE m.person_id = NEW.by_id
                AND m.partnership_id = NEW.partnership_id AND m.role = 'approver')
"""
# Who runs the site has no part in what is written or approved.
RUNS_THE_SITE = "EXISTS (SELECT 1 FROM people_person p WHERE p.id = NEW.person_id AND p.is_superuser)"
HAS_A_ROLE = """
    NEW.is_superuser AND NOT OLD.is_superuser
    AND EXISTS (SELECT 1 FROM people_membership m WHERE m.person_id = NEW.id)
"""
CONFIRMS_OWN = """
    NOT EXISTS (SELECT 1 FROM briefings_edition e WHERE e.id = NEW.edition_id
                AND e.state = 'withdrawn' AND e.is_emergency AND e.ended_by_id <> NEW.by_id)
"""
# Words outside any edition: a second person approves them, one who wrote none of them and has the role to.
TEXT_APPROVED_ALONE = """
    NEW.state = 'public' AND OLD.state <> 'public' AND (
        OLD.state <> 'waiting' OR NEW.approved_by_id IS NULL OR NEW.approved_by_id = NEW.submitted_by_id
        OR EXISTS (SELECT 1 FROM briefings_textwriter w
                   WHERE w.version_id = NEW.id AND w.person_id = NEW.approved_by_id)
        OR NOT EXISTS (
            SELECT 1 FROM people_person p
            WHERE p.id = NEW.approved_by_id AND (p.is_superuser AND NEW.kind <> 'notice' OR EXISTS (
                SELECT 1 FROM people_membership m WHERE m.person_id = p.id AND m.role IN ('approver', 'administrator')
                AND (NEW.kind <> 'partnership' OR m.partnership_id = NEW.thing)))))
"""
TEXT_ENDED = "OLD.state IN ('sent_back', 'superseded', 'taken_down') AND NEW.state <> OLD.state"
# Public rows of such words are there only with an approved version that says the same. Table: (kind, its words).
PUBLIC_TEXTS = {
    "briefings_publictheme": ("theme", ["slug", "name", "synonyms", "description"]),
    "briefings_publicabbreviation": ("abbreviation", ["abbreviation", "expansion"]),
    "briefings_publicpartnership": (
        "partnership", ["slug", "name", "mailbox", "website", "logo", "second_colour"],
    ),
}  # fmt: skip


def _not_approved(kind: str, columns: list[str]) -> str:
    """The condition that no public version of a text says what a new row says."""
    thing = "" if kind == "notice" else "AND v.thing = NEW.thing "
    same = "".join(f"AND v.words ->> '{column}' = NEW.\"{column}\" " for column in columns)
    found = f"v.kind = '{kind}' AND v.state = 'public' {thing}{same}"
    return f"NOT EXISTS (SELECT 1 FROM briefings_textversion v WHERE {found})"  # noqa: S608  names of ours only


# What the public reads is what was approved: it may be deleted at any time, and never rewritten.
PUBLIC_WORDS = {  # table: the columns that may change
    "briefings_publicpage": {"notice", "etag"},
    "briefings_publicsheet": set(),
    "briefings_publicpicture": set(),
    "briefings_publicblock": set(),
    "briefings_publicpiece": set(),
    "briefings_publicpassage": set(),
    "briefings_publicpassagelabel": set(),
    "briefings_publicfacet": set(),
    "briefings_publicpagepartnership": set(),
    "briefings_publicresource": set(),
    "briefings_publicnotice": set(),
    "briefings_publictheme": set(),
    "briefings_publicabbreviation": set(),
    "briefings_publicpartnership": set(),
}
# And it arrives only as it was approved: with an edition that is before the public, and saying the same.
_ITS_EDITION = """
    briefings_edition e JOIN briefings_briefing b ON b.id = e.briefing_id AND e.state IN ('published', 'out_of_date')
"""
_OF_PAGE = """
    briefings_publicpage p JOIN briefings_briefing b ON b.slug = p.slug JOIN briefings_edition e
    ON e.briefing_id = b.id AND e.state IN ('published', 'out_of_date') AND e.digest = p.digest
"""
ARRIVES_UNAPPROVED = {  # table: when a new row is refused
    "briefings_publicpage": f"""
        NOT EXISTS (SELECT 1 FROM {_ITS_EDITION} WHERE b.slug = NEW.slug AND e.digest = NEW.digest
                    AND e.number = NEW.number AND e.title = NEW.title AND e.page_html = NEW.html
                    AND (NEW.story = '' OR REPLACE(e.page_html, NEW.story, '') <> e.page_html))
    """,
    "briefings_publicsheet": f"""
        NOT EXISTS (SELECT 1 FROM {_OF_PAGE} JOIN briefings_sheet s ON s.edition_id = e.id
                    WHERE p.id = NEW.page_id AND s.pdf = NEW.pdf)
    """,
    "briefings_publicpicture": f"""
        NOT EXISTS (SELECT 1 FROM {_OF_PAGE} JOIN briefings_editionpicture s ON s.edition_id = e.id
                    WHERE p.id = NEW.page_id AND s.name = NEW.name AND s.data = NEW.data)
    """,
    "briefings_publicblock": f"""
        NOT EXISTS (SELECT 1 FROM {_OF_PAGE} JOIN briefings_editionblock s ON s.edition_id = e.id
                    WHERE p.id = NEW.page_id AND s.label = NEW.label AND s.html = NEW.html)
    """,
    "briefings_publicpiece": f"""
        NOT EXISTS (SELECT 1 FROM {_OF_PAGE}
                    WHERE p.id = NEW.page_id AND REPLACE(e.page_html, NEW.html, '') <> e.page_html)
    """,
    "briefings_publicpassage": f"NOT EXISTS (SELECT 1 FROM {_OF_PAGE} WHERE p.id = NEW.page_id)",
    "briefings_publicresource": f"NOT EXISTS (SELECT 1 FROM {_OF_PAGE} WHERE p.id = NEW.page_id)",
    "briefings_publicnotice": """
        NOT EXISTS (SELECT 1 FROM briefings_edition e JOIN briefings_briefing b ON b.id = e.briefing_id
                    WHERE b.slug = NEW.slug AND e.state = 'withdrawn')
    """,
}  # fmt: skip
# What stops publication goes only with a person who may let it go, and why.
LETS_GO_WITHOUT_ROLE = """
    NEW.cleared_at IS NOT NULL AND (trim(NEW.clearing_reason) = '' OR NOT EXISTS (
        SELECT 1 FROM people_membership m JOIN reviews_reviewpartnership rp ON rp.partnership_id = m.partnership_id
        WHERE rp.review_id = NEW.review_id AND m.person_id = NEW.cleared_by_id
        AND m.role IN ('approver', 'administrator')))
"""
STOPS_WITHOUT_ROLE = """
    NEW.stopped_at IS NOT NULL AND (trim(NEW.stopping_reason) = '' OR NOT EXISTS (
        SELECT 1 FROM people_membership m JOIN reviews_reviewpartnership rp ON rp.partnership_id = m.partnership_id
        WHERE rp.review_id = NEW.review_id AND m.person_id = NEW.stopped_by_id
        AND m.role IN ('officer', 'administrator')))
"""
STILL_PROTECTED = """
    EXISTS (SELECT 1 FROM reviews_protectedterm t WHERE t.id = OLD.term_id AND t.stopped_at IS NULL)
"""
# Stops: columns that never change, and columns that are set once.
STOPS = {
    "reviews_hold": (
        ["review_id", "kind", "reason", "placed_by_id", "placed_at"],
        ["cleared_by_id", "cleared_at", "clearing_reason"],
    ),
    "reviews_protectedterm": (
        ["review_id", "kind", "added_by_id", "added_at"],
        ["stopped_by_id", "stopped_at", "stopping_reason"],
    ),
    "reviews_protectedphrase": (["term_id", "fingerprint", "words", "letters", "form", "written"], []),
}


def stop_rules() -> list[tuple[str, str, str, str, str]]:
    """The triggers of holds and protected terms: (name, table, event, condition, message)."""
    rules = []
    for table, (columns, once) in STOPS.items():
        changed = " OR ".join(f'OLD."{c}" IS DISTINCT FROM NEW."{c}"' for c in columns)
        rules.append((f"{table}_stays", table, "UPDATE", changed, "what stops publication is never changed"))
        if once:
            reset = " OR ".join(
                f'(OLD."{c}" IS DISTINCT FROM NEW."{c}" AND COALESCE(CAST(OLD."{c}" AS TEXT), \'\') <> \'\')'
                for c in once
            )
            rules.append((f"{table}_ended", table, "UPDATE", reset, "this is set once"))
    hold, term, phrase = STOPS
    return [
        *rules,
        (f"{hold}_kept", hold, "DELETE", "", "a hold is cleared by somebody with a reason, never deleted"),
        (f"{hold}_let_go", hold, "UPDATE", LETS_GO_WITHOUT_ROLE, "only who may clear a hold clears it, with a reason"),
        (f"{term}_kept", term, "DELETE", "", "protecting is stopped by somebody with a reason, never deleted"),
        (f"{term}_let_go", term, "UPDATE", STOPS_WITHOUT_ROLE, "only who may protect stops it, with a reason"),
        (f"{phrase}_kept", phrase, "DELETE", STILL_PROTECTED, "a phrase stays for as long as its term is protected"),
    ]


def arrival_rules() -> list[tuple[str, str, str, str, str]]:
    """The triggers that let nothing into public that was not approved."""
    return [
        (f"{table}_arrives", table, "INSERT", unapproved, "only what was approved and published is public")
        for table, unapproved in ARRIVES_UNAPPROVED.items()
    ]


@contextmanager
def anything_may_arrive(connection) -> Iterator[None]:
    """Public rows without an edition behind them: for measurements and tests. Needs the role that owns the tables."""
    with connection.cursor() as cursor:
        for name, table, *_ in arrival_rules():
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')
    yield
    with connection.cursor() as cursor:
        for rule in arrival_rules():
            for statement in _statements(connection.vendor, *rule):
                cursor.execute(statement)


def unreplaced_rules(apps: Apps) -> list[tuple[str, str, str, str, str]]:
    """SQLite's REPLACE deletes what is in its way without asking the triggers of deletion: refuse it where rows stay.

    The two conditions of an edition (one open, one public) are asked when it moves as well, for UPDATE OR REPLACE.
    """
    rules = []
    kept = [model for model in current_apps.get_models() if model._meta.db_table in {*frozen_tables(apps), *STOPS}]
    for model in kept:
        table, meta = model._meta.db_table, model._meta
        whole = [one.fields for one in meta.constraints if isinstance(one, UniqueConstraint) and one.condition is None]
        keys = [[field.name] for field in meta.concrete_fields if field.unique] + [list(fields) for fields in whole]
        same = " OR ".join(
            "(" + " AND ".join(f't."{c}" = NEW."{c}"' for c in (meta.get_field(name).column for name in key)) + ")"
            for key in keys
        )
        exists = f'EXISTS (SELECT 1 FROM "{table}" t WHERE {same})'
        rules.append((f"{table}_not_replaced", table, "INSERT", exists, "rows of this table are never replaced"))
    crossing = f"""
        EXISTS (SELECT 1 FROM briefings_edition t WHERE t.briefing_id = NEW.briefing_id AND t.id <> NEW.id AND (
            t.number = NEW.number OR (t.state IN {OPEN} AND NEW.state IN {OPEN})
            OR (t.state IN {PUBLIC} AND NEW.state IN {PUBLIC})))
    """
    for event, name in (("UPDATE", "moves_apart"), ("INSERT", "comes_apart")):
        rules.append((f"briefings_edition_{name}", "briefings_edition", event, crossing, "another edition is there"))
    return rules


def _rules(apps: Apps, vendor: str) -> list[tuple[str, str, str, str, str]]:
    """(name, table, event, condition, message) of every trigger."""
    rules = []
    for table, (columns, once) in frozen_tables(apps).items():
        changed = " OR ".join(f'OLD."{c}" IS DISTINCT FROM NEW."{c}"' for c in columns)
        rules.append((f"{table}_frozen", table, "UPDATE", changed, "these words are frozen"))
        rules.append((f"{table}_kept", table, "DELETE", "", "rows of this table are never deleted"))
        if once:
            reset = " OR ".join(f'(OLD."{c}" IS NOT NULL AND OLD."{c}" IS DISTINCT FROM NEW."{c}")' for c in once)
            rules.append((f"{table}_once", table, "UPDATE", reset, "this is set once"))
    edition, approval = "briefings_edition", "briefings_approval"
    confirmation = "briefings_confirmation"
    person, membership = "people_person", "people_membership"
    no_role = "who runs the site holds no role in a partnership"
    ended = f"OLD.state IN {ENDED} AND NEW.state <> OLD.state"
    rules += [
        (f"{edition}_ended", edition, "UPDATE", ended, "an edition that has ended does not come back"),
        (f"{edition}_agreed", edition, "UPDATE", APPROVALS_MISSING, APPROVED_WITHOUT_ALL),
        (f"{edition}_born", edition, "INSERT", "NEW.state <> 'awaiting_approval'",
         "an edition starts by being submitted"),
        (f"{approval}_second", approval, "INSERT", APPROVES_OWN, "nobody approves their own words"),
        (f"{approval}_role", approval, "INSERT", APPROVES_WITHOUT_ROLE, "only an approver of the partnership approves"),
        (f"{membership}_given", membership, "INSERT", RUNS_THE_SITE, no_role),
        (f"{membership}_moved", membership, "UPDATE", RUNS_THE_SITE, no_role),
        (f"{person}_apart", person, "UPDATE", HAS_A_ROLE, no_role),
        (f"{person}_kept", person, "DELETE", "", "people are deactivated, never deleted"),
        (f"{confirmation}_second", confirmation, "INSERT", CONFIRMS_OWN, "nobody confirms their own withdrawal"),
    ]  # fmt: skip
    there = {
        model._meta.db_table: {field.column for field in model._meta.concrete_fields} for model in apps.get_models()
    }
    if "briefings_textversion" in there:
        rules += _rules_of_texts()
    for table, may_change in PUBLIC_WORDS.items():
        if columns := sorted(there.get(table, set()) - may_change):
            changed = " OR ".join(f'OLD."{c}" IS DISTINCT FROM NEW."{c}"' for c in columns)
            rules.append(
                (f"{table}_approved", table, "UPDATE", changed, "public words are never changed, only replaced")
            )
    if "is_said" in there.get("briefings_edit", ()):  # from migration 0004 on, when the tables they name are there
        rules += [*stop_rules(), *arrival_rules(), *(unreplaced_rules(apps) if vendor == "sqlite" else ())]
    return [rule for rule in rules if rule[1] in there]


def _rules_of_texts() -> list[tuple[str, str, str, str, str]]:
    """The triggers of words outside any edition (briefings/models/text.py)."""
    text, notice, page = "briefings_textversion", "briefings_publicnotice", "briefings_publicpage"
    unapproved = "only approved words go before the public"
    is_custom = f"NEW.notice NOT IN ('', '{STANDARD_NOTICE}')"
    not_approved = _not_approved("notice", ["slug", "notice"])
    return [
        (f"{text}_born", text, "INSERT", "NEW.state <> 'waiting'",
         "a version starts by being submitted"),
        (f"{text}_second", text, "UPDATE", TEXT_APPROVED_ALONE, "a second person with the role to must approve these"),
        (f"{text}_ended", text, "UPDATE", TEXT_ENDED, "a version that has ended does not come back"),
        (f"{notice}_second", notice, "INSERT", f"{is_custom} AND {not_approved}", unapproved),
        (f"{page}_notice", page, "UPDATE", f"OLD.notice IS DISTINCT FROM NEW.notice AND {is_custom} AND {not_approved}",
         unapproved),
        *((f"{table}_second", table, "INSERT", _not_approved(kind, columns), unapproved)
          for table, (kind, columns) in PUBLIC_TEXTS.items()),
    ]  # fmt: skip


def install(apps, schema_editor) -> None:
    """Install every trigger again. For `migrations.RunPython`."""
    vendor = schema_editor.connection.vendor
    for name, table, event, condition, message in _rules(apps, vendor):
        for statement in _statements(vendor, name, table, event, condition, message):
            schema_editor.execute(statement, params=None)
    if vendor == "postgresql":
        for table in [*frozen_tables(apps), "reviews_hold", "reviews_protectedterm"]:
            if f"{table}_kept" not in {name for name, *_ in _rules(apps, vendor)}:
                continue
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{table}_not_emptied" ON "{table}"', params=None)
            schema_editor.execute(
                f'CREATE TRIGGER "{table}_not_emptied" BEFORE TRUNCATE ON "{table}" '
                f'FOR EACH STATEMENT EXECUTE FUNCTION "{table}_kept"()',
                params=None,
            )


def uninstall(apps, schema_editor) -> None:
    """Take every trigger away, before a migration rebuilds tables (`without_triggers`)."""
    for name, table, *_ in _rules(apps, schema_editor.connection.vendor):
        on = f' ON "{table}"' if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}', params=None)


def names(apps: Apps, vendor: str) -> set[str]:
    """What every trigger of ours is called, those that count publications too."""
    return {name for name, *_ in _rules(apps, vendor)} | version_triggers.names(apps, vendor)


def there(connection) -> set[str]:
    """The triggers that the database itself lists."""
    ask = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        ask = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(ask)
        return {row[0] for row in cursor.fetchall()}


def without_triggers(*operations) -> list:
    """The operations of a migration, with every trigger taken away before and installed again after, both ways."""
    both = (install, uninstall), (version_triggers.install, version_triggers.uninstall)
    away = [migrations.RunPython(remove, put) for put, remove in both]
    back = [migrations.RunPython(put, remove) for put, remove in both]
    return [*away, *operations, *back]


def _statements(vendor: str, name: str, table: str, event: str, condition: str, message: str) -> list[str]:
    if vendor == "sqlite":
        when = f"WHEN {_sqlite(condition)}" if condition else ""
        return [
            f'DROP TRIGGER IF EXISTS "{name}"',
            f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW {when} '
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
        ]
    body = (
        f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {'OLD' if event == 'DELETE' else 'NEW'};"  # what a row becomes; NULL would leave it undeleted
        if condition
        else f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"
    )
    return [
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$',
        f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"',
        f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()',
    ]


def _sqlite(condition: str) -> str:
    return condition.replace("IS DISTINCT FROM", "IS NOT")
