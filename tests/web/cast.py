"""The cast: one office, two member units, and an account for every duty and for strangers."""

from __future__ import annotations

from dataclasses import dataclass

from banjie.people.models import Membership, SiteDuty, Unit, User

PASSWORD = "Lin-hu 2026 spring"


@dataclass(frozen=True)
class Cast:
    """Who is who. `library` has a part in the programmes of the tests, `museum` has none."""

    office: Unit
    library: Unit
    museum: Unit
    other_office: Unit
    officer: User
    leader: User
    liaison: User
    handler: User
    stranger: User
    other_officer: User
    auditor: User
    nobody: User


def make_cast() -> Cast:
    office = Unit.objects.create(name="临湖市协作办公室", short_name="协作办", kind="office")
    other = Unit.objects.create(name="邻湖县协作办公室", kind="office")
    library = Unit.objects.create(name="临湖市图书馆", short_name="市图书馆")
    museum = Unit.objects.create(name="临湖市博物馆", short_name="市博物馆")

    def account(login: str, *duties: tuple[Unit, str]) -> User:
        user = User.objects.create_user(login, f"{login}（测试）", PASSWORD)
        for unit, duty in duties:
            Membership.objects.create(user=user, unit=unit, duty=duty)
        return user

    auditor = account("auditor")
    SiteDuty.objects.create(user=auditor, duty="auditor")
    return Cast(
        office=office,
        library=library,
        museum=museum,
        other_office=other,
        officer=account("officer", (office, "officer")),
        leader=account("leader", (office, "leader")),
        liaison=account("liaison", (library, "liaison")),
        handler=account("handler", (library, "handler")),
        stranger=account("stranger", (museum, "liaison")),
        other_officer=account("other", (other, "officer")),
        auditor=auditor,
        nobody=account("nobody"),
    )
