"""The assessment as one web page that opens from disk and asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import jinja2
import msgspec
from markupsafe import Markup, escape

from salient.assessment.likelihood import LIKELIHOOD_NOTE, LIKELIHOODS
from salient.assessment.pagedata import page_data
from salient.assessment.report import Assessment, Sentence
from salient.assessment.sources import source_facts
from salient.assessment.standing import UNCERTAIN
from salient.assessment.wording import long_date
from salient.model.control import CONTESTED

__all__ = ["render_html"]

_SCRIPTS = ("leaflet.js", "page-map.js", "page-panel.js", "page.js")
_STYLES = ("leaflet.css", "page.css")


def render_html(assessment: Assessment) -> str:
    """One self-contained HTML document: the text with its sources, and an interactive map.

    Styles, scripts and data are inside; a content security policy allows these scripts alone, by
    hash, and no connection at all. Without scripts the text and the list of sources still read.
    """
    numbers = assessment.reference_numbers()
    scripts = [_script(name) for name in _SCRIPTS]
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    template = environment.from_string(_asset("page.html.j2"))
    return template.render(
        assessment=assessment,
        day=long_date(assessment.day),
        window_start=long_date(assessment.window_start),
        sections=assessment.sections,
        marked=lambda sentence: _marked(assessment, sentence, numbers),
        sources=[
            source_facts(assessment, reference.claim, reference.number)
            for reference in assessment.references
        ],
        data=Markup(_json(page_data(assessment))),  # noqa: S704 - escaped by _json
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - our own files
        styles=[Markup(_style(name)) for name in _STYLES],  # noqa: S704 - our own files
        policy=_policy(scripts),
        likelihoods=LIKELIHOODS,
        likelihood_note=LIKELIHOOD_NOTE,
        sides=assessment.inputs.theatre.sides,
        side_count=len(assessment.inputs.theatre.sides),
        contested=CONTESTED,
        uncertain=UNCERTAIN,
    )


def _marked(assessment: Assessment, sentence: Sentence, numbers: Mapping[str, int]) -> Markup:
    """The sentence with its places as buttons and its references as links."""
    parts = [_with_places(assessment, sentence)]
    cited = sorted({numbers[claim_id] for claim_id in sentence.claim_ids})
    if cited:
        links = Markup(" ").join(
            Markup('<a class="ref" href="#source-{0}" aria-label="source {0}">{0}</a>').format(n)
            for n in cited
        )
        parts.append(Markup('<span class="refs">{}</span>').format(links))
    return Markup(" ").join(parts)


def _with_places(assessment: Assessment, sentence: Sentence) -> Markup:
    """The escaped text, the first mention of each place that has a dot being a button."""
    names = {
        assessment.names[place_id]: place_id
        for place_id in sentence.place_ids
        if place_id in assessment.inputs.today
    }
    if not names:
        return escape(sentence.text)
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(rf"\b{re.escape(name)}(?!\w)" for name in longest_first))
    pieces: list[Markup] = []
    end = 0
    unused = set(names)
    for match in pattern.finditer(sentence.text):
        name = match.group()
        if name not in unused:
            continue
        unused.discard(name)
        pieces.append(escape(sentence.text[end : match.start()]))
        button = Markup('<button type="button" class="place" data-place="{}">{}</button>')
        pieces.append(button.format(names[name], name))
        end = match.end()
    pieces.append(escape(sentence.text[end:]))
    return Markup("").join(pieces)


def _json(data: object) -> str:
    """JSON that can stand inside a script element: no `<`, `>` or `&`, no line separators."""
    text = msgspec.json.encode(data).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


@cache
def _asset(name: str) -> str:
    return files("salient.assessment").joinpath(f"assets/{name}").read_text("utf-8")


def _script(name: str) -> str:
    """A script without the comment that would make a browser's tools look for a source map."""
    return re.sub(r"\n?//# sourceMappingURL=\S*\s*$", "\n", _asset(name))


def _style(name: str) -> str:
    """A style sheet without the rules that name files: nothing on the page uses them."""
    return re.sub(r"[^{}]*\{[^{}]*url\([^{}]*\}", "\n", _asset(name))


def _policy(scripts: list[str]) -> str:
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
