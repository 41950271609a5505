"""An index over a library's phrases: which words say, name or look like what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from workup.knowledge.findings import Choice, Finding
from workup.knowledge.library import Library
from workup.reading.plain_words import SYNONYMS
from workup.reading.tokens import EMPTY, Token, phrase_words, word_set

Role = Literal["phrase", "word", "topic", "step", "number", "other", "vague", "sign"]
"""`phrase` says a value by itself; `word` says it where its finding is named; `other` says nothing.

`vague` touches a finding without a value; `sign` is one of several that a "no" must deny, and `value` counts it.
"""

SHORTEST_TYPO = 6
"""A word shorter than this is never read with a typing error."""

GENERAL = word_set(
    "yes no none other same normal possible impossible safe unsafe unclear uncertain unknown clear negative"
    " positive seen given started finished complete whole removed open partial present absent dark bright high"
    " back some planned sure certain mass node nodes fit split strong weak focal variable specialist imaging mild"
    " fat muscle skin bone severe larger smaller allergy single reported injury trauma"
)
"""Words too general to say anything unless what they are about is named beside them."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase may mean: a role, and the finding with its value, or the step."""

    role: Role
    name: str
    value: str = ""
    alone: bool = True
    """It counts without another finding."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: the first and the last of its tokens (exclusive), and its meanings."""

    first: int
    last: int
    meanings: tuple[Meaning, ...]

    @property
    def ends(self) -> tuple[int, int]:
        """Give the first and the last of its tokens (exclusive)."""
        return self.first, self.last


@dataclass
class _Node:
    after: dict[str, _Node] = field(default_factory=dict)
    meanings: dict[Meaning, None] = field(default_factory=dict)


class PhraseIndex:
    """The phrases of one library, for matching the longest first."""

    def __init__(self, library: Library) -> None:
        self._root = _Node()
        self.words: set[str] = set()
        self.topic_words: dict[str, list[str]] = {}
        """The findings that a single word names."""
        self.ask_steps = frozenset(step.step for step in library.pathway.steps if step.kind in ("ask", "examine"))
        self.asked = frozenset(name for name, finding in library.findings.items() if finding.step in self.ask_steps)
        timed = (f for f in library.findings.values() if f.unit == "months" and f.finding in self.asked)
        self._lump = tuple({f"{finding.finding.partition('.')[0]}." for finding in timed})
        aged = (f for f in library.findings.values() if f.unit == "years" and f.finding in self.asked)
        self._person = tuple({f"{finding.finding.partition('.')[0]}." for finding in aged})
        for name, finding in library.findings.items():
            self._add_finding(name, finding, name in self.asked)
        for step in library.pathway.steps:
            for phrase in (step.short, *step.phrases):
                self._add(phrase, Meaning("step", step.step))

    def of_the_lump(self, finding: Finding) -> bool:
        """Say whether a finding is of the group whose duration is asked for: the lump's own."""
        return finding.finding.startswith(self._lump)

    def of_the_person(self, finding: Finding) -> bool:
        """Say whether a finding is of the group whose age is asked for: the person's own."""
        return finding.finding.startswith(self._person)

    def _add_finding(self, name: str, finding: Finding, asked: bool) -> None:
        for choice in finding.values:
            whole = {choice.says, choice.label}
            for phrase, role in _phrases_of(choice, asked and not finding.needs_topic):
                alone = finding.only_with is None or phrase in whole
                self._add(phrase, Meaning(role, name, choice.value, alone))
        for phrase in finding.vague:
            self._add(phrase, Meaning("vague", name))
        for number, words in enumerate(finding.signs):
            for phrase in words:
                self._add(phrase, Meaning("sign", name, str(number)))
        for phrase in (finding.label, *finding.topic):
            self._add(phrase, Meaning("topic", name))
        for phrase in finding.phrases:
            self._add(phrase, Meaning("number", name))
        for phrase in finding.other_meanings:
            self._add(phrase, Meaning("other", name))
        if finding.says is not None:
            for part in finding.says.split("{value}"):
                self._add(part, Meaning("number", name))

    def _add(self, phrase: str, meaning: Meaning) -> None:
        words = [SYNONYMS.get(word, word) for word in phrase_words(phrase)]
        if not words or (len(words) == 1 and words[0] in _NEVER):
            return
        node = self._root
        for word in words:
            node = node.after.setdefault(word, _Node())
        node.meanings[meaning] = None
        if meaning.role == "topic" and len(words) == 1:
            self.topic_words.setdefault(words[0], []).append(meaning.name)
        self.words.update(words)

    @cached_property
    def _near(self) -> Mapping[str, str]:
        """Give, for each long word with one letter left out, the word; empty where two words meet."""
        found: dict[str, str] = {}
        for word in sorted(self.words):
            if len(word) >= SHORTEST_TYPO and word.isalpha():
                for short in {word, *_without_one(word)}:
                    found[short] = word if found.get(short, word) == word else ""
        return found

    def meant(self, word: str, known: frozenset[str]) -> str:
        """Give the word of the content that a long unknown word is one typing error away from; else the word."""
        if len(word) < SHORTEST_TYPO or word in self.words or word in known or not word.isalpha():
            return word
        if len(word) > _LONGEST_WORD:
            return word
        for short in (word, *_without_one(word)):
            near = self._near.get(short, "")
            if near and near[0] == word[0] and one_edit_apart(word, near):
                return near
        return word

    def matches(self, words: Sequence[str], tokens: Sequence[Token], taken: Sequence[bool]) -> Iterator[Match]:
        """Give the longest phrases from left to right; none overlaps another or a token that is taken.

        Where a longer phrase begins within one and says another value of its finding, or none, it stands instead.
        """
        i, count = 0, len(tokens)
        while i < count:
            found = None if taken[i] else self._longest(words, tokens, taken, i)
            if found is None:
                i += 1
            elif (later := self._outgrown(found, words, tokens, taken)) is not None:
                step = self.step_at(words, tokens, taken, i)
                if step is not None and step.last <= later.first:
                    yield step
                yield later
                i = later.last
            else:
                yield found
                i = found.last

    def _outgrown(
        self, found: Match, words: Sequence[str], tokens: Sequence[Token], taken: Sequence[bool]
    ) -> Match | None:
        """Give the phrase that begins within another, reaches further, and says its finding another value, or none."""
        values = {m.name: m.value for m in found.meanings if m.role == "phrase"}
        for i in range(found.first + 1, found.last) if values else ():
            later = self._longest(words, tokens, taken, i)
            if later is not None and later.last > found.last:
                said = [m for m in later.meanings if m.role in ("phrase", "other") and m.name in values]
                if any(m.value != values[m.name] for m in said):
                    return later
        return None

    def step_at(self, words: Sequence[str], tokens: Sequence[Token], taken: Sequence[bool], i: int) -> Match | None:
        """Give the longest name of a step that begins at a token, also within a longer phrase."""
        return self._longest(words, tokens, taken, i, "step")

    def _longest(
        self, words: Sequence[str], tokens: Sequence[Token], taken: Sequence[bool], i: int, role: str = ""
    ) -> Match | None:
        if tokens[i].kind not in ("word", "number") or (words[i] in EMPTY and words[i] not in self._root.after):
            return None
        node, j, best = self._root, i, None
        while j < len(tokens) and not taken[j]:
            if tokens[j].kind == "other" or (tokens[j].text == ":" and j > i) or (j > i and words[j] in EMPTY):
                j += 1
                if j - i > _LONGEST_SPAN:
                    break
                continue
            following = node.after.get(words[j]) if tokens[j].kind != "mark" or words[j] == "," else None
            if following is None:
                break
            node, j = following, j + 1
            if node.meanings and (not role or any(meaning.role == role for meaning in node.meanings)):
                best = Match(i, j, (*node.meanings, *_values_within(best, node.meanings)))
        return best


def _values_within(shorter: Match | None, meanings: Mapping[Meaning, None]) -> Iterator[Meaning]:
    """Give the values that a shorter phrase says of findings that the longer one only names: "flow voids on MRI"."""
    named = {m.name for m in meanings if m.role == "topic"}
    if shorter and all(m.role == "topic" for m in meanings):
        yield from (m for m in shorter.meanings if m.role == "phrase" and m.name in named)


_LONGEST_SPAN = 40
_LONGEST_WORD = 40
_NEVER = word_set("no not yes and or none is for of in on at with up to the other same possible")


def _phrases_of(choice: Choice, asked: bool) -> Iterator[tuple[str, Role]]:
    for phrase in (choice.says, *choice.phrases):
        yield phrase, "phrase"
    label = choice.label
    bare = label.rpartition(": ")[2]
    if bare != label or " " in label:
        yield label, "phrase"
    weak = choice.value in ("other", "uncertain", "unclear", "unknown", "indeterminate")
    bare_names = () if choice.value == "other" else (bare, choice.value)
    for phrase in (*bare_names, *choice.aliases):
        words = phrase_words(phrase)
        short = len(words) == 1 and (words[0] in GENERAL or len(words[0]) == 1)
        general = not asked or weak or short
        yield phrase, "word" if general else "phrase"


def _without_one(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(1, len(word)))


def one_edit_apart(one: str, two: str) -> bool:
    """Say whether one letter more, less, other, or two neighbors swapped, make one word the other.

    >>> one_edit_apart("pianless", "painless"), one_edit_apart("shinking", "shrinking"), one_edit_apart("abc", "abxy")
    (True, True, False)
    """
    if len(one) > len(two):
        one, two = two, one
    if len(two) - len(one) > 1:
        return False
    start = 0
    while start < len(one) and one[start] == two[start]:
        start += 1
    if len(one) < len(two):
        return one[start:] == two[start + 1 :]
    if one[start + 1 :] == two[start + 1 :]:
        return True
    swapped = one[start : start + 2][::-1] == two[start : start + 2]
    return swapped and one[start + 2 :] == two[start + 2 :]


@lru_cache(maxsize=8)
def index_of(library: Library) -> PhraseIndex:
    """Give a library's index, built at its first use; the last few are kept."""
    return PhraseIndex(library)
