"""Texts as runs of word stems, for comparing wordings in English, Russian and Ukrainian."""

from __future__ import annotations

import re
from array import array

__all__ = ["Wordings"]

_LINK = re.compile(r"\]\([^)\s]*\)|https?://\S+|www\.\S+|@\w+")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*")
_FOLD = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "`": "'", "ґ": "г"})
STEM = 5
"""Letters of a word that count: long enough to tell words apart, short enough for endings."""
_PLAIN = frozenset(
    # English
    "the and for was were are has have had not but that this with from its their his her they "
    "them who which what when where will would can could been being into over after also than "
    "then there these those our your you she him out about more most all any some such only "
    "other one two said says say according during while because "
    # Russian
    "что как это для или при все они она оно его еще так уже был была было были быть нет над "
    "под без чем том тем кто где когда если после перед более также которые который которая "
    "которых этого наши наш нас вам вас мы вы ты их ее из на по от до за не же бы ли из-за то "
    # Ukrainian
    "що як цей ця це для або при всі вони вона воно його ще так вже був була було були бути "
    "немає над під без чим тим хто де коли якщо після перед більше також які який яка яких "
    "цього наші нас вам вас та й із від до за не же би чи зі її їх".split()
)


class _Numbers(dict[str, int]):
    """A number for each stem, handed out in the order of meeting; -1 for what tells nothing."""

    def __init__(self) -> None:
        self._stems: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        folded = word.translate(_FOLD)
        telling = folded[0].isdigit() or (len(folded) > 2 and folded not in _PLAIN)
        stem = folded if folded[0].isdigit() else folded.partition("'")[0][:STEM]
        number = self._stems.setdefault(stem, len(self._stems)) if telling and stem else -1
        self[word] = number
        return number

    def count(self) -> int:
        return len(self._stems)


class Wordings:
    """Turns texts into stems, as numbers that hold within one instance."""

    def __init__(self) -> None:
        self._numbers = _Numbers()

    def __len__(self) -> int:
        return self._numbers.count()

    def stems(self, text: str) -> array[int]:
        """Return the telling words of a text in order, each as the number of its stem.

        Links, account names and words that any text holds are left out.
        """
        numbers = self._numbers
        words = _WORD.findall(_LINK.sub(" ", text).lower())
        return array("q", [n for word in words if (n := numbers[word]) >= 0])
