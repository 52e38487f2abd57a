"""What of this room can be found."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from banjie.people.models import Unit
from banjie.search import sources
from banjie.search.sources import Source, Words
from banjie.supervision.models import Item
from banjie.supervision.queries.items import items_for


def _item(item: Item) -> Words:
    said = (item.office.name, item.demand, item.result_form)
    programme = item.activity.programme_id if item.activity else None
    return Words(str(item), "\n".join(said), item.begun_on or item.opened_on, programme)


sources.register(
    Source(
        "supervision",
        _("supervision items"),
        Item,
        words=_item,
        visible=items_for,
        address="supervision:item",
        follows=("office", "activity"),
        rests_on={Unit: "office"},
    )
)
