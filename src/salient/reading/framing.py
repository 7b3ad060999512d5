"""Which frames of the lexicon the words of a sentence spell, before any condition is asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from salient.reading.clock_words import is_time_word
from salient.reading.lemmas import candidates, lemma, lemma_of
from salient.reading.lexicon import Frame, Lexicon
from salient.reading.tokens import Doc, Token
from salient.reading.tree import argument, cases, child

__all__ = ["head_among", "may_head", "spelled_frames"]

_PREPOSITIONS = frozenset(
    "of over in at on to into from under with against toward towards by for upon".split()
)
_PARTICLES = frozenset({"back", "away", "out", "off"})
_BEFORE_PARTICLE = frozenset({"build", "pull", "draw"})
_PARTING = frozenset({";", ":", "."})
_NOMINAL = frozenset({"nsubj", "obj", "obl", "nmod"})
_OPENING = frozenset("of after despite amid amidst from during by since following".split())
_FIERCE = frozenset("fierce heavy intense intensive active bitter bloody urban constant".split())
_SHARES = frozenset("% percent cent most half third quarter majority much part bulk".split())
"""Objects that are only a share of what is meant (*lost 20% of its combat power*)."""

_AMMUNITION = frozenset("shell mine bomb fire shells mines bombs".split())
"""Words for arms that are no verbs before another noun or after a number."""

_GAP = 4
"""A frame's next word may stand this many tokens after the one before it."""


def _heads_a_line(word: Token) -> bool:
    """Whether a word in *-ing* stands where a headline has its noun (*Fighting in the suburbs*)."""
    if word.dep_ not in {"ROOT", "appos", "parataxis", "list"} or not word.text[0].isupper():
        return False
    return all(c.dep_ in {"obl", "nmod", "amod", "punct", "appos", "parataxis"}
               or c.low in {"ongoing", "underway"}
               for c in word.children)  # fmt: skip


def _battle(word: Token) -> bool:
    """Whether *fighting* stands for a battle where the parse makes a verb of it.

    So in *weeks of fighting in X*, *continues fighting in X* and *reported fierce fighting*.
    """
    if word.low != "fighting":
        return False
    opened = any(c.dep_ == "mark" and c.low in _OPENING for c in word.children)
    kind = child(word, "nsubj")
    fierce = kind is not None and kind.i == word.i - 1 and kind.low in _FIERCE
    return opened or fierce or (word.dep_ == "xcomp" and lemma(word.head) in {"continue", "see"})


def _clause_for_noun(word: Token) -> bool:
    """Whether a gerund without an object is subject of a clause (*fighting in X has gone on*)."""
    return word.dep_ == "csubj" and child(word, "obj", "nsubj", "mark", "aux", "aux:pass") is None


def _plural(word: Token) -> bool:
    """Whether a plural stands where a noun stands, though the parse makes a verb of it.

    So in *there are fierce battles near X* and *a strike on Y, battles in X*.
    """
    if not word.low.endswith("s") or child(word, "obj", "aux", "aux:pass", "mark") is not None:
        return False
    own = child(word, "nsubj")
    if own is not None and own.low not in _FIERCE:
        return False
    joined = word.dep_ == "conj" and word.head.pos_ in {"NOUN", "PROPN"}
    listed = own is None and (joined or word.dep_ == "parataxis")
    return word.dep_ in _NOMINAL or listed


def _infinitive(word: Token) -> bool:
    return word.pos_ == "VERB" and "Inf" in word.morph.get("VerbForm", [])


def _forms(token: Token) -> tuple[str, ...]:
    """The forms of frame that a token may be the head of."""
    if token.pos_ in {"VERB", "AUX"}:
        noun_like = token.dep_ in _NOMINAL or _heads_a_line(token) or _clause_for_noun(token)
        nominal = (token.text.endswith("ing") and noun_like) or _plural(token)
        if not nominal and _battle(token):
            return ("verb", "noun")
        return ("noun", "verb") if nominal else ("verb",)
    if token.pos_ in {"NOUN", "PROPN"}:
        if token.low.endswith("ing") and token.dep_ == "compound" and child(token, "nsubj"):
            # A headline's *Army Moving Reserves*.
            return ("verb",)
        if token.low in _AMMUNITION and (token.dep_ == "compound" or child(token, "nummod")):
            return ("noun",)
        if token.i == 0 or token.dep_ in {"ROOT", "ccomp", "parataxis", "appos"}:
            return ("noun", "verb")
        if token.dep_ == "conj" and _infinitive(token.head) and token.pos_ == "NOUN":
            # *To refit and resupply*, *to find and deploy troops*.
            return ("noun", "verb") if child(token, "det", "amod") else ("verb", "noun")
        return ("noun",)
    if token.pos_ == "ADJ":
        if token.dep_ in {"nsubj", "obj", "obl", "nmod", "nsubj:pass"}:
            return ("noun", "adj")
        if token.dep_ == "amod" and token.head.i > token.i:
            return ("adj", "noun", "verb") if token.low.endswith("ed") else ("adj", "noun")
        return ("adj", "verb") if token.low.endswith("ed") else ("adj",)
    return ("adj",) if token.pos_ == "ADP" else ()


def _lemma_as(token: Token, form: str) -> str:
    if form == "verb" and token.pos_ not in {"VERB", "AUX"}:
        return lemma_of(token.text, "VERB")
    if form == "noun" and token.pos_ == "PROPN":
        return lemma_of(token.low, "NOUN")
    return lemma(token)


def _frame_lemma(token: Token, form: str, lexicon: Lexicon) -> str:
    """The token's lemma; where no frame turns on it, another that its suffix allows."""
    found = _lemma_as(token, form)
    first = token.nbor(-2).low if token.i >= 2 and token.nbor(-1).text == "-" else ""
    if first == "de":
        # The tokenizer parts *de-occupied*, whose sense is the opposite of its last part's.
        found = f"de-{found}"
    elif first == "re" and (form, f"re{found}") in lexicon.frames:
        found = f"re{found}"
    elif first in _BEFORE_PARTICLE and (form, f"{first}-{found}") in lexicon.frames:
        # Nor does it leave *build-up* whole.
        found = f"{first}-{found}"
    if (form, found) in lexicon.frames or form == "adj":
        return found
    kind = "v" if form == "verb" else "n"
    other = (c for c in candidates(token.low, kind) if (form, c) in lexicon.frames)
    return next(other, found)


def _near(doc: Doc, i: int, word: str) -> Token | None:
    """The token that spells `word` within a short gap after token `i`."""
    for token in doc[i + 1 : i + 1 + _GAP]:
        if word in token.spellings:
            near = token.i == i + 1 or not (word in _PREPOSITIONS or _of_phrase(doc, i, token.i))
            return token if near else None
        if token.text in _PARTING:
            return None
    return None


def _of_phrase(doc: Doc, i: int, j: int) -> bool:
    """Whether the noun at `j` only qualifies another in a phrase begun after `i`.

    So in *take the city through ground assault*, which takes no ground, and in *resume preparations
    for attacks* and *continue to resist attacks*, which resume and continue none.
    """
    if any(doc[k].pos_ == "VERB" and doc[k].head.i < k and doc[k].dep_ != "amod"
           for k in range(i + 1, j)):  # fmt: skip
        return True
    between = [doc[k] for k in range(i + 1, j) if doc[k].pos_ == "ADP"]
    qualifies = doc[j].dep_ == "compound" and doc[j].head.i > j
    readying = any(k.low == "for" and k.head == doc[j] for k in between)
    return bool(between) and (qualifies or readying)


def _bound(head: Token, word: str) -> Token | None:
    """The token that spells `word` as the head's preposition, object or passive subject."""
    if head.dep_ == "cop" and word in _PREPOSITIONS:
        return next((g for g in head.head.children if g.dep_ == "case" and g.i > head.i and
                     g.low == word), None)  # fmt: skip
    for c in head.children:
        naming = c.pos_ in {"NOUN", "PROPN"}
        if naming and c.dep_ in {"obj", "nsubj:pass"} and word in c.spellings:
            return c
        if c.dep_ in {"obj", "obl"} and c.low in _SHARES:
            whole = argument(c, "of") or argument(child(c, "nmod") or c, "of")
            if whole is not None and word in whole.spellings:
                return whole
        if c.dep_ in {"obl", "nmod", "advmod", "compound:prt"} and not is_time_word(c):
            if c.low == word:
                return c
            for g in c.children:
                if g.dep_ == "case" and g.low == word and c.i - g.i < 8:
                    return g
    return None


def _following(doc: Doc, start: int, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """Tokens after `start` that spell `words` in order, near by or bound in the parse, or None."""
    found: list[Token] = []
    i = start
    for word in words:
        token = _near(doc, i, word) or _bound(doc[i], word) or _bound(doc[start], word)
        if token is None or token in found:
            return None
        found.append(token)
        i = token.i
    return tuple(found)


def _particle_belongs(tokens: tuple[Token, ...]) -> bool:
    """Whether the words hang together in the parse or stand side by side."""
    head = tokens[0]
    previous = head
    for token in tokens[1:]:
        adjacent = token.i == previous.i + 1
        below = any(a in tokens for a in (token.head, token.head.head))
        # *Drive them out of X*, where the parse gives *out of X* to *them*.
        below = below or (token.pos_ == "ADP" and token.head.head.head in tokens)
        predicate = head.dep_ == "cop" and token.head == head.head
        below = below or _after_object(head, token)
        if not (adjacent or below or predicate or head.head == token):
            return False
        previous = token
    return True


def _after_object(verb: Token, particle: Token) -> bool:
    """Whether *back* or the like ends the verb's object, wherever the parse hangs it.

    In *pushes invaders back in X* the parse gives it to the phrase after it.
    """
    if particle.low not in _PARTICLES:
        return False
    pushed = child(verb, "obj")
    return pushed is not None and verb.i < pushed.i == particle.i - 1


def _stands_aside(tokens: tuple[Token, ...]) -> bool:
    """Whether a frame's noun is not what its verb takes, but stands after a preposition.

    Who *maintains fire along the line* or *holds people in camps along the line* holds no line.
    """
    verb = tokens[0]
    taken = child(verb, "obj")
    return any(
        t.pos_ == "NOUN"
        and (
            (t.dep_ == "obj" and taken is not None and taken.i < t.i and taken not in tokens)
            or (t.dep_ in {"obl", "nmod"} and not {*cases(t)} <= {"of", *(o.low for o in tokens)})
        )
        for t in tokens[1:]
    )


def _rehearsed(tokens: tuple[Token, ...]) -> bool:
    """Whether a deed's last word only qualifies what troops practise (*attack drills*)."""
    last = tokens[-1]
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    return after is not None and lemma(after) in {"exercise", "drill"} and after.pos_ == "NOUN"


def head_among(frame: Frame, tokens: tuple[Token, ...]) -> Token:
    """The word of a frame on which its arguments hang: the verb, or the noun that governs."""
    if frame.form == "verb":
        return tokens[0]
    inside = {t.i for t in tokens}
    for token in tokens:
        if token.head.i not in inside or token.head == token:
            if token.pos_ == "ADP" and len(tokens) > 1:
                continue
            return token
    return tokens[-1]


@lru_cache(maxsize=65_536)
def _possible_lemmas(low: str, spellings: frozenset[str]) -> frozenset[str]:
    return spellings | frozenset((*candidates(low, "v"), *candidates(low, "n")))


def may_head(token: Token, lexicon: Lexicon) -> bool:
    """Whether a frame may turn on a word, by its spelling alone: most words are ruled out so."""
    if token.i >= 2 and token.doc[token.i - 1].text == "-":
        return True
    return not lexicon.heads.isdisjoint(_possible_lemmas(token.low, token.spellings))


def spelled_frames(token: Token, lexicon: Lexicon) -> Iterator[tuple[Frame, tuple[Token, ...]]]:
    """Frames that the token's word and the words after it spell, best first, with those words."""
    said = token.doc.spellings
    for form in _forms(token):
        for frame in lexicon.frames.get((form, _frame_lemma(token, form, lexicon)), ()):
            words = frame.words[1:]
            if not words and form == "noun" and token.pos_ == "ADJ" and token.dep_ == "amod":
                continue
            rest = _following(token.doc, token.i, words) if said.issuperset(words) else None
            if rest is None:
                continue
            tokens = (token, *rest)
            held = frame.event_type in {"hold", "resupply"} and form == "verb"
            if _rehearsed(tokens) or (held and _stands_aside(tokens)):
                continue
            if len(tokens) == 1 or _particle_belongs(tokens):
                yield frame, tokens
