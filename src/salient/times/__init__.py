"""From a text and the day it was published to the intervals of days that it names."""

from salient.times.edtf import to_edtf
from salient.times.find import find_times
from salient.times.lexicon import languages

__all__ = ["find_times", "languages", "to_edtf"]
