from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.control.movers import _Heaviest

pulls = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 50), st.floats(0.01, 9.0)), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(days=st.lists(pulls, max_size=4))
def test_the_heaviest_are_kept_in_order_as_a_plain_list_would(
    days: list[list[tuple[int, int, float]]],
) -> None:
    kept = _Heaviest(4, 3)
    plain: list[list[tuple[float, int]]] = [[] for _ in range(4)]
    for day in days:
        kept.fade(np.arange(4), np.full(4, 0.5))
        rows, claims, pull = (
            np.array([p[i] for p in day], dtype=kind)
            for i, kind in enumerate((np.intp, np.intp, float))
        )
        kept.hear(rows, claims, pull)
        for row in range(4):
            plain[row] = [(weight / 2, claim) for weight, claim in plain[row]]
            plain[row] += [(w, c) for r, c, w in day if r == row]
            plain[row] = sorted(plain[row], key=lambda told: -told[0])[:3]
    for row in range(4):
        weights = [weight for weight, _ in plain[row]] + [0.0] * (3 - len(plain[row]))
        np.testing.assert_allclose(kept.weight[row], weights, rtol=1e-5)
        assert set(kept.claims[row][: len(plain[row])]) <= {c for d in days for _, c, _ in d}
        assert (kept.claims[row][len(plain[row]) :] == -1).all()
