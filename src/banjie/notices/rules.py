"""Who may look after an outbox, and who sets the channels of a unit."""

from __future__ import annotations

import rules

from banjie.notices.models import Channel, Notice
from banjie.people.models import Unit, User
from banjie.people.rules import LIAISON, OFFICER, is_officer


@rules.predicate
def of_own_outbox(user: User, notice: Notice) -> bool:
    return notice.office_id in user.units(OFFICER)


@rules.predicate
def has_not_gone(_user: User, notice: Notice) -> bool:
    return notice.state in (Notice.State.DRAFT, Notice.State.HELD, Notice.State.READY)


@rules.predicate
def has_gone(_user: User, notice: Notice) -> bool:
    return notice.state == Notice.State.SENT


@rules.predicate
def speaks_for_unit(user: User, unit: Unit) -> bool:
    return unit.pk in user.units(OFFICER, LIAISON)


@rules.predicate
def owns_channel(user: User, channel: Channel) -> bool:
    """One's own, or that of a unit one speaks for; nobody else's, whatever their duty."""
    if channel.unit_id:
        return channel.unit_id in user.units(OFFICER, LIAISON)
    return channel.user_id == user.pk


rules.add_perm("notices.see_outbox", is_officer)
rules.add_perm("notices.see_notice_sent", of_own_outbox)
rules.add_perm("notices.change_notice", of_own_outbox & has_not_gone)
rules.add_perm("notices.send_again", of_own_outbox & has_gone)
rules.add_perm("notices.set_channels", speaks_for_unit)
rules.add_perm("notices.use_channel", owns_channel)
