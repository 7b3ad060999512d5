from __future__ import annotations

import msgspec
import pytest
from assessment_factories import place_id, places, theatre
from assessment_scenes import reports

from salient.assessment.naming import Names, distinct_holders
from salient.model import Holder, Party, Place

NAMES = Names(theatre(), places())


def test_a_name_that_two_settlements_bear_carries_its_oblast() -> None:
    assert NAMES.place(place_id("Rubizhne", "07")) == "Rubizhne (Kharkiv Oblast)"
    assert NAMES.place(place_id("Rubizhne", "14")) == "Rubizhne (Luhansk Oblast)"
    assert NAMES.place(place_id("Popasna")) == "Popasna"


def test_an_ambiguous_name_without_an_oblast_carries_its_coordinates() -> None:
    twins = {
        f"x:{i}": Place(place_id=f"x:{i}", name="Twin", latitude=-10.5 + i, longitude=20.25)
        for i in range(2)
    }
    assert Names(theatre(), twins).place("x:0") == "Twin (10.50° S, 20.25° E)"


def test_the_full_name_always_carries_the_oblast() -> None:
    assert NAMES.full(place_id("Popasna")) == "Popasna, Luhansk Oblast"


def test_an_oblast_that_is_written_out_needs_no_region() -> None:
    made = {
        "x:1": Place(place_id="x:1", name="A", latitude=1, longitude=1, admin1="Northern District")
    }
    assert Names(theatre(), made).oblast("x:1") == "Northern District"


def test_a_bare_code_without_a_region_is_not_shown() -> None:
    made = {"x:1": Place(place_id="x:1", name="A", latitude=1, longitude=1, admin1="99")}
    assert Names(theatre(), made).oblast("x:1") is None


def test_rivers_have_an_article_and_regions_have_none() -> None:
    assert NAMES.place("river:siverskyi-donets") == "the Siverskyi Donets"
    assert NAMES.place("region:kharkiv-oblast") == "Kharkiv Oblast"


def test_a_party_with_a_side_is_named_neutrally() -> None:
    assert NAMES.party(Party(name="the occupiers", side="RU")) == "Russian forces"
    assert NAMES.party(Party(name="the brigade", side=None)) == "the brigade"
    assert NAMES.party(None) is None


def test_an_unknown_side_keeps_its_id() -> None:
    assert NAMES.side("XX") == "XX"
    assert NAMES.forces("XX") == "XX forces"


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("Institute for the Study of War", "organisation", "the Institute for the Study of War"),
        ("General Staff", "organisation", "the General Staff"),
        ("The Pentagon", "organisation", "the Pentagon"),
        ("Reuters", "media", "Reuters"),
        ("Ministry Channel", "publisher", "Ministry Channel"),
        ("Ministry of Defence", "publisher", "the Ministry of Defence"),
        ("officials", "anonymous", "officials"),
        ("Ukrainian General Staff (example)", "publisher", "the Ukrainian General Staff (example)"),
        ("Press officer of the brigade", "official", "the press officer of the brigade"),
        ("a spokesman for the brigade", "anonymous", "a spokesman for the brigade"),
        ("Russian outlet", "publisher", "the Russian outlet"),
        ("Serhii Haidai", "official", "Serhii Haidai"),
        ("whoever", "unspecified", "an unnamed source"),
        ("", "anonymous", "unnamed sources"),
        (" ", "publisher", "an unnamed source"),
    ],
)
def test_holders_get_the_article_that_english_wants(name: str, kind: str, text: str) -> None:
    assert NAMES.holder(Holder(name=name, kind=kind, start=None, end=None)) == text


def test_the_chain_runs_from_the_innermost_holder_outwards() -> None:
    claim = reports()[0].claims[0]
    assert NAMES.chain(claim) == "Serhii Haidai, as published by Eastern Wire"


def test_a_holder_that_follows_itself_is_named_once() -> None:
    claim = reports()[1].claims[0]
    holders = (claim.holders[0], claim.holders[0], claim.holders[1])
    twice = msgspec.structs.replace(claim, holders=holders)
    assert len(distinct_holders(twice)) == 2


def test_a_claim_without_holders_is_its_publishers() -> None:
    claim = reports()[1].claims[0]
    bare = msgspec.structs.replace(claim, holders=())
    assert [holder.name for holder in distinct_holders(bare)] == ["Ministry Channel"]
