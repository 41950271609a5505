"""Plain words into a case: any text, what is doubtful, and the way back from a case's own English."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_scores import corpus

import workup
from workup.explaining.english import fact
from workup.knowledge.findings import Value
from workup.reading.describing import LARGEST, describe
from workup.reading.description import Description

HERE = Path(__file__).parent
LIBRARY = workup.library()


def stated(text: str) -> dict[str, object]:
    """Give what a text states."""
    return dict(describe(text, LIBRARY).case.findings)


SINGLE = [
    (name, value)
    for name, finding in LIBRARY.findings.items()
    for value in (
        (True, False)
        if finding.type == "yes_no"
        else (1, 7)
        if finding.type == "number"
        else tuple(choice.value for choice in finding.values)
    )
]


@pytest.mark.parametrize(("name", "value"), SINGLE)
def test_a_fact_in_english_gives_the_fact_back(name: str, value: Value) -> None:
    assert stated(fact(LIBRARY.findings[name], value)) == {name: value}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_cases_findings_in_english_give_the_case_back(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(SINGLE), min_size=1, max_size=12, unique_by=lambda pair: pair[0]))
    text = " ".join(f"{fact(LIBRARY.findings[name], value)}." for name, value in chosen)
    assert stated(text) == dict(chosen)


HOSTILE = [
    "\u202e",
    "\u0000",
    "🦵",
    "👩‍⚕️",
    "\u0301",
    "ﷺ",
    "İ",
    "\ud7ff",
    "\x1b[31m",
    "%%",
    "<b>",
    "?",
    "-",
    "no ",
    "12/",
    "\n",
    "(",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(HOSTILE) | st.characters(codec="utf-8"), min_size=1, max_size=6), st.integers(1, 4000))
def test_hostile_text_gives_a_description_or_one_message(parts: list[str], times: int) -> None:
    text = ("".join(parts) * times)[:20_000]
    try:
        found = describe(text, LIBRARY)
    except workup.RealPersonError:
        return
    check_spans(found, text)


@settings(max_examples=5, deadline=None)
@given(st.sampled_from(HOSTILE))
def test_a_megabyte_of_text_gives_one_clear_message(part: str) -> None:
    text = (part * 1_000_000)[:1_000_000]
    with pytest.raises(workup.CaseError, match=r"longer than 100,000 characters") as refused:
        describe(text, LIBRARY)
    assert len(refused.value.problems) == 1


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_a_description_or_one_message(text: str) -> None:
    try:
        found = describe(text, LIBRARY)
    except workup.CaseError as error:
        problems = error.problems
    else:
        problems = (None,)
        check_spans(found, text)
    assert len(problems) == 1


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(sorted({w for i in corpus() for w in i["text"].split()})), max_size=40))
def test_any_words_of_the_corpus_in_any_order_give_a_case_that_is_accepted(words: list[str]) -> None:
    text = " ".join(words)
    try:
        found = describe(text, LIBRARY)
    except workup.RealPersonError:
        return
    check_spans(found, text)
    workup.agenda(found.case)


def check_spans(found: Description, text: str) -> None:
    """Every span holds the words it names."""
    for item in (*found.understood, *found.uncertain, *found.not_understood):
        assert text[item.start : item.end] == item.words


@pytest.mark.parametrize("part", ["a ", "no pain, ", "as a child ", "twenty ", "9", "?", "🦵\u202e", "mri pending "])
def test_a_text_as_long_as_allowed_is_read_and_a_longer_one_refused(part: str) -> None:
    text = (part * LARGEST)[:LARGEST]
    try:
        describe(text, LIBRARY)
    except workup.RealPersonError:
        assert part == "9"
    with pytest.raises(workup.CaseError, match="longer than"):
        describe(text + "a", LIBRARY)


@pytest.mark.parametrize(
    ("text", "finding"),
    [("?deep lump", "lump.depth"), ("possibly growing", "lump.growth"), ("in her twenties", "patient.age_years"),
     ("lump, over 5 cm", "lump.size_cm"), ("lump since March", "lump.duration_months")],
)  # fmt: skip
def test_what_is_doubtful_is_reported_and_not_stated(text: str, finding: str) -> None:
    found = describe(text, LIBRARY)
    assert finding not in found.case.findings
    assert finding in {item.finding for item in found.uncertain}


def test_words_that_nothing_was_made_of_are_named() -> None:
    assert [item.words for item in describe("deep lump, plays darts", LIBRARY).not_understood] == ["plays darts"]


def test_two_values_of_a_finding_are_a_contradiction_and_neither_is_taken() -> None:
    found = describe("soft lump. The lump is hard.", LIBRARY)
    assert "lump.consistency" not in found.case.findings
    assert [item.finding for item in found.contradictions] == ["lump.consistency"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("no pain or tenderness", False), ("denies pain", False), ("painless", False), ("not tender but growing", False),
     ("pain nil", False), ("pain/tenderness", True), ("no pain/tenderness", False), ("tender", True)],
)  # fmt: skip
def test_a_denial_reaches_as_far_as_it_is_meant(text: str, value: bool) -> None:
    assert stated(f"lump, {text}")["lump.painful"] is value


def test_an_ordered_scan_is_pending_and_states_nothing() -> None:
    found = describe("Deep thigh lump. MRI ordered.", LIBRARY)
    assert found.pending == ("mri",)
    assert dict(found.case.findings) == {"lump.depth": "deep", "lump.site": "thigh"}


OWN = """
  - finding: lump.smell
    label: smell of the lump
    step: history
    type: choice
    question: Does it smell?
    topic: [odor]
    denied: none
    values:
      - {value: none, label: no smell, says: the lump does not smell, phrases: [odorless]}
      - {value: foul, label: foul smell, says: the lump smells foul, phrases: [malodorous, stinks]}
"""


def test_an_educators_own_finding_is_understood_without_code(tmp_path: Path) -> None:
    for part in ("pathways", "rules"):
        shutil.copytree(HERE / "content/small" / part, tmp_path / part)
    findings = tmp_path / "pathways/small/findings.yaml"
    findings.write_text(findings.read_text("utf-8") + OWN.lstrip("\n"), encoding="utf-8")
    pathway = tmp_path / "pathways/small/pathway.yaml"
    answered = pathway.read_text("utf-8").replace("lump.size_cm: 7}", "lump.size_cm: 7, lump.smell: none}")
    pathway.write_text(answered, encoding="utf-8")
    own = workup.load(pathways=tmp_path / "pathways", rules=tmp_path / "rules", pathway="small")
    assert dict(describe("7 cm, subcutaneous lump that stinks", own).case.findings) == {
        "lump.depth": "superficial",
        "lump.size_cm": 7,
        "lump.smell": "foul",
    }
    assert describe("the odor is said to be foul", own).case.findings["lump.smell"] == "foul"
    assert describe("no odor", own).case.findings["lump.smell"] == "none"


def understood(text: str) -> tuple[dict[str, object], set[str]]:
    """Give what a text states but for whom it is about, and the findings it leaves open."""
    description = describe(text, LIBRARY)
    told = {name: value for name, value in description.case.findings.items() if not name.startswith("patient.")}
    return told, {item.finding for item in description.uncertain}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chest CT: 3 mm nodules, suspicious.", {"chest_ct.result": "nodules_suspicious"}),
        ("Brain MRI shows a solitary lesion of 2 cm.", {"brain_mri.result": "lesion"}),
        ("A chest radiograph shows several nodules.", {}),
        ("The scar is tender.", {}),
        ("The tonsils are enlarged.", {}),
        ("The nodes in the groin are enlarged.", {"nodes.enlarged": True}),
        ("Pain in the opposite hip.", {}),
        ("Abdomen soft, not tender. Thyroid: multiple nodules.", {}),
        ("PSA stable. Inguinal nodes 1 cm, mobile.", {}),
        ("Hard lump after a coughing fit.", {"lump.consistency": "hard"}),
    ],
)
def test_what_is_told_of_another_part_is_not_the_lumps(text: str, told: dict[str, object]) -> None:
    assert understood(text)[0] == told


def test_a_scan_elsewhere_leaves_the_lump_named_after_it_alone() -> None:
    told, _ = understood("Chest CT clear, lump 5 cm and painful.")
    assert told == {"chest_ct.result": "clear", "lump.size_cm": 5, "lump.painful": True}


@pytest.mark.parametrize(
    "text",
    [
        "Advised to return if it grows, becomes painful or turns hard.",
        "Told to come back should it become larger, fixed or tender.",
    ],
)
def test_conditions_to_return_on_state_nothing_of_the_lump(text: str) -> None:
    assert not [name for name in understood(text)[0] if name.startswith("lump.")]


@pytest.mark.parametrize(
    "text",
    [
        "Thigh lump. Past: thyroid cancer, 2 years ago.",
        "Thigh lump in the field of radiotherapy, 9 years ago.",
        "A woman, who had a kidney removed six years ago, has a thigh lump.",
        "Thigh lump excised 3/52 ago.",
        "Lump in the forearm. He broke his wrist five years ago.",
        "Breast lump 8 years ago was benign.",
        "Removed at another hospital: lipoma of the back, 10 years ago.",
    ],
)
def test_how_long_ago_something_else_was_is_no_duration(text: str) -> None:
    assert "lump.duration_months" not in understood(text)[0]


def test_how_long_ago_it_was_noticed_is_the_duration() -> None:
    assert understood("A lump noticed two years ago was 2 cm.")[0]["lump.duration_months"] == 24


def test_a_lump_cut_out_in_pieces_is_partly_removed() -> None:
    assert (
        understood("The lump was cut out in pieces and part of it was left behind.")[0]["prior.excision"] == "partial"
    )


def test_a_doubt_in_brackets_takes_back_what_stands_before() -> None:
    told, open_ = understood("Thigh lump excised (unsure if whole or part).")
    assert "prior.excision" not in told
    assert "prior.excision" in open_


@pytest.mark.parametrize("text", ["A first site in the kidney is possible but not shown.", "Kidney primary unproven."])
def test_a_hedge_behind_leaves_open(text: str) -> None:
    told, open_ = understood(text)
    assert "primary.known" not in told
    assert "primary.known" in open_


def test_a_report_of_one_thing_counts_before_what_it_denies() -> None:
    assert understood("CT chest: small pleural effusion, no nodules.")[0] == {"chest_ct.result": "other"}
    assert understood("Chest CT showed no nodules but a rib fracture.") == ({}, {"chest_ct.result"})
    assert understood("Chest CT: no nodules.")[0] == {"chest_ct.result": "clear"}


def test_the_phrase_that_reaches_further_counts() -> None:
    assert understood("Ultrasound shows a solid mass full of vessels.")[0] == {"ultrasound.result": "vascular"}


@pytest.mark.parametrize(
    ("text", "pending"),
    [
        ("MRI without contrast booked.", ("mri",)),
        ("FISH: awaited.", ("tfe3_fish",)),
        ("Sarcoma team: reply awaited.", ("sarcoma_team_referral",)),
        ("The slides have gone to a sarcoma pathologist; the answer is awaited.", ("expert_pathology_review",)),
        ("On the waiting list for MRI.", ("mri",)),
        ("Histology is to follow.", ("histology",)),
        ("MRI in May: indeterminate. Repeat MRI requested.", ("mri",)),
        ("He was referred to the vascular surgeons, whose answer is awaited.", ("specialty_referral",)),
        ("The brain MRI requested last month was cancelled.", ()),
        ("Any MRI will need an anesthetic.", ()),
    ],
)
def test_what_is_still_to_come_is_pending_and_has_no_result(text: str, pending: tuple[str, ...]) -> None:
    description = describe(text, LIBRARY)
    assert description.pending == pending
    assert "mri.enhancement" not in description.case.findings


def test_free_of_denies_the_whole_list() -> None:
    found = describe("Lump in the thigh. Free of fits, weakness and confusion.", LIBRARY)
    assert found.case.findings["neuro.seizure_or_deficit_now"] is False


@pytest.mark.parametrize("text", ["Denies pain and the lump is growing.", "Denies pain, and the lump is growing."])
def test_a_denial_ends_where_another_subject_begins(text: str) -> None:
    assert describe(text, LIBRARY).case.findings["lump.growth"] == "growing"


def test_a_list_behind_denies_is_denied_as_a_whole() -> None:
    found = describe("Denies fits, weakness and confusion.", LIBRARY)
    assert found.case.findings["neuro.seizure_or_deficit_now"] is False


def test_a_seizure_of_last_month_is_not_one_now() -> None:
    found = describe("Lump in the thigh. Seizure last month.", LIBRARY)
    assert "neuro.seizure_or_deficit_now" not in found.case.findings


# -- how things are told ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A woman worried about a lump in the left armpit.", {"patient.sex": "female", "lump.site": "axilla"}),
        (
            "Deep mass in the thigh. Learning point: superficial lumps can wait.",
            {"lump.site": "thigh", "lump.depth": "deep"},
        ),
        (
            "Incisional biopsy of a deep shoulder mass.",
            {"biopsy.method": "incisional", "lump.depth": "deep", "lump.site": "arm"},
        ),
        ("A sarcoma of the calf.", {"lump.site": "lower_leg"}),
        ("Forearm lump. A different lump on the shoulder was removed years ago.", {"lump.site": "forearm"}),
        (
            "Lorry driver, 50, male. Calf lump.",
            {"patient.age_years": 50, "patient.sex": "male", "lump.site": "lower_leg"},
        ),
        ("Girl, 5 months. Calf lump.", {"patient.age_years": 0, "patient.sex": "female", "lump.site": "lower_leg"}),
        ("Boy, 18 months old. Lump there in the newborn nursery.", {"patient.age_years": 1}),
        ("16 mo M w/ calf lump", {"patient.age_years": 1, "patient.sex": "male", "lump.site": "lower_leg"}),
        ("19M. Orbital mass. Retinoblastoma age 2.", {"patient.age_years": 19}),
        ("A mother brings her 5-month-old son. Calf lump.", {"patient.age_years": 0, "patient.sex": "male"}),
        ("7-year-old daughter brought in by her father.", {"patient.age_years": 7, "patient.sex": "female"}),
        ("41F thigh lump, mother brings her son too.", {"patient.age_years": 41, "patient.sex": "female"}),
        ("Mom brings in this 3-year-old because she felt a lump in his groin.", {"patient.sex": "male"}),
        ("She is not sure if it has grown.", {"patient.sex": "female", "lump.growth": "uncertain"}),
        ("He cannot control his bladder.", {"patient.sex": "male"}),
        ("MRI, for which she needed a general anesthetic", {"patient.sex": "female"}),
        ("Boy of 6. His mother is not sure if she hurt her knee.", {"patient.sex": "male"}),
        ("Soft lump. She knows to ring me if it gets hard.", {"lump.consistency": "soft"}),
        ("Boy of 6. His mother noticed it. She says it grows.", {"patient.sex": "male", "lump.growth": "growing"}),
        ("R thigh 'hematoma' after a fall", {"lump.benign_label": "hematoma", "lump.site": "thigh"}),
        ("The lump doesn't move and hasn't grown.", {"lump.fixed": True, "lump.growth": "stable"}),
        ("US: can't be characterised.", {"ultrasound.result": "indeterminate"}),
        ("The lump's growing.", {"lump.growth": "growing"}),
        ("Lump at the back of the tongue.", {"lump.site": "tongue"}),
        ("F, early 40s. Forearm lump.", {"patient.sex": "female", "lump.site": "forearm"}),
        ("Physio clinic. Male runner, 41. Calf lump.", {"patient.age_years": 41, "patient.sex": "male"}),
        ("I would be grateful if you could see this 47-year-old man.", {"patient.age_years": 47}),
        ("A 17-year-old comes to his family physician with a buttock lump.", {"patient.age_years": 17}),
        ("No a.m. headache, vomiting or drowsiness.", {"neuro.raised_pressure_signs": False}),
    ],
)
def test_a_text_states_at_least(text: str, expected: dict[str, object]) -> None:
    found = stated(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "done", "pending"),
    [
        ("MRI performed yesterday, report awaited.", (), ("mri",)),
        ("CT chest done, report not to hand.", ("chest_ct",), ()),
        ("Sarcoma TB: core bx, booked Tues.", (), ("core_biopsy",)),
        ("ENT ref made. U/S tmrw.", (), ("ultrasound", "specialty_referral")),
        ("Core biopsy was taken on Monday; histology is awaited.", (), ("histology",)),
        ("MRI Thurs.", (), ("mri",)),
    ],
)
def test_what_is_still_to_come_is_told_from_what_is_done(
    text: str, done: tuple[str, ...], pending: tuple[str, ...]
) -> None:
    found = describe(text, LIBRARY)
    assert (found.done, set(found.pending)) == (done, set(pending))


@pytest.mark.parametrize("text", ["Lump of the neck. No weakness of the arm.", "Lump of the neck. No facial droop."])
def test_a_denial_of_one_sign_denies_no_more(text: str) -> None:
    assert stated(text) == {"lump.site": "neck"}


def test_what_a_dash_tells_of_a_relative_is_not_the_patients() -> None:
    found = describe("Thigh lump. Dad - melanoma.", LIBRARY)
    assert "patient.previous_cancer" not in found.case.findings


@pytest.mark.parametrize("text", ["The lump was excised in 2019.", "Mass excised elsewhere."])
def test_a_bare_excision_leaves_open_how_much_was_taken(text: str) -> None:
    found = describe(text, LIBRARY)
    assert "prior.excision" not in found.case.findings
    assert "prior.excision" in [item.finding for item in found.uncertain]


@pytest.mark.parametrize(
    "text",
    ["Brain MRI ruled out a metastasis.", "Ultrasound: lipoma excluded.", "Expert review: ASPS cannot be excluded.",
     "MRI: lipoma unlikely.", "MRI: hemangioma vs sarcoma.", "Not painful except at night.", "Cancer was ruled out.",
     "Chest CT clear apart from a 3 mm nodule.", "MRI excluded bone involvement.", "Surgery is not possible.",
     "FISH negative for SS18.", "Core biopsy was discussed but refused.",
     "Core biopsy only if the MRI worries.", "The skin is not tethered.",
     "The lump does not move on swallowing.", "Referred to the clinic, who rang back.",
     "Hemoptysis has stopped.", "Unchanged until two months ago."],
)  # fmt: skip
def test_what_is_set_aside_states_nothing(text: str) -> None:
    assert stated(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fit and well apart from a 5 cm lump in the thigh.", {"lump.size_cm": 5, "lump.site": "thigh"}),
        ("Stains for PAX8, whereas S100 and HMB45 are negative.", {"ihc.s100_sox10": "negative"}),
        ("A knock there, but neither is sure whether the lump was there already.", {"lump.after_injury": "uncertain"}),
        ("It stopped growing.", {"lump.growth": "stable"}),
        ("Never had radiotherapy for her lymphoma.", {"patient.previous_cancer": True}),
        ("Some weeks it is larger.", {"lump.growth": "fluctuating"}),
        ("Swelling R f/arm.", {"lump.site": "forearm"}),
        ("A mole was removed. She now has a separate lump in the forearm.", {"lump.site": "forearm"}),
        ("Her pacemaker rules out MRI, so a CT was done, reported as suspicious.", {"patient.mri_possible": "no"}),
        ("It has not stopped growing.", {"lump.growth": "growing"}),
    ],
)
def test_what_stands_beside_it_is_stated(text: str, expected: dict[str, object]) -> None:
    assert expected.items() <= stated(text).items()


@pytest.mark.parametrize("text", ["CT: hypervascular mass.", "PET: hypervascular mass.", "CT done: solid mass"])
def test_a_scan_that_the_content_does_not_name_gives_no_result_of_another(text: str) -> None:
    assert stated(text) == {}


def test_a_plan_states_no_result() -> None:
    found = describe("Thigh mass. Plan: open incisional biopsy, excision after that.", LIBRARY)
    assert "biopsy.method" not in found.case.findings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "CT suspicious; no renal mass.",
            {"ct_primary.result": "suspicious", "kidney_imaging.result": "no_mass"},
        ),
        ("MRI suspicious; kidneys clear.", {"mri.impression": "suspicious", "kidney_imaging.result": "no_mass"}),
        (
            "CT of the chest: clear, and no primary site has been found.",
            {"chest_ct.result": "clear", "primary.known": "none_found"},
        ),
        ("X-ray of the thigh normal, chest clear.", {"radiograph.result": "normal"}),
    ],
)
def test_a_result_that_names_its_own_part_counts_behind_another_scan(text: str, expected: dict[str, object]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The cells were negative for HMB45, S100 and keratin.",
            {"ihc.hmb45_melan_a": "negative", "ihc.s100_sox10": "negative", "ihc.keratin": "negative"},
        ),
        ("Positive for S100 and keratin.", {"ihc.s100_sox10": "positive", "ihc.keratin": "positive"}),
        (
            "Tumour cells express PAX8 and cytokeratin but not TFE3.",
            {"ihc.pax8": "positive", "ihc.keratin": "positive", "ihc.tfe3": "negative"},
        ),
        (
            "Negative for HMB45, S100 and keratin were positive.",
            {"ihc.hmb45_melan_a": "negative", "ihc.s100_sox10": "positive", "ihc.keratin": "positive"},
        ),
        ("Positive for S100 and keratin negative.", {"ihc.s100_sox10": "positive", "ihc.keratin": "negative"}),
        ("Negative for S100, HMB45 awaited.", {"ihc.s100_sox10": "negative"}),
    ],
)
def test_a_value_before_a_list_of_stains_is_of_each(text: str, expected: dict[str, object]) -> None:
    assert stated(text) == expected


def test_a_phrase_in_two_parts_says_both_where_its_end_needs_no_beginning() -> None:
    assert stated("Taken on by the sarcoma MDT: plan is a core") == {
        "team.accepted": True,
        "team.biopsy_plan": "core",
    }
    assert "lump.site" not in stated("foot cold, and pale")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It seems to come off the bone.", {"lump.origin": "bone"}),
        ("Thigh lump. Right calf aches on walking.", {"lump.site": "thigh"}),
        ("Calf lump. Aches on walking.", {"lump.site": "lower_leg", "lump.painful": True}),
        ("MRI: large mass, 8.1 cm. Suspicious.", {"mri.max_size_cm": 8.1, "mri.impression": "suspicious"}),
        ("MRI awaited. Suspicious.", {}),
        ("Ultrasound: mass in the calf. Solid.", {"lump.site": "lower_leg", "ultrasound.result": "solid"}),
    ],
)
def test_a_short_sentence_is_said_of_what_it_follows_or_names(text: str, expected: dict[str, object]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ultrasound of the abdomen last year was normal.", {}),
        ("Ultrasound abdomen NAD. Thigh lump.", {"lump.site": "thigh"}),
        ("Ultrasound of the abdomen: mass in the retroperitoneum.", {"lump.site": "retroperitoneum"}),
        ("CT of the chest is clear.", {"chest_ct.result": "clear"}),
        ("Ultrasound of the thigh was normal.", {"ultrasound.result": "no_lump_seen"}),
    ],
)
def test_a_normal_scan_of_a_whole_region_is_said_of_no_lump(text: str, expected: dict[str, object]) -> None:
    assert stated(text) == expected
