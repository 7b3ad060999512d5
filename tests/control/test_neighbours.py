from __future__ import annotations

import numpy as np
import pytest

from salient.control import AnchorSettings, ControlSettings
from salient.control.anchored import AnchoredField, Told
from salient.control.neighbours import Neighbours

MODEL = ControlSettings(anchors=AnchorSettings(joint=0, most=3))
POINTS = np.array([[0.0, 0, 0], [2.0, 0, 0], [4.0, 0, 0], [40.0, 0, 0], [41.0, 0, 0]])


def a_field() -> AnchoredField:
    n = len(POINTS)
    return AnchoredField(POINTS, np.zeros(n, dtype=np.intp), np.zeros((n, 2)), MODEL)


def tell(field: AnchoredField, place: int, precision: float = 20.0) -> None:
    places = np.array([place])
    field.name(places)
    innovation = np.array([[1.0, -1.0]]) - field.expected(places)
    field.update(Told(places, np.array([precision]), innovation))


def test_a_silent_village_takes_from_the_town_beside_it_the_more_the_nearer() -> None:
    field = a_field()
    neighbours = Neighbours(POINTS, field.anchors.short)
    without, unsure = neighbours.settle(field)
    tell(field, 0)
    alone = field.expected(np.arange(5))[:, 0]
    mean, variance = neighbours.settle(field)
    assert mean[0, 0] == pytest.approx(alone[0])
    assert mean[0, 0] > mean[1, 0] > mean[2, 0] > mean[3, 0] > without[3, 0]
    assert mean[1, 0] > alone[1]
    assert mean[3, 0] == pytest.approx(alone[3])
    assert variance[0] < variance[1] < variance[2] < unsure[2]


def test_before_anything_is_observed_all_stays_as_it_is() -> None:
    field = a_field()
    mean, variance = Neighbours(POINTS, field.anchors.short).settle(field)
    np.testing.assert_array_equal(mean, field.prior)
    np.testing.assert_allclose(variance, field.silent)


def test_of_two_neighbours_the_one_that_tells_more_is_taken() -> None:
    field = a_field()
    tell(field, 2, precision=0.1)
    tell(field, 0, precision=20.0)
    lent = Neighbours(POINTS, field.anchors.short).lent(field)
    assert dict(zip(lent.place.tolist(), lent.other.tolist(), strict=True))[1] == 0
    assert ((lent.kept > 0) & (lent.kept <= 1)).all()
    assert (lent.variance < field.own_variance[lent.place]).all()


def test_a_place_alone_has_no_neighbours() -> None:
    field = AnchoredField(POINTS[:1], np.zeros(1, dtype=np.intp), np.zeros((1, 2)), MODEL)
    mean, variance = Neighbours(POINTS[:1], field.anchors.short).settle(field)
    assert mean.shape == (1, 2)
    assert variance == pytest.approx(field.silent)
