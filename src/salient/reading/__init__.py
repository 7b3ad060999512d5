"""Reading: documents into claims.

The built-in reader is `EnglishReader`. What it knows of words is data, in `lexicon/`; how it finds
who says what is the package `attribution`.
"""

from salient.reading.english import EnglishReader
from salient.reading.lexicon import load_lexicon
from salient.reading.pipeline import load_pipeline

__all__ = ["EnglishReader", "load_lexicon", "load_pipeline"]
