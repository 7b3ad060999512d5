"""The assessment of one day, from its inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from salient.assessment.composing import Desk, published_day
from salient.assessment.geography import draw_geography
from salient.assessment.held import changed_section, changes, held_section
from salient.assessment.inputs import AssessmentInputs, check_inputs
from salient.assessment.naming import Names
from salient.assessment.outlook import (
    expected_section,
    lines_section,
    losses_section,
    unknown_section,
)
from salient.assessment.prominence import place_sizes
from salient.assessment.report import Assessment, Reference, Section, around
from salient.assessment.stories import disagreements, order_key, statements
from salient.assessment.voices import voices_section
from salient.assessment.wording import capitalised, counted, joined, long_date
from salient.model import Claim

__all__ = ["compose", "desk_for"]


def compose(inputs: AssessmentInputs) -> Assessment:
    """Write the assessment of `inputs.day`: sections of sentences, each with its claims.

    Repeated stories count once; likelihood words come from the estimates' and claims' own numbers
    by the ICD 203 table, and no sentence speaks of likelihood and of confidence together. The same
    inputs give the same assessment. Raises `UsageError` where the inputs do not fit together.
    """
    check_inputs(inputs)
    desk = desk_for(inputs)
    sections = (
        held_section(desk),
        changed_section(desk),
        voices_section(desk),
        lines_section(desk),
        losses_section(desk),
        expected_section(desk),
        unknown_section(desk),
    )
    moved = [
        *changes(desk, inputs.day_before),
        *changes(desk, inputs.week_before),
    ]
    turned = frozenset(c.place_id for c in moved if c.before.key != c.after.key)
    focus = set(desk.naming)
    focus.update(change.place_id for change in moved)
    names = {i: desk.names.place(i) for i in sorted({*inputs.places, *desk.place_claims})}
    return Assessment(
        day=inputs.day,
        title=f"{inputs.theatre.title}: assessment for {long_date(inputs.day)}",
        standfirst=_standfirst(desk, turned),
        sections=sections,
        references=_references(desk, sections),
        place_claims=desk.place_claims,
        names=names,
        full_names={i: desk.names.full(i) for i in sorted(inputs.places)},
        chains={i: desk.names.chain(claim) for i, claim in desk.claims.items()},
        turned=turned,
        sizes=desk.sizes,
        named={i: len(ids) for i, ids in desk.naming.items()},
        geography=draw_geography(inputs, desk.names, sorted(focus)),
        inputs=inputs,
        reports=len({claim.document.document_id for claim in desk.window}),
        publishers=len({claim.document.publisher for claim in desk.window}),
    )


def desk_for(inputs: AssessmentInputs) -> Desk:
    """The material of an assessment, sorted and grouped, before anything is written."""
    ordered = tuple(sorted(inputs.claims, key=order_key))
    start = inputs.day - timedelta(days=inputs.window_days - 1)
    timezone = inputs.theatre.timezone
    window = tuple(c for c in ordered if start <= published_day(c, timezone) <= inputs.day)
    found = statements(window)
    claims = {claim.claim_id: claim for claim in ordered}
    names = Names(inputs.theatre, inputs.places, ordered)
    naming = _naming(window)
    return Desk(
        inputs=inputs,
        names=names,
        claims=claims,
        window=window,
        found=found,
        disputes=tuple(d for d in disagreements(found) if names.known(d.place_id)),
        sizes=place_sizes(inputs.places),
        naming=naming,
        place_claims=_place_claims(inputs, claims, naming),
    )


def _naming(window: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
    """Ids of the claims that name each place, the newest first."""
    ids: dict[str, list[str]] = {}
    for claim in reversed(window):
        for place_id in dict.fromkeys(m.place_id for m in claim.places if m.place_id):
            ids.setdefault(place_id, []).append(claim.claim_id)
    return {place_id: tuple(ids[place_id]) for place_id in sorted(ids)}


def _place_claims(
    inputs: AssessmentInputs,
    claims: Mapping[str, Claim],
    naming: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """Ids of each place's claims: by weight, then those its estimate cites, then the newest."""
    ids: dict[str, list[str]] = {}
    for place_id in sorted(inputs.weights):
        ranked = sorted(inputs.weights[place_id], key=lambda w: (-abs(w.weight), w.claim_id))
        ids[place_id] = [weight.claim_id for weight in ranked]
    for place_id, estimate in inputs.today.items():
        if estimate.claims:
            ids.setdefault(place_id, []).extend(estimate.claims)
    for place_id, named in naming.items():
        ids.setdefault(place_id, []).extend(named)
    known = {p: tuple(dict.fromkeys(i for i in found if i in claims)) for p, found in ids.items()}
    return {place_id: known[place_id] for place_id in sorted(known) if known[place_id]}


def _references(desk: Desk, sections: Sequence[Section]) -> tuple[Reference, ...]:
    """Each cited claim, numbered in the order of first citation."""
    cited = dict.fromkeys(
        claim_id
        for section in sections
        for paragraph in section.paragraphs
        for sentence in paragraph
        for claim_id in sentence.claim_ids
    )
    return tuple(_reference(desk, n, desk.claims[i]) for n, i in enumerate(cited, start=1))


def _reference(desk: Desk, number: int, claim: Claim) -> Reference:
    before, after = around(desk.inputs, claim)
    return Reference(
        number=number, claim=claim, chain=desk.names.chain(claim), before=before, after=after
    )


def _standfirst(desk: Desk, turned: frozenset[str]) -> str:
    """What the assessment rests on, and what moved, in two sentences."""
    reports = len({claim.document.document_id for claim in desk.window})
    publishers = len({claim.document.publisher for claim in desk.window})
    start = long_date(desk.window_start)
    first = (
        f"Made from {counted(reports, 'report')} by {counted(publishers, 'publisher')}, "
        f"published between {start} and {long_date(desk.day)}."
    )
    if not desk.window:
        first = f"No report was published between {start} and {long_date(desk.day)}."
    parts = []
    if turned:
        parts.append(
            f"{counted(len(turned), 'settlement')} changed standing within a week, among them "
            f"{joined([desk.names.place(i) for i in desk.by_weight(turned)[:4]])}"
            if len(turned) > 4
            else f"{joined([desk.names.place(i) for i in desk.by_weight(turned)])} changed "
            "standing within a week"
        )
    if desk.disputes:
        places = desk.by_weight({dispute.place_id for dispute in desk.disputes})
        parts.append(f"the sources disagree about {desk.listed(places, limit=4)}")
    return f"{first} {capitalised('; '.join(parts))}." if parts else first
