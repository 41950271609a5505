"""Words that are a typing error apart."""

from __future__ import annotations

from collections.abc import Iterator


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
