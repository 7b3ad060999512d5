from __future__ import annotations

import numpy as np
from places_land import START, theatre_of

from salient.places import Gazetteer
from salient.places.focus import Focus


def test_a_theatre_without_axes_and_start_has_no_focus(front: Gazetteer) -> None:
    focus = Focus.of(theatre_of(regions=()), [front])
    assert not focus
    assert focus.intensity(np.array([[49.0, 37.0]])).tolist() == [0.0]
    assert not Focus.of(None, [front])


def test_an_axis_draws_attention_that_fades_with_distance(front: Gazetteer) -> None:
    focus = Focus.of(theatre_of(), [front])
    on, near, far = focus.intensity(np.array([[49.1, 37.2], [49.6, 37.2], [46.6, 32.1]]))
    assert on > near > far
    assert far < 0.01


def test_the_line_between_the_sides_draws_attention(front: Gazetteer) -> None:
    focus = Focus.of(theatre_of(regions=(), start=START), [front])
    assert not focus, "Izium and Dovhenke lie twenty kilometres apart: no contact"
    held = [s for s in START if s.control == "RU"]
    near = Gazetteer.named(front, "Dovhenke")[0]
    assert near.place_id == START[1].place_id
    assert held
