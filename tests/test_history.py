"""The history on the device: what was rehearsed, what to revisit, and how to delete it all."""

from __future__ import annotations

import io
import json
import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import Result, Run, in_a_shell, run, told

import workup
from workup.explaining.notice import TEACHING
from workup.rendering.history import history_text
from workup.teaching import history as module
from workup.teaching.due import Due, due_dates, rating_of
from workup.teaching.history import (
    FILE_NAME,
    History,
    HistoryError,
    HistoryExtraError,
    Rehearsal,
    data_folder,
    latest_scored,
)

__all__ = ["run"]

ONE_CASE = "One case says little; not for grading or progression."
START = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
EXTRA = "pip install 'workup[history]'"


def rehearsal(**parts: Any) -> Rehearsal:
    """Make a rehearsal: `day` counts from the start; the rest as given, or plain."""
    day = parts.pop("day", 0)
    plain: dict[str, Any] = {
        "scenario": "thigh_26f",
        "pathway": "soft_tissue_lump",
        "content_hash": "0" * 64,
        "mode": "rehearse",
        "finished_on": START + timedelta(days=day),
        "score": 86,
        "band": "secure",
        "unsafe": 0,
        "hints": 0,
        "cards": (),
    }
    return Rehearsal(**{**plain, **parts})


NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
BANDS = st.sampled_from(["unsafe", "starting", "building", "secure", "unscored"])
REHEARSALS = st.builds(
    Rehearsal,
    scenario=st.sampled_from(["thigh_26f", "arm_19f"]),
    pathway=st.sampled_from(["soft_tissue_lump", "another"]),
    content_hash=NAMES,
    mode=NAMES,
    finished_on=st.datetimes(
        datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=-7))])
    ),
    score=st.none() | st.integers(0, 100),
    band=BANDS,
    unsafe=st.integers(0, 5),
    hints=st.integers(0, 5),
    cards=st.lists(NAMES, max_size=3).map(tuple),
)
AT_OTHER_TIMES = st.lists(REHEARSALS, max_size=12, unique_by=lambda each: each.finished_on)


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "a folder" / FILE_NAME)


def program(*lines: str, **popen: Any) -> subprocess.Popen[str]:
    """Start a Python process that knows this file's `rehearsal`."""
    code = "\n".join(("import time", "from pathlib import Path", "from test_history import History, rehearsal", *lines))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-c", code], env=environment, text=True, **popen)


# -- a rehearsal -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"finished_on": datetime(2026, 11, 1)},
        {"band": "perfect"},
        {"unsafe": -1},
        {"hints": -1},
        {"scenario": ""},
        {"scenario": "thigh\x1b[31m"},
        {"cards": "plan.no_needle"},
    ],
    ids=str,
)
def test_what_cannot_be_a_rehearsal_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        rehearsal(**wrong)


def test_a_moment_is_kept_in_utc() -> None:
    there = datetime(2026, 11, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    finished_on = rehearsal(finished_on=there).finished_on
    assert (finished_on.isoformat(), finished_on.tzinfo) == ("2026-11-02T04:30:00+00:00", UTC)


def test_the_last_scored_rehearsal_of_a_case_counts() -> None:
    runs = [
        rehearsal(day=3, band="unscored", score=None),
        rehearsal(day=2, band="building", score=60),
        rehearsal(day=1),
        rehearsal(scenario="arm_19f", band="unscored", score=None),
    ]
    assert latest_scored(runs) == {("soft_tissue_lump", "thigh_26f"): runs[1]}


# -- the file ----------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(runs=AT_OTHER_TIMES)
def test_what_is_recorded_is_read_back_oldest_first(tmp_path_factory: pytest.TempPathFactory, runs: Any) -> None:
    history = History(tmp_path_factory.mktemp("kept") / FILE_NAME)
    assert [history.record(each) for each in runs] == [True] * len(runs)
    assert history.rehearsals() == tuple(sorted(runs, key=lambda each: each.finished_on))


def test_the_same_rehearsal_is_recorded_once(history: History) -> None:
    other = rehearsal(score=50)
    assert [history.record(each) for each in (rehearsal(), rehearsal(), other)] == [True, False, True]
    assert history.rehearsals() == (rehearsal(), other)


def test_looking_creates_nothing(history: History) -> None:
    assert history.rehearsals() == ()
    assert history.delete() == ()
    assert not history.path.parent.exists()


def test_a_path_with_odd_characters_is_one_file(tmp_path: Path) -> None:
    history = History(tmp_path / "ü #1?mode=memory %20.sqlite")
    history.record(rehearsal())
    assert [path.name for path in tmp_path.iterdir()] == ["ü #1?mode=memory %20.sqlite"]
    assert len(history.rehearsals()) == 1


def test_the_file_holds_rehearsals_and_nothing_about_the_learner(history: History) -> None:
    history.record(rehearsal())
    with closing(sqlite3.connect(history.path)) as file:
        assert file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall() == [("rehearsals",)]
        columns = {row[1] for row in file.execute("PRAGMA table_info(rehearsals)")}
    assert columns == {
        *("id", "scenario", "pathway", "content_hash", "mode", "finished_on"),
        *("score", "band", "unsafe", "hints", "cards"),
    }


def test_nothing_is_sent(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", no_network)
    history.record(rehearsal())
    due_dates(history.rehearsals(), START)
    assert len(history.delete()) == 1


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are listed in /proc on Linux only")
def test_no_file_is_held_open(history: History) -> None:
    history.record(rehearsal())
    history.rehearsals()
    held = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    assert [name for name in (os.path.realpath(link) for link in held) if FILE_NAME in name] == []


def test_the_folder_is_the_learners_own(history: History) -> None:
    history.record(rehearsal())
    assert history.path.parent.stat().st_mode & 0o077 == 0


def test_deleting_removes_the_file_and_what_stands_beside_it(history: History) -> None:
    history.record(rehearsal())
    for ending in ("-journal", "-wal", "-shm", ".bak"):
        history.path.with_name(FILE_NAME + ending).write_bytes(b"")
    assert {path.name for path in history.delete()} == {
        *(FILE_NAME, f"{FILE_NAME}-journal", f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"),
    }
    assert [path.name for path in history.path.parent.iterdir()] == [f"{FILE_NAME}.bak"]
    assert history.rehearsals() == ()


def test_a_history_begins_anew_after_deleting(history: History) -> None:
    history.record(rehearsal())
    history.delete()
    history.record(rehearsal(day=1))
    assert history.rehearsals() == (rehearsal(day=1),)


# -- several processes -------------------------------------------------------------------------------


def test_processes_that_write_at_once_lose_nothing(history: History) -> None:
    go = history.path.parent.parent / "go"
    lines = (
        "print('ready', flush=True)",
        f"while not Path({str(go)!r}).exists(): time.sleep(0.001)",
        f"history = History(Path({str(history.path)!r}))",
    )
    writers = [
        program(
            *lines,
            f"for n in range(20): assert history.record(rehearsal(day=n, mode='writer_{number}'))",
            stdout=subprocess.PIPE,
        )
        for number in range(4)
    ]
    assert [writer.stdout.readline() for writer in writers if writer.stdout] == ["ready\n"] * 4
    go.touch()
    for writer in writers:
        writer.communicate(timeout=120)
    assert [writer.returncode for writer in writers] == [0] * 4
    wrote = {(each.mode, each.finished_on) for each in history.rehearsals()}
    assert wrote == {(f"writer_{w}", START + timedelta(days=n)) for w in range(4) for n in range(20)}


def test_a_killed_process_loses_nothing_that_it_recorded(history: History) -> None:
    writer = program(
        f"history = History(Path({str(history.path)!r}))",
        "for n in range(100_000): history.record(rehearsal(day=n)); print(n, flush=True)",
        stdout=subprocess.PIPE,
    )
    assert writer.stdout is not None
    said = [writer.stdout.readline() for _ in range(15)]
    writer.kill()
    said += writer.communicate()[0].splitlines(keepends=True)
    recorded = sum(line.endswith("\n") for line in said)
    kept = history.rehearsals()
    assert recorded >= 15
    assert len(kept) in (recorded, recorded + 1)  # one more where it was killed between writing and saying so
    assert kept == tuple(rehearsal(day=n) for n in range(len(kept)))
    assert history.record(rehearsal(day=200_000))


# -- files that cannot be used -----------------------------------------------------------------------


def refused(history: History, *words: str) -> None:
    """Check that reading and writing are both refused with these words, and that the file stays as it was."""
    before = history.path.read_bytes()
    for use in (history.rehearsals, lambda: history.record(rehearsal(day=9))):
        with pytest.raises(HistoryError) as caught:
            use()
        for word in (str(history.path), *words):
            assert word in str(caught.value)
    assert history.path.read_bytes() == before


def statement(history: History, *statements: str) -> None:
    with closing(sqlite3.connect(history.path)) as file:
        for each in statements:
            file.execute(each)
        file.commit()


def test_a_file_that_is_no_database_is_told_and_kept(tmp_path: Path) -> None:
    history = History(tmp_path / "notes.txt")
    history.path.write_text("My notes on the thigh.\n" * 90)
    refused(history, "it is not a database", "name another file")
    with pytest.raises(HistoryError, match="so it is not deleted"):
        history.delete()
    assert history.path.exists()


def test_a_history_cut_short_is_told(history: History) -> None:
    for day in range(60):
        history.record(rehearsal(day=day))
    history.path.write_bytes(history.path.read_bytes()[:6000])
    refused(history, "it cannot be used: database disk image is malformed")
    assert history.delete() == (history.path,)


def test_another_programs_database_is_told_and_kept(tmp_path: Path) -> None:
    history = History(tmp_path / "collection.anki2")
    statement(history, "CREATE TABLE notes (id INTEGER)")
    refused(history, "it is a database, but not a history of Workup")
    with pytest.raises(HistoryError, match="so it is not deleted"):
        history.delete()
    assert history.path.exists()


def test_a_newer_file_is_told_and_can_still_be_deleted(history: History) -> None:
    history.record(rehearsal())
    statement(history, "PRAGMA user_version = 7")
    refused(history, "version 7", "this Workup knows version 1", "update Workup")
    assert history.delete() == (history.path,)


@pytest.mark.parametrize(
    "change", ["band = 'perfect'", "cards = 'no json'", "cards = '\"ab\"'", "finished_on = 'noon'", "unsafe = 'x'"]
)
def test_a_rehearsal_that_cannot_be_read_is_told(history: History, change: str) -> None:
    history.record(rehearsal(day=9))
    statement(history, f"UPDATE rehearsals SET {change}")
    with pytest.raises(HistoryError, match="it holds a rehearsal that cannot be read"):
        history.rehearsals()


def test_a_history_without_its_table_is_told(history: History) -> None:
    history.record(rehearsal())
    statement(history, "DROP TABLE rehearsals")
    refused(history, "no such table")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    history = History(tmp_path / "a file" / FILE_NAME)
    with pytest.raises(HistoryError, match=r"the folder cannot be made: (file exists|not a directory)"):
        history.record(rehearsal())


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    history = History(tmp_path)
    for use in (history.rehearsals, lambda: history.record(rehearsal())):
        with pytest.raises(HistoryError, match="unable to open database file"):
            use()
    with pytest.raises(HistoryError, match="it cannot be read: is a directory"):
        history.delete()


def test_a_file_that_another_program_keeps_locked_is_told(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    history.record(rehearsal())
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(history.path, isolation_level=None)) as file:
        file.execute("BEGIN EXCLUSIVE")
        with pytest.raises(HistoryError, match="another program is writing to it"):
            history.record(rehearsal(day=1))
    assert history.record(rehearsal(day=1))


# -- where it is, and without the extra --------------------------------------------------------------


def test_the_data_folder_is_the_one_that_the_environment_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WORKUP_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.setenv("WORKUP_DATA", " ")
    assert data_folder().name == "workup"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other places")
def test_the_data_folder_is_the_systems_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("WORKUP_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "workup"
    assert list(tmp_path.iterdir()) == []


def test_importing_the_modules_imports_no_extra() -> None:
    line = "import sys, workup.teaching.history, workup.teaching.due, workup.cli.history, workup.rendering.history; "
    code = line + "print([name for name in ('sqlalchemy', 'fsrs', 'platformdirs') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


@pytest.fixture
def without_sqlalchemy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)


@pytest.mark.usefixtures("without_sqlalchemy")
def test_without_sqlalchemy_the_extra_is_named(history: History) -> None:
    for use in (history.rehearsals, lambda: history.record(rehearsal())):
        with pytest.raises(HistoryExtraError) as caught:
            use()
        assert caught.value.package == "SQLAlchemy"
        assert EXTRA in str(caught.value)
    assert not history.path.parent.exists()


def test_without_sqlalchemy_a_history_can_still_be_deleted(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    history.record(rehearsal())
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    assert history.delete() == (history.path,)


# -- what to revisit ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("band", "hints", "rating"),
    [
        ("unsafe", 0, "Again"),
        ("starting", 0, "Again"),
        ("building", 0, "Good"),
        ("building", 1, "Hard"),
        ("secure", 0, "Easy"),
        ("secure", 1, "Good"),
        ("unscored", 0, None),
    ],
)
def test_a_band_gives_a_rating(band: str, hints: int, rating: str | None) -> None:
    assert rating_of(rehearsal(band=band, hints=hints)) == rating


# FSRS-6, default weights w: the first stability is w[rating] = 0.212, 1.2931, 2.3065, 8.2956 days for Again, Hard,
# Good, Easy; at a retention of 0.9 the interval is the stability, in whole days, at least one.
# Easy, then Good after 8 days: difficulty 1, recall there 0.9025, and the stability grows to
# 8.2956 * (1 + e^1.8722 * 10 * 8.2956^-0.1666 * (e^(0.0975 * 0.796) - 1)) = 38.9 days.
# Easy, then Again after 8 days: 1.4835 * (9.2956^0.2629 - 1) * e^(0.0975 * 1.6483) = 1.39 days.
# Again, then Good after 1 day: difficulty 6.4133, recall there 0.7662, and the stability grows to
# 0.212 * (1 + e^1.8722 * 4.5867 * 0.212^-0.1666 * (e^(0.2338 * 0.796) - 1)) = 1.89 days.
@pytest.mark.parametrize(
    ("runs", "day"),
    [
        ([("unsafe", 0, 0)], 1),
        ([("starting", 0, 0)], 1),
        ([("building", 1, 0)], 1),
        ([("building", 0, 0)], 2),
        ([("secure", 2, 0)], 2),
        ([("secure", 0, 0)], 8),
        ([("secure", 0, 0), ("secure", 1, 8)], 8 + 39),
        ([("secure", 0, 0), ("unsafe", 0, 8)], 8 + 1),
        ([("starting", 0, 0), ("secure", 2, 1)], 1 + 2),
    ],
)
def test_the_date_is_the_one_worked_out_by_hand(runs: list[tuple[str, int, int]], day: int) -> None:
    rehearsals = [rehearsal(band=band, hints=hints, day=on) for band, hints, on in runs]
    due = START + timedelta(days=day)
    expected = Due("thigh_26f", "soft_tissue_lump", due, False, len(runs))
    assert due_dates(rehearsals, due - timedelta(seconds=1)) == (expected,)
    assert [each.is_due for each in due_dates(rehearsals, due)] == [True]


def test_the_earliest_date_stands_first_and_cases_do_not_mix() -> None:
    runs = [
        rehearsal(scenario="thigh_26f"),
        rehearsal(scenario="arm_19f", band="unsafe"),
        rehearsal(scenario="arm_19f", pathway="another", band="building"),
    ]
    found = [(each.pathway, each.scenario, (each.due - START).days) for each in due_dates(runs, START)]
    assert found == [
        ("soft_tissue_lump", "arm_19f", 1),
        ("another", "arm_19f", 2),
        ("soft_tissue_lump", "thigh_26f", 8),
    ]


@given(runs=AT_OTHER_TIMES, random=st.randoms(use_true_random=False))
def test_the_order_in_which_rehearsals_are_given_changes_no_date(runs: list[Rehearsal], random: Any) -> None:
    mixed = list(runs)
    random.shuffle(mixed)
    assert due_dates(mixed, START) == due_dates(runs, START)


@given(runs=AT_OTHER_TIMES)
def test_an_unscored_rehearsal_changes_no_date(runs: list[Rehearsal]) -> None:
    assert due_dates(runs, START) == due_dates([each for each in runs if each.band != "unscored"], START)


@given(runs=AT_OTHER_TIMES)
def test_every_scored_case_has_one_date_a_whole_number_of_days_after_its_last(runs: list[Rehearsal]) -> None:
    last = latest_scored(runs)
    dates = due_dates(runs, START)
    assert sorted((each.pathway, each.scenario) for each in dates) == sorted(last)
    for each in dates:
        after = each.due - last[each.pathway, each.scenario].finished_on
        assert (after >= timedelta(days=1), after % timedelta(days=1)) == (True, timedelta(0))


def test_without_fsrs_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsrs", None)
    with pytest.raises(HistoryExtraError) as caught:
        due_dates([rehearsal()], START)
    assert caught.value.package == "fsrs"
    assert EXTRA in str(caught.value)


# -- the command -------------------------------------------------------------------------------------


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> History:
    """Give the history that the command uses, with three rehearsals: two cases, one of them secure."""
    monkeypatch.setenv("WORKUP_DATA", str(tmp_path))
    history = History(tmp_path / FILE_NAME)
    content = workup.library().content_hash
    history.record(rehearsal(band="starting", score=31, cards=("plan.no_needle_before_a_map",)))
    history.record(rehearsal(day=1, hints=2, content_hash=content))
    history.record(rehearsal(day=2, scenario="arm_19f", band="unsafe", score=49, unsafe=1, content_hash=content))
    return history


def carries_what_it_must(result: Result) -> None:
    assert (result.code, result.err) == (0, "")
    assert [
        line for line in (TEACHING, "Sources checked; not clinically reviewed.", ONE_CASE) if line not in result.out
    ] == []


def test_the_screen_in_80_columns(kept: History) -> None:
    library = workup.library()
    runs, now = kept.rehearsals(), START + timedelta(days=4)
    of = len(library.scenario_names)
    assert history_text(runs, due_dates(runs, now), Path("history.sqlite"), library, zone=UTC) == (
        "For teaching. Not for real patients, and not about your own symptoms.\n"
        "Sources checked; not clinically reviewed.\n"
        "One case says little; not for grading or progression.\n"
        "\n"
        f"1 of {of} cases secure, 2 to revisit now\n"
        "\n"
        "TO REVISIT\n"
        "  now      since 2026-11-04  arm_19f\n"
        "  now      since 2026-11-04  thigh_26f\n"
        "\n"
        "REHEARSED\n"
        "  Case                  Times  Last        Result of the last\n"
        "  arm_19f                   1  2026-11-03  unsafe, score 49, 1 unsafe choice\n"
        "  thigh_26f                 2  2026-11-02  secure, score 86, 2 hints\n"
        "\n"
        "Rehearsed with other content than is loaded now: 1 of 3.\n"
        "\n"
        "Kept on this device only: history.sqlite\n"
        "No names, no accounts, nothing is sent. Delete it with: workup history --delete\n"
    )


@given(runs=AT_OTHER_TIMES, scenario=NAMES)
def test_no_line_is_longer_than_80_columns(runs: list[Rehearsal], scenario: str) -> None:
    long = rehearsal(scenario=scenario * 9, unsafe=12, hints=13, cards=("plan.a", "plan.b"))
    text = history_text([*runs, long], due_dates([*runs, long], START), Path("history.sqlite"), workup.library())
    assert [line for line in text.splitlines() if len(line) > 80] == []


def test_the_days_are_those_of_the_place(kept: History) -> None:
    east = timezone(timedelta(hours=16))
    text = history_text(kept.rehearsals(), (), Path("f"), workup.library(), zone=east)
    assert "1  2026-11-04  unsafe" in text


def test_the_command_lists_what_is_kept(run: Run, kept: History) -> None:
    result = run("history")
    carries_what_it_must(result)
    for words in (f"1 of {len(workup.library().scenario_names)} cases secure", "arm_19f", str(kept.path)):
        assert words in result.out


def test_the_command_as_json(run: Run, kept: History) -> None:
    values = json.loads(run("history", "--format", "json").out)
    assert (values["notice"], values["limits"], values["file"]) == (TEACHING, ONE_CASE, str(kept.path))
    assert (values["secure"], values["cases"]) == (1, len(workup.library().scenario_names))
    assert [each["same_content"] for each in values["rehearsals"]] == [False, True, True]
    assert values["rehearsals"][0] == {
        "scenario": "thigh_26f",
        "pathway": "soft_tissue_lump",
        "content_hash": "0" * 64,
        "same_content": False,
        "mode": "rehearse",
        "finished_on": "2026-11-01T09:30:00+00:00",
        "score": 31,
        "band": "starting",
        "unsafe": 0,
        "hints": 0,
        "cards": ["plan.no_needle_before_a_map"],
    }
    assert [(each["scenario"], each["due"], each["rehearsed"]) for each in values["due"]] == [
        ("arm_19f", "2026-11-04T09:30:00+00:00", 1),
        ("thigh_26f", "2026-11-04T09:30:00+00:00", 2),
    ]
    assert values["due_needs"] is None


def test_a_case_that_is_not_loaded_is_listed_and_not_counted(run: Run, tmp_path: Path) -> None:
    history = History(tmp_path / "own.sqlite")
    history.record(rehearsal(scenario="my_own_case"))
    history.record(rehearsal(pathway="another"))
    text = run("history", "--file", str(history.path)).out
    assert "my_own_case" in text
    assert f"0 of {len(workup.library().scenario_names)} cases secure" in text


def test_a_file_can_be_named(run: Run, kept: History, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    assert json.loads(run("history", "--file", str(other), "--format", "json").out)["rehearsals"] == []


def test_no_history_yet_is_said(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WORKUP_DATA", str(tmp_path / "none"))
    result = run("history")
    carries_what_it_must(result)
    assert "Nothing was rehearsed yet" in result.out
    assert list(tmp_path.iterdir()) == []


def test_the_command_presses_nobody(run: Run, kept: History) -> None:
    text = run("history").out.lower()
    assert [word for word in ("streak", "in a row", "rank", "leader", "%", "overdue", "late ") if word in text] == []


@pytest.mark.usefixtures("kept", "without_sqlalchemy")
def test_without_the_extra_the_command_is_one_clear_message(run: Run) -> None:
    told(run("history"), "the history needs SQLAlchemy, which is not installed", EXTRA)


def test_without_fsrs_the_command_still_lists(run: Run, kept: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsrs", None)
    result = run("history")
    carries_what_it_must(result)
    assert "thigh_26f" in result.out
    assert EXTRA in result.out
    assert "to revisit now" not in result.out
    values = json.loads(run("history", "--format", "json").out)
    assert values["due"] is None
    assert EXTRA in values["due_needs"]


def test_a_broken_history_is_one_message(run: Run, kept: History) -> None:
    kept.path.write_text("not a database at all\n" * 50)
    told(run("history"), str(kept.path), "it is not a database")
    told(run("history", "--delete", "--yes"), str(kept.path), "so it is not deleted")


@pytest.mark.parametrize("form", ["text", "json"])
def test_deleting_says_what_was_deleted(run: Run, kept: History, form: str) -> None:
    result = run("history", "--delete", "--yes", "--format", form)
    carries_what_it_must(result)
    assert str(kept.path) in result.out
    assert not kept.path.exists()
    if form == "json":
        assert json.loads(result.out)["deleted"] == [str(kept.path)]
    else:
        assert f"Deleted: {kept.path}\n" in result.out


@pytest.mark.parametrize(("answer", "stays"), [("y\n", False), ("n\n", True), ("\n", True)])
def test_deleting_asks_first(kept: History, answer: str, stays: bool) -> None:
    command = [sys.executable, "-c", "from workup.cli import main; main()", "history", "--delete"]
    done = subprocess.run(command, input=answer, capture_output=True, text=True)
    assert (done.returncode, kept.path.exists()) == (0, stays)
    assert "This cannot be undone. [y/N]" in done.stderr
    assert (f"Nothing was deleted: {kept.path}" if stays else f"Deleted: {kept.path}") in done.stdout


def test_deleting_without_an_answer_deletes_nothing(run: Run, kept: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    result = run("history", "--delete")
    assert (result.code, result.out, kept.path.exists()) == (130, "", True)
    assert "Nothing was deleted; --yes deletes without asking." in result.err


def test_deleting_nothing_says_so(run: Run, tmp_path: Path) -> None:
    result = run("history", "--delete", "--file", str(tmp_path / "none.sqlite"))
    carries_what_it_must(result)
    assert "There is no history to delete" in result.out


def test_yes_alone_is_wrong_usage_and_deletes_nothing(run: Run, kept: History) -> None:
    assert run("history", "--yes").code == 2
    assert len(kept.rehearsals()) == 3


def test_the_command_in_a_process_of_its_own(kept: History) -> None:
    done = in_a_shell("history", WORKUP_DATA=str(kept.path.parent))
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"cases secure" in done.stdout
    assert b"\x1b" not in done.stdout


def test_deleting_the_own_history_takes_the_kept_attempts_too(tmp_path: Path) -> None:
    attempts = tmp_path / "attempts"
    attempts.mkdir()
    (attempts / "thigh_26f.json").write_text("{}")
    done = in_a_shell("history", "--delete", "--yes", WORKUP_DATA=str(tmp_path))
    assert (done.returncode, list(attempts.iterdir())) == (0, [])


def test_kept_attempts_are_not_deleted_without_asking(tmp_path: Path) -> None:
    attempts = tmp_path / "attempts"
    attempts.mkdir()
    (attempts / "thigh_26f.json").write_text("{}")
    done = in_a_shell("history", "--delete", WORKUP_DATA=str(tmp_path))
    assert (done.returncode, len(list(attempts.iterdir()))) == (130, 1)
