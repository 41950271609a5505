"""Words that say how others are said: denied, doubted, once, of somebody else, as advice."""

from __future__ import annotations

from workup.reading.tokens import word_set

VERBS_OF_DENIAL = word_set("denies denied denying deny")
LIST_DENIALS = VERBS_OF_DENIAL | word_set("neither free")
NOUN_DENIALS = VERBS_OF_DENIAL | word_set("no without nil lacks lacking")
DENYING = NOUN_DENIALS | word_set("not never neither nor non cannot nobody nothing fails")
DOUBTING = word_set(
    "possibly possible perhaps maybe might probably likely unlikely query suspected thinks seems seemingly"
    " apparently appears unsure whether doubtful questionable equivocal presumably may prob poss seem appear"
    " suspicion suspect suspects allegedly reportedly unconfirmed if unless"
    " worried worries afraid fears fear concern concerned"
    " wonders exclude excluding asks asked hopes should plan plans planning advised advises advise recommends"
    " recommended recommend recs suggests suggested considering considered needs need needed"
)
DOCTORS = word_set("physician physicians doctor doctors practitioner medicine practice gp")
"""What a family has besides members."""
RELATIVES = word_set(
    "mother father mum mom dad sister brother aunt uncle cousin grandmother grandfather grandparent parent"
    " parents sibling siblings twin niece nephew wife husband son daughter relative relatives fh fhx sisters"
    " brothers aunts uncles cousins sons daughters grandparents grandson granddaughter spouse girlfriend boyfriend"
    " friend neighbor neighbour stepfather stepmother twins"
)
PAST = word_set(
    "prev previous previously past pmh pmhx formerly initially once prior old hx history childhood originally"
)
TELLING = word_set(
    "noticed found brought brings says said reports reported felt saw feels thinks describes recalls gives noted told"
    " of worried worries worry is's insisted insists attends asks asked came who say think remember remembers recall"
    " believe believes feel state states deny denied denies notice notices see sees report mention mentions describe"
    " confirm confirms spotted spots discovered bring reckons reckon wonders wonder attend"
)
BEFORE_TELLING = word_set("first not now only just recently")
"""What may stand between a relative and the verb of what they tell, besides a linking verb."""
KNOWING = word_set("knows know aware understands understand happy")
"""What a relative tells of the patient only where a "to" follows: "mum knows to come back"."""
LOOKING_FOR = word_set("watch watching look looked looking monitor check checked checking screen screened searched")
OPENING = 6
"""How many words before a comma the denial of its phrase may stand."""
SHORT_PART = 4
"""How many words a part of a list without a verb has at most."""
GOING_ON = word_set(
    "is has was it he she they now feels grows growing moves enlarging painful tender increasing getting lies firm"
    " hard soft rubbery deep superficial fixed mobile larger bigger pulsatile subcutaneous enlarged grown"
)
NOT_LISTED = GOING_ON | word_set(
    "lump mass swelling nodule lesion are were had have but painless non nontender non-tender normal otherwise only"
    " which that this the well unwell ill with systemically there feeling requested req'd pending booked awaited"
    " ordered planned done reports said says stable unchanged"
)
NEW_SUBJECT = word_set("the this that")
MONTH_BEFORE = word_set("since in last of early late mid this")
NOT_SURE = word_set("only sure certain known clear just")
PLACING = word_set("in on at over to from when during since for inside within behind around near")
CONDITIONS = word_set("if unless should whenever")
RETURNING = word_set(
    "adv instructed rtc safety return returns come comes back advised advice told seek call ring attend reattend"
    " review report go knows know"
)
ADVICE = 8
"""How many words before a condition the advice to return may stand."""
WORRYING = word_set("worried worries concerned asks asked asking anxious bothered alarmed presents attends consulted")
LUMPS = word_set("lump lumps mass masses swelling swellings nodule bump growth lesion tumor it")
LINKING_VERBS = word_set("is are was were has have had also both")
SURE = word_set("sure certain adamant clear positive convinced confident certainly")
PLANS = word_set("plan plans recommendation recommendations suggestion suggestions")
LESSONS = word_set("pearl pearls lesson lessons moral takeaway point points message")
