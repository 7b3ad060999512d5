"""Repairs of clauses that a parse ties to the wrong word, and of subjects it takes from them.

*After a strike hit X* is parsed without the strike, *and B took Y* with B joined to the phrase
before it, and what is told after the hour of the telling hangs on the hour.
"""

from __future__ import annotations

from salient.reading.lemmas import lemma_of
from salient.reading.mended_parse import MendedParse

__all__ = [
    "NOMINAL",
    "PAST",
    "SAME_IN_THE_PAST",
    "give_joined_subject",
    "give_lost_subject",
    "give_subject",
    "hang_on_causer",
    "hang_on_its_own",
    "part_joined",
]

_CAUSING = frozenset("force forces forced forcing compel compels compelled compelling".split())
_FAR = 12
"""Words between *force* and the infinitive that it takes."""

_OPENING = frozenset({"after", "as", "when", "while", "because", "since", "before", "until"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET"})
"""Parts of speech of what can be a subject or an object."""
_HOURS = frozenset("time hours hour am pm morning evening afternoon night day".split())
_TELLING = frozenset("report state claim say note announce confirm assess add warn".split())
"""Verbs of telling, between which and what is told the hour of the telling may stand."""
PAST = frozenset("took held won lost struck fought drove began broke withdrew".split())
SAME_IN_THE_PAST = frozenset("hit cut put set let shut split spread hurt beat".split())
"""Past forms without *ed*, and verbs whose past form is their base form."""


def _hang_past_aside(parse: MendedParse, verb: int) -> None:
    """Hang a participle after *, including …,* on the noun before the aside."""
    inner = parse.heads[verb]
    if verb < 3 or parse.low[verb - 1] != "," or inner > verb:
        return
    opened = next((i for i in parse.children(inner) if parse.low[i] == "including"), None)
    outer = parse.heads[inner]
    if opened is None or outer >= opened or parse.low[opened - 1] != ",":
        return
    if parse.pos[outer] in {"NOUN", "PROPN", "NUM"}:
        parse.heads[verb] = outer


def hang_on_its_own(parse: MendedParse, verb: int) -> None:
    """Hang a clause that the parse ties to the noun before it on what it belongs to."""
    _hang_past_aside(parse, verb)
    noun = parse.heads[verb]
    told = any(parse.deps[i] == "mark" and parse.low[i] == "that" for i in parse.children(verb))
    if not told or noun > verb or not (parse.low[noun] in _HOURS or parse.pos[noun] == "NUM"):
        return
    while parse.pos[noun] != "VERB" and parse.heads[noun] != noun:
        noun = parse.heads[noun]
    if lemma_of(parse.low[noun], "VERB") in _TELLING and not parse.has(noun, "ccomp"):
        parse.hang(verb, noun, "ccomp")


def hang_on_causer(parse: MendedParse, verb: int) -> None:
    """Hang an infinitive on the *force* whose object stands before its *to*.

    In *will take X or force the town to give up* the parse hangs it on *take*.
    """
    to = verb - 1
    if parse.low[to] != "to" or parse.heads[to] != verb:
        return
    for causer in range(to - 2, max(-1, to - _FAR), -1):
        if parse.pos[causer] == "VERB" and parse.low[causer] in _CAUSING:
            break
        if parse.pos[causer] in {"VERB", "AUX", "PUNCT"} and parse.deps[causer] != "amod":
            return
    else:
        return
    forced = any(parse.deps[i] == "obj" and causer < i < to for i in parse.children(causer))
    if forced and parse.heads[verb] != causer and verb != parse.heads[verb]:
        parse.hang(verb, causer, "xcomp")


def part_joined(parse: MendedParse, verb: int) -> None:
    """Part a clause with a noun of its own, or an aim, from the verb that the parse joins it to."""
    noun = verb - 1
    joined = parse.has(verb, "cc") or parse.pos[noun] not in NOMINAL
    case = next((i for i in parse.children(noun) if parse.deps[i] == "case"), None)
    opened = case is not None and parse.low[case] in _OPENING and case > parse.heads[verb]
    if joined or not opened or case is None or parse.deps[noun] not in {"obl", "nmod"}:
        _join_to_infinitive(parse, verb)
        return
    if not parse.has(verb, "nsubj", "nsubj:pass", "mark", "aux", "aux:pass"):
        parse.hang(noun, verb, "nsubj")
        parse.hang(case, verb, "mark")
        parse.deps[verb] = "advcl"


def _join_to_infinitive(parse: MendedParse, verb: int) -> None:
    """Join a verb in its base form to the infinitive before it, not to *goes on* or *went on*.

    A main verb with an ending shares none with a bare form: *continues attacks to defeat A,
    establish control over B* has two aims.
    """
    main, low = parse.heads[verb], parse.low
    ended = low[main].endswith(("s", "ed")) and lemma_of(low[main], "VERB") != low[main]
    if main > verb or not ended or parse.pos[main] != "VERB" or low[verb] in SAME_IN_THE_PAST:
        return
    if lemma_of(low[verb], "VERB") != low[verb]:
        return
    if parse.has(verb, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "cop"):
        return
    aims = (i for i in range(verb - 1, main, -1) if parse.pos[i] == "VERB" and low[i - 1] == "to")
    aim = next(aims, None)
    if aim is not None and parse.deps[aim] in {"advcl", "xcomp", "acl", "conj"}:
        parse.hang(verb, aim, "conj")


def give_subject(parse: MendedParse, verb: int) -> None:
    """Make the noun right before a clause's verb its subject, and its preposition the opening."""
    noun = verb - 1
    if noun > 0 and parse.deps[noun] == "conj":
        give_joined_subject(parse, verb)
        return
    if verb < 2 or parse.heads[noun] != parse.heads[verb] or parse.low[verb].endswith("ing"):
        return
    case = next((i for i in parse.children(noun) if parse.deps[i] == "case"), None)
    if parse.deps[noun] not in {"obl", "nmod"} or case is None or parse.low[case] not in _OPENING:
        return
    if parse.has(verb, "nsubj", "nsubj:pass", "mark", "aux", "aux:pass"):
        return
    if not parse.has(verb, "obj"):
        return
    parse.hang(noun, verb, "nsubj")
    parse.hang(case, verb, "mark")


def give_joined_subject(parse: MendedParse, verb: int) -> None:
    """Part *and B took Y* from the phrase that B is joined to (*did X near A and B took Y*)."""
    noun, main = verb - 1, parse.heads[verb]
    past = parse.low[verb].endswith("ed") or parse.low[verb] in SAME_IN_THE_PAST | PAST
    if not past or noun <= main or parse.deps[noun] != "conj" or parse.pos[main] != "VERB":
        return
    joint = next((i for i in parse.children(noun) if parse.low[i] in {"and", "but"}), None)
    joined = parse.heads[noun]
    if joint is None or not main < joined < joint or parse.deps[joined] not in {"obl", "nmod"}:
        return
    if parse.has(verb, "nsubj", "nsubj:pass", "mark", "aux", "aux:pass"):
        return
    parse.hang(noun, verb, "nsubj")
    parse.hang(verb, main, "conj")
    parse.hang(joint, verb, "cc")


def give_lost_subject(parse: MendedParse, verb: int) -> None:
    """Part *and fighting is going on* from what the noun is joined to (*left A and …*)."""
    if parse.has(verb, "nsubj", "nsubj:pass", "mark", "cc"):
        return
    first = next((i for i in parse.children(verb) if parse.deps[i].startswith("aux")), verb)
    noun = first - 1
    if first > verb or noun < 2 or parse.pos[noun] != "NOUN" or parse.deps[noun] != "conj":
        return
    joint, main = noun - 1, parse.heads[verb]
    if parse.low[joint] not in {"and", "but"} or main > noun or parse.pos[main] != "VERB":
        return
    parse.hang(noun, verb, "nsubj")
    parse.hang(verb, main, "conj")
    parse.hang(joint, verb, "cc")
