from __future__ import annotations

from datetime import date

from salient.model import TimeMention
from salient.reading.attribution import SpeechAct
from salient.reading.windows import ActWindow, Window


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


def act(*content: tuple[int, int], beyond: tuple[tuple[int, int], ...] = ()) -> SpeechAct:
    return SpeechAct(
        source=(),
        cue=((0, 1),),
        content=content,
        source_name=None,
        cue_lemma="say",
        attitude="assert",
        beyond=beyond,
    )


def test_a_sentence_gets_the_acts_that_reach_into_it_in_their_order() -> None:
    long, short, later = act((0, 100)), act((5, 8), (40, 50)), act((60, 70))
    window = ActWindow([later, long, short])
    assert window.within(0, 20) == (long, short)
    assert window.within(20, 40) == (long,)
    assert window.within(40, 60) == (long, short)
    assert window.within(60, 90) == (later, long)
    assert window.within(100, 120) == ()


def test_words_that_an_act_reaches_without_quoting_them_count() -> None:
    spoken = act((0, 10), beyond=((30, 40),))
    window = ActWindow([spoken])
    assert window.within(12, 28) == ()
    assert window.within(28, 35) == (spoken,)
