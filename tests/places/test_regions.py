from __future__ import annotations

from collections.abc import Iterable

import pytest
from places_land import theatre_of

from salient.errors import UsageError
from salient.model import RELATIONS, Place, PlaceMention
from salient.places import Gazetteer, region_members, relation_cover
from salient.theatre import Region


def names(gazetteer: Gazetteer, ids: Iterable[str]) -> set[str]:
    return {place.name for i in ids if (place := gazetteer.place(i))}


def izium(gazetteer: Gazetteer) -> Place:
    return gazetteer.named("Izium")[0]


def test_members_come_from_admin1_polygon_point_and_line(front: Gazetteer) -> None:
    members = region_members(theatre_of(), front)
    assert names(front, members["region:luhansk-oblast"]) == {
        "Luhansk", "Popasna", "Lysychansk", "Sievierodonetsk", "Rubizhne", "Bilohorivka",
    }  # fmt: skip
    assert names(front, members["region:north-kharkiv"]) == {"Kharkiv", "Rubizhne"}
    assert names(front, members["axis:izium"]) == {"Izium", "Dovhenke"}
    assert names(front, members["axis:road"]) == {"Bakhmut", "Bilohorivka", "Lysychansk"}


def test_a_river_has_no_members_and_every_region_has_an_entry(front: Gazetteer) -> None:
    theatre = theatre_of()
    members = region_members(theatre, front)
    assert members["river:donets"] == ()
    assert list(members) == [region.place_id for region in theatre.regions]


def test_an_admin1_code_counts_only_in_the_countries_of_the_theatre(front: Gazetteer) -> None:
    members = region_members(theatre_of(countries=("RU",)), front)
    assert members["region:luhansk-oblast"] == ()


def test_a_crossing_polygon_is_mended(front: Gazetteer) -> None:
    bow = Region(
        place_id="region:bow", name="Bow", kind="region", latitude=49, longitude=37,
        polygon=((36, 48), (38, 50), (38, 48), (36, 50)),
    )  # fmt: skip
    assert region_members(theatre_of(regions=(bow,)), front)["region:bow"]


def test_at_covers_the_place_alone(front: Gazetteer) -> None:
    assert relation_cover(("at", izium(front), None), front) == [("geonames:707292", 1.0)]


def test_near_weighs_the_place_most_and_neighbours_less(front: Gazetteer) -> None:
    place = front.named("Sievierodonetsk")[0]
    cover = relation_cover(("around", place, None), front)
    assert cover[0] == (place.place_id, 1.0)
    assert names(front, [i for i, _ in cover[:3]]) == {"Sievierodonetsk", "Lysychansk", "Rubizhne"}
    assert not {"Popasna", "Bakhmut"} & names(front, [i for i, _ in cover])
    assert [w for _, w in cover] == sorted((w for _, w in cover), reverse=True)


def test_a_direction_covers_what_lies_that_way_and_not_the_place(front: Gazetteer) -> None:
    place = front.named("Sievierodonetsk")[0]
    southwest = dict(relation_cover(("southwest_of", place, None), front))
    assert names(front, southwest) == {"Lysychansk", "Bilohorivka"}
    assert relation_cover(("east_of", place, None), front) == []


def test_a_distance_moves_the_cover_out(front: Gazetteer) -> None:
    covered = relation_cover(("south_of", izium(front), 20.0), front)
    assert names(front, [i for i, _ in covered]) == {"Dovhenke"}
    assert relation_cover(("north_of", izium(front), 20.0), front) == []


def test_between_covers_the_corridor(front: Gazetteer) -> None:
    popasna, bakhmut = front.named("Popasna")[0], front.named("Bakhmut")[0]
    cover = relation_cover(("between", popasna, None), front, other=bakhmut)
    assert names(front, [i for i, _ in cover]) == {"Popasna", "Bakhmut"}


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_relation_of_the_contract_has_a_cover_with_weights_up_to_one(
    front: Gazetteer, relation: str
) -> None:
    for _, weight in relation_cover((relation, izium(front), None), front):
        assert 0.0 < weight <= 1.0


def test_an_unknown_relation_is_named_with_those_allowed(front: Gazetteer) -> None:
    with pytest.raises(UsageError, match="unknown relation 'beyond'; it must be one of at, near"):
        relation_cover(("beyond", izium(front), None), front)


def test_a_mention_without_a_place_covers_nothing_and_says_so(front: Gazetteer) -> None:
    mention = PlaceMention(
        text="Nowhere", start=0, end=7, place_id=None, name=None, kind=None, latitude=None,
        longitude=None, admin1=None, country=None,
    )  # fmt: skip
    with pytest.raises(UsageError, match="'Nowhere' is not resolved to a place"):
        relation_cover(mention, front)
