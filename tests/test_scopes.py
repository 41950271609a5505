"""How a thing is said: denied, doubted, once, of somebody else."""

from __future__ import annotations

import pytest

import workup
from workup.reading.describing import describe

LIBRARY = workup.library()


def stated(text: str) -> dict[str, object]:
    """Give what a text states."""
    return dict(describe(text, LIBRARY).case.findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Patient denies any history of trauma, fever or weight loss.",
         {"lump.after_injury": "none", "systemic.unwell_with_fever": False}),
        ("No pain - growing quickly", {"lump.painful": False, "lump.growth": "growing"}),
        ("no pain and growing", {"lump.painful": False, "lump.growth": "growing"}),
        ("Lump not painful or growing.", {"lump.painful": False, "lump.growth": "stable"}),
        ("neither tender nor pulsatile", {"lump.painful": False, "lump.pulsatile": False}),
        ("denies pain & injury", {"lump.painful": False, "lump.after_injury": "none"}),
        ("no pain in the thigh lump", {"lump.painful": False, "lump.site": "thigh"}),
        ("He does not recall an injury.", {"patient.sex": "male", "lump.after_injury": "none"}),
    ],
)  # fmt: skip
def test_a_denial_reaches_its_list_and_no_further(text: str, expected: dict[str, object]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "finding"),
    [("It lies, perhaps, below the fascia.", "lump.depth"), ("prob deep", "lump.depth"), 
     (", ? slowly bigger", "lump.growth"),
     ("Advised to return if it grows.", "lump.growth"), ("MRI to look for flow voids", "mri.flow_voids"),
     ("The surgeon advised incisional biopsy.", "team.biopsy_plan"),
     ("soft?", "lump.consistency"), ("?lipoma", "lump.benign_label"), ("TFE3 positive", "ihc.tfe3"),
     ("a mass on the leg", "lump.site"), ("fever last week, now resolved", "systemic.unwell_with_fever"),
     ("unwell with a high fever while traveling three years ago", "systemic.unwell_with_fever")],
)  # fmt: skip
def test_a_hedge_a_wish_and_a_time_gone_by_state_nothing_and_are_told(text: str, finding: str) -> None:
    found = describe(text, LIBRARY)
    assert finding not in found.case.findings
    assert finding in {item.finding for item in found.uncertain}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("How deep it lies is uncertain.", {"lump.depth": "uncertain"}),
     ("Whether it is getting larger is unclear.", {"lump.growth": "uncertain"}),
     ("It is hard to tell whether it is growing.", {"lump.growth": "uncertain"})],
)  # fmt: skip
def test_a_stated_doubt_is_the_value_for_it(text: str, expected: dict[str, object]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("no thrill", {}), ("no thrill. No bruit.", {"lump.thrill_or_bruit": False}),
     ("no bruit, but a thrill", {"lump.thrill_or_bruit": True}), ("No haemoptysis.", {}),
     ("No haemoptysis, no SOB.", {"chest.severe_symptoms": False})],
)  # fmt: skip
def test_of_joined_signs_every_one_must_be_denied(text: str, expected: dict[str, object]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Calf lump. Mom knows to go to the ED if it bleeds.", {"safety_net.advice_given": True}),
     ("Calf lump. According to his father it is growing.", {"lump.growth": "growing"}),
     ("Per mother it is growing.", {"lump.growth": "growing"}),
     ("Mum first spotted it when he was ten days old.", {"patient.sex": "male"}),
     ("Mother has had breast cancer.", {"patient.previous_cancer": None}),
     ("Mother knows that she had breast cancer.", {"patient.previous_cancer": None})],
)  # fmt: skip
def test_a_parent_who_tells_is_no_family_history(text: str, expected: dict[str, object]) -> None:
    found = stated(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    ["a cyst excised from the scalp in 2015", "his gallbladder was taken out whole at 50", "haemophilia in the family",
     "His wife had a fit.", "her partner is pregnant", "Her grandmother's sight is failing."],
)  # fmt: skip
def test_what_is_told_of_something_or_somebody_else_is_not_stated(text: str) -> None:
    assert set(stated(text)) <= {"patient.sex"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("FISH inconclusive.", {}), ("The lump was removed in part elsewhere.", {"prior.excision": "partial"}),
     ("History of breast cancer in mother; no personal history of cancer.", {"patient.previous_cancer": False}),
     ("US: hematoma", {"ultrasound.result": "hematoma"}), ("US shows a solid mass", {"ultrasound.result": "solid"}),
     ("USS -> solid hypervascular mass", {"ultrasound.result": "vascular", "ultrasound.flow": "high"}),
     ("PAX8-, CK-.", {"ihc.pax8": "negative", "ihc.keratin": "negative"}),
     ("CK- S100+.", {"ihc.keratin": "negative", "ihc.s100_sox10": "positive"}),
     ("S100- SOX10- HMB45+", {"ihc.s100_sox10": "negative", "ihc.hmb45_melan_a": "positive"}),
     ("HMB45+, S100-, melan-A-", {"ihc.hmb45_melan_a": "positive", "ihc.s100_sox10": "negative"}),
     ("TFE3 (+), CK negative.", {"ihc.keratin": "negative"}),
     ("PAX8 awaited, CK positive", {"ihc.keratin": "positive"}),
     ("SMA positive, S100 and keratin not done.", {}),
     ("PAX8, keratin, S100, SOX10, HMB45 and Melan-A are negative.",
      dict.fromkeys(("ihc.pax8", "ihc.keratin", "ihc.s100_sox10", "ihc.hmb45_melan_a"), "negative")),
     ("MRI: bone is involved; it cannot be named", {"mri.bone_involved": True, "mri.impression": "indeterminate"})],
)  # fmt: skip
def test_a_result_is_read_behind_its_label(text: str, expected: dict[str, object]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "done", "pending"),
    [("Brain MRI not done.", (), ()), ("An X-ray was taken, but nobody has its result.", ("radiograph",), ()),
     ("FISH not yet back.", (), ("tfe3_fish",)), ("He had an MRI elsewhere.", ("mri",), ()), ("For MRI.", (), ("mri",)),
     ("Biopsy to be done.", (), ("core_biopsy",)), ("Never had an MRI.", (), ()),
     ("follow-up arranged with the sarcoma team", (), ())],
)  # fmt: skip
def test_a_step_is_done_pending_or_neither(text: str, done: tuple[str, ...], pending: tuple[str, ...]) -> None:
    found = describe(text, LIBRARY)
    assert (found.done, found.pending) == (done, pending)


def test_what_is_told_of_a_scan_elsewhere_is_not_the_lumps() -> None:
    assert "mri.enhancement" not in stated("MRI of the brain, performed without contrast, shows a frontal lesion")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ultrasound suggested a solid mass beneath the fascia", {"ultrasound.depth": "below_fascia"}),
        ("Ultrasound suggested a lipoma", {}),
        ("Ultrasound suggested for a mass beneath the fascia", {}),
        ("Ultrasound suggested a mass possibly beneath the fascia", {}),
    ],
)
def test_what_a_scan_suggests_is_in_doubt_only_as_a_verdict(text: str, expected: dict[str, object]) -> None:
    assert stated(text) == expected
