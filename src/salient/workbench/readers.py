"""Readers by name: the two that ship, and those that other packages bring."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, cast

from salient.errors import UsageError
from salient.model import ClaimReader
from salient.theatre import Theatre

if TYPE_CHECKING:
    from salient.places import Geoparser

__all__ = ["GROUP", "Options", "make_reader", "reader_names"]

GROUP = "salient.readers"
"""Entry points of this group name what other packages bring: callables as `Making`."""

KEY = "SALIENT_LLM_KEY"
"""Environment variable that holds the key of a language model's endpoint."""

Options = Mapping[str, str]
"""A reader's own options, as the user gave them."""

Making = Callable[["Theatre", "Geoparser", Options], ClaimReader]


def _english(theatre: Theatre, geoparser: Geoparser, options: Options) -> ClaimReader:
    from pathlib import Path

    from salient.reading import EnglishReader

    _check("english", options, ("pipeline", "lexicon"))
    lexicon = options.get("lexicon")
    return EnglishReader(
        theatre,
        geoparser,
        pipeline=options.get("pipeline"),
        lexicon=None if lexicon is None else Path(lexicon),
    )


def _language_model(theatre: Theatre, geoparser: Geoparser, options: Options) -> ClaimReader:
    from salient.reading.language_model import HttpEndpoint, LanguageModelReader

    _check("llm", options, ("endpoint", "model", "timeout", "attempts"))
    missing = [name for name in ("endpoint", "model") if not options.get(name)]
    if missing:
        raise UsageError(
            f"the reader llm needs to know its {' and '.join(missing)}; give them as "
            "--reader-option endpoint=http://127.0.0.1:8080/v1 --reader-option model=NAME"
        )
    endpoint = HttpEndpoint(
        options["endpoint"],
        options["model"],
        key=os.environ.get(KEY),
        timeout=_number(options, "timeout", 120.0),
        attempts=int(_number(options, "attempts", 3)),
    )
    return LanguageModelReader(theatre, geoparser, endpoint)


_SHIPPED: Mapping[str, Making] = {"english": _english, "llm": _language_model}


def _check(reader: str, options: Options, known: tuple[str, ...]) -> None:
    for name in options:
        if name not in known:
            raise UsageError(
                f"the reader {reader} has no option {name!r}; it has {', '.join(known)}"
            )


def _number(options: Options, name: str, default: float) -> float:
    given = options.get(name)
    if given is None:
        return default
    try:
        return float(given)
    except ValueError:
        raise UsageError(f"{name}={given!r} is no number; give one such as {default:g}") from None


def reader_names() -> list[str]:
    """Names by which `make_reader` knows a reader: those that ship, then those installed."""
    brought = sorted({entry.name for entry in entry_points(group=GROUP)} - set(_SHIPPED))
    return [*_SHIPPED, *brought]


def make_reader(
    name: str, theatre: Theatre, geoparser: Geoparser, options: Options | None = None
) -> ClaimReader:
    """Make the reader of this name for a theatre.

    `english` takes the options `pipeline` (an installed spaCy pipeline) and `lexicon` (a folder);
    `llm` takes `endpoint`, `model`, `timeout` (seconds) and `attempts`, and its key from the
    environment variable SALIENT_LLM_KEY. A package adds readers by entry points of the group
    `salient.readers`: callables that take the theatre, the geoparser and the options.

    Raises:
        UsageError: there is no such reader, or it cannot be made with these options.

    """
    making = _SHIPPED.get(name) or _brought(name)
    if making is None:
        raise UsageError(f"there is no reader {name!r}; there are {', '.join(reader_names())}")
    return making(theatre, geoparser, options or {})


def _brought(name: str) -> Making | None:
    for entry in entry_points(group=GROUP):
        if entry.name == name:
            made: object = entry.load()
            if not callable(made):
                raise UsageError(
                    f"the reader {name!r} of {entry.value} cannot be made; an entry point of "
                    f"{GROUP} must be callable with a theatre, a geoparser and options"
                )
            return cast("Making", made)
    return None
