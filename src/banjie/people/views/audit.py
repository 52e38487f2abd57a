"""The audit log's page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from banjie.common import audit
from banjie.common.models import AuditEntry
from banjie.people.models import User
from banjie.people.requests import SignedRequest


def named(entries: Iterable[AuditEntry]) -> list[tuple[AuditEntry, str]]:
    """Each row, with the name its account has today: the log itself holds none."""
    kind = User._meta.label_lower
    about = [entry.target_id for entry in entries if entry.target_type == kind]
    names = dict(User.objects.filter(pk__in=about).values_list("pk", "name"))
    return [
        (entry, names.get(entry.target_id, "") if entry.target_type == kind else "")
        for entry in entries
    ]


@require_safe
def audit_log(request: SignedRequest) -> HttpResponse:
    """Every step, newest first; for the auditor only. `?whole` checks the chain from its start."""
    if not request.user.may("people.read_audit"):
        raise PermissionDenied
    page = Paginator(AuditEntry.objects.select_related("actor"), 100).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {
        "rows": named(page.object_list), "page": page, "checked": "whole" in request.GET,
    }  # fmt: skip
    if context["checked"]:
        context["broken"] = audit.broken_links()
    return render(request, "people/audit_log.html", context)
