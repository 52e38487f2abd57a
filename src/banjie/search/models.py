"""The index: one row for each thing that can be found.

`words` has the splitter's words. Each database keeps its own index over them (see the migration),
asked through the lookup `holding`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from banjie.search.splitting import starts_a_word


class WordsField(models.TextField):
    """Words parted by spaces, looked up in the index of the database at hand."""


@WordsField.register_lookup
class Holding(models.Lookup[Any]):
    """`words__holding=[…]`: all of these words; one Chinese character begins a word.

    A word has letters, digits and vowel signs alone, so none can be taken for an operator.
    """

    lookup_name = "holding"
    prepare_rhs = False

    def _asked(self, quote: str, begins: str, both: str) -> str:
        words: Iterable[str] = sorted(self.rhs)
        return both.join(
            f"{quote}{word}{quote}{begins if starts_a_word(word) else ''}" for word in words
        )

    def as_sqlite(self, compiler: Any, _connection: Any) -> tuple[str, list[Any]]:
        row = compiler.quote_name_unless_alias(self.lhs.alias)
        asked = self._asked('"', "*", " AND ")
        matching = "SELECT rowid FROM search_words WHERE search_words MATCH %s"
        return f'{row}."id" IN ({matching})', [asked]

    def as_postgresql(self, compiler: Any, _connection: Any) -> tuple[str, list[Any]]:
        row = compiler.quote_name_unless_alias(self.lhs.alias)
        return f'{row}."lexemes" @@ %s::tsquery', [self._asked("'", ":*", " & ")]


class Entry(models.Model):
    """What can be found about one thing: to show (`title`, `text`) and folded, to be looked into.

    Who may see it is not kept here: every question asks the thing's own room.
    """

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    opens = models.BigIntegerField()
    programme = models.BigIntegerField(null=True)
    day = models.DateField()
    title = models.TextField()
    folded_title = models.TextField()
    text = models.TextField()
    folded = models.TextField()
    words = WordsField()
    in_title: int  # of an answer: whether every term stands in its title

    class Meta:
        verbose_name_plural = "entries"
        constraints = (
            models.UniqueConstraint(fields=("kind", "object_id"), name="one_entry_a_thing"),
        )
        indexes = (models.Index(fields=("programme",)),)

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.title}"
