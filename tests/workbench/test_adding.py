"""Adding: what is new is read, what is known is not, what cannot be used is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from salient.errors import EndpointError
from salient.model import Rejected
from salient.workbench import Workbench, adding

REFUSED = Rejected(stage="documents", reason="empty", detail="a.txt: is empty", source="a.txt")


def test_a_document_is_read_once_by_one_reader(bench: Workbench, document) -> None:
    one = document("SOUTH took Aford on 2022-03-05.", document_id="doc-1")
    edited = document("SOUTH took Bridgeton on 2022-03-05.", document_id="doc-1")
    bench.add_documents([one])
    bench.add_documents([one])
    summary = bench.add_documents([edited])
    assert bench.reader.read_ids == ["doc-1", "doc-1"]
    assert summary.report.new_versions == 1
    assert [c.places[0].name for c in bench.claims()] == ["Bridgeton"]


def test_other_languages_are_kept_counted_and_not_read(bench: Workbench, document) -> None:
    other = document("Все спокійно.", language="uk")
    short = document("SOUTH took Aford on 2022-03-05.", language="und")
    summary = bench.add_documents([other, short])
    assert summary.unread == {"uk": 1}
    assert summary.refused == ()
    assert bench.reader.read_ids == [short.document_id]
    assert bench.ledger.document(other.document_id) == other
    assert [(r.stage, r.reason) for r in bench.ledger.rejections()] == [("reading", "language")]


def test_what_a_reader_refuses_is_kept(bench: Workbench, document) -> None:
    summary = bench.add_documents([document("This is nonsense.")])
    assert summary.report.rejections == 1
    assert [r.detail for r in bench.ledger.rejections()] == ["is nonsense"]


def test_a_reader_that_breaks_off_costs_the_claims_of_one_document(
    bench: Workbench, document, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = bench.reader.read

    def breaks(one):
        if "bad" in one.text:
            raise KeyError("no such\nword")
        return read(one)

    monkeypatch.setattr(bench.reader, "read", breaks)
    bad, good = document("Something bad."), document("SOUTH took Aford on 2022-03-05.")
    summary = bench.add_documents([bad, good])
    (refused,) = summary.refused
    assert list(bench.ledger.rejections()) == [refused]
    assert (refused.stage, refused.reason) == ("reading", "reader-broke-off")
    assert refused.source == bad.document_id
    assert refused.detail.startswith("the reader plain 1 broke off with KeyError: 'no such")
    assert "the document is kept, and is read anew by the next version" in refused.detail
    assert refused.detail.endswith(f"whose fingerprint is {bad.fingerprint}")
    assert bench.ledger.document(bad.document_id) == bad
    assert [c.document.document_id for c in bench.claims()] == [good.document_id]
    again = bench.add_documents([bad, good])
    assert (again.report.unchanged, again.refused) == (2, ())


def test_what_is_raised_on_purpose_and_a_stop_by_hand_end_the_run(
    bench: Workbench, document, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error in (EndpointError("nobody answers"), MemoryError(), KeyboardInterrupt()):

        def breaks(_, error=error):
            raise error

        monkeypatch.setattr(bench.reader, "read", breaks)
        with pytest.raises(type(error)):
            bench.add_documents([document("One.")])
    assert list(bench.ledger.documents()) == []


def test_a_reader_that_answers_with_what_is_no_list_is_refused(
    bench: Workbench, document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench.reader, "read", lambda _: None)
    (refused,) = bench.add_documents([document("One.")]).refused
    assert "TypeError" in refused.detail


def test_refused_inputs_are_listed_and_the_rest_goes_on(bench: Workbench, document) -> None:
    summary = bench.add_documents([REFUSED, document("SOUTH took Aford on 2022-03-05."), REFUSED])
    assert summary.refused == (REFUSED, REFUSED)
    assert summary.report.added == 1


def test_each_item_is_heard_of_once_in_order_across_batches(
    bench: Workbench, document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "BATCH", 2)
    items = [document("One."), REFUSED, document("Two."), document("One."), document("Three.")]
    heard: list[object] = []
    summary = bench.add_documents(items, heard=heard.append)
    assert heard == items
    assert (summary.report.added, summary.report.unchanged) == (3, 1)


def test_a_run_that_breaks_off_keeps_its_whole_batches(
    bench: Workbench, document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "BATCH", 2)

    def broken():
        yield from (document("One."), document("Two."), document("Three."))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bench.add_documents(broken())
    assert sorted(d.text for d in bench.ledger.documents()) == ["One.", "Two."]
    again = bench.add_documents([document("One."), document("Two."), document("Three.")])
    assert (again.report.added, again.report.unchanged) == (1, 2)


def test_the_time_of_recording_can_be_given(bench: Workbench, document) -> None:
    moment = datetime(2022, 3, 11, tzinfo=UTC)
    bench.add_documents([document("One.")], now=moment)
    assert bench.ledger.stats().last_recorded == moment
