"""Covariance of the latent field between places.

The field is a sum of independent fields, one a spatial scale, each a Wiener process in time: what
is known fades only through what the field may have done since. Days add variance in two ways: every
day a little at the scales that still fronts move on, and mobile days a lot at all scales, in
proportion to how mobile the two sectors are (`sqrt(m(x) m(x'))`, which keeps the kernel positive
definite whatever m is).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from salient.control.settings import ControlSettings, KernelScale
from salient.errors import UsageError

__all__ = ["distances_km", "moving_kernel", "still_kernel"]

Floats = npt.NDArray[np.float64]


def distances_km(a: Floats, b: Floats) -> Floats:
    """Distances between the rows of `a` (n × k) and of `b` (m × k), kilometres, n × m."""
    centre = b.mean(axis=0) if len(b) else np.zeros(a.shape[1])
    a, b = a - centre, b - centre
    squared = (a**2).sum(1)[:, None] + (b**2).sum(1)[None, :] - 2.0 * (a @ b.T)
    distances: Floats = np.sqrt(np.maximum(squared, 0.0))
    return distances


def moving_kernel(distances: Floats, settings: ControlSettings) -> Floats:
    """Correlation of the field at the start, and of what mobile days add; 1 at distance 0."""
    return _mixture(distances, [(s, s.weight) for s in settings.scales])


def still_kernel(distances: Floats, settings: ControlSettings) -> Floats:
    """Correlation of what still days add; 1 at distance 0."""
    return _mixture(distances, [(s, s.still) for s in settings.scales])


def _mixture(distances: Floats, parts: list[tuple[KernelScale, float]]) -> Floats:
    out = np.zeros_like(distances)
    for scale, share in parts:
        if not share:
            continue
        if scale.shape == "gaussian":
            out += share * np.exp(-0.5 * (distances / scale.length_km) ** 2)
        elif scale.shape == "exponential":
            out += share * np.exp(-distances / scale.length_km)
        else:
            raise UsageError(f"a kernel has the shape {scale.shape}; use gaussian or exponential")
    return out
