"""Texts as the search sees them: words folded and cut to their stems, the same on every backend.

Folding drops case, apostrophes, stress marks and the diacritics of Latin letters, and takes `ё` for
`е` and `ґ` for `г`. English words are cut by the Snowball stemmer (Porter's second). Ukrainian and
Russian words are cut by one set of rules, stated below: it takes off the endings of declension and
conjugation of both languages, so that a word need not say which of the two it is. Words of other
scripts stay whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from snowballstemmer.english_stemmer import EnglishStemmer

__all__ = ["METHOD", "Word", "folded", "spans", "stem", "stems", "words"]

METHOD = "1"
"""Counts up when texts come to be cut otherwise, so that an older index is made anew."""

LONGEST = 60
"""Characters of a word that count; nobody looks for more, and indexes have their limits."""

_APOSTROPHES = "'’ʼ‘`′ʹ"
_WORD = re.compile(rf"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f{_APOSTROPHES}][^\W_]+)*")
_DROPPED = str.maketrans(dict.fromkeys(_APOSTROPHES, None))
_CYRILLIC = str.maketrans({"ё": "е", "ґ": "г"})
_SHORTEST_STEM = 3


class Word(NamedTuple):
    """One word of a text: its stem, and the code points `start` to `end` that hold it."""

    stem: str
    start: int
    end: int


def words(text: str, initials: frozenset[str] | None = None) -> Iterator[Word]:
    """Give the words of `text` in order.

    With `initials`, only those that can have a stem which begins with one of them.
    """
    for found in _WORD.finditer(text):
        word = found.group()
        if initials is not None and word[0].lower() not in initials and word.isascii():
            continue
        cut = stem(word)
        if cut:
            yield Word(cut, found.start(), found.end())


def spans(text: str) -> list[tuple[int, int]]:
    """Give the code points of every word of `text`, of those without a stem too, in order."""
    return [found.span() for found in _WORD.finditer(text)]


def stems(text: str) -> str:
    """Give the stems of the words of `text`, in order, with a space between them."""
    return " ".join(filter(None, map(stem, _WORD.findall(text))))


def folded(word: str) -> str:
    """Fold one word without cutting it."""
    plain = word.casefold()
    if plain.isascii():
        return plain.translate(_DROPPED)[:LONGEST]
    kept = []
    for char in unicodedata.normalize("NFC", plain.translate(_DROPPED)):
        if "\u0400" <= char <= "\u04ff":
            kept.append(char)
        else:
            parts = unicodedata.normalize("NFKD", char)
            kept.append("".join(c for c in parts if c.isalnum()))
    return "".join(kept).casefold().translate(_CYRILLIC)[:LONGEST]


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Fold one word and cut it to its stem; empty if nothing of it is a letter or a digit."""
    if word[-2:] in _POSSESSIVE:
        word = word[:-2]
    plain = folded(word)
    if plain.isascii():
        return _english(plain) if plain.isalpha() else plain
    if all("\u0400" <= char <= "\u04ff" for char in plain):
        return _slavic(plain)
    return plain


_POSSESSIVE = frozenset(f"{mark}{s}" for mark in _APOSTROPHES for s in "sS")


def _english(word: str) -> str:
    # The stemmer keeps its word in itself, so each call has one of its own.
    cut: str = EnglishStemmer().stemWord(word)
    return cut


_REFLEXIVE = ("ся", "сь")
_ENDINGS = frozenset(
    # verbs in -овать, -увати and their forms
    "овать овал овала овали овало ует уют уешь уем увати ував увала ували увало ує ують уємо уючи "
    "уя уйте "
    # other verbs
    "ать ять ить еть ати яти ити іти ал ала али ало ял яла яли яло ил ила или ило "
    "ел ела ели ело ив ає яє ают яют ають яють ает яет ит ят ут ют ить уть ють имо емо ємо аем яем "
    # adjectives
    "ого его ому ему ыми ими іми ый ий ій ой ая яя ое ее ые ие ых их іх ым им ім ую юю ою ею єю ої "
    # nouns
    "ами ями ах ях ам ям ом ем єм ов ев ів їв єв ей єй ия ию ии ией иям иях иями ія ію ії ією іям "
    "іях іями ья ью ье ьи ьев ьям ьях ья а я о е є и і ї ы у ю ь й ові еві єві".split()
)
_LONGEST_ENDING = max(map(len, _ENDINGS))
_FAMILY = ("ов", "ев", "ів", "їв", "єв")


def _slavic(word: str) -> str:
    """Take off a reflexive particle, the longest ending of the list, and -ов with its kin.

    The last makes *Харків* and *Харкова*, *остров* and *острова* meet. At least three letters stay.
    """
    if word.endswith(_REFLEXIVE) and len(word) >= _SHORTEST_STEM + 4:
        word = word[:-2]
    for length in range(min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM), 0, -1):
        if word[-length:] in _ENDINGS:
            word = word[:-length]
            break
    if word.endswith(_FAMILY) and len(word) >= _SHORTEST_STEM + 2:
        word = word[:-2]
    if word.endswith("ь") and len(word) > _SHORTEST_STEM:
        word = word[:-1]
    return word
