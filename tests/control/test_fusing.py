"""The filter against a plain Gaussian process over all observations at once."""

from __future__ import annotations

import numpy as np
from control_worlds import day, line_of_sites, says, some_evidence
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.control import ControlSettings, Evidence
from salient.control.fusing import Fused, fuse, prior_means
from salient.control.kernels import distances_km, moving_kernel, still_kernel
from salient.control.observations import observations
from salient.control.projecting import project
from salient.control.sites import Sites

LAST = 14


def covariance(
    sites: Sites, fused: Fused, model: ControlSettings, a: tuple[int, int], b: tuple[int, int]
) -> float:
    """Prior covariance of the field at two (site, day) points, by the model's definition."""
    (i, s), (j, t) = a, b
    distance = distances_km(sites.points[[i]], sites.points[[j]])
    until = min(s, t)
    cells = fused.cell_of_site
    mobility = fused.mobility[1 : until + 1].astype(float)
    moved = np.sqrt(mobility[:, cells[i]] * mobility[:, cells[j]])
    moving = float(moving_kernel(distance, model)[0, 0])
    still = float(still_kernel(distance, model)[0, 0])
    return moving * (
        model.start_variance + model.mobile_rate * moved.sum()
    ) + still * model.still_rate * (until + model.stood_days)


def plain_process(
    sites: Sites, fused: Fused, model: ControlSettings, asked: tuple[int, int]
) -> tuple[np.ndarray, float]:
    """Mean and variance at a (site, day) point from all observations at once."""
    pooled = [(f.day, int(fused.named[u]), m, k) for f in fused.fusions
              for k, (u, m) in enumerate(zip(f.named, f.members, strict=True))]  # fmt: skip
    by_day = {f.day: f for f in fused.fusions}
    prior = prior_means(sites, model)
    mean, variance = prior[asked[0]], covariance(sites, fused, model, asked, asked)
    if not pooled:
        return mean, variance
    points = [(site, d) for d, site, _, _ in pooled]
    noise = np.diag([1.0 / fused.observations.precision[m].sum() for _, _, m, _ in pooled])
    values = np.array(
        [by_day[d].innovation[k] + by_day[d].expected[k] - prior[site]
         for d, site, _, k in pooled]
    ).reshape(-1, 3)  # fmt: skip
    among = np.array([[covariance(sites, fused, model, p, q) for q in points] for p in points])
    here = np.array([covariance(sites, fused, model, asked, p) for p in points])
    weights = np.linalg.solve(among + noise, here)
    return mean + weights @ values, variance - weights @ here


@settings(max_examples=25, deadline=None)
@given(evidence=some_evidence(("A", "B", "C")), place=st.integers(0, 11))
def test_the_filter_agrees_with_the_plain_gaussian_process(
    evidence: list[Evidence], place: int
) -> None:
    sites, model = line_of_sites(sides=("A", "B", "C")), ControlSettings()
    observed = observations(evidence, sites, model, as_known=False)
    fused = fuse(sites, observed, model, LAST)
    chosen = np.array([place], dtype=np.intp)
    answer = list(project(sites, fused, chosen, model, LAST))[-1]

    mean, variance = plain_process(sites, fused, model, (place, LAST))
    np.testing.assert_allclose(answer.mean[0], mean, atol=2e-5)
    np.testing.assert_allclose(answer.variance[0], variance, atol=2e-4)


def test_what_is_said_of_one_side_leaves_the_odds_among_the_others() -> None:
    sites, model = line_of_sites(sides=("A", "B", "C")), ControlSettings()
    chosen = np.array([3], dtype=np.intp)

    def mean(evidence: list[Evidence]) -> np.ndarray:
        observed = observations(evidence, sites, model, as_known=False)
        fused = fuse(sites, observed, model, LAST)
        return list(project(sites, fused, chosen, model, LAST))[-1].mean[0]

    before, after = mean([]), mean([says("p3", "C", 4)])
    assert after[2] > before[2]
    np.testing.assert_allclose(after[0] - after[1], before[0] - before[1], atol=1e-6)


def test_latent_values_sum_to_nothing_over_the_sides() -> None:
    sites = line_of_sites(sides=("A", "B", "C"), start=("A", "B", "C", None) * 3)
    np.testing.assert_allclose(prior_means(sites, ControlSettings()).sum(axis=1), 0.0, atol=1e-12)


def test_the_pass_ends_on_its_last_day() -> None:
    sites, model = line_of_sites(), ControlSettings()
    observed = observations([says("p3", "B", 9)], sites, model, as_known=False)
    assert fuse(sites, observed, model, 5).fusions == ()
    assert [f.day for f in fuse(sites, observed, model, 9).fusions] == [9]
    assert day(9) > sites.first_day
