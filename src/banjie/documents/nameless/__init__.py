"""Files without what tells who made them: authors, editors, times of saving, paths, places.

Programs write such things into a file unasked. For files of somebody who wants to stay unnamed they
are taken out; the words and pictures of the file stay. A picture needs nothing here: the intake
draws it anew (`common.files`).
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from banjie.common.files import DOCX, XLSX, Checked
from banjie.documents.language import language
from banjie.documents.nameless import office, pdf
from banjie_reader import ReadingError

_BY_TYPE = {DOCX: office.without_names, XLSX: office.without_names, "application/pdf": pdf.redrawn}


def without_names(checked: Checked) -> Checked:
    """The file without the names in it. Raises ValidationError where it cannot be looked into."""
    clean = _BY_TYPE.get(checked.content_type)
    if clean is None:
        return checked
    try:
        return checked._replace(content=clean(checked.content))
    except ReadingError as error:
        raise ValidationError(
            _("“%(name)s” cannot be taken: %(why)s"),
            params={"name": checked.name, "why": error.say(language())},
        ) from error
