"""The files of an assessment in a folder."""

from __future__ import annotations

from pathlib import Path

import msgspec

from salient.assessment.exports import claims_jsonl, control_geojson
from salient.assessment.markdown import render_markdown
from salient.assessment.page import render_html
from salient.assessment.pressmap import render_map
from salient.assessment.report import Assessment
from salient.errors import OutputError

__all__ = ["FILES", "write_assessment"]

FILES = ("assessment.md", "assessment.html", "map.png", "control.geojson", "claims.jsonl")


def write_assessment(assessment: Assessment, folder: Path) -> tuple[Path, ...]:
    """Write the five files of an assessment, named `FILES`, and return their paths in that order.

    The folder is made where it is missing; files of those names in it are replaced. Raises
    `OutputError` where the folder cannot be made or a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"the folder {folder} cannot be made ({error.strerror or error}); give --out a "
            "folder in a place where you may write"
        ) from error
    contents = (
        render_markdown(assessment).encode(),
        render_html(assessment).encode(),
        render_map(assessment),
        msgspec.json.encode(control_geojson(assessment)) + b"\n",
        claims_jsonl(assessment).encode(),
    )
    paths = tuple(folder / name for name in FILES)
    for path, content in zip(paths, contents, strict=True):
        try:
            path.write_bytes(content)
        except OSError as error:
            raise OutputError(
                f"{path} cannot be written ({error.strerror or error}); give --out a folder "
                "where you may write, or free the file"
            ) from error
    return paths
