"""Questions to a dependency parse: what governs what, what a noun is of, what a phrase takes in.

Labels are those of Universal Dependencies 2. Parses err; each answer degrades to None rather than
to a guess from afar.
"""

from __future__ import annotations

from collections.abc import Iterator

from salient.reading.lemmas import lemma
from salient.reading.tokens import Token

__all__ = [
    "agent_of",
    "ancestors",
    "argument",
    "attributive",
    "cases",
    "child",
    "complement_of",
    "conjunct_head",
    "follows",
    "governing_clause",
    "is_passive",
    "last_subject",
    "let_alone",
    "negation",
    "noun_phrase",
    "phrase_tokens",
    "reduced",
    "rough_number",
]


_INTRANSITIVE = frozenset(
    "fire advance retreat withdraw move return flee march fall fight clash attack arrive".split()
)
_QUALIFYING = frozenset(
    "occupied captured liberated besieged recaptured encircled annexed seized retaken "
    "surrounded".split()
)
_BEFORE_QUALIFYING = frozenset(
    "in of near the temporarily from to at around recently newly currently into toward "
    "towards over still previously".split()
)
_UNDERGONE = frozenset(
    "deport abduct kidnap kill wound injure detain arrest execute murder torture liberate destroy "
    "damage block trap exchange rescue discover find recover retrieve bury intercept down "
    "demolish".split()
)
"""Verbs that always take an object: in the past without one they say what their subject suffers."""

_SUFFERED = _UNDERGONE | {"capture", "seize", "occupy", "besiege", "evacuate", "bomb", "shell"}
"""Verbs that right after a noun say what it suffers, whatever form the parse calls theirs."""

_ENDED = frozenset("kill wound injure destroy damage demolish".split())
_BESIDE = frozenset("in near at over by during on outside amid after".split())
"""Prepositions after a headline's participle, where no object follows that somebody destroyed."""

_HIT = frozenset({"hit", "strike", "target"})
_FIRED_ON = frozenset(
    "depot warehouse school house home building bridge church hospital base airfield airport "
    "station port plant factory refinery market mall hotel centre center infrastructure train "
    "bus car convoy ship tanker vessel village town city monastery kindergarten university".split()
)
"""What is hit in a headline, and hits nothing itself."""

_NEVER_DONE = frozenset("beaten taken stolen driven thrown blown overthrown shaken".split())
"""Past participles that without *have* say what their subject suffers."""

_THROWN = frozenset({"push", "drive", "throw", "knock", "force"})
"""Verbs that do so before *back* or *out*."""

_FINDING = frozenset({"report", "confirm", "fear", "believe", "presume", "find", "leave"})
"""Verbs before a participle that says what befell their subject, or their object if they have one
(*three reported killed*, *left three wounded*)."""

_ROUGHLY = frozenset({"over", "about", "around", "up", "under"})
_TAKES_ON = frozenset({"DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON", "CCONJ", "SCONJ"})
_CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "acl:relcl", "parataxis", "csubj", "csubj:pass"})
_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "hardly", "nowhere"})
_NP_PARTS = frozenset(
    {"amod", "compound", "flat", "nummod", "nmod:poss", "det", "fixed", "goeswith", "case", "punct",
     "advmod", "nmod:npmod", "nmod:unmarked", "det:predet", "compound:prt", "obl:npmod"}
)  # fmt: skip


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the labels."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def last_subject(token: Token) -> Token | None:
    """Its own subject: of several, the one after the colon that makes the first a label."""
    own = [c for c in token.children if c.dep_ in {"nsubj", "nsubj:pass", "nsubj:outer"}]
    if len(own) < 2 or own[-1].i > token.i:
        return own[0] if own else None
    labelled = any(t.text == ":" for t in token.doc[own[0].i : own[-1].i])
    return own[-1 if labelled else 0]


def ancestors(token: Token) -> Iterator[Token]:
    """The governors of a token, nearest first."""
    while token.head != token and token.dep_ != "ROOT":
        token = token.head
        yield token


def cases(token: Token) -> tuple[str, ...]:
    """Lower-case prepositions of a noun (or the marks of a clause), in order."""
    if token.prepositions is None:
        found = []
        for c in token.children:
            if c.dep_ in {"case", "mark"} and c.i < token.i:
                found.append(c.low)
                found += [f.low for f in c.children if f.dep_ == "fixed"]
        token.prepositions = tuple(found)
    return token.prepositions


def _object_follows(verb: Token) -> bool:
    """Whether a noun phrase follows at once, as after an active verb (*aircraft bombed X*)."""
    if verb.i + 1 >= len(verb.doc):
        return False
    return verb.nbor(1).pos_ in {"DET", "PROPN", "NOUN", "ADJ", "NUM", "PRON"}


def rough_number(verb: Token) -> Token | None:
    """What a verb counts roughly, where the parse makes a phrase of it (*took over 30 people*)."""
    for c in verb.children:
        number = child(c, "nummod") if c.dep_ == "obl" and c.i > verb.i else None
        share = c.low == "%"
        rough = _ROUGHLY | ({"between", "from"} if share else {"between"})
        if (
            number is not None
            and (share or c.pos_ == "NOUN")
            and any(t.low in rough for t in c.doc[verb.i + 1 : number.i] if t.i > number.i - 3)
        ):
            return c
    return None


def _headline_passive(verb: Token) -> bool:
    """Whether a headline leaves out *were* (*31,000 people deported from X*)."""
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    thrown = lemma(verb) in _THROWN and after.low in {"back", "out"}
    suffered = lemma(verb) in _UNDERGONE or verb.low in _NEVER_DONE
    undergone = suffered or (thrown and argument(verb, "against") is None)
    if lemma(verb) == "shoot" and after.low == "down":
        undergone, after = True, after.nbor(1) if after.i + 1 < len(after.doc) else verb
    undergone = undergone or (lemma(verb) in _HIT and after.low in _BESIDE)
    past = verb.low == "shot" or "Past" in verb.morph.get("Tense", [])
    if not (undergone and past):
        return False
    subject = child(verb, "nsubj")
    if subject is None or subject.i > verb.i:
        return False
    if lemma(verb) in _HIT and lemma(subject) not in _FIRED_ON:
        return False
    named = lemma(verb) in _ENDED and after.low in _BESIDE
    if not (named or _plural_or_common(subject)):
        return False
    if child(verb, "aux", "obj", "iobj", "ccomp", "cop") or rough_number(verb):
        return False
    if any(c.dep_ == "xcomp" and c.pos_ != "ADJ" for c in verb.children):
        return False
    joined = (c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")
    if any(child(c, "nsubj", "nsubj:pass") is None for c in joined):
        return False
    return after.dep_ == "xcomp" or after.pos_ not in _TAKES_ON


def _found_to_be(verb: Token) -> bool:
    """Whether a participle says what somebody is reported, found or left to have suffered."""
    if verb.dep_ != "xcomp" or verb.head.pos_ != "VERB":
        return False
    counted = verb.nbor(-1).pos_ == "NUM" and lemma(verb) in _UNDERGONE
    if lemma(verb.head) not in _FINDING and not counted:
        return False
    bare = child(verb, "obj", "mark", "aux", "nsubj") is None
    return bare and "Past" in verb.morph.get("Tense", []) and verb.i > verb.head.i


def _plural_or_common(noun: Token) -> bool:
    """Whether a subject is a common noun, a number or a people (*Ukrainians*), no single name."""
    people = noun.pos_ == "PROPN" and noun.low.endswith("ans")
    return people or noun.pos_ in {"NOUN", "NUM", "ADJ"}


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, or is a bare past participle after a noun."""
    if verb.low == "engaged" and argument(verb, "in") is not None:
        # *Forces are engaged in battles* tells what they do.
        return False
    if any(c.dep_ in {"aux:pass", "csubj:pass"} for c in verb.children):
        return True
    if child(verb, "nsubj:pass") is not None:
        # *The regiment destroyed at least 40 tanks* is no passive, whatever the parse makes of it.
        struck = child(verb, "obj")
        return struck is None or struck.i < verb.i
    if _headline_passive(verb) or _found_to_be(verb):
        return True
    if child(verb, "nsubj") is not None or child(verb, "obj") is not None:
        return False
    if verb.dep_ == "acl" and (lemma(verb) in _INTRANSITIVE or _object_follows(verb)):
        return False
    past = "Past" in verb.morph.get("Tense", [])
    if verb.dep_ == "advcl" and reduced(verb):
        return True
    if past and verb.dep_ in {"ROOT", "parataxis"} and agent_of(verb) is not None:
        return True
    suffered = verb.dep_ == "acl" and lemma(verb) in _SUFFERED
    if not past or not (suffered or "Part" in verb.morph.get("VerbForm", [])):
        return False
    if any(c.dep_ == "aux" and lemma(c) == "have" for c in verb.children):
        return False
    if verb.dep_ == "conj" and "Pass" in verb.morph.get("Voice", []):
        # *Units are formed and sent to X*.
        full = child(verb.head, "aux:pass", "nsubj:pass") is not None
        return full and lemma(verb) not in _INTRANSITIVE and is_passive(verb.head)
    return (
        verb.dep_ == "amod"
        or reduced(verb)
        or any(c.dep_ in {"obl:agent", "obl"} and "by" in cases(c) for c in verb.children)
    )


def conjunct_head(token: Token) -> Token:
    """What a conjunct is joined to.

    A finite past form that the parse joins to an infinitive (*were unable to cross and suffered
    losses*) belongs to the nearest governor that is finite too.
    """
    first = token.head
    fellow = _gerund_before(token, first)
    if fellow is not None:
        return fellow
    finite = "Past" in token.morph.get("Tense", []) and token.pos_ == "VERB"
    if not finite or "Inf" not in first.morph.get("VerbForm", []):
        return first
    for above in ancestors(first):
        if above.pos_ in {"VERB", "AUX", "ADJ"} and "Inf" not in above.morph.get("VerbForm", []):
            return above
    return first


_OF = frozenset({("on",), ("from",), ("in",), ("at",)})


def _gerund_before(token: Token, first: Token) -> Token | None:
    """The gerund that another goes on with, where the parse joins it to the verb above both.

    So *preventing* to *holding* in *focused on holding X and preventing attacks*.
    """
    if not token.low.endswith("ing") or first.low.endswith("ing") or token.pos_ != "VERB":
        return None
    if first.pos_ != "VERB" or any(c.dep_.startswith(("aux", "nsubj")) for c in token.children):
        return None
    between = (c for c in first.children if first.i < c.i < token.i and c.low.endswith("ing"))
    for c in between:
        if c.pos_ == "VERB" and (c.dep_ == "xcomp" or (c.dep_ == "advcl" and cases(c)[:1] in _OF)):
            return c
    return None


def let_alone(verb: Token) -> bool:
    """Whether the verb follows *let alone*: what happened even less than what stands before."""
    return lemma(verb.head) == "let" and any(c.low == "alone" for c in verb.head.children)


def agent_of(verb: Token) -> Token | None:
    """Who does what a passive verb or a noun says, by its *by* phrase."""
    for c in verb.children:
        if c.dep_ == "obl:agent" or (c.dep_ in {"obl", "nmod"} and cases(c)[:1] == ("by",)):
            return c
    return _agent_of_fellows(verb)


def _agent_of_fellows(verb: Token) -> Token | None:
    """The agent that participles joined to a verb name for all (*were killed and hurt by A*)."""
    if verb.pos_ != "VERB":
        return None
    for c in verb.children:
        joined = c.dep_ == "conj" and c.pos_ == "VERB" and c.i > verb.i and c.low.endswith("ed")
        own = {"nsubj", "nsubj:pass", "obj", "aux", "aux:pass"}
        if joined and not any(g.dep_ in own for g in c.children):
            found = next((g for g in c.children if g.dep_ == "obl:agent"), None)
            if found is not None:
                return found
    return None


_QUOTES = frozenset({'"', "'", "“", "”", "‘", "’", "«", "»"})


def attributive(verb: Token) -> bool:
    """Whether a participle stands before the place that it qualifies (*in occupied X*).

    Told by the words around it as well as by the parse, which is often led astray here.
    """
    if verb.dep_ == "amod":
        return True
    if verb.low not in _QUALIFYING or verb.i == 0 or verb.i + 1 >= len(verb.doc):
        return False
    before, after = verb.nbor(-1), verb.nbor(1)
    if verb.i > 1 and verb.i + 2 < len(verb.doc) and {before.text, after.text} <= _QUOTES:
        # *In "liberated" X*: what somebody calls it.
        before, after = before.nbor(-1), after.nbor(1)
    if after.pos_ != "PROPN" or _of_people(verb):
        return False
    verbal = before.pos_ == "VERB" or before.dep_ == "xcomp"
    return before.low in _BEFORE_QUALIFYING or before.text == "-" or verbal


def _of_people(participle: Token) -> bool:
    """Whether *captured* before a town is said of its people (*the captured Orlivka defenders*)."""
    people = participle.i + 2
    if participle.low not in {"captured", "seized"} or people >= len(participle.doc):
        return False
    noun = participle.nbor(2)
    return noun.pos_ == "NOUN" and participle.nbor(1).head == noun


def complement_of(token: Token) -> Token | None:
    """The verb, noun or adjective whose complement the clause of `token` is, or None."""
    if token.dep_ in {"xcomp", "ccomp", "csubj", "acl", "advcl", "obl", "nmod"}:
        return token.head
    return None


def reduced(verb: Token) -> bool:
    """Whether a past participle qualifies the noun before it (*forces concentrated around X*).

    The parse often hangs it on the main verb instead.
    """
    if verb.dep_ == "acl":
        return True
    if verb.dep_ != "advcl" or verb.i == 0 or "Past" not in verb.morph.get("Tense", []):
        return False
    bare = not any(c.dep_ in {"mark", "aux", "aux:pass", "nsubj", "cop"} for c in verb.children)
    return bare and verb.nbor(-1).pos_ in {"NOUN", "PROPN"}


def argument(token: Token, preposition: str) -> Token | None:
    """The noun that `preposition` ties to a verb or noun."""
    for c in token.children:
        if c.dep_ in {
            "obl",
            "nmod",
            "obl:agent",
            "obl:arg",
            "advcl",
            "xcomp",
        } and preposition in cases(c):
            return c
    return None


def follows(noun: Token, phrase: Token) -> bool:
    """Whether a phrase of the governing verb stands at once after its object (*quell raids on X*).

    It is then the object's own as often as not.
    """
    case = child(phrase, "case")
    at_once = case is not None and case.i == noun.i + 1 and phrase.dep_ == "obl"
    return at_once and noun.dep_ == "obj" and phrase.head == noun.head


def noun_phrase(noun: Token) -> tuple[Token, Token]:
    """First and last token of a noun with its close modifiers and a following *of* phrase."""
    tokens = phrase_tokens(noun)
    while len(tokens) > 1 and (
        tokens[0].dep_ in {"case", "det", "punct"}
        or tokens[0].is_punct
        or (tokens[0].pos_ == "ADV" and _opens_phrase(tokens[0].nbor(1), noun))
    ):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1].is_punct:
        tokens = tokens[:-1]
    return tokens[0], tokens[-1]


def _opens_phrase(word: Token, noun: Token) -> bool:
    return word.dep_ == "case" and word.head == noun


def phrase_tokens(noun: Token) -> list[Token]:
    """The tokens of a noun phrase without clauses, appositions and other conjuncts."""
    found = [noun]
    for c in noun.children:
        if c.dep_ in _NP_PARTS and not (c.dep_ == "case" and c.i < noun.i):
            found += [t for t in c.subtree if abs(t.i - noun.i) < 16]
        elif c.dep_ == "nmod" and "of" in cases(c) and c.i > noun.i:
            found += phrase_tokens(c)
            found += [t for t in c.children if t.dep_ == "case"]
    return sorted(set(found), key=lambda t: t.i)


def governing_clause(token: Token) -> Token:
    """The head of the smallest clause around a token."""
    node = token
    for _ in range(40):
        if node.dep_ in _CLAUSAL or node.head == node:
            return node
        if node.dep_ == "conj" and node.pos_ in {"VERB", "AUX"}:
            return node
        node = node.head
    return node


_OF_NONE = frozenset({"det", "cc:preconj"})


def negation(token: Token, below: Token | None = None) -> Token | None:
    """The word that negates a verb, noun or adjective, or None.

    `below` is the part of it that the question comes from, whose own *no* is counted there.
    """
    for c in token.children:
        low = c.low
        if low in _NEGATIONS and c.dep_ in {"advmod", "cc:preconj", "cc", "aux", "dep", "det"}:
            if low == "not" and c.i > 1 and (c.nbor(-2).low, c.nbor(-1).low) == ("whether", "or"):
                continue
            return c
        if low in {"no", "zero"} and c.dep_ in {"det", "amod", "nummod", "advmod"}:
            return c
        if low == "longer" and any(g.low == "no" for g in c.children):
            return c
        if c.dep_ == "nsubj" and low in {"nobody", "none", "nothing"}:
            return c
        if (
            c != below
            and c.dep_ in {"nsubj", "nsubj:pass", "obj"}
            and any(g.low in {"no", "neither"} and g.dep_ in _OF_NONE for g in c.children)
        ):
            return c
    return None
