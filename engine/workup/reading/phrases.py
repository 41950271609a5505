"""An index over a library's phrases: which words say, name or look like what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from workup.knowledge.findings import Finding
from workup.knowledge.library import Library
from workup.reading.phrase_list import NEVER, Entry, Meaning, following, may_end, phrases_of, worded
from workup.reading.plain_words import HELPERS
from workup.reading.tokens import EMPTY, Token, phrase_words, word_set
from workup.reading.typos import Spelling


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

    def ends(self, role: str) -> bool:
        """Say whether a phrase may end here, one of a role if one is asked for."""
        return any(not role or meaning.role == role for meaning in self.meanings)

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
        self.topic_words, self.own, self.spelling = phrases.topic_words, phrases.own, Spelling(phrases.words)
        self._by_first = phrases.by_first
        self._first: dict[str, _Node] = {}
        self._words_of: dict[str, frozenset[str]] = {}
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

    @cached_property
    def _steps_of(self) -> Mapping[tuple[str, ...], set[str]]:
        """Give, for the words of each name of a step, the steps that it names."""
        found: dict[tuple[str, ...], set[str]] = {}
        for step, phrases in self._step_names.items():
            for name in (name for phrase in phrases for name in worded(phrase)):
                found.setdefault(name, set()).add(step)
        return found

    def steps_named(self, words: Sequence[str]) -> set[str]:
        """Give the steps of which some words hold a name."""
        count, of = len(words), self._steps_of
        spans = (tuple(words[i:j]) for i in range(count) for j in range(i + 1, min(count, i + 6) + 1))
        return {step for span in spans if span in of for step in of[span]}

    def words_of_step(self, step: str) -> frozenset[str]:
        """Give the words that the names of a step are made of."""
        if step not in self._words_of:
            names = " ".join(self._step_names[step]).translate(_NO_CHOICE)
            self._words_of[step] = frozenset(phrase_words(names)) - NEVER
        return self._words_of[step]

    def of_the_lump(self, finding: Finding) -> bool:
        """Say whether a finding is of the group whose duration is asked for: the lump's own."""
        return finding.finding.startswith(self._lump)

    def of_the_person(self, finding: Finding) -> bool:
        """Say whether a finding is of the group whose age is asked for: the person's own."""
        return finding.finding.startswith(self._person)

    def matches(self, words: Sequence[str], tokens: Sequence[Token], taken: Sequence[bool]) -> Iterator[Match]:
        """Give the longest phrases from left to right; none overlaps another or a token that is taken.

        Where a longer phrase begins within one and says another value of its finding, or none, it stands instead.
        """
        i, count = 0, len(tokens)
        while i < count:
            found = None if taken[i] else self._longest(words, tokens, taken, i)
            if found is None:
                i += 1
                continue
            within = self._within(found, words, tokens, taken)
            later = _outgrowing(found, within)
            if later is None:
                yield from self._parts(found, within, words, tokens, taken)
                i = found.last
                continue
            step = self.step_at(words, tokens, taken, i)
            if step is not None and step.last <= later.first:
                yield step
            yield later
            i = later.last

    def _within(
        self, found: Match, words: Sequence[str], tokens: Sequence[Token], taken: Sequence[bool]
    ) -> list[Match]:
        """Give the longest phrases that begin within another, where one of them could stand instead or beside."""
        if not (any(m.role == "phrase" for m in found.meanings) or _says_no_value(found)):
            return []
        begun = (self._longest(words, tokens, taken, i) for i in range(found.first + 1, found.last))
        return [match for match in begun if match is not None]

    def _parts(
        self,
        found: Match,
        within: Sequence[Match],
        words: Sequence[str],
        tokens: Sequence[Token],
        taken: Sequence[bool],
    ) -> tuple[Match, ...]:
        """Give a phrase; in two where a comma or colon parts it, and its end says the same without its beginning.

        The beginning says something else: "taken on by the sarcoma team: plan is a core".
        """
        said = {(m.name, m.value) for m in found.meanings if m.role == "phrase"}
        for end in within if said else ():
            if end.last != found.last or {(m.name, m.value) for m in end.meanings} != said:
                continue
            opening = self._longest(words, tokens, taken, found.first, end=end.first)
            if opening is None or opening.last - opening.first < _FEWEST_WORDS:
                continue
            told = {m.name for m in opening.meanings if m.role == "phrase"}
            between = words[opening.last : end.first]
            if told and ("," in between or ":" in between) and told.isdisjoint(name for name, _ in said):
                return opening, end
        return (found,)

    def step_at(self, words: Sequence[str], tokens: Sequence[Token], taken: Sequence[bool], i: int) -> Match | None:
        """Give the longest name of a step that begins at a token, also within a longer phrase."""
        return self._longest(words, tokens, taken, i, "step")

    def alone(self, word: str) -> Sequence[Meaning]:
        """Give what a word means by itself, whatever phrase it stands in."""
        node = self._begin(word)
        return tuple(node.meanings) if node else ()

    def _longest(
        self,
        words: Sequence[str],
        tokens: Sequence[Token],
        taken: Sequence[bool],
        i: int,
        role: str = "",
        end: int | None = None,
    ) -> Match | None:
        if tokens[i].kind not in ("word", "number"):
            return None
        begun = [self._begin(words[i])]
        if (helper := HELPERS.get(tokens[i].text)) and (node := self._begin(helper)):
            begun.append(node.after("not"))
        count = len(tokens) if end is None else end
        found = (self._go_on(node, words, tokens, taken, (i, count), role) for node in begun if node)
        return max(filter(None, found), key=lambda one: one.last, default=None)

    def _begin(self, word: str) -> _Node | None:
        if word in self._by_first and word not in self._first:
            self._first[word] = _Node(self._by_first[word], may_end_here=word not in NEVER)
        return self._first.get(word)

    def _go_on(
        self,
        node: _Node,
        words: Sequence[str],
        tokens: Sequence[Token],
        taken: Sequence[bool],
        within: tuple[int, int],
        role: str,
    ) -> Match | None:
        """Give the longest phrase on from its first word, which stands first `within` two places."""
        i, count = within
        j, best, fillings = i + 1, None, 0
        if node.ends(role):
            best = Match(i, j, tuple(node.meanings))
        while j < count and not taken[j]:
            if tokens[j].kind == "other" or tokens[j].text == ":" or words[j] in EMPTY:
                j += 1
                if j - i > _LONGEST_SPAN:
                    break
                continue
            going_on = node.after(words[j]) if tokens[j].kind != "mark" or words[j] == "," else None
            if going_on is None and (helper := HELPERS.get(tokens[j].text)) and (helped := node.after(helper)):
                going_on = helped.after("not")
            if going_on is None and _may_fill(words, j) and fillings < _MOST_FILLINGS:
                fillings, j = fillings + 1, j + 1
                continue
            if going_on is None:
                break
            node, j = going_on, j + 1
            if node.ends(role):
                best = Match(i, j, (*node.meanings, *_values_within(best, node.meanings)))
        return best


def _may_fill(words: Sequence[str], j: int) -> bool:
    return words[j] in _FILLING or (words[j] in _HELPING and words[j + 1 : j + 2] == ["not"])


def _says_no_value(match: Match) -> bool:
    """Say whether a phrase only touches a finding: "there since", "was excised"."""
    return all(m.role in ("number", "vague") for m in match.meanings)


def _outgrowing(found: Match, within: Sequence[Match]) -> Match | None:
    """Give the phrase that begins within another, reaches further, and says its finding another value, or none.

    Words that say no value give way to any: "there since she was a baby", "was excised whole".
    """
    values = {m.name: m.value for m in found.meanings if m.role == "phrase"}
    for later in within:
        if later.last > found.last:
            if _says_no_value(found) and any(m.role == "phrase" for m in later.meanings):
                return later
            said = (m for m in later.meanings if m.role in ("phrase", "other") and m.name in values)
            if any(m.value != values[m.name] for m in said):
                return later
    return None


def _values_within(shorter: Match | None, meanings: Mapping[Meaning, None]) -> Iterator[Meaning]:
    """Give the values that a shorter phrase says of findings that the longer one only names: "flow voids on MRI"."""
    named = {m.name for m in meanings if m.role == "topic"}
    if shorter and all(m.role == "topic" for m in meanings):
        yield from (m for m in shorter.meanings if m.role == "phrase" and m.name in named)


_LONGEST_SPAN = 40
_FEWEST_WORDS = 2
"""How many words the beginning of a phrase has at least that is read by itself."""
_NO_CHOICE = str.maketrans("()|?", "    ")
_FILLING = word_set(
    "very v quite rather fairly slightly somewhat clearly definitely now also both again then"
    " really extremely relatively mildly moderately largely mostly predominantly completely entirely well just only"
)
"""Words that may stand within a phrase where the content does not write them: "fixed very firmly"."""
_MOST_FILLINGS = 2
_HELPING = frozenset(HELPERS.values())


@lru_cache(maxsize=8)
def index_of(library: Library) -> PhraseIndex:
    """Give a library's index, built at its first use; the last few are kept."""
    return PhraseIndex(library)
