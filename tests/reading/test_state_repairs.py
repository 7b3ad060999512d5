"""*Occupied* is no deed where it only says which ground is meant."""

from __future__ import annotations

import pytest

from salient.reading.state_repairs import Label, with_states_told

Parsed = list[tuple[str, int, str, str]]


def _repaired(parsed: Parsed) -> list[tuple[str, str, str]]:
    """Each word with its relation and the word that it hangs on."""
    words = [word for word, *_ in parsed]
    labels: list[Label] = [(dep, pos, "") for _, _, dep, pos in parsed]
    heads, new = with_states_told(words, [head for _, head, *_ in parsed], labels)
    return [(word, new[i][0], words[heads[i]]) for i, word in enumerate(words)]


def test_after_a_verb_it_tells_which_ground_is_meant() -> None:
    got = _repaired(
        [
            ("want", 0, "ROOT", "VERB"),
            ("to", 2, "mark", "PART"),
            ("annex", 0, "xcomp", "VERB"),
            ("occupied", 0, "xcomp", "VERB"),
            ("territories", 3, "obj", "NOUN"),
        ]
    )
    assert got[3:] == [("occupied", "amod", "territories"), ("territories", "obj", "annex")]


def test_after_to_the_ground_is_where_something_goes() -> None:
    got = _repaired(
        [
            ("drive", 0, "ROOT", "VERB"),
            ("cars", 0, "obj", "NOUN"),
            ("to", 3, "mark", "PART"),
            ("occupied", 0, "advcl", "VERB"),
            ("Stepove", 5, "amod", "ADJ"),
            ("region", 3, "obj", "NOUN"),
        ]
    )
    assert got[2] == ("to", "case", "region")
    assert got[5] == ("region", "obl", "drive")


@pytest.mark.parametrize("helper", [("have", "aux", "AUX"), ("troops", "nsubj", "NOUN")])
def test_whoever_occupies_does_so(helper: tuple[str, str, str]) -> None:
    word, dep, pos = helper
    parsed: Parsed = [
        ("say", 0, "ROOT", "VERB"),
        (word, 2, dep, pos),
        ("occupied", 0, "ccomp", "VERB"),
        ("villages", 2, "obj", "NOUN"),
    ]
    assert _repaired(parsed)[2] == ("occupied", "ccomp", "say")
