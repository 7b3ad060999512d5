"""The words of headlines, and the phrases that `headlines.py` puts together.

Names are in part the one that stands for every known place when the reader parses
(`salient.reading.pipeline`), in part made up.
"""

from __future__ import annotations

from collections.abc import Sequence

from field import GERUND, INF, ING, PAST, PRESENT, PRESENT_SG, Builder, Row

__all__ = ["NUMBERS", "STATES", "Press", "forms"]

PERFECT_SG = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
KNOWN_NAME = "Baghdad"
KNOWN_NAME_SHARE = 0.45
TITLE_SHARE, CAPITALS_SHARE, STOP_SHARE = 0.10, 0.03, 0.12

IRREGULAR = {
    "strike": "strikes struck struck striking", "hit": "hits hit hit hitting",
    "take": "takes took taken taking", "retake": "retakes retook retaken retaking",
    "hold": "holds held held holding", "lose": "loses lost lost losing",
    "leave": "leaves left left leaving", "break": "breaks broke broken breaking",
    "shoot": "shoots shot shot shooting", "blow": "blows blew blown blowing",
    "fight": "fights fought fought fighting",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "fall": "falls fell fallen falling", "sink": "sinks sank sunk sinking",
    "drive": "drives drove driven driving", "beat": "beats beat beaten beating",
    "begin": "begins began begun beginning", "keep": "keeps kept kept keeping",
    "repel": "repels repelled repelled repelling", "stop": "stops stopped stopped stopping",
    "say": "says said said saying", "send": "sends sent sent sending",
    "drop": "drops dropped dropped dropping", "win": "wins won won winning",
    "cut": "cuts cut cut cutting", "lay": "lays laid laid laying",
    "overrun": "overruns overran overrun overrunning",
    "lead": "leads led led leading", "plan": "plans planned planned planning",
}  # fmt: skip
ASSAIL = (
    "shell attack storm bomb mine raid strike hit pound target assault shell attack fire-on "
    "hammer blast bombard blockade siege strafe"
).split()
GAIN = (
    "capture seize take retake liberate enter reach hold recapture block encircle cross patrol "
    "occupy regain lose leave clear cut secure approach"
).split()
WRECK = "destroy down hit damage sink target strike burn bomb mine attack block intercept".split()
PARRY = "repel stop halt foil thwart launch resume plan continue suspend mount block lead".split()
HARM = "kill wound injure evacuate detain abduct free arrest kill wound".split()
MOVES = {
    "advance": "toward on in near", "retreat": "from to toward", "withdraw": "from",
    "push": "toward into", "attack": "near in along", "march": "on toward", "clash": "near in",
    "fire": "on at", "fight": "near in for", "patrol": "near in", "land": "in near",
    "break": "through into", "fall": "to", "strike": "near at", "move": "into toward from",
    "raid": "near", "shell": "near", "mass": "near", "drill": "near",
}  # fmt: skip
PHRASAL = ("shoot down", "blow up", "push back", "beat back", "drive back", "wipe out", "take out")
EVENTS = (
    "attack strike raid assault advance shelling bombardment siege push offensive ambush blast "
    "fire retreat withdrawal patrol barrage landing march clash fighting block mine"
).split()
COUNTED = "attack strike raid assault advance offensive ambush blast clash patrol".split()
WEAPONS = "missile air rocket drone artillery tank mortar grenade sniper border ground".split()
SHOTS = "shell missile rocket drone bomb mine mortar grenade blast explosion strike".split()
MODIFIERS = "Russian Ukrainian rebel government separatist Syrian allied Chechen hostile".split()
PLURAL = (
    "forces troops soldiers rebels invaders occupiers militants defenders marines paratroopers "
    "fighters guards gunners guerrillas tanks jets warplanes separatists commandos units"
).split()
SINGULAR = "army military artillery infantry navy aviation command brigade enemy foe".split()
STATES = "Russia Ukraine Moscow Kyiv Ankara Damascus".split()
PEOPLES = "Russians Ukrainians Rashists Chechens Syrians".split()
NOBODIES = "civilian soldier resident person child woman medic policeman worker".split()
IRREGULAR_PLURALS = {
    "person": "people", "child": "children", "woman": "women", "policeman": "policemen",
}  # fmt: skip
THINGS = (
    "bridge school hospital depot warehouse railway plant column convoy village town city station "
    "position crossing house ship tank helicopter jet base airfield market stronghold bus"
).split()
COMPOUNDS = "oil ammunition supply fuel command power residential railway enemy tank army".split()
NUMBERS = "two three four five 12 seven 20 dozen six".split()
REGIONS = "region district oblast province area sector direction".split()
SPEAKERS = (
    "mayor governor ministry military official police army spokesman media Zelensky ISW "
    "witnesses officials authorities Haidai"
).split()
TITLES = ("General Staff", "Defence Ministry", "City Council", "Interior Ministry", "Air Force")
ADVERBS = "again overnight heavily".split()


def forms(lemma: str) -> list[str]:
    """Base, third person, past, participle and -ing form of a verb.

    The last three are right for the verbs of this file and `headlines.py` alone.
    """
    if lemma in IRREGULAR:
        return [lemma, *IRREGULAR[lemma].split()]
    ends = lemma.endswith(("s", "sh", "ch", "x", "z"))
    in_y = lemma.endswith("y") and lemma[-2:-1] not in set("aeou")
    third = lemma[:-1] + "ies" if in_y else lemma + ("es" if ends else "s")
    if lemma.endswith("e"):
        past, ing = lemma + "d", lemma[:-1] + "ing"
    elif in_y:
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, ing = lemma + "ed", lemma + "ing"
    return [lemma, third, past, past, ing]


def titled(row: Row, *, first: bool) -> str:
    """The word as in a headline in title case."""
    small = row[1] in {"ADP", "DET", "CCONJ", "PART"} and not first
    return row[0] if small else row[0][:1].upper() + row[0][1:]


class Press(Builder):
    """Phrases of headlines; each returns its head, whose governor the caller sets."""

    def some(self, share: float) -> bool:
        return self.rng.random() < share

    def one(self, words: Sequence[str]) -> str:
        return self.rng.choice(words)

    def name(self) -> int:
        if self.some(KNOWN_NAME_SHARE):
            return self.add(KNOWN_NAME, "PROPN", "Number=Sing")
        return self.place_name()

    def plural(self, noun: str) -> str:
        return IRREGULAR_PLURALS.get(noun, forms(noun)[1])

    def where(self) -> int:
        """A place, of one word or a region, sometimes a list of several."""
        first = self.name()
        if self.some(0.22):
            region = self.add(self.one(REGIONS), "NOUN", "Number=Sing")
            self.under(first, region, "compound")
            return region
        if self.some(0.12):
            more = self.rng.randrange(0, 3)
            for _ in range(more):
                comma = self.add(",", "PUNCT", "", "punct")
                item = self.name()
                self.under(comma, item)
                self.under(item, first, "conj")
            cc = self.add("and", "CCONJ", "", "cc")
            last = self.name()
            self.under(cc, last)
            self.under(last, first, "conj")
        return first

    def phrase(self, case: str, head: int, dep: str) -> int:
        """*near X*, under `head`."""
        word = self.add(case, "ADP", "", "case")
        place = self.where()
        self.under(word, place)
        self.under(place, head, dep)
        return place

    def side(self) -> tuple[int, bool]:
        """Who acts, and whether they are several."""
        draw = self.rng.random()
        if draw < 0.16:
            return self.add(self.one(STATES), "PROPN", "Number=Sing"), False
        if draw < 0.24:
            return self.add(self.one(PEOPLES), "PROPN", "Number=Plur"), True
        article = self.add("the", "DET", "PronType=Art", "det") if self.some(0.06) else None
        parts = [] if article is None else [article]
        if self.some(0.5):
            modifier = self.one(MODIFIERS)
            rebel = modifier == "rebel"
            parts.append(self.add(modifier, "NOUN" if rebel else "ADJ", "",
                                  "compound" if rebel else "amod"))  # fmt: skip
        elif self.some(0.2):
            parts.append(self.add("enemy", "NOUN", "Number=Sing", "compound"))
        many = self.some(0.72)
        noun = self.one(PLURAL if many else SINGULAR)
        head = self.add(noun, "NOUN", "Number=Plur" if many else "Number=Sing")
        for part in parts:
            self.under(part, head)
        if self.some(0.08):
            of = self.add("of", "ADP", "", "case")
            unit = self.add(self.one(["brigade", "battalion", "regiment", "division"]), "NOUN",
                            "Number=Sing")  # fmt: skip
            self.under(of, unit)
            self.under(unit, head, "nmod")
        return head, many

    def count(self) -> int | None:
        if self.some(0.4):
            return self.add(self.one(NUMBERS), "NUM", "", "nummod")
        return None

    def thing(self) -> int:
        """What is hit or taken: *oil depot near X*, *two bridges*, *X*."""
        if self.some(0.1):
            return self.where()
        number = self.count() if self.some(0.5) else None
        parts = [] if number is None else [number]
        noun = self.one(THINGS)
        if self.some(0.25):
            modifier = self.one(COMPOUNDS)
            adjective = modifier == "residential"
            parts.append(self.add(modifier, "ADJ" if adjective else "NOUN",
                                  "" if adjective else "Number=Sing",
                                  "amod" if adjective else "compound"))  # fmt: skip
        elif self.some(0.2):
            parts.append(self.add(self.one(MODIFIERS[:2]), "ADJ", "", "amod"))
        many = number is not None or self.some(0.2)
        head = self.add(self.plural(noun) if many else noun, "NOUN",
                        "Number=Plur" if many else "Number=Sing")  # fmt: skip
        for part in parts:
            self.under(part, head)
        if self.some(0.15):
            self.phrase(self.one(["near", "in"]), head, "nmod")
        return head

    def people(self) -> int:
        """Who is harmed: *two civilians*, *three*."""
        number = self.add(self.one(NUMBERS[:-2]), "NUM", "", "nummod")
        if self.some(0.35):
            return number
        head = self.add(self.plural(self.one(NOBODIES)), "NOUN", "Number=Plur")
        self.under(number, head)
        return head

    def event(self, *, doer: bool = True) -> tuple[int, bool]:
        """An event noun with its modifiers: *Russian missile attack on X*, and if it is plural."""
        parts: list[int] = []
        number = None
        if self.some(0.1):
            number = self.add(self.one(NUMBERS), "NUM", "", "nummod")
            parts.append(number)
        if doer and self.some(0.5):
            enemy = self.some(0.3)
            parts.append(self.add("enemy" if enemy else self.one(MODIFIERS[:4]),
                                  "NOUN" if enemy else "ADJ", "Number=Sing" if enemy else "",
                                  "compound" if enemy else "amod"))  # fmt: skip
        weapon = self.some(0.3)
        if weapon:
            parts.append(self.add(self.one(WEAPONS), "NOUN", "Number=Sing", "compound"))
        many = number is not None or self.some(0.3)
        noun = self.one(COUNTED if many or weapon else EVENTS)
        head = self.add(self.plural(noun) if many else noun, "NOUN",
                        "Number=Plur" if many else "Number=Sing")  # fmt: skip
        for part in parts:
            self.under(part, head)
        if self.some(0.6):
            self.phrase(self.one(["on", "near", "in", "of"]), head, "nmod")
        return head, many

    def finite(self, lemma: str, *, many: bool) -> int:
        """A verb in the present tense of headlines, or now and then in the past."""
        past = self.some(0.15)
        base, third, simple, _, _ = forms(lemma)
        if past:
            return self.add(simple, "VERB", PAST if many else PERFECT_SG)
        return self.add(base if many else third, "VERB", PRESENT if many else PRESENT_SG)

    def verb(self, lemma: str, shape: str, *, many: bool = True) -> int:
        if shape == "finite":
            return self.finite(lemma, many=many)
        base, _, _, _, ing = forms(lemma)
        if shape == "ing":
            return self.add(ing, "VERB", ING)
        return self.add(base, "VERB", GERUND if shape == "gerund" else INF)

    def action(self, shape: str, *, many: bool = True) -> int:
        """A verb with its object or phrase; `many` says if several act."""
        draw = self.rng.random()
        if draw < 0.30:
            lemma = self.one(ASSAIL)
            case = lemma.partition("-")[2]
            verb = self.verb(lemma.partition("-")[0], shape, many=many)
            if case:
                self.phrase(case, verb, "obl")
            else:
                self.under(self.where() if self.some(0.6) else self.thing(), verb, "obj")
            self.means(verb)
        elif draw < 0.46:
            verb = self.verb(self.one(GAIN), shape, many=many)
            self.under(self.where() if self.some(0.6) else self.thing(), verb, "obj")
        elif draw < 0.60:
            verb = self.verb(self.one(WRECK), shape, many=many)
            self.under(self.thing(), verb, "obj")
            self.means(verb)
        elif draw < 0.70:
            verb = self.verb(self.one(PARRY), shape, many=many)
            self.under(self.event()[0], verb, "obj")
        elif draw < 0.76:
            verb = self.verb(self.one(HARM), shape, many=many)
            self.under(self.people(), verb, "obj")
            if self.some(0.6):
                self.phrase(self.one(["in", "near"]), verb, "obl")
        elif draw < 0.88:
            lemma = self.one(list(MOVES))
            verb = self.verb(lemma, shape, many=many)
            self.phrase(self.one(MOVES[lemma].split()), verb, "obl")
        elif draw < 0.94:
            verb = self.phrasal(shape, many=many)
        else:
            verb = self.light(shape, many=many)
        return verb

    def means(self, verb: int) -> None:
        """*with missiles*, sometimes."""
        if self.some(0.1):
            word = self.add("with", "ADP", "", "case")
            noun = self.add(self.plural(self.one(SHOTS[:8])), "NOUN", "Number=Plur")
            self.under(word, noun)
            self.under(noun, verb, "obl")

    def phrasal(self, shape: str, *, many: bool) -> int:
        lemma, _, particle = self.one(PHRASAL).partition(" ")
        verb = self.verb(lemma, shape, many=many)
        self.under(self.add(particle, "ADP", "", "compound:prt"), verb)
        self.under(self.side()[0] if particle == "back" else self.thing(), verb, "obj")
        return verb

    def light(self, shape: str, *, many: bool) -> int:
        """*take control of X*, *open fire on X*, *launch attack on X*."""
        lemma, noun, case = self.rng.choice([
            ("take", "control", "of"), ("open", "fire", "on"), ("lay", "siege", "to"),
            ("launch", "attack", "on"), ("lose", "control", "of"), ("conduct", "strikes", "on"),
            ("regain", "control", "of"), ("launch", "strike", "at"), ("end", "siege", "of"),
        ])  # fmt: skip
        verb = self.verb(lemma, shape, many=many)
        plural = noun.endswith("s")
        thing = self.add(noun, "NOUN", "Number=Plur" if plural else "Number=Sing")
        self.under(thing, verb, "obj")
        self.phrase(case, verb if noun == "fire" else thing, "obl" if noun == "fire" else "nmod")
        return verb

    def speaker(self) -> int:
        if self.some(0.35):
            first, last = self.one(TITLES).split()
            modifier = self.add(first, "PROPN", "Number=Sing", "compound")
            head = self.add(last, "PROPN", "Number=Sing")
            self.under(modifier, head)
            return head
        word = self.one(SPEAKERS)
        proper = word[0].isupper()
        plural = word in {"witnesses", "officials", "authorities", "media"}
        return self.add(word, "PROPN" if proper else "NOUN",
                        "Number=Plur" if plural else "Number=Sing")  # fmt: skip

    def closed(self, root: int) -> list[Row]:
        """A source after a dash or a colon, sometimes; a stop, seldom; and the case of letters."""
        if self.some(0.16):
            mark = self.one(["-", "–", ":", ", -"])
            points = [self.add(m, "PUNCT", "", "punct") for m in mark.split()]
            speaker = self.speaker()
            for point in points:
                self.under(point, speaker)
            self.under(speaker, root, "parataxis")
        elif self.some(STOP_SHARE):
            self.under(self.add(".", "PUNCT", "", "punct"), root)
        rows = self.rows(root)
        draw = self.rng.random()
        if draw < TITLE_SHARE:
            return [(titled(r, first=not i), *r[1:]) for i, r in enumerate(rows)]
        if draw < TITLE_SHARE + CAPITALS_SHARE:
            return [(r[0].upper(), *r[1:]) for r in rows]
        return rows
