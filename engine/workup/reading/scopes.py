"""What is denied, what is doubtful, what was once, and what is told of somebody else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workup.reading.tokens import Token, word_set

DENYING = word_set("no not denies denied denying deny without w/o never nil neither nor non lacks lacking cannot")
DOUBTING = word_set(
    "possibly possible perhaps maybe might probably likely unlikely query suspected thinks seems seemingly"
    " apparently appears unsure whether doubtful questionable equivocal presumably may"
)
ENDING = word_set("but however though although except which who whereas while because until now then yet")
RELATIVES = word_set(
    "mother father mum mom dad sister brother aunt uncle cousin grandmother grandfather grandparent parent"
    " parents sibling siblings twin niece nephew wife husband son daughter relative relatives fh fhx"
)
_TELLING = word_set(
    "noticed found brought says said reports reported felt saw feels thinks describes recalls gives noted told"
)
PAST = word_set("previous previously past pmh pmhx formerly initially once prior old hx history childhood")
_MONTH_BEFORE = word_set("since in last of early late mid this")
_GOING_ON = word_set(
    "is has was it he she they now feels grows growing moves enlarging painful tender increasing getting lies"
)
_BACKWARD_PAST = word_set("toddler child baby teenager childhood infant youth")
_NOT_SURE = word_set("only sure certain known clear")
FARTHEST = 14
"""How many words a denial reaches at most."""


@dataclass(slots=True)
class Scope:
    """How a word is said."""

    denied: bool = False
    doubted: bool = False
    past: bool = False
    relative: bool = False
    unsure_denial: bool = False
    sentence: int = 0
    segment: int = 0
    now: bool = False


def scopes(
    tokens: Sequence[Token], words: Sequence[str], inside: Sequence[bool], denials: Collection[int] = ()
) -> tuple[list[Scope], list[bool]]:
    """Give how each token is said, and which tokens are such signs themselves.

    `inside` marks the tokens of phrases and quantities: they are said, and are no signs. A denial reaches to
    the end of its clause, and so does one within a phrase, from the ends in `denials` on;
    past a comma only where an "or" follows; past "and" it is unsure.
    """
    found: list[Scope] = []
    signs = [False] * len(tokens)
    sentence = segment = 0
    denied = doubted = past = past_long = relative = relative_long = unsure = now = False
    reach = 0
    or_ahead = _or_ahead(tokens, words)
    for i, token in enumerate(tokens):
        word = words[i]
        before = words[i - 1] if i else ""
        after = words[i + 1] if i + 1 < len(tokens) else ""
        if not inside[i]:
            if (token.kind == "mark" and token.text in ".;!\n") or (word == "?" and not _leads(tokens, i)):
                if word == "?":
                    _doubt_before(found)
                sentence, segment = sentence + 1, segment + 1
                denied = doubted = past = past_long = relative = relative_long = unsure = now = False
            elif word == "?":
                signs[i] = True
            elif word == ",":
                segment += 1
                if not or_ahead[i]:
                    denied = unsure = False
                doubted, past, relative, now = False, past_long, relative_long, False
            elif word in "()" or word == ":":
                segment += 1
                denied = unsure = doubted = False
            elif word in ENDING:
                segment += 1
                denied = unsure = doubted = past = relative = False
                now = word == "now"
                signs[i] = True
            elif word in ("and", "with", "&") and denied:
                unsure = True
                if after in _GOING_ON or word == "with":
                    denied = unsure = False
            elif (word in DENYING or word.endswith("n't")) and not (word == "not" and after in _NOT_SURE):
                denied, unsure, reach, signs[i] = True, False, 0, True
            elif word == "not" or _doubts(word, before, after):
                doubted = signs[i] = True
            elif word in RELATIVES and before != "by" and words[max(i - 2, 0)] != "by" and after not in _TELLING:
                relative, relative_long, signs[i] = True, word in ("fh", "fhx"), True
            elif word == "family" and after in ("history", "hx"):
                relative = relative_long = signs[i] = True
            elif word in PAST:
                past = signs[i] = True
                past_long = before in ("past",) or word in ("pmh", "pmhx")
            elif word in _BACKWARD_PAST and before in ("a", "as", "in"):
                for scope in reversed(found):
                    if scope.segment != segment or scope.past:
                        break
                    scope.past = True
        if token.text == "-ve" and (i == 0 or tokens[i - 1].kind == "mark"):
            denied, unsure, reach = True, False, 0
        if word == "longer" and before == "no":
            denied, doubted = False, True
        if i in denials and (word in ("or", "nor", "/") or (word == "," and or_ahead[i])):
            denied, unsure, reach = True, False, 0
        if denied:
            reach += token.kind == "word"
            if reach > FARTHEST:
                denied = False
        found.append(Scope(denied, doubted or before == "?", past, relative, unsure, sentence, segment, now))
    return found, signs


def _doubts(word: str, before: str, after: str) -> bool:
    if word == "could":
        return after == "be"
    return word in DOUBTING and not (word == "may" and before in _MONTH_BEFORE)


def _leads(tokens: Sequence[Token], i: int) -> bool:
    """Say whether a question mark stands right before a word, as in "?deep"."""
    return i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].end and tokens[i + 1].kind == "word"


def _doubt_before(found: Sequence[Scope]) -> None:
    if found:
        last = found[-1].segment
        for scope in reversed(found):
            if scope.segment != last:
                return
            scope.doubted = True


def _or_ahead(tokens: Sequence[Token], words: Sequence[str]) -> list[bool]:
    """Say of each token whether an "or" follows within its clause, in a list of short parts."""
    ahead = [False] * len(tokens)
    seen, gap = False, 0
    for i in range(len(tokens) - 1, -1, -1):
        word = words[i]
        if word in ("or", "nor"):
            seen, gap = True, 0
        elif (
            (tokens[i].kind == "mark" and word != ",")
            or word in ENDING
            or word in DENYING
            or tokens[i].kind == "number"
        ):
            seen = False
        elif word == ",":
            gap = 0
        else:
            gap += 1
            seen = seen and gap <= 4
        ahead[i] = seen
    return ahead
