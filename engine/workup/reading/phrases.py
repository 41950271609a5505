"""An index over a library's phrases: which words say, name or look like what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from workup.knowledge.findings import Finding
from workup.knowledge.library import Library
from workup.reading.phrase_list import NEVER, Entry, Meaning, following, may_end, phrases_of, worded
from workup.reading.tokens import EMPTY, Token, word_set

SHORTEST_TYPO = 6
"""A word shorter than this is never read with a typing error."""


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


class _Node:
    """Where some phrases stand after the words read so far; what may follow is worked out when asked for."""

    def __init__(self, entries: Iterable[Entry], *, may_end_here: bool = True) -> None:
        self._entries = list(entries)
        ended = (meaning for tail, meaning in self._entries if may_end(tail)) if may_end_here else ()
        self.meanings = dict.fromkeys(Meaning(*meaning) for meaning in ended)
        self._nodes: dict[str, _Node] = {}

    @cached_property
    def _after(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for tail, meaning in self._entries:
            for word, rest in following(tail):
                found.setdefault(word, []).append((rest, meaning))
        return found

    def after(self, word: str) -> _Node | None:
        """Give where the phrases stand that go on with a word; None where none does."""
        if word not in self._nodes:
            if word not in self._after:
                return None
            self._nodes[word] = _Node(self._after[word])
        return self._nodes[word]


class PhraseIndex:
    """The phrases of one library, for matching the longest first."""

    def __init__(self, library: Library) -> None:
        phrases = phrases_of(library)
        self.words, self.topic_words, self.own = phrases.words, phrases.topic_words, phrases.own
        self._by_first = phrases.by_first
        self._first: dict[str, _Node] = {}
        self._names_of: dict[str, set[tuple[str, ...]]] = {}
        self.ask_steps = frozenset(step.step for step in library.pathway.steps if step.kind in ("ask", "examine"))
        self.asked = frozenset(name for name, finding in library.findings.items() if finding.step in self.ask_steps)
        self._step_names = {step.step: (step.short, *step.phrases) for step in library.pathway.steps}
        biopsies = {step.step for step in library.pathway.steps if step.kind == "biopsy"}
        self.methods = {
            name: f.step for name, f in library.findings.items() if f.step in biopsies and f.type == "choice"
        }
        """By finding that tells how tissue is taken: its step."""
        timed = (f for f in library.findings.values() if f.unit == "months" and f.finding in self.asked)
        self._lump = tuple({f"{finding.finding.partition('.')[0]}." for finding in timed})
        aged = (f for f in library.findings.values() if f.unit == "years" and f.finding in self.asked)
        self._person = tuple({f"{finding.finding.partition('.')[0]}." for finding in aged})

    def names_step(self, step: str, words: Sequence[str]) -> bool:
        """Say whether some words hold a name of a step."""
        if step not in self._names_of:
            self._names_of[step] = {name for phrase in self._step_names[step] for name in worded(phrase)}
        names, count = self._names_of[step], len(words)
        return any(tuple(words[i:j]) in names for i in range(count) for j in range(i + 1, min(count, i + 6) + 1))

    def of_the_lump(self, finding: Finding) -> bool:
        """Say whether a finding is of the group whose duration is asked for: the lump's own."""
        return finding.finding.startswith(self._lump)

    def of_the_person(self, finding: Finding) -> bool:
        """Say whether a finding is of the group whose age is asked for: the person's own."""
        return finding.finding.startswith(self._person)

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

    def alone(self, word: str) -> Sequence[Meaning]:
        """Give what a word means by itself, whatever phrase it stands in."""
        return tuple(self._node(word).meanings) if word in self._by_first else ()

    def _node(self, word: str) -> _Node:
        if word not in self._first:
            self._first[word] = _Node(self._by_first[word], may_end_here=word not in NEVER)
        return self._first[word]

    def _longest(
        self, words: Sequence[str], tokens: Sequence[Token], taken: Sequence[bool], i: int, role: str = ""
    ) -> Match | None:
        if tokens[i].kind not in ("word", "number") or words[i] not in self._by_first:
            return None
        node, j, best, fillings = self._node(words[i]), i + 1, None, 0
        if node.meanings and (not role or any(meaning.role == role for meaning in node.meanings)):
            best = Match(i, j, tuple(node.meanings))
        while j < len(tokens) and not taken[j]:
            if tokens[j].kind == "other" or (tokens[j].text == ":" and j > i) or (j > i and words[j] in EMPTY):
                j += 1
                if j - i > _LONGEST_SPAN:
                    break
                continue
            going_on = node.after(words[j]) if tokens[j].kind != "mark" or words[j] == "," else None
            if going_on is None and j > i and words[j] in _FILLING and fillings < _MOST_FILLINGS:
                fillings, j = fillings + 1, j + 1
                continue
            if going_on is None:
                break
            node, j = going_on, j + 1
            if node.meanings and (not role or any(meaning.role == role for meaning in node.meanings)):
                best = Match(i, j, (*node.meanings, *_values_within(best, node.meanings)))
        return best


def _values_within(shorter: Match | None, meanings: Mapping[Meaning, None]) -> Iterator[Meaning]:
    """Give the values that a shorter phrase says of findings that the longer one only names: "flow voids on MRI"."""
    named = {m.name for m in meanings if m.role == "topic"}
    if shorter and all(m.role == "topic" for m in meanings):
        yield from (m for m in shorter.meanings if m.role == "phrase" and m.name in named)


_LONGEST_SPAN = 40
_FILLING = word_set(
    "very v quite rather fairly slightly somewhat clearly definitely now also both again then"
    " really extremely relatively mildly moderately largely mostly predominantly completely entirely well just only"
)
"""Words that may stand within a phrase where the content does not write them: "fixed very firmly"."""
_MOST_FILLINGS = 2
_LONGEST_WORD = 40


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
