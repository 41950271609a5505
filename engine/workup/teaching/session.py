"""A session: a learner's lines in, screens out. The attempt within it is all the state there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from workup.explaining.english import listed
from workup.explaining.notice import TEACHING
from workup.explaining.what_if import what_if
from workup.knowledge.errors import WorkupError
from workup.knowledge.findings import Value
from workup.knowledge.pathways import Scenario, Scoring
from workup.reasoning.case_reading import parse_settings
from workup.reasoning.reasoner import Reasoner
from workup.teaching.attempt import Attempt, AttemptError, Move, begin, replay
from workup.teaching.commands import (
    Command,
    choice_named,
    command_in,
    read_choice,
    read_judgment,
    read_note,
    read_point,
    read_reason,
)
from workup.teaching.debrief import debrief
from workup.teaching.debrief_screens import debrief_screens
from workup.teaching.events import Asked, Event, Hinted, Left, Mode, SavedAttempt, Undone
from workup.teaching.graph_building import agenda_after, walk_graph
from workup.teaching.hints import MISSES_BEFORE_A_HINT, hint
from workup.teaching.missteps import told_moves
from workup.teaching.offers import offers
from workup.teaching.screens import (
    Screen,
    answered,
    chart,
    choose,
    every_choice,
    hinted,
    judge,
    meet,
    misstep_shown,
    played,
    reasons_told,
    sources_of,
    stages,
    told,
)
from workup.teaching.sentences import say
from workup.teaching.variants import Variant, read_changes, variants, vary

_QUIET = ("exam",)


@dataclass(frozen=True)
class Session:
    """One learner, one scenario. `screens` is what the last line brought."""

    scenario: Scenario
    variant: Mapping[str, Value]
    seed: int
    attempt: Attempt
    reasoner: Reasoner = field(repr=False)
    weights: Scoring | None = field(repr=False)
    explain_score: bool = False
    screens: tuple[Screen, ...] = ()
    variants: tuple[Variant, ...] = ()
    """After the debrief: single changes worth playing."""

    @property
    def is_over(self) -> bool:
        """Say whether nothing more is asked."""
        return self.attempt.phase in ("over", "left")

    @property
    def has_left(self) -> bool:
        """Say whether the way out was taken: then nothing of the attempt is kept."""
        return self.attempt.phase == "left"

    @property
    def saved(self) -> SavedAttempt:
        """Give the attempt as it is kept in a file."""
        return SavedAttempt(
            notice=TEACHING,
            scenario=self.scenario.scenario,
            variant=dict(self.variant),
            content_hash=self.reasoner.library.content_hash,
            mode=self.attempt.mode,
            seed=self.seed,
            events=self.attempt.events,
        )

    def answer(self, line: str) -> Session:
        """Give the session after a line; a line that does not fit is answered, and changes nothing."""
        try:
            command = command_in(line)
            return self._ask(command) if command else self._act(line)
        except WorkupError as error:
            says = [part.strip() for part in str(error).splitlines()]
            return replace(self, screens=(told("mistake", say("head_mistake"), says),))

    # -- what a line does ----------------------------------------------------------------------------

    def _act(self, line: str) -> Session:
        attempt = self.attempt
        readers: dict[str, Callable[[], Event]] = {
            "note": lambda: read_note(line, attempt),
            "choose": lambda: read_choice(line, attempt, offers(attempt, self.seed)),
            "reason": lambda: read_reason(line, attempt),
            "point": lambda: read_point(line),
            "judge": lambda: read_judgment(line),
        }
        if attempt.phase not in readers:
            raise AttemptError("this attempt is over")
        return self.after(readers[attempt.phase]())

    def after(self, event: Event) -> Session:
        """Give the session after an event, with what it brought told. Raises AttemptError where it does not fit."""
        after = self.attempt.after(event)
        match event:
            case Left():
                return self._with(after, (told("left", say("head_left"), [say("left"), say("left_unkept")]),))
            case Undone():
                return self._with(after, (told("undone", say("head_undone"), [say("undone")]),))
            case Hinted():
                return self._with(after, (hinted(hint(after, self.seed)),))
            case Asked():
                return replace(self, attempt=after, screens=())
            case _:
                return self._with(after, tuple(self._told(self.attempt, after)))

    def _with(self, attempt: Attempt, screens: tuple[Screen, ...]) -> Session:
        over = attempt.phase == "over" and attempt.mode != "misstep" and not self.variant
        found = variants(self.scenario, self.reasoner) if over else ()
        session = replace(self, attempt=attempt, variants=found)
        if attempt.phase == "over" and attempt.mode != "misstep":
            screens += debrief_screens(
                debrief(attempt, self.weights), attempt, found, self.reasoner.library, explain=self.explain_score
            )
        before, stays = self.attempt, attempt.phase == "choose" == self.attempt.phase
        again = stays and attempt.state == before.state and offers(attempt, self.seed) == offers(before, self.seed)
        return replace(session, screens=screens + session.asks(again=again))

    def asks(self, *, again: bool = False) -> tuple[Screen, ...]:
        """Give the screen that asks for the next line; none where the attempt is over.

        `again` where it asks what was asked before: the choices are then not listed once more.
        """
        attempt = self.attempt
        match attempt.phase:
            case "note":
                return (meet(attempt),)
            case "choose":
                return (choose(attempt, offers(attempt, self.seed), again=again),)
            case "reason":
                return (played(attempt, self.seed),)
            case "point":
                return (misstep_shown(attempt),) if not attempt.pointed else ()
            case "judge":
                return (judge(),)
            case _:
                return ()

    def _told(self, before: Attempt, after: Attempt) -> Iterator[Screen]:
        """Tell what an event brought."""
        if before.phase == "point":
            yield self._pointed(after)
        if len(after.moves) == len(before.moves):
            return
        move = after.moves[-1]
        quiet = after.mode in _QUIET
        yield answered(after, move, tell=not quiet)
        if after.mode == "show_me" or move.assisted:
            yield reasons_told(after, [move])
        if after.mode == "rehearse" and move.verdict == "right":
            yield from self._stage_end(after, move)
        if not quiet and len(after.missed_here) >= MISSES_BEFORE_A_HINT and not after.hints_here:
            yield told("offer", say("head_offer"), [say("offer_hint")])

    def _stage_end(self, attempt: Attempt, move: Move) -> Iterator[Screen]:
        """Answer the reasons of a stage once the walk has left it."""
        graph = attempt.graph
        stage = graph.states[move.state].stage
        if attempt.here.stage == stage and not attempt.here.ending:
            return
        moves: list[Move] = []
        for one in reversed(attempt.counted):
            if graph.states[one.state].stage != stage:
                break
            if one.verdict == "right" and not one.assisted:
                moves.insert(0, one)
        if moves:
            yield reasons_told(attempt, moves)

    def _pointed(self, attempt: Attempt) -> Screen:
        graph, number = attempt.graph, attempt.pointed[-1]
        answer = graph.answers[told_moves(attempt)[number - 1].answer]
        found = number == attempt.misstep
        head = say("head_found" if found else "head_not_found", number=str(number))
        lines = tuple(("", words) for words in answer.says) + tuple(sources_of(answer) if found else ())
        return Screen("pointed", head, lines, {"move": number, "found": found, "answer": answer.model_dump()})

    # -- what a word asks ----------------------------------------------------------------------------

    def _ask(self, command: Command) -> Session:
        events: dict[str, Event] = {"me": Left(), "undo": Undone(), "hint": Hinted()}
        if command.word in events:
            return self.after(events[command.word])
        if command.word == "help":
            words = [say(f"help_{word}") for word in ("choose", "facts", "looks", "hint", "undo", "me")]
            return replace(self, screens=(told("help", say("head_help"), words),))
        if command.word == "quit":
            return replace(self, screens=(told("quit", say("head_closed"), [say("quit")]),))
        looks: dict[str, Callable[[str], Screen]] = {
            "why": self._why,
            "whynot": self._why_not,
            "whatif": self._what_if,
            "map": lambda _: stages(self.attempt),
            "chart": lambda _: chart(self.attempt),
            "choices": lambda _: choose(self.attempt, offers(self.attempt, self.seed)),
            "all": lambda _: every_choice(self.attempt),
        }
        screen = looks[command.word](command.about)
        return replace(self.after(Asked(what=command.word)), screens=(screen,))

    def _may_look(self) -> None:
        if self.attempt.mode in _QUIET:
            raise AttemptError("in this mode nothing is explained before the end", "the debrief answers everything")

    def _why(self, about: str) -> Screen:
        self._may_look()
        right = [move for move in self.attempt.counted if move.verdict == "right"]
        if about:
            name = choice_named(about, self.attempt, offers(self.attempt, self.seed))
            right = [move for move in right if move.choice == name]
        if not right:
            raise AttemptError(
                "that was not taken yet", "why tells of a step that was taken; whynot of one that bounced"
            )
        return self._explained(right[-1], "head_why")

    def _why_not(self, about: str) -> Screen:
        self._may_look()
        offered = offers(self.attempt, self.seed)
        tried = self.attempt.missed_here
        if about:
            name = choice_named(about, self.attempt, offered)
            tried = tuple(move for move in tried if move.choice == name)
        if not tried:
            raise AttemptError("that was not tried here", "choose it first, or ask for a hint with ?")
        return self._explained(tried[-1], "head_why_not")

    def _explained(self, move: Move, head: str) -> Screen:
        graph = self.attempt.graph
        answer = graph.answers[graph.states[move.state].choices[move.choice].answer]
        lines = tuple(("", words) for words in answer.says) + tuple(sources_of(answer))
        return Screen("explained", say(head), lines, {"choice": move.choice, "answer": answer.model_dump()})

    def _what_if(self, about: str) -> Screen:
        self._may_look()
        path = tuple(move.choice for move in self.attempt.counted if move.verdict == "right")
        scenario = vary(self.scenario, self.variant, self.reasoner.library)
        agenda = agenda_after(scenario, path, self.reasoner)
        found = what_if(agenda, parse_settings((about,)), self.reasoner)
        if not found.changes:
            return told("what_if", say("head_what_if", change=about), [say("changes_nothing")])
        titles = listed([item.title for item in found.changes])
        screen = told("what_if", say("head_what_if", change=about), [say("changes", steps=titles)])
        changed = [item.change.step for item in found.changes]
        return replace(screen, values={**screen.values, "changed": changed})


def open_session(
    scenario: Scenario,
    reasoner: Reasoner,
    *,
    mode: Mode = "rehearse",
    seed: int = 0,
    variant: Mapping[str, object] | None = None,
    weights: Scoring | None = None,
    saved: SavedAttempt | None = None,
    explain_score: bool = False,
) -> Session:
    """Open a session, or a saved one again.

    Raises AttemptError where the saved attempt was made with other content, or its events no longer fit;
    UnknownNameError and CaseError for a variant that the scenario does not allow.
    """
    library = reasoner.library
    if saved is not None:
        if saved.content_hash != library.content_hash:
            raise AttemptError("the rules or the scenario have changed since this attempt", "start it anew")
        mode, seed, variant = saved.mode, saved.seed, saved.variant
    changed = read_changes(variant or {}, scenario, library)
    varied = vary(scenario, changed, library) if changed else scenario
    graph = walk_graph(varied, reasoner)
    attempt = replay(graph, saved) if saved is not None else begin(graph, mode, seed)
    session = Session(scenario, changed, seed, attempt, reasoner, weights, explain_score)
    return session._with(attempt, ()) if session.is_over else replace(session, screens=session.asks())
