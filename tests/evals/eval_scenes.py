"""A window of seven villages on a line, two sides, ten days: small enough to count by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from evals.scenes import Scene, held_on

from salient.control import Evidence, Sites
from salient.model import Place

FIRST = date(2030, 3, 1)
DAYS = tuple(FIRST + timedelta(days=i) for i in range(10))
PLACES = tuple(f"geonames:{i}" for i in range(7))
SIDES = ("A", "B")
LONGITUDES = np.linspace(30.0, 30.6, 7)


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def says(place: int, side: str, n: int, *, claim: str = "c", **more: Any) -> Evidence:
    """Evidence that a side holds a village, known and observed on day `n`."""
    given: dict[str, Any] = {
        "claim_id": claim, "document_id": f"d-{claim}", "place_id": PLACES[place], "side": side,
        "supports": True, "contest": False, "precision": 1.0, "movement": 0.0,
        "observed": day(n), "known": day(n), "family": "gain", "story": claim,
    }  # fmt: skip
    return Evidence(**{**given, **more})


def a_scene(
    truth: dict[int, Sequence[tuple[int, str]]],
    evidence: Sequence[Evidence] = (),
    start: Sequence[str | None] = ("A",) * 4 + ("B",) * 3,
) -> Scene:
    """Make a scene; `truth` says from which day on who held a village."""
    steps = {
        PLACES[place]: [(day(n).isoformat(), state) for n, state in states]
        for place, states in truth.items()
    }
    sites = Sites(
        place_ids=PLACES, latitude=np.full(7, 50.0), longitude=LONGITUDES, sides=SIDES,
        first_day=FIRST, start=tuple(start),
    )  # fmt: skip
    codes = {"A": 0, "B": 1, "contested": 2, None: -1}
    settlements = {
        p: Place(
            place_id=p, name=f"Village {i}", kind="settlement", latitude=50.0 + 0.1 * (i % 2),
            longitude=float(x), admin1="01" if i < 4 else "02",
        )
        for i, (p, x) in enumerate(zip(PLACES, LONGITUDES, strict=True))
    }  # fmt: skip
    return Scene(
        name="made up", days=DAYS, places=PLACES, regions=("West",) * 4 + ("East",) * 3,
        truth=held_on(steps, DAYS, PLACES, SIDES), start=np.array([codes[s] for s in start]),
        evidence=list(evidence), sites=sites, settlements=settlements,
        region_names={"01": "West Oblast", "02": "East Oblast"}, claims={}, sources=(),
    )  # fmt: skip
