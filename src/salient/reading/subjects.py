"""Who does what a verb or an event noun says, and what it is done to, as the parse has it.

Subjects are handed down from the verb above (*began to take*, *forced them to leave*), through
relative clauses and fellow verbs.
"""

from __future__ import annotations

from salient.reading.governors import PLANS, READYING, SUPPORTING
from salient.reading.lemmas import lemma
from salient.reading.participles import said_of_object
from salient.reading.tokens import Token
from salient.reading.tree import (
    agent_of,
    ancestors,
    argument,
    attributive,
    cases,
    child,
    conjunct_head,
    is_passive,
    let_alone,
    reduced,
    rough_number,
)

__all__ = ["TROUBLES", "noun_actor", "object_of", "subject_of"]

_OBJECT_CONTROL = frozenset(
    "force compel allow enable help urge order ask command let make cause prevent stop keep block "
    "bar prohibit forbid permit tell persuade push deter discourage dissuade hinder invite leave "
    "require want expect task see oblige encourage instruct assign convince incentivize "
    "authorize pressure pressurise pressurize coerce drive spur prompt tempt lure lead".split()
)
_BRINGING_ABOUT = frozenset("force compel prompt pressure drive lead cause coerce".split())
_ASKING = frozenset("urge ask order command invite encourage instruct beg implore".split())
"""Verbs whose object does, or is to do, what an infinitive says wherever the parse hangs it."""

_CHARGING = frozenset({"accuse", "suspect", "convict"})
"""Verbs whose object is said to have done what *of* and a gerund name."""

_JUDGING = frozenset("criticize criticise condemn denounce blame praise thank punish".split())
"""Verbs whose object did what *for* and a gerund name."""

_HELPING = frozenset("help assist aid support".split())
"""Verbs whose object does what *in* and a gerund name."""

_PICTURES = frozenset("footage video image imagery photo photograph screenshot picture".split())
"""What shows somebody at what a participle says (*footage of troops advancing*)."""

_NEEDED = frozenset("condition force troop reserve opportunity means strength resource".split())
"""Nouns of what somebody makes or gathers to do what an infinitive says."""

_OF_WHOM = frozenset("defend retreat flee withdraw operate remain fight travel".split())
"""Verbs whose participle right after a force is said of it (*attacks on forces defending X*)."""

TROUBLES = frozenset(
    "difficulty trouble problem success progress operation challenge hardship luck".split()
)
"""Nouns before the gerund of what somebody has trouble or success in doing."""

_CAUSING = frozenset({"as", "amid", "after", "during", "following", "due", "because"})
"""Words before what brought something about, which the parse makes its subject."""

_PARTS = frozenset(
    "element unit volunteer member fighter soldier serviceman servicemen servicemember personnel "
    "detachment group paratrooper marine troop mercenary conscript remnant component operator "
    "militant".split()
)
"""Nouns of people or parts of a force that are *of* a formation, and do what it is said to do."""

_FORMATIONS = frozenset(
    "army division brigade regiment battalion corps company group force district fleet unit "
    "command detachment militia guard".split()
)

_COUNTING = frozenset(
    "deport abduct kidnap kill wound injure detain arrest destroy damage evacuate capture lose "
    "eliminate rescue remove hit take".split()
)
"""Verbs whose object, after *over* or *about* a number, the parse takes for where."""

_SHORTEST = 3
"""Words before a verb at least that can end with two nouns joined."""

_SHOWING = frozenset(
    "show depict film record observe see spot report notice document confirm capture photograph "
    "identify detect portray track".split()
)
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def _relative_head(token: Token, clause: Token) -> Token | None:
    """What a relative pronoun stands for: the noun that the clause modifies."""
    if token.low in _RELATIVE and clause.dep_ in {"acl:relcl", "acl"}:
        return clause.head
    return token


def _noun_before(verb: Token) -> Token:
    """The noun that a participle after it modifies: the one it follows, whatever the parse says."""
    head = verb.head
    before = verb.nbor(-1) if verb.i > 0 else head
    if before.pos_ in {"ADV", "AUX"} and before.head == verb and before.i > 0:
        # *forces previously deployed in X*, *the risk of X being taken*.
        before = before.nbor(-1)
    follows = before.pos_ in {"NOUN", "PROPN"} and head.i < before.i
    return _whole_of_part(before if follows else head)


def _whole_of_part(noun: Token) -> Token:
    """The people or the part of a force that a noun ends the name of, else the noun.

    What is said after *elements of the A and B brigades*, *volunteers of the A regiment of the B
    district* is said of the elements, the volunteers, wherever the parse hangs it.
    """
    node = noun
    for _ in range(6):
        above = node.head
        of = node.dep_ == "nmod" and above.i < node.i and "of" in cases(node)[:1]
        if of and lemma(above) in _PARTS:
            return above
        if not (of or (node.dep_ in {"conj", "appos"} and above.i < node.i)):
            break
        if of and lemma(above) not in _FORMATIONS:
            break
        node = above
    return noun


def _object_acts(verb: Token) -> Token | None:
    """The object of the verb above that does what this verb says, or None.

    So in *ordered troops to hold X*, *showed forces moving*, *indicating forces hold X*.
    """
    head = verb.head
    if lemma(head) == "call" and child(head, "aux:pass") is None and argument(head, "on"):
        return argument(head, "on")
    noun = child(head, "obj", "iobj")
    if noun is None:
        return None
    if lemma(noun) in _PICTURES:
        return _pictured(noun, verb)
    complement = verb.dep_ == "xcomp" or lemma(head) in _BRINGING_ABOUT | _ASKING
    if lemma(head) in _OBJECT_CONTROL and (complement or "from" in cases(verb)):
        return noun
    if lemma(head) in _CHARGING and "of" in cases(verb):
        return noun
    if lemma(head) in _JUDGING and cases(verb)[:1] == ("for",):
        return noun
    if lemma(head) in _HELPING and cases(verb)[:1] == ("in",):
        return noun
    if noun.i > verb.i or cases(verb):
        return None
    if said_of_object(verb, noun):
        return noun
    if not verb.low.endswith("ing"):
        return noun if verb.dep_ == "xcomp" else None
    shown = lemma(head) in _SHOWING
    by_picture = shown and _is_picture(child(head, "nsubj"))
    return noun if by_picture or (shown and not _apart(noun, verb)) else None


def _is_picture(noun: Token | None) -> bool:
    """Whether a subject shows what others do, and does nothing itself."""
    return noun is not None and lemma(noun) in _PICTURES


def _pictured(picture: Token, verb: Token) -> Token | None:
    """Whom a picture is *of*, where a participle right after says what they do in it."""
    shown = argument(picture, "of") or next(
        (t for t in picture.doc[picture.i + 1 : verb.i] if cases(t)[:1] == ("of",)), None
    )
    if shown is None or not picture.i < shown.i < verb.i or not verb.low.endswith("ing"):
        return None
    return None if _apart(shown, verb) else shown


def _apart(noun: Token, verb: Token) -> bool:
    """Whether a comma parts a participle from the noun that it may be said of.

    Commas in brackets and around *including …* part nothing.
    """
    between = list(noun.doc[noun.i : verb.i])
    if any(t.low == "including" for t in between):
        return False
    depth = 0
    for t in between:
        depth += (t.text == "(") - (t.text == ")")
        if t.text == "," and depth == 0:
            return True
    return False


def _joined_above(verb: Token) -> Token:
    """The verb that a verb goes on with: in the present not a participle that qualifies a noun.

    So in *strengthens posts in areas bordering A and transfers units*, where the parse joins the
    last to *bordering*.
    """
    above = conjunct_head(verb)
    finite = "Fin" in verb.morph.get("VerbForm", [])
    present = "Pres" in verb.morph.get("Tense", []) and above.dep_ == "acl"
    if not finite or not (present or _right_before(above) is not None):
        return above
    if "Fin" in above.morph.get("VerbForm", []):
        return above
    outer = next((a for a in ancestors(above) if child(a, "nsubj") is not None), above)
    return outer if outer.pos_ == "VERB" and not is_passive(outer) else above


def _right_before(verb: Token) -> Token | None:
    """The part of a force after a preposition of which a participle right after it is said."""
    if verb.i == 0 or not verb.low.endswith("ing") or lemma(verb) not in _OF_WHOM or cases(verb):
        return None
    noun = verb.nbor(-1)
    if noun.pos_ == "ADV" and noun.i > 0:
        noun = noun.nbor(-1)
    force = noun.dep_ in {"nmod", "obl"} and lemma(noun) in _PARTS | {"force", "troop"}
    return noun if force and noun.pos_ == "NOUN" else None


def _charged(verb: Token) -> bool:
    """Whether a gerund is what somebody is accused of or blamed for (*accused A of taking X*)."""
    who = verb.head
    if who.dep_ != "obj":
        return False
    of = lemma(who.head) in _CHARGING and cases(verb)[:1] == ("of",)
    return of or (lemma(who.head) in _JUDGING and cases(verb)[:1] == ("for",))


def _who_readies(verb: Token, depth: int) -> Token | None:
    """Who makes what an infinitive needs (*creating conditions to resume attacks*), or None."""
    noun = verb.head
    readied = noun.dep_ == "obj" and lemma(noun) in _NEEDED and noun.head.pos_ == "VERB"
    return subject_of(noun.head, depth + 1) if readied else None


def _subject_by_noun(verb: Token, depth: int) -> Token | None:
    """Who does what a verb says that qualifies a noun (*plans to take X*, *forces moving on X*)."""
    noun = verb.head
    marks = {"to", "of", "for", "at", "in", "on"}
    marked = any(c.dep_ == "mark" and c.low in marks for c in verb.children)
    if marked or "Inf" in verb.morph.get("VerbForm", []):
        return noun_actor(noun, depth + 1) or _who_readies(verb, depth)
    if lemma(noun) in TROUBLES and noun.dep_ == "obj" and verb.low.endswith("ing"):
        return subject_of(noun.head, depth + 1)
    return _noun_before(verb)


def _controlled_subject(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if verb.dep_ == "conj":
        return _surface_subject(_joined_above(verb), depth + 1)
    if let_alone(verb):
        earlier = next((t for t in reversed(list(head.lefts)) if t.pos_ == "VERB"), None)
        earlier = earlier or next(
            (t for t in reversed(list(verb.doc[: head.i])) if t.pos_ == "VERB"), None
        )
        return _surface_subject(earlier, depth + 1) if earlier is not None else None
    governs = head.pos_ in {"VERB", "AUX", "ADJ"} or _calls_on(head)
    if verb.dep_ in {"xcomp", "advcl", "ccomp", "obl"} and governs:
        if lemma(head) in _OBJECT_CONTROL and is_passive(head):
            return child(head, "nsubj:pass", "nsubj") or _surface_subject(head, depth + 1)
        acting = _object_acts(verb) or _right_before(verb)
        if acting is not None:
            return acting
        if verb.dep_ != "ccomp":
            return _surface_subject(head, depth + 1)
    if verb.dep_ == "acl" and _charged(verb):
        return head
    if verb.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return _subject_by_noun(verb, depth)
    if verb.dep_ == "amod" and head.pos_ in {"NOUN", "PROPN"}:
        return head
    if verb.dep_ in {"obl", "nmod", "obj", "nsubj"} and "Ger" in verb.morph.get("VerbForm", []):
        return _surface_subject(head, depth + 1)
    return None


def _surface_subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject, own or inherited, active or passive."""
    if depth > 12:
        return None
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass", "nsubj:outer"}]
    if subjects:
        # Of several, which the parse makes of a label before a colon, the nearest is the verb's.
        before = [c for c in subjects if c.i < verb.i]
        nearest = (before or subjects)[-1 if before else 0]
        shown = _pictured(nearest, verb) if _is_picture(nearest) else None
        return shown or _relative_head(_after_label(nearest), verb)
    clause = child(verb, "csubj")
    if clause is not None and child(clause, "nsubj") is not None:
        return child(clause, "nsubj")
    joined = _joined_before(verb)
    if joined is not None:
        return joined
    for aux in verb.children:
        if aux.dep_ in {"aux", "aux:pass", "cop"}:
            stray = child(aux, "nsubj", "nsubj:pass")
            if stray is not None:
                return stray
    return _controlled_subject(verb, depth)


def _calls_on(word: Token) -> bool:
    """Whether a noun is a headline's verb (*A and B call on C to leave*)."""
    return lemma(word) == "call" and argument(word, "on") is not None


def _after_label(subject: Token) -> Token:
    """The noun after a label's colon that the parse makes the label's own (*X: Troops took Y*)."""
    named = child(subject, "appos")
    if named is None or not (named.pos_ in {"NOUN", "PROPN"} or argument(named, "of")):
        return subject
    labelled = any(t.text == ":" for t in subject.doc[subject.i : named.i])
    return named if labelled else subject


def _joined_before(verb: Token) -> Token | None:
    """Who does what a verb in the present says, where the parse joins it to the noun before it.

    So in *could not confirm the control of X and the forces likely hold it*, where it joins the
    forces to X.
    """
    if verb.dep_ not in {"conj", "advcl", "parataxis"} or verb.pos_ != "VERB":
        return None
    present = "Pres" in verb.morph.get("Tense", []) and "Fin" in verb.morph.get("VerbForm", [])
    if not present or verb.i < _SHORTEST:
        return None
    noun = verb.nbor(-1)
    while noun.i > 1 and noun.head == verb and noun.pos_ in {"ADV", "AUX", "PART"}:
        noun = noun.nbor(-1)
    if noun.dep_ != "conj" or noun.pos_ not in {"NOUN", "PROPN"} or child(noun, "cc") is None:
        return None
    outer = noun.head
    while outer.dep_ == "conj" and outer.pos_ in {"NOUN", "PROPN"}:
        outer = outer.head
    return noun if outer.dep_ in {"obl", "nmod", "obj"} and outer.i < noun.i < verb.i else None


def noun_actor(noun: Token, depth: int = 0) -> Token | None:
    """Who does what an event noun names: its possessor, or the subject of what supports it."""
    if depth > 12:
        return None
    owner = child(noun, "nmod:poss")
    if owner is not None:
        return owner
    agent = agent_of(noun)
    if agent is not None:
        return agent
    if noun.dep_ in {"obj", "xcomp", "obl"} and lemma(noun.head) in SUPPORTING:
        return subject_of(noun.head, depth + 1)
    if noun.dep_ == "nsubj:pass" and lemma(noun.head) in SUPPORTING:
        return agent_of(noun.head)
    if noun.dep_ == "conj":
        gerund = noun.low.endswith("ing") and noun.i > 0 and noun.nbor(-1).pos_ == "CCONJ"
        joined = gerund and noun.head.pos_ == "VERB"
        return subject_of(noun.head, depth + 1) if joined else noun_actor(noun.head, depth + 1)
    if noun.dep_ in {"obl", "nmod", "advcl"} and _aimed_at(noun):
        return subject_of(noun.head, depth + 1)
    return None


def _aimed_at(noun: Token) -> bool:
    """Whether a noun is what its governor prepares or tries (*regroup for*, *plans for*)."""
    governor = lemma(noun.head)
    if governor in PLANS and noun.head.pos_ in {"NOUN", "PROPN"}:
        return cases(noun)[:1] in {("for",), ("of",), ("at",), ("to",)}
    return governor in READYING and cases(noun)[:1] == ("for",)


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Who does what the verb says: its logical subject, own, by-phrase or inherited."""
    if depth > 12:
        return None
    if attributive(verb) and verb.dep_ != "amod":
        return None
    if is_passive(verb):
        return agent_of(verb)
    if verb.pos_ in {"NOUN", "PROPN"}:
        return noun_actor(verb, depth)
    found = _surface_subject(verb, depth)
    if found is None and "Inf" in verb.morph.get("VerbForm", []):
        return next((own for a in ancestors(verb) if (own := child(a, "nsubj")) is not None), None)
    return found


def object_of(verb: Token) -> Token | None:
    """What the verb's action is done to: its logical object."""
    if attributive(verb) and verb.dep_ != "amod":
        return verb.nbor(1)
    if is_passive(verb):
        subjects = [c for c in verb.children if c.dep_ == "nsubj:pass"]
        if len(subjects) > 1:
            # *As a result of the shelling*, which the parse makes a subject too.
            subjects = [c for c in subjects if not _CAUSING & {*cases(c)}] or subjects
        subjects = subjects or [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
        if subjects:
            # Of several, one before a colon is a label, not the subject.
            labelled = any(t.text == ":" for t in verb.doc[subjects[0].i : verb.i])
            return _relative_head(subjects[-1 if labelled else 0], verb)
        if reduced(verb):
            return _noun_before(verb)
        if verb.dep_ in {"amod", "acl:relcl"}:
            return verb.head
        counted = verb.nbor(-1) if verb.dep_ == "xcomp" and verb.i > 0 else verb
        # *Leaving 14 killed and 15 injured*: the number before the participle is its own.
        return counted if counted.pos_ == "NUM" else _controlled_subject(verb, 0)
    own = child(verb, "obj", "iobj") or _object_of_next(verb)
    if own is not None:
        return _relative_head(own, verb)
    if verb.dep_ == "amod" and verb.low == "occupied" and verb.head.i > verb.i:
        return verb.head
    return _relative_gap(verb) or _displaced_object(verb)


def _object_of_next(verb: Token) -> Token | None:
    """The object of the verb that *and*, *or* joins at once (*destroyed or damaged 20 houses*)."""
    if lemma(verb) not in _COUNTING or verb.i + 2 >= len(verb.doc):
        return None
    joint, following = verb.nbor(1), verb.nbor(2)
    joined = joint.low in {"and", "or"} and following.head == verb and following.dep_ == "conj"
    return child(following, "obj") if joined and lemma(following) in _COUNTING else None


def _relative_gap(verb: Token) -> Token | None:
    """The noun that a relative clause without an object of its own says something of."""
    subject = child(verb, "nsubj")
    if verb.dep_ != "acl:relcl" or subject is None or subject.low in _RELATIVE:
        return None
    full = any(c.dep_ in {"obj", "ccomp", "xcomp"} for c in verb.children)
    return None if full else verb.head


def _displaced_object(verb: Token) -> Token | None:
    """The object where the parse hangs it elsewhere: *up to 20 tanks*, or on a later conjunct."""
    for c in verb.children:
        if c.dep_ == "obl" and "to" in cases(c) and any(g.text == "up" for g in verb.children):
            return c
    if verb.dep_ == "conj" and child(verb, "nsubj") is None:
        return None
    counted = rough_number(verb)
    if counted is not None and lemma(verb) in _COUNTING:
        return counted
    for c in verb.children:
        if c.dep_ == "conj" and c.pos_ == "VERB" and child(c, "nsubj", "aux") is None:
            return child(c, "obj")
    return None
