"""What speaks for and against a capitalised match being the name of a place.

Every match gets a few dozen features from its own form, its neighbours, the rest of the document
and its candidates; a logistic model turns them into a probability. The weights are in
`data/mention_weights.json` with their story.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from salient.places.candidates import INFLECTED, OTHER_NAME, Candidate
from salient.places.index import PRIMARY, SHORT
from salient.places.inflection import is_cyrillic
from salient.places.scan import Match
from salient.places.view import DocumentView

__all__ = ["MentionWeights", "features_of", "mention_weights"]

_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,14})?\s*(?:\([A-Z][\w/ ]+\)\s*)?(?:-{1,2}|–|—)\s")
_HYPHENS = ("-", "‑")
# With none of these features a name is hardly anything but a place.
_DOUBTFUL = frozenset({"common", "given_name", "surname", "lower_here", "short", "person_here"})
_NAMED_BY_THEATRE = frozenset({"region", "river", "axis"})
# Below this many people a Cyrillic word that begins a sentence is rather a common word.
_KNOWN_PEOPLE = 10_000
_ADJECTIVE_ENDINGS = (
    "ські", "ська", "ської", "ській", "ську", "ською", "ський", "ського", "ському", "ським",
    "ських", "ськими", "ская", "ской", "скую", "ский", "ского", "скому", "ским", "ских", "скими",
    "ские",
)  # fmt: skip
_SETTLEMENT_CODES = frozenset({"PPL", "PPLA", "PPLA2", None})


class MentionWeights(msgspec.Struct, frozen=True, kw_only=True):
    """A logistic model of `features_of`: weights by feature, and where they come from.

    `fitted` were found from data, `set_by_hand` were chosen; both are added up.
    """

    story: str
    fitted: dict[str, float]
    set_by_hand: dict[str, float]

    def probability(self, features: dict[str, float]) -> float:
        """Probability that a match with these features is the name of a place."""
        fitted, by_hand = self.fitted, self.set_by_hand
        score = 0.0
        for name, value in features.items():
            score += value * (fitted.get(name, 0.0) + by_hand.get(name, 0.0))
        return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, score))))


@cache
def mention_weights() -> MentionWeights:
    """The weights that ship."""
    path = Path(__file__).parent / "data" / "mention_weights.json"
    return msgspec.json.decode(path.read_bytes(), type=MentionWeights)


def features_of(
    view: DocumentView, match: Match, candidates: Sequence[Candidate], *, theatre: bool
) -> dict[str, float]:
    """Features of one match, by name; those that are absent count nothing.

    With `theatre` it counts which of the candidates are the theatre's own.
    """
    features = {"bias": 1.0}
    _own_form(features, view, match)
    features.update(dict.fromkeys(_before(view, match), 1.0))
    features.update(dict.fromkeys(_after(view, match), 1.0))
    features.update(dict.fromkeys(_words_around(features, view, match), 1.0))
    features.update(dict.fromkeys(_punctuation(view, match), 1.0))
    _people(features, candidates)
    features.update(dict.fromkeys(_kinds(features, candidates), 1.0))
    if theatre:
        features.update(dict.fromkeys(_theatre(candidates), 1.0))
    if is_cyrillic(match.folded):
        features.update(dict.fromkeys(_cyrillic(view, match, candidates, theatre), 1.0))
    return features


def _cyrillic(
    view: DocumentView, match: Match, candidates: Sequence[Candidate], theatre: bool
) -> Iterator[str]:
    """Features of Cyrillic words, of which the English lists know nothing.

    At the beginning of a sentence many a common word is also some village's name or a case of one.
    """
    inflected = all(c.name_class in (INFLECTED, OTHER_NAME) for c in candidates)
    small = max((c.place.population for c in candidates), default=0) < _KNOWN_PEOPLE
    single = match.first == match.last
    starts = view.starts_sentence(match.start) and match.folded not in view.inside
    if single and starts and small and (inflected or not theatre):
        yield "cyrillic_start"
    if single and match.folded.endswith(_ADJECTIVE_ENDINGS):
        word, gap = view.word_after(match.end)
        if gap == " " and view.text[match.end + 1].islower() and len(word) > 3:
            yield "adjective_use" if inflected else "adjective_like"


def _own_form(features: dict[str, float], view: DocumentView, match: Match) -> None:
    lexicon, word = view.lexicon, match.folded
    if match.last > match.first:
        features["several_words"] = 1.0
    if word in lexicon.common:
        features["common"] = 1.0
        features["common_log"] = math.log1p(lexicon.common[word]) / 5.0
    elif word in view.lower:
        features["lower_here"] = 1.0
    given, surname = lexicon.given_rank(word), lexicon.surnames.get(word)
    if given is not None:
        features["given_name"] = 1.0 - given / 3500.0
    if surname is not None:
        features["surname"] = 1.0 - surname / 9000.0
    if len(word) <= 3:
        features["short"] = 1.0
    if word in view.persons:
        features["person_here"] = 1.0


def _before(view: DocumentView, match: Match) -> Iterator[str]:
    """Features of the capitalised word right before."""
    before = view.adjacent(match.first, -1)
    if before is None or view.is_capital_by_place(before):
        return
    lexicon = view.lexicon
    if lexicon.is_a(before.folded, "parties"):
        yield "institution_of"
    elif lexicon.is_a(before.folded, "titles"):
        yield "title_before"
    elif view.is_given(before.folded) or len(before.folded) == 1:
        yield "given_before"
    elif match.first - 1 in view.matched:
        yield "match_before"
    elif before.folded not in lexicon.common:
        yield "capital_before"
    elif not view.starts_sentence(before.start):
        yield "common_capital_before"


def _after(view: DocumentView, match: Match) -> Iterator[str]:
    """Features of the capitalised word right after."""
    after = view.adjacent(match.last, 1)
    if after is None or view.text[match.end : match.end + 1] in "'’ʼ":
        return
    lexicon = view.lexicon
    if lexicon.is_a(after.folded, "streets"):
        yield "street_after"
    elif lexicon.is_a(after.folded, "place_tails"):
        yield "tail_after"
    elif lexicon.is_a(after.folded, "institutions"):
        yield "institution_after"
    elif match.last + 1 in view.matched:
        yield "match_after"
    elif after.folded in lexicon.common:
        yield "common_capital_after"
    else:
        yield "capital_after"
        if view.is_given(match.folded):
            yield "given_then_capital"


def _words_around(features: dict[str, float], view: DocumentView, match: Match) -> Iterator[str]:
    """Features of the nearest words, whatever their case."""
    lexicon = view.lexicon
    word, gap = view.word_before(match.start)
    if view.starts_sentence(match.start):
        yield "sentence_start"
        if "common" in features:
            yield "common_at_start"
    elif word and not gap.strip():
        if lexicon.is_a(word, "place_prepositions"):
            yield "preposition"
        elif lexicon.is_a(word, "weak_prepositions"):
            yield f"weak_{word}"
        elif lexicon.is_a(word, "titles"):
            yield "title_word_before"
    if word == "of" and view.stands_for_institution(match.first):
        yield "institution_of"
    word, gap = view.word_after(match.end)
    if gap == " ":
        for kind, name in _WORDS_AFTER:
            if lexicon.is_a(word, kind):
                yield name


_WORDS_AFTER = (
    ("powers", "power_after"),
    ("agreements", "institution_after"),
    ("speaking", "speaking_after"),
    ("place_tails", "tail_word_after"),
)


def _punctuation(view: DocumentView, match: Match) -> Iterator[str]:
    """Features of the case and the marks about the match."""
    text, start, end = view.text, match.start, match.end
    surface = text[start:end]
    if surface.isupper() and len(surface) > 1:
        yield "all_capitals"
        if view.starts_sentence(start) and _DATELINE.match(text, end):
            yield "dateline"
    if text[end : end + 2] in ("'s", "’s", "ʼs"):
        yield "possessive"
    behind = text[end : end + 2]
    if behind[:1] == "$":
        yield "currency"
    after, before = match.last + 1, match.first - 1
    if after in view.matched and text[end : view.tokens[after].start] == ", ":
        yield "comma_match_after"
    if before in view.matched and text[view.tokens[before].end : start] == ", ":
        yield "comma_match_before"
    chained = behind[:1] in _HYPHENS and start > 1 and text[start - 1] in _HYPHENS
    if chained and after in view.matched and before in view.matched:
        # The middle of a line: *the A-B-C highway*.
        return
    if behind[:1] in _HYPHENS:
        yield "hyphen_after" if behind[1:].isupper() else "hyphen_word_after"
    if start > 1 and text[start - 1] in _HYPHENS:
        yield "hyphen_before"


def _people(features: dict[str, float], candidates: Sequence[Candidate]) -> None:
    """How many people live in the largest candidate."""
    people = max((c.place.population for c in candidates), default=0)
    features["population"] = math.log10(people + 1) / 7.0
    if people >= 100_000:
        features["city"] = 1.0
    if people >= 1_000_000:
        features["large_city"] = 1.0
    if "common" in features and people < 200_000:
        features["common_and_small"] = 1.0
    if features.keys().isdisjoint(_DOUBTFUL):
        features["only_a_place"] = 1.0
        features["only_a_place_population"] = features["population"]


def _kinds(features: dict[str, float], candidates: Sequence[Candidate]) -> Iterator[str]:
    """What sorts of places bear the name, and how."""
    codes = {c.place.feature_code for c in candidates}
    if "PCLI" in codes:
        yield "country"
    elif "PPLC" in codes:
        yield "capital"
        if "power_after" in features:
            yield "capital_as_power"
    elif "ADM1" in codes:
        yield "first_division"
    elif codes <= {"ADM2"}:
        yield "second_division"
    elif not codes & _SETTLEMENT_CODES:
        yield "feature"
    best = min((c.name_class for c in candidates), default=PRIMARY)
    if best == SHORT:
        yield "abbreviation"
    if best > PRIMARY:
        yield "alternate"


def _theatre(candidates: Sequence[Candidate]) -> Iterator[str]:
    own = [c.place for c in candidates if c.own]
    if own:
        yield "theatre"
    if any(place.kind in _NAMED_BY_THEATRE for place in own):
        yield "theatre_region"
