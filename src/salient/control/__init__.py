"""Control: from claims to a calibrated probability of who holds each place on each day.

The model is written down in `docs/control.md`. The room is pure: no files, no ledger, no clock.
"""

from salient.control.areas import Held, Tessellation, field_draws, held_ground, tessellate
from salient.control.daily import StandingEstimate
from salient.control.estimating import estimate
from salient.control.evidence import Evidence, draw_evidence, evidence_from_claims
from salient.control.evidence_table import EvidenceTable
from salient.control.explaining import Explanation, explain, explain_all
from salient.control.fitting import Fit, Scores, Truth, fit, score
from salient.control.fronts import (
    Change,
    ControlArea,
    ControlMap,
    Front,
    changed_ground,
    control_map,
)
from salient.control.records import Judgement, SourceRecord, Tally, judge, source_records
from salient.control.rivers import River
from salient.control.series import ControlSeries
from salient.control.settings import (
    AnchorSettings,
    ContestSettings,
    ControlSettings,
    HinterlandSettings,
    KernelScale,
    PhaseSettings,
    RecordSettings,
    RegionSettings,
)
from salient.control.sites import Outside, Sites
from salient.control.tessellation import Plane, dissolve, footprint, nearest_cells

__all__ = [
    "AnchorSettings",
    "Change",
    "ContestSettings",
    "ControlArea",
    "ControlMap",
    "ControlSeries",
    "ControlSettings",
    "Evidence",
    "EvidenceTable",
    "Explanation",
    "Fit",
    "Front",
    "Held",
    "HinterlandSettings",
    "Judgement",
    "KernelScale",
    "Outside",
    "PhaseSettings",
    "Plane",
    "RecordSettings",
    "RegionSettings",
    "River",
    "Scores",
    "Sites",
    "SourceRecord",
    "StandingEstimate",
    "Tally",
    "Tessellation",
    "Truth",
    "changed_ground",
    "control_map",
    "dissolve",
    "draw_evidence",
    "estimate",
    "evidence_from_claims",
    "explain",
    "explain_all",
    "field_draws",
    "fit",
    "footprint",
    "held_ground",
    "judge",
    "nearest_cells",
    "score",
    "source_records",
    "tessellate",
]
