"""Compare the traces of every Python on this machine with those of this one: `python tests/other_pythons.py`.

Each Python from 3.11 on (on the path as python3.N, or kept by pyenv) gets a fresh environment with Workup and its
dependencies, durable-rules compiled for it. Exits 1 where a trace differs or an installation fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST = (3, 11)
VERSION = "import sys; print(*sys.version_info[:2]); print(sys.executable)"


def printed(*command: str) -> str:
    """Run a command in the checkout; give what it prints. Raises CalledProcessError."""
    flags = f"-DPyEval_CallObject=PyObject_CallObject {os.environ.get('CPPFLAGS', '')}"
    environment = {**os.environ, "CPPFLAGS": flags, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "WORKUP_CACHE": "off"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def candidates() -> Iterator[str]:
    """Give what may be a Python: commands on the path, and the versions that pyenv keeps."""
    yield from (f"python3.{minor}" for minor in range(OLDEST[1], OLDEST[1] + 6))
    if pyenv := shutil.which("pyenv"):
        for version in printed(pyenv, "versions", "--bare").split():
            yield str(Path(printed(pyenv, "prefix", version).strip()) / "bin" / "python")


def pythons() -> dict[tuple[int, int], str]:
    """Give one Python of each other version, by (major, minor)."""
    found: dict[tuple[int, int], str] = {}
    for command in candidates():
        done = (
            subprocess.run([command, "-c", VERSION], capture_output=True, text=True) if shutil.which(command) else None
        )
        if done and done.returncode == 0:
            version, executable = done.stdout.splitlines()
            major, minor = map(int, version.split())
            if (major, minor) >= OLDEST and (major, minor) != sys.version_info[:2]:
                found.setdefault((major, minor), executable)
    return dict(sorted(found.items()))


def traces_of(python: str) -> str:
    """Install Workup for a Python, and give what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        printed(python, "-m", "venv", folder)
        fresh = str(Path(folder) / "bin" / "python")
        printed(fresh, "-m", "pip", "install", "-q", "--no-cache-dir", "-c", "constraints.txt", ".")
        return printed(fresh, "-c", DOCTOR) + printed(fresh, "tests/print_traces.py")


DOCTOR = "import workup; print(workup.agenda(workup.Case({})).engine)"


def main() -> int:
    """Compare, say the result of each, and give the exit code."""
    own = printed(sys.executable, "-c", DOCTOR) + printed(sys.executable, "tests/print_traces.py")
    engine, *lines = own.splitlines()
    print(f"Python {sys.version_info[0]}.{sys.version_info[1]}: {len(lines)} traces by {engine}")
    others, code = pythons(), 0
    for version, python in others.items():
        differing = set(traces_of(python).splitlines()) ^ set(own.splitlines())
        said = f"{len(differing)} lines differ, such as {min(differing)}" if differing else "the same bytes"
        print(f"Python {version[0]}.{version[1]}: {said}")
        code = code or bool(differing)
    if not others:
        print("No other Python is here to compare with.")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
