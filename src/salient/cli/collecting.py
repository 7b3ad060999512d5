"""How often the process looks for garbage that reference counts do not free."""

from __future__ import annotations

import gc

__all__ = ["collect_rarely"]

NEW_OBJECTS, OF_NEW, OF_OLDER = 100_000, 20, 50
"""Objects made and not yet freed before the newest are looked through; how many such looks before
the older, and the oldest, are."""


def collect_rarely() -> None:
    """Set the collector for a process that holds much and makes little garbage in cycles.

    A gazetteer and a pipeline are some million objects that stay, and a document read leaves some
    thousand: looking as often as Python does by default takes 8 % of reading's time, looking this
    rarely 8 MB.
    """
    gc.set_threshold(NEW_OBJECTS, OF_NEW, OF_OLDER)
