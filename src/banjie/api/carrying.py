"""A write is carried out once for its `Idempotency-Key`, however often it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Annotated

from django.db import transaction
from django.utils.translation import gettext as _
from ninja import Field, Header, Schema

from banjie.api.problems import Refused
from banjie.common import once
from banjie.common.models import OnceKey
from banjie.people.queries import digest
from banjie.people.requests import SignedRequest

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key", min_length=1, max_length=200, pattern=r"^[!-~]+$",
        description="Your own random key for this step. Sent again with the same request it gives "
        "the same answer and does nothing; with another request it is refused (409). A request "
        "that was refused may be mended and sent with the same key.",
    ),
]  # fmt: skip


class Receipt(Schema):
    """A step that was carried out; the thing itself is at `address`."""

    id: int
    address: str = Field(description="Where the thing can be read: `/api/v1/reports/7`.")


def carried_out(request: SignedRequest, key: str, work: Callable[[], int]) -> int:
    """Do the work and give its number; done before, give the number it had then.

    The checks belong inside `work`: a step that was taken would fail its own check.
    """
    asked = _fingerprint(request)
    try:
        with transaction.atomic():
            claimed = once.claim(_kept(key), by=request.user)
            result = work()
            once.settle(claimed, f"{asked}:{result}")
    except once.AlreadyDone as done:
        before, _colon, number = done.result.rpartition(":")
        if before != asked:
            raise Refused(
                409, "key-reused", _("This Idempotency-Key belongs to another request.")
            ) from None
        return int(number)
    return result


def forget(request: SignedRequest, key: str) -> None:
    """What the key stood for was undone: the next request with it is a new one."""
    OnceKey.objects.filter(user=request.user, key=_kept(key)).delete()


def _kept(key: str) -> str:
    """What is kept of a key: of one length, and never the key of a form."""
    return digest(f"api {key}")


def _fingerprint(request: SignedRequest) -> str:
    """What was asked: method, address and body; of a form with files, what it holds.

    The boundaries of a form are drawn anew each time it is sent, so they are left out.
    """
    said = hashlib.sha256(f"{request.method} {request.path}".encode())
    if request.content_type == "multipart/form-data":
        for name, values in sorted(request.POST.lists()):
            said.update(f"\n{name}={values}".encode())
        for name, files in sorted(request.FILES.lists()):
            for file in files:
                said.update(f"\n{name}={file.name}".encode())
                for chunk in file.chunks():
                    said.update(chunk)
                file.seek(0)
    else:
        said.update(b"\n" + request.body)
    return said.hexdigest()
