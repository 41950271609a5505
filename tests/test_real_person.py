"""A full date is refused with words of its own; what looks like one is not."""

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
