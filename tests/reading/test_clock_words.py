from __future__ import annotations

import pytest
from hand_parses import hand_parsed, word

from salient.reading.clock_words import is_time_word


@pytest.mark.parametrize(
    ("notation", "text", "expected"),
    [
        ("March/PROPN/nmod>2 13/NUM/ROOT", "13", True),
        ("March/PROPN/ROOT", "March", True),
        ("a/DET/det>2 march/NOUN/ROOT", "march", False),
        ("nights/NOUN/ROOT", "nights", True),
        ("Monday/PROPN/ROOT", "Monday", True),
        ("tanks/NOUN/ROOT", "tanks", False),
        ("brigade/NOUN/ROOT 13/NUM/nummod>1", "13", False),
    ],
)
def test_months_days_and_spans_are_times(notation: str, text: str, expected: bool) -> None:
    assert is_time_word(word(hand_parsed(notation), text)) is expected
