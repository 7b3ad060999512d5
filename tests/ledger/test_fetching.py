"""Records come back in the order of the keys, and a damaged one is named."""

from __future__ import annotations

import msgspec
import pytest

from salient.errors import LedgerError
from salient.ledger.fetching import decoded


@pytest.mark.parametrize("record", ["", "{", '"\ud800"', "1"])
def test_a_damaged_record_is_told_of_with_the_mend(record: str) -> None:
    with pytest.raises(LedgerError) as raised:
        decoded("war.db", record, msgspec.json.Decoder(str).decode)
    said = str(raised.value)
    assert said.startswith("the ledger at war.db holds a damaged record (")
    assert said.endswith("; restore it from a backup, or add the documents to a new ledger")


def test_a_sound_record_is_what_it_says() -> None:
    assert decoded("war.db", '["a"]', msgspec.json.Decoder(list[str]).decode) == ["a"]
