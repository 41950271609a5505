"""The words of the content behind those of a text: a typing error, or an "'s", away."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

SHORTEST_TYPO = 6
"""A word shorter than this is never read with a typing error."""
_LONGEST_WORD = 40


class Spelling:
    """The words of a content, and how they may be misspelled."""

    def __init__(self, words: Collection[str]) -> None:
        self.words = words

    def meant(self, word: str, known: frozenset[str]) -> str:
        """Give the word of the content that a word is: it less an "'s", or one typing error away; else the word.

        Words that are `known` besides are never taken for misspelled.
        """
        if word.endswith("'s") and word not in self.words and word.removesuffix("'s") in self.words:
            return word.removesuffix("'s")  # "the lump's growing", "the mass's size"
        if word in self.words or word in known or not word.isalpha():
            return word
        if not SHORTEST_TYPO <= len(word) <= _LONGEST_WORD:
            return word
        for short in (word, *without_one(word)):
            near = self._near.get(short, "")
            if near and near[0] == word[0] and one_edit_apart(word, near):
                return near
        return word

    @cached_property
    def _near(self) -> Mapping[str, str]:
        """Give, for each long word with one letter left out, the word; empty where two words meet."""
        found: dict[str, str] = {}
        for word in sorted(self.words):
            if len(word) >= SHORTEST_TYPO and word.isalpha():
                for short in {word, *without_one(word)}:
                    found[short] = word if found.get(short, word) == word else ""
        return found


def without_one(word: str) -> Iterator[str]:
    """Give a word with each of its letters but the first left out.

    >>> [*without_one("lump")]
    ['lmp', 'lup', 'lum']
    """
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
