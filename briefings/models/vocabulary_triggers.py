"""Triggers that keep the vocabulary of the search: it counts the pages that say a word, and forgets a word with the
last of them, in the same transaction and whichever way the rows go."""

_SQLITE = [
    """CREATE TRIGGER "briefings_publicterm_said" AFTER INSERT ON briefings_publicterm FOR EACH ROW BEGIN
        INSERT INTO briefings_publicvocabulary (word, stem, pages) VALUES (NEW.word, NEW.stem, 1)
        ON CONFLICT (word) DO UPDATE SET pages = pages + 1, stem = excluded.stem; END""",
    """CREATE TRIGGER "briefings_publicterm_unsaid" AFTER DELETE ON briefings_publicterm FOR EACH ROW BEGIN
        UPDATE briefings_publicvocabulary SET pages = pages - 1 WHERE word = OLD.word AND pages > 1;
        DELETE FROM briefings_publicvocabulary WHERE word = OLD.word AND changes() = 0; END""",
]
# One statement for all rows at once, in the order of the words, so that two transactions never wait in a circle.
_POSTGRESQL = [
    """CREATE FUNCTION "briefings_publicterm_said"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO briefings_publicvocabulary (word, stem, pages)
        SELECT word, min(stem), count(*) FROM rows_of_it GROUP BY word ORDER BY word
        ON CONFLICT (word) DO UPDATE
        SET pages = briefings_publicvocabulary.pages + excluded.pages, stem = excluded.stem;
        RETURN NULL; END $$""",
    """CREATE FUNCTION "briefings_publicterm_unsaid"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM 1 FROM briefings_publicvocabulary WHERE word IN (SELECT word FROM rows_of_it) ORDER BY word FOR UPDATE;
        DELETE FROM briefings_publicvocabulary kept
        USING (SELECT word, count(*) AS times FROM rows_of_it GROUP BY word) gone
        WHERE kept.word = gone.word AND kept.pages <= gone.times;
        UPDATE briefings_publicvocabulary kept SET pages = kept.pages - gone.times
        FROM (SELECT word, count(*) AS times FROM rows_of_it GROUP BY word) gone WHERE kept.word = gone.word;
        RETURN NULL; END $$""",
    """CREATE TRIGGER "briefings_publicterm_said" AFTER INSERT ON briefings_publicterm
        REFERENCING NEW TABLE AS rows_of_it FOR EACH STATEMENT EXECUTE FUNCTION "briefings_publicterm_said"()""",
    """CREATE TRIGGER "briefings_publicterm_unsaid" AFTER DELETE ON briefings_publicterm
        REFERENCING OLD TABLE AS rows_of_it FOR EACH STATEMENT EXECUTE FUNCTION "briefings_publicterm_unsaid"()""",
]


def install(apps, schema_editor) -> None:
    """For `migrations.RunPython`. SQLite loses triggers when a table is rebuilt: install them again after that."""
    uninstall(apps, schema_editor)
    for statement in _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL:
        schema_editor.execute(statement, params=None)


def uninstall(apps, schema_editor) -> None:
    """For the way back."""
    on = " ON briefings_publicterm" if schema_editor.connection.vendor == "postgresql" else ""
    for name in ("briefings_publicterm_said", "briefings_publicterm_unsaid"):
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}', params=None)
        if on:
            schema_editor.execute(f'DROP FUNCTION IF EXISTS "{name}"()', params=None)
