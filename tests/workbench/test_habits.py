"""What a publisher's earlier documents name weighs when its later ones are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from salient.model import Document
from salient.workbench import Ground, Layers, Workbench
from salient.workbench.habits import earlier_claims

MakeDocument = Callable[..., Document]
NEARER, FURTHER = "geonames:1", "geonames:5"


def dated(made: Document, days: int) -> Document:
    moment = datetime(2022, 3, 10, tzinfo=UTC) + timedelta(days=days)
    return msgspec.structs.replace(made, published=moment)


def first_place(layers: Layers, documents: list[Document]) -> dict[str, object]:
    rows = [row.value for row in layers.rows_of(documents)]
    return next(row for row in rows if row["text"] == "Aford")


@pytest.fixture
def history(document: MakeDocument) -> list[Document]:
    """A paper that writes of Castle Hill day after day."""
    return [dated(document(f"Shots near Castle Hill, day {n}."), n) for n in range(20)]


def test_the_layer_of_places_minds_habits_whatever_the_order_of_its_input(
    ground: Ground, document: MakeDocument, history: list[Document]
) -> None:
    asked = dated(document("Shots near Aford."), 30)
    alone = first_place(Layers("places", ground), [asked])
    assert "habit" not in alone["candidates"][0]
    after = first_place(Layers("places", ground), [*history, asked])
    before = first_place(Layers("places", ground), [asked, *history])
    assert after == before
    scores = {c["place_id"]: c for c in after["candidates"]}
    unmoved = {c["place_id"]: c for c in alone["candidates"]}
    assert scores[NEARER]["habit"] > scores[FURTHER]["habit"] > 0
    assert scores[NEARER]["score"] > unmoved[NEARER]["score"]


def test_rows_come_in_the_order_of_the_documents(
    ground: Ground, document: MakeDocument, history: list[Document]
) -> None:
    backwards = history[::-1]
    rows = [row.value["document_id"] for row in Layers("places", ground).rows_of(backwards)]
    assert rows == [d.document_id for d in backwards]


def test_habits_can_be_left_out_and_later_documents_do_not_count(
    ground: Ground, document: MakeDocument, history: list[Document]
) -> None:
    asked = dated(document("Shots near Aford."), 30)
    alone = first_place(Layers("places", ground), [asked])
    assert first_place(Layers("places", ground, habits=False), [*history, asked]) == alone
    early = dated(asked, -1)
    assert (
        first_place(Layers("places", ground), [*history, early])["candidates"]
        == (first_place(Layers("places", ground), [early])["candidates"])
    )


def test_another_publisher_has_habits_of_its_own(
    ground: Ground, document: MakeDocument, history: list[Document]
) -> None:
    other = msgspec.structs.replace(dated(document("Shots near Aford."), 30), publisher="Other")
    row = first_place(Layers("places", ground), [*history, other])
    assert "habit" not in row["candidates"][0]


def test_a_ledger_tells_what_a_publisher_named_newest_first(
    bench: Workbench, document: MakeDocument
) -> None:
    texts = [f"SOUTH took Bridgeton on 2022-03-{n:02d}." for n in (5, 6, 7)]
    made = [dated(document(text), n) for n, text in enumerate(texts)]
    other = msgspec.structs.replace(
        document("SOUTH took Aford on 2022-03-05."), publisher=f"{made[0].publisher} Weekly"
    )
    bench.add_documents([*made, other])
    told = list(earlier_claims(bench.ledger, made[0].publisher))
    assert [moment for moment, _ in told] == [d.published for d in made[::-1]]
    assert [[p.name for p in places] for _, places in told] == [["Bridgeton"]] * 3
    assert list(earlier_claims(bench.ledger, "—")) == []


def test_adding_reads_with_the_habits_that_the_ledger_holds(
    bench: Workbench, document: MakeDocument
) -> None:
    first = dated(document("SOUTH took Bridgeton on 2022-03-05."), 0)
    bench.add_documents([first])
    seen: list[int] = []
    reader = bench.reader

    class Watching:
        name, version, languages = "watching", "1", ("en",)

        def read(self, document: Document) -> list[object]:
            habit = bench._habits.current
            seen.append(0 if habit is None else habit.total)
            return list(reader.read(document))

    bench._reader = Watching()
    bench.__dict__.pop("reader", None)
    later = [dated(document(f"SOUTH took Aford on 2022-03-0{n}."), n) for n in (6, 7)]
    bench.add_documents([*later, dated(document("SOUTH took Aford on 2022-03-01."), -5)])
    assert seen == [1, 2, 0]
