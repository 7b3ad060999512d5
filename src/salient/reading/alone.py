"""Who is behind an event where the text around it tells of one side's doings only.

Asked last, after the event's own words and the clause above it have given nobody. Where the
nearest clauses tell of the forces of a single side, an attack, an advance or a capture among them
is theirs (*lack the strength to sustain an offensive*), unless they are whom it is done to; people
are hurt by whoever is told to fire (*shelled the town, leaving two dead*).
"""

from __future__ import annotations

from collections.abc import Iterator

from salient.model import Party
from salient.reading.events import Trigger
from salient.reading.governors import HALTING, REPELLING
from salient.reading.lemmas import lemma
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import ancestors, attributive, cases, child

__all__ = ["told_alone"]

_OWN_DEEDS = frozenset(
    "capture hold advance attack encircle cross shell airstrike strike redeploy concentrate "
    "reinforce resupply mobilise govern withdraw".split()
)
"""Event types that are done by the one side whose forces are told of."""

_HARM = frozenset({"harm_civilians", "damage", "mine"})
"""Event types that are done by whoever fires in the same sentence."""

_BY_ANYBODY = frozenset(
    "fall explosion blast detonation explode detonate boom defense defence".split()
)
"""Words of events that may as well be the other side's doing, or nobody's."""

_SUFFERED = frozenset({"shell", "airstrike", "strike", "encircle"})
"""Event types that those to whom it is done tell of as well as those who do it."""

_CRIMES = frozenset({"crime", "atrocity", "terror", "terrorism", "genocide"})
_FIRING = frozenset(
    "fire shell strike hit bomb bombard attack launch drop shoot pound storm assault open deliver "
    "inflict use target destroy continue conduct carry".split()
)
_FIRE = DEEDS | frozenset(
    "shelling strike airstrike bombardment bombing fire shell missile rocket artillery aircraft "
    "aviation drone mine bomb shot blow projectile mortar".split()
)
"""Nouns of what a side harms people with."""

_TELLING = frozenset(
    "say state claim report note add assess announce tell write stress emphasize emphasise warn "
    "believe confirm deny publish post argue suggest indicate amplify criticize criticise "
    "discuss complain speculate".split()
)
_LEADING = frozenset(
    "command leadership military ministry mod operation effort attempt campaign objective".split()
)
"""Nouns of those who lead a side's forces, and of what these do."""

_PART_OF_NAME = frozenset({"amod", "compound", "flat", "nmod:poss", "det", "nmod:desc"})
_AGENTS = frozenset({"by", "of"})
_ACTED_ON = frozenset("from against on upon at with to between among toward towards".split())
"""Prepositions before those to whom something is done or goes."""

_APART = frozenset({"despite", "against", "amid", "under", "before"})
"""Prepositions before what is rather the other side's."""


def told_alone(
    trigger: Trigger, finder: PartyFinder, event_type: str, target: Party | None
) -> Party | None:
    """The one side told of as acting around an event, as the party that does it, or None.

    `target` is the party that it is done to.
    """
    if trigger.frame.head in _BY_ANYBODY or _beaten(trigger.head):
        return None
    if event_type in _HARM:
        labelled = _of_label(trigger, finder, target)
        if labelled is not None:
            return labelled
        return _party([n for n in _told_of(finder) if _fires(n, finder)], finder, target)
    if event_type not in _OWN_DEEDS or _APART & {*cases(trigger.head)} or _anybody(trigger, finder):
        return None
    found = _party(_nearest(trigger.head, finder), finder, target)
    own = found is not None and found.side == finder.pov(trigger.head)
    suffered = event_type in _SUFFERED or attributive(trigger.head)
    return None if own and suffered else found


def _beaten(deed: Token) -> bool:
    """Whether a deed is said to have been stopped, which others than its doer tell of."""
    return deed.dep_ == "nsubj:pass" and lemma(deed.head) in HALTING | REPELLING


def _of_label(trigger: Trigger, finder: PartyFinder, target: Party | None) -> Party | None:
    """Whose crimes a headline's label says that it goes on to tell (*Crimes of the army: …*)."""
    doc, head = trigger.head.doc, trigger.head
    colon = next((t.i for t in doc[: head.i] if t.text == ":"), None)
    crime = next((t for t in doc[: colon or 0] if lemma(t) in _CRIMES), None)
    if crime is None:
        return None
    named = [t for t in doc[: colon or 0] if t.i in finder.names or t.low == "enemy"]
    sides = {finder.side_of(t) for t in named}
    if len(sides) != 1 or (target is not None and target.side in sides):
        return None
    return finder.party(named[-1])


def _anybody(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether the clause has a subject of its own that is somebody of no side (*police raided*)."""
    for node in (trigger.head, *ancestors(trigger.head)):
        subject = child(node, "nsubj")
        if subject is not None:
            people = finder.lexicon.noun_is(lemma(subject), "people")
            return people and finder.side_of(subject) is None
    return False


def _nearest(head: Token, finder: PartyFinder) -> list[Token]:
    """The acting nouns of the smallest clause around an event that has any."""
    nouns = [n for n in _told_of(finder) if _acts(n, finder)]
    for node in (head, *ancestors(head)):
        below = {t.i for t in node.subtree}
        inside = [n for n in nouns if n.i in below]
        if inside and node == head:
            inside = [n for n in inside if not _rid_of(n, head)]
        if inside:
            return inside
    return []


def _rid_of(noun: Token, head: Token) -> bool:
    """Whether what an event does next is done to a noun (*attacks, clearing it of fighters*)."""
    for node in (noun, *ancestors(noun)):
        if node == head:
            return False
        if node.head != head and (node.dep_ == "obj" or cases(node)[:1] in {("of",), ("from",)}):
            return node.head.pos_ == "VERB"
    return False


def _party(nouns: list[Token], finder: PartyFinder, target: Party | None) -> Party | None:
    """The party of nouns that are all of one side, unless the deed is done to that side."""
    sides = {finder.side_of(n) for n in nouns}
    if len(sides) != 1 or None in sides:
        return None
    side = sides.pop()
    if target is not None and target.side == side:
        return None
    force = next((n for n in nouns if _is_whole(n) and finder.is_force(n)), None)
    named = finder.party(force) if force is not None else None
    return named or finder.side_as_party(side)


def _is_whole(noun: Token) -> bool:
    return noun.pos_ in {"NOUN", "PROPN"} and noun.dep_ not in _PART_OF_NAME and (
        lemma(noun) not in DEEDS
    )  # fmt: skip


def _told_of(finder: PartyFinder) -> Iterator[Token]:
    """The nouns that bear the names of sides in a sentence, those who only tell left out."""
    seen: set[int] = set()
    doc = finder.sentence.doc
    named = [i for i, (_, kind) in finder.names.items() if kind != "official"]
    for i in sorted({*named, *(t.i for t in doc if t.low == "enemy")}):
        noun = doc[i]
        while noun.dep_ in _PART_OF_NAME and noun.head.i > noun.i:
            noun = noun.head
        if noun.i in seen or _tells(noun) or _is_where(noun, finder) or _of_another(noun, finder):
            continue
        seen.add(noun.i)
        yield noun


def _tells(noun: Token) -> bool:
    """Whether a noun is who tells, not who acts (*Russia claimed*, *according to the army*)."""
    speaker = noun.dep_ in {"nsubj", "nsubj:pass"} and lemma(noun.head) in _TELLING
    first = min((c.i for c in noun.children if c.i < noun.i), default=noun.i)
    signed = first > 0 and noun.doc[first - 1].text in {"-", "–", "—"}
    return speaker or signed or "according" in cases(noun)


def _is_where(noun: Token, finder: PartyFinder) -> bool:
    """Whether a noun is only where something is or whom it goes to (*the war in Ukraine*)."""
    named = finder.names.get(noun.i)
    country = named is not None and named[1] == "name"
    if _ACTED_ON & {*cases(noun)[:1]}:
        return True
    return country and bool(cases(noun)) and not _AGENTS & {*cases(noun)}


def _of_another(noun: Token, finder: PartyFinder) -> bool:
    """Whether a noun only tells whose something else is (*information of the General Staff*)."""
    whose = cases(noun)[:1] == ("of",) and noun.dep_ in {"nmod", "obl", "obl:arg"}
    return whose and not _acts(noun.head, finder)


def _acts(noun: Token, finder: PartyFinder) -> bool:
    if noun.pos_ == "PROPN" and noun.i not in finder.names:
        # *Russian-occupied Lypove* is a place.
        return False
    return finder.is_force(noun) or lemma(noun) in _FIRE | _LEADING


def _fires(noun: Token, finder: PartyFinder) -> bool:
    """Whether a noun is fire, or who is told to open it."""
    if lemma(noun) in _FIRE or lemma(noun.head) in _FIRE:
        return True
    return _acts(noun, finder) and noun.dep_ == "nsubj" and lemma(noun.head) in _FIRING
