"""JSON lines: one answer a line, in order, at once, whatever a line holds."""

from __future__ import annotations

import io
import json
import subprocess
import sys

from banjie_reader.lines import quantity_lines, when_lines


def _answers(lines: list[str]) -> list[dict[str, object]]:
    out = io.StringIO()
    when_lines(io.StringIO("\n".join(lines) + "\n"), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_when_answers_as_the_conventions_say() -> None:
    line = json.dumps({"text": "请于6月底前报送", "reference": "2026-03-10"})
    assert _answers([line]) == [
        {
            "found": [
                {
                    "text": "6月底前",
                    "offset": 2,
                    "start": None,
                    "end": "2026-07-01",
                    "recurrence": None,
                }
            ]
        }
    ]


def test_when_without_reference_leaves_days_open() -> None:
    (answer,) = _answers(['{"text": "6月"}'])
    assert answer["found"] == [
        {"text": "6月", "offset": 0, "start": None, "end": None, "recurrence": None}
    ]


def test_broken_lines_answer_with_an_error_and_the_rest_goes_on() -> None:
    broken = ["{", "[]", "{}", '{"text": 3}', '{"text": "3月", "reference": "March"}', "", "null"]
    answers = _answers([*broken, '{"text": "每月", "reference": "2026-03-10"}'])
    assert len(answers) == len(broken) + 1
    assert all(answer["found"] == [] and answer["error"] for answer in answers[:-1])
    assert answers[-1]["found"]
    assert "error" not in answers[-1]


def test_quantities_answer_as_the_conventions_say() -> None:
    out = io.StringIO()
    quantity_lines(io.StringIO('{"text": "开展活动不少于24场"}\n'), out)
    assert json.loads(out.getvalue()) == {
        "found": [
            {
                "text": "不少于24场", "offset": 4, "value": 24, "low": None, "high": None,
                "approx": "min", "unit": "场", "of": "活动",
            }
        ]
    }  # fmt: skip


def test_answers_come_while_the_input_is_open() -> None:
    code = (
        "import sys; from banjie_reader.lines import when_lines; when_lines(sys.stdin, sys.stdout)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(3):
            process.stdin.write('{"text": "2026年3月"}\n'.encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["found"]
        process.stdin.write(b'\xff\xfe\n{"text": "\\ud800 2026\xe5\xb9\xb4"}\n')
        process.stdin.close()
        bad, last = (json.loads(line) for line in process.stdout)
        assert bad["error"]
        assert last["found"][0]["start"] == "2026-01-01"


def test_start_is_light() -> None:
    code = (
        "import sys; import banjie_reader.lines; "
        "print(sorted({'lxml', 'django', 'openpyxl', 'docx', 'pypdfium2'} & set(sys.modules)))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert shown.stdout.strip() == "[]"
