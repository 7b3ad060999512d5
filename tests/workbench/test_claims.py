"""Claims as a sequence and as frames."""

from __future__ import annotations

from datetime import date

from salient.model import Claim
from salient.workbench import ClaimTable, Workbench


def table(bench: Workbench, document) -> ClaimTable:
    bench.add_documents([
        document("SOUTH took Bridgeton on 2022-03-05.", "2022-03-06"),
        document("NORTH took Bridgeton on 2022-03-07.", "2022-03-08"),
    ])  # fmt: skip
    return bench.claims()


def test_a_table_is_a_sequence_of_whole_claims(bench: Workbench, document) -> None:
    claims = table(bench, document)
    assert len(claims) == 2
    assert all(isinstance(claim, Claim) for claim in claims)
    assert claims[1].actor is not None
    assert claims[1].actor.side == "NORTH"
    assert isinstance(claims[:1], ClaimTable)
    assert list(claims[1:]) == [claims[1]]
    assert repr(claims) == "<ClaimTable of 2 claims>"


def test_frames_have_a_row_for_each_claim_and_the_listed_columns(
    bench: Workbench, document
) -> None:
    claims = table(bench, document)
    rows = list(claims.rows())
    assert [tuple(row) for row in rows] == [ClaimTable.COLUMNS] * 2
    assert rows[0]["holders"] == "Hill Gazette"
    assert rows[0]["control"] == "geonames:2 SOUTH gains"
    assert rows[0]["place_ids"] == "geonames:2"
    assert rows[0]["earliest"] == date(2022, 3, 5)
    assert rows[0]["target"] is None
    assert claims.to_polars().columns == list(ClaimTable.COLUMNS)
    assert claims.to_polars()["quote"].to_list() == [claim.quote.text for claim in claims]
    assert list(claims.to_pandas().columns) == list(ClaimTable.COLUMNS)
    assert list(claims.to_pandas()["claim_id"]) == [claim.claim_id for claim in claims]


def test_of_no_claims_the_frames_keep_their_columns() -> None:
    assert list(ClaimTable([]).to_pandas().columns) == list(ClaimTable.COLUMNS)
    assert ClaimTable([]).to_polars().columns == list(ClaimTable.COLUMNS)
