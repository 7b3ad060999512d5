"""Questions to a dependency parse: who is subject, what a noun is of, what governs what.

Labels are those of Universal Dependencies 2. Parses err; each answer degrades to None rather than
to a guess from afar.
"""

from __future__ import annotations

from collections.abc import Iterator

from salient.reading.governors import PLANS, READYING, SUPPORTING
from salient.reading.lemmas import lemma
from salient.reading.tokens import Token

__all__ = [
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
    "object_of",
    "phrase_tokens",
    "subject_of",
]

OBJECT_CONTROL = frozenset(
    "force compel allow enable help urge order ask command let make cause prevent stop keep block "
    "bar prohibit forbid permit tell persuade push deter discourage dissuade hinder invite leave "
    "require want expect task see oblige encourage instruct assign convince incentivize "
    "authorize".split()
)


_SHOWING = frozenset({"show", "depict", "film", "record", "observe", "see", "spot", "report"})
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
_RELATIVE = frozenset({"who", "which", "that", "whom"})
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
    found = []
    for c in token.children:
        if c.dep_ in {"case", "mark"} and c.i < token.i:
            found.append(c.low)
            found += [f.low for f in c.children if f.dep_ == "fixed"]
    return tuple(found)


def _object_follows(verb: Token) -> bool:
    """Whether a noun phrase follows at once, as after an active verb (*aircraft bombed X*)."""
    if verb.i + 1 >= len(verb.doc):
        return False
    return verb.nbor(1).pos_ in {"DET", "PROPN", "NOUN", "ADJ", "NUM", "PRON"}


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, or is a bare past participle after a noun."""
    if any(c.dep_ in {"nsubj:pass", "aux:pass", "csubj:pass"} for c in verb.children):
        return True
    if child(verb, "nsubj") is not None or child(verb, "obj") is not None:
        return False
    if verb.dep_ == "acl" and (lemma(verb) in _INTRANSITIVE or _object_follows(verb)):
        return False
    past = "Past" in verb.morph.get("Tense", [])
    if verb.dep_ == "advcl" and _reduced(verb):
        return True
    if past and verb.dep_ in {"ROOT", "parataxis"} and _agent(verb) is not None:
        return True
    if not past or "Part" not in verb.morph.get("VerbForm", []):
        return False
    if any(c.dep_ == "aux" and lemma(c) == "have" for c in verb.children):
        return False
    return (
        verb.dep_ == "amod"
        or _reduced(verb)
        or any(c.dep_ in {"obl:agent", "obl"} and "by" in cases(c) for c in verb.children)
    )


def conjunct_head(token: Token) -> Token:
    """What a conjunct is joined to.

    A finite past form that the parse joins to an infinitive (*were unable to cross and suffered
    losses*) belongs to the nearest governor that is finite too.
    """
    first = token.head
    finite = "Past" in token.morph.get("Tense", []) and token.pos_ == "VERB"
    if not finite or "Inf" not in first.morph.get("VerbForm", []):
        return first
    for above in ancestors(first):
        if above.pos_ in {"VERB", "AUX", "ADJ"} and "Inf" not in above.morph.get("VerbForm", []):
            return above
    return first


def let_alone(verb: Token) -> bool:
    """Whether the verb follows *let alone*: what happened even less than what stands before."""
    return lemma(verb.head) == "let" and any(c.low == "alone" for c in verb.head.children)


def _agent(verb: Token) -> Token | None:
    for c in verb.children:
        if c.dep_ == "obl:agent" or (c.dep_ in {"obl", "nmod"} and cases(c)[:1] == ("by",)):
            return c
    return None


def _relative_head(token: Token, clause: Token) -> Token | None:
    """What a relative pronoun stands for: the noun that the clause modifies."""
    if token.low in _RELATIVE and clause.dep_ in {"acl:relcl", "acl"}:
        return clause.head
    return token


def attributive(verb: Token) -> bool:
    """Whether a participle stands before the place that it qualifies (*in occupied X*).

    Told by the words around it as well as by the parse, which is often led astray here.
    """
    if verb.dep_ == "amod":
        return True
    if verb.low not in _QUALIFYING or verb.i == 0 or verb.i + 1 >= len(verb.doc):
        return False
    if verb.nbor(1).pos_ != "PROPN" or _of_people(verb):
        return False
    before = verb.nbor(-1)
    return before.low in _BEFORE_QUALIFYING or before.text == "-" or before.pos_ == "VERB"


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


def _reduced(verb: Token) -> bool:
    """Whether a past participle qualifies the noun before it (*forces concentrated around X*).

    The parse often hangs it on the main verb instead.
    """
    if verb.dep_ == "acl":
        return True
    if verb.dep_ != "advcl" or verb.i == 0 or "Past" not in verb.morph.get("Tense", []):
        return False
    bare = not any(c.dep_ in {"mark", "aux", "aux:pass", "nsubj", "cop"} for c in verb.children)
    return bare and verb.nbor(-1).pos_ in {"NOUN", "PROPN"}


def _noun_before(verb: Token) -> Token:
    """The noun that a participle after it modifies: the one it follows, whatever the parse says."""
    head = verb.head
    before = verb.nbor(-1) if verb.i > 0 else head
    return before if before.pos_ in {"NOUN", "PROPN"} and head.i < before.i else head


def _object_acts(verb: Token) -> Token | None:
    """The object of the verb above that does what this verb says, or None.

    So in *ordered troops to hold X*, *showed forces moving*, *indicating forces hold X*.
    """
    head = verb.head
    if lemma(head) == "call" and not is_passive(head) and argument(head, "on") is not None:
        return argument(head, "on")
    noun = child(head, "obj", "iobj")
    if noun is None:
        return None
    complement = verb.dep_ == "xcomp" or lemma(head) in {"force", "compel"}
    if lemma(head) in OBJECT_CONTROL and (complement or "from" in cases(verb)):
        return noun
    if noun.i > verb.i or cases(verb):
        return None
    if not verb.low.endswith("ing"):
        return noun if verb.dep_ == "xcomp" else None
    apart = any(t.text == "," for t in verb.doc[noun.i : verb.i])
    return noun if lemma(head) in _SHOWING and not apart else None


def _controlled_subject(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if verb.dep_ == "conj":
        return _surface_subject(conjunct_head(verb), depth + 1)
    if let_alone(verb):
        earlier = next((t for t in reversed(list(head.lefts)) if t.pos_ == "VERB"), None)
        earlier = earlier or next(
            (t for t in reversed(list(verb.doc[: head.i])) if t.pos_ == "VERB"), None
        )
        return _surface_subject(earlier, depth + 1) if earlier is not None else None
    if verb.dep_ in {"xcomp", "advcl", "ccomp", "obl"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        if lemma(head) in OBJECT_CONTROL and is_passive(head):
            return child(head, "nsubj:pass", "nsubj") or _surface_subject(head, depth + 1)
        acting = _object_acts(verb)
        if acting is not None:
            return acting
        if verb.dep_ != "ccomp":
            return _surface_subject(head, depth + 1)
    if verb.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        if "Inf" in verb.morph.get("VerbForm", []) or any(
            c.dep_ == "mark" and c.low in {"to", "of", "for", "at", "in", "on"}
            for c in verb.children
        ):
            return noun_actor(head, depth + 1)
        return _noun_before(verb)
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
        return _relative_head((before or subjects)[-1 if before else 0], verb)
    clause = child(verb, "csubj")
    if clause is not None and child(clause, "nsubj") is not None:
        return child(clause, "nsubj")
    for aux in verb.children:
        if aux.dep_ in {"aux", "aux:pass", "cop"}:
            stray = child(aux, "nsubj", "nsubj:pass")
            if stray is not None:
                return stray
    return _controlled_subject(verb, depth)


def noun_actor(noun: Token, depth: int = 0) -> Token | None:
    """Who does what an event noun names: its possessor, or the subject of what supports it."""
    if depth > 12:
        return None
    owner = child(noun, "nmod:poss")
    if owner is not None:
        return owner
    agent = _agent(noun)
    if agent is not None:
        return agent
    if noun.dep_ in {"obj", "xcomp", "obl"} and lemma(noun.head) in SUPPORTING:
        return subject_of(noun.head, depth + 1)
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
        return _agent(verb)
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
        if subjects:
            # Of several, one before a colon is a label, not the subject.
            labelled = any(t.text == ":" for t in verb.doc[subjects[0].i : verb.i])
            return _relative_head(subjects[-1 if labelled else 0], verb)
        if _reduced(verb):
            return _noun_before(verb)
        if verb.dep_ in {"amod", "acl:relcl"}:
            return verb.head
        return _controlled_subject(verb, 0)
    own = child(verb, "obj", "iobj")
    if own is not None:
        return _relative_head(own, verb)
    return _relative_gap(verb) or _displaced_object(verb)


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
    for c in verb.children:
        if c.dep_ == "conj" and c.pos_ == "VERB" and child(c, "nsubj") is None:
            return child(c, "obj")
    return None


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


def negation(token: Token, below: Token | None = None) -> Token | None:
    """The word that negates a verb, noun or adjective, or None.

    `below` is the part of it that the question comes from, whose own *no* is counted there.
    """
    for c in token.children:
        low = c.low
        if low in _NEGATIONS and c.dep_ in {"advmod", "cc:preconj", "cc", "aux", "dep", "det"}:
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
            and any(g.low == "no" and g.dep_ == "det" for g in c.children)
        ):
            return c
    return None
