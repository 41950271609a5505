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
    again sl mod v e longest greatest diameter dimension dimensions maximal approximately
    """)
"""Words that say nothing by themselves; they are not reported as not understood."""

UNTELLING = PLAIN | word_set("""
    able accidentally accompanied accountant actor actually afternoons afterwards ahead aide alone along already
    altogether amid annoying annoys anyone anything apart apparent apply apprentice architect arrange arrives
    asleep athlete attend awake aware awkward bag baker banker barely barista barman bartender bath bathing bed
    bedtime behaved behaves believed belt bending best better between bicycle bike bit boots bothered bothering
    bothers bothersome boxer bring bringing brings brought brush brushed brushing builder bumped bumps business
    busy butcher buy called calls careful carefully caretaker carpenter carried carries carry carrying cashier
    casual catches caught causes causing chair change changed changes changing changing-room chart checked chef
    child's children classic classical cleaner clerk climber climbing close closer clothes clothing coach
    colleagues comfortable comment commented comments complaint completely concern consistent cook coping corner
    cosmetic cosmetically couple course cricket cycle cycling cyclist daily dance dancing decided decorator delay
    delayed dentist despite detail details different difficult difficulty direct directly director disturbed doing
    door doubt dressed dressing drive driver driving due easily easy eating eats eight either electrician eleven
    embarrassed embarrassing employed end ended ends engineer enough entire especially even evenings eventually
    everything exact exactly executive exercise exercising expected experience explains face factory faint faintly
    family farmer feature features feeling fifth finally fine finger-tip fingertips firefighter fisherman fit five
    fix flat flexing followed follows football footballer forgotten form formal four fourth free freely friend
    full game games garden gardener gardening gentle gently girlfriend give gives giving glass goes going good
    graduate grandchildren grateful greatly grip groundsman gym gymnast habit hairdresser hand-sized happen
    happened happens hard-working hardly head-on help helped helps hidden high hold holding holiday holidays home
    homemaker hopes hoping hour hours house household housewife husband idea ignored ignores ignoring immediate
    immediately important inclined include included including indeed initial insists instead intern interval
    involved issue item jeans job jockey jogging joiner journalist keen keep kind knew know knowing laborer
    labourer landscaper largely lawyer least leave lecturer led legs-crossed leisure length less letting level
    librarian lift lifted lifting lifts light likes limp limping line little live living load loading lot loud low
    machinist main major manager manual maximum mean means meanwhile measure measured measures measuring mechanic
    meeting met miner minor minute minutes mirror missed moment mountaineer move moved movement movements moving
    musician nagging nags near nearby nearly need neighboring neither nice nightly nine none normally nothing
    noticeable noticeably nuisance number numerous nurse obtained obvious-looking occurred occurs odd office ones
    onset opened opens order ordinary otherwise-well overnight painter palpating paramedic parent partner parts
    peculiar pensioner perhaps period periodically persistent persists person pharmacist photographer physically
    physiotherapist pianist pick picks picture piece pilot place placed places planning play played player playing
    plays pleasant plumber point points policeman policewoman porter position positions possible postgraduate
    postman postwoman practice preceding precise precisely prefers preparing presence presentation pressed
    pressing previous primary prior private probable problem problems procedure proceeding process produce
    professor prominent prompted promptly properly provided pulled pulling pulls pupil put puts putting question
    questions quiet radiographer raised range rapid rarely rate reach reached reaching read ready real reason
    reasonable reassured recall recalled recalls received receptionist recognized record records regular regularly
    related relation relatively relevant remember remembers repeated repeatedly researcher rest resting restricts
    retired retiree returned returning rings rise rising role roofer routine rower rub rubbed rubbing rubs rugby
    run runner running runs sailor salesman saleswoman school scientist seamstress seat secretary seeking seeks
    seems seldom send separate serious seven several shape shaped shaving shoe shoes shopkeeper short shortly
    showed shower showering sign similarly simple singer single sit sits six sixth sized sizes skier sleep
    sleeping sleeps slept slight-built slightly-built smoothly soldier sometime sort sought sound specific spent
    sport sports spot spots spotted squat squatting stage stairs stand standing stands star station status staying
    steady step steps steward stewardess stiff stood stop stopped stops straightforward stretch stretching strict
    striking stubborn student study subtle success sudden suffered suggested suit summary sure surrounding swim
    swimmer swimming swims tablet tablets tailor take taken takes taking talk talking tape task teacher tell
    telling ten tended tends tennis term terms thinking thinks third thought threw ticks tight tightly times tired
    together took top total touch touched touching toward towards towel tradesman trainee tries trivial trouble
    troubled troubles troublesome trousers true trying turn turned turns twelve twice type typical typically
    unaware unchanging uncomfortable undergraduate uneventful unexpected uniform unprompted unremarkable unsightly
    unusual unwelcome upset usual vague vaguely various versus vet view violinist visible-only visit visits
    volunteer wait waited waiting walk walked walking walks want wanted wants warehouse warns wash washed washing
    watched watching way wear wearing weekend weekends weight-lifting weightlifter welder whatever whenever
    wherever whole wide wider wife wish wished wishes woke word words wore work worked worker working works
    worried worries worry worse worsened worsening worst yoga yourself
    """)
"""Words that name no part of the body, no illness and no operation, so that no value is said of them instead."""

SYNONYMS = {
    "neg": "negative", "-ve": "negative", "pos": "positive", "+ve": "positive", "+": "positive", "++": "positive",
    "+++": "positive", "-": "negative", "centimetre": "centimeter", "tumour": "tumor", "haemangioma": "hemangioma",
    "haematoma": "hematoma", "colour": "color", "oedema": "edema", "anaesthetic": "anesthetic", "bx": "biopsy",
    "hx": "history", "w/o": "without", "w/": "with", "p/w": "with", "a/w": "with",
    "s/p": "after", "f/arm": "forearm", "rtx": "radiotherapy", "ca": "cancer", "uss": "ultrasound", "u/s": "ultrasound",
    "indet": "indeterminate", "req'd": "requested", "dx'd": "diagnosed", "palp": "palpable", "susp": "suspicious",
    "incr": "increasing", "nml": "normal", "enl": "enlarging", "xrt": "radiotherapy",
    "grey": "gray", "paediatrics": "pediatrics", "gynaecology": "gynecology", "haematuria": "hematuria",
    "haemoptysis": "hemoptysis", "ischaemic": "ischemic", "ischaemia": "ischemia", "dyspnoea": "dyspnea",
    "favours": "favors", "favoured": "favored", "centre": "center", "stabilised": "stabilized",
    "organised": "organized", "artefact": "artifact", "discolouration": "discoloration", "leukaemia": "leukemia",
    "haemophilia": "hemophilia", "haemorrhage": "hemorrhage", "anaesthesia": "anesthesia", "labelled": "labeled",
    "gynae": "gynecology", "characterise": "characterize", "characterised": "characterized", "ref'd": "referred",
    "approx": "approximately", "rpt": "repeat", "abd": "abdominal",
    "histol": "histology", "appt": "appointment", "rx": "treatment",
    "tx": "treatment", "haemopt": "hemoptysis", "mets": "metastases", "bx'd": "biopsied", "sx": "symptoms",
    "tmrw": "tomorrow", "lmup": "lump",
    "can't": "cannot", "cant": "cannot",
}  # fmt: skip

HELPERS = {f"{word}n't": word for word in ("is", "does", "was", "has", "do", "did", "have", "had", "were", "are")} | {
    "won't": "will"
}
"""Words that are a "not" and the helping verb before it; a phrase may have it with the verb or without."""

SYNONYMS |= dict.fromkeys(HELPERS, "not")

CAPITALS = {"us": "ultrasound", "rt": "radiotherapy"}
"""Words that are another word where they stand in capitals: US and us, RT and rt (right)."""
