"""Who acts and who is acted on in a claim: the parties of its event, with their sides and names.

The roles of an event are nouns; here they become parties. Two sides in one noun phrase part, who
fights is of the side that his foe is not, and a name neither cuts a place's name in two nor takes
in the event's own word.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from salient.model import Party, PlaceMention
from salient.reading.alone import told_alone
from salient.reading.deed_nouns import NOBODY, owner_of
from salient.reading.events import Trigger
from salient.reading.fate import by_fate, with_side_told
from salient.reading.fellows import with_fellows
from salient.reading.implied import implied_actor
from salient.reading.joint_doers import acting_together
from salient.reading.left_out import left_out
from salient.reading.lemmas import lemma
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.quantities import is_hostile
from salient.reading.rows import of_one_side, with_row
from salient.reading.targets import can_be_target, meant_by_it
from salient.reading.tellers import doer_beside
from salient.reading.tokens import Token
from salient.reading.tree import argument, child
from salient.reading.untold_sides import with_side
from salient.reading.whose_victims import names_its_side, of_no_told_side
from salient.reading.wrong_doers import made_to, real_doer, with_country

__all__ = ["parties_of"]

_OWN_MOVES = frozenset({"withdraw", "redeploy", "concentrate", "reinforce"})
"""Event types in which whoever moves troops or arms moves its own."""

_BETWEEN_FOES = frozenset({"repel", "encircle"})
"""Event types in which nobody acts against his own side."""

_AGAINST_FOES = _BETWEEN_FOES | {"loss", "detain"}
"""Event types in which troops of an untold side are the foes of those of a told one."""

_BODIES = frozenset(
    "committee administration court agency bureau council commission department directorate "
    "ministry government organization organisation association foundation nations cross".split()
)
"""Nouns of bodies, which act where a name is made of them."""

_MUTUAL = frozenset({"fight", "negotiate", "ceasefire"})
"""Event types that two sides have with each other."""


def parties_of(
    trigger: Trigger, finder: PartyFinder, event_type: str, places: Sequence[PlaceMention]
) -> tuple[Party | None, Party | None]:
    """The actor and the target of an event of a type, `places` being the places of its claim."""
    both = _two_sides(trigger, finder) if event_type in _MUTUAL else None
    if both is not None:
        return both
    actor = made_to(trigger.head, event_type, finder) or finder.party(_acting(trigger, finder))
    actor = of_one_side(actor, trigger.actor, finder)
    actor = with_country(actor, event_type, finder, places)
    place = meant_by_it(trigger.target, event_type, finder, places)
    target = finder.party(trigger.target, trigger.actor, hostile=is_hostile(trigger))
    if trigger.target is not None and not can_be_target(trigger.target, event_type, finder, places):
        target = None
    target = place or target
    if actor is not None:
        actor = with_side(actor, trigger, finder, event_type, target)
        actor = _by_name(actor, trigger.actor, finder)
    if actor is not None and actor.side is None and not _can_act(trigger, finder):
        actor = None
    if event_type == "harm_civilians" and target is None and _are_harmed(trigger, finder):
        # *people killed and tortured*: the parse makes those whom it befell the subject.
        actor, target = None, actor
    if actor is None:
        actor = implied_actor(trigger, finder, event_type, target)
        actor = actor or told_alone(trigger, finder, event_type, target)
        actor = actor or by_fate(trigger, finder, event_type, target)
        actor = actor or left_out(trigger, finder, event_type, target)
    elif actor.side is None:
        actor = with_side_told(actor, trigger, finder, event_type)
    if actor is not None and target is not None:
        actor, target = _squared(actor, target, trigger, finder, event_type)
    target = of_no_told_side(actor, target, trigger, finder, event_type)
    if event_type == "withdraw" and _goes_itself(actor, target, trigger, finder):
        actor, target = target, None
    target = _without_event(target, trigger, finder)
    actor, target = _joined(actor, target, trigger, finder, event_type, places)
    return _named_whole(actor, finder, places), _named_whole(target, finder, places)


def _joined(
    actor: Party | None,
    target: Party | None,
    trigger: Trigger,
    finder: PartyFinder,
    event_type: str,
    places: Sequence[PlaceMention],
) -> tuple[Party | None, Party | None]:
    """Actor and target named with all who act, or are acted on, together."""
    if event_type in _MUTUAL:
        return with_row(actor, trigger.actor, finder), target
    whole = with_fellows(target, trigger.target, finder, places, event_type)
    told = target is not None and whole is not None and target.side != whole.side
    if actor is None and told:
        # *Five drones and a tank of the enemy were destroyed*: only the row tells whose.
        return by_fate(trigger, finder, event_type, whole), whole
    row = with_row(actor, trigger.actor, finder)
    if row is not actor:
        return row, whole
    return acting_together(actor, trigger.actor, trigger.head, finder, places), whole


def _goes_itself(
    actor: Party | None, target: Party | None, trigger: Trigger, finder: PartyFinder
) -> bool:
    """Whether a force that is withdrawn is not that of who is said to withdraw it.

    *Thanks to the defenders it was possible to withdraw the invaders' troops from A*: they went.
    """
    noun = trigger.target
    if target is None or target.side is None or noun is None or not finder.is_force(noun):
        return False
    return actor is None or actor.side != target.side


def _acting(trigger: Trigger, finder: PartyFinder) -> Token | None:
    """The noun of who acts: neither who only tells of the event nor a deed, but whose it is."""
    noun = doer_beside(real_doer(trigger.actor, trigger.head, finder), trigger.head, finder)
    return None if noun is None else owner_of(noun, finder)


def _by_name(actor: Party | None, noun: Token | None, finder: PartyFinder) -> Party | None:
    """The side itself for a deed that bears its side only from before (*those raids*)."""
    if actor is None or actor.side is None or noun is None or actor.start is None:
        return actor
    deed = lemma(noun) in DEEDS and actor.name.lower().endswith(noun.low) and finder.is_bare(noun)
    return finder.side_as_party(actor.side) if deed else actor


def _are_harmed(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether those whom the parse has act are people of no side, of whom a participle is said."""
    noun = trigger.actor
    if noun is None or finder.side_of(noun) is not None or trigger.frame.form != "verb":
        return False
    people = finder.lexicon.noun_is(lemma(noun), "people")
    past = trigger.head.low.endswith("ed") and child(trigger.head, "nsubj", "obj") is None
    return people and past and not finder.lexicon.noun_is(lemma(noun), "force")


def _squared(
    actor: Party, target: Party, trigger: Trigger, finder: PartyFinder, event_type: str
) -> tuple[Party, Party]:
    """Actor and target with the sides that each gives the other by what was done."""
    noun = trigger.target
    if event_type in _BETWEEN_FOES and noun is not None and actor.side == target.side is not None:
        return _against_own(actor, target, noun, finder)
    if noun is not None and actor.side == target.side is not None and is_hostile(trigger):
        actor, target = _on_two_sides(actor, target, trigger, finder)
    if noun is not None and target.side is None and lemma(noun) in DEEDS:
        by = argument(noun, "by")
        target = msgspec.structs.replace(target, side=finder.side_of(by) if by else None)
    doer = trigger.actor
    force = doer is not None and finder.lexicon.noun_is(lemma(doer), "force")
    acts = doer is not None and (force or _are_fighters(doer))
    if event_type in _AGAINST_FOES and actor.side is None and acts and is_hostile(trigger):
        actor = msgspec.structs.replace(actor, side=finder.opponent(target.side))
    if event_type == "repel" and target.side is None:
        target = msgspec.structs.replace(target, side=finder.opponent(actor.side))
    of_war = noun is not None and _of_war(noun, finder)
    if event_type == "loss" and target.side is None and is_hostile(trigger) and of_war:
        target = msgspec.structs.replace(target, side=finder.opponent(actor.side))
    its_own = event_type in _OWN_MOVES or (event_type == "loss" and trigger.frame.head == "lose")
    own = its_own and of_war and noun is not None and actor.side is not None
    if own and noun is not None and (target.side is None or finder.is_bare(noun)):
        target = msgspec.structs.replace(target, side=actor.side)
    moved = event_type in _OWN_MOVES and noun is not None and noun.low == "them"
    if moved and noun is not None and actor.side is not None and actor.side != target.side:
        # Whom a side sends somewhere are its own, whoever was spoken of before.
        name = target.name if finder.moved_before(noun) is not None else noun.text
        target = msgspec.structs.replace(target, name=name, side=actor.side)
    if event_type == "fight" and actor.side is None:
        actor = msgspec.structs.replace(actor, side=finder.opponent(target.side))
    return actor, target


def _against_own(
    actor: Party, target: Party, noun: Token, finder: PartyFinder
) -> tuple[Party, Party]:
    """The two where a side is read as acting against itself: the less surely told gives way."""
    town = noun.pos_ == "PROPN" and noun.i not in finder.names
    if not finder.is_force(noun) or (town and not finder.lexicon.noun_is(lemma(noun), "force")):
        return actor, msgspec.structs.replace(target, side=None)
    if finder.is_bare(noun) or noun.pos_ == "PRON":
        return actor, msgspec.structs.replace(target, side=finder.opponent(actor.side))
    return finder.side_as_party(finder.opponent(target.side)) or actor, target


def _on_two_sides(
    actor: Party, target: Party, trigger: Trigger, finder: PartyFinder
) -> tuple[Party, Party]:
    """The two of a hostile deed that were read as one side: the one untold is the other's.

    Where the words name the side of both, a side does it to its own; where of neither, who knows.
    """
    doer, struck = trigger.actor, trigger.target
    if struck is not None and _its_own(struck):
        return actor, target
    if doer is None or struck is None or not (_of_war(struck, finder) or finder.is_force(struck)):
        return actor, target
    if names_its_side(doer, finder) and not names_its_side(struck, finder):
        target = msgspec.structs.replace(target, side=finder.opponent(actor.side))
    elif names_its_side(struck, finder) and not names_its_side(doer, finder):
        actor = msgspec.structs.replace(actor, side=finder.opponent(target.side))
    return actor, target


def _its_own(noun: Token) -> bool:
    """Whether a noun, or what it is a part of, is somebody's (*blew up part of their stocks*)."""
    of = argument(noun, "of")
    owner = any(c.dep_ == "nmod:poss" and c.low in {"its", "their"} for c in noun.children)
    return owner or (of is not None and _its_own(of))


def _of_war(noun: Token, finder: PartyFinder) -> bool:
    """Whether a noun names arms or troops, which are the other side's where one destroys them."""
    word, of = lemma(noun), argument(noun, "of")
    people = of is not None and finder.lexicon.noun_is(lemma(of), "people")
    if people or word in DEEDS:
        return False
    made_of = [word, *(lemma(c) for c in noun.children if c.dep_ == "compound")]
    return any(finder.lexicon.noun_is(w, kind) for w in made_of for kind in ("equipment", "force"))


def _two_sides(trigger: Trigger, finder: PartyFinder) -> tuple[Party, Party] | None:
    """The two sides of one noun phrase (*Russian and Ukrainian forces clashed*)."""
    noun = trigger.actor
    if noun is None or trigger.target is not None:
        return None
    for first in (noun, *noun.children):
        other = next((c for c in first.children if c.dep_ == "conj"), None)
        if other is None or first.i > other.i:
            continue
        sides = [_named_side(t, finder) for t in (first, other)]
        if None in sides or sides[0] == sides[1]:
            continue
        if first == noun:
            pair = finder.party(first), finder.party(other)
        else:
            if first.dep_ not in {"amod", "compound"}:
                continue
            pair = _between(first, first, sides[0], finder), _between(other, noun, sides[1], finder)
        if pair[0] is not None and pair[1] is not None:
            return pair[0], pair[1]
    return None


def _named_side(token: Token, finder: PartyFinder) -> str | None:
    hit = finder.names.get(token.i)
    return hit[0] if hit is not None else finder.side_of(token)


def _between(first: Token, last: Token, side: str | None, finder: PartyFinder) -> Party:
    start, end = finder.sentence.span(first, last)
    at = finder.sentence.start
    return Party(name=finder.sentence.text[start - at : end - at], side=side, start=start, end=end)


def _can_act(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether the actor is somebody: neither a weapon (*rockets hit X*) nor a thing or a deed."""
    actor, lexicon = trigger.actor, finder.lexicon
    if actor is None:
        return False
    if lexicon.noun_is(lemma(actor), "equipment") and actor.low != "fighters":
        return False
    if lemma(actor) in NOBODY and not _are_fighters(actor):
        return False
    if _is_somebody(actor, finder):
        return True
    if actor.low == "who":
        meant = finder.antecedent(actor)
        return meant is None or meant.pos_ == "PROPN" or _is_somebody(meant, finder)
    if actor.pos_ == "PRON":
        return actor.low not in {"this", "that", "it", "which", "what"}
    return actor.pos_ == "PROPN" and actor.i not in _sentence_opening(actor)


def _is_somebody(noun: Token, finder: PartyFinder) -> bool:
    word = lemma(noun)
    many = word in {"thousand", "hundred", "dozen"} and noun.pos_ == "NOUN"
    if many or (word in _BODIES and noun.text[:1].isupper()):
        return True
    named = finder.lexicon.noun_is(word, "force") or finder.lexicon.noun_is(word, "people")
    return named or _are_fighters(noun)


def _are_fighters(noun: Token) -> bool:
    """Whether two words together mean those who fight (*air defence*, *resistance movement*)."""
    before = {c.low for c in noun.children if c.i < noun.i}
    if noun.low in {"defense", "defenses", "defence", "defences"}:
        return bool(before & {"air", "anti-aircraft"})
    return noun.low == "movement" and bool(before & {"resistance", "partisan", "guerrilla"})


def _sentence_opening(token: Token) -> set[int]:
    """Words that a headline's opening label makes look like names (*War in X:*)."""
    colon = next((t.i for t in token.doc if t.text == ":"), 0)
    return set(range(colon)) if colon else set()


def _without_event(party: Party | None, trigger: Trigger, finder: PartyFinder) -> Party | None:
    """What is acted on without the event's own word before it (*the occupied X* is X)."""
    if party is None or party.start is None or party.end is None or trigger.target is None:
        return party
    word = trigger.head
    if len(trigger.tokens) > 1 or not party.start <= finder.sentence.start + word.idx < party.end:
        return party
    if word.i >= trigger.target.i:
        return party
    rest = word.nbor(1)
    start, _ = finder.sentence.span(rest, rest)
    cut = _between(rest, trigger.target, None, finder)
    end = max(party.end, cut.end or 0)
    at = finder.sentence.start
    side = party.side if trigger.frame.event_type == "loss" else None
    return Party(name=finder.sentence.text[start - at : end - at], side=side, start=start, end=end)


def _named_whole(
    party: Party | None, finder: PartyFinder, places: Sequence[PlaceMention]
) -> Party | None:
    """A party whose name ends with the whole of a place's name, not within it."""
    if party is None or party.start is None or party.end is None:
        return party
    if len(party.name) != party.end - party.start:
        return party
    for mention in places:
        first = mention.start if mention.start < party.start < mention.end else party.start
        last = mention.end if mention.start < party.end < mention.end else party.end
        if (first, last) != (party.start, party.end):
            at = finder.sentence.start
            name = finder.sentence.text[first - at : last - at]
            return Party(name=name, side=party.side, start=first, end=last)
    return party
