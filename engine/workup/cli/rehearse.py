"""`workup rehearse`: choose each step, say why, be answered by the rules, and look back at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workup.cli.options import content_options, read_text
from workup.knowledge.library import Library
from workup.knowledge.pathways import Scenario, Scoring
from workup.teaching.events import MODES, Mode

if TYPE_CHECKING:
    from workup.cli.terminal import Terminal
    from workup.teaching.screens import Screen
    from workup.teaching.session import Session
    from workup.teaching.variants import Variant


_ENDS = ("scored", "pointed")
"""Screens that tell the end of an attempt: its debrief, or the misstep that was found."""


@dataclass(frozen=True)
class _Wish:
    """What the command line asks for."""

    mode: Mode
    seed: int
    scoring: Scoring | None
    explain: bool
    save: str | None
    keep: bool
    fresh: bool
    record: bool


@click.command("rehearse")
@click.argument("scenario", required=False)
@click.option("--mode", type=click.Choice(MODES), default="rehearse", show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="Which wrong choices are offered, in what order.")
@click.option("--variant", multiple=True, metavar="FINDING=VALUE", help="Change a fact of the scenario. Repeatable.")
@click.option("--script", metavar="FILE", help="Take the lines from a file; nothing is kept unless --save is given.")
@click.option("--save", metavar="FILE", help="Keep the attempt here, and resume it from here.")
@click.option("--fresh", is_flag=True, help="Begin anew, whatever was kept.")
@click.option("--replay", metavar="FILE", help="Show a kept attempt again, from its start.")
@click.option("--weights", metavar="FILE", help="Score with these weights instead of the pathway's.")
@click.option("--explain", is_flag=True, help="Print the arithmetic of the score.")
@click.option("--plain", is_flag=True, help="No marks and no signs, for a screen reader.")
@click.option("--json", "as_json", is_flag=True, help="One event a line, as JSON.")
@click.option("--no-history", is_flag=True, help="Keep no record of this rehearsal.")
@content_options
def command(
    scenario: str | None,
    mode: Mode,
    seed: int,
    variant: tuple[str, ...],
    script: str | None,
    save: str | None,
    fresh: bool,
    replay: str | None,
    weights: str | None,
    explain: bool,
    plain: bool,
    as_json: bool,
    no_history: bool,
    library: Library,
) -> None:
    """Rehearse a SCENARIO: choose each step, say why, be answered by the rules, and look back at the end.

    Without a scenario the cases are listed. An attempt is kept after every line; the same command resumes it.

    \b
    Example:
      workup rehearse thigh_26f
      workup rehearse thigh_26f --mode exam --explain
      workup rehearse forearm_29f --mode misstep --seed 3
    """
    from workup.cli.terminal import Terminal
    from workup.knowledge.later_files import read_scoring
    from workup.reasoning.case_reading import parse_settings

    lines = tuple(read_text(script).splitlines()) if script else None
    terminal = Terminal(lines, as_json, plain, library)
    wish = _Wish(
        mode=mode,
        seed=seed,
        scoring=read_scoring(weights, read_text(weights)) if weights else library.scoring,
        explain=explain,
        save=save,
        keep=script is None or save is not None,
        fresh=fresh,
        record=not no_history and script is None,
    )
    terminal.door()
    if replay:
        _replay(replay, wish, terminal)
    elif scenario is None:
        _list(terminal)
    else:
        _rehearse(library.scenario(scenario), parse_settings(variant), wish, terminal)


def _rehearse(scenario: Scenario, raw: Mapping[str, object], wish: _Wish, terminal: Terminal) -> None:
    """Rehearse a scenario, and then each variant that is chosen to be played on."""
    from workup.cli.attempt_files import attempt_path, remove_attempt
    from workup.teaching.commands import command_in
    from workup.teaching.variants import read_changes

    changed = read_changes(raw, scenario, terminal.library)
    path = attempt_path(wish.save, scenario.scenario, changed) if wish.keep else None
    lines = terminal.lines()
    played_on = ""
    while True:
        session = _opened(scenario, changed, wish, path, terminal)
        _shown(session, wish, path, terminal)
        chosen = None
        for line in lines if not (session.is_over and not session.variants) else ():
            command = command_in(line)
            if command and command.word == "quit":
                break
            if session.is_over and not command:
                chosen = _chosen(line, session)
                if chosen is not None or not line.strip():
                    break
                terminal.write((_no_variant(line),))
                continue
            session = session.answer(line)
            _shown(session, wish, path, terminal)
            if session.has_left or (session.is_over and not session.variants):
                break
        if session.has_left:
            if path:
                remove_attempt(path)
            return
        if chosen is None:
            _close(session, path, played_on, terminal)
            return
        changed = {chosen.finding: chosen.value}
        played_on = f"{chosen.finding}={str(chosen.value).lower()}"  # as it may be typed: "true" is yes
        path = attempt_path(None, scenario.scenario, changed) if path else None


def _shown(session: Session, wish: _Wish, path: Path | None, terminal: Terminal) -> None:
    """Keep what was done before it is answered; note that the end was told only once it was.

    A look at the chart after the end changes nothing that is kept.
    """
    from workup.cli.attempt_files import record_rehearsal, write_attempt

    events = {screen.event for screen in session.screens}
    ends = session.is_over and not events.isdisjoint(_ENDS)
    if path and (ends or not session.is_over):
        write_attempt(path, session.saved)
    terminal.write(session.screens)
    if ends and wish.record and "scored" in events:
        record_rehearsal(session)
    if ends and path:
        write_attempt(path, session.saved.model_copy(update={"told": True}))


def _opened(
    scenario: Scenario, changed: Mapping[str, object], wish: _Wish, path: Path | None, terminal: Terminal
) -> Session:
    """Open a session: what was kept and not told to its end is resumed; what the content has outrun is set aside.

    Raises CaseError where the file keeps an attempt at another case.
    """
    from workup.cli.attempt_files import read_attempt, set_aside
    from workup.knowledge.errors import CaseError, Problem
    from workup.reasoning.reasoner import reasoner_of
    from workup.teaching.screens import told
    from workup.teaching.sentences import say
    from workup.teaching.session import open_session

    library = terminal.library
    opened = partial(open_session, scenario, reasoner_of(library), weights=wish.scoring, explain_score=wish.explain)
    new = partial(opened, mode=wish.mode, seed=wish.seed, variant=changed)
    kept = read_attempt(path) if path and not wish.fresh else None
    if kept is None or path is None:
        return new()
    if kept.scenario != scenario.scenario or dict(kept.variant) != dict(changed):
        raise CaseError(
            [
                Problem(
                    str(path),
                    None,
                    f"this file keeps an attempt at {kept.scenario}, or at a variant of it",
                    "name another file, or overwrite it with --fresh",
                )
            ]
        )
    if kept.told or not kept.events:
        return new()
    if kept.content_hash != library.content_hash:
        words = [say("set_aside", file=set_aside(path).name)]
        terminal.write((told("set_aside", say("head_set_aside"), words),))
        return new()
    session = opened(saved=kept)
    if session.is_over and not session.screens:
        return new()  # a misstep that was found has no debrief to be told
    again = say("told_again") if session.is_over else say("resumed", mode=kept.mode)
    terminal.write((told("resumed", say("head_resumed"), [again]),))
    return session


def _chosen(line: str, session: Session) -> Variant | None:
    """Give the variant whose number was typed."""
    numbers = {str(number): variant for number, variant in enumerate(session.variants, start=1)}
    return numbers.get(line.strip())


def _no_variant(line: str) -> Screen:
    from workup.knowledge.errors import shown
    from workup.teaching.screens import told
    from workup.teaching.sentences import say

    words = [say("no_variant", line=shown(line.strip())), say("no_variant_instead")]
    return told("mistake", say("head_mistake"), words)


def _close(session: Session, path: Path | None, played_on: str, terminal: Terminal) -> None:
    """Say what becomes of the attempt; `played_on` is the variant that was chosen from the list."""
    from workup.teaching.screens import told
    from workup.teaching.sentences import say

    if session.is_over:
        words = say("closed_over")
    elif not path:
        words = say("closed_unkept")
    else:
        words = say("closed_kept")
        if played_on:
            words = say("closed_kept_variant", scenario=session.scenario.scenario, variant=played_on)
    terminal.write((told("closed", say("head_closed"), [words]),))


def _replay(name: str, wish: _Wish, terminal: Terminal) -> None:
    """Show a kept attempt again: every event, and what it brought."""
    from workup.cli.attempt_files import read_attempt
    from workup.knowledge.errors import CaseError, Problem
    from workup.reasoning.reasoner import reasoner_of
    from workup.teaching.screens import event_told
    from workup.teaching.session import open_session

    kept = read_attempt(Path(name))
    if kept is None:
        raise CaseError([Problem(name, None, "there is no such file")])
    scenario = terminal.library.scenario(kept.scenario)
    start = kept.model_copy(update={"events": ()})
    session = open_session(
        scenario,
        reasoner_of(terminal.library),
        saved=start,
        weights=wish.scoring,
        explain_score=wish.explain,
    )
    terminal.write(session.screens)
    for event in kept.events:
        before, session = session.attempt, session.after(event)
        terminal.write((event_told(event, before), *session.screens))


def _list(terminal: Terminal) -> None:
    """List the cases by title; no title tells the answer."""
    from workup.teaching.screens import Screen
    from workup.teaching.sentences import say

    library = terminal.library
    titles = {name: library.scenario(name).title for name in library.scenario_names}
    screen = Screen("cases", say("head_cases"), tuple(titles.items()), {"cases": titles})
    terminal.write((screen,))
