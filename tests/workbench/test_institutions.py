"""Who vouches for a claim, and whose claims are whose."""

from __future__ import annotations

import msgspec
import pytest

from salient.errors import UsageError
from salient.model import Claim, Document, Holder
from salient.theatre import Source
from salient.workbench.institutions import claims_of, institution, own_claims, sources_by_name

STAFF = Source(name="General Staff", kind="institution", side="NORTH", aliases=("genstab",))
INSTITUTE = Source(name="Institute", kind="institution", aliases=("institute.example",))
KNOWN = (STAFF, INSTITUTE)


@pytest.fixture
def told(bench, document):
    """Make a claim that `publisher` tells, as heard from `holders`, outermost first."""

    def make(publisher: str, *holders: str) -> Claim:
        made: Document = document(f"SOUTH took Aford on 2022-03-05. {holders}", publisher=publisher)
        (claim,) = bench.reader.read(made)
        named = (Holder(name=h, kind="institution", start=None, end=None) for h in holders)
        changed: Claim = msgspec.structs.replace(claim, holders=(*claim.holders, *named))
        return changed

    return make


def test_the_innermost_known_holder_vouches_by_its_name_in_the_theatre(told) -> None:
    known = sources_by_name(KNOWN)
    assert institution(told("Gazette", "Institute", "Genstab"), known) == "General Staff"
    assert institution(told("institute.example", "a resident"), known) == "Institute"
    assert institution(told("Gazette", "a resident"), known) == "Gazette"
    assert institution(told("Gazette", "A Resident"), known, {"a resident"}) == "A Resident"


def test_own_claims_are_not_those_that_are_passed_on(told) -> None:
    own, relayed = told("Institute"), told("Institute", "General Staff")
    claims = [own, relayed]
    assert own_claims(claims, ["INSTITUTE.example"], KNOWN) == {own.claim_id}
    assert own_claims(claims, ["genstab"], KNOWN) == {relayed.claim_id}
    assert own_claims(claims, ["genstab", "Institute"], KNOWN) == {c.claim_id for c in claims}
    assert claims_of(claims, ["institute.example"], (), KNOWN) == {c.claim_id for c in claims}


def test_a_source_that_vouches_for_nothing_is_refused(told) -> None:
    with pytest.raises(UsageError) as caught:
        own_claims([told("Institute", "General Staff")], ["General Staff", "Institute"], KNOWN)
    assert str(caught.value) == (
        "no claim is vouched for by 'Institute'; give a holder or publisher as `salient why` "
        "names it"
    )
