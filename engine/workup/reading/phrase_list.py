"""The phrases of a library as the index takes them: the words of each, and what they may mean.

To split some ten thousand phrases takes longer than to read a description, so this is kept with the content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from workup.knowledge.findings import Choice, Finding
from workup.knowledge.library import Library
from workup.knowledge.phrase_patterns import parts_of, written_out
from workup.reading.plain_words import SYNONYMS
from workup.reading.tokens import EMPTY, phrase_words, word_set

Role = Literal["phrase", "word", "topic", "step", "number", "other", "vague", "sign"]
"""`phrase` says a value by itself; `word` says it where its finding is named; `other` says nothing.

`vague` touches a finding without a value; `sign` is one of several that a "no" must deny, and `value` counts it.
"""

GENERAL = word_set(
    "yes no none other same normal possible impossible safe unsafe unclear uncertain unknown clear negative"
    " positive seen given started finished complete whole removed open partial present absent dark bright high"
    " back some planned sure certain mass node nodes fit split strong weak focal variable specialist imaging mild"
    " fat muscle skin bone severe larger smaller allergy single reported injury trauma anesthetic anaesthetic sedation"
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


Tail = tuple["str | tuple[tuple[str, ...], ...]", ...]
"""What is left of a phrase: words, and parts of which one alternative is chosen; an empty one leaves the part out."""

Entry = tuple[Tail, tuple[Role, str, str, bool]]
"""What is left of a phrase after its first word, and the parts of one of its meanings."""


def worded(phrase: str) -> tuple[tuple[str, ...], ...]:
    """Give the words of every phrase that one stands for.

    >>> worded("no (palp|enlarged) nodes")
    (('no', 'palpable', 'nodes'), ('no', 'enlarged', 'nodes'))
    """
    return tuple(dict.fromkeys(_words(variant) for variant in written_out(phrase)))


def tails(phrase: str) -> tuple[Tail, ...]:
    """Give a phrase as words and alternatives; every phrase that it stands for where a bracket is part of a word.

    >>> tails("no (palp|enlarged)? nodes")
    (('no', (('palpable',), ('enlarged',), ()), 'nodes'),)
    """
    parts = parts_of(phrase)
    if len(parts) == 1 and isinstance(parts[0], str):
        return (_words(phrase),)
    for one, two in pairwise(parts):
        if not (isinstance(one, tuple) or one[-1:] == " ") or not (isinstance(two, tuple) or two[:1] == " "):
            return worded(phrase)
        if isinstance(one, tuple) and isinstance(two, tuple):
            return worded(phrase)
    found: list[str | tuple[tuple[str, ...], ...]] = []
    for part in parts:
        if isinstance(part, str):
            found += _inner_words(part)
        else:
            found.append(tuple(dict.fromkeys(_inner_words(choice) for choice in part)))
    return (tuple(found),)


def following(tail: Tail) -> Iterator[tuple[str, Tail]]:
    """Give every word that may come next, with what is left behind it.

    >>> list(following(((("palpable",), ()), "nodes")))
    [('palpable', ('nodes',)), ('nodes', ())]
    """
    if tail:
        head, *rest = tail
        if isinstance(head, str):
            yield head, tuple(rest)
        else:
            for choice in head:
                if choice:
                    yield choice[0], (*choice[1:], *rest)
                else:
                    yield from following(tuple(rest))


def may_end(tail: Tail) -> bool:
    """Say whether nothing more needs to come."""
    return all(not isinstance(head, str) and () in head for head in tail)


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(SYNONYMS.get(word, word) for word in phrase_words(phrase))


def _inner_words(part: str) -> tuple[str, ...]:
    """Give the words of a part of a phrase; an article alone is none."""
    return tuple(word for word in _words(part) if word not in EMPTY)


@dataclass
class Phrases:
    """All phrases of one library by their first word, each word of them, and the findings that one word names."""

    by_first: dict[str, list[Entry]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    topic_words: dict[str, list[str]] = field(default_factory=dict)
    own: set[tuple[str, str]] = field(default_factory=set)
    """The values for which the content lists phrases, besides their short names."""

    def add(self, phrase: str, role: Role, name: str, value: str = "", alone: bool = True) -> None:
        """Add a phrase with one of its meanings."""
        for tail in tails(phrase):
            for first, rest in dict.fromkeys(following(tail)):
                if rest or first not in NEVER:
                    self.by_first.setdefault(first, []).append((rest, (role, name, value, alone)))
                    if not rest and role == "topic":
                        self.topic_words.setdefault(first, []).append(name)
            self.words.update(_all_words(tail))


def _all_words(tail: Tail) -> Iterator[str]:
    for head in tail:
        if isinstance(head, str):
            yield head
        else:
            yield from (word for choice in head for word in choice)


def phrases_of(library: Library) -> Phrases:
    """Give the phrases of a library; kept with its content."""
    return library.later.keeper.kept("phrases", lambda: _gathered(library), ("knowledge", "reading"))


def _gathered(library: Library) -> Phrases:
    found = Phrases()
    ask_steps = {step.step for step in library.pathway.steps if step.kind in ("ask", "examine")}
    for name, finding in library.later.described(library).items():
        _add_finding(found, name, finding, finding.step in ask_steps)
        found.own.update((name, choice.value) for choice in finding.values if choice.phrases)
    for step in library.pathway.steps:
        for phrase in (_unbracketed(step.short), *step.phrases):
            found.add(phrase, "step", step.step)
    return found


def _add_finding(phrases: Phrases, name: str, finding: Finding, asked: bool) -> None:
    for choice in finding.values:
        whole = {_unbracketed(choice.says), _unbracketed(choice.label)}
        for phrase, role in _phrases_of(choice, asked and not finding.needs_topic):
            alone = finding.only_with is None or phrase in whole
            phrases.add(phrase, role, name, choice.value, alone)
    for phrase in finding.vague:
        phrases.add(phrase, "vague", name)
    for number, words in enumerate(finding.signs):
        for phrase in words:
            phrases.add(phrase, "sign", name, str(number))
    for phrase in (_unbracketed(finding.label), *finding.topic):
        phrases.add(phrase, "topic", name)
    for phrase in finding.phrases:
        phrases.add(phrase, "number", name)
    for phrase in finding.other_meanings:
        phrases.add(phrase, "other", name)
    if finding.says is not None:
        for part in _unbracketed(finding.says).split("{value}"):
            phrases.add(part, "number", name)


def _phrases_of(choice: Choice, asked: bool) -> Iterator[tuple[str, Role]]:
    for phrase in (_unbracketed(choice.says), *choice.phrases):
        yield phrase, "phrase"
    label = _unbracketed(choice.label)
    bare = label.rpartition(": ")[2]
    if bare != label or " " in label:
        yield label, "phrase"
    weak = choice.value in ("other", "uncertain", "unclear", "unknown", "indeterminate")
    bare_names = () if choice.value == "other" else (bare, choice.value)
    for phrase in (*bare_names, *map(_unbracketed, choice.aliases)):
        words = phrase_words(phrase)
        short = len(words) == 1 and (words[0] in GENERAL or len(words[0]) == 1)
        general = not asked or weak or short
        yield phrase, "word" if general else "phrase"


def _unbracketed(text: str) -> str:
    """Give the words of a text that is shown: its brackets are brackets, and offer nothing to choose from."""
    return text.replace("(", " ").replace(")", " ")


NEVER = word_set("no not yes and or none is for of in on at with up to the other same possible")
