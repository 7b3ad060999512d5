"""A picture of control as rows, frames and files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, Any, TextIO

import msgspec
import numpy as np
import numpy.typing as npt

from salient.control import ControlSeries
from salient.model import Place
from salient.workbench.frames import Columns, arrow_table, pandas_frame, polars_frame

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["ControlPicture"]

DECIMALS = 5
"""Of probabilities, in rows, frames and files alike; an estimate is never as sure as 0.99999."""

Strings = npt.NDArray[np.object_]


class ControlPicture:
    """Who holds what on each of some days.

    `series` holds the numbers as arrays, `places` the names by id. The rows run by days, then
    places, with the columns `columns`; so do the frames and the files. `p_<SIDE>` and
    `p_contested` sum to 1, `claims` holds the ids of the claims that moved the estimate most,
    the heaviest first, with `|` between them. With `intervals`, rows and frames have the columns
    `since_earliest` and `since_latest` as well, the days between which the state may have begun;
    GeoJSON always has them, CSV never.
    """

    def __init__(self, series: ControlSeries, places: Mapping[str, Place]) -> None:
        self.series = series
        self.places = places

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.series.days) * len(self.series.place_ids)

    @property
    def columns(self) -> list[str]:
        """Names of the columns, in order."""
        chances = [f"p_{state}" for state in self.series.states]
        return [*_PLACE_COLUMNS, "state", *chances, "since", "claims"]

    # -- columns of one day ----------------------------------------------------------------

    @cached_property
    def _of_places(self) -> dict[str, list[Any]]:
        places = [self.places[place_id] for place_id in self.series.place_ids]
        return {
            "place_id": [p.place_id for p in places],
            "name": [p.name for p in places],
            "latitude": [p.latitude for p in places],
            "longitude": [p.longitude for p in places],
            "admin1": [p.admin1 or "" for p in places],
        }

    @cached_property
    def _state_names(self) -> Strings:
        return np.array(self.series.states, dtype=object)

    @cached_property
    def _ids(self) -> Strings:
        # The position of no claim, -1, is that of the last entry.
        return np.array([*self.series.claim_ids, ""], dtype=object)

    def _state(self, d: int) -> list[str]:
        likeliest = np.argmax(self.series.probability[d], axis=1)
        names: list[str] = self._state_names[likeliest].tolist()
        return names

    def _chances(self, d: int) -> npt.NDArray[np.int64]:
        """Probabilities of a day in units of the last decimal, places × states."""
        units = self.series.probability[d].astype(np.float64) * 10**DECIMALS
        return np.asarray(np.rint(units), dtype=np.int64)

    def _carriers(self, d: int) -> list[str]:
        return ["|".join(filter(None, row)) for row in self._ids[self.series.carriers[d]].tolist()]

    def _since(self, since: npt.NDArray[np.integer]) -> npt.NDArray[np.datetime64]:
        return np.datetime64(self.series.first_day, "D") + since.astype("timedelta64[D]")

    def _day(self, d: int, *, intervals: bool) -> Columns:
        series = self.series
        chances = self._chances(d) / 10**DECIMALS
        day: dict[str, Any] = {
            "date": np.full(len(series.place_ids), np.datetime64(series.days[d], "D")),
            **self._of_places,
            "state": self._state(d),
            **{f"p_{s}": chances[:, k].copy() for k, s in enumerate(series.states)},
            "since": self._since(series.since[d]),
            "claims": self._carriers(d),
        }
        if intervals:
            day["since_earliest"] = self._since(series.since_earliest[d])
            day["since_latest"] = self._since(series.since_latest[d])
        return day

    def _days(self, *, intervals: bool) -> list[Columns]:
        return [self._day(d, intervals=intervals) for d in range(len(self.series.days))]

    # -- text ------------------------------------------------------------------------------

    def _texts(self, d: int) -> Iterator[list[str]]:
        """Give the columns after the place's own of one day as text."""
        yield self._state(d)
        for column in self._chances(d).T:
            yield _CHANCES[column].tolist()
        since, which = np.unique(self.series.since[d], return_inverse=True)
        names = np.datetime_as_string(self._since(since)).astype(object)
        yield names[which].tolist()
        yield self._carriers(d)

    def write_csv(self, stream: TextIO) -> None:
        """Write all rows as CSV with a header, a day at a time."""
        stream.write(_csv_line(self.columns) + "\n")
        fixed = [_csv_line(row) for row in zip(*self._of_places.values(), strict=True)]
        if not fixed:
            return
        special = any(_SPECIAL.search(claim_id) for claim_id in self.series.claim_ids)
        for d, day in enumerate(self.series.days):
            *columns, claims = self._texts(d)
            if special:
                claims = [_csv_line([ids]) for ids in claims]
            rows = zip(repeat(day.isoformat()), fixed, *columns, claims, strict=False)
            stream.write("\n".join(map(",".join, rows)) + "\n")

    def to_csv(self) -> str:
        """All rows as CSV text."""
        out = io.StringIO()
        self.write_csv(out)
        return out.getvalue()

    def write_geojson(self, stream: TextIO) -> None:
        """Write one point feature a row as GeoJSON (RFC 7946); `claims` is a list there."""
        stream.write('{"type":"FeatureCollection","features":[')
        encode = msgspec.json.Encoder().encode
        before = "\n"
        for row in self.rows(intervals=True):
            point = [row.pop("longitude"), row.pop("latitude")]
            row["claims"] = [c for c in row["claims"].split("|") if c]
            feature = {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": point},
                "properties": row,
            }
            stream.write(before + encode(feature).decode())
            before = ",\n"
        stream.write("\n]}\n")

    def to_geojson(self) -> str:
        """One point feature a row, as GeoJSON text."""
        out = io.StringIO()
        self.write_geojson(out)
        return out.getvalue()

    def rows(self, *, intervals: bool = False) -> Iterator[dict[str, Any]]:
        """Give the rows as dictionaries by column; `date` and `since` are `datetime.date`."""
        for d in range(len(self.series.days)):
            day = self._day(d, intervals=intervals)
            columns = [c.tolist() if isinstance(c, np.ndarray) else c for c in day.values()]
            for row in zip(*columns, strict=True):
                yield dict(zip(day, row, strict=True))

    # -- frames ----------------------------------------------------------------------------

    def to_pandas(self, *, intervals: bool = False) -> pd.DataFrame:
        """All rows as a pandas frame; MissingExtraError without the extra `pandas`."""
        return pandas_frame(self._days(intervals=intervals))

    def to_polars(self, *, intervals: bool = False) -> pl.DataFrame:
        """All rows as a Polars frame; MissingExtraError without the extra `polars`."""
        return polars_frame(self._days(intervals=intervals))

    def to_arrow(self, *, intervals: bool = False) -> pa.Table:
        """All rows as an Arrow table; MissingExtraError without the extra `parquet`."""
        return arrow_table(self._days(intervals=intervals))


_PLACE_COLUMNS = ("date", "place_id", "name", "latitude", "longitude", "admin1")
_CHANCES: Strings = np.array([str(i / 10**DECIMALS) for i in range(10**DECIMALS + 1)], dtype=object)
_SPECIAL = re.compile(r'[",\r\n]')


def _csv_line(values: list[Any] | tuple[Any, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(values)
    return out.getvalue()
