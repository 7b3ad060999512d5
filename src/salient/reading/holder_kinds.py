"""What kind a holder is of that no theatre lists, by the words of its name."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache

from salient.reading.attribution import shipped_reporting_lexicon
from salient.reading.lemmas import lemma_of
from salient.reading.sentences import fold

__all__ = ["AFTER", "OFFICIAL", "ORGANISATION", "kind_of", "name_key", "name_part"]

OFFICIAL = frozenset(
    "governor minister president chancellor spokesman spokeswoman spokesperson mayor "
    "head chief chairman "
    "commander adviser advisor secretary ambassador general colonel major deputy "
    "official prosecutor "
    "director commissioner captain lieutenant sergeant founder negotiator ombudsperson spox "
    "ombudsman officer admiral envoy senator prime lawmaker chairperson representative "
    "leader secretary-general undersecretary archbishop deputy".split()
)
ORGANISATION = frozenset(
    "ministry staff command council administration service institute agency department office army "
    "government intelligence organization organisation commission directorate headquarters center "
    "centre committee police authority kremlin parliament embassy group union nato isw "
    "bank company "
    "operator party military force forces".split()
)
_MEDIA = frozenset(
    "newspaper outlet channel media agency journal times post news tv radio magazine daily".split()
)
_ANONYMOUS = frozenset(
    "expert analyst official source resident milblogger blogger user observer eyewitness "
    "witness local "
    "correspondent author they people civilian soldier serviceman account commentator journalist "
    "subscriber refugee side who troop expert citizen reporter woman man pilot mother fighter "
    "convict prisoner volunteer driver survivor veteran villager".split()
)


_KINDS = (
    (_ANONYMOUS, "anonymous"),
    (ORGANISATION, "organisation"),
    (_MEDIA, "media"),
)
AFTER = frozenset("of in for at from to about on with by".split())
_CALLINGS = frozenset("magnate activist historian economist oligarch banker lawyer".split())
_BODIES = frozenset(
    "international guard navy defense defence borders republic mission front fleet corps "
    "brigade regiment battalion division team court fund bureau energy federation oblast region "
    "world analysis report".split()
)
"""Last words of names that are no person's."""
_SEATS = frozenset(
    "moscow kyiv kiev washington london paris berlin brussels ankara tehran damascus baghdad minsk "
    "warsaw beijing pentagon kremlin britain france germany turkey poland belarus china israel "
    "ukraine russia syria iraq iran mariupol kherson kharkiv odesa".split()
)
"""Places that stand for those who govern there."""


_DETERMINERS = frozenset(
    "the a an another some several many multiple various other certain one two three these those "
    "few".split()
)
_NAMES = 4_096
"""Names of holders that are kept with what is known of them: a text names few, and often."""


def kind_of(name: str, sided: Container[str], groups: Container[str]) -> str:
    """The kind of a holder that the theatre does not list, by the words of its name.

    sided: words that mean a side of the theatre: its adjectives, names and forces, in lower case.
    groups: plural names of people of a side (*Russians*), in lower case.
    """
    words = [lemma_of(w, "NOUN") for w in name_key(name).split()]
    if not words:
        return "unspecified"
    if len(words) == 1:
        return _kind_of_word(name, words[0], sided, groups)
    if _titled(name, words):
        return "official"
    cut = next((n for n, word in enumerate(words) if n and word in AFTER), len(words))
    last = words[cut - 1]
    for words_of_kind, kind in _KINDS:
        if last in words_of_kind:
            return kind
    if _named_person(name.split(), words):
        return "person"
    if words[-1] in OFFICIAL and words[-2:] != ["general", "general"]:
        return "official"
    if last in _ANONYMOUS or (words[0] == "unnamed" or words[0] == "anonymous"):
        return "anonymous"
    if any(w in OFFICIAL for w in _without_staff(words)):
        return "official"
    if any(w in ORGANISATION or w in _BODIES for w in words):
        return "organisation"
    if any(w in _MEDIA for w in words):
        return "media"
    return _kind_of_name(name, words, sided)


def _kind_of_name(name: str, words: Sequence[str], sided: Container[str]) -> str:
    """The kind of a name without a word that tells it: a person's, if it is spelt like one."""
    parts = name.split()
    spelt = 1 < len(words) <= 4 and all(name_part(p) for p in parts)
    other = any(p.isupper() for p in parts) or any(w in sided for w in words)
    if name[:1].isupper() and spelt and not other:
        return "person"
    return "organisation" if name[:1].isupper() or name[:1].isdigit() else "anonymous"


def _kind_of_word(name: str, word: str, sided: Container[str], groups: Container[str]) -> str:
    """The kind of a holder of one word: a surname, unless it is some other kind of name."""
    for words_of_kind, kind in (*_KINDS, (OFFICIAL, "official")):
        if word in words_of_kind:
            return kind
    bare = name.strip(" .,:;\"'()")
    low = name_key(bare)
    if not bare[:1].isupper():
        return "anonymous"
    if bare.isupper() or any(c.isdigit() or c == "." for c in bare):
        return "organisation"
    if word in shipped_reporting_lexicon().people or (word != low and low in groups):
        return "anonymous"
    place = word in _SEATS or word in _BODIES or word in sided
    return "organisation" if place else "person"


def name_part(word: str) -> bool:
    """Whether a word can be part of a person's name: *Haider*, *al-Abadi*."""
    return word[:1].isupper() or word.partition("-")[2][:1].isupper()


def _without_staff(words: Sequence[str]) -> list[str]:
    """The words without *general* where it is a staff's."""
    staffs = _staffs(words)
    return [w for n, w in enumerate(words) if n not in staffs]


def _titled(name: str, words: Sequence[str]) -> bool:
    """Whether a name in full stands after an office: *… Forces Commander Colonel General X Y*."""
    full = name.split()
    if len(full) != len(words) or not all(name_part(w) for w in full[-2:]):
        return False
    offices = [n for n, w in enumerate(words) if w in OFFICIAL and n not in _staffs(words)]
    return (
        bool(offices)
        and 1 <= len(words) - 1 - offices[-1] <= 2
        and not any(
            w in ORGANISATION or w in _BODIES or w in _MEDIA for w in words[offices[-1] + 1 :]
        )
    )


def _named_person(full: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a full name stands after a role that is no office: *captured pilot X Y*."""
    if len(full) != len(words) or len(full) < 3 or not all(name_part(w) for w in full[-2:]):
        return False
    if any(w in ORGANISATION or w in _BODIES or w in _MEDIA for w in words[-2:]):
        return False
    return words[-3] in _ANONYMOUS or words[-3] in _CALLINGS


def _staffs(words: Sequence[str]) -> set[int]:
    return {n for n, w in enumerate(words[:-1]) if w == "general" and words[n + 1] == "staff"}


@lru_cache(maxsize=_NAMES)
def name_key(name: str) -> str:
    """A name as it is looked up: folded, in lower case, without article, marks or possessive."""
    folded = fold(name).lower().replace("'s ", " ").strip(" .,:;\"'()")
    words = folded.split()
    while len(words) > 1 and words[0] in _DETERMINERS:
        words = words[1:]
    return " ".join(words)
