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
    woman man boy girl female male f m x lady gentleman year-old years-old says say denies cm mm
    first second inside outside within according quite half located situated lying sitting
    seated felt something palpated surgeon surgeons gp doctor doctors hospital consultant registrar nurse colleague
    clinician region area part body aspect surface medial lateral upper lower proximal distal anterior posterior
    middle central deep-seated side sides pt pts patients described describes describe mentions mention mentioned
    states stated complaining complained attends attended attending admitted scan scans imaging test tests tested
    report letter note notes today yesterday morning afternoon evening tonight week's appears appeared appearing
    remains remained remaining becoming became become getting keeps kept stays stayed there's it's he's she's that's
    been being be having since ever never always often sometimes usually occasionally mostly mainly only merely
    simply rather fairly very somewhat extremely really clearly obviously obvious visible visibly palpably
    discovered incidentally chance discovery incidental develops developed developing arose arisen started starts
    starting began begun beginning came come comes coming known year's month's months' years' weeks' currently
    presently lately recently new old adult young older aged aging
    january february march april june july august september october november december spring summer autumn winter
    approx approximate roughly circa
    otherwise additionally addition additional furthermore moreover thus hence therefore
    overall generally general same similar well-defined well-circumscribed circumscribed ill-defined defined round
    oval ovoid smooth lobulated irregular large big tiny huge sizeable sizable considerable
    compartment belly bulk muscle muscles tissue tissues soft-tissue child
    constant severe mild dull sharp occasional intermittent burning slight significant marked minimal local localized
    """)

SYNONYMS = {
    "neg": "negative", "-ve": "negative", "pos": "positive", "+ve": "positive", "+": "positive", "++": "positive",
    "+++": "positive", "-": "negative", "centimetre": "centimeter", "tumour": "tumor", "haemangioma": "hemangioma",
    "haematoma": "hematoma", "colour": "color", "oedema": "edema", "anaesthetic": "anesthetic", "bx": "biopsy",
    "hx": "history", "w/o": "without", "rtx": "radiotherapy", "ca": "cancer", "uss": "ultrasound", "u/s": "ultrasound",
    "indet": "indeterminate", "req'd": "requested", "dx'd": "diagnosed", "palp": "palpable", "susp": "suspicious",
    "incr": "increasing", "nml": "normal", "enl": "enlarging", "xrt": "radiotherapy",
    "grey": "gray", "paediatrics": "pediatrics", "gynaecology": "gynecology", "haematuria": "hematuria",
    "haemoptysis": "hemoptysis", "ischaemic": "ischemic", "ischaemia": "ischemia", "dyspnoea": "dyspnea",
    "favours": "favors", "favoured": "favored", "centre": "center", "stabilised": "stabilized",
    "organised": "organized", "artefact": "artifact", "discolouration": "discoloration", "leukaemia": "leukemia",
    "haemophilia": "hemophilia", "haemorrhage": "hemorrhage", "anaesthesia": "anesthesia", "labelled": "labeled",
    "gynae": "gynecology", "characterise": "characterize", "characterised": "characterized", "ref'd": "referred",
    "isn't": "not", "doesn't": "not", "wasn't": "not", "hasn't": "not", "don't": "not", "didn't": "not",
}  # fmt: skip

CAPITALS = {"us": "ultrasound", "rt": "radiotherapy"}
"""Words that are another word where they stand in capitals: US and us, RT and rt (right)."""
