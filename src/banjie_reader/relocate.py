"""From offsets of the working text to offsets of the source, for everything in a reading."""

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
        return None if phrase is None else replace(phrase, span=self.span(phrase.span))

    def phrases(self, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
        return tuple(replace(p, span=self.span(p.span)) for p in phrases)

    def when(self, when: When) -> When:
        return replace(when, span=self.span(when.span))

    def quantity(self, quantity: Quantity) -> Quantity:
        return replace(quantity, span=self.span(quantity.span))

    def activity(self, activity: Activity) -> Activity:
        report = activity.report_deadline
        return replace(
            activity,
            title=replace(activity.title, span=self.span(activity.title.span)),
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
