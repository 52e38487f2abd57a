"""From offsets of the working text to offsets of the source, for everything in a reading.

A traditional text is read in simplified characters, and quoted in its own.

A reading has thousands of these, and `dataclasses.replace` takes five times as long as a
constructor: so each kind is built field by field.
"""

from __future__ import annotations

from banjie_reader.clean import View
from banjie_reader.model import Activity, Phrase, Quantity, Span, When


class Relocator:
    """Moves spans from a view to its source."""

    def __init__(self, view: View, source_text: str, plain: str) -> None:
        self._span = view.span
        self._source_text = source_text
        self._said, self._plain = view.text, plain
        self._is_plain = plain == view.text

    def worded(self, words: str, span: Span) -> str:
        """Words read in simplified characters, as the text writes them at a span."""
        if self._is_plain:
            return words
        return _as_written(words, self._plain[slice(*span)], self._said[slice(*span)])

    def quoted(self, value: object) -> object:
        """A value of a finding; a phrase is words of the text, as the text writes them."""
        return self.worded(value.text, value.span) if isinstance(value, Phrase) else value

    def number(self, number: str | None, span: Span) -> str | None:
        return number and self.worded(number, span)

    def words(self, span: Span) -> str:
        """What the source says at a span that is already its own."""
        return self._source_text[span.start : span.end]

    def span(self, span: Span) -> Span:
        return self._span(*span)

    def phrase(self, phrase: Phrase | None) -> Phrase | None:
        return None if phrase is None else self._phrase(phrase)

    def phrases(self, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
        return tuple(map(self._phrase, phrases))

    def when(self, w: When) -> When:
        span = self._span(*w.span)
        text = self.worded(w.text, w.span)
        return When(text, span, w.start, w.end, w.recurrence, w.rule, w.assumed)

    def quantity(self, q: Quantity) -> Quantity:
        span = self._span(*q.span)
        return Quantity(q.text, span, q.value, q.unit, q.approx, q.of, q.low, q.high)

    def _phrase(self, phrase: Phrase) -> Phrase:
        words = self.worded(phrase.text, phrase.span)
        return Phrase(words, self._span(*phrase.span), phrase.rule)

    def activity(self, a: Activity) -> Activity:
        return Activity(
            self.number(a.number, a.span),
            self._phrase(a.title),
            a.kind,
            self.span(a.span),
            tuple(map(self.when, a.when)),
            self.phrases(a.where),
            self.phrases(a.lead),
            self.phrases(a.responsible),
            self.phrases(a.cooperating),
            self.phrase(a.participants),
            tuple(map(self.quantity, a.targets)),
            a.report_deadline and self.when(a.report_deadline),
            a.heading,
            a.parent,
            a.rule,
        )


def _as_written(words: str, plain: str, said: str) -> str:
    """Each character of `words` as `said` has it, which in simplified characters is `plain`."""
    if plain == said:
        return words
    if plain == words:
        return said
    written, at = [], 0
    for char in words:
        found = plain.find(char, at)
        written.append(said[found] if found >= 0 else char)
        at = found + 1 if found >= 0 else at
    return "".join(written)
