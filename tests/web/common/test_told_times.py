"""The demonstration is told on the days of its story, and nothing but it tells times."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

import banjie
from banjie.common import audit
from banjie.common.models import Attachment, AuditEntry
from banjie.demo.load import load_demo
from banjie.programme.models import Programme

SITE = Path(banjie.__file__).parent


@pytest.mark.django_db
def test_demonstration_happened_on_the_days_of_its_story() -> None:
    load_demo()
    first, last = date(2026, 1, 9), date(2026, 9, 18)
    days = [timezone.localdate(entry.at) for entry in AuditEntry.objects.all()]
    assert days
    assert all(first <= day <= last for day in days)
    assert len(set(days)) > 30
    sent = [timezone.localdate(file.uploaded_at) for file in Attachment.objects.all()]
    assert all(first <= day <= last for day in sent)
    assert timezone.localdate(Programme.objects.get().opened_at) == date(2026, 1, 13)
    assert audit.broken_links() == []


def test_nothing_but_the_demonstration_tells_times() -> None:
    tellers = {
        path.relative_to(SITE).parts[0]
        for path in SITE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr == "told"
        and isinstance(node.value, ast.Name)
        and node.value.id == "clock"
    }
    assert tellers == {"demo"}
