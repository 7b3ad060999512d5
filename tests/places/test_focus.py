from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from places_land import START, theatre_of

from salient.places import Gazetteer
from salient.places.focus import Focus, FocusByDay
from salient.theatre import Front

IZIUM = np.array([[49.207, 37.277]])
SPRING = Front(
    id="spring", since=date(2022, 4, 1), until=date(2022, 9, 11), line=((37.2, 49.2), (37.4, 49.2))
)


def focus_of(front: Gazetteer, day: date | None = None, **changes: object) -> Focus:
    return FocusByDay(theatre_of(**changes), [front]).on(day)


def test_a_theatre_without_axes_and_start_has_no_focus(front: Gazetteer) -> None:
    focus = focus_of(front, regions=())
    assert not focus
    assert focus.intensity(IZIUM).tolist() == [0.0]


def test_an_axis_draws_attention_that_fades_with_distance(front: Gazetteer) -> None:
    focus = focus_of(front)
    on, near, far = focus.intensity(np.array([[49.1, 37.2], [49.6, 37.2], [46.6, 32.1]]))
    assert on > near > far
    assert far < 0.01


def test_the_line_between_the_sides_draws_attention(front: Gazetteer) -> None:
    focus = focus_of(front, regions=(), start=START)
    assert not focus, "Izium and Dovhenke lie twenty kilometres apart: no contact"
    held = [s for s in START if s.control == "RU"]
    near = Gazetteer.named(front, "Dovhenke")[0]
    assert near.place_id == START[1].place_id
    assert held


@pytest.mark.parametrize(
    ("day", "runs"),
    [
        (date(2022, 3, 31), False),
        (date(2022, 4, 1), True),
        (date(2022, 9, 10), True),
        (date(2022, 9, 11), False),
        (None, True),
    ],
)
def test_a_stretch_of_front_counts_on_its_days_alone(
    front: Gazetteer, day: date | None, runs: bool
) -> None:
    focus = focus_of(front, day, regions=(), fronts=(SPRING,))
    assert bool(focus) is runs
    assert bool(focus.intensity(IZIUM)[0] > 1.0) is runs


def test_stretches_over_each_other_add_up(front: Gazetteer) -> None:
    effort = Front(id="effort", since=date(2022, 4, 1), line=SPRING.line)
    one = focus_of(front, regions=(), fronts=(SPRING,)).intensity(IZIUM)[0]
    two = focus_of(front, regions=(), fronts=(SPRING, effort)).intensity(IZIUM)[0]
    assert two > one


def test_days_with_the_same_fronts_share_one_focus(front: Gazetteer) -> None:
    by_day = FocusByDay(theatre_of(fronts=(SPRING,)), [front])
    assert by_day.on(date(2022, 5, 1)) is by_day.on(date(2022, 5, 2))


def test_between_its_corners_a_front_is_as_near_as_at_them(front: Gazetteer) -> None:
    long = Front(id="long", since=date(2022, 4, 1), line=((36.0, 49.0), (38.0, 49.0)))
    focus = focus_of(front, regions=(), fronts=(long,))
    middle, corner = focus.intensity(np.array([[49.0, 37.0], [49.0, 36.0]]))
    assert middle == pytest.approx(corner, abs=0.05)
