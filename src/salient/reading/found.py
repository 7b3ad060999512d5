"""All that the reader knows of one event, before it becomes a claim."""

from __future__ import annotations

from typing import NamedTuple

from salient.model import TimeMention
from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.factuality import Standing
from salient.reading.holders import Voice
from salient.reading.parties import PartyFinder

__all__ = ["Found"]


class Found(NamedTuple):
    """All that the reader knows of one event, before it becomes a claim."""

    trigger: Trigger
    finder: PartyFinder
    places: tuple[Anchored, ...]
    time: TimeMention | None
    standing: Standing
    voice: Voice
