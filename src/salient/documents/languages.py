"""In which language a text is."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

__all__ = ["UNDETERMINED", "identify_language", "normalise_language", "written_in_script_of"]

UNDETERMINED = "und"

# Languages in which wars are reported on, by script; a guess is made among these alone, since a
# village's name in a short English text looks like Slovene or Estonian to a model of 140.
_LANGUAGES_OF_SCRIPT = {
    "latin": frozenset(
        {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "ro", "hu", "tr", "sv"}
    ),
    "cyrillic": frozenset({"uk", "ru", "be", "bg"}),
    "arabic": frozenset({"ar", "fa", "ur", "ps"}),
    "hebrew": frozenset({"he"}),
    "greek": frozenset({"el"}),
    "armenian": frozenset({"hy"}),
    "georgian": frozenset({"ka"}),
    "ethiopic": frozenset({"am"}),
    "devanagari": frozenset({"hi"}),
    "hangul": frozenset({"ko"}),
    "kana": frozenset({"ja"}),
    "han": frozenset({"zh", "ja"}),
}
_SCRIPT_RANGES = (
    ("latin", 0x41, 0x24F),
    ("greek", 0x370, 0x3FF),
    ("cyrillic", 0x400, 0x52F),
    ("armenian", 0x530, 0x58F),
    ("hebrew", 0x590, 0x5FF),
    ("arabic", 0x600, 0x77F),
    ("devanagari", 0x900, 0x97F),
    ("georgian", 0x10A0, 0x10FF),
    ("hangul", 0x1100, 0x11FF),
    ("ethiopic", 0x1200, 0x137F),
    ("latin", 0x1E00, 0x1EFF),
    ("kana", 0x3040, 0x30FF),
    ("han", 0x4E00, 0x9FFF),
    ("hangul", 0xAC00, 0xD7AF),
)
_SCRIPT_OF_LANGUAGE = {
    language: script for script, languages in _LANGUAGES_OF_SCRIPT.items() for language in languages
}
_USUAL_MISTAKES = {"ua": "uk", "eng": "en", "ukr": "uk", "rus": "ru", "deu": "de", "fra": "fr",
                   "pol": "pl", "spa": "es", "ara": "ar", "iw": "he"}  # fmt: skip

_LINKS = re.compile(r"(?:https?://|www\.|@)\S+")
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z0-9]+)*")

# On 7,591 reports of known language 94 % of the texts got an answer above this confidence, and
# 0.2 % of the answers were wrong; below 20 letters, half of the answers are withheld or wrong.
MIN_CONFIDENCE = 0.5
MIN_LETTERS = 20
_SAMPLE = 4000


def normalise_language(code: str | None) -> str | None:
    """Return a language code as two or three small letters (`en-GB` is `en`), or None."""
    found = _CODE.fullmatch((code or "").strip().lower())
    if found is None or found[1] == UNDETERMINED:
        return None
    return _USUAL_MISTAKES.get(found[1], found[1])


def written_in_script_of(text: str, language: str) -> bool:
    """Whether `text` is mostly in the script of `language`; true where that is not known.

    A page's template often declares a language that its article is not in.
    """
    expected = _SCRIPT_OF_LANGUAGE.get(language)
    script = _main_script(text[:_SAMPLE])[0]
    return expected is None or script is None or language in _LANGUAGES_OF_SCRIPT[script]


def identify_language(text: str) -> str:
    """Return the language of a text by its script and py3langid's model, `und` where unsure.

    It is unsure below 20 letters (links not counted), unless the script has one language only.
    """
    sample = _LINKS.sub(" ", text[:_SAMPLE])
    script, letters = _main_script(sample)
    if script is None:
        return UNDETERMINED
    candidates = _LANGUAGES_OF_SCRIPT[script]
    if len(candidates) == 1:
        return next(iter(candidates))
    if letters < MIN_LETTERS:
        return UNDETERMINED
    ranked = [(code, share) for code, share in _identifier().rank(sample) if code in candidates]
    code, share = ranked[0]
    return code if share >= MIN_CONFIDENCE * sum(part for _, part in ranked) else UNDETERMINED


def _main_script(text: str) -> tuple[str | None, int]:
    """Return the script of most letters, and how many letters there are in all."""
    counts: Counter[str] = Counter()
    for char, count in Counter(filter(str.isalpha, text)).items():
        counts[_script_of(ord(char))] += count
    letters = counts.total()
    counts.pop("other", None)
    return (counts.most_common(1)[0][0] if counts else None), letters


def _script_of(code_point: int) -> str:
    for script, first, last in _SCRIPT_RANGES:
        if first <= code_point <= last:
            return script
    return "other"


@cache
def _identifier() -> LanguageIdentifier:
    """Return the model. Unpacking it takes a second, so the first text in need of it pays."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
