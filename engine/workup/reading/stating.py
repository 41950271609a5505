"""What phrases state, from how they are said and what is named beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workup.knowledge.findings import Finding, Value
from workup.knowledge.library import Library
from workup.reading.description import Contradicting, Uncertain, Understood
from workup.reading.phrases import Match, Meaning, PhraseIndex
from workup.reading.scopes import Scope
from workup.reading.step_states import StepStates
from workup.reading.tokens import Token, word_set

NEAR = 6
"""How many words may stand between a value and the name of its finding."""
_ABSENT = word_set("nil absent none no denied negative")
_LINKING = word_set("is are was were : - and")
_UNKNOWN = word_set("unknown unclear uncertain unsure")


@dataclass(frozen=True, slots=True)
class _Claim:
    said: Understood
    beside: bool
    now: bool


class Stating:
    """Gather what a text states, what is doubtful, and which tokens have been made sense of."""

    def __init__(
        self, library: Library, index: PhraseIndex, text: str, tokens: Sequence[Token], said: Sequence[Scope],
        steps: StepStates,
    ) -> None:  # fmt: skip
        self.library, self.index, self.text, self.tokens, self.said = library, index, text, tokens, said
        self.steps = steps
        self.covered = [False] * len(tokens)
        self.claims: dict[str, list[_Claim]] = {}
        self.uncertain: list[Uncertain] = []
        self.step_at: list[str] = [""] * len(tokens)
        self._topics: list[tuple[int, str]] = []
        self.beside_age: set[int] = set()
        self._leading: tuple[int, str, Match] | None = None

    def read_matches(self, matches: Sequence[Match], words: Sequence[str]) -> None:
        """Read the phrases in order."""
        self._name_steps(matches)
        for match in matches:
            self._read(match, words)

    def _name_steps(self, matches: Sequence[Match]) -> None:
        """Say for each token which step's result is being told: the last named in its sentence."""
        step, sentence = "", -1
        results = {match.first: step for match in matches if (step := self._step_of_result(match))}
        for i, scope in enumerate(self.said):
            if scope.sentence != sentence:
                step, sentence = "", scope.sentence
            if i in self.steps.at:
                name, state = self.steps.at[i]
                step = name if state in ("named", "done") else ""
            step = results.get(i, step)
            self.step_at[i] = step

    def _step_of_result(self, match: Match) -> str:
        """Give the step whose result a phrase tells by itself; empty where there is not one."""
        steps = {self.library.findings[m.name].step for m in match.meanings if m.role == "phrase"}
        return steps.pop() if len(steps) == 1 and not steps & self.index.ask_steps else ""

    def _read(self, match: Match, words: Sequence[str]) -> None:
        scope = self.said[match.first]
        self._forget(scope, match.first)
        self._cover(match)
        roles = {meaning.role for meaning in match.meanings}
        if "step" in roles and self.steps.at[match.first][1] in ("pending", "not_done"):
            return
        values = self._values(match, scope)
        after = self._denied_after(match, words)
        for meaning in values:
            self._state(meaning, match, replace(scope, denied=True) if after and not scope.denied else scope)
        if values or "other" in roles:
            return
        topics = [m.name for m in match.meanings if m.role == "topic"]
        for name in topics:
            self._read_topic(name, match, scope, words)
        if not topics and roles == {"word"}:
            self._uncover(match)
            self._leading = (scope.sentence, words[match.first], match)

    def _forget(self, scope: Scope, at: int) -> None:
        self._topics = [(i, name) for i, name in self._topics if self.said[i].sentence == scope.sentence][-12:]
        if self._leading and self._leading[0] != scope.sentence:
            self._leading = None

    def _values(self, match: Match, scope: Scope) -> list[Meaning]:
        """Choose which findings a phrase gives a value to."""
        elsewhere = {m.name for m in match.meanings if m.role == "other"}
        possible = [m for m in match.meanings if m.role in ("phrase", "word") and m.name not in elsewhere]
        if not possible:
            return []
        names = self._names_before(match)
        named = [m for m in possible if m.name in names]
        if named:
            self._topics = [(i, n) for i, n in self._topics if n not in names]
            steps = {self.library.findings[m.name].step for m in named} - self.index.ask_steps
            return named + [m for m in possible if m.role == "phrase" and m not in named
                            and self.library.findings[m.name].step in steps and self._is_own(m, match)]  # fmt: skip
        step = self.step_at[match.first]
        of_step = [m for m in possible if step and self.library.findings[m.name].step == step]
        if len({m.name for m in of_step}) == 1:
            return of_step
        beside_age = match.first in self.beside_age
        strong = [m for m in possible if m.role == "phrase" or (beside_age and len(self.tokens[match.first].text) == 1)]
        if len({m.name for m in strong}) > 1:
            strong = [m for m in strong if m.name in self.index.asked] or strong
        if len({(m.name) for m in strong}) > 1 and not all(self._is_own(m, match) for m in strong):
            for meaning in strong:
                self._doubt(meaning.name, match, "it may be said of more than one thing")
            return []
        return strong

    def _is_own(self, meaning: Meaning, match: Match) -> bool:
        """Say whether the content lists the words among the value's own phrases, not only its short names."""
        choice = next(c for c in self.library.findings[meaning.name].values if c.value == meaning.value)
        return bool(choice.phrases)

    def _names_before(self, match: Match) -> set[str]:
        """Give the findings named shortly before, in a row that may be a list: "PAX8 and keratin negative"."""
        names: set[str] = set()
        last = match.first
        for i, name in reversed(self._topics):
            if last - i > NEAR or self.said[i].segment < self.said[match.first].segment - 3:
                break
            names.add(name)
            last = i
        return names

    def _denied_after(self, match: Match, words: Sequence[str]) -> bool:
        """Say whether a word behind the phrase denies it: "pain nil", "flow voids are absent"."""
        at = match.last
        while at < len(words) and at - match.last < 2 and (words[at] in _LINKING):
            at += 1
        if at >= len(words) or words[at] not in _ABSENT:
            return False
        following = at + 1
        ends = following >= len(words) or self.tokens[following].kind == "mark" or words[following] in _LINKING
        return ends or words[at] in ("nil", "absent")

    def _state(self, meaning: Meaning, match: Match, scope: Scope) -> None:
        finding = self.library.findings[meaning.name]
        value: Value = meaning.value == "yes" if finding.type == "yes_no" else meaning.value
        if scope.relative and "relatives" not in finding.about:
            self._doubt(meaning.name, match, "told of a relative")
        elif scope.past and not scope.denied and "past" not in finding.about:
            self._doubt(meaning.name, match, "told of an earlier time")
        elif scope.doubted:
            self._doubt(meaning.name, match, "said as a possibility")
        elif scope.unsure_denial:
            self._doubt(meaning.name, match, "it may or may not be denied")
        elif scope.denied:
            self._deny(finding, value, match)
        else:
            self.claim(finding.finding, value, match.first, match.last)

    def _deny(self, finding: Finding, value: Value | None, match: Match) -> None:
        if finding.type == "yes_no" and value is not None:
            self.claim(finding.finding, not value, match.first, match.last)
        elif finding.denied is not None and value != finding.denied:
            self.claim(finding.finding, finding.denied, match.first, match.last)
        else:
            self._doubt(finding.finding, match, "denied, and no other value is said")

    def _read_topic(self, name: str, match: Match, scope: Scope, words: Sequence[str]) -> None:
        finding = self.library.findings[name]
        self._topics.append((match.last - 1, name))
        after = [w for j, w in enumerate(words[match.last : match.last + 4], match.last)
                 if self.said[j].segment - scope.segment <= 1]  # fmt: skip
        if scope.relative or finding.type == "number":
            return
        if scope.denied and not scope.unsure_denial and not scope.doubted:
            if finding.type == "yes_no":
                self.claim(name, False, match.first, match.last)
            elif finding.denied is not None:
                self.claim(name, finding.denied, match.first, match.last)
            return
        fits = {w for c in finding.values for w in (c.value, *c.aliases)}
        if hit := next((w for w in after if w in _UNKNOWN), None):
            if hit not in fits:
                self._doubt(name, match, "said to be unknown")
        elif finding.type == "yes_no" and not {"negative", "positive"} & fits:
            if {"negative", "absent", "none", "nil", "no", "denied"} & set(after[:3]):
                self.claim(name, False, match.first, match.last)
            elif {"positive", "present", "yes"} & set(after[:2]):
                self.claim(name, True, match.first, match.last)
        elif self._leading is not None:
            word = self._leading[1]
            choice = next((c for c in finding.values if word in (c.value, *c.aliases)), None)
            if choice and match.first - self._leading[2].last <= 2 * NEAR:
                self._cover(self._leading[2])
                self.claim(name, choice.value, self._leading[2].first, match.last)
                self._topics.pop()

    def claim(self, name: str, value: Value, first: int, last: int) -> None:
        """Gather that the text states a value."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        scope = self.said[first]
        beside = any(n == name and first - i <= NEAR and self.said[i].segment == scope.segment
                     for i, n in self._topics[-4:])  # fmt: skip
        said = Understood(name, value, self.text[start:end], start, end)
        self.claims.setdefault(name, []).append(_Claim(said, beside, scope.now))

    def _doubt(self, name: str, match: Match, why: str) -> None:
        self.doubt(name, self.tokens[match.first].start, self.tokens[match.last - 1].end, why)

    def doubt(self, name: str, start: int, end: int, why: str) -> None:
        """Gather that words touch a finding and do not settle it."""
        self.uncertain.append(Uncertain(name, self.text[start:end], start, end, why))

    def _cover(self, match: Match, yes: bool = True) -> None:
        self.covered[match.first : match.last] = [yes] * (match.last - match.first)

    def _uncover(self, match: Match) -> None:
        self._cover(match, False)

    def settle(self) -> tuple[tuple[Understood, ...], tuple[Contradicting, ...]]:
        """Give what is stated, and where the text gives two values of one finding."""
        doubted = {(item.start, item.finding) for item in self.uncertain}
        stated, against = [], []
        for name in self.library.findings:
            claims = [c for c in self.claims.get(name, ()) if (c.said.start, name) not in doubted]
            chosen = (
                _agreed(claims) or _agreed([c for c in claims if c.beside]) or _agreed([c for c in claims if c.now])
            )
            if chosen:
                stated.append(chosen)
            elif claims:
                other = next(c for c in claims if c.said.value != claims[0].said.value)
                against.append(Contradicting(name, claims[0].said, other.said))
        return tuple(stated), tuple(against)


def _agreed(claims: Iterable[_Claim]) -> Understood | None:
    found = list(claims)
    return found[0].said if found and all(c.said.value == found[0].said.value for c in found) else None
