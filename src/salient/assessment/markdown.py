"""The assessment as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from salient.assessment.likelihood import LIKELIHOOD_NOTE, LIKELIHOODS
from salient.assessment.report import Assessment, Reference, Section, Sentence
from salient.assessment.wording import capitalised, days_text, long_date, long_moment

__all__ = ["render_markdown", "source_line"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")


def render_markdown(assessment: Assessment) -> str:
    """The whole assessment in CommonMark with tables as GitHub has them.

    Each sentence ends with the numbers of its claims, which link to the list of sources at the
    end. Characters with a meaning in Markdown are escaped wherever they come from a document.
    """
    numbers = assessment.reference_numbers()
    day = long_date(assessment.day)
    parts = [
        f"# {_escaped(assessment.title)}",
        _escaped(assessment.standfirst),
        f"![Map of likely control on {day}](map.png)",
        *(_section(section, numbers) for section in assessment.sections),
        _reading_aid(),
        _sources(assessment.references),
    ]
    return "\n\n".join(parts) + "\n"


def _section(section: Section, numbers: Mapping[str, int]) -> str:
    paragraphs = [
        " ".join(_sentence(sentence, numbers) for sentence in paragraph)
        for paragraph in section.paragraphs
    ]
    return "\n\n".join([f"## {section.title}", *paragraphs])


def _sentence(sentence: Sentence, numbers: Mapping[str, int]) -> str:
    cited = sorted({numbers[claim_id] for claim_id in sentence.claim_ids})
    links = "".join(f" [\\[{number}\\]](#source-{number})" for number in cited)
    return f"{_escaped(sentence.text)}{links}"


def _reading_aid() -> str:
    rows = "\n".join(f"| {row.term} | {row.range_text} |" for row in LIKELIHOODS)
    return f"""## How to read this

{LIKELIHOOD_NOTE}

| word | chance |
| --- | --- |
{rows}"""


def _sources(references: tuple[Reference, ...]) -> str:
    if not references:
        return "## Sources\n\nNo claim is cited."
    return "\n\n".join(["## Sources", *(_source(reference) for reference in references)])


def _source(reference: Reference) -> str:
    claim = reference.claim
    quote = " ".join(claim.quote.text.split())
    lines = [f'<a id="source-{reference.number}"></a>**{reference.number}.** {_escaped(quote)}  ']
    lines.append(f"{_escaped(source_line(reference))}  ")
    lines.append(f"`{claim.claim_id}`")
    return "\n".join(lines)


def source_line(reference: Reference) -> str:
    """Who vouches for it, in what, when published, about which days, at which address."""
    document = reference.claim.document
    time = reference.claim.time
    parts = [capitalised(reference.chain)]
    if document.title:
        parts.append(f"“{document.title}”")
    parts.append(f"published {long_moment(document.published)}")
    if time.text is not None and (about := days_text(time.earliest, time.latest)):
        parts.append(f"about events {about}")
    if document.url:
        parts.append(document.url)
    return "; ".join(parts)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
