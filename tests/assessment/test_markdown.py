from __future__ import annotations

import re
from pathlib import Path

from salient.assessment import Assessment, render_markdown

GOLDEN = Path(__file__).parent / "golden"


def test_the_markdown_of_14_may_is_as_kept(may_14: Assessment) -> None:
    assert render_markdown(may_14) == (GOLDEN / "assessment.md").read_text("utf-8")


def test_every_reference_leads_to_a_source(may_14: Assessment) -> None:
    text = render_markdown(may_14)
    linked = set(re.findall(r"\(#(source-\d+)\)", text))
    anchors = set(re.findall(r'<a id="(source-\d+)">', text))
    assert linked == anchors
    assert len(linked) == len(may_14.references)


def test_markup_in_a_document_stays_text(may_14: Assessment) -> None:
    text = render_markdown(may_14)
    assert "</script>" not in text
    assert r"\</script\>\<b\>" in text


def test_an_assessment_without_claims_says_so(island: Assessment) -> None:
    assert render_markdown(island).endswith("## Sources\n\nNo claim is cited.\n")


def test_the_likelihood_table_is_part_of_it(island: Assessment) -> None:
    assert "| very likely | 80–95 % |" in render_markdown(island)
