from __future__ import annotations

from datetime import date

from salient.model import TimeMention
from salient.reading.windows import Window


def mention(start: int | None) -> TimeMention:
    day = date(2022, 5, 14)
    end = None if start is None else start + 3
    return TimeMention(text="", start=start, end=end, earliest=day, latest=day)


def test_each_sentence_gets_the_mentions_that_begin_in_it() -> None:
    window = Window([mention(30), mention(2), mention(9)])
    assert [m.start for m in window.within(0, 9)] == [2]
    assert [m.start for m in window.within(9, 30)] == [9]
    assert [m.start for m in window.within(30, 40)] == [30]


def test_mentions_between_sentences_and_of_no_place_are_left_out() -> None:
    window = Window([mention(None), mention(5), mention(12)])
    assert [m.start for m in window.within(10, 20)] == [12]
    assert window.within(20, 30) == ()
