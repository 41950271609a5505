"""What is kept of content: the same library again, never an older one, and nothing that could run code."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

import workup
from workup.knowledge import keeping
from workup.knowledge.content_files import bundled_content
from workup.knowledge.criteria import Is
from workup.knowledge.keeping import MOST_CONTENTS, NOWHERE, Keeper, cache_folder
from workup.knowledge.library import Parts
from workup.knowledge.loading import load
from workup.knowledge.sources import Citation

CITATION = Citation(source="pdq", says="imaging comes first", fit="same")


def never() -> object:
    raise AssertionError("it was made again")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a cache folder of its own."""
    monkeypatch.setenv("WORKUP_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Give a copy of the bundled content."""
    place = bundled_content()
    shutil.copytree(place.pathways, tmp_path / "pathways")
    shutil.copytree(place.rules, tmp_path / "rules")
    return tmp_path


def loaded(content: Path) -> workup.Library:
    return load(content / "pathways", content / "rules")


def test_a_library_read_back_says_the_same(folder: Path, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = loaded(content)
    scenario, terms, notes = first.scenario("thigh_26f"), first.terms, first.notes
    monkeypatch.setattr("workup.knowledge.library_reading.read_parts", never)
    monkeypatch.setattr("workup.knowledge.scenario_reading.read_scenario", never)
    monkeypatch.setattr("workup.knowledge.yaml_documents.parse_document", never)
    second = loaded(content)
    for part in Parts.__dataclass_fields__:
        assert getattr(second, part) == getattr(first, part), part
    assert [*second.findings] == [*first.findings]
    assert [*second.conclusions] == [*first.conclusions]
    assert (second.scenario("thigh_26f"), second.terms, second.notes) == (scenario, terms, notes)
    case = workup.Case({"lump.depth": "deep"})
    assert workup.agenda(case, second).statuses == workup.agenda(case, first).statuses


def test_a_change_of_content_is_read_anew(folder: Path, content: Path) -> None:
    before = loaded(content)
    path = content / "rules" / "soft_tissue_lump" / "plan.yaml"
    path.write_text(path.read_text("utf-8") + "# a word more\n", "utf-8")
    after = loaded(content)
    assert after.content_hash != before.content_hash
    path.write_text("rules: 3", "utf-8")
    with pytest.raises(workup.ContentError, match=r"plan\.yaml"):
        loaded(content)
    with pytest.raises(workup.ContentError, match=r"plan\.yaml"):  # mistakes are not kept
        loaded(content)


def test_a_change_of_code_is_read_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = Keeper(folder / "a")
    assert keeper.kept("value", lambda: 1) == 1
    assert keeper.kept("value", never) == 1
    monkeypatch.setattr(keeping, "_code", lambda rooms: "0" * 16)
    assert keeper.kept("value", lambda: 2) == 2
    assert len([*(folder / "a").iterdir()]) == 1, "what older code kept is removed"


def test_the_code_of_each_room_counts(tmp_path: Path) -> None:
    assert len({keeping._code(rooms) for rooms in (("knowledge",), ("knowledge", "reading"), ("reading",))}) == 3


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b"", lambda b: b[:40] + b"x" + b[41:], lambda b: b[32:]])
def test_a_spoilt_file_is_made_again(folder: Path, spoil: Callable[[bytes], bytes]) -> None:
    keeper = Keeper(folder / "a")
    keeper.kept("value", lambda: CITATION)
    (path,) = (folder / "a").iterdir()
    path.write_bytes(spoil(path.read_bytes()))
    assert keeper.kept("value", lambda: "new") == "new"
    assert keeper.kept("value", never) == "new"


class _Runs:
    def __init__(self, call: object, *arguments: object) -> None:
        self.call, self.arguments = call, arguments

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call, self.arguments


@pytest.mark.parametrize(
    "crafted",
    [
        lambda mark: _Runs(os.system, f"touch {mark}"),
        lambda mark: _Runs(os.mkdir, str(mark)),
        lambda mark: _Runs(Keeper, mark),
        lambda mark: _Runs(load, str(mark)),
        lambda mark: _Runs(Path, str(mark)),
    ],
)
def test_a_crafted_file_runs_nothing(tmp_path: Path, crafted: Callable[[Path], object]) -> None:
    keeper, mark = Keeper(tmp_path / "a"), tmp_path / "mark"
    keeper.kept("value", lambda: 1)
    (path,) = (tmp_path / "a").iterdir()
    body = pickle.dumps(crafted(mark))
    path.write_bytes(sha256(body).digest() + body)
    assert keeper.kept("value", lambda: "made again") == "made again"
    assert not mark.exists()


def test_a_dotted_name_reaches_nothing_beyond_the_shapes(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "a")
    keeper.kept("value", lambda: 1)
    (path,) = (tmp_path / "a").iterdir()
    for module, name in (("workup.knowledge.keeping", "os.system"), ("workup.knowledge.keeping", "pickle.Unpickler")):
        body = b"\x80\x04\x8c" + bytes([len(module)]) + module.encode() + b"\x8c" + bytes([len(name)]) + name.encode()
        body += b"\x93."
        path.write_bytes(sha256(body).digest() + body)
        assert keeper.kept("value", lambda: "made again") == "made again"


def test_what_cannot_be_written_is_only_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Keeper(tmp_path / "file" / "a").kept("value", lambda: 5) == 5
    assert NOWHERE.kept("value", lambda: 6) == 6


def test_the_contents_unused_for_longest_go_first(tmp_path: Path) -> None:
    for number in range(MOST_CONTENTS + 3):
        folder = tmp_path / f"{number:064}"
        Keeper(folder).kept("value", lambda: 1)
        os.utime(folder, (number, number))
    (tmp_path / "mine").mkdir()
    Keeper(tmp_path / ("f" * 64)).kept("value", lambda: 1)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [*(f"{n:064}" for n in range(4, MOST_CONTENTS + 3)), "f" * 64, "mine"]


def test_shapes_and_criteria_come_back_as_they_were(tmp_path: Path) -> None:
    value = {"a": (CITATION, Is("lump.depth", ("deep",), negated=True)), "b": frozenset({1})}
    keeper = Keeper(tmp_path / "a")
    keeper.kept("value", lambda: value)
    assert keeper.kept("value", never) == value


def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WORKUP_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    for off in ("", "off", "0", " No "):
        monkeypatch.setenv("WORKUP_CACHE", off)
        assert cache_folder() is None
    monkeypatch.delenv("WORKUP_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert cache_folder() is not None
    assert "workup" in str(cache_folder())
