"""Medical words that a learner meets are in the glossary.

`MEDICAL` is kept by hand: every word of the learner-facing content was read against plain English, and what a
second-year student might look up is listed. Words that look medical by their shape are checked without the list.
"""

from __future__ import annotations

import re

import pytest
from wording import pathway_words

import workup

LIBRARY = workup.library()

MEDICAL = """
abscess; airway; alveolar; amputation; anesthetic; anesthetics; aneurysm; angiogram; anomalies; artery; aspcr1;
aspiration; asps; aspscr1; aspscr1::tfe3; benign; biopsies; biopsy; bleeding disorder; blush; break-apart test;
bruit; calcification; calcified; camta1; carcinoma; carcinomas; cathepsin k; cervix; chemotherapy; chromogranin;
clear cell sarcoma; contrast; cord; core needle; crystals; ct; cyst; ddit3; deep; deficits; deposit; deposits;
duplex; embolized; enhancement; enhances; epidermoid cyst; epithelial; epithelioid; erosion; ewing; ewsr1;
excision; fascia; feeders; feeding vessels; fine needle; fish; fit; fixed; flow voids; foxo1; fungating; fusion;
fusion-defined; ganglion; gene; gland; granular; granular cell tumor; gynecology; hemangioma; hematoma; hernia;
histology; hmb45; incisional; indeterminate; inhibin; inversions; keratin; lesion; li-fraumeni syndrome; lipoma;
lipomas; lipomatous; liposarcoma; lymph node; malformation; malignancy; malignant; map; marker; melan-a;
melanoma; molecular; mri; myod1; myogenin; myxoid; nab2::stat6; nests; neurofibromatosis type 1; node; nodes;
nodule; nodules; nuclear; nucleus; obstetrics; oncologist; orbit; panel; paraganglioma; partner; pas-d;
pathologist; pathology; pax8; pecoma; pediatrics; pelvis; pet; phleboliths; polyp; predisposition; probe;
pulsation; pulsing; punctum; radiograph; radiographs; radiologist; radiology; radiotherapy; rearranged; relapse;
residual; retinoblastoma; retroperitoneum; rhabdomyosarcoma; rna; rt-pcr; s100; sacral; sarcoma; sarcoma team;
sarcomas; seizure; sequencing; sheath; small round cells; solitary fibrous tumor; sox10; spinal cord; spindle
cells; spread; ss18; stage; staging; stain; stained; stains; stat6; stridor; subcutaneous; superficial;
synaptophysin; syndrome; synovial; t1; tethered; tfe3; thrill; thyroid; track; transfusion; translocation;
triage; tumor; tumors; ultrasound; unbalanced; unplanned excision; uterus; vascular; x-ray; x-rays
"""

WORDS = [" ".join(word.split()) for word in MEDICAL.split(";")]

PLAIN = {"diagnosis"}
"""Words that look medical by their shape and are plain."""

NAMES = {"NICE", "NG12", "ESMO", "NCI"}
"""Bodies and guidelines, spelled out among the sources."""

ENDINGS = re.compile(
    r"(?:omas?|itis|ectomy|otomy|plasty|scopy|graphy|ology|ologist|ological|emia|emic|uria|osis|otic|ptysis|algia"
    r"|opathy|cytic|genic|penia|phagia|pnea|trophy)$"
)


TEXT = " ".join(words for _, words in pathway_words(LIBRARY))
GLOSSARY = {word.lower() for term in LIBRARY.terms for word in (term.term, *term.aliases)}


def in_glossary(word: str) -> bool:
    """Say whether the glossary explains a word as a term or an alias, in the singular or the plural."""
    return not GLOSSARY.isdisjoint({word, word.removesuffix("s"), f"{word}s"})


@pytest.mark.parametrize("word", WORDS)
def test_a_medical_word_is_in_the_glossary(word: str) -> None:
    assert in_glossary(word)


@pytest.mark.parametrize("word", WORDS)
def test_a_listed_word_is_one_that_learners_meet(word: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", TEXT, re.IGNORECASE)


def test_no_word_is_listed_twice() -> None:
    assert len(set(WORDS)) == len(WORDS)


def test_a_word_that_ends_like_a_medical_one_is_in_the_glossary() -> None:
    found = {word.lower() for word in re.findall(r"[A-Za-z][\w-]*", TEXT)}
    looks_medical = {word for word in found if ENDINGS.search(word) and len(word) > 5}
    assert {word for word in looks_medical - PLAIN if not in_glossary(word)} == set()


def test_an_abbreviation_is_in_the_glossary() -> None:
    found = re.findall(r"(?<![\w-])(?=[\w:]*[A-Z][\w:]*[A-Z0-9])[A-Z]\w*(?:(?:::|-)\w+)*", TEXT)
    words = {word.removesuffix("-like") for word in found} - NAMES
    assert {word for word in words if not in_glossary(word.lower())} == set()


def test_no_two_entries_of_the_glossary_claim_one_word() -> None:
    claimed = [word.lower() for term in LIBRARY.terms for word in (term.term, *term.aliases)]
    assert sorted(word for word in set(claimed) if claimed.count(word) > 1) == []
