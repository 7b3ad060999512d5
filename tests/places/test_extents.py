from __future__ import annotations

from typing import Any

import msgspec
import pytest
import shapely
from places_land import REGIONS, theatre_of

from salient.model import Place
from salient.places import Extent, Extents, Gazetteer, Geoparser
from salient.theatre import Region

ROAD = Region(
    place_id="axis:road-t9999", name="T9999", kind="axis", latitude=48.8, longitude=38.2,
    aliases=("T-9999",), line=((38.0, 48.6), (38.44, 48.9)), radius_km=4.0,
)  # fmt: skip
RIVER = Region(
    place_id="river:great", name="Great River", kind="river", latitude=49.0, longitude=37.5,
    aliases=("the Great River",), line=((37.5, 49.6), (37.5, 48.4)),
)  # fmt: skip


def extents(front: Gazetteer, text: str) -> list[tuple[str, Extent | None]]:
    theatre = theatre_of(regions=(*REGIONS, ROAD, RIVER))
    found = Geoparser([front], theatre).resolved(text)
    drawn = Extents([front], theatre).of(text, found)
    return [(r.mention.text, e) for r, e in zip(found, drawn, strict=True)]


def only(front: Gazetteer, text: str) -> Extent:
    found = extents(front, text)
    assert len(found) == 1, found
    extent = found[0][1]
    assert extent is not None
    return extent


def shape(extent: Extent) -> Any:
    drawn = shapely.geometry.shape(extent.geometry)
    assert drawn.is_valid
    return drawn


def names(front: Gazetteer, extent: Extent) -> list[str]:
    places = [front.place(place_id) for place_id, _ in extent.covers]
    return [place.name for place in places if place is not None]


def test_a_place_alone_is_a_point(front: Gazetteer) -> None:
    extent = only(front, "Fighting in Izium went on.")
    assert extent.geometry == {"type": "Point", "coordinates": [37.27679, 49.20697]}
    assert extent.covers == (("geonames:707292", 1.0),)


def test_a_distance_and_a_direction_are_a_sector_of_a_ring(front: Gazetteer) -> None:
    extent = only(front, "They stood 20 km south of Izium.")
    drawn = shape(extent)
    assert drawn.contains(shapely.Point(37.277, 49.027))
    assert not drawn.contains(shapely.Point(37.277, 49.207))
    assert names(front, extent) == ["Dovhenke"]
    assert extent.basis == "within 30 degrees of south, 15 to 25 km out"


def test_a_direction_alone_begins_at_the_place(front: Gazetteer) -> None:
    drawn = shape(only(front, "They stood north of Kharkiv."))
    assert drawn.covers(shapely.Point(36.2527, 50.05))
    assert not drawn.covers(shapely.Point(36.2527, 49.9))


@pytest.mark.parametrize("word", ["near", "around", "toward"])
def test_nearness_is_a_circle(front: Gazetteer, word: str) -> None:
    assert shape(only(front, f"They stood {word} Izium.")).covers(shapely.Point(37.277, 49.24))


@pytest.mark.parametrize(
    "text",
    [
        "Fighting between Popasna and Bakhmut went on.",
        "They moved along the Popasna-Bakhmut highway.",
        "They advanced from Popasna toward Bakhmut.",
    ],
)
def test_two_names_of_one_way_are_a_corridor(front: Gazetteer, text: str) -> None:
    for _, extent in extents(front, text):
        assert extent is not None
        drawn = shape(extent)
        assert drawn.covers(shapely.Point(38.19, 48.61)), "half way"
        assert not drawn.covers(shapely.Point(38.19, 48.75))
        assert set(names(front, extent)) == {"Popasna", "Bakhmut"}


def test_two_names_without_a_way_between_them_stay_apart(front: Gazetteer) -> None:
    for _, extent in extents(front, "They shelled Popasna and Bakhmut."):
        assert extent is not None
        assert extent.geometry["type"] == "Point"


def test_a_road_with_a_number_is_the_ground_along_its_line(front: Gazetteer) -> None:
    extent = only(front, "Forces advanced along the T9999.")
    assert {"Bakhmut", "Lysychansk"} <= set(names(front, extent))
    assert "Popasna" not in names(front, extent)
    assert extent.basis == "4 km on either side of the theatre's line"


@pytest.mark.parametrize(
    ("words", "east"),
    [
        ("the east bank of the Great River", True), ("the western bank of the Great River", False),
        ("the left bank of the Great River", True), ("the right bank of the Great River", False),
        ("the Great River's right bank", False),
    ],
)  # fmt: skip
def test_a_bank_is_a_strip_on_one_side_of_the_river(
    front: Gazetteer, words: str, east: bool
) -> None:
    drawn = shape(only(front, f"They hold {words}."))
    assert drawn.contains(shapely.Point(37.56, 49.0)) is east
    assert drawn.contains(shapely.Point(37.44, 49.0)) is not east


def test_approaches_from_two_sides_are_two_sectors(front: Gazetteer) -> None:
    extent = only(front, "They attacked Izium from the north and south.")
    drawn = shape(extent)
    assert drawn.covers(shapely.Point(37.277, 49.3))
    assert drawn.covers(shapely.Point(37.277, 49.1))
    assert not drawn.covers(shapely.Point(37.45, 49.207))
    assert names(front, extent) == ["Dovhenke"]


def test_a_region_covers_its_members_and_a_part_of_it_some(front: Gazetteer) -> None:
    whole = only(front, "Kharkiv Oblast was shelled.")
    assert {"Izium", "Kharkiv", "Dovhenke"} <= set(names(front, whole))
    north = only(front, "They shelled the northern part of Kharkiv Oblast.")
    assert "Kharkiv" in names(front, north)
    assert "Izium" not in names(front, north)
    assert north.basis == "the northern half of its settlements"


def test_a_mention_without_a_place_has_no_extent(front: Gazetteer) -> None:
    (found,) = Geoparser([front]).resolved("They shelled Kharkiv.")

    lost = msgspec.structs.replace(
        found, mention=msgspec.structs.replace(found.mention, place_id=None)
    )
    assert Extents([front]).of("They shelled Kharkiv.", [lost]) == [None]


@pytest.mark.parametrize(("latitude", "longitude"), [(90.0, 0.0), (-90.0, 12.0), (0.0, 180.0)])
@pytest.mark.parametrize("relation", ["near", "north_of", "east_of", "southwest_of"])
def test_at_the_pole_and_the_date_line_a_shape_is_still_drawn(
    front: Gazetteer, latitude: float, longitude: float, relation: str
) -> None:
    (found,) = Geoparser([front]).resolved("They shelled Kharkiv.")
    candidate, score = found.candidates[0]

    place = Place(place_id="x:1", name="Edge", latitude=latitude, longitude=longitude)
    edge = msgspec.structs.replace(
        found,
        mention=msgspec.structs.replace(found.mention, relation=relation),
        candidates=((candidate._replace(place=place), score),),
    )
    (extent,) = Extents([front]).of("They shelled Kharkiv.", [edge])
    assert extent is not None
    assert extent.geometry["type"] in ("Polygon", "MultiPolygon")
