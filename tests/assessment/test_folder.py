from __future__ import annotations

import os
from pathlib import Path

import pytest

from salient.assessment import Assessment, write_assessment
from salient.assessment.folder import FILES
from salient.errors import OutputError


def test_the_five_files_are_written_and_named(island: Assessment, tmp_path: Path) -> None:
    paths = write_assessment(island, tmp_path / "deep" / "folder")
    assert tuple(path.name for path in paths) == FILES
    assert all(path.is_file() for path in paths)
    assert (tmp_path / "deep" / "folder" / "map.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_writing_again_gives_the_same_bytes(island: Assessment, tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_assessment(island, tmp_path / "a")]
    second = [path.read_bytes() for path in write_assessment(island, tmp_path / "b")]
    assert first == second


def test_a_folder_that_cannot_be_made_is_named_with_the_mend(
    island: Assessment, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    wording = r"the folder .*file/out cannot be made \(.*\); give --out a folder in a place where"
    with pytest.raises(OutputError, match=wording):
        write_assessment(island, tmp_path / "file" / "out")


def test_a_file_that_cannot_be_written_is_named_with_the_mend(
    island: Assessment, tmp_path: Path
) -> None:
    (tmp_path / "assessment.md").mkdir()
    with pytest.raises(OutputError, match=r"assessment\.md cannot be written \(.*\); give --out"):
        write_assessment(island, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_folder_is_named_with_the_mend(island: Assessment, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match=r"cannot be written \(Permission denied\)"):
        write_assessment(island, tmp_path)
