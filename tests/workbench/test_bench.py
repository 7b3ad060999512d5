"""The workbench over a small war: adding, estimating, asking why, as known when."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import salient
from salient.control import ControlSettings
from salient.errors import GazetteerError, LedgerError, UsageError
from salient.model import Document, Estimate
from salient.theatre import Theatre
from salient.workbench import Workbench

BRIDGETON = "geonames:2"


def estimate(bench: Workbench, day: str, **asked: Any) -> Estimate:
    series = bench.control(on=day, places=[BRIDGETON], **asked).series
    return next(series.estimates(date.fromisoformat(day)))


# -- adding --------------------------------------------------------------------------------


def test_adding_again_changes_nothing(bench: Workbench, document) -> None:
    reports = [document("SOUTH took Bridgeton on 2022-03-05."), document("All quiet.")]
    first = bench.add_documents(reports)
    before = bench.control(on="2022-03-12").to_csv()
    second = bench.add_documents(reports)
    assert (first.report.added, first.report.claims) == (2, 1)
    assert (second.report.added, second.report.unchanged, second.report.claims) == (0, 2, 0)
    assert bench.control(on="2022-03-12").to_csv() == before
    assert len(bench.claims()) == 1


def test_files_folders_and_names_of_nothing_are_added_or_named(
    bench: Workbench, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.json").write_text(
        '{"text": "SOUTH took Aford on 2022-03-05.", "published": "2022-03-06", "publisher": "X"}'
    )
    (folder / "empty.txt").touch()
    summary = bench.add([folder, tmp_path / "nothing.txt"])
    assert summary.report.added == 1
    assert [(r.reason, Path(r.source).name) for r in summary.refused] == [
        ("not-found", "nothing.txt"),
        ("empty", "empty.txt"),
    ]
    assert [r.reason for r in bench.ledger.rejections()] == ["not-found", "empty"]


# -- as known when -------------------------------------------------------------------------


@pytest.fixture
def late(bench: Workbench, document) -> Workbench:
    """SOUTH took Bridgeton on 5 March, as was first said on 12 March."""
    bench.add_documents([document("SOUTH took Bridgeton on 2022-03-05.", "2022-03-12")])
    return bench


def south(bench: Workbench, day: str, **asked: Any) -> float:
    return estimate(bench, day, **asked).probabilities["SOUTH"]


SILENT = {"known_by": "2022-03-11"}
"""With this nothing has been said yet."""


def test_a_claim_counts_from_its_event_whenever_it_was_published(late: Workbench) -> None:
    silent = south(late, "2022-03-05", **SILENT)
    assert south(late, "2022-03-05") > 1.2 * silent
    before = south(late, "2022-03-04", **SILENT)
    assert south(late, "2022-03-04") == pytest.approx(before, rel=0.05)


def test_a_claim_published_later_does_not_move_an_earlier_day_as_known(late: Workbench) -> None:
    assert estimate(late, "2022-03-11", as_known=True).claims == ()
    assert south(late, "2022-03-11", as_known=True) == south(late, "2022-03-11", **SILENT)
    assert south(late, "2022-03-12", as_known=True) > 1.2 * south(late, "2022-03-12", **SILENT)


def test_known_by_leaves_out_what_was_published_later(late: Workbench) -> None:
    assert estimate(late, "2022-03-10", **SILENT).claims == ()
    assert south(late, "2022-03-10", known_by="2022-03-12") == south(late, "2022-03-10")
    assert estimate(late, "2022-03-20", as_known=True, **SILENT).claims == ()


def test_days_asked_together_are_what_they_are_alone(late: Workbench) -> None:
    days = ("2022-03-09", "2022-03-10", "2022-03-11", "2022-03-12", "2022-03-13")
    for as_known in (False, True):
        together = late.control(first=days[0], last=days[-1], as_known=as_known).rows()
        alone = [row for d in days for row in late.control(on=d, as_known=as_known).rows()]
        assert list(together) == alone


# -- why -----------------------------------------------------------------------------------


@pytest.mark.parametrize("as_known", [False, True])
def test_the_prior_and_the_weights_add_up_to_the_log_odds(
    bench: Workbench, document, as_known: bool
) -> None:
    texts = ["SOUTH took Bridgeton on 2022-03-05.", "NORTH took Bridgeton on 2022-03-07."]
    bench.add_documents([document(t, f"2022-03-{9 + i:02}") for i, t in enumerate(texts)])
    answer = bench.why("Bridgeton", "2022-03-14", as_known=as_known)
    explained = answer.explanation
    total = explained.prior + explained.tenure + sum(w.weight for w in explained.weights)
    assert total == pytest.approx(explained.log_odds, abs=1e-6)
    assert {w.claim_id for w in explained.weights} == set(answer.claims)
    record = answer.record()
    told = record["prior"] + record["tenure"] + sum(r["weight"] for r in record["claims"])
    assert told == pytest.approx(record["log_odds"], abs=1e-4)


def test_why_gives_the_estimate_that_control_gives(late: Workbench) -> None:
    asked = late.why("Bridgeton", "2022-03-10").estimate
    assert asked == estimate(late, "2022-03-10")
    assert late.why("Bridgeton", "2022-03-10", as_known=True).claims == {}


def test_of_namesakes_the_most_populous_is_meant_and_the_others_are_told(bench: Workbench) -> None:
    answer = bench.why("Aford", "2022-03-02")
    assert answer.place.place_id == "geonames:1"
    assert [p.place_id for p in answer.namesakes] == ["geonames:5"]
    assert bench.why("geonames:5", "2022-03-02").namesakes == ()


# -- claims --------------------------------------------------------------------------------


def test_claims_are_limited_by_place_and_days_of_publication(bench: Workbench, document) -> None:
    bench.add_documents([
        document("SOUTH took Bridgeton on 2022-03-05.", "2022-03-06"),
        document("SOUTH took Aford on 2022-03-08.", "2022-03-09"),
    ])  # fmt: skip
    assert [c.places[0].name for c in bench.claims()] == ["Bridgeton", "Aford"]
    assert [c.places[0].name for c in bench.claims(place="Aford")] == ["Aford"]
    assert [c.places[0].name for c in bench.claims(known_by="2022-03-08")] == ["Bridgeton"]
    assert [c.places[0].name for c in bench.claims(published_from="2022-03-09")] == ["Aford"]


# -- what cannot be ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked", [{}, {"on": "2022-03-02", "first": "2022-03-01"}, {"first": "2022-03-01"}]
)
def test_days_are_one_or_a_first_and_a_last(bench: Workbench, asked: dict[str, str]) -> None:
    with pytest.raises(
        UsageError, match="give one day \\(on\\), or the first and the last of several"
    ):
        bench.control(**asked)


def test_a_day_before_the_first_is_refused_with_the_first(bench: Workbench) -> None:
    words = (
        "2022-02-28 lies before 2022-03-01, the first day of the theatre border; ask for that day"
    )
    for ask in (
        lambda: bench.control(on="2022-02-28"),
        lambda: bench.control(first="2022-02-28", last="2022-03-05"),
        lambda: bench.why("Aford", "2022-02-28"),
        lambda: bench.assess("2022-02-28"),
    ):
        with pytest.raises(UsageError, match=words):
            ask()


def test_an_unknown_place_is_refused_with_names_like_it(bench: Workbench) -> None:
    with pytest.raises(
        UsageError,
        match=r"'Bridgetown' is no settlement of the theatre border \(names like it: Bridgeton\); "
        r"give a name as its gazetteer has it, or an id such as geonames:706483",
    ):
        bench.why("Bridgetown", "2022-03-02")


def test_a_missing_gazetteer_is_found_before_a_ledger_is_made(
    theatre: Theatre, tmp_path: Path
) -> None:
    with pytest.raises(
        GazetteerError, match=r"there is no gazetteer at nowhere\.csv; give a GeoNames"
    ):
        salient.open(tmp_path / "new.db", theatre, gazetteers=["nowhere.csv"])
    assert not (tmp_path / "new.db").exists()


def test_a_ledger_is_not_made_where_none_is_wanted(theatre: Theatre, tmp_path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(LedgerError, match="no ledger at"):
            salient.open(tmp_path / "new.db", theatre, **options)
    assert not (tmp_path / "new.db").exists()


def test_the_example_of_the_package_works(
    theatre: Theatre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with salient.open("war.db", theatre=theatre.folder) as bench:
        frame = bench.control(on="2022-03-02").to_pandas()
    assert list(frame["name"]) == ["Aford", "Bridgeton", "Castle Hill", "Dale, Upper", "Aford"]
    with pytest.raises(LedgerError, match="has been closed"):
        bench.claims()


def test_documents_may_come_from_anywhere(bench: Workbench, document) -> None:
    made: Document = document("SOUTH took Aford on 2022-03-05.")
    bench.add_documents(iter([made]))
    assert bench.ledger.document(made.document_id) == made


def test_what_would_be_without_a_source_or_a_claim(late: Workbench) -> None:
    plain = late.why("Bridgeton", "2022-03-06")
    (claim_id,) = {w.claim_id for w in plain.explanation.weights}
    source = plain.claims[claim_id].document.publisher
    silent = estimate(late, "2022-03-06", **SILENT).probabilities
    for asked in ({"without_claims": [claim_id]}, {"without_sources": [source.upper()]}):
        answer = late.why("Bridgeton", "2022-03-06", **asked)
        assert answer.estimate == plain.estimate
        assert answer.without is not None
        assert answer.without.probabilities == pytest.approx(silent)
        assert answer.record()["without"]["left_out"] == list(answer.left_out)
    assert plain.without is None


def test_a_source_that_says_nothing_cannot_be_left_out(late: Workbench) -> None:
    with pytest.raises(UsageError, match="no claim is held by 'Nobody' or has that id"):
        late.why("Bridgeton", "2022-03-06", without_sources=["Nobody"])


def test_the_constants_of_a_workbench_are_those_it_was_given(late: Workbench) -> None:
    plain = south(late, "2022-03-06")
    late.settings = ControlSettings(families={"gain": 1e-7})
    assert south(late, "2022-03-06") == pytest.approx(south(late, "2022-03-06", **SILENT), abs=1e-4)
    assert plain > south(late, "2022-03-06")
