"""The real wheel, installed into a fresh environment, does the main job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str, cwd: Path) -> str:
    """Run a command without the checkout on its path; give what it prints."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV"))}
    done = subprocess.run(command, cwd=cwd, env=kept, capture_output=True, text=True, timeout=170)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the Python of a fresh environment that holds the wheel; its dependencies come from this one."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    run(str(python), "-m", "pip", "install", "-q", "--no-deps", "--no-index", str(wheel), cwd=folder)
    site = next((folder / "lib").glob("python*/site-packages"))
    import durable_rules_engine

    (site / "dependencies.pth").write_text(str(Path(durable_rules_engine.__file__).parent), encoding="utf-8")
    return python


def test_the_wheel_holds_every_content_file_and_the_type_marker(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("rules", "pathways"):
        for path in (ROOT / folder).rglob("*.yaml"):
            assert f"workup/content/{path.relative_to(ROOT).as_posix()}" in names
    assert "workup/py.typed" in names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_installed_wheel_walks_a_case_with_its_own_content(python: Path, tmp_path: Path) -> None:
    import workup

    printed = run(str(python), "-m", "workup", "walk", "--set", "lump.depth=deep", "--format", "json", cwd=tmp_path)
    report = json.loads(printed)
    assert "mri" in report["agenda"]["next"]
    assert report["content_hash"] == workup.library().content_hash
    where = run(str(python), "-c", "import workup; print(workup.__file__)", cwd=tmp_path)
    assert str(ROOT) not in where


def test_the_installed_wheel_passes_the_content_tests(python: Path, tmp_path: Path) -> None:
    copied = tmp_path / "test_content.py"
    copied.write_bytes((ROOT / "tests" / "test_content.py").read_bytes())
    printed = run(str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", str(copied), cwd=tmp_path)
    assert "failed" not in printed
