"""A text into a `Description`: phrases and quantities found, then how they are said, then what they state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workup.knowledge.errors import CaseError, Problem
from workup.knowledge.library import Library
from workup.reading.changes import read_changes
from workup.reading.claims import settle
from workup.reading.clauses import ENDING
from workup.reading.description import Contradicting, Description, Span, Uncertain, Understood
from workup.reading.measures import Measures
from workup.reading.people import with_children
from workup.reading.phrases import Match, PhraseIndex, index_of
from workup.reading.plain_words import CAPITALS, PLAIN, SYNONYMS
from workup.reading.quantities import NUMBER_WORDS, Quantity, quantities
from workup.reading.real_person import refuse_real_person
from workup.reading.scopes import scopes
from workup.reading.sign_words import DENYING, DOUBTING, RELATIVES
from workup.reading.stating import Stating
from workup.reading.step_states import booked_within, planned, states_of_steps
from workup.reading.telling import Telling
from workup.reading.tokens import Token, folded, tokens, word_set
from workup.reasoning.case import Case

LARGEST = 100_000
"""How many characters a description may have."""

_KNOWN = PLAIN | DENYING | DOUBTING | ENDING | RELATIVES


def describe(text: str, library: Library) -> Description:
    """Read a presentation in plain words by a library's phrases.

    Raises RealPersonError where the text reads as a real person's own story, CaseError past `LARGEST`.
    """
    if len(text) > LARGEST:
        raise CaseError([Problem("", None, f"the description is longer than {LARGEST:,} characters", "shorten it")])
    small = folded(text)
    refuse_real_person(text, small)
    index = index_of(library)
    found = [_stain_mark(token, text) for token in tokens(small)]
    measured = list(quantities(small))
    held, taken = _held(found, measured)
    words = with_children([_word(token, text, index) for token in found], found)
    matches = [planned(match, index, words, found, taken) for match in index.matches(words, found, taken)]
    inside = [int(held) for held in taken]
    for match in matches:
        inside[match.first : match.last] = [match.last - match.first] * (match.last - match.first)
    denials = {match.last for match in matches if not DENYING.isdisjoint(words[match.first : match.last])}
    said, signs = scopes(found, words, inside, denials)
    named = [step for match in matches if (step := index.step_at(words, found, taken, match.first) or _step(match))]
    booked = (booked_within(match, index, words, found, taken) for match in matches)
    named = sorted([*named, *(step for step in booked if step is not None)], key=lambda match: match.ends)
    steps = states_of_steps(matches, named, words, said, signs)
    stating = Stating(Telling(library, index, text, found, words, said, signs), matches, steps)
    for quantity, places in zip(measured, held, strict=True):
        if quantity.kind in ("age", "vague_age") and places:
            stating.beside_age.update(range(max(0, places[0] - 2), places[-1] + 3))
    stating.read_matches()
    read_changes(stating, Measures(stating, small).read(measured, held))
    understood, contradictions = settle(stating.claims, stating.uncertain, library)
    covered = [a or b or c for a, b, c in zip(taken, signs, stating.covered, strict=True)]
    done, pending = steps.done(understood, library), steps.pending(understood, library)
    return Description(
        case=Case({item.finding: item.value for item in understood}, done=done, pending=pending),
        understood=understood,
        uncertain=_uncertain(stating.uncertain, understood),
        not_understood=tuple(_left(text, found, words, covered)),
        contradictions=contradictions,
        done=done,
        pending=pending,
    )


def _stain_mark(token: Token, text: str) -> Token:
    """Make a word of the minus right behind a name in capitals or figures: "CK- S100+", "SOX10-/HMB45+"."""
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    if (
        token.text == "-"
        and token.kind == "other"
        and (before.isupper() or before.isdigit())
        and after in (" ", "/", "")
    ):
        return Token(token.text, token.start, token.end, "word")
    return token


def _word(token: Token, text: str, index: PhraseIndex) -> str:
    if token.text == "+" and text[token.start - 1 : token.start] == " " and _JOINS.match(text, token.end):
        return "and"
    word = SYNONYMS.get(token.text, token.text)
    if word in CAPITALS and text[token.start : token.end].isupper() and text[token.end : token.end + 1] != "-":
        word = CAPITALS[word]
    return index.spelling.meant(word, _KNOWN) if token.kind == "word" else word


def _step(match: Match) -> Match | None:
    return match if any(meaning.role == "step" for meaning in match.meanings) else None


def _held(found: Sequence[Token], measured: Sequence[Quantity]) -> tuple[list[range], list[bool]]:
    """Give, for each quantity, its tokens, and which tokens quantities take; words that tell the sex stay free."""
    held, taken = [], [False] * len(found)
    i = 0
    for quantity in measured:
        while i < len(found) and found[i].end <= quantity.start:
            i += 1
        first = i
        while i < len(found) and found[i].start < quantity.end:
            taken[i] = quantity.kind != "age" or found[i].kind != "word" or found[i].text in _OF_AGE | NUMBER_WORDS
            i += 1
        held.append(range(first, i))
    return held, taken


_JOINS = re.compile(r" [A-Za-z]")
"""What stands behind a plus that joins two words: "myogenin + MyoD1 negative"."""
_OF_AGE = word_set(
    "y yr yrs yo year years old olds o of age aged month months mo week weeks day days wk wks d he is a an"
)


def _uncertain(items: Sequence[Uncertain], understood: Sequence[Understood]) -> tuple[Uncertain, ...]:
    stated = {item.finding for item in understood}
    kept = {item: None for item in items if item.finding not in stated or item.why.startswith("told of")}
    return tuple(sorted(kept, key=lambda item: (item.start, item.end, item.finding)))


def _left(text: str, found: Sequence[Token], words: Sequence[str], covered: Sequence[bool]) -> Iterator[Span]:
    """Give the runs of words that nothing was made of."""
    start = end = -1
    for i, token in enumerate(found):
        plain = covered[i] or words[i] in PLAIN or token.kind in ("mark", "other")
        if plain:
            if start >= 0 and (covered[i] or token.kind == "mark" or words[i] in PLAIN):
                yield Span(text[start:end], start, end)
                start = -1
            continue
        start = token.start if start < 0 else start
        end = token.end
    if start >= 0:
        yield Span(text[start:end], start, end)


__all__ = ["LARGEST", "Contradicting", "Description", "Match", "describe"]
