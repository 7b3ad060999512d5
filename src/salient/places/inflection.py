"""Ukrainian and Russian names of places brought back to the form in which gazetteers list them.

*Ізюма*, *Ізюмі*, *під Ізюмом* are *Ізюм*; *Великої Комишувахи* is *Велика Комишуваха*. The rules
are the case endings of the declensions that names of places follow, after the usual school grammars
of both languages; each gives the endings that the nominative may have. A form may come of several
nominatives; the gazetteer decides which of them are names.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache

from salient.places.scan import NameIndex

__all__ = ["InflectedNames", "is_cyrillic", "nominatives"]

_LONGEST_NAME = 3
_SHORTEST_STEM = 1
# Case ending → nominative endings. Longer endings are tried too where a shorter one fits, for
# *-ої* may end an adjective (Попасної, Попасна) and *-ї* a noun (Вікторії, Вікторія).
_ENDINGS: dict[str, tuple[str, ...]] = {
    # adjectives: feminine, neuter and masculine, Ukrainian then Russian
    "ої": ("а",), "ій": ("а", "я"), "ою": ("а",), "ьої": ("я",), "ньої": ("ня",),
    "ого": ("е", "ий", "ое", "ый", "ой"), "ому": ("е", "ий", "ое", "ый", "ой"),
    "им": ("е", "ий", "ое"), "ім": ("е", "ий", "є"), "ього": ("є", "ій"),
    "ьому": ("є", "ій"),
    "ой": ("ая", "а", "ой"), "ую": ("ая",), "ей": ("яя", "я"), "ым": ("ое", "ый"),
    "ом": ("", "о", "ое", "е"), "их": ("і", "ие"), "ых": ("ые",), "ими": ("і",), "ыми": ("ые",),
    "ской": ("ская",), "ською": ("ська",), "ському": ("ський", "ське", "ськ"),
    # first declension: Іванівка, Одеса, Кремінна, Вікторія
    "и": ("а", "и", "я"), "і": ("а", "я", "", "о", "е", "ь", "й"), "ці": ("ка",), "зі": ("га",),
    "сі": ("ха",), "у": ("а", "", "о", "е"), "ю": ("я", "ь", "й", "е", "є"), "ею": ("я", "а"),
    "єю": ("я",), "ії": ("ія",), "ію": ("ія",), "ією": ("ія",), "ии": ("ия",), "ию": ("ия",),
    "ы": ("а", "ы"), "е": ("а", "", "о", "ь"), "ке": ("ка", "к"),
    # second declension: Ізюм, Куп'янськ, Маріуполь, Дніпро, Запоріжжя
    "а": ("", "о"), "я": ("ь", "й", "я", "е", "є", "ья"), "ові": ("", "о", "ів", "ов"),
    "еві": ("ь", "й"),
    "ем": ("ь", "е", "ец", "", "ье"), "ям": ("я", "і"), "єм": ("й", "є"), "ье": ("ь",),
    # -ів, -їв and -ець, -ок change their stems
    "ова": ("ів", "ов", "ова"), "ову": ("ів", "ов", "ова"), "овом": ("ів", "ов"),
    "ове": ("ів", "ов"), "єва": ("їв", "єв"), "єву": ("їв",), "євом": ("їв",),
    "єві": ("їв",), "ева": ("їв", "ев"), "еву": ("ев",), "еве": ("ев",), "евом": ("ев",),
    "ця": ("ець",), "цю": ("ець",), "цем": ("ець",), "ца": ("ец",), "цу": ("ец",),
    "цом": ("ец",), "це": ("ець", "ец", "ка"), "ку": ("ок", "ка", "к"), "ка": ("ок", "к"),
    "ком": ("ок", "к"),
    "оля": ("іль", "оль"), "олю": ("іль", "оль"), "олем": ("іль", "оль"), "олі": ("іль", "оль"),
    "оле": ("оль",), "ору": ("ір", "ор"), "ора": ("ір", "ор"), "орі": ("ір", "ор"),
    "огу": ("іг",), "огом": ("іг",), "озі": ("іг",), "рогу": ("ріг",), "розі": ("ріг",),
    "оду": ("ід", "од"), "оді": ("ід", "од"), "роду": ("род",), "осту": ("іст", "ост"),
    "ості": ("іст", "ост"),
    # plurals: Суми, Піски, Бердичі, Пески
    "": ("и", "і", "ы"), "ам": ("и", "і", "ы"), "ами": ("и", "і", "ы"), "ах": ("и", "і", "ы"),
    "ів": ("и", "і"), "їв": ("ї",), "ов": ("ы", "и"), "ками": ("ки",), "ями": ("і",),
    "ях": ("і",), "ок": ("ки",), "ек": ("ки",), "ень": ("ні",),
    # regions: Харківщина, область, напрямок
    "щини": ("щина",), "щині": ("щина",), "щину": ("щина",), "щиною": ("щина",),
    "області": ("область",), "областю": ("область",), "области": ("область",),
    "областью": ("область",), "областей": ("область",), "областях": ("область",),
    "напрямку": ("напрямок",), "напрямком": ("напрямок",), "напряму": ("напрям",),
    "направлении": ("направление",), "направления": ("направление",),
    "направлению": ("направление",), "направлением": ("направление",),
}  # fmt: skip
# *Українські війська*: no case of a town's name ends so, not even of Українськ.
_PLURAL_ADJECTIVES = ("ські", "цькі", "зькі")
_LONGEST_ENDING = max(map(len, _ENDINGS))


def is_cyrillic(folded: str) -> bool:
    """Whether a folded word is written in Cyrillic, by its first letter."""
    return "\u0400" <= folded[:1] <= "\u04ff"


@lru_cache(maxsize=100_000)
def nominatives(folded: str) -> tuple[str, ...]:
    """Forms of which a folded Cyrillic word may be a case, the word itself first.

    Words in other scripts and words too short for a stem give themselves alone.
    """
    found = dict.fromkeys((folded,))
    if is_cyrillic(folded) and not folded.endswith(_PLURAL_ADJECTIVES):
        for length in range(min(_LONGEST_ENDING, len(folded) - _SHORTEST_STEM) + 1):
            stem = folded[: len(folded) - length]
            for ending in _ENDINGS.get(folded[len(stem) :], ()):
                found[stem + ending] = None
    return tuple(found)


def _phrases_of(words: Sequence[str]) -> Iterator[str]:
    for forms in itertools.product(*(nominatives(word) for word in words)):
        yield " ".join(forms)


class InflectedNames:
    """Gazetteers asked for a name in any case.

    `has_name` and `name_prefixes` answer for Cyrillic names only, so that it can stand behind the
    gazetteers themselves in a list of indexes.
    """

    def __init__(self, indexes: Sequence[NameIndex]) -> None:
        self._indexes = tuple(indexes)
        self._known: dict[str, tuple[str, ...]] = {}

    def names_of(self, folded: str) -> tuple[str, ...]:
        """Listed names of which `folded` is a case; the likelier reading first."""
        found = self._known.get(folded)
        if found is None:
            if len(self._known) > 50_000:
                self._known.clear()
            words = folded.split(" ")
            forms = _phrases_of(words) if len(words) <= _LONGEST_NAME else iter((folded,))
            found = self._known[folded] = tuple(form for form in forms if self._lists(form))
        return found

    def _lists(self, name: str) -> bool:
        return any(index.has_name(name) for index in self._indexes)

    def has_name(self, folded: str) -> bool:
        """Whether the folded name is a case of a listed one."""
        return is_cyrillic(folded) and len(folded) > 3 and bool(self.names_of(folded))

    def name_prefixes(self, folded: str) -> list[str]:
        """Beginnings of `folded`, of two words or three, that are cases of listed names."""
        if not is_cyrillic(folded):
            return []
        words = folded.split(" ")
        return [
            name
            for count in range(2, min(len(words), _LONGEST_NAME) + 1)
            if self.names_of(name := " ".join(words[:count]))
        ]
