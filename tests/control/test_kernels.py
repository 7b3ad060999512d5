from __future__ import annotations

import numpy as np
import pytest

from salient.control import ControlSettings, KernelScale
from salient.control.kernels import moving_kernel, still_kernel
from salient.errors import UsageError


def test_the_kernels_are_one_at_no_distance_and_fall_with_distance() -> None:
    distances = np.array([[0.0, 5.0, 20.0, 100.0, 500.0]])
    for kernel in (moving_kernel, still_kernel):
        values = kernel(distances, ControlSettings())[0]
        assert values[0] == pytest.approx(1.0)
        assert (np.diff(values) < 0).all()


def test_the_kernels_are_positive_definite_on_the_ground() -> None:
    rng = np.random.default_rng(1)
    points = rng.normal(scale=40.0, size=(60, 3))
    distances = np.linalg.norm(points[:, None] - points[None], axis=2)
    for kernel in (moving_kernel, still_kernel):
        assert np.linalg.eigvalsh(kernel(distances, ControlSettings())).min() > -1e-9


def test_still_days_reach_less_far_than_mobile_ones() -> None:
    distances = np.array([[30.0]])
    settings = ControlSettings()
    assert still_kernel(distances, settings) < 0.01 < moving_kernel(distances, settings)


def test_a_kernel_of_unknown_shape_is_refused() -> None:
    scale = KernelScale(length_km=1.0, shape="square", weight=1.0, still=0.0)
    with pytest.raises(UsageError, match="has the shape square; use gaussian or exponential"):
        moving_kernel(np.zeros((1, 1)), ControlSettings(scales=(scale,)))
