"""The lexicon of a language: event frames, factuality operators, word lists.

Everything here is data that an analyst can read and edit: `en/events/*.frames`, one file an event
type; `en/operators.txt`; `en/nouns.txt`. A folder of the same layout adds to or overrides them.
"""

from salient.reading.lexicon.frames import Frame, Need, load_frames
from salient.reading.lexicon.lexicon import Lexicon, load_lexicon
from salient.reading.lexicon.operators import Operator, load_operators

__all__ = ["Frame", "Lexicon", "Need", "Operator", "load_frames", "load_lexicon", "load_operators"]
