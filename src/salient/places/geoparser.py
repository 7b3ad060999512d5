"""The door of the room: texts in, place mentions out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from datetime import date

import msgspec

from salient.model import Place, PlaceMention
from salient.places.candidates import Candidate, CandidateStack
from salient.places.evidence import features_of, mention_weights
from salient.places.focus import FocusByDay
from salient.places.gazetteer import Gazetteer
from salient.places.geodesy import distance_km
from salient.places.habits import Habit, Habits
from salient.places.index import PRIMARY
from salient.places.lexicon import english_lexicon
from salient.places.namesakes import said_of, told_together
from salient.places.neighbours import among_neighbours
from salient.places.offsets import fitting
from salient.places.phrases import Phrase, phrases_of
from salient.places.relations import relation_before
from salient.places.resolve import Resolution, resolve
from salient.places.scan import Match, Scanner, tokens_of
from salient.places.view import DocumentView
from salient.theatre import Theatre

__all__ = ["AMBIGUOUS_BELOW", "Geoparser", "ResolvedMention"]

# Below this probability of being a place at all, a match is dropped.
_ACCEPT = 0.42
# Below this one, no other mention of the name lifts it: it is the name of something else.
_HOPELESS = 0.05
# Below this probability of its best candidate, a mention stays without a place.
_UNRESOLVED = 0.2
# Marks before and behind a name that is quoted by itself.
_OPENING = frozenset({'"', "“", "”", "«", "„"})
_CLOSING = re.compile(r"[,.]?[\"“”»]")
# A place fits less than this well where it is said to lie if it is another's namesake.
_ASTRAY = 1e-6
# A settlement so far from all that a theatre names is meant only by its own name, and surely.
_FAR_KM = 1_500.0
_SURELY = 0.7
_ADJECTIVE = re.compile(
    r"\b(?:Velyk(?:yi|yy|a|e|i)|Mal(?:yi|yy|a|i)|Nov(?:yi|yy|a)|Star(?:yi|yy|a)|"
    r"(?:Verkhn|Nyzhn)(?:ia|ie|ii|i|yi)) $"
)
"""Before a name, what makes another of it if no gazetteer has the two together."""
AMBIGUOUS_BELOW = 0.5
"""Below this score a mention is ambiguous: it goes to review before it may move a map."""
_RUNNERS_UP = 5
_SETTLED = frozenset({"settlement", "district"})


class ResolvedMention(msgspec.Struct, frozen=True, kw_only=True):
    """A mention with the candidates behind it, likeliest first, each with its probability.

    `distance_km` is the distance that the text gives (*30 km north of*), `ambiguous` says that the
    likeliest candidate is too unsure to be put on a map unseen. `habits` says, candidate by
    candidate, what each owes to what the text's source usually writes of, in factors of e; it is
    empty where nothing is known of the source.
    """

    mention: PlaceMention
    candidates: tuple[tuple[Candidate, float], ...]
    distance_km: float | None = None
    ambiguous: bool = False
    habits: tuple[float, ...] = ()

    @property
    def place(self) -> Place | None:
        """The place that the mention is resolved to, or None."""
        return self.candidates[0][0].place if self.mention.place_id is not None else None


class Geoparser:
    """Finds and resolves the places named in a text.

    `gazetteers` are asked together, the first standing for the theatre where there is one; its
    named regions, rivers and axes come before all. Without a theatre it works on any text. The
    object holds no state but caches: the same text gives the same mentions.
    """

    def __init__(self, gazetteers: Sequence[Gazetteer], theatre: Theatre | None = None) -> None:
        if not gazetteers:
            raise ValueError("a geoparser needs at least one gazetteer")
        if theatre is not None:
            gazetteers = [gazetteer.with_names(theatre.place_names) for gazetteer in gazetteers]
        self._stack = CandidateStack(gazetteers, theatre)
        self._scanner = Scanner(self._stack.indexes)
        self._theatre = theatre
        self._focus = FocusByDay(theatre, gazetteers) if theatre is not None else None
        self._lexicon = english_lexicon()
        self._weights = mention_weights()
        self._habits: Habits | None = None

    def with_habits(self, habits: Habits) -> Geoparser:
        """The same geoparser, with the habit of the source that is being read by `habits`.

        For what reads texts of several sources and asks for places itself.
        """
        attentive = copy(self)
        attentive._habits = habits
        return attentive

    def mentions(
        self, text: str, *, day: date | None = None, habit: Habit | None = None
    ) -> list[PlaceMention]:
        """Places named in `text`, in order, none overlapping another.

        Offsets are code points into `text`. A name whose best reading is too unsure has `place_id`
        None; streets and numbered roads that nothing lists are left out. `relation` and `role` are
        read from the words around the name. `day` is the text's own: among villages of one name it
        prefers those near the theatre's front of that day.
        `habit` says what the text's source usually writes of.
        """
        found = self.resolved(text, day=day, habit=habit)
        return [resolved.mention for resolved in found if resolved.candidates]

    def resolved(
        self, text: str, *, day: date | None = None, habit: Habit | None = None
    ) -> list[ResolvedMention]:
        """As `mentions`, with the runners-up and distances (*30 km north of*).

        Streets and numbered roads are given too, without candidates where no theatre lists them,
        and so are words that only sound like a far town's name.
        """
        phrases = self._phrases(text)
        names: dict[object, int] = {}
        index_of = [names.setdefault(phrase.key, len(names)) for phrase in phrases]
        candidates: list[Sequence[Candidate]] = [()] * len(names)
        trust = [0.0] * len(names)
        for phrase, n in zip(phrases, index_of, strict=True):
            candidates[n] = phrase.candidates
            trust[n] = max(trust[n], phrase.probability)
        focus = self._focus.on(day) if self._focus is not None else None
        if habit is None and self._habits is not None:
            habit = self._habits.current
        together = list(told_together(text, phrases))
        said = said_of(phrases, index_of, together)
        by_name = resolve(candidates, said, weights=trust, focus=focus, habit=habit)
        resolutions = [by_name[n] for n in index_of]
        if self._theatre is not None:
            resolutions = among_neighbours(phrases, resolutions, together)
        best = [resolution.best for resolution in resolutions]
        return [
            self._finished(text, phrase, resolutions[i], astray=_is_astray(phrase, i, best))
            for i, phrase in enumerate(phrases)
        ]

    def _phrases(self, text: str) -> list[Phrase]:
        tokens = tokens_of(text)
        matches = list(self._scanner.matches(text, tokens))
        view = DocumentView(text, tokens, matches, self._lexicon)
        accepted = self._steadied(view, matches)
        return phrases_of(view, accepted, self._stack, self._theatre is not None, _ACCEPT)

    def _steadied(self, view: DocumentView, matches: Sequence[Match]) -> list[tuple[Match, float]]:
        """Matches that may be places, each with its probability.

        A document uses a name in one sense, mostly: the surest mention of it lifts the others, but
        only half-way, and not where the text knows a person of that name.
        """
        own = [(match, self._probability(view, match)) for match in matches]
        surest: dict[str, float] = {}
        for match, p in own:
            surest[match.folded] = max(p, surest.get(match.folded, 0.0))
        return [
            (match, p if match.folded in view.persons else (p + surest[match.folded]) / 2)
            for match, p in own
            if p > _HOPELESS
        ]

    def _probability(self, view: DocumentView, match: Match) -> float:
        lexicon = self._lexicon
        word = match.folded
        if lexicon.is_a(word, "never") or lexicon.is_a(word, "calendar"):
            return 0.0
        if self._theatre is not None and _ADJECTIVE.search(
            view.text[max(0, match.start - 10) : match.start]
        ):
            return 0.0
        candidates = self._stack.named(word)
        if self._theatre is not None and _is_quoted(view.text, match):
            # A theatre's own plants and directions are listed as they are quoted.
            return float(any(c.place.place_id.startswith("region:") for c in candidates))
        features = features_of(view, match, candidates, theatre=self._theatre is not None)
        return self._weights.probability(features)

    def _finished(
        self, text: str, phrase: Phrase, resolution: Resolution, *, astray: bool
    ) -> ResolvedMention:
        relation = relation_before(text, phrase.start, phrase.end)
        best = resolution.best
        foreign = best is not None and self._is_foreign(best[0])
        least = AMBIGUOUS_BELOW if foreign else _UNRESOLVED
        another = foreign and self._means_another(best)
        if best is None or best[1] < least or astray or another:
            place, score = None, best[1] if best else 0.0
        else:
            place, score = best[0].place, best[1]
        mention = PlaceMention(
            text=text[phrase.start : phrase.end],
            start=phrase.start,
            end=phrase.end,
            place_id=place.place_id if place else None,
            name=place.name if place else None,
            kind=place.kind if place else None,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            admin1=place.admin1 if place else None,
            country=place.country if place else None,
            relation=relation.relation,
            role=relation.role,
            score=round(score, 4),
        )
        ranked = resolution.ranked[:_RUNNERS_UP]
        return ResolvedMention(
            mention=mention,
            candidates=() if another else ranked,
            distance_km=relation.distance_km,
            ambiguous=score < AMBIGUOUS_BELOW,
            habits=resolution.habits[:_RUNNERS_UP],
        )

    def _is_foreign(self, candidate: Candidate) -> bool:
        """Whether a settlement lies outside a theatre's countries."""
        return self._theatre is not None and not candidate.own and candidate.place.kind in _SETTLED

    def _means_another(self, best: tuple[Candidate, float] | None) -> bool:
        """Whether a name means no such far town: it is a word, a unit or a person of its sound."""
        if best is None or self._theatre is None or not self._theatre.regions:
            return False
        candidate, score = best
        if score < _UNRESOLVED or (candidate.name_class == PRIMARY and score >= _SURELY):
            return False
        place = candidate.place
        near = min(
            distance_km(place.latitude, place.longitude, r.latitude, r.longitude)
            for r in self._theatre.regions
        )
        return near > _FAR_KM


def _is_quoted(text: str, match: Match) -> bool:
    """Whether a name alone stands in quotation marks: a unit's, a plant's, a paper's.

    *The "Lypove" battalion*; a place's name is quoted only with more beside it.
    """
    before = text[match.start - 1 : match.start]
    return before in _OPENING and _CLOSING.match(text, match.end) is not None


def _is_astray(
    phrase: Phrase, position: int, best: Sequence[tuple[Candidate, float] | None]
) -> bool:
    """Whether a name that several places bear is read as one that lies far from where it is said.

    The one that is meant is then in no gazetteer.
    """
    offset, own = phrase.offset, best[position]
    anchor = best[phrase.anchor] if phrase.anchor is not None else None
    if offset is None or offset.most_km is None or own is None or anchor is None:
        return False
    if anchor[1] < AMBIGUOUS_BELOW or sum(c.own for c in phrase.candidates) < 2:
        return False
    return float(fitting(offset, [own[0].place], [anchor[0].place])[0, 0]) < _ASTRAY
