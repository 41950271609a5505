"""What is denied, what is doubtful, what was once, and what is told of somebody else."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from workup.reading.clauses import (
    ENDING,
    Scope,
    clause_break,
    doubt_behind,
    hedges_behind,
    joined_ahead,
    past_behind,
    question_leads,
    stated_doubts,
)
from workup.reading.sign_words import (
    ADVICE,
    BEFORE_TELLING,
    CONDITIONS,
    DENYING,
    DOCTORS,
    DOUBTING,
    GOING_ON,
    KNOWING,
    LESSONS,
    LINKING_VERBS,
    LIST_DENIALS,
    LOOKING_FOR,
    LUMPS,
    MONTH_BEFORE,
    NEW_SUBJECT,
    NOT_LISTED,
    NOT_SURE,
    NOUN_DENIALS,
    OPENING,
    PAST,
    PLACING,
    PLANS,
    RELATIVES,
    RETURNING,
    SHORT_PART,
    SURE,
    TELLING,
    VERBS_OF_DENIAL,
    WORRYING,
)
from workup.reading.taking_back import take_back
from workup.reading.tokens import Token, word_set

FARTHEST = 14
"""How many words a denial reaches at most."""
_QUERIED = 4
"""How many words a question mark in front reaches at most."""


class _Walk:
    """The state while tokens are read from left to right."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[str], inside: Sequence[int]) -> None:
        self.tokens, self.words, self.inside = tokens, words, inside
        self.found: list[Scope] = []
        self.signs = [False] * len(tokens)
        self.or_ahead = joined_ahead(tokens, words, inside, ("or", "nor"))
        self.and_ahead = joined_ahead(tokens, words, inside, ("and", "or", "nor", "&"))
        self.sentence = self.segment = self.reach = self.query = 0
        self.denial = ""
        self.after_denied = self.only_doubt = False
        self.condition = False
        self.new_sentence(first=True)

    def new_sentence(self, first: bool = False) -> None:
        if not first:
            self.sentence, self.segment = self.sentence + 1, self.segment + 1
        self.doubted = self.past = self.past_long = self.relative = self.relative_long = self.now = False
        self.query = 0
        self.condition = self.planned = False
        self.affirm()

    def affirm(self) -> None:
        """End a denial."""
        self.listed = False
        self.denied = self.unsure = self.after_denied = False

    def deny(self, i: int) -> None:
        self.denied, self.unsure, self.after_denied, self.listed, self.reach = True, False, False, False, 0
        self.denial = self.words[i]

    def word(self, i: int) -> str:
        return self.words[i] if 0 <= i < len(self.words) else ""

    def comma(self, i: int) -> None:
        lone_doubt = self.only_doubt
        self.segment += 1
        following = self.word(i + 1)
        ahead = self.and_ahead if self.denial in LIST_DENIALS else self.or_ahead
        goes_on = self.denied and not self.unsure and self._lists_a_noun(i)
        listed = self.listed or (goes_on and self.denial in NOUN_DENIALS)
        if goes_on and self.denial in VERBS_OF_DENIAL:
            listed = False
        elif not ahead[i] or (self.denial in NOUN_DENIALS and following in GOING_ON):
            self.affirm()
        self.listed = listed and not self.denied and self._lists_a_noun(i)
        self.past, self.relative, self.now = self.past_long, self.relative_long, False
        self.doubted = self.condition or (self.doubted and lone_doubt)
        self.query = 0

    def _go_on_denying(self, i: int) -> None:
        """Go on with the denial that opens the phrase before a comma: "denies trauma, fever"."""
        opening = [word for word in self.words[max(0, i - OPENING) : i] if word in DENYING]
        if opening and opening[-1] in VERBS_OF_DENIAL:
            self.deny(i)
            self.denial = opening[-1]
        else:
            self.listed = True

    def _lists_a_noun(self, i: int) -> bool:
        """Say whether a comma is followed by one more short thing without a verb: "denies fever, weight loss"."""
        for j in range(i + 1, min(len(self.words), i + 2 + SHORT_PART)):
            if self.tokens[j].kind == "mark":
                return j > i + 1
            number = self.tokens[j].kind == "number" and not self.inside[j]
            if self.words[j] in NOT_LISTED or number or self.words[j] in DENYING:
                return False
        return i + 1 < len(self.words) <= i + 1 + SHORT_PART

    def sign(self, i: int) -> None:
        """Read a token that stands outside phrases and quantities."""
        word, before, after = self.words[i], self.word(i - 1), self.word(i + 1)
        if word == "?" and question_leads(self.tokens, i):
            self.signs[i], self.query = True, _QUERIED
        elif clause_break(self.tokens, i) == "sentence":
            if word == "?":
                doubt_behind(self.found)
            self.new_sentence()
        elif before in RELATIVES and word != "," and clause_break(self.tokens, i) == "part":
            self.segment += 1  # "dad - melanoma"
        elif word == "," or clause_break(self.tokens, i) == "part":
            self.comma(i)
        elif word in "()" or word == ":":
            self.segment += 1
            self.affirm()
            self.planned = self.planned or (word == ":" and before in PLANS)
            self.condition = self.condition or (word == ":" and before in LESSONS)
            self.doubted, self.query = self.condition, 0
        elif word in ENDING and not (word == "yet" and not self._opens_a_part(i)):
            self.segment += 1
            self.affirm()
            self.doubted = self.past = self.relative = self.condition = False
            self.now = word != "who"
            self.signs[i] = True
        elif self.denied and word in ("and", "with", "&"):
            if after in GOING_ON or after in NEW_SUBJECT or word == "with":
                self.affirm()
            elif self.denial not in LIST_DENIALS:
                self.unsure = True
        elif self.denied and self.after_denied and word in PLACING:
            self.unsure = True
        elif self.denied and word == "for" and after in ("his", "her", "their"):
            self.affirm()  # "no radiotherapy for her lymphoma"
        elif _denies(word, after):
            self.deny(i)
            self.signs[i] = True
        elif self._over_the_lump(i):
            self.signs[i] = True
        elif (
            word == "not"
            or _doubts(word, before, after)
            or (word == "for" and before in LOOKING_FOR)
            or self._is_advice(i)
        ):
            self.doubted = self.signs[i] = True
            self.condition = self.condition or self._is_advice(i)
        elif self._relative(i):
            self.relative, self.relative_long, self.signs[i] = True, word in ("fh", "fhx"), True
            if "in" in (before, self.word(i - 2)):
                self._of_the_family()
        elif word in ("himself", "herself"):
            self.relative = self.relative_long = False
        elif word == "family" and after in ("history", "hx"):
            self.relative = self.relative_long = self.signs[i] = True
        elif word in PAST or (word == "first" and before == "at") or (word == "used" and after == "to"):
            self.past = self.signs[i] = True
            self.past_long = before == "past" or word in ("pmh", "pmhx")
        elif word in ("family", "runs") and before in ("the", "in", "his", "her") and after not in DOCTORS:
            self._of_the_family()

    def _opens_a_part(self, i: int) -> bool:
        return i == 0 or self.tokens[i - 1].kind == "mark" or self.words[i - 1] in ("and", "but", ",")

    def _over_the_lump(self, i: int) -> bool:
        """Say whether somebody asks or worries about the lump, or a letter is polite: neither is a doubt."""
        if self.words[i] == "should" and self.word(i - 1) in ("i", "we"):
            return True  # "I should be glad of your opinion"
        if self.words[i] == "if" and self.word(i - 1) in ("grateful", "glad", "appreciate", "thankful"):
            return True
        if self.words[i] not in WORRYING or self.word(i + 1) not in ("about", "by", "over", "with"):
            return False
        return self.word(i + 2) == "this" or not LUMPS.isdisjoint(self.words[i + 2 : i + 2 + SHORT_PART])

    def _is_advice(self, i: int) -> bool:
        """Say whether a condition is one to return on, which holds for all that follows in its sentence."""
        conditional = self.words[i] in CONDITIONS or self.words[i : i + 2] == ["for", "any"]
        return conditional and not RETURNING.isdisjoint(self.words[max(0, i - ADVICE) : i])

    def _relative(self, i: int) -> bool:
        word = self.words[i].removesuffix("'s")
        if word == "partner":
            return self.word(i - 1) in ("his", "her", "their")
        if word not in RELATIVES or self._tells(i):
            return False
        near = self.words[max(0, i - 3) : i]
        if "according" in near or not {"by", "with", "per"}.isdisjoint(near[-2:]):
            return False
        return not (i and self.inside[i - 1] and self.word(i - 1) not in _OF_HIM)

    def _tells(self, i: int) -> bool:
        """Say whether a relative tells of the patient or acts for them: "mum first noticed it", "dad knows to call"."""
        at = i + 1
        while at - i < 3 and self.word(at) in LINKING_VERBS | BEFORE_TELLING:
            at += 1
        if self.word(at) in KNOWING:
            return self.word(at + 1) == "to"
        return self.word(at) in TELLING or (at > i + 1 and self.word(at) in SURE)

    def _of_the_family(self) -> None:
        for scope in reversed(self.found):
            if scope.segment != self.segment or scope.relative:
                break
            scope.relative = True

    def step(self, i: int, denials: Collection[int]) -> None:
        token, word = self.tokens[i], self.words[i]
        if not self.inside[i]:
            self.sign(i)
        elif i and self.inside[i - 1] and self._is_advice(i):
            self.doubted = self.condition = True  # "knows to go to the ED if" it gets hard
        if token.text == "-ve" and (i == 0 or self.tokens[i - 1].kind == "mark"):
            self.deny(i)
        if self.inside[i] and word in DENYING:
            self.affirm()  # a phrase with its own denial: "no drooling and no blood in the urine"
        if i in denials and (word in ("or", "nor", "/") or (word == "," and self.or_ahead[i])):
            self.deny(i)
        elif i in denials and word == "," and self._lists_a_noun(i):
            self._go_on_denying(i)
        if self.denied:
            self.reach += token.kind == "word"
            self.after_denied = self.after_denied or self.inside[i] > 0
            if self.reach > FARTHEST:
                self.affirm()
        self.found.append(
            Scope(self.denied, self.doubted or self.query > 0, self.past, self.relative, self.unsure,
                  self.sentence, self.segment, self.now, listed=self.listed,
                  planned=self.planned)
        )  # fmt: skip
        if token.kind == "mark":
            self.only_doubt = True
        elif word not in DOUBTING:
            self.only_doubt = False
        if self.query and token.kind == "word":
            leaves = self.inside[i] and not (i + 1 < len(self.tokens) and self.inside[i + 1])
            self.query = 0 if leaves else self.query - 1


def _denies(word: str, after: str) -> bool:
    """Say whether a word denies what follows: "no", "isn't", "free of"."""
    if word == "free":
        return after in ("of", "from")
    return (word in DENYING or word.endswith("n't")) and not (word == "not" and after in NOT_SURE)


_OF_HIM = word_set("his her he she their")


def scopes(
    tokens: Sequence[Token], words: Sequence[str], inside: Sequence[int], denials: Collection[int] = ()
) -> tuple[list[Scope], list[bool]]:
    """Give how each token is said, and which tokens are such signs themselves.

    `inside` gives for the tokens of phrases and quantities how long the phrase is: they are said, and are no signs.
    A denial reaches to the end of its clause, and so does one within a phrase, from the ends in `denials` on;
    past a comma only where an "or" follows; past "and" or "in" it is unsure.
    """
    walk = _Walk(tokens, words, inside)
    for i in range(len(tokens)):
        walk.step(i, denials)
    past_behind(walk.found, tokens, words, inside)
    hedges_behind(walk.found, words, inside, walk.signs)
    stated_doubts(walk.found, tokens, words, walk.signs)
    take_back(walk.found, words, inside, walk.signs)
    return walk.found, walk.signs


def _doubts(word: str, before: str, after: str) -> bool:
    if word == "could":
        return after == "be"
    if word in ("asks", "asked"):
        return after in ("if", "whether", "about")
    return word in DOUBTING and not (word == "may" and before in MONTH_BEFORE)
