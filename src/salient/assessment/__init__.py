"""The assessment: a day of a war as sourced text, maps and data.

Pure functions over what they are given: no ledger, no clock, no network. The same inputs give the
same bytes. Only `write_assessment` touches files.
"""

from salient.assessment.compose import compose
from salient.assessment.exports import claims_jsonl, control_geojson
from salient.assessment.folder import write_assessment
from salient.assessment.inputs import AssessmentInputs
from salient.assessment.markdown import render_markdown
from salient.assessment.page import render_html
from salient.assessment.pressmap import render_map
from salient.assessment.report import Assessment, Reference, Section, Sentence

__all__ = [
    "Assessment",
    "AssessmentInputs",
    "Reference",
    "Section",
    "Sentence",
    "claims_jsonl",
    "compose",
    "control_geojson",
    "render_html",
    "render_map",
    "render_markdown",
    "write_assessment",
]
