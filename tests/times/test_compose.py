from __future__ import annotations

from itertools import pairwise

from salient.times.compose import Expression, compose
from salient.times.lexicon import load_lexicon
from salient.times.periods import Part
from salient.times.scan import scan

ENGLISH = load_lexicon("en")


def expressions(text: str) -> list[Expression]:
    return compose(text, list(scan(text, ENGLISH)), ENGLISH)


def test_parts_belong_to_the_end_of_the_range_beside_which_they_stand() -> None:
    (found,) = expressions("from late April to mid-May")
    assert (found.part, found.last_part) == (Part.LATE, Part.MID)
    assert (found.start, found.end) == (0, 26)


def test_and_makes_a_range_only_after_between() -> None:
    assert len(expressions("between April 30 and May 2")) == 1
    assert len(expressions("on April 30 and May 2")) == 2


def test_a_dash_between_times_of_different_kinds_is_a_pause() -> None:
    assert len(expressions("in 2014 – May 13 was its day")) == 2
    assert len(expressions("April 30 – May 2")) == 1


def test_a_possessive_takes_no_signal() -> None:
    assert expressions("after Friday's raid")[0].bound is None
    assert expressions("after Friday")[0].bound == "after"


def test_an_hour_before_a_day_keeps_before_and_after_from_bounding_it() -> None:
    assert expressions("after 6 p.m. on May 13")[0].bound is None
    assert expressions("by 6 p.m. on May 13")[0].bound == "by"


def test_expressions_never_reach_into_each_other() -> None:
    text = "from May 10 since the night of May 12 until by Friday overnight on May 14 to 15"
    found = expressions(text)
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_a_count_before_after_moves_the_time() -> None:
    (found,) = expressions("two weeks after May 13")
    assert found.moved_by == {"n": 2, "n_high": 2, "unit": 4, "sign": 1}
