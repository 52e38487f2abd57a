"""The house itself: directions hold, rooms stay small, papers stay true."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [p for p in (ROOT / "src").rglob("*.py") if "/migrations/" not in p.as_posix()]
DOORS = {"models", "rules", "queries", "actions", "forms", "tasks", "views", "urls"}


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path, node in functions()
        if (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert long == []


def test_every_function_is_typed() -> None:
    untyped = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path, node in functions()
        if node.returns is None
        or any(
            arg.annotation is None
            for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            if arg.arg not in ("self", "cls")
        )
    ]
    assert untyped == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_modules_stay_rooms() -> None:
    halls = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCES
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert halls == {}


def test_reading_needs_no_site() -> None:
    """`banjie read` works where Django cannot be imported at all."""
    program = (
        "import sys; sys.modules['django'] = None; sys.argv = ['banjie', 'read', '--json', '-'];"
        "from banjie.cli import main; sys.exit(main())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        input="一、举办读书会。2026年5月8日在市图书馆举办。（市图书馆负责）",
        capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    assert json.loads(answer.stdout)["activities"]


MARKDOWN = [
    ROOT / "README.md",
    ROOT / "README.zh-CN.md",
    ROOT / "CHANGELOG.md",
    *(ROOT / "docs").rglob("*.md"),
]


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda p: p.name)
def test_links_of_the_papers_resolve(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_map_names_every_room_and_door() -> None:
    text = (ROOT / "docs" / "map.md").read_text("utf-8")
    rooms = [p.name for p in (ROOT / "src" / "banjie").iterdir() if (p / "__init__.py").exists()]
    for room in rooms:
        assert f"`{room}`" in text or f"`{room}/`" in text, room


def test_settings_page_names_every_setting() -> None:
    settings = (ROOT / "src" / "banjie" / "config" / "settings.py").read_text("utf-8")
    names = set(re.findall(r"BANJIE_[A-Z_]+", settings))
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert {name for name in names if name not in page} == set()


def test_commands_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for name in ("README.md", "README.zh-CN.md"):
        said = set(re.findall(r"(?:^|`|\d )make ([a-z-]+)", (ROOT / name).read_text("utf-8"), re.M))
        assert {"demo", "test"} <= said <= targets


@pytest.mark.parametrize(
    "app", ["people", "notices", "documents", "approvals", "programme", "supervision", "reporting"]
)
def test_addresses_are_named_by_their_room(app: str) -> None:
    urls = (ROOT / "src" / "banjie" / app / "urls.py").read_text("utf-8")
    assert f'app_name = "{app}"' in urls


def test_lock_files_name_no_host() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text("utf-8"), path.name


def test_every_package_was_looked_at() -> None:
    """What runs with the site has a row in the review, with its licence."""
    review = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    locked = {
        name
        for lock in ("run", "ocr")
        for name in re.findall(
            r"^([a-z0-9-]+)==", (ROOT / f"requirements/{lock}.txt").read_text("utf-8"), re.M
        )
    }
    assert {name for name in locked if f"`{name}`" not in review} == set()


def test_nothing_is_fetched_from_outside() -> None:
    """Templates, styles and scripts name no other host (namespaces of SVG apart)."""
    pattern = re.compile(r"(?:src|href|url\()\s*=?\s*[\"'(]?(?:https?:)?//", re.I)
    found = [
        str(path.relative_to(ROOT))
        for kind in ("*.html", "*.css", "*.js")
        for path in (ROOT / "src").rglob(kind)
        if pattern.search(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.django_db
def test_migrations_say_what_the_models_say() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
