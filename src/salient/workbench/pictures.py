"""A picture of control as rows, frames and files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TextIO

import msgspec
import numpy as np

from salient.control import ControlSeries
from salient.errors import MissingExtraError
from salient.model import Place

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["ControlPicture"]


class ControlPicture:
    """Who holds what on each of some days; `series` holds the numbers, `places` the names."""

    def __init__(self, series: ControlSeries, places: Mapping[str, Place]) -> None:
        self.series = series
        self.places = places

    @property
    def columns(self) -> list[str]:
        """Names of the columns, as the contract has them."""
        sides = [f"p_{state}" for state in self.series.states]
        return ["date", "place_id", "name", "latitude", "longitude", "admin1", "state", *sides,
                "since", "claims"]  # fmt: skip

    def rows(self) -> Iterator[list[Any]]:
        """Rows in the order of days, then places."""
        series = self.series
        states = series.state
        fixed = [self._fixed(place_id) for place_id in series.place_ids]
        for d, day in enumerate(series.days):
            probability = np.round(series.probability[d].astype(float), 4).tolist()
            since = series.since[d].tolist()
            carriers = series.carriers[d].tolist()
            iso = day.isoformat()
            for i, place in enumerate(fixed):
                claims = "|".join(series.claim_ids[c] for c in carriers[i] if c >= 0)
                first = (series.first_day + timedelta(days=since[i])).isoformat()
                yield [iso, *place, series.states[states[d, i]], *probability[i], first, claims]

    def _fixed(self, place_id: str) -> list[Any]:
        place = self.places[place_id]
        return [place_id, place.name, place.latitude, place.longitude, place.admin1 or ""]

    def write_csv(self, stream: TextIO) -> None:
        """Write all rows as CSV with a header."""
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows())

    def to_csv(self) -> str:
        """All rows as CSV text."""
        out = io.StringIO()
        self.write_csv(out)
        return out.getvalue()

    def to_geojson(self) -> str:
        """One point feature a place and day, as GeoJSON (RFC 7946)."""
        names = self.columns
        features = []
        for row in self.rows():
            properties = dict(zip(names, row, strict=True))
            longitude, latitude = properties.pop("longitude"), properties.pop("latitude")
            properties["claims"] = [c for c in properties["claims"].split("|") if c]
            features.append({
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
                "properties": properties,
            })  # fmt: skip
        collection = {"type": "FeatureCollection", "features": features}
        return msgspec.json.encode(collection).decode() + "\n"

    def _table(self) -> dict[str, list[Any]]:
        names = self.columns
        table: dict[str, list[Any]] = {name: [] for name in names}
        for row in self.rows():
            for name, value in zip(names, row, strict=True):
                table[name].append(value)
        return table

    def to_pandas(self) -> pd.DataFrame:
        """All rows as a pandas frame; needs the extra `pandas`."""
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingExtraError("a pandas frame", "pandas") from error
        return pd.DataFrame(self._table())

    def to_polars(self) -> pl.DataFrame:
        """All rows as a Polars frame; needs the extra `polars`."""
        try:
            import polars as pl
        except ImportError as error:
            raise MissingExtraError("a Polars frame", "polars") from error
        return pl.DataFrame(self._table())

    def to_arrow(self) -> pa.Table:
        """All rows as an Arrow table; needs the extra `parquet`."""
        try:
            import pyarrow as pa
        except ImportError as error:
            raise MissingExtraError("Parquet", "parquet") from error
        return pa.table(self._table())
