from __future__ import annotations

import pytest

from salient.model import Holder
from salient.reading.holder_chains import each_once


def holder(name: str) -> Holder:
    kind = "unspecified" if name == "unspecified" else "official"
    return Holder(name=name, kind=kind, start=0, end=1)


@pytest.mark.parametrize(
    ("chain", "kept"),
    [
        (["Post", "unspecified", "Mayor"], ["Post", "Mayor"]),
        (["Post", "Mayor", "unspecified"], ["Post", "Mayor", "unspecified"]),
        (["Post", "mayor Smith", "Smith"], ["Post", "mayor Smith"]),
        (["Post", "Smith", "mayor Smith"], ["Post", "mayor Smith"]),
        (["Post", "Army of Example", "Example"], ["Post", "Army of Example", "Example"]),
        (["Post", "media", "media reports"], ["Post", "media reports"]),
    ],
)
def test_a_chain_names_everybody_once(chain: list[str], kept: list[str]) -> None:
    assert [h.name for h in each_once([holder(n) for n in chain])] == kept
