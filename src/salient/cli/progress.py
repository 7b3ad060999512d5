"""Progress of long work: a bar when a person watches, plain lines when not."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

import click

if TYPE_CHECKING:
    from tqdm import tqdm

__all__ = ["Progress"]

_DELAY_S = 2.0
_LINE_EVERY_S = 30.0


class Progress:
    """Counts what is done, on standard error; says nothing of work that ends within two seconds."""

    def __init__(self, doing: str, unit: str) -> None:
        self._doing, self._unit = doing, unit
        self._bar = _bar(doing, unit) if sys.stderr.isatty() else None
        self._count = 0
        self._next_line = time.monotonic() + _LINE_EVERY_S

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def step(self, count: int = 1) -> None:
        """Tell that `count` more are done."""
        self._count += count
        if self._bar is not None:
            self._bar.update(count)
        elif time.monotonic() >= self._next_line:
            click.echo(f"{self._doing}: {self._count} {self._unit}", err=True)
            self._next_line = time.monotonic() + _LINE_EVERY_S


def _bar(doing: str, unit: str) -> tqdm[NoReturn]:
    from tqdm import tqdm

    return tqdm(desc=doing, unit=f" {unit}", delay=_DELAY_S, leave=False)
