"""Control: from claims to a calibrated probability of who holds each place on each day.

The model is written down in `docs/control.md`. The room is pure: no files, no ledger, no clock.
"""

from salient.control.estimating import estimate
from salient.control.evidence import Evidence, evidence_from_claims
from salient.control.explaining import Explanation, explain
from salient.control.series import ControlSeries
from salient.control.settings import (
    ApproachSettings,
    ContestSettings,
    ControlSettings,
    KernelScale,
    PhaseSettings,
    RegionSettings,
)
from salient.control.sites import Outside, Sites

__all__ = [
    "ApproachSettings",
    "ContestSettings",
    "ControlSeries",
    "ControlSettings",
    "Evidence",
    "Explanation",
    "KernelScale",
    "Outside",
    "PhaseSettings",
    "RegionSettings",
    "Sites",
    "estimate",
    "evidence_from_claims",
    "explain",
]
