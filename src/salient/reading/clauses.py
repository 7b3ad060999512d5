"""What the form of a clause says: a purpose, something yet to come, something known."""

from __future__ import annotations

from salient.reading.governors import BY_MEANS_OF, NOT_CHOSEN
from salient.reading.lemmas import lemma
from salient.reading.tokens import Token
from salient.reading.tree import cases, child, negation

__all__ = [
    "AHEAD",
    "adverbs_before",
    "aim_of",
    "ends",
    "falls_short",
    "in_degree",
    "is_known",
    "is_purpose",
    "kept_from",
    "labels",
    "needed",
    "not_chosen",
    "noun_before",
    "of_another",
    "of_degree",
    "of_purpose",
    "of_risk",
    "one_of_many",
    "only_near",
    "only_required",
    "reported_future",
    "supposed",
    "to_infinitive",
    "told_as_headline",
    "toward_goal",
    "used_for",
    "with_means",
    "without_means",
]

_ASSERTING = frozenset(
    "say report claim know believe think consider estimate assess find see show prove confirm "
    "happen tend use get come have describe observe understand hear note admit remain".split()
)
_PURSUING = frozenset(
    "continue resume begin start launch conduct carry undertake intensify increase lead renew "
    "restart relaunch expand escalate widen broaden".split()
)
_GOING_ON = frozenset("ongoing continuing continued current existing recent".split())
_PREVENTING = frozenset("prevent stop keep deter hinder block restrain".split())
AHEAD = frozenset({"will", "may", "might", "would", "shall", "could", "should", "must"})
"""Auxiliaries before what is yet to come."""


def not_chosen(node: Token, marks: tuple[str, ...]) -> bool:
    """Whether what opens a phrase says that it was not done (*rather than attack X*).

    *Instead* alone opens what was done.
    """
    if marks[:2] in NOT_CHOSEN:
        return True
    first = next((c for c in node.children if c.dep_ in {"case", "mark"}), None)
    if first is None or not marks:
        return False
    if first.low == "than":
        return first.i > 0 and first.nbor(-1).low == "rather"
    return first.low == "instead" and first.nbor(1).low == "of"


def kept_from(verb: Token) -> bool:
    """Whether what is prevented is what its object comes to (*prevent the attack from going on*).

    The object itself is there already.
    """
    if lemma(verb) not in _PREVENTING:
        return False
    kept = (c for c in verb.children if c.pos_ == "VERB" and "from" in cases(c))
    return any(c.dep_ != "conj" and child(c, "cc") is None for c in kept)


def labels(node: Token) -> bool:
    """Whether a colon parts a word from what governs it after (*Shelling of A: it will go on*)."""
    head = node.head
    return node.i < head.i and any(node.doc[k].text == ":" for k in range(node.i, head.i))


def ends(verb: Token) -> bool:
    """Whether a verb's object is an end that it puts to something (*put an end to the talks*)."""
    thing = child(verb, "obj")
    return thing is not None and lemma(thing) in {"end", "stop", "halt"}


def in_degree(adverb: Token) -> bool:
    """Whether *almost* speaks of how far it went, not of whether (*almost completely*)."""
    after = adverb.nbor(1) if adverb.i + 1 < len(adverb.doc) else None
    whole = {"completely", "entirely", "fully", "totally", "wholly", "all", "every"}
    if after is None or after.low == "the":
        following = after.nbor(1) if after is not None and after.i + 1 < len(after.doc) else None
        return following is not None and following.low in {"whole", "entire"}
    return after.low in whole or after.pos_ == "NUM"


def supposed(node: Token) -> bool:
    """Whether a clause or an event only tells of a case (*in the event that*, *in case of*)."""
    case = node.head
    told = lemma(case) in {"event", "case"} and cases(case)[:1] == ("in",)
    if not told or node.dep_ not in {"acl", "acl:relcl", "nmod", "ccomp"}:
        return False
    return bool({"that", "of"} & {*cases(node)})


def is_known(noun: Token) -> bool:
    """Whether an event noun is spoken of as known (*the attack*, *their attack*, *ongoing*)."""
    return any(
        c.dep_ == "nmod:poss"
        or (c.dep_ == "det" and c.low not in {"a", "an", "any"})
        or (c.dep_ == "amod" and c.low in _GOING_ON)
        for c in noun.children
    )


def one_of_many(noun: Token) -> bool:
    """Whether an event noun names one that may come (*an attack*, *any attack*)."""
    return any(c.dep_ == "det" and c.low in {"a", "an", "any"} for c in noun.children)


def only_near(negator: Token) -> bool:
    """Whether *not* belongs to *not only*, which leaves the event standing."""
    following = negator.nbor(1).low if negator.i + 1 < len(negator.doc) else ""
    return following in {"only", "just", "merely"}


def only_required(noun: Token) -> bool:
    """Whether a noun is what would be needed (*it would take an offensive that reaches X*)."""
    verb = noun.head
    supposed_of = any(c.dep_ == "aux" and c.low == "would" for c in verb.children)
    return noun.dep_ == "obj" and supposed_of and not is_known(noun)


_TELLING = frozenset(
    "saying stating claiming announcing explaining adding noting declaring promising".split()
)
"""Participles of telling, after which *would* is a future too."""


def reported_future(node: Token) -> bool:
    """Whether *would* is the future of a past report (*said that they would*)."""
    clause = node
    for _ in range(6):
        told = "Past" in clause.head.morph.get("Tense", []) or clause.head.low in _TELLING
        if clause.dep_ == "ccomp" and told:
            return not any(c.dep_ == "advcl" and "if" in cases(c) for c in clause.children)
        if clause.head == clause:
            return False
        clause = clause.head
    return False


def toward_goal(node: Token) -> bool:
    """Whether an infinitive under a verb that says nothing of its truth is its purpose."""
    bare = not any(c.dep_ == "aux" and lemma(c) == "have" for c in node.children)
    thing = child(node.head, "obj")
    if thing is not None and lemma(thing) == "use":
        # *Announced the use of missiles to strike X*.
        return False
    return (
        bare
        and to_infinitive(node)
        and node.head.pos_ == "VERB"
        and lemma(node.head) not in _ASSERTING
    )


def to_infinitive(node: Token) -> bool:
    """Whether *to* marks a clause of an infinitive (not *referring to fighting*)."""
    if node.low.endswith("ing") and lemma(node) != node.low:
        return False
    return any(c.low == "to" and c.dep_ == "mark" for c in node.children)


def aim_of(infinitive: Token) -> bool:
    """Whether an infinitive is the aim of its verb's object, or of fighting as its subject.

    So in *continue operations to take X* and *fighting continues to take X*; an object that the
    parse finds after the infinitive is not pursued for it (*continued to shell X and Y*).
    """
    verb = infinitive.head
    subject = child(verb, "nsubj")
    thing = child(verb, "obj")
    if lemma(verb) in _PURSUING and thing is not None and thing.i < infinitive.i:
        return True
    return subject is not None and lemma(subject) in {"fighting", "fight", "battle", "combat"}


def is_purpose(node: Token) -> bool:
    """Whether a clause is an infinitive that hangs loosely on its governor (*came to take X*)."""
    return node.dep_ in {"advcl", "acl"} and to_infinitive(node)


def of_degree(noun: Token, adverb: Token) -> bool:
    """Whether *likely* before a noun speaks of its adjective (*likely large-scale assaults*)."""
    if noun.pos_ not in {"NOUN", "PROPN"} or adverb.dep_ != "advmod" or adverb.i + 1 >= noun.i:
        return False
    after = adverb.nbor(1)
    return after.dep_ == "amod" and after.pos_ == "ADJ" and after.text[:1].islower()


def told_as_headline(node: Token) -> bool:
    """Whether an infinitive after the noun of a headline is its future (*Mission to reach X*)."""
    finite = (t for t in node.doc if "Fin" in t.morph.get("VerbForm", []))
    return node.dep_ == "acl" and node.head.dep_ == "ROOT" and next(finite, None) is None


_HAVING = frozenset({"have", "possess", "retain", "give", "leave", "get"})
_OF_AIMS = frozenset(
    "effort order attempt preparation support response bid move anticipation expectation "
    "retaliation reaction pursuit search".split()
)


def of_risk(gerund: Token) -> Token | None:
    """Who is said to be likely to do what a gerund tells (*the risk of Russia using mines*)."""
    being = any(c.dep_ == "aux:pass" and c.low == "being" for c in gerund.children)
    if gerund.dep_ != "acl" or not (gerund.low.endswith("ing") or being) or cases(gerund):
        return None
    around = (gerund.head, *(c for c in gerund.head.children if c.i < gerund.i))
    doers = (c for c in around if c.dep_ == "nmod" and cases(c)[:1] == ("of",))
    return next((c for c in doers if c.i < gerund.i), None)


def of_purpose(verb: Token, adverb: Token) -> bool:
    """Whether *likely* after a verb tells why it was done (*attacked X, likely to distract*)."""
    doc = verb.doc
    if adverb.i < verb.i or adverb.i + 2 >= len(doc):
        return False
    after = adverb.nbor(1)
    if after.low in {"because", "due", "as", "for", "with", "using", "via"}:
        return True
    if after.low == "to":
        # *likely to further weaken them*: an adverb may stand between.
        return any(doc[k].pos_ in {"VERB", "AUX"} for k in (adverb.i + 2, adverb.i + 3)
                   if k < len(doc))  # fmt: skip
    ahead = [doc[k].low for k in range(after.i, min(len(doc), after.i + 4))]
    return after.low == "in" and bool(_OF_AIMS & {*ahead})


def used_for(infinitive: Token) -> bool:
    """Whether an infinitive after a means is what it was used for (*used drones to watch X*)."""
    means = infinitive.head
    placed = means if means.dep_ == "acl" else means.head if means.dep_ == "obl" else None
    if placed is not None and placed.dep_ == "acl":
        # *Used guns positioned in the complex to fire on X*.
        means = placed.head
        begun = lemma(means.head.head) in {"begin", "start", "continue", "resume"}
        if to_infinitive(means.head) and not begun:
            return False
    return means.dep_ == "obj" and lemma(means.head) in BY_MEANS_OF


def needed(infinitive: Token) -> bool:
    """Whether an infinitive is what somebody must yet do (*has to withdraw*, not *had to*)."""
    verb = infinitive.head
    must = verb.low in {"has", "have"} and to_infinitive(infinitive)
    return must and not any(c.dep_ in {"aux", "obj"} or c.low == "yet" for c in verb.children)


def noun_before(infinitive: Token) -> list[Token]:
    """The noun right before an infinitive, whatever the parse hangs it on (*in preparation to*)."""
    mark = child(infinitive, "mark")
    before = mark.nbor(-1) if mark is not None and mark.low == "to" and mark.i > 0 else None
    return [before] if before is not None and before.pos_ == "NOUN" else []


def with_means(noun: Token) -> bool:
    """Whether somebody has what it takes (*has enough combat power to encircle X*)."""
    had = noun.dep_ == "obj" and lemma(noun.head) in _HAVING
    enough = any(c.low in {"enough", "sufficient"} for c in noun.children)
    return had and (enough or lemma(noun) in {"power", "strength", "manpower", "mean", "means"})


def without_means(noun: Token) -> bool:
    """Whether somebody has not what it takes (*do not have the manpower to encircle X*)."""
    verb = noun.head
    if noun.dep_ == "obj" and lemma(verb) == "lack":
        return True
    had = noun.dep_ == "obj" and lemma(verb) in _HAVING
    return had and any(c.low in {"not", "n't", "no"} for c in (*verb.children, *noun.children))


def falls_short(quality: Token) -> str:
    """Whether somebody is *too* weak, or not strong *enough*, for what the infinitive says."""
    words = {c.low for c in quality.children}
    if "enough" in words and negation(quality) is not None:
        return "enough"
    return "too" if "too" in words else ""


def adverbs_before(noun: Token) -> frozenset[str]:
    """The words just before a noun's preposition (*ahead* of *ahead of an attack*)."""
    case = child(noun, "case")
    return frozenset() if case is None or case.i == 0 else frozenset({case.nbor(-1).low})


_LATER = frozenset({"later", "subsequently", "afterwards"})


def of_another(node: Token, place: Token) -> bool:
    """Whether a joined verb tells of somebody else, or of later (*and no house was left in A*)."""
    if node.dep_ != "conj" or node.pos_ != "VERB" or node.i > place.i:
        return False
    if child(node, "nsubj", "nsubj:pass") is not None:
        return node.head.pos_ == "VERB"
    return any(c.low in _LATER for c in node.children)
