"""Repairs of words that a parse hangs on the wrong one, told by the words around them.

The parser was trained on edited text. In headlines and in translated reports it takes *launched* in
*the enemy launched airstrikes* for an adjective of *airstrikes*, hangs *killed* in *eight people,
including a child, killed by shelling* on the child, and leaves *hit* in *injured after a strike hit
a hospital* without the strike.
"""

from __future__ import annotations

from collections.abc import Sequence

from salient.reading.clause_repairs import (
    NOMINAL,
    PAST,
    SAME_IN_THE_PAST,
    give_joined_subject,
    give_lost_subject,
    give_subject,
    hang_on_causer,
    hang_on_its_own,
    part_joined,
)
from salient.reading.mended_parse import MendedParse
from salient.reading.peoples import is_people

__all__ = ["with_own_verbs"]

_NO_QUALIFIER = frozenset(
    "expelled ousted dislodged repelled repulsed thwarted established halted regained retook "
    "entered reached raised liberated recaptured consolidated".split()
)
"""Past forms that hardly ever tell which thing is meant: after *and* they are what was done."""

_CLAUSAL = frozenset({"obl", "advcl", "parataxis", "obl:agent", "ccomp", "xcomp", "obl:tmod"})
_CARRYING = frozenset(
    "inflicted conducted launched carried suffered made sustained delivered performed undertook "
    "mounted organized organised".split()
)
"""Past forms of verbs that carry an event noun and after *and* begin a predicate of their own."""


_JOINTS = frozenset({"and", ","})

_GOES_ON = frozenset(
    "fighting fight battle battles clashes hostilities shelling bombardment offensive assault "
    "combat resistance evacuation shootings strikes attacks".split()
)
_GOING_ON = frozenset(
    "rages rage raging continues continue intensifies intensify proceeds proceed resumes resume "
    "persists escalates escalate".split()
)
"""Events and the verbs of them that a headline without an article makes one name of."""

_BARE_PRESENT = frozenset({"control", "hold", "attack", "shell", "target", "strike", "advance"})
"""Present forms that the parser makes part of their object (*troops control positions*)."""
_HAVE = frozenset({"have", "has", "had"})
_DONE = frozenset(
    "broken taken begun driven struck captured seized liberated recaptured destroyed damaged lost "
    "shelled attacked launched conducted entered crossed reached repelled repulsed gained killed "
    "won held made blown cut surrounded encircled stormed".split()
)
"""Participles that after *have* tell what was done, and hardly ever qualify what somebody has."""
_BODIES = frozenset("enemy invaders occupiers occupants troops forces army".split())
"""Whom a headline names right before the verb."""

_HELD_FAST = frozenset({"control", "positions", "gains", "hold", "presence"})
"""What somebody consolidated; consolidated units are of a kind."""

_DASHES = frozenset({"-", "–", "—"})
_KINDS_OF_TROOPS = frozenset("motorized motorised mechanized mechanised armored armoured".split())


_BEING = frozenset({"is", "are", "was", "were", "'s", "'re"})
_LIKE_ADVERBS = frozenset({"further", "likely", "still", "now", "not", "n't", "also"})
_POINTING = frozenset({"this", "these", "that", "those", "it", "there"})
"""Subjects that something is, more often than they do something (*these are fighting men*)."""


def with_own_verbs(
    words: Sequence[str], heads: Sequence[int], deps: Sequence[str], pos: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations with verbs at the head of their clauses, next to their own nouns.

    Eight shapes are mended: a modifier of its own object that has a subject (*the enemy launched
    airstrikes*) or follows *and* (*and inflicted losses*); a participle after *, including …,*;
    a clause whose subject the parse makes a phrase of the main verb (*after a strike hit X*);
    a noun before *of* that the parse makes part of the name after it (*shelling of A region*); what
    is told after the hour of the telling (*reported at 9 am local time that*); *deploying* in
    *they are deploying munitions*, called a modifier of what they are; what somebody is forced
    to do; and
    a bare infinitive that the parse joins to the main verb (*goes on to defeat A, take B*).
    """
    parse: MendedParse | None = None
    for at, (dep, tag) in enumerate(zip(deps, pos, strict=True)):
        mend = (_OF_VERBS if tag == "VERB" else _OF_NOUNS).get(dep)
        if mend is not None:
            parse = parse or MendedParse(words, heads, deps, pos)
            mend(parse, at)
    return (list(heads), list(deps)) if parse is None else (parse.heads, parse.deps)


def _raise_over_object(parse: MendedParse, verb: int) -> None:
    """Make the verb head of its clause where the parse makes it a modifier of its object."""
    noun = parse.heads[verb]
    if (
        noun < verb
        or parse.pos[noun] not in {"NOUN", "PROPN"}
        or _raise_over_auxiliary(parse, verb)
    ):
        return
    if verb and parse.pos[verb - 1] == "NUM" and _part_from_teller(parse, verb):
        return
    heads, deps = parse.heads, parse.deps
    _give_headline_subject(parse, verb)
    owners = (verb, noun)
    told = any(deps[i] == "nsubj" and heads[i] in owners for i in range(verb))
    if not told and verb and parse.low[verb - 1] not in _JOINTS:
        return
    if parse.has(noun, "cop", "aux", "aux:pass", "nsubj:pass"):
        _free_progressive(parse, verb)
        return
    if not told:
        _join_to_predicate(parse, verb, noun)
        return
    moved = [i for i in parse.children(noun) if i < verb or parse.deps[i] in _CLAUSAL]
    root = parse.heads[noun] == noun
    parse.hang(verb, verb if root else parse.heads[noun], parse.deps[noun])
    parse.hang(noun, verb, "obj")
    for i in moved:
        if i != verb:
            parse.heads[i] = verb
    if root:
        for i in parse.children(noun):
            if i > noun and parse.deps[i] in {"punct", "conj"} and parse.pos[i] != "NOUN":
                parse.heads[i] = verb


def _free_progressive(parse: MendedParse, verb: int) -> None:
    """Make *deploying* after *is* or *are* head of its clause (*they are deploying supplies*).

    The parse reads *they are supplies* of some kind; nothing but adverbs stands between the two.
    """
    noun = parse.heads[verb]
    being = (i for i in parse.children(noun) if parse.deps[i] in {"cop", "aux"} and i < verb)
    copula = next(being, None)
    if copula is None or not parse.low[verb].endswith("ing") or parse.low[copula] not in _BEING:
        return
    between = range(copula + 1, verb)
    if any(parse.pos[i] != "ADV" and parse.low[i] not in _LIKE_ADVERBS for i in between):
        return
    if any(parse.deps[i] == "nsubj" and parse.low[i] in _POINTING for i in parse.children(noun)):
        return
    moved = [i for i in parse.children(noun) if i < verb or parse.deps[i] in _CLAUSAL]
    root = parse.heads[noun] == noun
    parse.hang(verb, verb if root else parse.heads[noun], parse.deps[noun])
    parse.hang(noun, verb, "obj")
    parse.deps[copula] = "aux"
    for i in moved:
        parse.heads[i] = verb


def _is_body(word: str) -> bool:
    """Whether a headline's word names whom it tells of (*troops*, *Russians*)."""
    return word in _BODIES or is_people(word)


def _give_headline_subject(parse: MendedParse, verb: int) -> None:
    """Make *enemy* the subject of *enemy assaulting area of A*, not a part of the area's name."""
    noun, body = parse.heads[verb], verb - 1
    named = body >= 0 and _is_body(parse.low[body]) and parse.low[verb].endswith("ing")
    if named and parse.heads[body] in {noun, verb} and parse.deps[body] == "compound":
        for i in parse.children(noun):
            if i < body:
                parse.heads[i] = body
        parse.hang(body, verb, "nsubj")


def _raise_over_auxiliary(parse: MendedParse, verb: int) -> bool:
    """Join a participle to the *have* before it (*have broken defences*); whether there was one."""
    noun, aux = parse.heads[verb], verb - 1
    while aux > 0 and parse.pos[aux] == "ADV":
        aux -= 1
    had = aux >= 0 and parse.low[aux] in _HAVE and parse.low[verb] in _DONE
    if not had or (parse.heads[noun], parse.deps[noun]) != (aux, "obj"):
        return False
    moved = parse.children(aux)
    parse.hang(verb, verb if parse.heads[aux] == aux else parse.heads[aux], parse.deps[aux])
    for i in moved:
        parse.heads[i] = verb
    parse.hang(aux, verb, "aux")
    return True


def _part_from_subject(parse: MendedParse, verb: int) -> None:
    """Part a past form from the two nouns that it stands between (*strike targeted positions*)."""
    if parse.low[verb].endswith("ing"):
        _free_progressive(parse, verb)
        return
    noun, before = parse.heads[verb], verb - 1
    if parse.low[verb] in {"force", "forces"} and parse.has(verb, "nsubj"):
        _raise_over_forced(parse, verb)
        return
    past = parse.pos[verb] == "VERB" and parse.words[verb].endswith(("ed", "s"))
    past = past and parse.words[verb].islower() and parse.low[verb] not in _KINDS_OF_TROOPS
    if not past or noun < verb or before < 0 or parse.pos[before] not in {"NOUN", "PROPN"}:
        return
    if parse.heads[before] != noun or parse.deps[before] != "compound":
        return
    for i in parse.children(noun):
        if i < before and parse.deps[i] in {"det", "amod", "compound", "nummod", "nmod:poss"}:
            parse.heads[i] = before
    parse.hang(before, verb, "nsubj")
    _raise_over_object(parse, verb)


def _raise_over_forced(parse: MendedParse, verb: int) -> None:
    """Make *force* head of *troops force invaders to retreat*, and the infinitive its own."""
    noun = parse.heads[verb]
    forced = [i for i in parse.children(noun) if parse.deps[i] == "acl" and i > noun]
    _raise_over_object(parse, verb)
    for i in forced:
        parse.hang(i, verb, "xcomp")


def _raise_compound(parse: MendedParse, noun: int) -> None:
    """Free a noun that the parse makes part of the verb or the name after it."""
    after = parse.heads[noun]
    if parse.low[noun] in _BARE_PRESENT and parse.has(noun, "nsubj"):
        _raise_over_object(parse, noun)
        return
    if after == noun + 1 and parse.low[noun] == "recruiting":
        _free_progressive(parse, noun)
        return
    if after == noun + 1 and parse.low[after] in _GOING_ON and parse.low[noun] in _GOES_ON:
        if parse.pos[after] in {"NOUN", "PROPN"}:
            _raise_over_verb(parse, noun)
        elif not parse.has(after, "nsubj", "nsubj:pass"):
            parse.hang(noun, after, "nsubj")
        return
    _raise_over_phrase(parse, noun)


def _part_from_dashes(parse: MendedParse, predicate: int) -> None:
    """Give a predicate the subject that dashes part from it (*towns - A, B - are under siege*)."""
    subject = parse.heads[predicate]
    copula = next((i for i in parse.children(predicate) if parse.deps[i] == "cop"), 0)
    apart = copula > subject + 1 and parse.words[copula - 1] in _DASHES
    if not apart or parse.has(predicate, "nsubj") or parse.pos[subject] not in {"NOUN", "PROPN"}:
        return
    root = parse.heads[subject] == subject
    parse.hang(predicate, predicate if root else parse.heads[subject], parse.deps[subject])
    for i in parse.children(subject):
        if i < subject and parse.deps[i] in {"cc", "mark", "punct"}:
            parse.heads[i] = predicate
    parse.hang(subject, predicate, "nsubj")


def _raise_over_verb(parse: MendedParse, noun: int) -> None:
    """Make an event head of its line where the parse takes its verb for a noun (*Fighting rages*).

    The verb cannot be made one; it hangs below and its phrases are the event's.
    """
    verb = parse.heads[noun]
    root = parse.heads[verb] == verb
    parse.hang(noun, noun if root else parse.heads[verb], parse.deps[verb])
    for i in parse.children(verb):
        if i != noun:
            parse.heads[i] = noun
    parse.hang(verb, noun, "acl")


def _raise_over_phrase(parse: MendedParse, noun: int) -> None:
    """Make a noun before *of* the head of the phrase, where it is called part of the name in it."""
    name = parse.heads[noun]
    if name < noun + 2 or parse.low[noun + 1] != "of" or parse.pos[noun] not in NOMINAL:
        return
    inner = [i for i in parse.children(noun) if noun < i < name and parse.deps[i] == "nmod"]
    root = parse.heads[name] == name
    parse.hang(noun, noun if root else parse.heads[name], parse.deps[name])
    parse.hang(name, noun, "nmod")
    parse.hang(noun + 1, name, "case")
    for i in inner:
        parse.hang(i, name, "compound")
    for i in parse.children(name):
        if i < noun or (root and parse.deps[i] in {"punct", "parataxis"}):
            parse.heads[i] = noun


def _join_to_predicate(parse: MendedParse, verb: int, noun: int) -> None:
    """Join *inflicted losses* after *and* to the verb before it, not to the noun before it."""
    low = parse.low[verb]
    fast = low != "consolidated" or parse.low[noun] in _HELD_FAST
    if not fast or low not in _CARRYING | _NO_QUALIFIER:
        _join_beside(parse, verb, noun)
        return
    joints = {"and"} if low in _CARRYING else {"and", ","}
    if verb == 0 or parse.low[verb - 1] not in joints:
        return
    first, before = parse.heads[noun], verb - 2
    if low in _NO_QUALIFIER and (parse.heads[before], parse.deps[before]) == (noun, "compound"):
        # *Conducted a raid and expelled troops*: the parse makes one noun of *raid*, *troops*.
        parse.hang(before, first, "obj")
        parse.deps[noun] = "conj"
        for i in parse.children(noun):
            parse.heads[i] = before if i < before else parse.heads[i]
    while parse.pos[first] in NOMINAL and parse.heads[first] != first:
        first = parse.heads[first]
    joined = {"conj"} if parse.low[verb - 1] == "and" else {"conj", "advcl"}
    if parse.deps[noun] not in joined or parse.pos[first] != "VERB" or first > verb:
        return
    parse.hang(verb, first, "conj")
    parse.hang(noun, verb, "obj")
    parse.hang(verb - 1, verb, "cc")
    for i in parse.children(first) if low in _NO_QUALIFIER else ():
        if i > noun and parse.deps[i] in {"obl", "advmod"}:
            parse.heads[i] = verb


def _join_beside(parse: MendedParse, verb: int, noun: int) -> None:
    """Join a verb after *and* or a comma to the verb before it, whose fellow its noun is called.

    A participle may qualify its noun (*and destroyed tanks*): it is joined only where the parse
    makes the noun a fellow of the verb itself, or its second object.
    """
    noun = parse.heads[noun] if parse.deps[noun] == "compound" else noun
    first = parse.heads[noun]
    if verb == 0 or first > verb or not _past(parse, verb):
        return
    beside = parse.pos[first] == "VERB" and parse.deps[noun] == "conj"
    twice = parse.deps[noun] == "obj" and any(
        parse.deps[i] == "obj" and i < verb for i in parse.children(first)
    )
    if parse.pos[first] != "VERB" or not (beside or twice):
        return
    parse.hang(verb, first, "conj")
    parse.hang(noun, verb, "obj")
    parse.hang(verb - 1, verb, "punct" if parse.low[verb - 1] == "," else "cc")
    for i in parse.children(first):
        if i > noun and parse.deps[i] in {"obl", "advmod"}:
            parse.heads[i] = verb


def _past(parse: MendedParse, verb: int) -> bool:
    return parse.low[verb].endswith("ed") or parse.low[verb] in PAST | SAME_IN_THE_PAST


def _part_from_teller(parse: MendedParse, verb: int) -> bool:
    """Part *7 injured* from who tells of it after a dash (*one person died, 7 injured - mayor*)."""
    teller, number = parse.heads[verb], verb - 1
    dashed = verb + 1 < teller and parse.low[verb + 1] in {"-", "–", "—"}
    if not dashed or not parse.low[verb].endswith("ed") or parse.heads[number] != teller:
        return False
    above = parse.heads[teller]
    if above > number or parse.deps[teller] not in {"conj", "appos", "parataxis", "list"}:
        return False
    parse.hang(verb, above, "conj")
    parse.hang(number, verb, "nsubj:pass")
    parse.hang(teller, above, "parataxis")
    for i in parse.children(teller):
        if i < number:
            parse.heads[i] = verb
    return True


def _mend_complement(parse: MendedParse, verb: int) -> None:
    hang_on_causer(parse, verb)
    give_joined_subject(parse, verb)


_OF_VERBS = {
    "xcomp": _mend_complement,
    "amod": _raise_over_object,
    "acl": hang_on_its_own,
    "advcl": give_subject,
    "compound": _part_from_subject,
    "conj": part_joined,
    "parataxis": give_lost_subject,
}
_OF_NOUNS = {
    "compound": _raise_compound,
    "appos": _part_from_dashes,
    "parataxis": _part_from_dashes,
}
