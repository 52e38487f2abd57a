"""Who may send and see documents."""

from __future__ import annotations

import rules

from banjie.documents.models import Document
from banjie.people.models import User
from banjie.people.rules import LEADER, OFFICER, is_officer


@rules.predicate
def of_own_office(user: User, document: Document) -> bool:
    return document.unit_id in user.units(OFFICER, LEADER)


@rules.predicate
def of_office_served(user: User, document: Document) -> bool:
    return document.unit_id in user.units(OFFICER)


rules.add_perm("documents.upload", is_officer)
rules.add_perm("documents.see", of_own_office)
rules.add_perm("documents.remove", of_office_served)
