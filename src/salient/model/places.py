"""Places of a gazetteer."""

from __future__ import annotations

import msgspec

__all__ = ["Place"]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One place of a gazetteer or one named region, river or axis of a theatre.

    `place_id` is `geonames:<id>` for a GeoNames place, `<gazetteer>:<id>` for others, and
    `region:<slug>`, `river:<slug>` or `axis:<slug>` for what a theatre names itself. `kind` is
    `settlement`, `region`, `river`, `axis`, `district` (part of a settlement) or `feature`.
    Coordinates are WGS 84 degrees; a region's are those of its seat or centre. `feature_code` is
    GeoNames' own; `population` is 0 where unknown. `katotth` is Ukraine's code of its territorial
    units, `pcode` that of the humanitarian data sets; None where the gazetteer's file has none.
    """

    place_id: str
    name: str
    latitude: float
    longitude: float
    kind: str = "settlement"
    country: str | None = None
    admin1: str | None = None
    feature_code: str | None = None
    population: int = 0
    katotth: str | None = None
    pcode: str | None = None
