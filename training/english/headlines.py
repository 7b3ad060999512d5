"""A small treebank of headlines and fragments, made from templates as in `field.py`.

A headline leaves out articles, forms of *be* and stops, and its verbs are spelled like nouns (*army
shells town*, *shells hit town*). Each such word stands here both ways, as a verb with a subject and
an object and as a noun with a preposition or a verb of its own, so that the parser learns to tell
them by what stands around them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from field import DAYS, PASSIVE, PAST, Row
from press import ADVERBS, EVENTS, PERFECT_SG, SHOTS, STATES, Press, forms

PASSIVES = (
    "repel capture seize shell destroy hit attack liberate raid bomb strike damage block kill "
    "wound storm retake mine sink evacuate shell recapture encircle hold clear down free blockade"
).split()
HARMED = "kill wound injure evacuate detain".split()
GOING_ON = "continue resume begin slow stall fail end intensify spread".split()
HURT = "kill wound injure hit damage destroy rock shake kill".split()
TRIES = "try attempt fail continue begin prepare plan want".split()


def tail(b: Press, root: int) -> None:
    """*, killing two*; *, three wounded*; *, attack Y*; *as troops shell Y*."""
    draw = b.rng.random()
    if draw < 0.09:
        comma = b.add(",", "PUNCT", "", "punct")
        if b.some(0.55):
            verb = b.verb(b.one(HARMED[:3]), "ing")
            b.under(b.people(), verb, "obj")
        else:
            verb = b.action("ing")
        b.under(comma, verb)
        b.under(verb, root, "advcl")
    elif draw < 0.16:
        comma = b.add(",", "PUNCT", "", "punct")
        verb = reduced(b, b.people(), HARMED)
        b.under(comma, verb)
        b.under(verb, root, "conj")
    elif draw < 0.22:
        mark = b.add(b.one(["as", "after", "while"]), "SCONJ", "", "mark")
        subject, many = b.side()
        verb = b.action("finite", many=many)
        b.under(mark, verb)
        b.under(subject, verb, "nsubj")
        b.under(verb, root, "advcl")
    elif draw < 0.28:
        case = b.add("on", "ADP", "", "case")
        day = b.add(b.one(DAYS), "PROPN", "Number=Sing")
        b.under(case, day)
        b.under(day, root, "obl")
    elif draw < 0.31:
        b.under(b.add(b.one(ADVERBS), "ADV"), root, "advmod")


def reduced(b: Press, subject: int, verbs: list[str]) -> int:
    """A participle that stands for a passive; `subject` comes under it."""
    verb = b.add(forms(b.one(verbs))[3], "VERB", PASSIVE)
    b.under(subject, verb, "nsubj:pass")
    return verb


def active_clause(b: Press) -> int:
    """*Army shells town*; sometimes a second verb; returns the verb."""
    subject, many = b.side()
    verb = b.action("finite", many=many)
    b.under(subject, verb, "nsubj")
    if b.some(0.12):
        comma = b.some(0.5)
        link = b.add(",", "PUNCT", "", "punct") if comma else b.add("and", "CCONJ", "", "cc")
        second = b.action("finite", many=many)
        b.under(link, second)
        b.under(second, verb, "conj")
    return verb


def passive_clause(b: Press) -> int:
    """*Attack near X repelled*, *three killed in strike on X*, *X shelled*."""
    draw = b.rng.random()
    if draw < 0.35:
        verb = reduced(b, b.event()[0], PASSIVES[:1] + PASSIVES[-4:-3] + ["foil", "thwart", "halt"])
    elif draw < 0.65:
        verb = reduced(b, b.people(), HARMED)
    else:
        verb = reduced(b, b.thing(), PASSIVES)
    if b.some(0.35):
        case = b.add(b.one(["in", "after", "by"]), "ADP", "", "case")
        event, _ = b.event()
        b.under(case, event)
        b.under(event, verb, "obl")
    elif b.some(0.25):
        case = b.add("by", "ADP", "", "case")
        agent, _ = b.side()
        b.under(case, agent)
        b.under(agent, verb, "obl:agent")
    return verb


def event_clause(b: Press) -> int:
    """*Attack on X kills two*, *shells hit X*, *shelling of X leaves two dead*."""
    if b.some(0.4):
        parts = [b.add(b.one(["Russian", "rebel"]), "ADJ", "", "amod")] if b.some(0.3) else []
        subject = b.add(b.plural(b.one(SHOTS)), "NOUN", "Number=Plur")
        many = True
        for part in parts:
            b.under(part, subject)
    else:
        subject, many = b.event()
    draw = b.rng.random()
    if draw < 0.15:
        verb = b.finite("leave", many=many)
        b.under(b.people(), verb, "obj")
        b.under(b.add(b.one(["dead", "homeless"]), "ADJ", "Degree=Pos"), verb, "xcomp")
    elif draw < 0.40:
        verb = b.finite(b.one(GOING_ON), many=many)
        if b.some(0.4):
            b.phrase(b.one(["in", "near", "along"]), verb, "obl")
    else:
        lemma = b.one(HURT)
        verb = b.finite(lemma, many=many)
        harm = lemma in HARMED
        b.under(b.people() if harm else b.thing(), verb, "obj")
        if harm and b.some(0.5):
            b.phrase("in", verb, "obl")
    b.under(subject, verb, "nsubj")
    return verb


def participle_clause(b: Press) -> int:
    """*Russians regrouping near X*, *army trying to storm X*."""
    subject, _ = b.side()
    if b.some(0.35):
        verb = b.verb(b.one(TRIES), "ing")
        infinitive(b, verb)
    else:
        verb = b.action("ing")
    b.under(subject, verb, "nsubj")
    return verb


def infinitive(b: Press, verb: int) -> None:
    to = b.add("to", "PART", "", "mark")
    inner = b.action("inf")
    b.under(to, inner)
    b.under(inner, verb, "xcomp")


def trying_clause(b: Press) -> int:
    """*Enemy fails to take X*."""
    subject, many = b.side()
    verb = b.finite(b.one(TRIES), many=many)
    infinitive(b, verb)
    b.under(subject, verb, "nsubj")
    return verb


def future_clause(b: Press) -> int:
    """*Russia to strike X*, *Russia may attack X*."""
    subject, _ = b.side()
    if b.some(0.5):
        word, dep = b.add("to", "PART", "", "mark"), "mark"
    else:
        modal = b.one(["may", "will", "could", "must"])
        word, dep = b.add(modal, "AUX", "VerbForm=Fin"), "aux"
    verb = b.action("inf")
    b.under(word, verb, dep)
    b.under(subject, verb, "nsubj")
    return verb


def under_clause(b: Press) -> int:
    """*X under fire*, *X and Y under control of army*."""
    subject = b.where() if b.some(0.8) else b.thing()
    case = b.add("under", "ADP", "", "case")
    noun = b.one(["fire", "attack", "siege", "shelling", "bombardment", "control", "assault"])
    root = b.add(noun, "NOUN", "Number=Sing")
    b.under(case, root)
    b.under(subject, root, "nsubj")
    if noun == "control" and b.some(0.7):
        of = b.add("of", "ADP", "", "case")
        holder, _ = b.side()
        b.under(of, holder)
        b.under(holder, root, "nmod")
    return root


def bare_event(b: Press) -> int:
    """*Russian air strikes on X*, *shelling of X and Y*."""
    return b.event()[0]


def active(b: Press) -> list[Row]:
    root = active_clause(b)
    tail(b, root)
    return b.closed(root)


def other(b: Press) -> list[Row]:
    shapes: tuple[Callable[[Press], int], ...] = (
        passive_clause, passive_clause, event_clause, event_clause, participle_clause,
        trying_clause, future_clause, under_clause,
    )  # fmt: skip
    root = b.rng.choice(shapes)(b)
    tail(b, root)
    return b.closed(root)


def fragment(b: Press) -> list[Row]:
    return b.closed(bare_event(b))


def labelled(b: Press) -> list[Row]:
    """*Ministry: army shells X*, *Shelling of X: two killed*."""
    draw = b.rng.random()
    if draw < 0.4:
        label = b.speaker()
    elif draw < 0.75:
        label = bare_event(b)
    else:
        label = b.where()
    colon = b.add(":", "PUNCT", "", "punct")
    shapes = (active_clause, active_clause, passive_clause, event_clause, participle_clause)
    clause = b.rng.choice(shapes)(b)
    b.under(colon, clause)
    b.under(clause, label, "parataxis")
    return b.closed(label)


def reported(b: Press) -> list[Row]:
    """*Ukraine says troops retake X*, *army retakes X, says official*."""
    if b.some(0.6):
        source = b.add(b.one(STATES), "PROPN", "Number=Sing") if b.some(0.5) else b.speaker()
        many = "Plur" in str(b.words[source][2])
        verb = b.finite(b.one(["say", "claim", "report", "say"]), many=many)
        clause = b.rng.choice([active_clause, passive_clause, event_clause])(b)
        b.under(source, verb, "nsubj")
        b.under(clause, verb, "ccomp")
        return b.rows(verb)
    clause = b.rng.choice([active_clause, passive_clause, event_clause])(b)
    comma = b.add(",", "PUNCT", "", "punct")
    source = b.speaker()
    many = "Plur" in str(b.words[source][2])
    verb = b.finite("say", many=many)
    b.under(comma, verb)
    b.under(source, verb, "nsubj")
    b.under(verb, clause, "parataxis")
    return b.rows(clause)


def fronted(b: Press) -> list[Row]:
    """*In X region, enemy shells village*; *during day army hit X*."""
    case = b.add(b.one(["in", "near", "during", "at"]), "ADP", "", "case")
    if b.words[case][0] in {"during", "at"}:
        at = b.words[case][0] == "at"
        head = b.add("night" if at else b.one(["day", "week"]), "NOUN", "Number=Sing")
    else:
        head = b.where()
    b.under(case, head)
    comma = b.add(",", "PUNCT", "", "punct") if b.some(0.6) else None
    root = b.rng.choice([active_clause, active_clause, event_clause, passive_clause])(b)
    if comma is not None:
        b.under(comma, root)
    b.under(head, root, "obl")
    return b.closed(root)


def nouns(b: Press) -> list[Row]:
    """Whole sentences in which the same words are nouns: *The attacks on X were repelled.*"""
    det = b.add("the", "DET", "PronType=Art", "det") if b.some(0.6) else None
    parts = [] if det is None else [det]
    if det is None:
        parts.append(b.add(b.one(["several", "two", "heavy", "Russian", "new"]), "ADJ", "", "amod"))
    many = det is None or b.some(0.5)
    noun = b.one([*EVENTS[:4], "shell", "patrol", "advance", "blast", "fire", "push"])
    head = b.add(b.plural(noun) if many else noun, "NOUN",
                 "Number=Plur" if many else "Number=Sing")  # fmt: skip
    for part in parts:
        number = b.words[part][0] == "two"
        b.under(part, head, "nummod" if number else None)
        if number:
            b.words[part][1] = "NUM"
    if b.some(0.7):
        b.phrase(b.one(["on", "near", "in"]), head, "nmod")
    if b.some(0.5):
        form = "were" if many else "was"
        mood = "Mood=Ind|Tense=Past|VerbForm=Fin"
        aux = b.add(form, "AUX", mood, "aux:pass")
        verb = reduced(b, head, ["report", "repel", "launch", "halt", "foil"])
        b.under(aux, verb)
    else:
        verb = b.add(forms(b.one([*GOING_ON, "kill"]))[2], "VERB", PAST if many else PERFECT_SG)
        b.under(head, verb, "nsubj")
        if b.words[verb][0] == "killed":
            b.under(b.people(), verb, "obj")
    b.under(b.add(".", "PUNCT", "", "punct"), verb)
    return b.rows(verb)


SHAPES = (
    active, active, active, active, other, other, other, other, other,
    fragment, labelled, labelled, reported, fronted, nouns,
)  # fmt: skip


def headline_sentences(count: int, seed: int) -> Iterator[list[Row]]:
    """`count` headlines and fragments with their parses, the same for the same seed."""
    rng = random.Random(seed)
    for _ in range(count):
        yield rng.choice(SHAPES)(Press(rng))
