"""Who did it, read from the order of the words where the parse gives nobody.

The parser hangs *by Russian troops* on the place before it, takes a headline's verb for a noun,
and ties *with an assault* to the thing assaulted. Each question here is asked only where the parse
has no answer, and is answered only by a force or a side.
"""

from __future__ import annotations

from salient.reading.around import agent_around
from salient.reading.clock_words import is_time_word
from salient.reading.governors import PLANS
from salient.reading.lemmas import lemma, lemma_of
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.subjects import TROUBLES, object_of, subject_of
from salient.reading.tokens import Token
from salient.reading.tree import cases, child, is_passive

__all__ = [
    "above",
    "after_by",
    "before_verb",
    "carried_by_word",
    "charged_with",
    "fellow_subject",
    "given_to",
    "lost_doer",
    "means_of",
    "nearer",
    "whose_part",
]

_FAR = 16
"""Words between a noun and its by-phrase at most."""

_OPENING = frozenset(
    "as while when after before since because though although until once if where that".split()
)
"""Words that may open the clause whose subject follows them."""

_MEANS = frozenset({"through", "via", "using"})
_MET_WITH = frozenset(
    "deal cope meet face agree coincide struggle help concern compare associate connect link "
    "familiar punish reckon contend end respond threaten meet begin start".split()
)
"""Verbs whose *with* tells no means of theirs."""

_AIMS = frozenset(
    "intention intent aim goal objective purpose hope view plan order task mission idea".split()
)
_CHARGING = frozenset("accuse suspect blame charge convict".split())
_OTHER_DEEDS = frozenset(
    "shelling attack strike airstrike bombardment assault fire offensive raid bombing fighting "
    "explosion blast".split()
)
_GIVEN_TO = frozenset(
    "commit dedicate devote resort rely face experience focus succeed persist".split()
)
"""Verbs and participles whose subject does, or suffers, what their complement names."""

_TELLING_OF_OWN = frozenset("report claim announce confirm admit deny acknowledge".split())
_PARTS = frozenset({"role", "part", "participation", "involvement", "success", "hand"})
_HANDED_DOWN = frozenset({"xcomp", "acl", "advcl", "conj"})
_CARRYING = frozenset(
    "launch conduct carry commit perpetrate inflict make mount undertake organise organize "
    "initiate execute stage do".split()
)
"""Participles between a deed and its by-phrase (*atrocities committed by*)."""

_BEFORE_PARTICIPLE = frozenset({",", "-", "–", "—"})
_HEADLINE_VERBS = frozenset("suffer suffers sustains incurs takes faces loses".split())


def after_by(word: Token, finder: PartyFinder) -> Token | None:
    """The force after *by* further on in the phrase of an event noun or of a passive verb.

    So in *shelling of the region by the occupiers*, *atrocities, committed by Russian troops*. The
    search ends at a verb, another deed or a mark, and at a *by* that names nobody.
    """
    doc = word.doc
    for token in doc[word.i + 1 : word.i + 1 + _FAR]:
        if token.low == "by":
            return _force_after(token, finder)
        carried = _carries(token) and token.i + 1 < len(doc) and token.nbor(1).low == "by"
        if carried or (token.low in _BEFORE_PARTICIPLE and _participle_by(token)):
            continue
        qualifies = token.dep_ in {"compound", "amod"} and token.head.i > token.i
        if token.pos_ in {"VERB", "AUX"} or (lemma(token) in _OTHER_DEEDS and not qualifies):
            return None
        if token.is_punct or token.pos_ in {"CCONJ", "SCONJ"}:
            return None
    return None


def _carries(token: Token) -> bool:
    return token.pos_ == "VERB" and lemma_of(token.low, "VERB") in _CARRYING


def _participle_by(mark: Token) -> bool:
    """Whether a mark stands before *committed by*, *carried out by*."""
    after = mark.doc[mark.i + 1 : mark.i + 3]
    return len(after) == 2 and _carries(after[0]) and after[1].low == "by"


def _force_after(preposition: Token, finder: PartyFinder) -> Token | None:
    """The head of the phrase after a preposition, if it is a force or a side."""
    for token in preposition.doc[preposition.i + 1 : preposition.i + 7]:
        if token.pos_ in {"VERB", "AUX", "ADP"} or token.is_punct:
            return None
        last = token.i + 1 == len(token.doc) or token.head != token.nbor(1)
        whole = token.dep_ not in {"compound", "amod", "det", "nummod", "nmod:poss", "case"}
        if token.pos_ in {"NOUN", "PROPN"} and (whole or last) and not is_time_word(token):
            acts = finder.is_force(token) or finder.side_of(token) is not None
            return token if acts else None
    return None


def before_verb(verb: Token, finder: PartyFinder) -> Token | None:
    """The force right before a finite verb that the parse leaves without a subject.

    So in *four killed as Russian rockets hit X* and *the army these last days fired at X*.
    """
    if verb.dep_ in {"amod", "compound"} or is_passive(verb) or _to_infinitive(verb):
        return None
    past = "Past" in verb.morph.get("Tense", []) or verb.low.endswith("ed")
    if past and child(verb, "obj") is None and not _aims_at(verb):
        return None
    if "Ger" in verb.morph.get("VerbForm", []) or verb.low.endswith("ing"):
        return None
    return _noun_before(verb, finder)


def _aims_at(verb: Token) -> bool:
    return verb.i + 1 < len(verb.doc) and verb.nbor(1).low in {"at", "on", "upon", "toward"}


def _to_infinitive(verb: Token) -> bool:
    return any(c.low == "to" and c.dep_ == "mark" for c in verb.children) or (
        verb.i > 0 and verb.nbor(-1).low == "to"
    )


def _noun_before(word: Token, finder: PartyFinder) -> Token | None:
    at = word.i - 1
    while at >= 0 and (
        word.doc[at].pos_ in {"ADV", "AUX"}
        or is_time_word(word.doc[at])
        or word.doc[at].low in {"last", "this", "these", "past"}
    ):
        at -= 1
    if at < 0:
        return None
    token = word.doc[at]
    while _own_cases(token)[:1] == ("of",) and token.head.i < token.i:
        token = token.head
    opening = _own_cases(token)[:1]
    if opening and opening[0] not in _OPENING:
        return None
    if token.pos_ not in {"NOUN", "PROPN"} and token.low != "enemy":
        return None
    return token if _acts(token, finder) else None


def _own_cases(token: Token) -> tuple[str, ...]:
    """Its prepositions, unless a comma parts them from it (*of the army, troops fired*)."""
    first = next((c for c in token.children if c.dep_ in {"case", "mark"}), token)
    apart = first.i < token.i and any(t.text == "," for t in token.doc[first.i : token.i])
    return () if apart else cases(token)


def _acts(token: Token, finder: PartyFinder) -> bool:
    weapon = finder.lexicon.noun_is(lemma(token), "equipment")
    return finder.is_force(token) or (weapon and finder.side_of(token) is not None)


def carried_by_word(noun: Token, finder: PartyFinder) -> Token | None:
    """Who suffers what a noun names, its verb taken for a noun (*the enemy suffers losses*)."""
    at = noun.i - 1
    while at >= 0 and noun.doc[at].pos_ in {"ADJ", "DET", "NUM", "ADV"}:
        at -= 1
    if at < 1 or noun.doc[at].pos_ == "VERB" or noun.doc[at].low not in _HEADLINE_VERBS:
        return None
    before = noun.doc[at - 1]
    acts = before.low == "enemy" or finder.is_force(before)
    return before if acts else None


def fellow_subject(verb: Token, finder: PartyFinder) -> Token | None:
    """Who does what a verb after *and* or a comma says that the parse takes for a modifier.

    So in *the army held the line and conducted airstrikes* and *…, inflicting losses*: the last
    subject before it.
    """
    joined = verb.i > 0 and verb.nbor(-1).pos_ == "CCONJ" and verb.low.endswith("ed")
    beside = verb.i > 0 and verb.nbor(-1).text == "," and verb.low.endswith("ing")
    if not (joined or beside):
        return None
    before = reversed(verb.doc[: verb.i])
    subject = next((t for t in before if t.dep_ == "nsubj" and t.head.pos_ == "VERB"), None)
    return _force(subject, finder)


def means_of(noun: Token, finder: PartyFinder) -> Token | None:
    """Who does something by the deed that a noun names (*seized X through an assault*)."""
    opening = cases(noun)[:1]
    if opening == ("with",):
        above_it = noun.head.head if noun.head.pos_ == "ADV" else noun.head
        verb = above_it if noun.dep_ == "obl" else None
    elif opening and opening[0] in _MEANS:
        verb = next((a for a in noun.ancestors if a.pos_ == "VERB"), None)
    else:
        return None
    if verb is None or verb.pos_ != "VERB" or lemma(verb) in _MET_WITH or is_passive(verb):
        return None
    agent = subject_of(verb)
    if agent is not None and lemma(agent) in DEEDS:
        agent = child(agent, "nmod:poss")
    return _force(agent, finder)


def given_to(noun: Token, finder: PartyFinder) -> Token | None:
    """Who does what a verb is about that takes a deed (*remain committed to*, *relied on*)."""
    governor = noun.head
    to_blame = governor.low in {"responsible", "guilty", "involved", "implicated", "complicit"}
    to_blame = to_blame and bool({"for", "of", "in"} & {*cases(noun)[:1]})
    if to_blame and governor.i > 0 and child(governor, "nsubj", "nsubj:pass") is None:
        beside = _force(governor.nbor(-1), finder)
        if beside is not None:
            return beside
    given = noun.dep_ in {"obl", "obj"} and lemma_of(governor.low, "VERB") in _GIVEN_TO
    if not (given or to_blame):
        return None
    agent = child(governor, "nsubj", "nsubj:pass") or subject_of(governor)
    if agent is None:
        agent = above(governor, finder) or before_verb(governor, finder)
    return _force(agent, finder)


def above(verb: Token, finder: PartyFinder) -> Token | None:
    """The force that is subject of a verb further up, through infinitives and fellow verbs.

    So in *the enemy gives up no attempt to take X and prepares an attack*.
    """
    node = verb
    for _ in range(6):
        planned = node.dep_ == "obj" and lemma(node) in PLANS | TROUBLES
        if not (planned or node.dep_ in _HANDED_DOWN) or node.head == node:
            return None
        if node.dep_ == "advcl" and not {"Inf", "Ger"} & {*node.morph.get("VerbForm", [])}:
            return None
        node = node.head
        own = child(node, "nsubj")
        if own is not None:
            return None if is_passive(node) else _force(own, finder)
    return None


def _for_whom(verb: Token, finder: PartyFinder) -> Token | None:
    """The force before an infinitive that *for* makes its subject (*time for troops to rest*)."""
    to = next((c for c in verb.children if c.low == "to" and c.dep_ == "mark"), None)
    noun = to.nbor(-1) if to is not None and to.i > 0 else None
    if noun is None or cases(noun)[:1] != ("for",):
        return None
    return _force(noun, finder)


def _aimed_for(verb: Token, finder: PartyFinder) -> Token | None:
    """Who acts with the aim of doing what a gerund says (*with the aim of taking X*)."""
    noun = verb.head
    if verb.dep_ != "acl" or lemma(noun) not in _AIMS:
        return None
    governor = next((a for a in noun.ancestors if a.pos_ in {"VERB", "ADJ"}), None)
    if governor is None or "with" not in cases(noun):
        return None
    agent = subject_of(governor)
    return _force(agent, finder)


def charged_with(verb: Token, finder: PartyFinder) -> Token | None:
    """Who is accused of what a gerund says (*accused the occupiers of shelling X*)."""
    verb = verb.head if verb.dep_ == "conj" else verb
    if "of" not in cases(verb) and "for" not in cases(verb) and "with" not in cases(verb):
        return None
    charge = next((a for a in verb.ancestors if lemma(a) in _CHARGING), None)
    if charge is None or charge.i > verb.i:
        return None
    return _force(object_of(charge), finder)


def whose_part(verb: Token, finder: PartyFinder) -> Token | None:
    """Who has the part in a deed that a gerund names (*leads the army's role in taking X*)."""
    mark = child(verb, "mark")
    noun = mark.nbor(-1) if mark is not None and mark.i > 0 else None
    if noun is None or mark is None or mark.low not in {"in", "at", "of"}:
        return None
    if not verb.low.endswith("ing") or lemma(noun) not in _PARTS:
        return None
    owner = child(noun, "nmod:poss", "compound", "amod")
    return owner if owner is not None and finder.side_of(owner) is not None else None


def _force(token: Token | None, finder: PartyFinder) -> Token | None:
    return token if token is not None and finder.is_force(token) else None


def nearer(subject: Token, verb: Token, finder: PartyFinder) -> Token | None:
    """The force between a verb and a subject that is nobody (*many hurt as shells hit X*)."""
    if subject.i > verb.i or subject.pos_ != "NOUN" or finder.side_of(subject) is not None:
        return None
    found = before_verb(verb, finder)
    return found if found is not None and found.i > subject.i else None


def lost_doer(verb: Token, finder: PartyFinder) -> Token | None:
    """Who does what an active verb says, where the parse gives it no subject."""
    by = verb.low.endswith("ing") and verb.i + 1 < len(verb.doc) and verb.nbor(1).low == "by"
    return (
        (after_by(verb, finder) if by else None)
        or _for_whom(verb, finder)
        or _aimed_for(verb, finder)
        or before_verb(verb, finder)
        or above(verb, finder)
        or fellow_subject(verb, finder)
        or _teller_of_own(verb, finder)
        or _clause_agent(verb, finder)
    )


def _teller_of_own(verb: Token, finder: PartyFinder) -> Token | None:
    """The force that tells of its own deed by a gerund (*the brigade reported destroying two*)."""
    teller = verb.head
    told = verb.dep_ in {"ccomp", "xcomp", "obj"} and verb.low.endswith("ing")
    if not told or lemma(teller) not in _TELLING_OF_OWN:
        return None
    return _force(child(teller, "nsubj"), finder)


def _clause_agent(verb: Token, finder: PartyFinder) -> Token | None:
    """The force whose clause an infinitive or a gerund stands in (*on the verge of taking X*)."""
    if not {"Inf", "Ger"} & {*verb.morph.get("VerbForm", [])}:
        return None
    found = agent_around(verb, finder, own=False)
    return found if isinstance(found, Token) else None
