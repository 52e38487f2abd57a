"""The search for cycles stands still during a reading and goes on after it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest

from banjie_reader import reading
from banjie_reader.collection import paused
from banjie_reader.dates import find_dates
from banjie_reader.errors import ReadingError
from banjie_reader.quantities import find_quantities


@pytest.fixture(autouse=True)
def _switch() -> Iterator[None]:
    on = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if on else gc.disable)()


def test_collection_stands_still_inside_and_goes_on_after():
    with paused:
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collection_goes_on_after_an_error():
    with pytest.raises(ReadingError):
        reading.read(b"")
    assert gc.isenabled()


def test_collection_that_was_off_stays_off():
    gc.disable()
    with paused:
        pass
    assert not gc.isenabled()


def test_collection_goes_on_when_the_last_of_several_readings_ends():
    first_is_in, first_may_end = Barrier(2), Barrier(2)
    seen = []

    def first() -> None:
        with paused:
            first_is_in.wait()
            first_may_end.wait()

    thread = Thread(target=first)
    thread.start()
    first_is_in.wait()
    with paused:
        first_may_end.wait()
        thread.join()
        seen.append(gc.isenabled())
    assert [*seen, gc.isenabled()] == [False, True]


@pytest.mark.parametrize("work", [reading.read_text, find_dates, find_quantities])
def test_reading_leaves_no_cycles(work):
    """What the pause rests on: there is nothing to collect."""
    text = "一、举办读书会。5月8日在临湖市图书馆举办，200人参加。（市文旅局负责）\n" * 20
    work(text)
    gc.collect()
    with paused:
        work(text)
        left = gc.collect()
    assert left < 20
