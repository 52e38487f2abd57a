"""Opening a text for comment, commenting on a paragraph, answering in public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from banjie.common import audit, clock
from banjie.common.timed import begin
from banjie.people.models import Unit, User
from banjie.topics.actions.states import WrongState, locked
from banjie.topics.models import Comment, OpenText, Paragraph, Topic
from banjie.topics.rules import takes_comments

LIMIT = "topics.comment"


@dataclass(frozen=True, slots=True)
class TextContent:
    """A text by paragraphs, until when it is open, and why not longer where it must be said."""

    title: str
    intro: str
    paragraphs: Sequence[str]
    last: date
    short_reason: str = ""
    topic: Topic | None = None


@transaction.atomic
def open_text(content: TextContent, *, office: Unit, by: User) -> OpenText:
    """Open it for comment. A time shorter than the limit needs a reason its readers see."""
    text = OpenText(
        office=office, topic=content.topic, title=content.title, intro=content.intro,
        last=content.last, short_reason=content.short_reason, opened_by=by,
    )  # fmt: skip
    text.run_by(begin(LIMIT))
    if text.due and text.last < text.due and not text.short_reason:
        raise ValidationError(
            {"short_reason": _("The time is shorter than the rule asks: say why.")}
        )
    text.save()
    Paragraph.objects.bulk_create(
        Paragraph(text_of=text, order=order, words=words)
        for order, words in enumerate(content.paragraphs, 1)
    )
    audit.record(by=by, verb="text.opened", target=text, until=str(text.last))
    return text


@transaction.atomic
def comment(paragraph: Paragraph, words: str, *, form_key: str, by: User | None = None) -> Comment:
    """Say something to a paragraph, with an account or without.

    Of one without there is the day and the words: no line in the log, no notice, no moment. The
    same form sent twice is one comment.
    """
    text = OpenText.objects.get(pk=paragraph.text_of_id)
    if not takes_comments.test(by, text):
        raise WrongState.at("comment")
    try:
        with transaction.atomic():
            made = Comment.objects.create(
                paragraph=paragraph, text=words, user=by, form_key=form_key, on=clock.today()
            )
    except IntegrityError:
        return Comment.objects.get(form_key=form_key)
    if by is not None:
        audit.record(by=by, verb="text.commented", target=text, paragraph=paragraph.order)
    return made


@transaction.atomic
def answer_text(text: OpenText, *, summary: str, answers: Mapping[int, str], by: User) -> OpenText:
    """Keep the summary and the answer to each paragraph; nothing is published yet."""
    text = locked(text, "answer_text", by=by)
    text.summary = summary
    text.save(update_fields=["summary"])
    for paragraph in text.paragraphs.all():
        paragraph.answer = answers.get(paragraph.order, "")
        paragraph.save(update_fields=["answer"])
    audit.record(by=by, verb="text.answered", target=text)
    return text


@transaction.atomic
def publish_text(text: OpenText, *, by: User) -> OpenText:
    """Publish the summary and the answers. Every paragraph that was commented on has its answer.

    Raises ValidationError naming those without.
    """
    text = locked(text, "publish_text", by=by)
    commented = text.paragraphs.filter(comments__isnull=False, answer="").distinct()
    silent = [str(order) for order in commented.values_list("order", flat=True)]
    if silent or not text.summary:
        raise ValidationError(
            _("Write the summary, and an answer to every paragraph with comments. Wanting: %(n)s."),
            params={"n": ", ".join(silent) or _("the summary")},
        )
    text.published_on = clock.today()
    text.save(update_fields=["published_on"])
    audit.record(by=by, verb="text.published", target=text)
    return text
