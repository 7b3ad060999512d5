"""Repairs of verbs that a parse takes for nouns or adjectives, told by the words around them.

The parser was trained on edited text of peace. *Sever* in *attempts to sever supply lines* is to it
an adjective of the lines, *shelling* in *continued shelling villages* part of the villages' name,
and in the headline *Enemy strikes residential area* it sees no verb at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from salient.reading.peoples import STATES, is_people

__all__ = ["with_verbs_told"]

Label = tuple[str, str, str]
"""Relation, part of speech and features of a word."""

_ONLY_VERBS = frozenset(
    "sever replenish reinforce seize repel encircle retake recapture regain liberate interdict "
    "disrupt destroy degrade reconstitute fortify exert besiege negotiate storm blockade "
    "demine evacuate redeploy withdraw deploy bolster shell fire target attack strike".split()
)
"""Words that after *to* and before a noun of their own are hardly ever anything but verbs."""

_BEFORE_NOUNS = frozenset(
    "due prior response addition according subject relation thanks similar owing".split()
)
"""Words whose *to* takes a noun (*due to shell fragments*)."""

_GOING_ON = frozenset(
    "continue continues continued continuing resume resumed resumes begin began begun start "
    "started starts keep kept keeps".split()
)
_UNDERTAKEN = frozenset(
    "shelling bombing striking attacking targeting pounding bombarding destroying mining "
    "demining evacuating liberating".split()
)
_FORCING = frozenset({"force", "forces"})
_FORCED = frozenset(
    "enemy invaders invader occupiers occupier occupants aggressor aggressors rashists "
    "adversary opponent attackers defenders".split()
)
_DEEDS = frozenset(
    "attack attacks strike strikes operation operations activity activities campaign efforts "
    "effort runs run raids raid missions mission sorties work".split()
)
_FLOWN = frozenset(
    "plane planes aircraft helicopter helicopters drone drones uav uavs jet jets warplane "
    "warplanes fighter missile missiles bomber".split()
)
_SIDES = frozenset(
    "enemy invaders occupiers army rashists racists forces troops "
    "military artillery aviation aircraft missile missiles".split()
)
_TRYING = frozenset("tries struggles seeks vows hopes fails".split())
"""Words that between who acts and *to* are verbs, whatever else they may be elsewhere."""

_HEADLINE_VERBS = frozenset({"strikes", "hits", "shells", "bombs", "strike", "shell", "hit"})

_INFINITIVE = "VerbForm=Inf"
_GERUND = "VerbForm=Ger"
_PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
_PRESENT = "Mood=Ind|Tense=Pres|VerbForm=Fin"
_NOMINAL = frozenset({"NOUN", "PROPN"})
_SAID_OF = frozenset({"amod", "compound", "det", "nmod:poss"})
_FAR = 7


class _Tagged:
    """Words, heads and labels of a sentence while they are mended."""

    def __init__(self, words: Sequence[str], heads: Sequence[int], labels: Sequence[Label]) -> None:
        self.low = [word.lower() for word in words]
        self.heads, self.labels = list(heads), list(labels)

    def dep(self, at: int) -> str:
        return self.labels[at][0]

    def pos(self, at: int) -> str:
        return self.labels[at][1]

    def hang(self, at: int, head: int, dep: str) -> None:
        self.heads[at] = head
        self.labels[at] = (dep, *self.labels[at][1:])

    def make_verb(self, at: int, morph: str) -> None:
        self.labels[at] = (self.dep(at), "VERB", morph)

    def make_noun(self, at: int) -> None:
        self.labels[at] = (self.dep(at), "NOUN", "")

    def raise_over(self, verb: int, noun: int, dep: str | None = None) -> None:
        """Put a verb where its noun hangs, and the noun below it as its object."""
        root = self.heads[noun] == noun
        self.hang(verb, verb if root else self.heads[noun], dep or self.dep(noun))
        self.hang(noun, verb, "obj")


def with_verbs_told(
    words: Sequence[str], heads: Sequence[int], labels: Sequence[Label]
) -> tuple[list[int], list[Label]]:
    """Heads and labels with those words made verbs that can be nothing else where they stand.

    They are infinitives after *to*, what somebody continues or begins doing, *shot down* and
    *down* before what flies, *forces* before *enemy to retreat*, and the only verb of a headline
    after who acts.
    """
    parse = _Tagged(words, heads, labels)
    for at, (_, pos, _) in enumerate(labels):
        if pos == "VERB" and parse.low[at] in _FORCING:
            _make_forcing(parse, at)
        if pos in {"VERB", "AUX", "PUNCT", "NUM", "PRON"} or at == 0:
            continue
        low = parse.low[at]
        if low in _ONLY_VERBS and parse.low[at - 1] == "to":
            _make_infinitive(parse, at)
        elif low in _UNDERTAKEN and parse.low[at - 1] in _GOING_ON:
            _make_gerund(parse, at)
        elif low in _FORCING:
            _make_forcing(parse, at)
        elif low == "down":
            _bring_down(parse, at)
        elif low in _TRYING:
            _make_trying(parse, at)
        elif low in _HEADLINE_VERBS and _is_side(parse.low[at - 1]):
            _make_headline(parse, at)
    return parse.heads, parse.labels


def _is_side(word: str) -> bool:
    """Whether a headline's word names a side or its forces (*Russia*, *Russians*, *missiles*)."""
    return word in _SIDES or word in STATES or is_people(word)


def _noun_of(parse: _Tagged, at: int) -> int | None:
    """The noun that a word is said to qualify, close after it."""
    noun = parse.heads[at]
    if parse.dep(at) not in _SAID_OF or not at < noun <= at + _FAR:
        return None
    return noun if parse.pos(noun) in _NOMINAL else None


def _make_infinitive(parse: _Tagged, at: int) -> None:
    noun, to = _noun_of(parse, at), at - 1
    if noun is None or parse.low[noun] in _DEEDS or (to and parse.low[to - 1] in _BEFORE_NOUNS):
        return
    above = parse.heads[noun]
    kind = "acl" if parse.pos(above) in _NOMINAL and above < at else "xcomp"
    parse.raise_over(at, noun, None if above == noun else kind)
    parse.make_verb(at, _INFINITIVE)
    parse.hang(to, at, "mark")


def _make_gerund(parse: _Tagged, at: int) -> None:
    if parse.dep(at) == "xcomp":
        parse.make_verb(at, _GERUND)
        return
    noun = _noun_of(parse, at)
    if noun is None or parse.low[noun] in _DEEDS or parse.heads[noun] != at - 1:
        return
    if parse.dep(noun) != "obj":
        return
    parse.raise_over(at, noun, "xcomp")
    parse.make_verb(at, _GERUND)


def _bring_down(parse: _Tagged, at: int) -> None:
    """Make *shot down*, or *down* between who acts and what flies, the verb of its clause."""
    flown = next((k for k in range(at + 1, min(at + _FAR, len(parse.low)))
                  if parse.low[k] in _FLOWN and parse.pos(k) in _NOMINAL), None)  # fmt: skip
    shot = parse.low[at - 1] == "shot"
    verb = at - 1 if shot else at
    if shot and parse.pos(verb) == "NOUN" and parse.low[verb - 1] in _FLOWN and flown is None:
        _make_shot_down(parse, verb)
        return
    if shot and _counted_of(parse, at + 1):
        flown = at + 1
    if flown is None or parse.pos(verb) == "VERB" or verb == 0:
        return
    if not shot and parse.pos(at - 1) not in _NOMINAL:
        return
    if any(parse.pos(k) in {"VERB", "AUX", "ADP", "PUNCT"} for k in range(at + 1, flown)):
        return
    doer = next((k for k in range(verb) if parse.dep(k) in {"nsubj", "ROOT"}), None)
    if parse.heads[verb - 1] == verb and parse.dep(verb - 1) == "compound":
        doer = verb - 1
    if doer is None or parse.pos(doer) not in _NOMINAL:
        return
    _govern(parse, verb, doer, flown, _PAST if shot else _PRESENT)
    if shot:
        parse.hang(at, verb, "compound:prt")


def _make_shot_down(parse: _Tagged, verb: int) -> None:
    """Make *shot* the verb of what was shot down (*Another plane shot down near X*)."""
    plane = verb - 1
    if parse.heads[plane] != verb or parse.dep(plane) != "compound":
        return
    parse.make_verb(verb, _PAST)
    parse.hang(plane, verb, "nsubj")
    for k, head in enumerate(parse.heads):
        if head == verb and k < plane:
            parse.heads[k] = plane
        elif head == verb and parse.dep(k) == "nmod":
            parse.hang(k, verb, "obl")


def _counted_of(parse: _Tagged, at: int) -> bool:
    """Whether a number of so many stands here (*shot down 47 of the 55 missiles*)."""
    return at + 1 < len(parse.low) and parse.pos(at) == "NUM" and parse.low[at + 1] == "of"


def _govern(parse: _Tagged, verb: int, doer: int, noun: int, morph: str) -> None:
    """Make a word the verb at the head of a sentence, with its subject and its object."""
    for k, head in enumerate(parse.heads):
        if head == k and k not in {verb, doer, noun}:
            parse.hang(k, verb, "dep")
        elif head in {doer, noun} and (k > noun or (head == noun and k < doer)):
            parse.heads[k] = verb if parse.dep(k) != "flat" else head
        elif head == verb and verb < k < noun:
            parse.heads[k] = noun
    parse.hang(verb, verb, "ROOT")
    parse.make_verb(verb, morph)
    parse.hang(doer, verb, "nsubj")
    parse.hang(noun, verb, "obj")


def _make_forcing(parse: _Tagged, verb: int) -> None:
    """Make *forces* the verb of *army forces enemy to retreat*, and the infinitive its complement.

    The parse makes it a noun beside *enemy*, or hangs the infinitive where it reads as an aim.
    """
    noun = verb + 1 + (parse.low[verb + 1 : verb + 2] == ["the"])
    if parse.low[noun : noun + 2] != [parse.low[min(noun, len(parse.low) - 1)], "to"]:
        return
    after = range(noun + 2, min(len(parse.low), noun + 5))
    made = next((k for k in after if parse.pos(k) != "ADV"), None)
    forced = parse.low[noun] in _FORCED or is_people(parse.low[noun])
    if not forced or made is None or parse.pos(made) != "VERB":
        return
    words = {verb, noun, made}
    tops = [k for k in words if parse.heads[k] == k or parse.heads[k] not in words]
    if len(tops) != 1 or parse.dep(made) == "xcomp":
        return
    (top,) = tops
    above, dep = parse.heads[top], parse.dep(top)
    doer = verb - 1
    named = doer >= 0 and parse.heads[doer] == verb and parse.dep(doer) == "compound"
    for k, head in enumerate(parse.heads):
        if k not in words and head in words and (k < verb or head != made):
            before = named and head == verb and k < doer and parse.dep(k) in _SAID_OF
            parse.heads[k] = doer if before else head if verb < k < noun else verb
    if named:
        parse.hang(doer, verb, "nsubj")
    parse.make_verb(verb, _PRESENT)
    parse.hang(verb, verb if above == top else above, dep)
    parse.make_noun(noun)
    parse.hang(noun, verb, "obj")
    parse.hang(made, verb, "xcomp")
    parse.hang(noun + 1, made, "mark")


def _make_trying(parse: _Tagged, at: int) -> None:
    """Make *tries* the verb of *the enemy tries to take X*, which the parse makes its subject."""
    made, doer = parse.heads[at], at - 1
    told = parse.pos(made) == "VERB" and at + 1 < made <= at + 3 and parse.low[at + 1] == "to"
    if not told or not parse.dep(at).startswith("nsubj") or parse.pos(doer) == "PUNCT":
        return
    if parse.heads[doer] not in {at, made}:
        return
    root = parse.heads[made] == made
    for k, head in enumerate(parse.heads):
        if head == at and k != doer:
            parse.heads[k] = doer
        elif head == made and k < at and k != doer:
            parse.heads[k] = at
    parse.hang(at, at if root else parse.heads[made], parse.dep(made))
    parse.make_verb(at, _PRESENT)
    parse.hang(made, at, "xcomp")
    parse.hang(doer, at, "nsubj")
    if parse.pos(doer) not in _NOMINAL | {"PRON"}:
        parse.make_noun(doer)


def _make_headline(parse: _Tagged, at: int) -> None:
    """Make *strikes* the verb of a headline without one (*Enemy strikes residential area*)."""
    noun = _noun_of(parse, at)
    if noun is None or parse.heads[noun] != noun:
        return
    if any(label[1] in {"VERB", "AUX"} for label in parse.labels):
        return
    _govern(parse, at, at - 1, noun, _PRESENT)
    for k, head in enumerate(parse.heads):
        if head in {at, noun} and k < at - 1 and parse.dep(k) in {"amod", "compound", "det"}:
            parse.heads[k] = at - 1
