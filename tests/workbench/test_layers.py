"""The layers of `salient read`: rows with the keys of the contract."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from salient.documents import DocumentDefaults, read_stream
from salient.errors import UsageError
from salient.model import Document, Rejected
from salient.theatre import Theatre
from salient.workbench import LAYERS, Ground, Layers

MakeDocument = Callable[..., Document]
TEXT = "Officials said that SOUTH troops shelled Bridgeton on 5 March 2022."
KEYS = {
    "claims": {
        "claim_id", "document", "quote", "holders", "event_type", "plover", "acled", "predicate",
        "actor", "target", "places", "time", "polarity", "mood", "probability",
        "probability_term", "quantities", "control", "reader",
    },
    "places": {
        "document_id", "text", "start", "end", "place_id", "name", "latitude", "longitude",
        "country", "admin1", "kind", "score",
    },
    "times": {"document_id", "text", "start", "end", "earliest", "latest"},
    "attributions": {"document_id", "source", "cue", "content"},
    "documents": {"document_id", "publisher", "url", "title", "language", "published", "text"},
}  # fmt: skip


def rows(layers: Layers, document: Document) -> list[dict[str, object]]:
    found = [row for row in layers.rows(document) if not isinstance(row, Rejected)]
    return [msgspec.json.decode(msgspec.json.encode(row.value)) for row in found]


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_has_rows_with_the_keys_of_the_contract(
    ground: Ground, document, layer: str
) -> None:
    found = rows(Layers(layer, ground), document(TEXT))
    assert found
    assert [KEYS[layer] - set(row) for row in found] == [set()] * len(found)


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer != "claims"])
def test_without_a_theatre_every_layer_but_claims_works(document, layer: str) -> None:
    text = "The minister said that he had been in Paris on 5 March 2022."
    assert rows(Layers(layer, None), document(text))


def test_claims_without_a_theatre_are_refused() -> None:
    with pytest.raises(
        UsageError, match=r"claims need a theatre, .* give --theatre NAME, or another"
    ):
        Layers("claims", None)


def test_an_unknown_layer_is_refused_with_the_known_ones(ground: Ground) -> None:
    with pytest.raises(UsageError, match="'words' is no layer; give one of claims, places, times"):
        Layers("words", ground)


@pytest.mark.parametrize("layer", ["claims", "attributions"])
def test_other_languages_are_refused_by_what_reads_english(
    ground: Ground, document, layer: str
) -> None:
    (refused,) = Layers(layer, ground).rows(document("Ворог обстріляв місто.", language="uk"))
    assert isinstance(refused, Rejected)
    assert refused.detail == (
        "the document is in 'uk', and salient-english reads 'en'; "
        "the layers places, times and documents can be read from it"
    )


def test_a_reader_that_breaks_off_costs_the_rows_of_its_document_alone(
    ground: Ground, document, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers = Layers("claims", ground, habits=False)
    read = layers._reader.read

    def reads_no_rain(one: Document):
        if "rain" in one.text:
            raise RuntimeError("wet")
        return read(one)

    monkeypatch.setattr(layers._reader, "read", reads_no_rain)
    broken, row = layers.rows_of([document("SOUTH troops in the rain."), document(TEXT)])
    assert isinstance(broken, Rejected)
    assert broken.reason == "reader-broke-off"
    assert "RuntimeError: wet (test_layers.py, line " in broken.detail
    assert "; the documents after it are read. Report it" in broken.detail
    assert not isinstance(row, Rejected)


def test_only_layers_that_need_a_date_ask_for_one() -> None:
    nothing = DocumentDefaults()
    for layer in ("places", "attributions"):
        filled = Layers(layer, None).defaults(nothing)
        assert filled.published is not None
        assert filled.publisher == "unknown publisher"
    assert Layers("times", None).defaults(nothing) == nothing
    stated = DocumentDefaults(publisher="X")
    assert Layers("places", None).defaults(stated).publisher == "X"


def test_times_are_days_of_the_theatre(ground: Ground, document) -> None:
    evening = msgspec.structs.replace(
        document("They left yesterday."),
        published=document("x").published.replace(day=4, hour=23, minute=30),
    )
    assert ground.theatre.timezone == "UTC"
    (row,) = rows(Layers("times", ground), evening)
    assert row["earliest"] == row["latest"] == "2022-03-03"


def test_a_place_says_what_else_it_may_be_and_whether_that_is_too_unsure(
    ground: Ground, document
) -> None:
    (row,) = rows(Layers("places", ground), document(TEXT))
    assert row["ambiguous"] is False
    assert row["candidates"][0]["place_id"] == row["place_id"]
    assert row["candidates"][0]["score"] == row["score"]
    assert "geometry" not in row


def test_geometry_adds_the_shape_and_what_it_covers(ground: Ground, document) -> None:
    text = "SOUTH troops shelled ground 5 km north of Bridgeton."
    (row,) = rows(Layers("places", ground, geometry=True), document(text))
    assert row["geometry"]["type"] == "Polygon"
    assert row["geometry_basis"] == "within 30 degrees of north, 3 to 7 km out"
    assert row["covers_total"] >= len(row["covers"])


def test_geometry_is_of_places_alone(ground: Ground) -> None:
    with pytest.raises(UsageError, match="times has no geometry; take --geometry away, or give"):
        Layers("times", ground, geometry=True)


def test_a_time_is_written_as_edtf_too(ground: Ground, document) -> None:
    (row,) = rows(Layers("times", ground), document("It fell in May 2022."))
    assert row["edtf"] == "2022-05"


def test_a_document_is_given_so_that_it_can_be_read_again(document: MakeDocument) -> None:
    coded = msgspec.structs.replace(
        document("Shots near Aford."), forwarded_from="Northern post", codes={"event_id": "7"}
    )
    (row,) = rows(Layers("documents", None), coded)
    line = io.BytesIO(msgspec.json.encode(row))
    (again,) = read_stream("again.jsonl", line, DocumentDefaults())
    assert isinstance(again, Document)
    assert again == msgspec.structs.replace(coded, fingerprint=again.fingerprint)
    (plain,) = rows(Layers("documents", None), document("Shots near Aford."))
    assert "codes" not in plain


def test_a_place_carries_the_codes_that_its_gazetteer_has(
    theatre: Theatre, document: MakeDocument, tmp_path: Path
) -> None:
    coded = tmp_path / "coded.csv"
    coded.write_text(
        "geonames_id,name,latitude,longitude,country,katotth,pcode\n"
        "2,Bridgeton,49.2,36.4,UA,UA63040130010081936,UA6304013\n"
    )
    layers = Layers("places", Ground(theatre, tmp_path / "cache", (coded,)))
    (row,) = rows(layers, document("SOUTH troops shelled Bridgeton."))
    assert (row["katotth"], row["pcode"]) == ("UA63040130010081936", "UA6304013")
    (bare,) = rows(layers, document("SOUTH troops shelled Castle Hill."))
    assert "katotth" not in bare
