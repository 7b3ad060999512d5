"""Mentions and speech acts of a text, handed out sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from salient.model import PlaceMention, TimeMention
from salient.reading.attribution import SpeechAct

__all__ = ["ActWindow", "Window"]

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


class ActWindow:
    """Speech acts by the words that they reach, so that a sentence need not ask all of them."""

    def __init__(self, acts: Sequence[SpeechAct]) -> None:
        self._acts = acts
        self._spans = sorted(
            (start, end, n)
            for n, act in enumerate(acts)
            for start, end in (*act.content, *act.beyond)
        )
        self._at = 0
        self._open: list[tuple[int, int]] = []

    def within(self, start: int, end: int) -> tuple[SpeechAct, ...]:
        """Acts that reach words from `start` to `end`, in order; ask for spans in order."""
        while self._at < len(self._spans) and self._spans[self._at][0] < end:
            _, stop, n = self._spans[self._at]
            self._open.append((stop, n))
            self._at += 1
        self._open = [(stop, n) for stop, n in self._open if stop > start]
        return tuple(self._acts[n] for n in sorted({n for _, n in self._open}))
