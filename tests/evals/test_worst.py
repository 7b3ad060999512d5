from __future__ import annotations

import numpy as np
import pytest
from eval_scenes import DAYS, a_scene, says
from evals.control import WINDOWS
from evals.scenes import estimated
from evals.worst import (
    CAUSES,
    Note,
    causes,
    failing,
    longest,
    note_on,
    read_notes,
    runs_of,
    worst_table,
)

TRUTH = {
    0: [(0, "A")],
    3: [(0, "A"), (4, "B")],
    2: [(0, "A"), (6, "B")],
    6: [(0, "B"), (2, "A")],
}


@pytest.mark.parametrize(
    ("wrong", "run"),
    [([], (0, 0)), ([0, 0], (0, 0)), ([1, 0, 1, 1, 0, 1], (2, 4)), ([1, 1], (0, 2))],
)
def test_the_longest_run_is_the_first_of_its_length(wrong, run) -> None:
    assert longest(wrong) == run


def test_a_place_stands_for_the_wrong_ones_around_it_and_each_counts_once() -> None:
    scene = a_scene(TRUTH)
    state = np.repeat(scene.start[None, :], 10, axis=0)
    found = failing(scene, state, km=10.0)
    # Villages 2 and 3 lie 7 km apart, village 6 lies 21 km further.
    assert [(f.place, f.days, f.places, f.place_days) for f in found] == [
        (3, 6, 2, 10), (6, 8, 1, 8),
    ]  # fmt: skip
    assert [(f.said, f.true) for f in found] == [(0, 1), (1, 0)]
    assert found[0].middle == 7
    assert found[1].middle == 6


def test_causes_tell_silence_from_a_claim_at_the_place_and_from_one_further_off() -> None:
    scene = a_scene(TRUTH)
    state = estimated(scene).argmax(axis=2)
    found = failing(scene, state, km=1.0)
    assert {c.kind for c in causes(scene, found)} == {"unreported"}

    loud = a_scene({0: [(0, "A"), (9, "B")]}, [says(0, "B", 1, precision=20.0, movement=1.0)])
    state = estimated(loud).argmax(axis=2)
    (one,) = failing(loud, state, km=1.0)
    (cause,) = causes(loud, [one])
    assert (one.place, cause.kind) == (0, "at")
    assert cause.carriers[0][0] == "c"

    firm = {"precision": 40.0, "movement": 1.0}
    around = [says(0, "B", 1, **firm), says(2, "B", 1, claim="e", **firm)]
    beside = a_scene({1: [(0, "A"), (9, "B")]}, around)
    state = estimated(beside).argmax(axis=2)
    (one,) = failing(beside, state, km=1.0)
    assert [c.kind for c in causes(beside, [one])] == ["near"]


def test_runs_pass_over_what_is_not_known() -> None:
    states = np.array([0, 0, -1, 0, 1, 1, -1, 1, 2, 2])
    said = runs_of(states, DAYS, ("A", "B", "contested"))
    assert said == "A from 1 Mar, B from 5 Mar, contested from 9 Mar"


def test_the_table_names_places_and_counts_kinds() -> None:
    scene = a_scene(TRUTH)
    state = estimated(scene).argmax(axis=2)
    found = failing(scene, state, km=1.0)
    table = worst_table(scene, state, found, causes(scene, found))
    assert "| Village 6 | geonames:6 | East | 8 | 1, 8 | B from 1 Mar, A from 3 Mar |" in table
    assert f"| unreported: {CAUSES['unreported']} | 3 | 18 | 100% |" in table


def test_the_nearest_note_of_the_same_error_is_taken() -> None:
    scene = a_scene(TRUTH)
    state = np.repeat(scene.start[None, :], 10, axis=0)
    at_3, at_6 = failing(scene, state, km=10.0)
    notes = [
        Note("made", 50.0, 30.28, 20.0, "B", "A", "near"),
        Note("made", 50.0, 30.10, 20.0, "B", "A", "further off"),
        Note("made", 50.0, 30.30, 20.0, "A", "B", "the other way"),
        Note("other", 50.0, 30.30, 20.0, "B", "A", "another window"),
    ]
    assert note_on(scene, at_3, notes) == "near"
    assert note_on(scene, at_6, notes) == ""


def test_the_notes_that_are_kept_are_of_windows_and_states() -> None:
    notes = read_notes()
    assert len(notes) > 40
    for note in notes:
        assert any(name.startswith(note.window) for name in WINDOWS)
        assert {note.true, note.said} == {"UA", "RU"}
        assert 0 < note.km <= 100
        assert note.words
        assert not note.words.endswith(".")
