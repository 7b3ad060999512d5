"""Words of likelihood, from the table of ICD 203.

Intelligence Community Directive 203, *Analytic Standards* (Office of the Director of National
Intelligence, 2 January 2015), section D.6.e.(2)(a), fixes seven expressions and their ranges. The
ranges share their ends; here a bound belongs to the range above it. Chances under 1 % and above
99 %, for which the directive has no words, take the outermost ones: an estimate is never certain.
"""

from __future__ import annotations

import math

import msgspec

from salient.errors import UsageError

__all__ = ["LIKELIHOODS", "LIKELIHOOD_NOTE", "Likelihood", "likelihood", "percent"]


class Likelihood(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table: probabilities from `low` (included) to `high` (excluded), in 0..1.

    `term` follows *it is* or *the chance is*; `adverb` stands before a verb and is empty for the
    rows that English cannot put there. `rank` is 0 for the least likely row and 6 for the most.
    """

    term: str
    adverb: str
    low: float
    high: float
    rank: int

    @property
    def range_text(self) -> str:
        """The row's range as ICD 203 prints it, such as `55–80 %`."""
        return f"{round(self.low * 100) or 1}–{min(round(self.high * 100), 99)} %"


LIKELIHOODS = (
    Likelihood(term="remote", adverb="", low=0.0, high=0.05, rank=0),
    Likelihood(term="very unlikely", adverb="", low=0.05, high=0.20, rank=1),
    Likelihood(term="unlikely", adverb="", low=0.20, high=0.45, rank=2),
    Likelihood(term="roughly even", adverb="", low=0.45, high=0.55, rank=3),
    Likelihood(term="likely", adverb="likely", low=0.55, high=0.80, rank=4),
    Likelihood(term="very likely", adverb="very likely", low=0.80, high=0.95, rank=5),
    Likelihood(term="almost certain", adverb="almost certainly", low=0.95, high=1.0, rank=6),
)


LIKELIHOOD_NOTE = (
    "Words of likelihood stand for ranges of probability, by the table of Intelligence Community "
    "Directive 203. Confidence is another matter: it says how much evidence there is, and is told "
    "in sentences of its own."
)
"""The note that goes with the table wherever readers see it."""


def likelihood(probability: float) -> Likelihood:
    """The row of the table that holds `probability` (0..1).

    Raises `UsageError` for anything that is no probability, NaN included.
    """
    if math.isnan(probability) or not 0.0 <= probability <= 1.0:
        raise UsageError(
            f"{probability} is no probability: give a number from 0 to 1, such as 0.55"
        )
    for row in reversed(LIKELIHOODS):
        if probability >= row.low:
            return row
    return LIKELIHOODS[0]


def percent(probability: float) -> str:
    """`probability` in whole per cent, never as certain: `under 1 %`, `62 %`, `over 99 %`.

    A number next to a bound of the table is rounded towards its own row, so that a word and the
    figure beside it never disagree.
    """
    row = likelihood(probability)
    if probability < 0.01:
        return "under 1 %"
    if probability > 0.99:
        return "over 99 %"
    whole = round(probability * 100)
    if row.rank < 6 and whole >= round(row.high * 100):
        whole = round(row.high * 100) - 1
    return f"{max(whole, math.ceil(row.low * 100 - 1e-9))} %"
