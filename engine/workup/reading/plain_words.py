"""Words of any description that say nothing by themselves, and short forms of common ones."""

from __future__ import annotations

from workup.reading.tokens import word_set

PLAIN = word_set("""
    a about above ago all also although am an and another any approximately are area around as at be became because
    been before being but by came can case clinic complains could day days did do does during each examination exam
    examined feels felt find finding findings for found from further gave general get gets given go got had has have
    having he her here herself him himself his how however i in into is it its itself just last later letter like long
    lump lumps made make mass masses may me moderate month months more most much my no noted notes notice noticed now
    of off old on once one only or other our out over own palpable past patient per present presented presenting
    presents previously referred report reported reports result results reveals reviewed right left same saw seen she
    shown shows side since slightly slowly small so some still such suddenly swelling nodule swellings tells than that
    the their them then there these they this those though three through time to today told two under up upon us very
    was we week weeks well went were what when where which while who whose will with without would year years yet
    gradually rapidly quickly slow fast l r lt rt c o y n s hx phx pmh oe known lies appears describes describing
    woman man boy girl female male f m lady gentleman year-old years-old says say denies cm mm
    """)

SYNONYMS = {
    "neg": "negative", "-ve": "negative", "pos": "positive", "+ve": "positive", "+": "positive", "++": "positive",
    "+++": "positive", "centimetre": "centimeter", "tumour": "tumor", "haemangioma": "hemangioma",
    "haematoma": "hematoma", "colour": "color", "oedema": "edema", "anaesthetic": "anesthetic", "bx": "biopsy",
    "hx": "history", "w/o": "without", "rtx": "radiotherapy", "ca": "cancer", "uss": "ultrasound", "u/s": "ultrasound",
    "isn't": "not", "doesn't": "not", "wasn't": "not", "hasn't": "not", "don't": "not", "didn't": "not",
}  # fmt: skip
