"""What reads as a real person's own story or record, and is refused."""

from __future__ import annotations

import re

from workup.knowledge.errors import Problem, RealPersonError
from workup.reasoning.case import REAL_PERSON

_CLINICIAN = (
    r"(?:(?:have |had |been |just |recently |once |also |then |would |will |was |am |'ve |'m |do |did |could |can"
    r" |cannot )*"
    r"(?:saw|see|seen|seeing|met|meet|review(?:ed|ing)?|examin(?:e|ed|ing)|assess(?:ed|ing)?|refer(?:red|ring)?"
    r"|admitted|asked to|like|think|suspect(?:ed)?|wonder(?:ed)?|found|palpate[ds]?|order(?:ed)?|request(?:ed)?"
    r"|discuss(?:ed)?|present(?:ed)?|consulted|arranged|describe|report|treat(?:ed)?|look(?:ed)? after"
    r"|accept(?:ed)?|agreed?|plan(?:ned)?|recommend(?:ed)?|advised?|book(?:ed)?|biopsied|excised|performed|offer(?:ed)?"
    r"|list(?:ed)?|cop(?:y|ied)|repeat(?:ed)?|propose[ds]?|suggest(?:ed)?|decided|re-?read|re-?imaged|imaged|scanned"
    r"|(?:not |no |yet )*(?:have |seen |received )?(?:the|her|his|any) (?:\w+ )?(?:reports?|results?|notes|records"
    r"|films|slides|images|scans?|blocks)|be grateful|be happy|grateful|not (?:think|feel|biopsy|know whether)"
    r"|an? (?:\w+ ){0,2}(?:student|doctor|gp|registrar|nurse|tutor|teacher|trainee|resident|surgeon|radiologist)"
    r"|ha(?:ve|d) an? (?:\w+ ){0,3}(?:patient|case)|ha(?:ve|d) an? \d+[ -]))"
)
_MINE = (
    r"(?:(?:\w+ ){0,2}(?:patients?|clinic|case|colleague|students?|exam(?:ination)?|opinion|list|team|consultant"
    r"|differential|impression|question|department|hospital|practice|surgery|ward|unit|service|registrar|tutor"
    r"|plan|view|recommendation|advice|assessment|thoughts|suggestion|intention)\b)"
)
_OURS = (
    r"(?:(?:\w+ ){0,2}(?:pathologists?|radiologists?|oncologists?|surgeons?|nurses?|specialists?|physios?"
    r"|letter|referral|review|report|lab"
    r"|laborator(?:y|ies)|conference|board|meeting|centre|center|institution|mdt|files|notes|records|protocol|number"
    r"|systems?|pacs|scanner|database|theatre|waiting list)\b)"
)
_ACTS = (
    r"(?:(?:have |had |been |also |now |just |already |therefore |then |would |will |should |shall |can |could |'ve"
    r" |'ll |'d |am |'m |was |not |so |very |still )*(?:explain(?:ed)?|written|write|wrote|told|tell|asked|ask|give"
    r"|given|gave|send|sent|sending|spoken|spoke|dressing|treating|looking after|following|put|attach(?:ed)?|enclosed"
    r"|enclose|measured?|aspirated|drained|counsel(?:l?ed)|warn(?:ed)?|await|awaiting|believe|drawn|marked|chased|rang"
    r"|phoned|emailed|confirm(?:ed)?|elicit(?:ed)?|detect(?:ed)?|document(?:ed)?|attempted|referring|seeing|arranging"
    r"|requesting|reviewing|unable|able|sure|certain|happy|concerned|surprised|struck|shown|stress(?:ed)?|mention(?:ed)?"
    r"|cannot (?:tell|say|find|see|judge)|made|trust|expect|understand|aware|decided?|could not \w+)(?!\w))"
)
"""What a clinician does, and a patient might too: counted as a clinician's where the text tells of a patient."""
_OF_A_PATIENT = re.compile(
    r"(?<!\w)(?:this|the|an?|that|your) (?:[\w'-]+ ){0,4}?(?:man|woman|girl|boy|lady|gentleman|patient|child|infant"
    r"|toddler|baby|teenager)(?!\w)|(?<!\w)(?:wo)?(?:man|girl|boy|patient|lady)(?: of|,? aged)? \d"
    r"|(?<!i'm )(?<!i am )(?<!i'm a )(?<!i am a )(?<!\w)"
    r"\d{1,3}[ -]?(?:years?|yrs?|y|months?)[ -]?(?:old|o)(?!\w)|(?<!\w)\d{1,3} ?[mf](?!\w)"
    r"|(?<!\w)s?he is \d{1,3}(?!\w)"
    r"|(?<![^.;:\n ])s?he (?:attend(?:ed|s)|was (?:seen|referred|sent)|present(?:ed|s))(?!\w)"
)


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


def _speaking(clinician: str) -> tuple[re.Pattern[str], ...]:
    """Give an "I" or "we" that says something else than what a clinician says."""
    return _compiled(
        rf"(?<![\w./])(?<!type )(?<!grade )(?<!stage )(?<!class )(?<!factor )(?<!phase )(?<!level )(?<!part )i"
        rf"(?:'m|'ve|'d|'ll)?(?![\w.])(?!-\d)(?!['/])(?! {clinician})(?=[\s,'])",
        rf"(?<!\w)we(?:'ve|'re)?(?!\w)(?! {clinician})(?= (?:noticed|felt|are|have|went|took|'re))",
    )


_MY_OWN = _compiled(
    rf"(?<!\w)my(?!\w)(?! {_MINE})(?!(?<=to my) (?:hand|fingers?|eye|mind) (?:it|this)(?!\w))",
    rf"(?<!\w)our(?!\w)(?! {_MINE})(?! {_OURS})",
    r"(?<![\w.])i(?:'m|'ve|'d)? (?:\w+ ){0,2}?(?:was|am|been|being|got) (?:\w+ )?(?:seen|biopsied|scanned|imaged"
    r"|excised|booked|referred(?! (?:this|an?|him|her) )|reviewed|examined|treated|advised|offered|listed|told|assessed"
    r"|diagnosed|given)(?!\w)",
    r"(?<![\w.])i(?:'ve|'d)? (?:\w+ )?(?:seen|saw|see|consulted) (?:an?|the|some) (?:doctor|gp|dr|specialist|nurse"
    r"|surgeon)",
    r"(?<![\w.])i'm (?:\w+ )?(?:being|getting|having|booked|referred|listed)(?!\w)",
    r"(?<!\w)(?:mine|myself|ourselves)(?!\w)",
)
"""One's own body, family or care, whoever else is told of."""
_ALONE = (
    *_speaking(_CLINICIAN),
    *_compiled(r"(?<!\w)(?:hurts|bothers|worries|concerns|told|gave|gives|advised|reassured) me(?!\w)"),
)
_BESIDE_A_PATIENT = (
    *_speaking(rf"(?:{_CLINICIAN}|{_ACTS})"),
    *_compiled(r"(?<!\w)(?:hurts|bothers) me(?!\w)"),
)
_OF_ONESELF = _compiled(
    r"(?<![\w.])i(?:'ve| have| had| got)(?: also| just| now)?(?: had| got| noticed| found| felt)? (?:an?|this|some|the)"
    r" (?:[\w-]+ ){0,2}(?:lump|mass|swelling|bump|pain|ache|tumou?r|cancer|sarcoma|cyst|lipoma)(?!\w)",
    r"(?<![\w.])i(?:'m| am) (?:an? )?(?:\d|pregnant|scared|frightened"
    r"|(?:\w+ ){0,2}(?:man|woman|girl|boy|patient)(?!\w))",
    r"(?<![\w.])i (?:noticed|feel|felt|found) (?:it|an?|the|this) (?:[\w-]+ ){0,3}(?:lump|mass|swelling|bump)"
    r"(?! (?:in|on|of|at|under|behind|over) (?:his|her|the|this|an?))",
    r"(?<!\w)(?:examined|scanned|referred|sent|biopsied|operated on|hurts|bothers) me(?!\w)",
)
"""What nobody says of somebody else: read where a text tells of a man or a woman as "he" or "she"."""
_SOMEBODY = re.compile(
    r"(?<!\w)(?:man|woman|lady|gentleman|girl|boy|patient|child|infant|toddler|baby|teenager)(?:'s)?(?!\w)"
    r"|(?<!\w)(?:this|the|your) (?:[\w-]+ ){0,2}\d{1,3}[ -]years?[ -]old(?!\w)"
    r"|(?<!\w)(?:this|the|your) (?:[\w-]+ ){1,3}of \d{2}(?!\w)"
)
_HE_OR_SHE = re.compile(r"(?<!\w)(?:he|she|his|her|him)(?!\w)")


_RECORDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\w)(?:d\.?o\.?b|date of birth|birth ?date|birthday)(?!\w)",
        r"(?<!\w)born (?:on |in )?(?:the )?\d{1,4}(?:st|nd|rd|th)?(?:[ ./-]|$)",
        r"[\w.+-]{1,64}@[\w-]{1,63}\.\w",
        r"(?<!\w)(?:mrn|nhs (?:no|number|num)|hospital (?:no|number|id)|record (?:no|number)|patient (?:id|no|number)"
        r"|medical record|case ?notes? number|ssn|social security|insurance (?:no|number)|passport)(?!\w)",
        r"(?<!\w)(?:tel|telephone|phone|mobile|cell|call)(?: ?(?:no|number))?[.:]? ?\+?\(?\d[\d ()-]{5}",
        r"(?<![\w.])\+\d{1,3}[ ()-]*\d{2,4}[ ()-]*\d{2}",
        r"(?<![\d.,])\d{3}[ -]\d{2,3}[ -]\d{4}(?![\d.])",
        r"(?<![\d.,])\d{7}",
        r"(?<!\w)0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}(?!\d)",
        r"(?<!\w)(?:patient(?:'s)? |first |last |full |sur|family )name(?!\w)|(?<!\w)name(?:d)? ?:",
        r"(?<!\w)(?:address|lives at|postcode|zip code)(?: ?:|(?= \d)| is )",
    )
)
_NAMED = re.compile(
    r"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mister|Mme|Dr|Prof|MRS)\.? (?:[A-Z]\.? ?)*[A-Z][\w'’-]+"
    r"|(?<!\w)(?:mrs|mr) (?!scan|shows?|angio|imaging|image|and|of|with|is)[a-z]{3,}"
    r"|(?<!\w)(?:named|called|patient|name is) [A-Z][a-z]+ [A-Z][a-z]+(?!\w)"
    r"|(?<!\w)name is [A-Z][a-z]+"
)
_SURNAME = r"(?:[A-Z]\.? ?){0,3}[A-Z][a-z][\w-]{0,40}(?: [A-Z][a-z][\w-]{0,40})?"
_NO_AGE = r"(?![\w'’-])(?!,? ?\(?(?:an? )?(?:aged? )?\d)"
_DOING = (
    r"(?: (?:has|had|have|will|would|also|kindly|then|and))* (?:saw|seen|see|took|taken|take|accept(?:s|ed)?"
    r"|review(?:s|ed)?|report(?:s|ed)?|agree[sd]?|advise[sd]?|recommend(?:s|ed)?|biopsied|excised|operated|referred|order(?:s|ed)?"
    r"|request(?:s|ed)?|book(?:s|ed)?|arrange[sd]?|performed|examined|suggest(?:s|ed)?|planned|plans|scanned)(?!\w)"
    r"(?! (?:by|to|(?:his|her|their|an?|the) (?:\w+ )?"
    r"(?:gp|GP|[Dd]octor|physician|surgeon|nurse|specialist|lump|swelling))(?!\w))"
)
_COLLEAGUE = re.compile(
    rf"(?<!\w)(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor)\.? {_SURNAME}['’]s (?=(?:\w+ )?(?:clinic|team|mdt|MDT|list|rooms"
    r"|unit|practice|service|office|firm)(?!\w))"
    rf"|(?:(?<=by )|(?<=to )|(?<=with )|(?<=from )|(?<=under )|(?<=ear ))(?:Dr|Prof|Professor)\.? {_SURNAME}{_NO_AGE}"
    rf"|(?:(?<=seen by )|(?<=reviewed by )|(?<=examined by )|(?<=excised by )|(?<=biopsied by )|(?<=referred to ))"
    rf"(?:Mr|Mrs|Ms|Miss)\.? {_SURNAME}{_NO_AGE}"
    rf"|(?<!\w)(?:Dr|Prof|Professor)\.? {_SURNAME}(?={_DOING})"
)
"""A doctor named for what they do, beside a case told of a man or a woman; a patient's name stays a sign."""
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:(?:19|20)\d\d)"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w./-]){_DAY} ?([./-]) ?{_DAY} ?\1 ?(?:{_YEAR}|\d\d)(?![\w/]|[.,-]\d| ?(?:cm|mm|in|x|by)(?!\w))",
        rf"(?<![\w./-]){_YEAR}([./-])(?:0?[1-9]|1[0-2])\1{_DAY}(?![\w/]|[.-]\d)",
        rf"(?<![\w./-]){_DAY}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH},?[ -](?:{_YEAR}|'?\d\d)(?![\w/])",
        rf"(?<!\w){_MONTH} {_DAY}(?:st|nd|rd|th)?(?:,| of)? ?{_YEAR}(?!\w)",
    )
)
"""A day, a month and a year. A month with its year, "8/12" for eight months and "24/7" are not one."""
DATE = (
    "a full date is given, and dates are not accepted: Workup is for teaching only, and a date belongs to a real"
    " person; nothing of it was kept",
    'give ages in whole years and say how long ago instead: "24-year-old", "for 8 months", "MRI last week"',
)
"""What is said, and the way out, where a text holds a full date."""
_QUOTED = re.compile(r'"[^"\n]{0,300}"')


def refuse_real_person(text: str, small: str) -> None:
    """Raise RealPersonError where a text (and its folded form) reads as a real person's story or record.

    A full date alone is refused too, with words of its own: a date of birth often stands without a label.

    Words that a case quotes do not count, nor does a clinician's "I saw", "we reviewed", "my patient", or
    a colleague's name.
    """
    told = _QUOTED.sub(lambda match: " " * len(match[0]), small)
    of_a_patient, of_somebody = _OF_A_PATIENT.search(told), _SOMEBODY.search(told)
    speaking = _BESIDE_A_PATIENT if of_a_patient else _ALONE
    if of_somebody and _HE_OR_SHE.search(told):
        speaking = _OF_ONESELF  # the more surely a text tells of somebody else, the less is a sign
    named = _COLLEAGUE.sub("", text) if of_a_patient or of_somebody else text
    if _NAMED.search(named) or any(pattern.search(told) for pattern in (*speaking, *_MY_OWN, *_RECORDS)):
        raise RealPersonError([Problem("", None, *REAL_PERSON)])
    if any(pattern.search(small) for pattern in _DATES):
        raise RealPersonError([Problem("", None, *DATE)])
