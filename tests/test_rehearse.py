"""`workup rehearse` and `workup walk-graph` as processes: screens, files, mistakes, and a process killed anywhere."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
import pytest
from wording import assertions

from workup.cli import main
from workup.explaining.notice import TEACHING
from workup.teaching.events import SavedAttempt
from workup.teaching.history import FILE_NAME, History
from workup.teaching.walk_graph import WalkGraph

ROOT = Path(__file__).parents[1]
WORKUP = [sys.executable, "-c", "from workup.cli import main; main()"]
QUICK = "foot_44m"
"""A small scenario: history and ultrasound in any order, then advice."""
COURSE = (
    "foot",
    "ihc_panel guessing",
    "?",
    "history sure",
    "ultrasound because foot fairly",
    "undo",
    "ultrasound",
    "explain",
)
"""Lines that lead to the look at oneself."""
END = "order reasons nothing"


def environment(data: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "WORKUP_DATA": str(data), "NO_COLOR": "1", **more}


@dataclass(frozen=True)
class Result:
    """What a process left."""

    code: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def names(self) -> list[str]:
        return [event["event"] for event in self.events]


def workup(data: Path, *arguments: str, typed: str | bytes = "") -> Result:
    """Run a command as a process, with lines on its standard input, to its end."""
    lines = typed.encode() if isinstance(typed, str) else typed
    done = subprocess.run(
        [*WORKUP, *arguments], input=lines, capture_output=True, env=environment(data), cwd=ROOT, check=False
    )
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def rehearse(data: Path, *arguments: str, typed: str = "") -> Result:
    """Run `workup rehearse` in this process, which spares its start; a traceback counts as one."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    code: object = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKUP_DATA", str(data))
        patch.setattr(sys, "argv", ["workup", "rehearse", *arguments])
        patch.setattr(sys, "stdin", io.StringIO(typed))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        except Exception:
            code = 1
            err.write(traceback.format_exc())
    assert isinstance(code, int)
    texts = []
    for stream in (out, err):
        stream.flush()
        assert isinstance(stream.buffer, io.BytesIO)
        texts.append(stream.buffer.getvalue().decode("utf-8"))
    return Result(code, *texts)


def typed(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def kept(data: Path, name: str = QUICK) -> SavedAttempt:
    return SavedAttempt.model_validate_json((data / "attempts" / f"{name}.json").read_text(encoding="utf-8"))


def done(saved: SavedAttempt) -> list[str]:
    return [event.do for event in saved.events]


def refused(result: Result, *words: str) -> None:
    """Check that a mistake was told in one short message."""
    assert result.code == 1
    assert "Traceback" not in result.err
    assert len(result.err) < 700
    assert [word for word in words if word not in result.err] == []


# -- listing, and one whole rehearsal ----------------------------------------------------------------


def test_without_a_scenario_every_case_is_listed(tmp_path: Path) -> None:
    listed = {path.stem for path in (ROOT / "pathways" / "soft_tissue_lump" / "scenarios").glob("*.yaml")}
    result = workup(tmp_path, "rehearse", "--json")
    assert (result.code, result.names) == (0, ["door", "cases"])
    assert set(result.events[1]["cases"]) == listed


@cache
def whole(*arguments: str) -> Result:
    """Play the whole course as a script, and keep nothing."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "lines.txt"
        script.write_text("# a line that is left out\n" + typed(*COURSE, END), encoding="utf-8")
        result = workup(Path(folder) / "data", "rehearse", QUICK, "--script", str(script), *arguments)
        assert not (Path(folder) / "data").exists()
        return result


def test_a_script_is_played_to_the_debrief() -> None:
    result = whole()
    assert (result.code, result.err) == (0, "")
    heads = ["CASE", "NOT YET", "HINT 1 of 5", "RESULT", "TAKEN BACK", "YOU FIRST", "DEBRIEF", "TWO LANES", "SCORE"]
    places = [result.out.index(f"\n{head}") for head in heads]
    assert places == sorted(places)


def test_the_notice_and_the_way_out_stand_above_everything() -> None:
    assert whole().out.startswith(f"{TEACHING}\nSources checked; not clinically reviewed.\n")
    assert "Type me if this is about you or someone you know" in whole().out.partition("\nCASE")[0]


def test_what_was_typed_stands_in_what_is_written() -> None:
    assert [line[2:] for line in whole().out.splitlines() if line.startswith("> ")] == [*COURSE, END]


def test_what_is_written_fits_80_columns() -> None:
    assert [line for line in whole("--explain").out.splitlines() if len(line) > 80] == []


def test_nothing_written_asserts_a_diagnosis_or_treats() -> None:
    assert [hit for hit in assertions(whole().out) if hit[0] != "probability"] == []
    assert "%" not in whole().out


def test_no_marks_of_a_terminal_are_written() -> None:
    assert "\x1b" not in whole().out


def test_as_json_every_line_is_one_object_with_its_event() -> None:
    names = whole("--json").names
    assert names[:3] == ["door", "meet", "choose"]
    assert {"answered", "hint", "undone", "judge", "ended", "lanes", "scored", "closed"} <= set(names)


def test_as_json_the_door_carries_the_notice() -> None:
    door = whole("--json").events[0]
    assert (door["notice"], door["clinically_reviewed"]) == (TEACHING, None)
    assert len(door["content_hash"]) == 64


def test_plain_words_have_no_signs() -> None:
    names = {"–"}  # of titles of sources
    assert {sign for sign in whole("--plain").out if not sign.isascii()} <= names


def test_explain_prints_the_arithmetic() -> None:
    assert re.search(r"key steps .* 35 of 90\s+= ", " ".join(whole("--explain").out.split()))
    assert "35 of 90" not in " ".join(whole().out.split())


def test_another_seed_offers_other_choices(tmp_path: Path) -> None:
    menus = []
    for seed in ("1", "2", "1"):
        result = rehearse(tmp_path / seed, QUICK, "--json", "--fresh", "--seed", seed, typed="none\n")
        menus.append([choice["choice"] for choice in result.events[2]["choices"]])
    assert menus[0] == menus[2] != menus[1]


def test_a_variant_is_played(tmp_path: Path) -> None:
    result = rehearse(tmp_path, QUICK, "--json", "--variant", "lump.growth=growing")
    facts = {fact["finding"]: fact["value"] for fact in result.events[1]["facts"]}
    assert facts["lump.growth"] == "growing"
    assert kept(tmp_path, f"{QUICK}+lump.growth=growing").variant == {"lump.growth": "growing"}


def test_a_variant_is_played_on_when_its_number_is_typed(tmp_path: Path) -> None:
    result = rehearse(tmp_path, QUICK, "--json", typed=typed("none", "history", "ultrasound", "explain", "skip", "1"))
    first, second = (event for event in result.events if event["event"] == "meet")
    assert first["facts"] != second["facts"]
    assert len(list((tmp_path / "attempts").glob(f"{QUICK}*.json"))) == 2


# -- mistakes ----------------------------------------------------------------------------------------


def test_an_unknown_scenario_is_told_with_the_nearest(tmp_path: Path) -> None:
    refused(rehearse(tmp_path, "foot_44n"), "foot_44n", "did you mean foot_44m?")


WRONG_VARIANTS = {
    "an unknown finding": ("lump.dept=deep", "did you mean lump.depth?"),
    "an unknown value": ("lump.depth=bottomless", "superficial"),
    "one that the scenario has not": ("fusion.result=negative", "neither states nor shows"),
    "no setting": ("lump.depth", "finding=value"),
    "a very long number": ("lump.size_cm=4." + "0" * 300, "0.2 to 60"),
}


@pytest.mark.parametrize(("variant", "words"), WRONG_VARIANTS.values(), ids=WRONG_VARIANTS)
def test_a_wrong_variant_is_told(tmp_path: Path, variant: str, words: str) -> None:
    refused(rehearse(tmp_path, QUICK, "--variant", variant), words)


def test_broken_weights_are_told_with_their_line(tmp_path: Path) -> None:
    weights = tmp_path / "weights.yaml"
    weights.write_text("weights:\n  key_steps: many\n", encoding="utf-8")
    refused(rehearse(tmp_path, QUICK, "--weights", str(weights)), f"{weights}:2", "key_steps")


FILES = {
    "no JSON": b"{",
    "empty": b"",
    "binary": b"\x00\xff",
    "another kind of JSON": b'{"workup_attempt": 2}',
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_corrupted_file_is_told_with_its_name_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "attempt.json"
    path.write_bytes(content)
    refused(rehearse(tmp_path, QUICK, "--save", str(path)), str(path))
    assert path.read_bytes() == content


def test_a_replay_of_events_that_never_were_is_told(tmp_path: Path) -> None:
    path = tmp_path / "attempt.json"
    rehearse(tmp_path, QUICK, "--save", str(path), typed=typed("none", "history"))
    path.write_text(path.read_text(encoding="utf-8").replace("history_and_examination", "histroy"), encoding="utf-8")
    refused(rehearse(tmp_path, "--replay", str(path)), "histroy")


def test_a_missing_file_to_replay_is_told(tmp_path: Path) -> None:
    refused(rehearse(tmp_path, "--replay", str(tmp_path / "none.json")), "none.json", "no such file")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    refused(rehearse(tmp_path / "file" / "data", QUICK), "cannot be kept", "--save")


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    refused(rehearse(tmp_path, QUICK, "--save", str(tmp_path / ("a" * 300))))


@pytest.mark.parametrize("line", [b"\xff\xfe", b"\x00", "²".encode(), b"9" * 5000, b"\x1b[2J"])
def test_an_odd_line_is_answered_and_the_rehearsal_goes_on(tmp_path: Path, line: bytes) -> None:
    result = workup(tmp_path, "rehearse", QUICK, "--json", typed=b"none\n" + line + b"\nhistory\n")
    assert (result.code, result.err) == (0, "")
    assert result.names == ["door", "meet", "choose", "mistake", "answered", "reasons", "choose", "closed"]


# -- what is kept ------------------------------------------------------------------------------------


def test_an_attempt_is_kept_and_the_same_command_resumes_it(tmp_path: Path) -> None:
    first = rehearse(tmp_path, QUICK, "--json", typed=typed("none", "ihc_panel", "history"))
    again = rehearse(tmp_path, QUICK, "--json", typed=typed("ultrasound", "quit"))
    assert first.names[-1] == "closed"
    assert again.names[:3] == ["door", "resumed", "choose"]
    assert done(kept(tmp_path)) == ["note", "choose", "choose", "choose"]


def test_fresh_begins_anew(tmp_path: Path) -> None:
    rehearse(tmp_path, QUICK, typed=typed("none", "history"))
    assert rehearse(tmp_path, QUICK, "--json", "--fresh").names == ["door", "meet", "closed"]


def test_the_end_of_the_lines_closes_and_keeps(tmp_path: Path) -> None:
    result = workup(tmp_path, "rehearse", QUICK, typed="none\nhistory")
    assert "The attempt is kept; the same command resumes it." in result.out
    assert done(kept(tmp_path)) == ["note", "choose"]


def test_another_case_does_not_overwrite_a_kept_attempt_of_the_same_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    rehearse(tmp_path, QUICK, "--save", str(path), typed=typed("none", "history"))
    rehearse(tmp_path, "orbit_7f", "--save", str(path))
    texts = [one.read_text(encoding="utf-8") for one in tmp_path.glob("mine*")]
    assert [text for text in texts if "history_and_examination" in text]


def test_a_variant_played_on_is_resumed_by_its_option(tmp_path: Path) -> None:
    """However its value is written: 25 mm is 2.5 cm."""
    rehearse(tmp_path, QUICK, "--variant", "lump.size_cm=25 mm", typed=typed("none", "history"))
    again = rehearse(tmp_path, QUICK, "--json", "--variant", "lump.size_cm=2.5")
    assert "resumed" in again.names


def test_an_attempt_of_changed_content_is_set_aside_and_said_so(tmp_path: Path) -> None:
    rehearse(tmp_path, QUICK, typed=typed("none", "history"))
    path = tmp_path / "attempts" / f"{QUICK}.json"
    path.write_text(re.sub(r'"content_hash": "\w+"', f'"content_hash": "{"0" * 64}"', path.read_text()))
    result = rehearse(tmp_path, QUICK)
    assert "BEGUN ANEW" in result.out
    aside = path.with_name(f"{QUICK}.old1.json")
    assert aside.name in result.out
    assert "history_and_examination" in aside.read_text(encoding="utf-8")


def test_me_removes_what_was_kept_and_records_nothing(tmp_path: Path) -> None:
    rehearse(tmp_path, QUICK, typed=typed("none", "history"))
    result = rehearse(tmp_path, QUICK, typed=typed("me", "none"))
    assert "call your local emergency number" in " ".join(result.out.split())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_me_is_the_way_out_after_the_debrief_too(tmp_path: Path) -> None:
    result = rehearse(tmp_path, QUICK, typed=typed("none", "history", "ultrasound", "explain", "skip", "me"))
    assert "THE WAY OUT" in result.out


def test_a_replay_shows_the_same_moves(tmp_path: Path) -> None:
    path = tmp_path / "attempt.json"
    played = rehearse(tmp_path, QUICK, "--json", "--no-history", "--save", str(path), typed=typed(*COURSE, END))
    replayed = rehearse(tmp_path, "--json", "--replay", str(path))
    mine = [event for event in played.events if event["event"] != "closed"]
    assert [event for event in replayed.events if event["event"] != "event"] == mine
    assert [event["do"] for event in replayed.events if event["event"] == "event"] == done(
        SavedAttempt.model_validate_json(path.read_text(encoding="utf-8"))
    )


# -- the history -------------------------------------------------------------------------------------

FINISH = typed("none", "history", "ultrasound because foot", "explain", "skip")


def test_a_finished_rehearsal_is_recorded_once(tmp_path: Path) -> None:
    rehearse(tmp_path, QUICK, typed=FINISH)
    recorded = History(tmp_path / FILE_NAME).rehearsals()
    assert [(one.scenario, one.mode, one.unsafe, one.hints) for one in recorded] == [(QUICK, "rehearse", 0, 0)]


def test_with_no_history_nothing_is_recorded(tmp_path: Path) -> None:
    rehearse(tmp_path, QUICK, "--no-history", typed=FINISH)
    assert not (tmp_path / FILE_NAME).exists()


def test_an_unfinished_rehearsal_is_not_recorded(tmp_path: Path) -> None:
    rehearse(tmp_path, QUICK, typed=typed("none", "history"))
    assert not (tmp_path / FILE_NAME).exists()


def test_a_history_that_cannot_be_written_does_not_cost_the_debrief(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"this is no database" * 100)
    result = rehearse(tmp_path, QUICK, typed=FINISH)
    assert "Traceback" not in result.err
    assert "TWO LANES" in result.out


# -- the recorded run --------------------------------------------------------------------------------


def test_the_rehearsal_in_the_readme_is_the_one_that_the_program_writes(tmp_path: Path) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(
        r"^<!-- rehearsal: begin -->\n```text\n\$ workup (rehearse [^\n]*)\n(.*?)```\n<!-- rehearsal: end -->$",
        page,
        re.DOTALL | re.MULTILINE,
    )
    assert found, "README.md has no recorded rehearsal between its markers"
    arguments = found[1].split()
    assert arguments[arguments.index("--script") + 1] == "tests/rehearsals/readme.txt"
    result = workup(tmp_path, *arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out == found[2]


# -- a walk graph ------------------------------------------------------------------------------------


def test_a_walk_graph_fits_the_schema_that_the_command_prints(tmp_path: Path) -> None:
    schema = json.loads(workup(tmp_path, "walk-graph", "--schema").out)
    graph = workup(tmp_path, "walk-graph", QUICK)
    assert (graph.code, graph.err) == (0, "")
    jsonschema.Draft202012Validator(schema).validate(json.loads(graph.out))
    assert WalkGraph.model_validate_json(graph.out).scenario == QUICK


def test_a_walk_graph_of_an_unknown_scenario_is_refused(tmp_path: Path) -> None:
    refused(workup(tmp_path, "walk-graph", "foot_44n"), "did you mean foot_44m?")


def test_a_walk_graph_of_nothing_is_wrong_usage(tmp_path: Path) -> None:
    assert workup(tmp_path, "walk-graph").code == 2


# -- killed ------------------------------------------------------------------------------------------

ASKS = ("meet", "choose", "played", "judge", "mistake", "closed")
"""The last event of what a line brings: it is then acknowledged."""


@contextmanager
def running(data: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a rehearsal that is killed, at the latest, when the block ends."""
    process = subprocess.Popen(
        [*WORKUP, "rehearse", QUICK, "--json", "--no-history", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(data),
        cwd=ROOT,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()


def acknowledged(process: subprocess.Popen[bytes]) -> str:
    """Read until a line is answered; give the name of the last event."""
    assert process.stdout is not None
    while True:
        line = process.stdout.readline()
        assert line, "the process ended before it answered"
        if (name := json.loads(line)["event"]) in ASKS:
            return str(name)


def send(process: subprocess.Popen[bytes], *lines: str) -> None:
    assert process.stdin is not None
    process.stdin.write(typed(*lines).encode())
    process.stdin.flush()


@cache
def unkilled() -> tuple[tuple[str, ...], str]:
    """Give the events of a run that was not killed, and its debrief."""
    with TemporaryDirectory() as folder:
        result = rehearse(Path(folder), QUICK, "--json", "--no-history", typed=typed(*COURSE, END))
        return tuple(event.model_dump_json() for event in kept(Path(folder)).events), debriefed(result)


def debriefed(result: Result) -> str:
    found = {"ended", "lanes", "points", "conflicts", "scored", "variants", "cards"}
    return json.dumps([event for event in result.events if event["event"] in found])


def test_killed_after_every_acknowledgment_a_rehearsal_comes_to_the_same_end(tmp_path: Path) -> None:
    for number, line in enumerate(COURSE, start=1):
        with running(tmp_path) as process:
            acknowledged(process)
            send(process, line)
            assert acknowledged(process) != "mistake", line
        assert len(kept(tmp_path).events) == number, f"killed after {line}"
    last = rehearse(tmp_path, QUICK, "--json", "--no-history", typed=typed(END))
    events, said = unkilled()
    assert tuple(event.model_dump_json() for event in kept(tmp_path).events) == events
    assert debriefed(last) == said


def test_killed_at_any_moment_a_rehearsal_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """Each time, one line is acknowledged, and the next ones are sent at once; then it is killed at a random moment."""
    chance, number = Random(1), 0
    for _ in range(6):
        if number >= len(COURSE):
            break
        with running(tmp_path) as process:
            acknowledged(process)
            send(process, COURSE[number])
            acknowledged(process)
            send(process, *COURSE[number + 1 :])
            time.sleep(chance.random() * 0.006)
        assert len(kept(tmp_path).events) >= number + 1
        number = len(kept(tmp_path).events)
    last = rehearse(tmp_path, QUICK, "--json", "--no-history", typed=typed(*COURSE[number:], END))
    assert tuple(event.model_dump_json() for event in kept(tmp_path).events) == unkilled()[0]
    assert debriefed(last) == unkilled()[1]


def test_killed_when_the_attempt_is_over_the_debrief_is_not_lost(tmp_path: Path) -> None:
    """The last event is on the disk before the debrief is written: the same command must still give the debrief."""
    rehearse(tmp_path, QUICK, typed=typed("none", "history", "ultrasound", "explain"))
    path = tmp_path / "attempts" / f"{QUICK}.json"
    saved = json.loads(path.read_text(encoding="utf-8"))
    saved["events"].append({"do": "judge", "well": "order", "change": "order", "unclear": "order"})
    path.write_text(json.dumps(saved), encoding="utf-8")
    result = rehearse(tmp_path, QUICK, "--json")
    texts = [one.read_text(encoding="utf-8") for one in path.parent.iterdir()]
    assert "lanes" in result.names or any('"judge"' in text for text in texts)


def test_what_a_kill_left_half_written_goes_with_the_way_out(tmp_path: Path) -> None:
    rehearse(tmp_path, QUICK, typed=typed("none", "history"))
    half = tmp_path / "attempts" / f"{QUICK}.json.99999.part"
    half.write_text('{"workup_attempt": 1, "events": [{"do"', encoding="utf-8")
    rehearse(tmp_path, QUICK, typed=typed("me"))
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []


WRITE = """
import sys
from itertools import count
from pathlib import Path
from workup.cli.attempt_files import write_attempt
from workup.teaching.events import Asked, SavedAttempt
for number in count(1):
    events = tuple(Asked(what=str(number)) for _ in range(1 + number % 2 * 3000))
    saved = SavedAttempt(notice="", scenario="a", content_hash="b", mode="exam", seed=number, events=events)
    write_attempt(Path(sys.argv[1]), saved)
    print(number, flush=True)
"""


def test_killed_while_it_writes_the_file_is_whole(tmp_path: Path) -> None:
    chance, path = Random(2), tmp_path / "attempt.json"
    for _ in range(8):
        process = subprocess.Popen([sys.executable, "-c", WRITE, str(path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        last = int((b"1\n" + process.communicate()[0]).split()[-1])
        saved = SavedAttempt.model_validate_json(path.read_text(encoding="utf-8"))
        assert saved.seed in (last, last + 1)
        assert len(saved.events) == 1 + saved.seed % 2 * 3000
        assert {event.what for event in saved.events if event.do == "ask"} == {str(saved.seed)}


def test_a_misstep_that_was_found_is_begun_anew_the_next_time(tmp_path: Path) -> None:
    mode = (QUICK, "--mode", "misstep", "--json")
    numbers = [str(number) for number in range(1, 30)]
    assert "pointed" in rehearse(tmp_path, *mode, typed=typed(*numbers)).names
    again = rehearse(tmp_path, *mode)
    assert again.names == ["door", "misstep", "closed"]


def test_a_look_after_the_end_records_nothing_more_and_does_not_tell_the_end_again(tmp_path: Path) -> None:
    lines = typed("none", "history", "ultrasound", "explain", "skip", "chart", "map", "")
    assert "scored" in rehearse(tmp_path, QUICK, "--json", typed=lines).names
    assert len(History(tmp_path / "history.sqlite").rehearsals()) == 1
    assert rehearse(tmp_path, QUICK, "--json").names == ["door", "meet", "closed"]


def test_a_variant_played_on_says_how_it_is_resumed(tmp_path: Path) -> None:
    lines = typed("none", "history", "ultrasound", "explain", "skip", "1", "none", "history", "quit")
    told = " ".join(rehearse(tmp_path, QUICK, typed=lines).out.split())
    command = told.rpartition("to resume it: workup rehearse ")[2].split()
    assert "resumed" in rehearse(tmp_path, *command, "--json").names
