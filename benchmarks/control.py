"""Measure the estimate of control: places, days and claims at the size of a war, on one core.

    OPENBLAS_NUM_THREADS=1 python benchmarks/control.py [--places N] [--days N] [--claims N]

Prints one JSON object: seconds by the processor for the whole estimate and for one place, the peak
of memory, and how many places the claims name. Claims are drawn with a fixed seed: three in four
about a tenth of the places, as reports keep returning to the same towns; a line runs through the
middle and moves in the first quarter of the days.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from datetime import date, timedelta

import numpy as np

from salient.control import Evidence, Sites, estimate, explain

FIRST_DAY = date(2022, 2, 24)


def drawn_sites(rng: np.random.Generator, n: int) -> Sites:
    """Draw settlements over an area the size of Ukraine, the east held by another side."""
    longitude = rng.uniform(22.5, 40.0, n)
    return Sites(
        place_ids=tuple(f"place:{i}" for i in range(n)),
        latitude=rng.uniform(45.5, 52.0, n),
        longitude=longitude,
        sides=("A", "B"),
        first_day=FIRST_DAY,
        start=tuple("A" if x < 36 else "B" for x in longitude),
    )


def drawn_evidence(
    rng: np.random.Generator, sites: Sites, claims: int, days: int
) -> list[Evidence]:
    """Draw claims that are right four times in five, near the line."""
    near = np.flatnonzero(np.abs(sites.longitude - 35.5) < 1.5)
    often = rng.choice(near, max(1, len(near) // 10), replace=False)
    out = []
    for i in range(claims):
        site = int(rng.choice(often if rng.random() < 0.75 else near))
        day = int(rng.integers(days))
        line = 36 - min(1.0, 4 * day / days)
        east, right = bool(sites.longitude[site] > line), bool(rng.random() < 0.8)
        side = "B" if east == right else "A"
        when = FIRST_DAY + timedelta(days=day)
        out.append(
            Evidence(
                claim_id=f"claim:{i}",
                document_id=f"document:{i}",
                place_id=sites.place_ids[site],
                side=side,
                supports=True,
                contest=bool(rng.random() < 0.1),
                precision=0.7,
                movement=float(rng.random() < 0.3),
                observed=when,
                known=when,
                family="gain" if rng.random() < 0.3 else "fire",
                story=f"story:{i}",
            )
        )
    return out


def measure(places: int, days: int, claims: int) -> dict[str, float]:
    """Time one run, by the processor's clock."""
    rng = np.random.default_rng(1)
    sites = drawn_sites(rng, places)
    evidence = drawn_evidence(rng, sites, claims, days)
    asked = [FIRST_DAY + timedelta(days=i) for i in range(days)]
    began = time.process_time()
    series = estimate(evidence, sites, asked, as_known=True)
    whole = time.process_time() - began
    began = time.process_time()
    explain(evidence, sites, evidence[0].place_id, asked[-1], as_known=True)
    one = time.process_time() - began
    return {
        "places": places,
        "days": days,
        "claims": claims,
        "named": len({e.place_id for e in evidence}),
        "estimate_s": round(whole, 2),
        "explain_s": round(one, 2),
        "mean_evidence": round(float(series.evidence[-1].mean()), 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=33_156)
    parser.add_argument("--days", type=int, default=189)
    parser.add_argument("--claims", type=int, default=4_000)
    options = parser.parse_args()
    json.dump(measure(options.places, options.days, options.claims), sys.stdout)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
