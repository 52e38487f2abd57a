"""`banjie read` and `banjie check` at the terminal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from banjie_reader.cli import main
from banjie_reader.sheet import safe
from banjie_reader.terminal import fit, width

PLAN = "临湖市2026年计划\n一、活动安排\n（一）举办读书会。5月8日在市图书馆举办。（牵头单位：市文旅局，配合单位：市教育局）\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "计划.txt"
    path.write_text(PLAN, "utf-8")
    return path


def test_read_json_prints_the_reading(
    plan: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["read", "--json", str(plan)]) == 0
    said = json.loads(capfdbinary.readouterr().out)
    assert said["activities"][0]["lead"] == ["市文旅局"]


def test_read_takes_text_from_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "banjie.cli", "read", "--json", "-"],
        input=PLAN.encode(), capture_output=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["title"] == "临湖市2026年计划"


def test_reading_loads_no_django() -> None:
    code = "import sys; from banjie.cli import main; main(['check', '-']); print('django' in sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code], input=PLAN.encode(), capture_output=True, check=True
    )
    assert done.stderr.decode().strip() == "False"


def test_table_lines_up_wide_characters(
    plan: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["read", "--table", str(plan)]) == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    head = next(line for line in lines if "任务" in line)
    row = next(line for line in lines if "读书会" in line)
    assert width(head[: head.index("时间")]) == width(row[: row.index("5月8日")])


def test_explain_names_rules_and_words(
    plan: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["read", "--explain", str(plan)]) == 0
    said = capfdbinary.readouterr().out.decode()
    assert "标签“牵头单位”" in said
    assert "市文旅局" in said
    assert main(["read", "--explain", "--lang", "en", str(plan)]) == 0
    assert "…" not in capfdbinary.readouterr().out.decode()


def test_xlsx_has_the_columns_offices_use(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "任务.xlsx"
    assert main(["read", "--xlsx", str(out), str(plan)]) == 0
    sheet = openpyxl.load_workbook(out).active
    heads = [cell.value for cell in sheet[2]]
    row = dict(zip(heads, [cell.value for cell in sheet[3]], strict=True))
    assert heads[:4] == ["序号", "工作任务", "目标/量化指标", "具体措施"]
    assert (row["工作任务"], row["牵头单位"], row["配合单位"]) == (
        "举办读书会",
        "市文旅局",
        "市教育局",
    )
    assert row["完成时限"] == "5月8日"


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(words: str) -> None:
    assert safe(words) == "'" + words


def test_check_returns_one_when_something_is_found(
    plan: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    bad = tmp_path / "坏.txt"
    bad.write_text(PLAN + "（三）举办展览。在XX馆举办。\n", "utf-8")
    assert main(["check", str(plan)]) == 0
    assert main(["check", str(bad)]) == 1
    assert "第 4 行" in capfdbinary.readouterr().out.decode()


def test_a_missing_file_is_said_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "没有这个文件"]) == 2
    assert "找不到文件" in capsys.readouterr().err


def test_a_bad_file_is_said_in_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    assert main(["read", str(empty)]) == 2
    chinese = capsys.readouterr().err
    assert main(["read", "--lang", "en", str(empty)]) == 2
    assert capsys.readouterr().err not in {"", chinese}


def test_one_bad_file_does_not_keep_the_others(
    plan: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["read", "没有", str(plan)]) == 2
    assert "读书会" in capfdbinary.readouterr().out.decode()


def test_words_are_cut_to_fit_their_column() -> None:
    assert fit("一二三四五", 6) == "一二… "
    assert width(fit("一二三四五", 6)) == 6


@pytest.mark.parametrize("command", ["serve", "demo", "manage"])
def test_without_the_site_its_commands_say_what_to_install(command: str) -> None:
    code = "import sys; sys.modules['django'] = None; from banjie.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, command], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "banjie[web]" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_names_every_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "banjie.cli", "--help"], capture_output=True, text=True, check=True
    )
    for command in ("read", "check", "when", "quantities", "serve", "demo", "manage"):
        assert f"\n    {command} " in done.stdout
