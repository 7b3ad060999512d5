"""Readers by name."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from salient.errors import UsageError
from salient.model import Document, Rejected
from salient.testing import Reply, ScriptedEndpoint
from salient.workbench import Ground, Workbench, readers
from salient.workbench.readers import make_reader, reader_names


def brought_reader(theatre, geoparser, options):
    class Brought:
        name = "brought"
        version = options["version"]
        languages = ()

        def read(self, document):
            return []

    return Brought()


@pytest.fixture
def brought(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        EntryPoint("telegraphese", f"{__name__}:brought_reader", readers.GROUP),
        EntryPoint("nothing", "salient:__version__", readers.GROUP),
    ]
    monkeypatch.setattr(readers, "entry_points", lambda group: entries)


def test_a_package_brings_a_reader_by_an_entry_point(
    ground: Ground, brought: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EntryPoint, "load", lambda self: brought_reader)
    made = make_reader("telegraphese", ground.theatre, ground.geoparser, {"version": "7"})
    assert (made.name, made.version) == ("brought", "7")
    assert reader_names() == ["english", "llm", "nothing", "telegraphese"]


def test_an_entry_point_that_makes_nothing_is_named(ground: Ground, brought: None) -> None:
    with pytest.raises(UsageError, match="'nothing' of salient:__version__ cannot be made"):
        make_reader("nothing", ground.theatre, ground.geoparser)


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("telepathy", {}, "there is no reader 'telepathy'; there are english, llm"),
        ("english", {"model": "x"}, "english has no option 'model'; it has pipeline, lexicon"),
        ("english", {"lexicon": "no-such-folder"}, "no lexicon folder no-such-folder"),
        ("llm", {}, "needs to know its endpoint and model; give them as --reader-option endpoint="),
        ("llm", {"endpoint": "http://x", "model": "m", "timeout": "long"}, "'long' is no number"),
    ],
)
def test_a_reader_that_cannot_be_made_says_what_is_allowed(
    ground: Ground, name: str, options: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        make_reader(name, ground.theatre, ground.geoparser, options)


def test_a_pipeline_that_is_not_installed_is_named_when_it_is_needed(
    ground: Ground, document
) -> None:
    reader = make_reader(
        "english", ground.theatre, ground.geoparser, {"pipeline": "no_such_pipeline"}
    )
    with pytest.raises(UsageError, match="no_such_pipeline"):
        reader.read(document("SOUTH troops seized Aford on 5 March."))


def test_a_document_without_an_answer_is_left_for_the_next_run(
    bench: Workbench, document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(readers.KEY, "secret")
    down = [True]

    def script(body):
        return Reply(status=503) if down[0] else Reply()

    one: Document = document("SOUTH took Aford on 2022-03-05.", language="uk")
    with ScriptedEndpoint(script) as server:
        options = {"endpoint": server.url, "model": "made-up", "attempts": "1"}
        bench.read_with("llm", options)
        first = bench.add_documents([one])
        down[0] = False
        second = bench.add_documents([one])
    assert [r.reason for r in first.refused] == ["no-answer"]
    assert (first.report.added, second.report.added) == (0, 1)
    assert second.refused == ()
    assert server.keys == ["Bearer secret"] * 2
    assert bench.reader.version == "1.0+made-up"


def test_the_ledger_file_never_holds_the_key(
    bench: Workbench, document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(readers.KEY, "s3cret-key")
    with ScriptedEndpoint(lambda body: Reply("nonsense")) as server:
        bench.read_with("llm", {"endpoint": server.url, "model": "made-up"})
        bench.add_documents([document("SOUTH took Aford on 2022-03-05.")])
    rejections = list(bench.ledger.rejections())
    assert [r.reason for r in rejections if isinstance(r, Rejected)] == ["answer-unreadable"]
    assert "s3cret-key" not in str(rejections)
