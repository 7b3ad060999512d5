"""The assessment: a day of a war as sourced text, maps and data.

Pure functions over what they are given: no ledger, no clock, no network. The same inputs give the
same bytes.
"""

from salient.assessment.compose import compose
from salient.assessment.inputs import AssessmentInputs
from salient.assessment.report import Assessment, Reference, Section, Sentence

__all__ = [
    "Assessment",
    "AssessmentInputs",
    "Reference",
    "Section",
    "Sentence",
    "compose",
]
