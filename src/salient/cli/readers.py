"""Options that choose what reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["reader_options"]

F = TypeVar("F", bound=Callable[..., Any])


def _pairs(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for value in values:
        name, equals, given = value.partition("=")
        if not equals or not name:
            raise click.BadParameter(
                f"{value!r} is no option of a reader; give NAME=VALUE", ctx=context, param=parameter
            )
        pairs[name] = given
    return pairs


def reader_options(command: F) -> F:
    """Options `reader` and `reader_options` for commands that read claims."""
    for option in (
        click.option("--reader-option", "reader_options", multiple=True, metavar="NAME=VALUE",
                     callback=_pairs,
                     help="Something that the reader wants to know; may be given several times. "
                     "english: pipeline, lexicon. llm: endpoint, model, timeout, attempts."),
        click.option("--reader", default="english", show_default=True, metavar="NAME",
                     help="What reads the claims: english, llm (a language model behind an "
                     "OpenAI-compatible endpoint), or one that another package brings."),
    ):  # fmt: skip
        command = option(command)
    return command
