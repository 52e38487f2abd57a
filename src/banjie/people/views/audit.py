"""The audit log's page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from banjie.common import audit
from banjie.common.models import AuditEntry
from banjie.people.requests import SignedRequest


@require_safe
def audit_log(request: SignedRequest) -> HttpResponse:
    """Every step, newest first; for the auditor only. `?whole` checks the chain from its start."""
    if not request.user.may("people.read_audit"):
        raise PermissionDenied
    page = Paginator(AuditEntry.objects.select_related("actor"), 100).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {"page": page, "checked": "whole" in request.GET}
    if context["checked"]:
        context["broken"] = audit.broken_links()
    return render(request, "people/audit_log.html", context)
