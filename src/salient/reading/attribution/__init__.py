"""Attribution: who says what, nested to any depth.

The door is `find_speech_acts`. Rules read the parse; where the parse fails, the order of words and
the quotation marks stand in for it. The words are data: `salient/reading/lexicon/<language>/`.
"""

from salient.reading.attribution.acts import ATTITUDES, HOLDING, SpeechAct
from salient.reading.attribution.find import find_speech_acts
from salient.reading.attribution.lexicon import (
    ReportingLexicon,
    load_reporting_lexicon,
    shipped_reporting_lexicon,
)

__all__ = [
    "ATTITUDES",
    "HOLDING",
    "ReportingLexicon",
    "SpeechAct",
    "find_speech_acts",
    "load_reporting_lexicon",
    "shipped_reporting_lexicon",
]
