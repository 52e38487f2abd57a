"""From offsets of the working text to offsets of the source, for everything in a reading.

A reading has thousands of these, and `dataclasses.replace` takes five times as long as a
constructor: so each kind is built field by field.
"""

from __future__ import annotations

from dataclasses import replace

from banjie_reader.clean import View
from banjie_reader.model import Activity, Phrase, Quantity, Span, When


class Relocator:
    """Moves spans from a view to its source."""

    def __init__(self, view: View, source_text: str) -> None:
        self._view = view
        self._source_text = source_text

    def words(self, span: Span) -> str:
        """What the source says at a span that is already its own."""
        return self._source_text[span.start : span.end]

    def span(self, span: Span) -> Span:
        return self._view.span(span.start, span.end)

    def phrase(self, phrase: Phrase | None) -> Phrase | None:
        return None if phrase is None else self._phrase(phrase)

    def phrases(self, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
        return tuple(map(self._phrase, phrases))

    def when(self, w: When) -> When:
        span = self.span(w.span)
        return When(w.text, span, w.start, w.end, w.recurrence, w.rule, w.assumed)

    def quantity(self, q: Quantity) -> Quantity:
        span = self.span(q.span)
        return Quantity(q.text, span, q.value, q.unit, q.approx, q.of, q.low, q.high)

    def _phrase(self, phrase: Phrase) -> Phrase:
        return Phrase(phrase.text, self.span(phrase.span), phrase.rule)

    def activity(self, activity: Activity) -> Activity:
        report = activity.report_deadline
        return replace(
            activity,
            title=self._phrase(activity.title),
            span=self.span(activity.span),
            when=tuple(map(self.when, activity.when)),
            where=self.phrases(activity.where),
            lead=self.phrases(activity.lead),
            responsible=self.phrases(activity.responsible),
            cooperating=self.phrases(activity.cooperating),
            participants=self.phrase(activity.participants),
            targets=tuple(map(self.quantity, activity.targets)),
            report_deadline=None if report is None else self.when(report),
        )
