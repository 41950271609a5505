"""The command line: every command works, and a mistake is one message and exit 1, wrong usage exit 2."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from workup.cli import _COMMANDS as COMMANDS
from workup.cli import main
from workup.explaining.notice import TEACHING

CASE = ("--set", "lump.site=thigh", "--set", "lump.depth=deep", "--set", "lump.size_cm=7")


@dataclass(frozen=True)
class Result:
    """What a command left: its exit code and both streams."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs `workup` with arguments in this process, through its `main`."""

    def run_it(*arguments: str, stdin: str | None = None) -> Result:
        monkeypatch.setattr(sys, "argv", ["workup", *arguments])
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        code: object = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        captured = capsys.readouterr()
        assert isinstance(code, int)
        return Result(code, captured.out, captured.err)

    return run_it


def in_a_shell(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from workup.cli import main; main()", *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=False)


EXAMPLES = {
    "walk": ("walk", *CASE),
    "walk, a scenario": ("walk", "thigh_26f"),
    "walk, in plain words": ("walk", "24F, painless lump deep in the L thigh, plays darts, MRI pending"),
    "describe": ("describe", "24F, painless lump deep in the L thigh, plays darts, MRI pending"),
    "walk, to its end": ("walk", "--to-end", *CASE),
    "rehearse": ("rehearse",),
    "walk-graph": ("walk-graph", "forearm_47m"),
    "history": ("history", "--file", "no_history_here.sqlite"),
    "why": ("why", "core_biopsy", *CASE),
    "ask": ("ask", *CASE),
    "what-if": ("what-if", "lump.depth=superficial", "lump.size_cm=", *CASE),
    "pivots": ("pivots", *CASE),
    "compare": ("compare", "mri", "core_biopsy", *CASE),
    "trace": ("trace", *CASE),
    "diagram": ("diagram", *CASE),
    "findings": ("findings", "mri"),
    "steps": ("steps",),
    "sources": ("sources",),
    "notes": ("notes",),
    "glossary": ("glossary", "fascia"),
    "doctor": ("doctor",),
}

# -- every command -----------------------------------------------------------------------------------


def test_every_command_has_an_example_here() -> None:
    assert {arguments[0] for arguments in EXAMPLES.values()} == set(COMMANDS)


@pytest.mark.parametrize("arguments", EXAMPLES.values(), ids=EXAMPLES)
def test_a_command_works_and_carries_the_notice(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.code, result.err) == (0, "")
    assert TEACHING in result.out
    assert "Sources checked; not clinically reviewed." in result.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_shows_an_example(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.code == 0
    assert f"\n    workup {name}" in result.out[result.out.index("Example") :]


def test_the_help_lists_every_command(run: Run) -> None:
    result = run("--help")
    assert result.code == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in result.out] == []


AS_JSON = [name for name in EXAMPLES if name not in ("diagram", "trace", "rehearse", "walk-graph")]


@pytest.mark.parametrize("name", AS_JSON)
def test_json_carries_what_every_answer_carries(run: Run, name: str) -> None:
    result = run(*EXAMPLES[name], "--format", "json")
    values = json.loads(result.out)
    assert result.code == 0
    assert values["notice"] == TEACHING
    assert values["clinically_reviewed"] is None
    assert len(values["content_hash"]) == 64
    assert "England" in values["jurisdiction"]


def test_json_of_a_trace_carries_what_every_answer_carries(run: Run) -> None:
    hashed = json.loads(run("trace", *CASE, "--format", "json").out)["hashed"]
    assert {"notice", "content_hash", "clinically_reviewed", "jurisdiction"} <= set(hashed)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_bytes_come_out_twice(run: Run, name: str) -> None:
    assert run(*EXAMPLES[name]) == run(*EXAMPLES[name])


@pytest.mark.parametrize("name", ["walk", "pivots"])
def test_the_same_bytes_come_out_under_another_hash_seed(name: str) -> None:
    arguments = (*EXAMPLES[name], "--format", "json")
    one, other = (in_a_shell(*arguments, PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert one.returncode == 0
    assert one.stdout == other.stdout


def test_no_marks_of_a_terminal_go_into_a_pipe() -> None:
    assert b"\x1b" not in in_a_shell("walk", *CASE).stdout


def test_a_reader_that_stops_early_ends_the_walk_cleanly() -> None:
    line = f'"{sys.executable}" -c "from workup.cli import main; main()" walk {" ".join(CASE)} --format json | head -1'
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


def test_a_reader_that_is_gone_before_the_first_word_ends_the_walk_cleanly() -> None:
    line = f'"{sys.executable}" -c "from workup.cli import main; main()" walk {" ".join(CASE)} | true'
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"", b"")


# -- what would alter the plan, what carries it, what cannot alter it --------------------------------

GROWN = (
    *("--set", "patient.age_years=24", "--set", "lump.site=thigh", "--set", "lump.painful=no"),
    *("--set", "lump.depth=deep", "--set", "lump.growth=growing", "--set", "lump.size_cm=7cm"),
)


def test_pivots_say_what_would_alter_the_plan_and_what_carries_it_alone(run: Run) -> None:
    out = " ".join(run("pivots", *GROWN).out.split())
    assert "Age, if not 24 years but 25 to 110 years or not stated: sarcoma team: very urgent → urgent" in out
    assert "MRI of the lump this alone would be enough: the lump is deep" in out
    assert "WHATEVER IT SHOWS" not in out


def test_pivots_as_json_name_the_facts_and_the_steps(run: Run) -> None:
    values = json.loads(run("pivots", *GROWN, "--format", "json").out)
    assert values["each_enough"] == {"mri": ["lump.depth"], "sarcoma_team_referral": ["lump.depth"]}
    assert values["cannot_change_the_plan"] == []
    assert {pivot["finding"] for pivot in values["pivots"]} == {
        *("lump.site", "lump.depth", "lump.growth", "lump.size_cm", "patient.age_years")
    }


def test_pivots_name_what_would_stop_everything_once(run: Run) -> None:
    out = " ".join(run("pivots", "--set", "airway.compromise=no", "--set", "bleeding.heavy=no").out.split())
    assert out.count("stop everything") == 1
    assert "drooling or no swallowing; or there is heavy bleeding." in out


def test_pivots_say_what_cannot_alter_the_plan(run: Run) -> None:
    arguments = ("pivots", "--set", "lump.site=thigh", "--set", "bone.pain=yes", "--unobtainable", "radiograph.result")
    assert "may need it: Radiograph of the region." in " ".join(run(*arguments).out.split())
    assert json.loads(run(*arguments, "--format", "json").out)["cannot_change_the_plan"] == ["radiograph"]


TWICE = ("--set", "lump.depth=deep", "--set", "lump.fixed=yes")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_why_says_which_facts_alone_would_be_enough(run: Run, form: str) -> None:
    out = " ".join(run("why", "mri", *TWICE, "--format", form).out.split())
    assert (
        "Any one of these alone would be enough to ask for it: "
        "the lump is deep or the lump is stuck to what lies under it." in out
    )


def test_why_as_json_names_the_facts_that_alone_would_be_enough(run: Run) -> None:
    values = json.loads(run("why", "mri", *TWICE, "--format", "json").out)
    assert values["explanation"]["each_enough"] == ["lump.depth", "lump.fixed"]


# -- mistakes ----------------------------------------------------------------------------------------


def told(result: Result, *words: str) -> None:
    """Check that a mistake was told in one short message, with the way out, and nothing else."""
    assert result.code == 1
    assert result.out == ""
    assert "Traceback" not in result.err
    assert len(result.err) < 700
    for word in words:
        assert word in result.err


MISTAKES = {
    "an unknown finding": (("walk", "--set", "lump.dept=deep"), ("lump.dept", "did you mean lump.depth?")),
    "an unknown step": (("why", "core_biospy"), ("core_biospy", "did you mean core_biopsy?")),
    "an unknown step done": (("walk", "--done", "mir"), ("mir", "did you mean mri?")),
    "an unknown scenario": (("walk", "thigh_26g"), ("thigh_26g", "did you mean thigh_26f?")),
    "an unknown value": (("walk", "--set", "lump.depth=bottomless"), ("lump.depth", "bottomless", "deep")),
    "a near value": (("walk", "--set", "lump.site=thihg"), ("did you mean thigh?",)),
    "an unknown unit": (("walk", "--set", "lump.size_cm=7 parsecs"), ("lump.size_cm", "parsecs", "cm")),
    "a wrong type": (("walk", "--set", "lump.painful=deep"), ("lump.painful", "yes", "no")),
    "words for a number": (("walk", "--set", "lump.size_cm=large"), ("lump.size_cm", "large")),
    "an age of 400": (("walk", "--set", "patient.age_years=400"), ("patient.age_years", "400", "110")),
    "an age of 24.5": (("walk", "--set", "patient.age_years=24.5"), ("patient.age_years", "whole")),
    "a size of 0": (("walk", "--set", "lump.size_cm=0"), ("lump.size_cm", "0.2")),
    "a size of -3": (("walk", "--set", "lump.size_cm=-3"), ("lump.size_cm", "0.2")),
    "a size of nan": (("walk", "--set", "lump.size_cm=nan"), ("lump.size_cm",)),
    "a size of inf": (("walk", "--set", "lump.size_cm=inf"), ("lump.size_cm",)),
    "a size of 1e999": (("walk", "--set", "lump.size_cm=1e999"), ("lump.size_cm",)),
    "no setting": (("walk", "--set", "lump.depth"), ("lump.depth", "finding=value")),
    "a setting twice": (("walk", "--set", "lump.depth=deep", "--set", "lump.depth=deep"), ("twice",)),
    "a conclusion": (("walk", "--set", "needs_map=yes"), ("needs_map", "conclusion")),
    "stated and unobtainable": (("walk", "--case", "-", "--unobtainable", "lump.dept"), ("did you mean lump.depth?",)),
    "what-if of an unknown finding": (("what-if", "lump.dept=deep"), ("did you mean lump.depth?",)),
    "what-if withdrawing an unknown finding": (("what-if", "lump.dept="), ("did you mean lump.depth?",)),
    "what-if set twice": (("what-if", "lump.depth=deep", "lump.depth="), ("lump.depth", "twice")),
    "an unknown source": (("sources", "pdq_adult_st"), ("did you mean pdq_adult_sts?",)),
    "an unknown note": (("notes", "zzz"), ("zzz",)),
    "an unknown word": (("glossary", "zzz"), ("zzz",)),
    "an unknown folder": (("walk", "--rules", "/nowhere"), ("/nowhere", "no such folder")),
    "a missing file": (("walk", "--case", "/nowhere/a.yaml"), ("/nowhere/a.yaml", "no such file")),
    "a folder as a file": (("walk", "--case", "/tmp"), ("/tmp", "directory")),
    "a missing trace": (("trace", "--check", "/nowhere/a.json"), ("/nowhere/a.json", "no such file")),
    "a diagram nowhere": (("diagram", "--out", "/nowhere/a.svg"), ("/nowhere/a.svg", "cannot be written")),
}


@pytest.mark.parametrize(("arguments", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_the_way_out(run: Run, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    told(run(*arguments, stdin="lump.depth: deep"), *words)


FILES = {
    "not YAML": (b"lump: [deep", ("this is not YAML",)),
    "empty": (b"", ("the file is empty",)),
    "only a comment": (b"# nothing\n", ("the file is empty",)),
    "a key twice": (b"lump.depth: deep\nlump.depth: deep\n", (":2", "lump.depth", "twice")),
    "an anchor": (b"lump.depth: &a deep\n", (":1", "anchors")),
    "a tag": (b"lump.depth: !!python/object:os.system deep\n", (":1", "tags")),
    "a list": (b"- deep\n", ("a mapping",)),
    "not UTF-8": (b"lump.depth: d\xe9ep\n", ("UTF-8",)),
    "binary": (b"\x00\x01\x02", ("YAML",)),
    "two documents": (b"lump.depth: deep\n---\nlump.depth: deep\n", (":2", "second document")),
    "nested without end": (b"[" * 5000, ("deep",)),
    "a list for a value": (b"lump.depth: [deep]\n", (":1", "one value")),
    "done is no list": (b"done: mri\n", (":1", "list of names")),
    "an unknown finding": (b"lump.site: thigh\nlump.dept: deep\n", (":2", "did you mean lump.depth?")),
    "10 MB": (b"lump.depth: " + b"d" * 10_000_000, ("larger than",)),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), FILES.values(), ids=FILES)
def test_a_broken_case_file_is_told_with_its_place(
    run: Run, tmp_path: Path, content: bytes, words: tuple[str, ...]
) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(content)
    told(run("walk", "--case", str(path)), str(path), *words)


def test_every_mistake_of_a_case_is_told_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("lump.depth: bottomless\npatient.age_years: 400\nlump.color: red\n")
    told(run("walk", "--case", str(path)), f"{path}:1", f"{path}:2", f"{path}:3")


def test_a_value_of_10_mb_is_told_shortly(run: Run) -> None:
    told(run("walk", "--set", "lump.depth=" + "d" * 10_000_000), "lump.depth")


def test_a_number_of_a_million_digits_is_told_shortly(run: Run) -> None:
    told(run("walk", "--set", "lump.size_cm=" + "9" * 1_000_000), "lump.size_cm")


@pytest.mark.parametrize("key", ["name", "patient.name", "date_of_birth", "dateOfBirth", "mrn", "address"])
def test_a_reserved_key_is_refused_with_the_way_out(run: Run, tmp_path: Path, key: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(f"lump.depth: deep\n{key}: Ada Example\n")
    for result in (run("walk", "--case", str(path)), run("walk", "--set", f"{key}=Ada Example")):
        told(result, "real person", "made-up case", "clinician", "emergency number")
        assert "Ada" not in result.err


USAGE = {
    "an unknown command": ("wlak",),
    "an unknown option": ("walk", "--deep"),
    "a missing step": ("why",),
    "a missing change": ("what-if",),
    "an unknown format": ("walk", "--format", "pdf"),
    "an unknown level": ("walk", "--level", "expert"),
    "a scenario and a case": ("walk", "thigh_26f", *CASE),
    "a trace to check and a case": ("trace", "--check", "a.json", *CASE),
    "no question at all": ("ask", "--most", "0"),
    "a whole walk as mermaid": ("walk", "thigh_26f", "--format", "mermaid"),
}


@pytest.mark.parametrize("arguments", USAGE.values(), ids=USAGE)
def test_wrong_usage_is_exit_2(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "Usage:" in result.err
    assert "Traceback" not in result.err
