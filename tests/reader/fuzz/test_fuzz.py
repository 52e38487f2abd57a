"""A short run of what `make fuzz` does for longer."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from banjie_reader.inputs import open_source
from tests.reader.fuzz.drawing import inputs, pdf_files
from tests.reader.fuzz.promises import hold_for_file, hold_for_input
from tests.reader.fuzz.shapes import file_of, pdf_seed, seeds

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.mark.parametrize("seed", seeds(), ids=lambda seed: f"{file_of(seed)[0]} {len(seed)}")
def test_seed_is_read(seed: bytes) -> None:
    name, content = file_of(seed)
    assert open_source(content, name).text.strip()


def test_seed_pdf_is_read() -> None:
    assert "临湖" in open_source(pdf_seed()).text


@settings(max_examples=300, deadline=None, suppress_health_check=_SLOW)
@given(inputs())
def test_changed_input_breaks_no_promise(data: bytes) -> None:
    hold_for_input(data)


@settings(max_examples=8, deadline=None, suppress_health_check=_SLOW)
@given(pdf_files())
def test_changed_pdf_breaks_no_promise(data: bytes) -> None:
    hold_for_file(data, "a.pdf")
