"""A year beside the file is taken as people type it."""

import pytest

from members.importing.cohorts import cohort_year

pytestmark = pytest.mark.once


@pytest.mark.parametrize("typed", ["2026", "２０２６", " ２０２６　", "2026年度", "２０２６年"])
def test_a_year_may_be_written_in_several_ways(typed):
    assert cohort_year(typed) == 2026


@pytest.mark.parametrize("typed", ["", "　"])
def test_nothing_is_no_year(typed):
    assert cohort_year(typed) is None


@pytest.mark.parametrize("typed", ["令和8", "26", "1999", "2101", "x", "9" * 5000, "2026\x00"])
def test_what_is_no_year_is_named_in_words(typed):
    with pytest.raises(ValueError, match="西暦4けたで書いてください（2000から2100まで）"):
        cohort_year(typed)
