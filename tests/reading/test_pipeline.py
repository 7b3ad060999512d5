from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from salient.errors import UsageError
from salient.reading import load_pipeline


def test_the_shipped_pipeline_tags_and_parses() -> None:
    pipeline = load_pipeline()
    assert {"morphologizer", "parser"} <= set(pipeline.pipe_names)
    doc = pipeline("The troops left the city.")
    assert [(t.text, t.pos_, t.dep_) for t in doc][1:3] == [
        ("troops", "NOUN", "nsubj"),
        ("left", "VERB", "ROOT"),
    ]


def test_a_pipeline_is_loaded_once() -> None:
    assert load_pipeline() is load_pipeline()


def test_the_shipped_pipeline_stays_under_20_megabytes() -> None:
    import salient.reading

    folder = Path(salient.reading.__file__).parent / "data"
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    assert size < 20_000_000


def test_a_pipeline_that_is_not_installed_is_refused() -> None:
    with pytest.raises(UsageError) as raised:
        load_pipeline("en_core_nowhere")
    assert str(raised.value) == (
        "no spaCy pipeline 'en_core_nowhere' is installed; leave the name out to use the one "
        "that ships"
    )


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.to_disk(tmp_path / "blank")
    name = str(tmp_path / "blank")
    with pytest.raises(UsageError) as raised:
        load_pipeline(name)
    assert str(raised.value) == (
        f"the spaCy pipeline {name!r} has no parser (it has sentencizer); name one with "
        "Universal Dependencies labels, or leave the name out"
    )


def test_a_folder_that_holds_no_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no spaCy pipeline"):
        load_pipeline(str(tmp_path))
