"""What speaks for and against a capitalised match being the name of a place.

Every match gets a few dozen features from its own form, its neighbours and the rest of the document;
a logistic model turns them into a probability. The weights are in `data/mention_weights.json` with
their story.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from salient.places.candidates import Candidate
from salient.places.index import SHORT
from salient.places.lexicon import Lexicon
from salient.places.scan import Match, Token

__all__ = ["DocumentView", "MentionWeights", "features_of", "mention_weights"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LOWER_WORD = re.compile(r"(?<![^\W_])[a-z][a-z]+(?![^\W_])")
_SENTENCE_END = frozenset(".!?:;\n•*|")
_OPENING = " \t\u00a0\"“”‘’'«([–—-"
_WINDOW = 48


class MentionWeights(msgspec.Struct, frozen=True, kw_only=True):
    """A logistic model of `features_of`: `weights` by feature, and where they come from.

    `fitted` were found from data, `set_by_hand` were chosen; both are added up.
    """

    story: str
    fitted: dict[str, float]
    set_by_hand: dict[str, float]

    def probability(self, features: dict[str, float]) -> float:
        """Probability that a match with these features is the name of a place."""
        score = sum(
            value * (self.fitted.get(name, 0.0) + self.set_by_hand.get(name, 0.0))
            for name, value in features.items()
        )
        return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, score))))


@cache
def mention_weights() -> MentionWeights:
    """The weights that ship."""
    path = Path(__file__).parent / "data" / "mention_weights.json"
    return msgspec.json.decode(path.read_bytes(), type=MentionWeights)


class DocumentView:
    """A text with its capitalised words and matches, and what the whole says of each word."""

    def __init__(
        self, text: str, tokens: Sequence[Token], matches: Sequence[Match], lexicon: Lexicon
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.lexicon = lexicon
        self.matched = {i for match in matches for i in range(match.first, match.last + 1)}
        self._lower: set[str] | None = None
        self.persons = self._surnames_seen()

    @property
    def lower(self) -> set[str]:
        """Words that the text writes in lower case."""
        if self._lower is None:
            self._lower = set(_LOWER_WORD.findall(self.text))
        return self._lower

    def _surnames_seen(self) -> dict[str, int]:
        """How often a word stands right behind a given name or a title."""
        seen: dict[str, int] = {}
        for left, right in zip(self.tokens, self.tokens[1:], strict=False):
            gap = self.text[left.end : right.start]
            if gap not in (" ", ". ", "\u00a0"):
                continue
            if self.is_given(left.folded) or self.lexicon.is_a(left.folded, "titles"):
                seen[right.folded] = seen.get(right.folded, 0) + 1
        return seen

    def is_given(self, word: str) -> bool:
        """Whether a folded word is a given name and not also a common word."""
        return word in self.lexicon.given and word not in self.lexicon.common

    def adjacent(self, i: int, step: int) -> Token | None:
        """The capitalised word next to token `i`, if only a space parts them."""
        j = i + step
        if not 0 <= j < len(self.tokens):
            return None
        left, right = (self.tokens[j], self.tokens[i]) if step < 0 else (
            self.tokens[i], self.tokens[j]
        )  # fmt: skip
        gap = self.text[left.end : right.start]
        initial = len(left.folded) == 1 and gap == ". "
        return self.tokens[j] if gap in (" ", "\u00a0", "  ") or initial else None

    def word_before(self, start: int) -> tuple[str, str]:
        """The word before a position, lower case, and what stands between; "" at a boundary."""
        window = self.text[max(0, start - _WINDOW) : start]
        stripped = window.rstrip(_OPENING)
        gap = window[len(stripped) :]
        found = None
        for found in _WORD.finditer(stripped[-24:]):
            pass
        if found is None or found.end() != len(stripped[-24:]):
            return "", gap
        return found.group().casefold(), gap

    def word_after(self, end: int) -> tuple[str, str]:
        """The word after a position, lower case, and what stands between."""
        window = self.text[end : end + _WINDOW]
        found = _WORD.search(window)
        if found is None:
            return "", window
        return found.group().casefold(), window[: found.start()]

    def institution_of(self, i: int) -> str:
        """The feature that a capitalised word before *of* gives the name after it, or ""."""
        if i == 0 or self.text[self.tokens[i - 1].end : self.tokens[i].start] not in (
            " of ",
            " of the ",
        ):
            return ""
        if self.lexicon.is_a(self.tokens[i - 1].folded, "institutions_of"):
            return "institution_of"
        return ""

    def starts_sentence(self, start: int) -> bool:
        """Whether a position begins a sentence, line or quotation."""
        before = self.text[max(0, start - 4) : start].rstrip(_OPENING)
        return not before or before[-1] in _SENTENCE_END


def features_of(
    view: DocumentView, match: Match, candidates: Sequence[Candidate], *, theatre: bool
) -> dict[str, float]:
    """Features of one match, by name; those that are absent count nothing."""
    features = {"bias": 1.0}
    _own_form(features, view, match)
    _neighbours(features, view, match)
    _surroundings(features, view, match)
    _candidates(features, candidates, theatre=theatre)
    return features


def _own_form(features: dict[str, float], view: DocumentView, match: Match) -> None:
    lexicon, word = view.lexicon, match.folded
    if match.last > match.first:
        features["several_words"] = 1.0
    if word in lexicon.common:
        features["common"] = 1.0
        features["common_log"] = math.log1p(lexicon.common[word]) / 5.0
    elif " " not in word and word in view.lower:
        features["lower_here"] = 1.0
    given, surname = lexicon.given.get(word), lexicon.surnames.get(word)
    if given is not None:
        features["given_name"] = 1.0 - given / 3500.0
    if surname is not None:
        features["surname"] = 1.0 - surname / 9000.0
    if len(word) <= 3:
        features["short"] = 1.0
    surface = view.text[match.start : match.end]
    if view.text[match.end : match.end + 1] == "$":
        features["currency"] = 1.0
    if surface.isupper() and len(surface) > 1:
        features["all_capitals"] = 1.0
    if view.text[match.end : match.end + 2] in ("'s", "’s", "ʼs"):
        features["possessive"] = 1.0
    if view.persons.get(word):
        features["person_here"] = 1.0


def _neighbours(features: dict[str, float], view: DocumentView, match: Match) -> None:
    lexicon = view.lexicon
    before = view.adjacent(match.first, -1)
    if before is not None and not _hidden(view, before):
        if lexicon.is_a(before.folded, "titles"):
            features["title_before"] = 1.0
        elif view.is_given(before.folded) or len(before.folded) == 1:
            features["given_before"] = 1.0
        elif match.first - 1 in view.matched:
            features["match_before"] = 1.0
        elif before.folded in lexicon.common:
            if not view.starts_sentence(before.start):
                features["common_capital_before"] = 1.0
        else:
            features["capital_before"] = 1.0
    after = view.adjacent(match.last, 1)
    if after is not None and view.text[match.end : match.end + 1] not in "'’ʼ":
        if lexicon.is_a(after.folded, "place_tails"):
            features["tail_after"] = 1.0
        elif lexicon.is_a(after.folded, "institutions"):
            features["institution_after"] = 1.0
        elif match.last + 1 in view.matched:
            features["match_after"] = 1.0
        elif after.folded in lexicon.common:
            features["common_capital_after"] = 1.0
        else:
            features["capital_after"] = 1.0
            if view.is_given(match.folded):
                features["given_then_capital"] = 1.0


def _hidden(view: DocumentView, token: Token) -> bool:
    """A capitalised word that is so only because it begins a sentence: *In Kharkiv*."""
    word = token.folded
    lexicon = view.lexicon
    return view.starts_sentence(token.start) and (
        lexicon.is_a(word, "place_prepositions") or lexicon.is_a(word, "weak_prepositions")
    )


def _surroundings(features: dict[str, float], view: DocumentView, match: Match) -> None:
    lexicon = view.lexicon
    word, gap = view.word_before(match.start)
    if word == "of" and (before := view.institution_of(match.first)):
        features[before] = 1.0
    if view.starts_sentence(match.start):
        features["sentence_start"] = 1.0
        if match.folded in lexicon.common:
            features["common_at_start"] = 1.0
    elif not gap.strip() and word:
        if lexicon.is_a(word, "place_prepositions"):
            features["preposition"] = 1.0
        elif lexicon.is_a(word, "weak_prepositions"):
            features[f"weak_{word}"] = 1.0
        elif lexicon.is_a(word, "titles"):
            features["title_word_before"] = 1.0
    word, gap = view.word_after(match.end)
    if gap == " ":
        if lexicon.is_a(word, "powers"):
            features["power_after"] = 1.0
        if lexicon.is_a(word, "speaking"):
            features["speaking_after"] = 1.0
        elif lexicon.is_a(word, "place_tails"):
            features["tail_word_after"] = 1.0
    nearby = view.text[match.end : match.end + 3]
    if nearby[:2] == ", " and match.last + 1 in view.matched:
        if view.tokens[match.last + 1].start == match.end + 2:
            features["comma_match_after"] = 1.0
    if match.first - 1 in view.matched:
        between = view.text[view.tokens[match.first - 1].end : match.start]
        if between == ", ":
            features["comma_match_before"] = 1.0
    if nearby[:1] in ("-", "‑") and nearby[1:2].isupper():
        features["hyphen_after"] = 1.0
    elif nearby[:1] in ("-", "‑") and nearby[1:2].islower():
        features["hyphen_word_after"] = 1.0
    if view.text[match.start - 1 : match.start] in ("-", "‑") and match.start > 1:
        features["hyphen_before"] = 1.0


def _candidates(
    features: dict[str, float], candidates: Sequence[Candidate], *, theatre: bool
) -> None:
    people = max((c.place.population for c in candidates), default=0)
    features["population"] = math.log10(people + 1) / 7.0
    if people >= 100_000:
        features["city"] = 1.0
    if people >= 1_000_000:
        features["large_city"] = 1.0
    if features.keys().isdisjoint(_DOUBTFUL):
        features["only_a_place"] = 1.0
        features["only_a_place_population"] = math.log10(people + 1) / 7.0
    if "common" in features and people < 200_000:
        features["common_and_small"] = 1.0
    codes = {c.place.feature_code for c in candidates}
    if "power_after" in features and "PPLC" in codes:
        features["capital_as_power"] = 1.0
    if "PCLI" in codes:
        features["country"] = 1.0
    elif "PPLC" in codes:
        features["capital"] = 1.0
    elif "ADM1" in codes:
        features["first_division"] = 1.0
    elif codes <= {"ADM2"}:
        features["second_division"] = 1.0
    elif not codes & {"PPL", "PPLA", "PPLA2", None}:
        features["feature"] = 1.0
    if candidates and all(c.name_class == SHORT for c in candidates):
        features["abbreviation"] = 1.0
    if min((c.name_class for c in candidates), default=0) > 0:
        features["alternate"] = 1.0
    if theatre:
        if any(c.layer == 0 for c in candidates):
            features["theatre"] = 1.0
        if any(c.layer == 0 and c.place.kind in _NAMED_BY_THEATRE for c in candidates):
            features["theatre_region"] = 1.0


_DOUBTFUL = frozenset({"common", "given_name", "surname", "lower_here", "short", "person_here"})
_NAMED_BY_THEATRE = frozenset({"region", "river", "axis"})
