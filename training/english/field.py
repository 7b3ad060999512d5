"""A small treebank of war reporting, made from templates: plain sentences that the treebanks lack.

General text seldom says *Troops pushed toward the village*, and a parser trained on it takes such
a past form for a participle (*troops [that were] pushed*). The sentences here are generated, with
their parses, from word lists of our own; a seed fixes them. Village names are made up by syllables,
so that the parser learns to take an unknown capitalised word after a verb for an object.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

Row = tuple[str, str, str, int, str, bool]

ADJECTIVES = (
    "Russian Ukrainian enemy occupying Chechen separatist proxy pro-Russian allied local".split()
)
FORCES = (
    "forces troops units soldiers servicemen fighters paratroopers marines defenders occupiers "
    "invaders militants tanks helicopters gunners"
).split()
MASSES = (
    "army military infantry artillery aviation command brigade battalion navy air-force".split()
)
BARE = "Russia Ukraine Moscow Kyiv Wagner Russians Ukrainians ISW".split()
TRANSITIVE = {
    "capture": ("captured", "captured", "capturing", "captures"),
    "seize": ("seized", "seized", "seizing", "seizes"),
    "take": ("took", "taken", "taking", "takes"),
    "retake": ("retook", "retaken", "retaking", "retakes"),
    "liberate": ("liberated", "liberated", "liberating", "liberates"),
    "shell": ("shelled", "shelled", "shelling", "shells"),
    "attack": ("attacked", "attacked", "attacking", "attacks"),
    "storm": ("stormed", "stormed", "storming", "storms"),
    "bomb": ("bombed", "bombed", "bombing", "bombs"),
    "mine": ("mined", "mined", "mining", "mines"),
    "encircle": ("encircled", "encircled", "encircling", "encircles"),
    "surround": ("surrounded", "surrounded", "surrounding", "surrounds"),
    "cross": ("crossed", "crossed", "crossing", "crosses"),
    "enter": ("entered", "entered", "entering", "enters"),
    "hold": ("held", "held", "holding", "holds"),
    "control": ("controlled", "controlled", "controlling", "controls"),
    "defend": ("defended", "defended", "defending", "defends"),
    "lose": ("lost", "lost", "losing", "loses"),
    "leave": ("left", "left", "leaving", "leaves"),
    "abandon": ("abandoned", "abandoned", "abandoning", "abandons"),
    "destroy": ("destroyed", "destroyed", "destroying", "destroys"),
    "damage": ("damaged", "damaged", "damaging", "damages"),
    "hit": ("hit", "hit", "hitting", "hits"),
    "strike": ("struck", "struck", "striking", "strikes"),
    "target": ("targeted", "targeted", "targeting", "targets"),
    "block": ("blocked", "blocked", "blocking", "blocks"),
    "cut": ("cut", "cut", "cutting", "cuts"),
    "reach": ("reached", "reached", "reaching", "reaches"),
    "fortify": ("fortified", "fortified", "fortifying", "fortifies"),
    "clear": ("cleared", "cleared", "clearing", "clears"),
    "repel": ("repelled", "repelled", "repelling", "repels"),
    "foil": ("foiled", "foiled", "foiling", "foils"),
    "thwart": ("thwarted", "thwarted", "thwarting", "thwarts"),
    "occupy": ("occupied", "occupied", "occupying", "occupies"),
    "regain": ("regained", "regained", "regaining", "regains"),
    "pound": ("pounded", "pounded", "pounding", "pounds"),
}
MOTION = {
    "advance": ("advanced", "advanced", "advancing", "advances"),
    "retreat": ("retreated", "retreated", "retreating", "retreats"),
    "withdraw": ("withdrew", "withdrawn", "withdrawing", "withdraws"),
    "push": ("pushed", "pushed", "pushing", "pushes"),
    "move": ("moved", "moved", "moving", "moves"),
    "fire": ("fired", "fired", "firing", "fires"),
    "fight": ("fought", "fought", "fighting", "fights"),
    "mass": ("massed", "massed", "massing", "masses"),
    "regroup": ("regrouped", "regrouped", "regrouping", "regroups"),
    "attack": ("attacked", "attacked", "attacking", "attacks"),
    "dig": ("dug", "dug", "digging", "digs"),
    "clash": ("clashed", "clashed", "clashing", "clashes"),
}
MOTION_CASES = {
    "advance": "toward on from near into", "retreat": "from to toward", "withdraw": "from to",
    "push": "toward into from", "move": "toward on from to into", "fire": "on at",
    "fight": "in near for around", "mass": "near around in", "regroup": "near in around",
    "attack": "near toward along", "dig": "near in", "clash": "near in around",
}  # fmt: skip
HARM = {"kill": "killed", "wound": "wounded", "injure": "injured"}
ADVERBS = "likely probably reportedly still also again already recently apparently possibly".split()
OBJECTS = (
    "bridge road village town depot crossing checkpoint warehouse railway plant position column"
).split()
EVENTS = (
    "shelling attack assault offensive bombardment strike fighting advance counterattack".split()
)
SOURCES = (
    "General Staff",
    "Defence Ministry",
    "regional governor",
    "military spokesman",
    "brigade commander",
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
STEMS = (
    "Ber Kam Zel Oleks Pok Lyp Novo Stepan Kra Bog Vas Mykh Hryhor Yur Pet Sloboz Dol Bil Tern Mal"
).split()
ENDS = "ivka ove ka ansk ynske ytsia yshche erne iivka ychi odarivka".split()
PAST = "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"
PRESENT = "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
PRESENT_SG = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
PERFECT, PASSIVE = "Tense=Past|VerbForm=Part", "Tense=Past|VerbForm=Part|Voice=Pass"
ING, GERUND, INF = "Tense=Pres|VerbForm=Part", "VerbForm=Ger", "VerbForm=Inf"


class Builder:
    """Adds words one by one; a word's governor may be set later."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.words: list[list[object]] = []

    def add(self, form: str, upos: str, feats: str = "", dep: str = "dep", head: int = -1) -> int:
        self.words.append([form, upos, feats, head, dep])
        return len(self.words) - 1

    def under(self, word: int, head: int, dep: str | None = None) -> None:
        self.words[word][3] = head
        if dep is not None:
            self.words[word][4] = dep

    def rows(self, root: int) -> list[Row]:
        first = str(self.words[0][0])
        self.words[0][0] = first[:1].upper() + first[1:]
        out: list[Row] = []
        for i, (form, upos, feats, head, dep) in enumerate(self.words):
            following = str(self.words[i + 1][0]) if i + 1 < len(self.words) else ""
            space = following not in {".", ",", "'s", ":"}
            top = i == root
            out.append((str(form), str(upos), str(feats), i if top else int(str(head)),
                        "ROOT" if top else str(dep), space))  # fmt: skip
        assert all(r[3] >= 0 for r in out), out
        return out

    # phrases: each returns its head; the caller sets the head's governor

    def place_name(self) -> int:
        return self.add(self.rng.choice(STEMS) + self.rng.choice(ENDS), "PROPN", "Number=Sing")

    def place(self) -> int:
        kind = self.rng.random()
        if kind < 0.6:
            return self.place_name()
        det = self.add("the", "DET", "PronType=Art", "det")
        if kind < 0.75:
            noun = self.add(
                self.rng.choice(["village", "town", "city", "settlement"]), "NOUN", "Number=Sing"
            )
            case = self.add("of", "ADP", "", "case")
            name = self.place_name()
            self.under(case, name)
            self.under(name, noun, "nmod")
        elif kind < 0.88:
            noun = self.add(self.rng.choice(OBJECTS), "NOUN", "Number=Sing")
            case = self.add(self.rng.choice(["near", "in", "to", "at"]), "ADP", "", "case")
            name = self.place_name()
            self.under(case, name)
            self.under(name, noun, "nmod")
        else:
            noun = self.add(self.rng.choice(OBJECTS), "NOUN", "Number=Sing")
        self.under(det, noun)
        return noun

    def force(self) -> int:
        if self.rng.random() < 0.12:
            return self.add(self.rng.choice(BARE), "PROPN", "Number=Sing")
        det = self.add("the", "DET", "PronType=Art", "det") if self.rng.random() < 0.25 else None
        adjective = None
        if self.rng.random() < 0.8:
            adjective = self.add(self.rng.choice(ADJECTIVES), "ADJ", "", "amod")
        mass = self.rng.random() < 0.25
        noun = self.add(self.rng.choice(MASSES if mass else FORCES), "NOUN",
                        "Number=Sing" if mass else "Number=Plur")  # fmt: skip
        for part in (det, adjective):
            if part is not None:
                self.under(part, noun)
        return noun

    def tail(self, verb: int) -> None:
        """A time or place phrase after the verb's arguments, sometimes."""
        draw = self.rng.random()
        if draw < 0.15:
            case = self.add("on", "ADP", "", "case")
            day = self.add(self.rng.choice(DAYS), "PROPN", "Number=Sing")
            self.under(case, day)
            self.under(day, verb, "obl")
        elif draw < 0.3:
            case = self.add(self.rng.choice(["near", "in", "from", "around"]), "ADP", "", "case")
            name = self.place_name()
            self.under(case, name)
            self.under(name, verb, "obl")

    def stop(self, root: int) -> list[Row]:
        if self.rng.random() < 0.85:
            self.under(self.add(".", "PUNCT", "", "punct"), root)
        return self.rows(root)

    def predicate(self, form: int, feats: str) -> int:
        """A verb with what follows it; `form` is past, participle, -ing, third person or base."""
        if self.rng.random() < 0.62:
            lemma = self.rng.choice(sorted(TRANSITIVE))
            verb = self.add(lemma if form < 0 else TRANSITIVE[lemma][form], "VERB", feats)
            self.under(self.place(), verb, "obj")
        else:
            lemma = self.rng.choice(sorted(MOTION))
            verb = self.add(lemma if form < 0 else MOTION[lemma][form], "VERB", feats)
            case = self.add(self.rng.choice(MOTION_CASES[lemma].split()), "ADP", "", "case")
            where = self.place()
            self.under(case, where)
            self.under(where, verb, "obl")
        return verb

    def clause(self) -> int:
        """Subject and predicate in one of several shapes; returns the predicate."""
        subject = self.force()
        shape = self.rng.random()
        before: list[tuple[int, str]] = []
        if shape < 0.42:
            if self.rng.random() < 0.2:
                before.append((self.add(self.rng.choice(ADVERBS), "ADV"), "advmod"))
            verb = self.predicate(0, PAST)
        elif shape < 0.54:
            if self.rng.random() < 0.3:
                no = self.add("no", "ADV")
                longer = self.add("longer", "ADV", "Degree=Cmp")
                self.under(no, longer, "advmod")
                before.append((longer, "advmod"))
            elif self.rng.random() < 0.6:
                before.append((self.add(self.rng.choice(ADVERBS), "ADV"), "advmod"))
            verb = self.predicate(-1, PRESENT)
        elif shape < 0.66:
            before.append((self.add("have", "AUX", PRESENT), "aux"))
            if self.rng.random() < 0.3:
                before.append((self.add(self.rng.choice(["not", *ADVERBS]), "ADV"), "advmod"))
            verb = self.predicate(1, PERFECT)
        elif shape < 0.76:
            before.append((self.add("did", "AUX", PAST), "aux"))
            before.append((self.add("not", "PART"), "advmod"))
            verb = self.predicate(-1, INF)
        elif shape < 0.86:
            before.append((self.add("are", "AUX", PRESENT), "aux"))
            verb = self.predicate(2, ING)
        else:
            head = self.add(
                self.rng.choice(["failed", "continued", "managed", "tried", "attempted"]),
                "VERB",
                PAST,
            )
            to = self.add("to", "PART", "", "mark")
            inner = self.predicate(-1, INF)
            self.under(to, inner)
            self.under(inner, head, "xcomp")
            verb = head
        for word, dep in before:
            self.under(word, verb, dep)
        self.under(subject, verb, "nsubj")
        return verb


def plain(b: Builder) -> list[Row]:
    verb = b.clause()
    b.tail(verb)
    if b.rng.random() < 0.15:
        comma = b.add(",", "PUNCT", "", "punct")
        second = b.predicate(2, ING)
        b.under(comma, second)
        b.under(second, verb, "advcl")
    return b.stop(verb)


def joined(b: Builder) -> list[Row]:
    verb = b.clause()
    cc = b.add("and", "CCONJ", "", "cc")
    second = b.predicate(0, PAST)
    b.under(cc, second)
    b.under(second, verb, "conj")
    return b.stop(verb)


def passive(b: Builder) -> list[Row]:
    subject = b.place()
    lemma = b.rng.choice(sorted(TRANSITIVE))
    aux = b.add("was", "AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "aux:pass")
    verb = b.add(TRANSITIVE[lemma][1], "VERB", PASSIVE)
    b.under(subject, verb, "nsubj:pass")
    b.under(aux, verb)
    if b.rng.random() < 0.7:
        case = b.add("by", "ADP", "", "case")
        agent = b.force()
        b.under(case, agent)
        b.under(agent, verb, "obl:agent")
    b.tail(verb)
    return b.stop(verb)


def reported(b: Builder) -> list[Row]:
    det = b.add("the", "DET", "PronType=Art", "det")
    words = b.rng.choice(SOURCES).split()
    modifier = b.add(words[0], "ADJ", "", "amod")
    source = b.add(words[1], "NOUN", "Number=Sing")
    b.under(det, source)
    b.under(modifier, source)
    verb = b.add(b.rng.choice(["reported", "said", "stated", "claimed", "noted"]), "VERB",
                 "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin")  # fmt: skip
    mark = b.add("that", "SCONJ", "", "mark") if b.rng.random() < 0.7 else None
    inner = b.clause()
    if mark is not None:
        b.under(mark, inner)
    b.under(source, verb, "nsubj")
    b.under(inner, verb, "ccomp")
    return b.stop(verb)


def prevented(b: Builder) -> list[Row]:
    subject = b.force()
    verb = b.add(
        b.rng.choice(["foiled", "thwarted", "stopped", "repelled", "prevented"]), "VERB", PAST
    )
    adjective = b.add(b.rng.choice(ADJECTIVES), "ADJ", "", "amod")
    noun = b.add(b.rng.choice(["attempts", "efforts", "plans"]), "NOUN", "Number=Plur")
    to = b.add("to", "PART", "", "mark")
    inner = b.predicate(-1, INF)
    b.under(subject, verb, "nsubj")
    b.under(adjective, noun)
    b.under(noun, verb, "obj")
    b.under(to, inner)
    b.under(inner, noun, "acl")
    return b.stop(verb)


def forced(b: Builder) -> list[Row]:
    """*Shelling forced troops to leave X*; *A prevented B from taking X*."""
    subject = b.force()
    away = b.rng.random() < 0.5
    verb = b.add(
        b.rng.choice(["prevented", "kept", "stopped"] if away else ["forced", "compelled"]),
        "VERB",
        PAST,
    )
    them = b.force()
    mark = b.add("from" if away else "to", "SCONJ" if away else "PART", "", "mark")
    inner = b.predicate(2 if away else -1, GERUND if away else INF)
    b.under(subject, verb, "nsubj")
    b.under(them, verb, "obj")
    b.under(mark, inner)
    b.under(inner, verb, "advcl" if away else "xcomp")
    return b.stop(verb)


def harm(b: Builder) -> list[Row]:
    det = b.add("the", "DET", "PronType=Art", "det") if b.rng.random() < 0.5 else None
    adjective = b.add("Russian", "ADJ", "", "amod") if b.rng.random() < 0.5 else None
    event = b.add(b.rng.choice(EVENTS), "NOUN", "Number=Sing")
    for part in (det, adjective):
        if part is not None:
            b.under(part, event)
    if b.rng.random() < 0.5:
        case = b.add(b.rng.choice(["of", "on", "near"]), "ADP", "", "case")
        name = b.place_name()
        b.under(case, name)
        b.under(name, event, "nmod")
    verb = b.add(b.rng.choice([*HARM.values(), "damaged", "continued", "destroyed"]), "VERB", PAST)
    b.under(event, verb, "nsubj")
    if b.words[verb][0] != "continued":
        number = b.add(
            b.rng.choice(["two", "five", "12", "three", "several", "40"]), "NUM", "", "nummod"
        )
        noun = b.add(
            b.rng.choice(["civilians", "residents", "people", "houses", "soldiers"]),
            "NOUN",
            "Number=Plur",
        )
        b.under(number, noun)
        b.under(noun, verb, "obj")
    b.tail(verb)
    return b.stop(verb)


def headline(b: Builder) -> list[Row]:
    subject = b.force()
    singular = b.words[subject][0] not in FORCES
    verb = b.predicate(3 if singular else -1, PRESENT_SG if singular else PRESENT)
    b.under(subject, verb, "nsubj")
    return b.rows(verb)


def going_on(b: Builder) -> list[Row]:
    noun = b.add(b.rng.choice(["fighting", "shelling", "combat"]), "NOUN", "Number=Sing")
    verb = b.add(b.rng.choice(["continues", "continued", "began", "resumed"]), "VERB", PRESENT_SG)
    case = b.add(b.rng.choice(["in", "near", "along", "around", "for"]), "ADP", "", "case")
    name = b.place_name()
    b.under(noun, verb, "nsubj")
    b.under(case, name)
    b.under(name, verb, "obl")
    return b.stop(verb)


SHAPES = (
    plain,
    plain,
    plain,
    joined,
    passive,
    reported,
    prevented,
    forced,
    harm,
    headline,
    going_on,
)


def field_sentences(count: int, seed: int) -> Iterator[list[Row]]:
    """`count` sentences with their parses, the same for the same seed."""
    rng = random.Random(seed)
    for _ in range(count):
        yield rng.choice(SHAPES)(Builder(rng))
