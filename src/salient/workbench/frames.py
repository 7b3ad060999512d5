"""Columns as frames of the libraries that users work with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from salient.errors import MissingExtraError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Columns", "arrow_table", "pandas_frame", "polars_frame"]

Columns = Mapping[str, Any]
"""Columns of equal length by name, each a list or a NumPy array."""


def pandas_frame(parts: Sequence[Columns]) -> pd.DataFrame:
    """Make the parts, which share their columns, one pandas frame, one below the other.

    Raises MissingExtraError without the extra `pandas`.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError("a pandas frame", "pandas") from error
    return pd.concat([pd.DataFrame(part) for part in parts], ignore_index=True)


def polars_frame(parts: Sequence[Columns]) -> pl.DataFrame:
    """Make the parts a Polars frame; MissingExtraError without the extra `polars`."""
    try:
        import polars as pl
    except ImportError as error:
        raise MissingExtraError("a Polars frame", "polars") from error
    return pl.concat([pl.DataFrame(part) for part in parts])


def arrow_table(parts: Sequence[Columns]) -> pa.Table:
    """Make the parts an Arrow table; MissingExtraError without the extra `parquet`."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtraError("an Arrow table, and so Parquet,", "parquet") from error
    return pa.concat_tables([pa.table(dict(part)) for part in parts])
