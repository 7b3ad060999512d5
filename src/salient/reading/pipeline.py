"""The English language pipeline: parts of speech and dependencies.

The one that ships was trained by `training/english` on freely licensed treebanks. Any installed
spaCy pipeline with Universal Dependencies labels can stand in for it by name.
"""

from __future__ import annotations

import warnings
from functools import cache
from importlib.resources import as_file, files

import spacy
from spacy.language import Language

from salient.errors import UsageError

__all__ = ["PIPELINE_VERSION", "load_pipeline"]

PIPELINE_VERSION = "en-1"


@cache
def load_pipeline(name: str | None = None) -> Language:
    """The pipeline that ships, or the installed spaCy pipeline `name`.

    Raises:
        UsageError: no pipeline of that name is installed, or it has no parser.

    """
    if name is None:
        with (
            as_file(files("salient.reading") / "data" / "english") as folder,
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore", UserWarning)
            return spacy.load(folder)
    try:
        pipeline = spacy.load(name)
    except OSError as error:
        raise UsageError(
            f"no spaCy pipeline {name!r} is installed; leave the name out to use the one that ships"
        ) from error
    if "parser" not in pipeline.pipe_names:
        raise UsageError(
            f"the spaCy pipeline {name!r} has no parser (it has {', '.join(pipeline.pipe_names)}); "
            "name one with Universal Dependencies labels, or leave the name out"
        )
    return pipeline
