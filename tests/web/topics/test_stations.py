"""Stations: three levels, counts that roll up, items that climb."""

from __future__ import annotations

from datetime import time
from html import unescape

import pytest
from django.core.exceptions import ValidationError

from banjie.topics import actions
from banjie.topics.actions import WrongState
from banjie.topics.models import Station, Topic
from banjie.topics.queries.stations import counted, items_of, stations_for, tree
from banjie.topics.queries.topics import topics_for
from banjie.topics.refusals import REFUSED
from tests.web.cast import Cast
from tests.web.topics import things

pytestmark = pytest.mark.django_db


def counts() -> dict[str, tuple[int, int, int]]:
    found = counted(Station.objects.all())
    return {station.get_level_display(): _three(station) for station in found}


def _three(station: Station) -> tuple[int, int, int]:
    return station.raised, station.here, station.done  # type: ignore[attr-defined]  # annotated


def levels(*rows: tuple[int, int, int]) -> dict[str, tuple[int, int, int]]:
    return dict(zip((level.label for level in Station.Level), rows, strict=True))


def test_counts_roll_up_and_stay_right_while_an_item_climbs(cast: Cast) -> None:
    _county, town, village = things.stations(cast)
    item = things.raised(cast, village, by=cast.liaison)
    things.raised(cast, town)
    assert counts() == levels((2, 0, 0), (2, 1, 0), (1, 1, 0))
    actions.refer_up(item, reason="涉及两个社区。", by=cast.liaison)
    assert counts() == levels((2, 0, 0), (2, 2, 0), (1, 0, 0))
    actions.refer_up(Topic.objects.get(pk=item.pk), reason="要市里定。", by=cast.stranger)
    assert counts() == levels((2, 1, 0), (2, 1, 0), (1, 0, 0))


def test_dropped_items_are_not_counted(cast: Cast) -> None:
    village = things.stations(cast)[2]
    actions.drop_topic(things.raised(cast, village), reason="重复", by=cast.officer)
    assert counts() == levels((0, 0, 0), (0, 0, 0), (0, 0, 0))


def test_both_levels_see_an_item_that_climbed(cast: Cast) -> None:
    _county, town, village = things.stations(cast)
    item = things.raised(cast, village, by=cast.liaison)
    assert not topics_for(cast.stranger).exists()
    actions.refer_up(item, reason="涉及两个社区。", by=cast.liaison)
    assert set(topics_for(cast.liaison)) == set(topics_for(cast.stranger)) == {item}
    assert item in items_of(village)
    assert item in items_of(town)


def test_only_the_level_that_has_it_acts(cast: Cast) -> None:
    item = things.raised(cast, things.stations(cast)[2])
    with pytest.raises(WrongState):
        things.pass_on(item, by=cast.stranger)
    actions.refer_up(item, reason="涉及两个社区。", by=cast.liaison)
    with pytest.raises(WrongState):
        things.pass_on(item, by=cast.liaison)
    things.pass_on(item, by=cast.stranger)
    assert things.now(item).name == "screen"


def test_item_keeps_its_stage_on_the_way_up_and_stops_at_the_top(cast: Cast) -> None:
    county, _town, village = things.stations(cast)
    item = things.raised(cast, village)
    things.pass_on(item, by=cast.officer)
    for _level in range(2):
        actions.refer_up(item, reason="职责在上一级。", by=cast.officer)
    item = Topic.objects.get(pk=item.pk)
    assert (item.station, item.raised_at, things.now(item).name) == (county, village, "screen")
    with pytest.raises(WrongState):
        actions.refer_up(item, reason="再上", by=cast.officer)


def test_nothing_goes_up_to_a_closed_station(cast: Cast) -> None:
    _county, town, village = things.stations(cast)
    Station.objects.filter(pk=town.pk).update(is_open=False)
    with pytest.raises(ValidationError):
        actions.refer_up(things.raised(cast, village), reason="上报", by=cast.officer)


def test_closed_station_takes_no_new_item_and_what_came_up_goes_on(cast: Cast, signed_in) -> None:
    village = things.stations(cast)[2]
    item = things.raised(cast, village, by=cast.liaison)
    Station.objects.filter(pk=village.pk).update(is_open=False)
    client = signed_in(cast.liaison)
    page, form = f"/topics/stations/{village.pk}/", f"/topics/stations/{village.pk}/items/new/"
    assert f'href="{form}"' not in client.get(page).text
    refused = client.get(form)
    assert refused.status_code == 403
    assert str(REFUSED["raise_item"]) in unescape(refused.text)
    with pytest.raises(WrongState):
        things.raised(cast, village, by=cast.liaison)  # the page was drawn before it closed
    things.pass_on(item, by=cast.liaison)
    assert things.now(item).name == "screen"


def test_tree_has_three_levels_at_most(cast: Cast) -> None:
    village = things.stations(cast)[2]
    with pytest.raises(ValidationError):
        things.station(cast, "楼栋议事点", cast.library, parent=village)


def test_tree_puts_each_below_its_own(cast: Cast) -> None:
    county, town, village = things.stations(cast)
    other = things.station(cast, "望湖社区议事室", cast.library, parent=town)
    assert tree(stations_for(cast.officer)) == [county, town, other, village]


def test_station_through_all_its_ten_stages(cast: Cast) -> None:
    item = things.raised(cast, things.stations(cast)[2], by=cast.liaison)
    for stage in item.runs.stages:
        if stage.needs == "minuted":
            minuted = things.minuted(cast, item, by=cast.liaison)
        elif stage.needs == "carried":
            for minute in minuted.minutes.filter(standing="agreed"):
                with pytest.raises(WrongState):
                    things.pass_on(item, by=cast.liaison)
                actions.carry_no_further(minute, reason="当场落实", by=cast.officer)
        elif stage.needs == "shown":
            actions.show_result(item, result="划出六十个车位。", by=cast.liaison)
        elif stage.needs == "told" and stage.name != "collect_topic":
            things.tell(item, by=cast.liaison)
        things.pass_on(item, by=cast.liaison)
    assert Topic.objects.get(pk=item.pk).state == Topic.State.DONE
    assert counts()[Station.Level.COUNTY.label] == (1, 0, 1)


def test_public_page_has_times_and_results_but_no_item_at_work(cast: Cast, client) -> None:
    village = things.stations(cast)[2]
    done = things.raised(cast, village, title="加装路灯")
    actions.show_result(done, result="装了八盏路灯。", by=cast.officer)
    things.raised(cast, village, title="还在商量的事")
    html = client.get(f"/p/topics/stations/{village.pk}/").content.decode()
    assert "14:00" in html
    assert "加装路灯" in html
    assert "还在商量的事" not in html


def test_form_of_a_station_keeps_its_hours(cast: Cast, signed_in) -> None:
    village = things.stations(cast)[2]
    client = signed_in(cast.officer)
    values = {
        "once": "k", "name": village.name, "unit": cast.library.pk, "where": "湖东路9号",
        "host": "社区主任", "is_open": "on", "opens-3": "14:00", "closes-3": "17:00",
        "opens-5": "09:00", "closes-5": "11:30",
    }  # fmt: skip
    client.post(f"/topics/stations/{village.pk}/change/", values)
    hours = list(village.openings.values_list("day", "opens", "closes"))
    assert hours == [(3, time(14), time(17)), (5, time(9), time(11, 30))]
    half = client.post(f"/topics/stations/{village.pk}/change/", values | {"closes-5": ""})
    assert half.status_code == 422
