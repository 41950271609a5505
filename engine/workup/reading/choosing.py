"""Which findings a phrase gives a value to: by what is named before it, by the scan being told, or by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workup.reading.phrase_list import Meaning
from workup.reading.phrases import Match
from workup.reading.results import SCANS
from workup.reading.surroundings import NEAR, Surroundings
from workup.reading.telling import Telling
from workup.reading.tokens import word_set

Topic = tuple[int, str]
"""Where a finding is named, and which."""
_FARTHEST_PART = 8
"""How many parts of a list back a value reaches: "PAX8, keratin, S100 and HMB45 negative"."""
_MOST_TOPICS = 12
_CONTRAST = word_set("whereas while but although though unlike despite")
"""Words before which a list of names ends."""
_QUOTES = frozenset("'\"‘’“”")


class Choosing:
    """The findings named so far in a sentence, and the choice among the meanings of a phrase.

    `step_at` gives the step that is told at each place, `beside_age` the places beside an age, and `doubt` reports a
    finding whose value cannot be told.
    """

    def __init__(
        self,
        telling: Telling,
        around: Surroundings,
        step_at: Sequence[str],
        beside_age: set[int],
        doubt: Callable[[str, Match, str], None],
    ) -> None:
        self._telling, self._around, self._step_at = telling, around, step_at
        self._beside_age, self._doubt = beside_age, doubt
        self.library, self.index = telling.library, telling.index
        self.topics: list[Topic] = []

    def forget(self, sentence: int) -> None:
        """Leave the findings that were named in an earlier sentence, or long ago."""
        said = self._telling.said
        self.topics = [(i, name) for i, name in self.topics if said[i].sentence == sentence][-_MOST_TOPICS:]

    def values(self, match: Match) -> list[Meaning]:
        """Choose which findings a phrase gives a value to."""
        elsewhere = {m.name for m in match.meanings if m.role == "other"}
        step = self._step_at[match.first]
        told = self._step_at[match.first - 1] if match.first else ""
        possible = [m for m in match.meanings if m.role in ("phrase", "word") and m.name not in elsewhere
                    and not self._is_of_another_scan(m.name, match, told)]  # fmt: skip
        if not possible:
            return []
        names = self._names_before(match)
        named = [m for m in possible if m.name in names]
        if named:
            read = {m.name for m in named}
            self.topics = [(i, n) for i, n in self.topics if n not in read]
            steps = {self.library.findings[m.name].step for m in named} - self.index.ask_steps
            return named + [m for m in possible if m.role == "phrase" and m not in named
                            and self.library.findings[m.name].step in steps and self._is_own(m, match)]  # fmt: skip
        of_step = [m for m in possible if step and self.library.findings[m.name].step == step
                   and (m.role == "phrase" or not self.library.findings[m.name].topic)]  # fmt: skip
        if len({m.name for m in of_step}) == 1:
            return of_step
        beside_age = match.first in self._beside_age
        self._close_other_topics(match)
        strong = [
            m
            for m in possible
            if m.role == "phrase"
            or self._is_quoted(m, match)
            or (beside_age and len(self._telling.tokens[match.first].text) == 1)
        ]
        if len({m.name for m in strong}) > 1:
            strong = [m for m in strong if m.name in self.index.asked] or strong
        if len({(m.name) for m in strong}) > 1 and not all(self._is_own(m, match) for m in strong):
            for meaning in strong:
                self._doubt(meaning.name, match, "it may be said of more than one thing")
            return []
        return strong

    def _names_before(self, match: Match) -> set[str]:
        """Give the findings named shortly before, in a row that may be a list: "PAX8 and keratin negative"."""
        names: set[str] = set()
        last = match.first
        own = self._telling.said[last].segment if self._around.follows_a_strange_word(match) else -1
        for i, name in reversed(self.topics):
            near = 2 * NEAR if self.library.findings[name].needs_topic else NEAR
            if last - i > near or self._telling.said[i].segment < max(
                self._telling.said[match.first].segment - _FARTHEST_PART, own
            ):
                break
            if not _CONTRAST.isdisjoint(self._telling.words[i + 1 : last]):
                break
            names.add(name)
            last = i
        return names

    def _is_quoted(self, meaning: Meaning, match: Match) -> bool:
        """Say whether a name that counts only where it was given stands in quotes: "the 'lipoma' was excised"."""
        text = self._telling.text
        start, end = self._telling.tokens[match.first].start, self._telling.tokens[match.last - 1].end
        quotes = {text[start - 1 : start], text[end : end + 1]}
        return self.library.findings[meaning.name].needs_topic and len(quotes & _QUOTES) == 1 == len(quotes)

    def _close_other_topics(self, match: Match) -> None:
        """End the topic right before a value that it does not have: the plus of "TFE3 (+), CK negative"."""
        mine = {m.name for m in match.meanings}
        if any(m.role == "word" for m in match.meanings):
            closed = [(i, n) for i, n in self.topics if match.first - i <= 2 and n not in mine | self.index.asked]
            self.topics = [topic for topic in self.topics if topic not in closed]
            for _, name in closed:
                self._doubt(name, match, "no value of it is said")

    def _is_of_another_scan(self, name: str, match: Match, step: str) -> bool:
        """Say whether a finding is of another scan than the one being told, or a judgment by hand made from one."""
        finding, kinds = self.library.findings[name], self.library.steps
        if step and (kinds[step].kind != "image" or finding.step == step):
            return False
        if not step and (kinds[finding.step].elsewhere or not self._follows_a_strange_scan(match)):
            return False
        words = self._telling.words[match.first : match.last]
        if finding.step in self.index.steps_named(words) or (step and self._names_its_own(name, match, step)):
            return False
        return kinds[finding.step].kind == "image" or (finding.needs_topic and finding.finding in self.index.asked)

    def _follows_a_strange_scan(self, match: Match) -> bool:
        """Say whether a scan that the content does not name is told just before, in the same sentence."""
        said, words = self._telling.said, self._telling.words
        for i in range(match.first - 1, max(-1, match.first - 1 - NEAR), -1):
            if said[i].sentence != said[match.first].sentence or self._step_at[i]:
                return False
            if words[i] in SCANS:
                return True
        return False

    def _names_its_own(self, name: str, match: Match, step: str) -> bool:
        """Say whether a phrase of one finding alone names it: the kidneys, behind a CT of the lump."""
        finding = self.library.findings[name]
        if any(m.name != name for m in match.meanings) or not any(m.role == "phrase" for m in match.meanings):
            return False
        of_scan, words = self.index.words_of_step(step), self._telling.words[match.first : match.last]
        if name not in self.index.asked and not any(of_scan & {*topic.split()} for topic in finding.topic):
            return False  # no radiograph shows what a chest CT does
        opening = {topic.split()[0] for topic in finding.topic} - of_scan
        return not opening.isdisjoint(words)

    def _is_own(self, meaning: Meaning, match: Match) -> bool:
        """Say whether the content lists the words among the value's own phrases, not only its short names."""
        return (meaning.name, meaning.value) in self.index.own
