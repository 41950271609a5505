"""Ages, sizes and lengths of time in a folded text, and those that give no number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from workup.knowledge.findings import UNITS

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {
    **{word: Decimal(i) for i, word in enumerate(_ONES)},
    **{word: Decimal(10 * i) for i, word in enumerate(_TENS, 2)},
    "a": Decimal(1), "an": Decimal(1), "half a": Decimal("0.5"), "half an": Decimal("0.5"),
    "a couple of": Decimal(2), "couple of": Decimal(2), "a dozen": Decimal(12),
}  # fmt: skip
NUMBER_WORDS = frozenset(_ONES + _TENS)
_WORD_NUMBER = (
    rf"(?:(?:{'|'.join(_TENS)})[ -](?:{'|'.join(_ONES[1:10])})|{'|'.join(sorted(_ONES + _TENS, key=len)[::-1])})"
)
_DIGITS = r"\d{1,6}(?:[.,]\d{1,4}|[½¼¾])?"
_PARTS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_N = rf"(?:{_DIGITS}|{_WORD_NUMBER})"
_ABOUT = r"(?:~|c\.|ca\.?|approx\.?|approximately|about|around|roughly|some|nearly|almost|now)?"
_LENGTH = (
    r"(?:cms?|centimet(?:er|re)s?|mms?|millimet(?:er|re)s?"
    r"|in(?! [a-z])|in(?= (?:across|wide|long|diameter))|inch(?:es)?|\")(?!\w)"
)
_YEAR = r"(?:years?|yrs?|y)"
_TIME = r"(?:years?|yrs?|y|months?|mths?|mos?|m|weeks?|wks?|w|days?|d)"
_OLD = r"(?:[ -]?olds?|[ -]of[ -]age|/o|\.o\.?|o)"
_SEX = r"(?:[ /-]*(?:f|m|female|male|woman|man|girl|boy|lady|gentleman)(?!\w))"
_UNIT = rf"(?:{_LENGTH}|x|by|{_TIME}(?!\w))"
_NOT_LUMP = r"(?! (?:\w+ )?(?:lump|mass|swelling|nodule|lesion|injury|bruise|scar|history|hematoma))"
_DISTANCE = (
    r"(?! ?(?:below|above|from|distal to|proximal to|away from|medial to|lateral to|inferior to|superior to|behind"
    r"|beyond|under|up from|down from) (?:the |his |her )?(?:left |right )?(?:knee|elbow|ankle|hip|wrist|shoulder|groin"
    r"|joint|umbilicus|navel|nipple|clavicle|collar ?bone|patella|kneecap|jaw|ear|midline|spine|heel|axilla|armpit"
    r"|crest|tip|edge|base|anus|anal verge|tuberosity|trochanter|malleolus|popliteal|gluteal|inguinal))"
)
"""What makes a length a distance: 5 cm below the knee."""
_THINGS = {
    "pea": "0.8", "grape": "2", "marble": "1.5", "cherry": "2", "walnut": "3.5", "golf ball": "4.3",
    "plum": "5", "egg": "5.5", "hen's egg": "5.5", "lemon": "6.5", "tennis ball": "6.7", "orange": "7.5",
    "cricket ball": "7.2", "baseball": "7.4", "fist": "8", "grapefruit": "11", "melon": "15", "football": "22",
}  # fmt: skip
"""How large a thing is across, in cm, by convention: golf ball (rules of golf), tennis ball (ITF), others rounded."""

SURE_THINGS = frozenset({"golf ball", "tennis ball", "cricket ball", "baseball"})
"""Things whose size is a standard; the size of the others is reported as uncertain."""

_MULTIPLE = re.compile(r"(?:twice|half|double|triple|times|third|quarter)(?: of| as (?:large|big) as)?(?: the)? ?$")
"""Before a thing of which a lump is not as large, but twice or half as large."""
Kind = Literal["age", "length", "time", "vague_age", "vague_time", "vague_length"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and its place; a vague one has no number."""

    kind: Kind
    amount: Decimal
    unit: str
    start: int
    end: int
    note: str = ""


_PATTERNS: tuple[tuple[str, str], ...] = (
    ("infant", rf"(?P<n>{_N})[ -]*(?:months?|mos?|mth|weeks?|wks?|days?|m|d)[ -]?(?:olds?|/o|of age)(?!\w){_NOT_LUMP}"
     rf"|(?<![^.;:\n]{{12}})(?:baby|infant|toddler|girl|boy), (?P<n3>{_N}) (?:months?|weeks?|wks?|days?)(?= ?[.,;])"
     rf"|(?P<n4>{_N}) ?(?:mo|mth|months?)(?= ?(?:m|f|male|female|boy|girl)(?!\w))"
     rf"|(?:baby|infant|toddler|girl|boy)(?: girl| boy)?,? (?:of|aged) (?P<n2>{_N}) (?:months?|weeks?|days?)(?!\w)"
     r"|(?:newborn|neonate)(?! (?:nursery|ward|unit|period|check|exam|screen))"
     r"|(?P<n5>\d{1,2}) ?/ ?(?P<n5of>12|52|7)[ -]old(?!\w)"),
    ("vague_age", r"(?:in|of) (?:his|her|their|the) (?:early |mid |late |mid-)?(?:teens|twenties|thirties|forties"
     r"|fifties|sixties|seventies|eighties|nineties|\d0'?s)|\d0'?s(?=[ ,]*(?:m|f|male|female)(?!\w))"
     r"|(?<=[mf] )\d0'?s(?!\w)|(?<=[mf], )\d0'?s(?!\w)|(?:early|mid|late)[ -]\d0'?s(?!\w)|middle[ -]aged|elderly"
     r"|(?:older?|young(?:er)?)(?= (?:wo)?man| lady| gentleman| adult| patient| person| male| female)"
     r"|teenage[rd]?|adolescent|toddler|infant"),
    ("age", rf"(?P<a1>{_N})[ -]*{_YEAR}{_OLD}(?!\w){_NOT_LUMP}"
     rf"|(?:aged?|age of|age is|age:|aged:|age =)[ :=]*(?P<a2>{_N})(?:[ -]*{_YEAR}(?!\w))?(?![\d ]*{_UNIT})"
     rf"|(?<![.,/])(?<!for )(?<!x )(?<!over )(?P<a3>\d{{1,3}})[ -]?(?:{_YEAR}[ /-]*)?{_SEX}(?! (?:history|hx|duration))"
     rf"|(?:f|m|female|male)[ ,/]{{0,2}}(?P<a4>\d{{1,3}})(?:[ -]?{_YEAR})?(?![\w.,/]*\d|[ -]*{_UNIT})(?!\w)"
     rf"|(?:an?|this) (?!(?:[a-z]+ )?(?:temperature|temp|fever|pulse|score|rate|total|range|cluster|group|height))"
     rf"(?:[a-z]+ ){{1,3}}of (?P<a5>{_N})(?![\w/-]|\.\d| ?{_UNIT})"
     rf"|(?:woman|man|girl|boy|lady|gentleman|patient|bloke|lad|lass|chap|guy|gent),? (?:aged |of )?"
     rf"(?P<a6>{_N})(?: {_YEAR})?(?![\w/-]|\.\d| ?{_UNIT})"
     rf"|(?<=he is )(?P<a7>{_N})(?= ?[.,;]| and|$)"
     rf"|(?<![^.;:\n]{{30}})[a-z]{{2,}}, ?(?P<a8>\d{{1,3}}) ?(?:years?|yrs?)(?= ?[.,;])"
     rf"|(?<![^\n])(?:[a-z'-]+ ){{0,2}}[a-z'-]{{3,}}, ?(?P<a9>\d{{2}})(?=[.,;])"
     rf"|(?:male|female|retired) [a-z'-]{{3,}}, ?(?P<a11>\d{{2}})(?=[.,;])"
     rf"|(?<![^\n])(?P<a10>\d{{2}}), (?=[a-z]{{3}})"),
    ("size", rf"(?P<s1>{_DIGITS}) ?(?P<u1>{_LENGTH})? ?(?:x|by) ?(?P<s2>{_DIGITS}) ?(?:(?P<u2>{_LENGTH})? ?(?:x|by) ?"
     rf"(?P<s3>{_DIGITS}))? ?(?P<su>{_LENGTH})"),
    ("length_change", rf"(?<=from )(?P<g1>{_DIGITS}) ?(?:{_LENGTH})? ?to (?:about |now )?"
     rf"(?P<g2>{_DIGITS}) ?(?P<gu>{_LENGTH})"),
    ("length_range", rf"(?P<l1>{_DIGITS}) ?(?:-|to) ?(?P<l2>{_DIGITS}) ?(?P<lu>{_LENGTH})"),
    ("length", rf"(?P<l>{_N})(?P<half> and a half)?[ -]?(?P<u>{_LENGTH}){_DISTANCE}"),
    ("compared", rf"(?P<thing>{'|'.join(sorted(_THINGS, key=len)[::-1]).replace(' ', '[ -]?')})(?:'s)?[ -]?sized?(?!\w)"
     rf"|(?:size of|as (?:big|large|small) as|like) an? (?:small |large )?"
     rf"(?P<thing2>{'|'.join(sorted(_THINGS, key=len)[::-1])})"
     r"(?!\w)"),
    ("vague_length", r"(?:several|a few|couple of|multiple) (?:cm|centimet(?:er|re)s|inches)"),
    ("twelfths", r"(?<![\d/.])(?P<t>\d{1,3}) ?/ ?(?P<of>12|52|7)(?![\d/])"),
    ("vague_time", r"(?<!the )(?:some ?time )?(?:early |late )?last (?:year|spring|summer|autumn|winter|christmas)"
     r"|since (?:(?:last|early|late|this|the|about|around) )*(?:january|february|march|april|may|june"
     r"|july|august|september|october|november|december|spring|summer|autumn|fall|winter|year|month|week|christmas|easter|childhood"
     r"|school|\d{4})"
     r"|(?:for |over |in )?(?:the last |the past )?(?:several|a few"
     r"|some(?! \w+ (?:it|larger|bigger|smaller|less|more))|many|few|number of) "
     r"(?:years|months|weeks|days)|recently"
     r"|for (?:ages|a (?:good |long )?(?:while|time)|(?:quite )?some time|years|months|weeks)|long ?standing"),
    ("time_range", rf"(?P<r1>{_N})[ -]*(?:-|to|or)[ -]*(?P<r2>{_N})[ -]*(?:{_TIME})(?!\w)"),
    ("fortnight", r"(?<!within )(?:an?|one|the (?:past|last)|past|last) fortnight(?!\w)"),
    ("time_past", r"(?:over|for|during|in) the (?:past|last) (?P<pu>year|month|week)(?P<phalf> and a half)?(?!\w)"),
    ("time", rf"(?P<tn>{_N}|half an?|a couple of|an?(?= (?:year|month|week|day)))(?P<thalf> and a half)?"
     rf"[ -]*(?P<tu>{_TIME})"
     r"(?!\w)(?! ?/)(?P<thalf2> and a half)?(?: back(?!\w| of| mass| lump| swelling))?"),
)  # fmt: skip
_ANY = re.compile("|".join(rf"(?P<{name}>(?:(?<!\w)|(?<=[\s,(]x))(?:{body}))" for name, body in _PATTERNS))
_AGE_PARTS = ("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11")


def number_of(words: str) -> Decimal:
    """Read a number in digits or in words.

    >>> number_of("24"), number_of("2,5"), number_of("twenty-four")
    (Decimal('24'), Decimal('2.5'), Decimal('24'))
    """
    words = words.strip()
    if words[-1:] in _PARTS:
        return Decimal(words[:-1] or 0) + _PARTS[words[-1]]
    if words[:1].isdigit():
        return Decimal(words.replace(",", "."))
    if words in _WORDS:
        return _WORDS[words]
    return sum((_WORDS[part] for part in re.split("[ -]", words)), Decimal(0))


def quantities(small: str) -> Iterator[Quantity]:
    """Give every quantity of a folded text in order; ages in years, lengths and times in their own unit."""
    for match in _ANY.finditer(small):
        name = next(name for name, _ in _PATTERNS if match[name] is not None)
        yield from _quantity(name, match)


def _quantity(name: str, match: re.Match[str]) -> Iterator[Quantity]:
    start, end = match.span()

    def give(kind: Kind, amount: Decimal, unit: str, note: str = "") -> Iterator[Quantity]:
        yield Quantity(kind, amount, unit, start, end, note)

    def half(*groups: str) -> Decimal:
        return Decimal("0.5") if any(match[group] for group in groups) else Decimal(0)

    if name in ("vague_age", "vague_time", "vague_length"):
        yield from give(name, Decimal(0), "")  # type: ignore[arg-type]
    elif name == "infant":
        yield from _infant(match, start, end)
    elif name == "age":
        words = next(match[part] for part in _AGE_PARTS if match[part])
        yield from give("age", number_of(words), "years")
    elif name == "size":
        yield from give("length", *_largest(match), "the largest")
    elif name == "length_change":
        for part, (first, last) in (("g1", match.span("g1")), ("g2", (match.start("g2"), end))):
            yield Quantity("length", number_of(match[part]), match["gu"], first, last)
    elif name == "length_range":
        yield from give("vague_length", Decimal(0), "")
    elif name == "length":
        yield from give("length", number_of(match["l"]) + half("half"), match["u"])
    elif name == "compared":
        thing = re.sub("golfball", "golf ball", (match["thing"] or match["thing2"]).replace("-", " "))
        thing = "golf ball" if thing == "golf ball" else thing.replace("tennisball", "tennis ball")
        multiple = _MULTIPLE.search(match.string, max(0, start - 24), start)
        kind: Kind = "length" if thing in SURE_THINGS and not multiple else "vague_length"
        yield from give(
            kind, Decimal(_THINGS[thing]) if thing in _THINGS else Decimal(0), "cm", f"as large as a {thing}"
        )
    elif name == "twelfths":
        unit = {"12": "months", "52": "weeks", "7": "days"}[match["of"]]
        yield from give("time", Decimal(match["t"]), unit)
    elif name == "fortnight":
        yield from give("time", Decimal(2), "weeks")
    elif name == "time_past":
        yield from give("time", 1 + half("phalf"), _time_unit(match["pu"]))
    elif name == "time_range":
        yield from give("vague_time", Decimal(0), "")
    else:
        yield from give("time", number_of(match["tn"]) + half("thalf", "thalf2"), _time_unit(match["tu"]))


def _largest(match: re.Match[str]) -> tuple[Decimal, str]:
    """Give the largest side and its unit; a side without a unit of its own has the last one."""
    sides = [(number_of(match[side]), match[unit] or match["su"])
             for side, unit in (("s1", "u1"), ("s2", "u2"), ("s3", "su")) if match[side]]  # fmt: skip
    return max(sides, key=lambda side: side[0] * UNITS["cm"][side[1]])


def _infant(match: re.Match[str], start: int, end: int) -> Iterator[Quantity]:
    if match["n5"]:
        years = int(match["n5"]) // {"12": 12, "52": 52, "7": 365}[match["n5of"]]
        yield Quantity("age", Decimal(years), "years", start, end, "in whole years")
        return
    words = match[0]
    number = match["n"] or match["n2"] or match["n3"] or match["n4"] or ""
    words = words if match["n"] else words[words.find(number) :]
    amount = number_of(number) if number else Decimal(0)
    months = amount / 12 if re.search("m", words.replace(number, "", 1)) else amount / Decimal("365.25")
    if "w" in words.replace(number, "", 1) and number:
        months = amount / Decimal("52.18")
    yield Quantity("age", Decimal(int(months)), "years", start, end, "in whole years")


def _time_unit(word: str) -> str:
    return {"y": "years", "m": "months", "w": "weeks", "d": "days"}[word[0]]
