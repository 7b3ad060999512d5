from __future__ import annotations

import pytest

from salient.times.lexicon import load_lexicon
from salient.times.tense import speaks_of_future

ENGLISH = load_lexicon("en")


@pytest.mark.parametrize(
    ("text", "future"),
    [
        ("The council will meet on *Friday*.", True),
        ("On *Friday*, the council will meet.", True),
        ("The report is due to be published in *Friday*.", True),
        ("They may attack on *Friday*.", True),
        ("They may have attacked on *Friday*.", False),
        ("Talks were agreed for *Friday*.", True),
        ("The council met on *Friday*.", False),
        ("He said on *Friday* that they will meet.", False),
        ("They will meet. The city fell on *Friday*.", False),
        ("The attack failed on *Friday*; they will try again.", False),
        ("It rained due to a storm on *Friday*.", False),
        ("", False),
    ],
)
def test_the_clause_tells_whether_a_time_is_still_to_come(text: str, future: bool) -> None:
    start = max(text.find("*"), 0)
    plain = text.replace("*", "")
    end = min(start + len("Friday"), len(plain))
    assert speaks_of_future(plain, start, end, ENGLISH) is future
