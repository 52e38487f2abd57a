"""The table, and the index over its words that each database keeps by itself.

A later migration that alters the table on SQLite makes it anew and so loses the triggers: it has to
run `make_index` again.
"""

import banjie.search.models
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    # Words are found, nothing else: no places in the text, no lengths, no text kept a second time.
    # The tokenizer `ascii` takes every character beyond ASCII for a letter: words stay as split.
    """CREATE VIRTUAL TABLE search_words USING fts5(
        words, content='search_entry', content_rowid='id',
        tokenize='ascii', detail='none', columnsize=0
    )""",
    """CREATE TRIGGER search_words_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_words(rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TRIGGER search_words_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words);
    END""",
    """CREATE TRIGGER search_words_changed AFTER UPDATE ON search_entry
    WHEN old.words IS NOT new.words BEGIN
        INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO search_words(rowid, words) VALUES (new.id, new.words);
    END""",
)
POSTGRESQL = (
    # No parser of PostgreSQL's: its idea of a word depends on the locale. Ours are split already.
    """ALTER TABLE search_entry ADD COLUMN lexemes tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED""",
    "CREATE INDEX search_entry_lexemes ON search_entry USING gin (lexemes)",
)
INDEX = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def make_index(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in INDEX[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The rest goes with the table."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('object_id', models.BigIntegerField()),
                ('opens', models.BigIntegerField()),
                ('programme', models.BigIntegerField(null=True)),
                ('day', models.DateField()),
                ('title', models.TextField()),
                ('folded_title', models.TextField()),
                ('text', models.TextField()),
                ('folded', models.TextField()),
                ('words', banjie.search.models.WordsField()),
            ],
            options={
                'verbose_name_plural': 'entries',
                'indexes': [models.Index(fields=['programme'], name='search_entr_program_6a5bf5_idx')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'object_id'), name='one_entry_a_thing')],
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
