"""What one says of oneself is refused, what a clinician says of a patient is not; dates, and what looks like one."""

from __future__ import annotations

import pytest

import workup
from workup.reading.describing import describe

LIBRARY = workup.library()


@pytest.mark.parametrize(
    "date",
    ["12/03/1998", "12.03.98", "12-03-1998", "1998-03-12", "3 Feb 1998", "3rd of February 1998", "Feb 3, 1998",
     "March 12th 2001", "3-Feb-98", "31/12/99"],
)  # fmt: skip
def test_a_full_date_is_refused_and_the_way_out_is_said(date: str) -> None:
    with pytest.raises(workup.RealPersonError, match="dates are not accepted") as refused:
        describe(f"24F, {date}, thigh lump", LIBRARY)
    assert "how long ago" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    ["lump 8/12, 2/52, 3/7", "pain 24/7", "since March 2025", "since 2009", "2.5 x 3 x 1 cm", "power 5/5/5",
     "3-4-10 mm", "2/2/10 cm", "12/40 pregnant", "BP 120/80", "24/100 cells", "10-12 cm", "Case 12/2024",
     "may 24 be deep"],
)  # fmt: skip
def test_a_fraction_a_span_or_a_month_is_no_date(text: str) -> None:
    describe(text, LIBRARY)


@pytest.mark.parametrize(
    "text",
    ["I was biopsied last week, lump in the thigh", "I've been referred to the clinic with a lump",
     "I'm booked for a scan of the thigh", "I had seen a doctor about the lump", "I have a lump, 24F",
     "I'm a 24-year-old and noticed it last week", "24F: I feel a lump in the thigh",
     "I am 34F and was told it is a cyst",
     "my tumor is 5 cm", "my report says TFE3 positive", "The doctor told me that the lump is a cyst",
     "This boy is mine and has a lump", "lump close to my hand", "She attended with me, and I have a lump"],
)  # fmt: skip
def test_what_one_says_of_oneself_is_refused(text: str) -> None:
    with pytest.raises(workup.RealPersonError):
        describe(text, LIBRARY)


@pytest.mark.parametrize(
    "text",
    ["We have accepted him; our plan is a core biopsy.", "Slides have been requested by our sarcoma pathologist.",
     "A scan was done privately but I do not have the report.",
     "I would be grateful for your view of this 40-year-old.",
     "I have been asked to review this man of 40.", "I was referred this 50-year-old woman with a lump.",
     "I have explained to this woman of 60 what should bring her back.",
     "She told me, this 36-year-old, that it grows.",
     "I have written to the team about this 32-year-old lady.", "Woman of 37. I am not certain of its nature.",
     "no c/i to MRI, thigh lump", "57-year-old woman. The report is not in our system.",
     "He is 62 and has a lump. I have asked him to contact me if it changes.",
     "This retired teacher of 69 has a lump. I explained what should bring her back to our clinic.",
     "This 50-year-old teacher came. To my hand it has all the features of a lipoma.",
     "She attended with her mother. I could not decide whether it arises from a node.",
     "I saw this 31-year-old waitress together with our nurse specialist."],
)  # fmt: skip
def test_what_a_clinician_says_of_a_patient_is_read(text: str) -> None:
    describe(text, LIBRARY)


@pytest.mark.parametrize(
    "text",
    ["62M, thigh lump. Dr Patel's MDT took the case.", "A 62-year-old man has a thigh lump. Dr Patel took the case.",
     "Dear Dr Smith, thank you for seeing this 62-year-old man.", "62F, lump, seen by Miss Carter in the breast clinic",
     "62M, thigh lump. Mr Carter's clinic has booked an MRI."],
)  # fmt: skip
def test_a_doctor_named_beside_a_patient_is_a_colleague(text: str) -> None:
    describe(text, LIBRARY)


@pytest.mark.parametrize(
    "text",
    ["Mrs Jane Smith, 54, has a lump", "Mr Patel, 62, has a thigh lump.", "62-year-old man, Dr Patel, with a lump.",
     "62M, thigh lump. Dr Patel's lump is deep.", "I reviewed Mr Patel, a man of 62.",
     "Seen by Dr Patel, 62, man, lump",
     "54F. Mrs Smith was referred by Dr Patel.", "62M. Dr Patel saw his GP about the lump.",
     "54F. Discussed with Mrs Smith.", "Dr Patel took the case.", "54F, seen by Dr Patel. Tel 07700 900123",
     "54F. Dr Patel was referred.", "Dr Patel took my biopsy, 54F."],
)  # fmt: skip
def test_a_patients_name_is_refused(text: str) -> None:
    with pytest.raises(workup.RealPersonError):
        describe(text, LIBRARY)
