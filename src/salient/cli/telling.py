"""What `salient why` prints for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from salient.model import Estimate
    from salient.workbench import Why

__all__ = ["told"]

_WIDTH = 92
_INDENT = " " * 9
_FELT = 0.005
"""Weights below this print as zero and are summed up, not listed."""


def told(answer: Why, limit: int) -> str:
    """Tell the estimate of a place, and up to `limit` of the claims that carry it, as text."""
    return "\n".join([*_heading(answer), "", *_claims(answer, limit)]) + "\n"


def _heading(answer: Why) -> Iterator[str]:
    place, estimate, explanation = answer.place, answer.estimate, answer.explanation
    shares = ", ".join(f"{state} {p:.2f}" for state, p in estimate.probabilities.items())
    total, prior = round(explanation.log_odds, 2), round(explanation.prior, 2)
    tenure = round(explanation.tenure, 2)
    yield f"{place.name} ({place.place_id}) on {estimate.day}: {estimate.state}"
    yield f"  probabilities   {shares}"
    yield f"  since           {estimate.since}{_interval(estimate)}"
    yield f"  certainty       {estimate.evidence:.0%} from claims, the rest from what held before"
    yield (
        f"  log-odds of {explanation.side}  {total:+.2f} = {prior:+.2f} before any claim "
        f"{tenure:+.2f} held the day before {round(total - prior - tenure, 2) + 0.0:+.2f} by claims"
    )
    if answer.without is not None:
        shares = ", ".join(f"{s} {p:.2f}" for s, p in answer.without.probabilities.items())
        yield f"  without {', '.join(answer.left_out)}: {answer.without.state} ({shares})"


def _interval(estimate: Estimate) -> str:
    earliest, latest = estimate.since_earliest, estimate.since_latest
    if earliest is None or latest is None or earliest == latest:
        return ""
    return f" (between {earliest} and {latest})"


def _claims(answer: Why, limit: int) -> Iterator[str]:
    rows = list(answer.rows())
    if not rows:
        yield "No claim bears on it: the estimate rests on the starting control alone."
        return
    yield f"Claims by their weight in the log-odds of {answer.explanation.side}:"
    yield ""
    shown = [row for row in rows[:limit] if abs(row["weight"]) >= _FELT]
    for row in shown:
        yield from _claim(row)
    rest = rows[len(shown) :]
    if rest:
        weight = sum(row["weight"] for row in rest)
        yield f"{weight:+7.2f}  {len(rest)} further claims together; --limit shows more"


def _claim(row: dict[str, Any]) -> Iterator[str]:
    yield (
        f"{row['weight']:+7.2f}  {row['published'][:10]}  {' > '.join(row['holders'])}: "
        f"{row['event_type']}, {row['polarity']}, {row['mood']} ({row['distance_km']:.0f} km off)"
    )
    quote = f"“{' '.join(row['quote'].split())}”"
    yield from textwrap.wrap(quote, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
    yield f"{_INDENT}{row['claim_id']}  {row['url'] or row['document_id']}"
