"""The built-in reader under the suite that plug-ins run."""

from __future__ import annotations

from reading_cases import made_up_reader

from salient.model import ClaimReader
from salient.testing import ReaderConformance

READER = made_up_reader()


class TestEnglishReader(ReaderConformance):
    text = (
        "The General Staff said that Russian forces shelled Orlivka on 12 May. Ukrainian troops "
        "did not leave Vasylivka, and may advance toward Zelene.\n\nFighting goes on near Borivka."
    )

    def make_reader(self) -> ClaimReader:
        return READER
