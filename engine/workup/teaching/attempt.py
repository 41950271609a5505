"""An attempt: a learner's events in order, and where they lead on a walk graph. A fold; nothing else keeps state.

The events are the whole attempt: saved, they resume it; replayed, they give the same moves.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from workup.knowledge.errors import WorkupError, did_you_mean, nearest
from workup.teaching.events import (
    Asked,
    Chosen,
    Event,
    Hinted,
    Judged,
    Left,
    Mode,
    Noted,
    Pointed,
    Reasoned,
    SavedAttempt,
    Sure,
    Undone,
)
from workup.teaching.sentences import say
from workup.teaching.walk_graph import Choice, State, Verdict, WalkGraph

Phase = Literal["note", "choose", "reason", "point", "judge", "over", "left"]
"""What is asked of the learner now: facts that matter, a choice, the reason for a move made by the pathway, the
misstep, a look at oneself; or nothing more."""

MOST_NOTED = 5
"""How many facts of the presentation may be picked as those that matter."""

HINT_LEVELS = 5
_NEEDS_A_TRY = (3, 4)


class AttemptError(WorkupError, ValueError):
    """Say that an event does not fit here: what is wrong, and what to do instead."""

    def __init__(self, what: str, instead: str = "") -> None:
        self.what, self.instead = what, instead
        super().__init__(f"{what}\n    {instead}" if instead else what)


@dataclass(frozen=True)
class Move:
    """One choice and what the rules said to it."""

    state: int
    choice: str
    verdict: Verdict
    because: tuple[str, ...]
    sure: Sure | None
    hints: int
    """How many hints had been given at this decision."""
    assisted: bool = False
    """The pathway made the move."""
    taken_back: bool = False


@dataclass(frozen=True)
class Attempt:
    """An attempt so far. `after` gives the attempt after one more event."""

    graph: WalkGraph = field(repr=False)
    mode: Mode = "rehearse"
    misstep: int = 0
    """In `misstep`, the number of the wrong move, counted from 1."""
    shown: tuple[str, ...] = ()
    """In `misstep`, the choices that were made for the learner."""
    phase: Phase = "note"
    state: int = 0
    noted: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    hints_here: int = 0
    hints: int = 0
    asked: int = 0
    pointed: tuple[int, ...] = ()
    judged: Judged | None = None
    events: tuple[Event, ...] = field(default=(), repr=False)

    @property
    def here(self) -> State:
        """Give the state in which the learner stands."""
        return self.graph.states[self.state]

    @property
    def counted(self) -> tuple[Move, ...]:
        """Give the moves that were not taken back."""
        return tuple(move for move in self.moves if not move.taken_back)

    @property
    def tried(self) -> tuple[Move, ...]:
        """Give the moves that count: all but the right ones that were taken back. A wrong one stays told."""
        return tuple(move for move in self.moves if not (move.taken_back and move.verdict == "right"))

    @property
    def missed_here(self) -> tuple[Move, ...]:
        """Give the wrong choices made since this state was reached."""
        found: list[Move] = []
        for move in reversed(self.counted):
            if move.verdict == "right":
                break
            found.insert(0, move)
        return tuple(found)

    def after(self, event: Event) -> Attempt:
        """Give the attempt after an event. Raises AttemptError where the event does not fit."""
        if self.phase == "left":
            raise AttemptError(say("now_left"))
        match event:
            case Noted():
                found = self._noted(event)
            case Chosen():
                found = self._chosen(event)
            case Hinted():
                found = self._hinted()
            case Reasoned():
                found = self._reasoned(event)
            case Undone():
                found = self._undone()
            case Pointed():
                found = self._pointed(event)
            case Judged():
                self._must_be("judge")
                found = replace(self, judged=event, phase="over")
            case Asked():
                found = replace(self, asked=self.asked + 1)
            case Left():
                found = replace(self, phase="left")
        return replace(found, events=(*self.events, event))

    # -- events --------------------------------------------------------------------------------------

    def _must_be(self, *phases: Phase) -> None:
        if self.phase not in phases:
            raise AttemptError("this is not the time for that", say(f"now_{self.phase}"))

    def _noted(self, event: Noted) -> Attempt:
        self._must_be("note")
        for key in event.facts:
            if key not in self.graph.start.chart:
                raise AttemptError(f"{key} is not a fact of the presentation")
        if len(set(event.facts)) > MOST_NOTED:
            raise AttemptError(f"that is {len(set(event.facts))} facts", f"pick the {MOST_NOTED} that matter most")
        return replace(self, noted=tuple(dict.fromkeys(event.facts)), phase="choose")

    def _chosen(self, event: Chosen) -> Attempt:
        self._must_be("choose")
        choice = self._choice(event.choice)
        self._must_cite(event.because)
        move = Move(self.state, event.choice, choice.verdict, event.because, event.sure, self.hints_here)
        return self._moved(move, choice)

    def _hinted(self) -> Attempt:
        self._must_be("choose")
        if self.mode == "exam":
            raise AttemptError("there are no hints in this mode", "the debrief answers everything")
        level = self.hints_here + 1
        if level > HINT_LEVELS:
            raise AttemptError("there is no further hint")
        if level in _NEEDS_A_TRY and not self.missed_here:
            raise AttemptError("the next hint opens after a try", "choose something; a wrong choice costs little here")
        phase: Phase = "reason" if level == HINT_LEVELS else "choose"
        return replace(self, hints_here=level, hints=self.hints + 1, phase=phase)

    def _reasoned(self, event: Reasoned) -> Attempt:
        self._must_be("reason")
        self._must_cite(event.because)
        name = self.played
        move = Move(self.state, name, "right", event.because, None, self.hints_here, assisted=True)
        return self._moved(move, self.here.choices[name])

    def _undone(self) -> Attempt:
        self._must_be("choose", "judge", "reason")
        if not self.counted:
            raise AttemptError("there is no move to take back")
        last = max(i for i, move in enumerate(self.moves) if not move.taken_back)
        moves = (*self.moves[:last], replace(self.moves[last], taken_back=True), *self.moves[last + 1 :])
        phase: Phase = "reason" if self.mode == "show_me" else "choose"
        return replace(
            self,
            moves=moves,
            state=self.moves[last].state,
            hints_here=self.moves[last].hints,
            phase=phase,
        )

    def _pointed(self, event: Pointed) -> Attempt:
        self._must_be("point")
        if not 1 <= event.move <= len(self.shown):
            raise AttemptError(f"there is no move {event.move}", f"the moves are 1 to {len(self.shown)}")
        pointed = (*self.pointed, event.move)
        return replace(self, pointed=pointed, phase="over" if event.move == self.misstep else "point")

    # -- parts ---------------------------------------------------------------------------------------

    @property
    def played(self) -> str:
        """Give the choice that the pathway makes here."""
        return self.here.pointer.choice if self.here.pointer else ""

    def _choice(self, name: str) -> Choice:
        if name not in self.here.choices:
            raise AttemptError(f"there is no choice {name!r}", did_you_mean(nearest(name, self.here.choices)))
        return self.here.choices[name]

    def _must_cite(self, names: tuple[str, ...]) -> None:
        known = {self.graph.facts[key].finding for key in self.here.chart} | set(self.here.done)
        for name in names:
            if name not in known:
                raise AttemptError(f"{name} is not on the chart", "cite what is known: see the chart")

    def _moved(self, move: Move, choice: Choice) -> Attempt:
        moves = (*self.moves, move)
        if choice.to is None:
            return replace(self, moves=moves)
        ended = bool(self.graph.states[choice.to].ending)
        phase: Phase = "judge" if ended else "reason" if self.mode == "show_me" else "choose"
        return replace(self, moves=moves, state=choice.to, hints_here=0, phase=phase)


def begin(graph: WalkGraph, mode: Mode = "rehearse", seed: int = 0) -> Attempt:
    """Give a fresh attempt at a scenario.

    Raises AttemptError for `misstep` where the scenario has no move that could go wrong.
    """
    if mode == "misstep":
        from workup.teaching.missteps import with_misstep

        shown, number = with_misstep(graph, seed)
        return Attempt(graph, mode, misstep=number, shown=shown, phase="point")
    if graph.start.ending:
        return Attempt(graph, mode, phase="judge")
    return Attempt(graph, mode, phase="reason" if mode == "show_me" else "note")


def replay(graph: WalkGraph, saved: SavedAttempt) -> Attempt:
    """Give a saved attempt again, event by event. Raises AttemptError where an event no longer fits."""
    attempt = begin(graph, saved.mode, saved.seed)
    for event in saved.events:
        attempt = attempt.after(event)
    return attempt
