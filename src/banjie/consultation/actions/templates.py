"""Words that units begin their replies with: kept, mended, dropped. What was drafted stays."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from banjie.common import audit
from banjie.consultation.models import Template
from banjie.people.models import Unit, User


@dataclass(frozen=True, slots=True)
class TemplateContent:
    """What a template says; `unit` uses it."""

    unit: Unit
    name: str
    opening: str
    closing: str = ""


@transaction.atomic
def add_template(content: TemplateContent, *, by: User) -> Template:
    """A new one. Raises ValidationError where the unit has one of this name."""
    template = _fill(Template(), content)
    audit.record(by=by, verb="reply-template.added", target=template)
    return template


@transaction.atomic
def change_template(template: Template, content: TemplateContent, *, by: User) -> Template:
    """Word it anew. Raises ValidationError where the unit has another of this name, and where it
    was dropped meanwhile: what is gone does not come back.
    """
    found = _locked(template)
    if found is None:
        raise ValidationError(_("The template was dropped meanwhile; nothing was changed."))
    template = _fill(found, content)
    audit.record(by=by, verb="reply-template.changed", target=template)
    return template


@transaction.atomic
def drop_template(template: Template, *, by: User) -> None:
    """Do without it; dropped twice is dropped once."""
    if found := _locked(template):
        audit.record(by=by, verb="reply-template.dropped", target=found)
        found.delete()


def _locked(template: Template) -> Template | None:
    """The template as it is now, one hand at a time."""
    return Template.objects.select_for_update().filter(pk=template.pk).first()


def _fill(template: Template, content: TemplateContent) -> Template:
    template.unit, template.name = content.unit, content.name
    template.opening, template.closing = content.opening, content.closing
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError:
        said = _("The unit has a template of this name already.")
        raise ValidationError({"name": said}) from None
    return template
