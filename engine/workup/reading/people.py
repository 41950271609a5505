"""Who is told of besides the patient: a parent who brings a child, and whom the next "she" may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workup.reading.clauses import Scope
from workup.reading.sign_words import TELLING
from workup.reading.tokens import Token, word_set

_MOTHERS = word_set("mother mum mom mummy mommy grandmother grandma granny stepmother aunt")
_FATHERS = word_set("father dad daddy grandfather grandad stepfather uncle")
_BRINGING = _MOTHERS | _FATHERS | word_set("parent parents grandparent grandparents")
_BRING = word_set("brings brought bring bringing")
_HAVING = word_set("has have had is are was were both also")
_CALLED = {"son": "boy", "daughter": "girl", "grandson": "boy", "granddaughter": "girl"}
_ANOTHER = word_set("with for about and")
"""Words behind which a son is not the one who is brought: "brings a list with her son"."""
_HE_OR_SHE = {"she": _MOTHERS, "he": _FATHERS}
_OF_HER = {"her": _MOTHERS, "his": _FATHERS}
_CHILDREN = word_set("boy girl child baby infant toddler")
_NEAR = 10
"""How many words behind "brings" the child may be named."""
_BY = 4
"""How many words behind a child, or behind "brought", the word that goes with it may stand."""
_LONGEST_SENTENCE = 40
"""How many words of a sentence a relative is looked for in."""


def with_children(words: Sequence[str], tokens: Sequence[Token]) -> list[str]:
    """Call the son or daughter whom a parent brings a boy or a girl: the child is the patient.

    Where a number stands before, as somebody else's age, nothing is changed.
    """
    named = list(words)
    numbered = next((i for i, token in enumerate(tokens) if token.kind == "number"), len(words))
    for i, word in enumerate(words):
        if word in _BRING and _is_a_parent(words, i) and numbered > i:
            child = _child(words, tokens, range(i + 1, min(len(words), i + 1 + _NEAR)))
        elif word == "brought" and not _BRINGING.isdisjoint(_by(words, i)):
            child = _child(words, tokens, range(i - 1, max(-1, i - 1 - _BY), -1))
            child = child if child is not None and numbered >= child - _BY - 1 else None
        else:
            continue
        if child is not None:
            named[child] = _CALLED[words[child]]
    return named


def _is_a_parent(words: Sequence[str], verb: int) -> bool:
    """Say whether a parent stands right before a verb, as who does it."""
    i = verb - 1
    while i > 0 and words[i] in _HAVING:
        i -= 1
    return i >= 0 and words[i] in _BRINGING


def _by(words: Sequence[str], verb: int) -> Sequence[str]:
    """Give the words behind the "by" of a verb: "brought in by his mother"."""
    near = words[verb + 1 : verb + 1 + _BY]
    return words[verb + 1 + near.index("by") :][:_BY] if "by" in near else ()


def _child(words: Sequence[str], tokens: Sequence[Token], places: range) -> int | None:
    for i in places:
        if words[i] in _CALLED:
            return i
        if tokens[i].kind == "mark" or words[i] in _ANOTHER:
            return None
    return None


def perhaps_a_parent(words: Sequence[str], said: Sequence[Scope]) -> Iterator[int]:
    """Give the places of words for a woman or a man that may stand for a parent.

    A "she" that opens a sentence after one on the mother, or tells: "mum brings him because she felt a lump"; and the
    "her" of "a mother brings her 5-year-old boy".
    """
    for i, word in enumerate(words):
        opens = i > 1 and said[i - 2].sentence < said[i].sentence
        if word in _HE_OR_SHE and (opens or not TELLING.isdisjoint(words[i + 1 : i + 2])):
            last = i - 1
            while last > 0 and i - last < _LONGEST_SENTENCE and said[last - 1].sentence >= said[i].sentence - 1:
                last -= 1
            if not _HE_OR_SHE[word].isdisjoint(words[last:i]):
                yield i
        elif word in _OF_HER and not _CHILDREN.isdisjoint(words[i + 1 : i + 1 + _BY + _BY]):
            verb = next((j for j in range(i - 1, max(0, i - _BY), -1) if words[j] in _BRING), 0)
            if verb and _is_a_parent(words, verb) and not _OF_HER[word].isdisjoint(words[max(0, verb - _BY) : verb]):
                yield i
