"""The one intake for uploaded pictures and papers that serve as evidence."""

from __future__ import annotations

import hashlib
import io
import os
import unicodedata
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path, PurePath
from typing import Any, BinaryIO, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from banjie.common import clock
from banjie.common.models import Attachment
from banjie.common.scanning import require_harmless

PIXEL_LIMIT = 40_000_000
PICTURE_EDGE = 2560
# What cameras and screens make. Pillow knows many more: one of them starts another program.
PICTURES = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_IN_NAMES = str.maketrans('/\\:*?"<>|\t\r\n', "／＼：＊？＂＜＞｜   ")
"""What no file system of people's desks takes in a name, and how it is written there."""
PAPERS = {
    ".pdf": (b"%PDF-", "application/pdf"),
    ".docx": (b"PK\x03\x04", DOCX),
    ".xlsx": (b"PK\x03\x04", XLSX),
}


def clean_name(name: str) -> str:
    """A file's name fit to be shown: last part only, no control or direction marks, 255 bytes."""
    last = PurePath(name.replace("\\", "/")).name
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip() or _("unnamed")
    while len(shown.encode()) > 255:
        shown = shown[:-1]
    return shown


def saved_as(name: str) -> str:
    """These words as the name of a file on anybody's machine, none of them lost."""
    return clean_name(name.translate(_NOT_IN_NAMES))


def name_of(title: str, kind: str) -> str:
    """A name for a file that bears this title."""
    ending = next(ending for ending, (_magic, known) in PAPERS.items() if known == kind)
    name = saved_as(title)
    while len(name.encode()) + len(ending) > 255:
        name = name[:-1]
    return name + ending


def written(write: Callable[[BinaryIO], None], title: str, kind: str) -> FileResponse:
    """What `write` writes, to be downloaded under its title."""
    out = io.BytesIO()
    write(out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=name_of(title, kind), content_type=kind)


class Checked(NamedTuple):
    """A file that was looked into and may be kept."""

    name: str
    content: bytes
    content_type: str


def check_upload(upload: UploadedFile) -> Checked:
    """Look into one upload. A picture is drawn anew, which drops its EXIF data.

    Nothing is stored yet. Raises ValidationError with a sentence for the person who sent the file.
    """
    name = clean_name(upload.name or "")
    if (upload.size or 0) > settings.UPLOAD_LIMIT:
        raise ValidationError(
            _("“%(name)s” is larger than 20 MB. Send a smaller picture or split the file."),
            params={"name": name},
        )
    data = upload.read()
    if not data:
        raise ValidationError(
            _("“%(name)s” is empty. Choose the file again."), params={"name": name}
        )
    require_harmless(data, name)
    return Checked(name, *_checked(data, name))


def store_attachment(checked: Checked, *, by: Any) -> Attachment:
    """Keep a checked file under a random key. Without `by`, row and file tell the day alone."""
    attachment = Attachment(
        name=checked.name,
        content_type=checked.content_type,
        size=len(checked.content),
        sha256=hashlib.sha256(checked.content).hexdigest(),
        uploaded_by=by,
    )
    attachment.file.save(checked.name, ContentFile(checked.content), save=False)
    if by is None:
        path = Path(attachment.file.path)
        above = [folder for folder in path.parents if folder.is_relative_to(settings.MEDIA_ROOT)]
        attachment.uploaded_at = backdate(path, *above)
    attachment.save()
    return attachment


def backdate(*paths: Path) -> datetime:
    """Set the times of a file that was written, and of the folders it is in, to the beginning of
    the day, which is given back: a backup keeps them.
    """
    day = timezone.make_aware(datetime.combine(clock.today(), time.min))
    for changed in paths:
        os.utime(changed, (day.timestamp(), day.timestamp()))
    return day


def _checked(data: bytes, name: str) -> tuple[bytes, str]:
    """The bytes to keep and their type, decided by content."""
    suffix = PurePath(name).suffix.lower()
    if suffix in PAPERS:
        magic, kind = PAPERS[suffix]
        if data.startswith(magic):
            return data, kind
    try:
        return _redrawn(data, name), "image/jpeg"
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError):
        # Pillow ends with any of these, depending on where a file is damaged.
        raise ValidationError(
            _("“%(name)s” is neither a picture nor a PDF, DOCX or XLSX file."),
            params={"name": name},
        ) from None


def _redrawn(data: bytes, name: str) -> bytes:
    try:
        with Image.open(io.BytesIO(data), formats=PICTURES) as picture:
            if picture.width * picture.height > PIXEL_LIMIT:
                raise Image.DecompressionBombError
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except Image.DecompressionBombError:  # Pillow's own limit, or ours
        raise ValidationError(
            _("“%(name)s” has too many pixels. Send it at a smaller size."), params={"name": name}
        ) from None
    upright.thumbnail((PICTURE_EDGE, PICTURE_EDGE))
    upright.info = {}  # a remark in it would be written again
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=85)
    return out.getvalue()


def file_answer(attachment: Attachment) -> FileResponse:
    """The file to a browser: pictures may be shown, everything else is only ever downloaded."""
    answer = FileResponse(
        attachment.file.open("rb"),
        as_attachment=not attachment.is_picture,
        filename=saved_as(attachment.name),
        content_type=attachment.content_type,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
