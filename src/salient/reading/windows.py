"""Mentions of a text, handed out sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from salient.model import PlaceMention, TimeMention

__all__ = ["Window"]

Mention = TypeVar("Mention", PlaceMention, TimeMention)


def _start(mention: PlaceMention | TimeMention) -> int:
    return mention.start if mention.start is not None else -1


class Window(Generic[Mention]):
    """Mentions in the order of a text, found by span."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions: list[Mention] = sorted(mentions, key=_start)
        self._at = 0

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions that begin from `start` to before `end`; spans must be asked in order."""
        mentions = self._mentions
        while self._at < len(mentions) and _start(mentions[self._at]) < start:
            self._at += 1
        stop = self._at
        while stop < len(mentions) and _start(mentions[stop]) < end:
            stop += 1
        return tuple(mentions[self._at : stop])
