"""Names brought to one form, so that spellings of one name meet.

Two forms are made. `fold` keeps the letters and drops what carries no difference in practice: case,
apostrophes and soft signs, hyphens, diacritics of Latin letters, stress marks, full stops.
`sound_key` goes on to a rough common form of Ukrainian, Russian and their transliterations, in
which *Lysychansk* and *Lisichansk*, *Izium* and *Izyum*, *Popasna* and *Popasnaya*, *Kharkiv* and
*Харьков* are equal. The first is exact enough to index by; the second is a way of guessing and its
hits count for less.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

__all__ = ["FIRST_WORDS", "fold", "romanised", "scripts_of", "slips_of", "sound_key"]

_DROPPED = "'’‘ʼʹʺ′″`´ʻˈ״׳.,()[]\"“”„«»!?*·"
_SPACED = "-‐‑‒–—―−/\\_\u00a0\u2009\u202f\t\n\r"
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h",
    "ə": "e", "ŋ": "n", "ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه",
    "ک": "ك", "ی": "ي",
}  # fmt: skip
_TABLE = str.maketrans({**dict.fromkeys(_DROPPED, ""), **dict.fromkeys(_SPACED, " "), **_LETTERS})
_LATIN = frozenset({"LATIN"})
# Texts name the same few places, and write the same few words around them, again and again.
_REMEMBERED = 16_384
# Words that GeoNames and texts abbreviate at the head of a name.
FIRST_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


@lru_cache(maxsize=_REMEMBERED)
def fold(name: str) -> str:
    """The form of `name` under which it is indexed and looked up.

    Case, apostrophes and soft-sign marks, full stops, commas and brackets go; hyphens and slashes
    become spaces; Latin letters lose their diacritics, Cyrillic ones their stress marks, Arabic
    ones their vowel signs and variants of alef; a leading *Saint*, *Mount* or *Fort* becomes its
    abbreviation. Folding twice changes nothing.
    """
    text = name.casefold().translate(_TABLE)
    if not text.isascii():
        text = _without_marks(text)
    words = text.split()
    if len(words) > 1 and words[0] in FIRST_WORDS:
        words[0] = FIRST_WORDS[words[0]]
    return " ".join(words)


def _without_marks(text: str) -> str:
    """`text` without combining marks, but with й and ї, which are letters of their own."""
    parts = []
    for char in unicodedata.normalize("NFC", text):
        if "\u0400" <= char <= "\u04ff":
            parts.append(char)
            continue
        plain = unicodedata.normalize("NFKD", char)
        parts.append("".join(c for c in plain if not unicodedata.combining(c)))
    return "".join(parts).casefold().translate(_TABLE)


def scripts_of(name: str) -> frozenset[str]:
    """Scripts of the letters in `name`, by the first word of their Unicode names (`LATIN` …)."""
    if name.isascii():
        return _LATIN if any(char.isalpha() for char in name) else frozenset()
    return frozenset(_script_of(char) for char in set(name) if char.isalpha())


@cache
def _script_of(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").split()[0]


# Ukraine's official romanisation (Cabinet of Ministers, resolution 55 of 2010), and for letters
# that only Russian has the nearest in it.
_ROMAN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh",
        "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n",
        "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
        "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "ъ": "", "ы": "y",
        "э": "e", "ё": "e",
    }
)  # fmt: skip
_ROMAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def romanised(folded: str) -> str:
    """A folded Cyrillic word in Latin letters, by Ukraine's official table; others unchanged."""
    return (_ROMAN_FIRST.get(folded[:1], folded[:1]) + folded[1:]).translate(_ROMAN)


_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "h", "д": "d", "е": "e", "є": "e", "ж": "z",
        "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n",
        "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c",
        "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
        "ў": "v",
    }
)  # fmt: skip
# Rules in the order in which they are applied; each merges ways of writing one sound, or the
# Ukrainian and the Russian form of one ending or stem.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # digraphs of English, Polish, German and French transliteration
        (r"shch|schtsch|stch|sch|sh|sz", "s"),
        (r"tsch|tch|ch|cz|ts|tz", "c"),
        (r"zh", "z"),
        (r"kh|gh|g", "h"),
        (r"ou", "u"),
        (r"w", "v"),
        (r"x", "ks"),
        # softened vowels: iu, yu, ju and their like
        (r"[yij]u", "u"),
        (r"[yij]a", "a"),
        (r"[yij]e|[yj]o", "e"),
        (r"[yj]", "i"),
        # doubled letters
        (r"(.)\1+", r"\1"),
        # stems that differ between Ukrainian and Russian
        (r"\boleks", "aleks"),
        (r"\bolen", "elen"),
        (r"mikol", "nikol"),
        (r"mikit", "nikit"),
        (r"volodimir", "vladimir"),
        (r"vuhl|vuhil", "uhl"),
        (r"vovc", "volc"),
        (r"dovh", "dolh"),
        (r"zovt", "zelt"),
        (r"kaman", "kamen"),
        (r"slovan", "slavan"),
        (r"\bhirs", "hors"),
        (r"\bpid", "pod"),
        (r"zaporiz", "zaporoz"),
        (r"pil\b", "pol"),
        (r"hirk", "hork"),
        # endings: -ivka and -ovka, -iv and -ov, -ske and -skoye, -ne and -noye, -eve and -ovo
        (r"[oei]+vk", "ovk"),
        (r"[oei]+v\b", "ov"),
        (r"[oei]+v[oe]\b", "ove"),
        (r"oe\b", "e"),
        (r"[oi]+i\b", "i"),
        # Ukrainian i for Russian e
        (r"i", "e"),
        (r"(.)\1+", r"\1"),
    )
)


def sound_key(folded: str) -> str:
    """A rough common form of a folded East Slavic name in either alphabet; "" for others.

    The rules are stated above, in order. Names in other scripts than Latin and Cyrillic give "",
    as do names of fewer than four sounds, which would meet by chance.
    """
    text = folded.translate(_CYRILLIC)
    if not text.isascii() or not text.replace(" ", "").isalpha():
        return ""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text if len(text) >= 4 else ""


_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def slips_of(folded: str) -> list[str]:
    """Words from which one slip of a writer makes `folded`, which is in Latin letters; each once.

    A slip leaves out, adds or mistakes a letter, or swaps two; the first letter is always right.
    The method is P. Norvig's ("How to Write a Spelling Corrector", 2007).
    """
    parts = [(folded[:i], folded[i:]) for i in range(1, len(folded) + 1)]
    slips = [a + b[1:] for a, b in parts if b]
    slips += [a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1]
    slips += [a + other + b[1:] for a, b in parts if b for other in _ALPHABET]
    slips += [a + other + b for a, b in parts for other in _ALPHABET]
    return [slip for slip in dict.fromkeys(slips) if slip != folded]
