"""The house: imports run one way, one module touches the engine, content is content."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ROOT / "engine" / "workup"

BEFORE = {
    "knowledge": (),
    "reasoning": ("knowledge",),
    "reading": ("knowledge", "reasoning"),
    "explaining": ("knowledge", "reasoning"),
    "teaching": ("knowledge", "reasoning", "reading", "explaining"),
    "authoring": ("knowledge", "reasoning", "reading", "explaining"),
    "rendering": ("knowledge", "reasoning", "reading", "explaining", "teaching", "authoring"),
    "exporting": ("knowledge", "reasoning", "reading", "explaining", "teaching", "authoring", "rendering"),
    "serving": ("knowledge", "reasoning", "reading", "explaining", "teaching", "authoring", "rendering"),
    "cli": (
        *("knowledge", "reasoning", "reading", "explaining", "teaching", "authoring"),
        *("rendering", "exporting", "serving"),
    ),
}
MODULES = sorted(ENGINE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Give every module that a file imports, wherever the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(node.module or "")
    return found


def against_the_arrow(room: str, modules: set[str]) -> set[str]:
    """Give the rooms that a room may not import from, and does."""
    rooms = {module.split(".")[1] for module in modules if module.startswith("workup.")}
    return rooms - {room, *BEFORE[room]}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ENGINE)))
def test_no_room_imports_from_one_that_stands_after_it(path: Path) -> None:
    parts = path.relative_to(ENGINE).parts
    if len(parts) > 1:
        assert against_the_arrow(parts[0], imported(path)) == set()
        assert "workup" not in imported(path), "rooms import from rooms, not from the front door"


def test_an_import_against_the_arrow_is_seen() -> None:
    assert against_the_arrow("knowledge", {"workup.reasoning.truth", "json"}) == {"reasoning"}
    assert against_the_arrow("reasoning", {"workup.cli"}) == {"cli"}


def test_only_the_adapter_imports_the_rules_engine() -> None:
    using = {path.name for path in MODULES if imported(path) & {"durable_rules_engine", "durable", "durable.engine"}}
    assert using == {"durable.py"}


def test_every_module_is_short() -> None:
    long = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_printing_happens_in_the_command_line_alone() -> None:
    printing = [
        path.name
        for path in MODULES
        if "cli" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "input", "open")
    ]
    assert printing == []


@pytest.mark.parametrize("folder", ["rules", "pathways"])
def test_content_folders_hold_yaml_and_a_readme_only(folder: str) -> None:
    files = {path for path in (ROOT / folder).rglob("*") if path.is_file()}
    assert {path.name for path in files if path.suffix != ".yaml"} == {"README.md"}


def test_no_file_names_a_registry_or_a_machine() -> None:
    words = ("index-url", "extra-index", "pypi.org/simple", "files.pythonhosted", "/work/", "/root/")
    kinds = {".py", ".toml", ".txt", ".md", ".yaml", ".cfg", ""}
    skipped = {".venv", ".git", ".hypothesis", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", "dist"}
    for path in ROOT.rglob("*"):
        if not path.is_file() or path.suffix not in kinds or skipped & set(path.parts) or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert [word for word in words if word in text] == [], path
