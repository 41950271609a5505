"""Which quantity measures what."""

from __future__ import annotations

import pytest

import workup
from workup.reading.describing import describe

LIBRARY = workup.library()


@pytest.mark.parametrize(
    "text",
    ["a 2 cm scar on the forearm", "scar of 4 cm", "a 1.5 cm node in the groin", "lump 5 cm below the knee",
     "incision 3 cm long", "a mole of 6 mm", "lump with a 2 cm scar over it", "L renal lesion 11 mm on CT, thigh lump"],
)  # fmt: skip
def test_the_size_of_something_else_is_not_the_lumps(text: str) -> None:
    assert "lump.size_cm" not in describe(text, LIBRARY).case.findings


@pytest.mark.parametrize(
    ("text", "size"),
    [("7 cm firm mass", 7), ("2 cm scar, lump 6 cm", 6), ("mass in the calf measuring 45 mm", 4.5),
     ("4 cm lump with a 2 cm scar over it", 4), ("1 in across", 2.54), ("a firm, mobile, 3 cm swelling", 3),
     ("lump 2 cm by 12 mm", 2), ("lump 5 cms across", 5), ("lump 45 mms", 4.5), ("70 mm x 5 cm x 2 cm", 7),
     ("lump measures up to 9 cm", 9), ("lump 4½ cm", 4.5), ("mass, O/E 5x7cm, firm", 7)],
)  # fmt: skip
def test_the_lumps_own_size_is_taken(text: str, size: float) -> None:
    assert describe(text, LIBRARY).case.findings["lump.size_cm"] == size


@pytest.mark.parametrize(
    "text",
    ["lump; numbness of the foot for a day", "lump. Radiotherapy 9 years ago.", "lump; 20 weeks pregnant",
     "fever for 3 days, lump in the thigh", "pacemaker put in 4 years ago, thigh lump",
     "MRI 3/52 ago: 5 cm, thigh lump",
     "five months pregnant with a growing lump", "on apixaban for 3 years, lump", "thigh lump. PSA stable for 2 years.",
     "thigh lump. Headaches present for two years.", "forearm swelling first spotted at 3 wks of age",
     "Thigh lump. Tackled at football three weeks ago.", "Lump excised 3 years ago, pain in the back 5/12.",
     "Barmaid, 34 yrs. Lump of the thigh.", "swelling of the neck, noted at his six-week baby check"],
)  # fmt: skip
def test_the_time_of_something_else_is_not_the_lumps(text: str) -> None:
    assert "lump.duration_months" not in describe(text, LIBRARY).case.findings


@pytest.mark.parametrize(
    ("text", "months"),
    [("a mass that has been there for a year", 12), ("lump x 8/12", 8), ("growing over the past year and a half", 18),
     ("lump, same size x2 yrs", 24), ("Duration: 8 months", 8), ("first felt four years ago", 48),
     ("a lump, said to have been painless and present for two years", 24), ("lump for a fortnight", 0.46),
     ("excised 2021. Now back again 6/12, firm lump", 6), ("a lump, first seen 12 years ago after a crash", 144),
     ("60M. Scrotal lump, 2 cm, hard, painless, 1 yr.", 12), ("Hard scrotal lump, 3 yrs, painless.", 36),
     ("Thigh lump, back in the same place 5/12", 5),
     ("noticed a swelling in his upper arm three weeks ago after being tackled at football", 0.69),
     ("Excised 3 yrs ago. Back in the same place 5/12, hard.", 5),
     ("Forearm swelling came up 2/7 ago straight after he came off his bike.", 0.07),
     ("He has NF1 and a mass that has doubled in size over three months", 3),
     ("24F p/w 6/12 hx of painless lump", 6), ("presents w/ 8/12 of thigh swelling", 8)],
)  # fmt: skip
def test_the_lumps_own_time_is_taken(text: str, months: float) -> None:
    assert describe(text, LIBRARY).case.findings["lump.duration_months"] == months


def test_a_size_in_a_report_is_the_reports() -> None:
    found = describe("Thigh lump of 5 cm. MRI shows flow voids, 62 mm.", LIBRARY).case.findings
    assert (found["lump.size_cm"], found["mri.max_size_cm"]) == (5, 6.2)


def test_a_size_behind_on_mri_is_the_mris() -> None:
    found = dict(describe("On MRI it lies within the vastus and measures 4.2 x 3.8 x 7.6 cm", LIBRARY).case.findings)
    assert found.get("mri.max_size_cm") == 7.6
    assert "lump.size_cm" not in found


def test_an_mri_that_cannot_be_done_has_no_size() -> None:
    found = describe("MRI contraindicated, deep buttock mass 8 cm", LIBRARY).case.findings
    assert found["lump.size_cm"] == 8
    assert "mri.max_size_cm" not in found


@pytest.mark.parametrize(
    "text",
    ["41F thigh lump. Came with her 5-month-old son.",
     "A woman of 41 with a thigh lump; her 12 year old daughter is well",
     "Her 3-year-old nephew is well. Thigh lump in a 41F"],
)  # fmt: skip
def test_the_age_of_a_relative_is_not_the_patients(text: str) -> None:
    assert describe(text, LIBRARY).case.findings["patient.age_years"] == 41


@pytest.mark.parametrize(
    "text",
    ["Lump in thigh - f/u sarcoma clinic 6/52", "Thigh lump, F/U arranged 3/12ly", "Thigh lump, recheck in 6 weeks"],
)
def test_the_time_until_the_next_visit_is_not_even_a_doubt(text: str) -> None:
    found = describe(text, LIBRARY)
    assert "lump.duration_months" not in {*found.case.findings, *(item.finding for item in found.uncertain)}


def test_a_time_behind_a_review_may_be_the_lumps() -> None:
    assert describe("Review: lump in thigh for 3 months", LIBRARY).case.findings["lump.duration_months"] == 3


@pytest.mark.parametrize(
    "text",
    [
        "MRI under general anesthetic shows a 23 mm lesion",
        "An MRI, for which he needed an anesthetic, shows a 2.3 cm mass",
    ],
)
def test_the_size_on_a_scan_whose_name_stands_in_the_history_is_that_scans(text: str) -> None:
    found = describe(text, LIBRARY).case.findings
    assert found["mri.max_size_cm"] == 2.3
    assert "lump.size_cm" not in found


@pytest.mark.parametrize(
    "text", ["His mother, 70, found the lump.", "The patient's husband, 60, says the lump doubled."]
)
def test_a_relative_who_tells_has_an_age_of_their_own(text: str) -> None:
    assert "patient.age_years" not in describe(text, LIBRARY).case.findings


@pytest.mark.parametrize(("text", "years"), [("18/12 old boy. Buttock lump", 1), ("8/12 old girl with a neck lump", 0)])
def test_an_age_in_months_is_told_in_whole_years(text: str, years: int) -> None:
    assert describe(text, LIBRARY).case.findings["patient.age_years"] == years


@pytest.mark.parametrize(
    "text", ["lump twice the size of a golf ball", "half the size of a tennis ball", "grew by 2 cm"]
)
def test_a_multiple_of_a_thing_or_a_growth_is_no_size(text: str) -> None:
    assert "lump.size_cm" not in describe(text, LIBRARY).case.findings
