"""Measure the estimate of control: places, days and claims at the size of a war, on one core.

    OPENBLAS_NUM_THREADS=1 python benchmarks/control.py [--places N] [--days N] [--claims N]
        [--every DAYS] [--joint PLACES] [--hindsight] [--no-explain] [--hmmlearn PLACES]

Prints one JSON object: seconds by the processor for drawing the evidence and laying it out in
columns, for gathering what the evidence says, for the whole
estimate (that included), for one further day on a standing estimate, and for one place taken
apart; the peak of memory, that of the evidence alone, and how many places are observed. `--every`
says how many days lie between those that the answer keeps; the filter runs over all. `--hmmlearn`
filters that many single places by a hidden Markov model beside it, as other models of control do.

Claims are drawn with a fixed seed: three in four about a tenth of the places, as reports keep
returning to the same towns; a line runs through the middle and moves in the first quarter of the
days.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from salient.control import (
    AnchorSettings,
    ControlSettings,
    Evidence,
    EvidenceTable,
    Sites,
    StandingEstimate,
    estimate,
    explain,
)
from salient.control.observations import observations

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
) -> Iterator[Evidence]:
    """Draw claims that are right four times in five, near the line."""
    near = np.flatnonzero(np.abs(sites.longitude - 35.5) < 1.5)
    often = rng.choice(near, max(1, len(near) // 10), replace=False)
    again = rng.random(claims) < 0.75
    site = np.where(again, rng.choice(often, claims), rng.choice(near, claims))
    day = rng.integers(days, size=claims)
    line = 36 - np.minimum(1.0, 4 * day / days)
    right = rng.random(claims) < 0.8
    for_b = (sites.longitude[site] > line) == right
    contest, moving, gain = (rng.random(claims) < p for p in (0.1, 0.3, 0.3))
    dates = [FIRST_DAY + timedelta(days=i) for i in range(days)]
    return (
        Evidence(
            claim_id=f"claim:{i}",
            document_id=f"document:{i}",
            place_id=sites.place_ids[site[i]],
            side="B" if for_b[i] else "A",
            supports=True,
            contest=bool(contest[i]),
            precision=0.7,
            movement=float(moving[i]),
            observed=dates[day[i]],
            known=dates[day[i]],
            family="gain" if gain[i] else "fire",
            story=f"story:{i}",
        )
        for i in range(claims)
    )


def peak_mb() -> int:
    """Most memory held so far, in megabytes."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measure(options: argparse.Namespace) -> dict[str, float]:
    """Time one run, by the processor's clock."""
    rng = np.random.default_rng(1)
    sites = drawn_sites(rng, options.places)
    began = time.process_time()
    evidence = EvidenceTable.of(drawn_evidence(rng, sites, options.claims, options.days))
    drawing = time.process_time() - began
    settings = ControlSettings(anchors=AnchorSettings(joint=options.joint))
    warm_up(settings)
    as_known = not options.hindsight
    out: dict[str, float] = {
        "places": options.places,
        "days": options.days,
        "claims": options.claims,
        "drawn_s": round(drawing, 2),
        "evidence_mb": peak_mb(),
    }
    began = time.process_time()
    observed = observations(evidence, sites, settings, as_known=as_known)
    out["gather_s"] = round(time.process_time() - began, 2)
    out["observed_places"] = len(np.unique(observed.site[observed.sign != 0]))
    out["observations"] = len(observed)
    del observed
    asked = [FIRST_DAY + timedelta(days=i) for i in range(options.days)]
    asked = asked[:: -options.every][::-1]
    began = time.process_time()
    series = estimate(evidence, sites, asked, as_known=as_known, settings=settings)
    out["estimate_s"] = round(time.process_time() - began, 2)
    out["days_kept"] = len(asked)
    out["mean_evidence"] = round(float(series.evidence[-1].mean()), 3)
    out["peak_mb"] = peak_mb()
    if options.standing:
        out["next_day_s"] = further_day(evidence, sites, options.days, settings)
    if options.explain:
        began = time.process_time()
        explain(evidence, sites, evidence[0].place_id, asked[-1], as_known=True, settings=settings)
        out["explain_s"] = round(time.process_time() - began, 2)
    if options.hmmlearn:
        out["hmmlearn_s"] = place_by_place(evidence, sites, options.days, options.hmmlearn)
        out["hmmlearn_places"] = options.hmmlearn
    return out


def warm_up(settings: ControlSettings) -> None:
    """Load and compile what is compiled, on a small world."""
    rng = np.random.default_rng(2)
    sites = drawn_sites(rng, 20_000)
    joint = ControlSettings(anchors=AnchorSettings(joint=0, most=settings.anchors.most))
    estimate(drawn_evidence(rng, sites, 300, 3), sites, [FIRST_DAY], as_known=True, settings=joint)


def further_day(
    evidence: EvidenceTable, sites: Sites, days: int, settings: ControlSettings
) -> float:
    """Seconds that the last of the days takes on an estimate that stands at the day before."""
    standing = StandingEstimate(sites, settings=settings)
    spent = []
    for i in range(days):
        today = evidence.take(evidence.known == (FIRST_DAY + timedelta(days=i)).toordinal())
        began = time.process_time()
        standing.advance(today)
        spent.append(time.process_time() - began)
    return round(float(np.median(spent[-7:])), 3)


def place_by_place(evidence: Sequence[Evidence], sites: Sites, days: int, places: int) -> float:
    """Seconds that hidden Markov models take for some places, one each, told which claims came.

    Three states; a day's symbol is no claim, one for either side, or fighting. The model is given,
    not fitted; what is timed is its pass forward and back.
    """
    from hmmlearn.hmm import CategoricalHMM

    model = CategoricalHMM(n_components=3)
    model.startprob_ = np.array([0.5, 0.4, 0.1])
    model.transmat_ = np.full((3, 3), 0.01) + np.eye(3) * 0.97
    model.emissionprob_ = np.array(
        [[0.7, 0.2, 0.05, 0.05], [0.7, 0.05, 0.2, 0.05], [0.7, 0.1, 0.1, 0.1]]
    )
    model.n_features = 4
    symbols = np.zeros((len(sites), days), dtype=int)
    for item in evidence:
        kind = 3 if item.contest else 1 + sites.sides.index(item.side)
        symbols[sites.index[item.place_id], (item.known - FIRST_DAY).days] = kind
    began = time.process_time()
    for place in range(places):
        model.predict_proba(symbols[place][:, None])
    return round(time.process_time() - began, 2)


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=33_156)
    parser.add_argument("--days", type=int, default=189)
    parser.add_argument("--claims", type=int, default=4_000)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--joint", type=int, default=AnchorSettings().joint)
    parser.add_argument("--hindsight", action="store_true")
    parser.add_argument("--standing", action="store_true")
    parser.add_argument("--no-explain", dest="explain", action="store_false")
    parser.add_argument("--hmmlearn", type=int, default=0)
    json.dump(measure(parser.parse_args()), sys.stdout)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
