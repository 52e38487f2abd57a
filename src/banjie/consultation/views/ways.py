"""Every step of the offices and units by its name, for a program to take as its page does."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import unwrap

from banjie.consultation.steps import steps
from banjie.consultation.views import acts, after, handling, replies
from banjie.consultation.views.acts import Way

WAYS: Mapping[str, Way] = {
    name: unwrap(getattr(module, name))
    for module in (acts, after, handling, replies)
    for name in steps()
    if hasattr(module, name)
}
"""Each asks the rule of its step first, and raises as `acts.case_for` does."""
