"""What inputs stand for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from salient.documents import DocumentDefaults
from salient.errors import UsageError
from salient.model import Document, Rejected
from salient.workbench import Workbench, documents_in

RECORD = b'{"text": "All quiet.", "published": "2022-03-05", "publisher": "X"}'
NOTHING = DocumentDefaults()


def test_standard_input_is_the_stream_given() -> None:
    (found,) = documents_in(["-"], NOTHING, stdin=io.BytesIO(RECORD))
    assert isinstance(found, Document)


def test_standard_input_that_is_closed_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="standard input is closed; give files, or open it"):
        next(documents_in([tmp_path / "none.txt", "-"], NOTHING))


def test_names_of_nothing_come_first_and_the_rest_follows(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(RECORD)
    refused, found = documents_in([tmp_path, tmp_path / "none.txt"], NOTHING)
    assert isinstance(refused, Rejected)
    assert isinstance(found, Document)


def test_a_ledger_among_its_reports_is_passed_over(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(RECORD)
    assert (tmp_path / "war.db").exists()
    summary = bench.add([tmp_path])
    assert summary.refused == ()
    assert summary.report.added == 1
