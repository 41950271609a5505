"""What phrases state, from how they are said and what is named beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workup.knowledge.findings import Finding, Value
from workup.reading.choosing import Choosing
from workup.reading.claims import VAGUE, Claim
from workup.reading.clauses import Scope
from workup.reading.description import Uncertain, Understood
from workup.reading.elsewhere import Elsewhere
from workup.reading.lists import Lists
from workup.reading.people import perhaps_a_parent
from workup.reading.phrase_list import Meaning
from workup.reading.phrases import Match
from workup.reading.results import told_steps
from workup.reading.sign_words import DOUBTING
from workup.reading.step_states import StepStates
from workup.reading.surroundings import Surroundings
from workup.reading.telling import Telling
from workup.reading.tokens import word_set

_BRACKET = 30
"""How many characters within a bracket a doubt of what stands before it may begin."""
_AS_FAR = 14
"""How many words before what it tells a scan may be named."""
_ASKED_FOR = word_set("for to by as if because given since")
"""What follows where a scan is suggested, and suggests nothing itself."""
_SAID_BEFORE = 200
"""How many characters before a bracket may stand what it takes back."""
_ABSENT = word_set("nil absent none no denied negative")
_PLANNING = frozenset(("refer", "discuss", "follow_up", "reassure"))
"""Kinds of steps whose results are plans."""
_LINKING = word_set("is are was were : - and")
_UNKNOWN = word_set("unknown unclear uncertain unsure")
_WHOSE = word_set("she her he his him")
_RECENT = word_set("since recently lately now currently today latterly")


class Stating:
    """Gather what a text states, what is doubtful, and which tokens have been made sense of."""

    def __init__(self, telling: Telling, matches: Sequence[Match], steps: StepStates) -> None:
        self.telling, self.library, self.index = telling, telling.library, telling.index
        self.tokens, self.words, self.said = telling.tokens, telling.words, telling.said
        self.steps, self.matches = steps, matches
        self.around = Surroundings(telling, matches)
        self.elsewhere = Elsewhere(telling, matches, steps)
        self.step_at = told_steps(telling, matches, steps)
        self.covered = [False] * len(telling.tokens)
        self.claims: dict[str, list[Claim]] = {}
        self.uncertain: list[Uncertain] = []
        self.beside_age: set[int] = set()
        self.choosing = Choosing(telling, self.around, self.step_at, self.beside_age, self._doubt)
        self._leading: tuple[int, str, Match] | None = None
        self._recent = {self.said[i].segment for i, word in enumerate(self.words) if word in _RECENT}
        self._lists = Lists(telling, matches)
        self._perhaps_a_parent = set(perhaps_a_parent(self.words, self.said))
        self._whose: dict[str, list[tuple[Meaning, int]]] = {}
        self._denied_signs: dict[str, dict[str, Match]] = {}

    def read_matches(self) -> None:
        """Read the phrases in order."""
        for match in self.matches:
            self._read(match, self.words)
        for name, places in self._whose.items():
            for meaning, i in places if name not in self.claims else ():
                self.claim(name, meaning.value, i, i + 1)

    def _read(self, match: Match, words: Sequence[str]) -> None:
        scope = self.said[match.first]
        if match.first in self._perhaps_a_parent and match.last == match.first + 1:
            return
        self.choosing.forget(scope.sentence)
        if self._leading and self._leading[0] != scope.sentence:
            self._leading = None
        self._cover(match)
        roles = {meaning.role for meaning in match.meanings}
        if "step" in roles and self.steps.at[match.first][1] in ("pending", "not_done"):
            return
        values = self.choosing.values(match)
        if self._denied_after(match, words) and not scope.denied:
            scope = replace(scope, denied=True)
        elsewhere = {m.name for m in match.meanings if m.role == "other"}
        self._read_signs(match, scope)
        for meaning in values:
            self._state(meaning, match, scope)
        if len(values) == 1 and self._lists.may_lead(values[0], match):
            self._leading = (scope.sentence, values[0].value, match)
        self._read_whose(match, scope)
        if match.last - match.first > 1:
            self.choosing.topics += [pair for pair in self.around.named_within(match) if pair[1] in self.index.asked]
        if values or elsewhere:
            return
        for meaning in match.meanings:
            if meaning.role == "vague" and not (scope.denied or scope.relative):
                self._doubt(meaning.name, match, VAGUE)
        topics = [m.name for m in match.meanings if m.role == "topic"]
        for name in topics:
            self._read_topic(name, match, scope, words)
        if not topics and roles == {"word"}:
            asked = [m.name for m in match.meanings if self.library.findings[m.name].needs_topic]
            if scope.doubted and asked and _UNKNOWN.isdisjoint(words[match.first : match.last]):
                for name in asked:
                    self._doubt(name, match, "said as a possibility")
                return
            self._uncover(match)
            self._leading = (scope.sentence, words[match.first], match)

    def _read_whose(self, match: Match, scope: Scope) -> None:
        """Keep the "she" or "his" within a longer phrase: it tells of the person where nothing else does."""
        for i in range(match.first, match.last if match.last > match.first + 1 else match.first):
            if self.words[i] in _WHOSE and not scope.relative and i not in self._perhaps_a_parent:
                for meaning in self.index.alone(self.words[i]):
                    if meaning.role == "phrase" and self.index.of_the_person(self.library.findings[meaning.name]):
                        self._whose.setdefault(meaning.name, []).append((meaning, i))

    def _read_signs(self, match: Match, scope: Scope) -> None:
        """Count the signs denied; where all of a finding's are, it is denied."""
        for meaning in match.meanings:
            if meaning.role == "sign" and scope.denied and not (scope.relative or scope.doubted or scope.unsure_denial):
                self._deny_sign(self.library.findings[meaning.name], meaning.value, match)

    def _deny_sign(self, finding: Finding, sign: str, match: Match) -> None:
        denied = self._denied_signs.setdefault(finding.finding, {})
        denied.setdefault(sign, match)
        if len(denied) == len(finding.signs):
            first = next(iter(denied.values()))
            self.claim(finding.finding, False, first.first, match.last)

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
        finding, name = self.library.findings[meaning.name], meaning.name
        value: Value = meaning.value == "yes" if finding.type == "yes_no" else meaning.value
        earlier = scope.past and not scope.denied and not self.index.of_the_person(finding)
        unsure = scope.unsure_denial and not (finding.is_undeniable and self.around.beside(name, *match.ends))
        if scope.relative and "relatives" not in finding.about:
            self._doubt(name, match, "told of a relative")
        elif (earlier or (scope.ago and self._only_now(finding))) and "past" not in finding.about:
            self._doubt(name, match, "told of an earlier time")
        elif scope.open:
            self._leave_open(finding, match)
        elif scope.doubted and not self._is_described(finding, match):
            self._doubt(name, match, "said as a possibility")
        elif scope.planned and self.library.steps[finding.step].kind not in _PLANNING:
            self._doubt(name, match, "said as a plan")
        elif unsure or (scope.listed and value is True and self._only_now(finding)):
            self._doubt(name, match, "it may or may not be denied")
        elif scope.denied and not scope.unsure_denial:
            self._deny(finding, value, match)
        elif self.elsewhere.describes_more(match) and finding.finding not in self.index.asked:
            self._doubt(name, match, "the report tells of something else too")
        elif self.around.of_something_else(finding, match) or self._is_elsewhere(finding, match):
            self._doubt(name, match, "it may be said of something else")
        else:
            self.claim(name, value, *match.ends, alone=meaning.alone)

    def _is_described(self, finding: Finding, match: Match) -> bool:
        """Say whether a scan "suggested" what a hand could find too, which is no verdict: "beneath the fascia"."""
        step, findings = self.library.steps[finding.step], self.library.findings
        seen = [findings[m.name] for m in match.meanings if m.role == "phrase" and m.name in self.index.asked]
        if step.kind != "image" or not any(self.index.of_the_lump(f) and not f.needs_topic for f in seen):
            return False
        segment, near = self.said[match.first].segment, range(max(0, match.first - _AS_FAR), match.first)
        doubts = [i for i in near if self.words[i] in DOUBTING and self.said[i].segment == segment]
        if [self.words[i] for i in doubts] != ["suggested"] or self.words[doubts[0] + 1] in _ASKED_FOR:
            return False
        return step.step in self.steps.ending_at(doubts[0])

    def _is_elsewhere(self, finding: Finding, match: Match) -> bool:
        """Say whether a finding of the lump is told of another part of the body."""
        if finding.finding not in self.index.asked or not self.index.of_the_lump(finding):
            step = self.library.steps[finding.step]
            return step.kind == "image" and not step.elsewhere and self.elsewhere.of_another_scan(match.first)
        return match.first in self.elsewhere or self.elsewhere.has_other_subject(match)

    def _only_now(self, finding: Finding) -> bool:
        """Say whether a finding is asked, and is neither the lump's own nor the person's."""
        own = self.index.of_the_lump(finding) or self.index.of_the_person(finding)
        return finding.finding in self.index.asked and not own

    def _leave_open(self, finding: Finding, match: Match) -> None:
        """State that a finding cannot be told, where it has such a value."""
        unclear = next((c.value for c in finding.values if not _UNKNOWN.isdisjoint((c.value, *c.aliases))), None)
        if unclear is not None and finding.finding in self.index.asked:
            self.claim(finding.finding, unclear, *match.ends)
        else:
            self._doubt(finding.finding, match, "said to be unknown")

    def _deny(self, finding: Finding, value: Value | None, match: Match) -> None:
        if any(m.role == "sign" and m.name == finding.finding for m in match.meanings):
            return
        words = {*self.words[match.first : match.last]}
        if held := [str(number) for number, signs in enumerate(finding.signs) if not words.isdisjoint(signs)]:
            for sign in held:  # "no weakness of the arm" denies one sign
                self._deny_sign(finding, sign, match)
            return
        if finding.type == "yes_no" and value is not None:
            self.claim(finding.finding, not value, *match.ends)
            return
        own = next((c.denied for c in finding.values if c.value == value), None) or finding.denied
        if own is not None and value != own:
            self.claim(finding.finding, own, *match.ends)
        else:
            self._doubt(finding.finding, match, "denied, and no other value is said")

    def _read_topic(self, name: str, match: Match, scope: Scope, words: Sequence[str]) -> None:
        finding = self.library.findings[name]
        self.choosing.topics.append((match.last - 1, name))
        after = [w for j, w in enumerate(words[match.last : match.last + 4], match.last)
                 if self.said[j].segment - scope.segment <= 1]  # fmt: skip
        if scope.relative or finding.type == "number":
            return
        if scope.doubted and finding.type == "yes_no":
            self._doubt(name, match, "said as a possibility")
            return
        if scope.denied and not scope.unsure_denial and not scope.doubted:
            if finding.type == "yes_no":
                self.claim(name, False, *match.ends)
            elif finding.denied is not None:
                self.claim(name, finding.denied, *match.ends)
            return
        fits = {w for c in finding.values for w in (c.value, *c.aliases)}
        if hit := next((w for w in after if w in _UNKNOWN), None):
            if hit not in fits:
                self._doubt(name, match, "said to be unknown")
        elif finding.type == "yes_no" and not {"negative", "positive"} & fits:
            if {"negative", "absent", "none", "nil", "no", "denied"} & set(after[:3]):
                self.claim(name, False, *match.ends)
            elif {"positive", "present", "yes"} & set(after[:2]):
                self.claim(name, True, *match.ends)
        elif self._leading is not None:
            word = self._leading[1]
            choice = next((c for c in finding.values if word in (c.value, *c.aliases)), None)
            if choice and self._lists.leads(self._leading[2], match):
                self._cover(self._leading[2])
                self.claim(name, choice.value, self._leading[2].first, match.last)
                self.choosing.topics.pop()

    def claim(self, name: str, value: Value, first: int, last: int, note: str = "", alone: bool = True) -> None:
        """Gather that the text states a value."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        scope = self.said[first]
        said = Understood(name, value, self.telling.text[start:end], start, end, note)
        beside = self.around.beside(name, first, last)
        now = scope.now or scope.segment in self._recent
        self.claims.setdefault(name, []).append(Claim(said, beside, now, scope.ago, alone))

    def _doubt(self, name: str, match: Match, why: str) -> None:
        self.doubt(name, self.tokens[match.first].start, self.tokens[match.last - 1].end, why)

    def doubt(self, name: str, start: int, end: int, why: str) -> None:
        """Gather that words touch a finding and do not settle it; in brackets they take back what stands before."""
        text = self.telling.text
        opened = text.rfind("(", max(0, start - _BRACKET), start)
        if opened > text.rfind(")", max(0, start - _BRACKET), start):
            last = text.rfind(".", max(0, opened - _SAID_BEFORE), opened)
            last = max(last, opened - _SAID_BEFORE)
            kept = [claim for claim in self.claims.get(name, ()) if not last < claim.said.start < opened]
            self.claims[name] = kept
        self.uncertain.append(Uncertain(name, self.telling.text[start:end], start, end, why))

    def _cover(self, match: Match, yes: bool = True) -> None:
        self.covered[match.first : match.last] = [yes] * (match.last - match.first)

    def _uncover(self, match: Match) -> None:
        self._cover(match, False)
