"""Names of sources: pronouns, roles and short names resolved to what the document said before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from salient.reading.attribution.finding import Finding
from salient.reading.attribution.lexicon import ReportingLexicon
from salient.reading.attribution.tree import QUOTE_MARKS, Block, Tree
from salient.reading.lemmas import lemma_of

__all__ = ["glued", "name_sources", "phrase_name"]

_HE = frozenset("he she him her his hers himself herself".split())
_THEY = frozenset("they them their theirs themselves these those both all".split())
_IT = frozenset("it its which that this itself one".split())
_SPEAKER = frozenset("i we me us my our mine ours myself ourselves".split())
_DEFINITE = frozenset("the this that these those its their his her same latter".split())
_NAME_PARTS = frozenset({"flat", "compound", "nmod", "fixed", "goeswith", "flat:name", "nmod:desc"})
_SKIP = frozenset("the a an this that these those its their his her our my".split())
_REACH = 40
_MAX_NAME = 25


class _Mention(NamedTuple):
    name: str
    words: frozenset[str]
    last: str
    plural: bool
    person: bool
    position: int


def phrase_name(tree: Tree, head: int, begin: int = 0) -> str:
    """Name the noun phrase that `head` heads, without article, clause or apposition.

    Words before the code point `begin` do not belong to it, whatever the parse says. Where the
    phrase is a role with a proper name in apposition (*the mayor, X Y,*), that is its name.
    """
    proper = _named_beside(tree, head)
    if proper is not None:
        return phrase_name(tree, proper)
    first = max(tree.left[head], head - _MAX_NAME)
    while first < head and tree.begin[first] < begin:
        first += 1
    last = head
    for k in tree.kids[head]:
        beside = tree.dep[k] == "appos" and tree.pos[k] == "PROPN"
        if k > head and tree.left[k] == last + 1 and (beside or tree.dep[k] in _NAME_PARTS):
            last = _inner_end(tree, k)
    for k in tree.kids[head]:
        if k < head and tree.dep[k] in {"acl", "acl:relcl", "advcl", "appos", "punct", "case",
                                        "cc", "mark", "advmod", "cop", "aux"}:  # fmt: skip
            first = max(first, tree.right[k] + 1)
    while first < head and (tree.low[first] in _SKIP or tree.pos[first] == "PUNCT"):
        first += 1
    first, last = _whole_words(tree, first, last)
    name = " ".join(
        "".join(
            tree.text[k] + ("" if k < last and tree.begin[k + 1] == tree.end[k] else " ")
            for k in range(first, last + 1)
        ).split()
    ).removesuffix("'s")
    return f"{name} {_called(tree, last)}".rstrip()


def _called(tree: Tree, last: int) -> str:
    """The word in quotation marks right behind a name that is part of it (*Command "South"*)."""
    if last + 3 >= tree.n or not all(tree.text[k][:1].isupper() for k in (last, last + 2)):
        return ""
    marks = tree.text[last + 1], tree.text[last + 3]
    return tree.text[last + 2] if QUOTE_MARKS.issuperset(marks) else ""


def _whole_words(tree: Tree, first: int, last: int) -> Block:
    """A stretch grown to the ends of its hyphenated words: *al-Abadi*, *Lvova-Belova*."""
    while first >= 2 and glued(tree, first - 1):
        first -= 2
    while last + 2 < tree.n and glued(tree, last + 1):
        last += 2
    return first, last


def glued(tree: Tree, k: int) -> bool:
    """Whether a hyphen stands here with no space on either side."""
    if tree.text[k] != "-" or not 0 < k < tree.n - 1:
        return False
    glued = tree.begin[k] == tree.end[k - 1] and tree.end[k] == tree.begin[k + 1]
    return glued and tree.text[k + 1][0].isalpha()


def _named_beside(tree: Tree, head: int) -> int | None:
    """The proper name in apposition to a role, right after it or behind a comma."""
    titled = tree.pos[head] == "PROPN" and any(tree.case(k) for k in tree.all_kids(head, "nmod"))
    if tree.pos[head] != "NOUN" and not titled:
        return None
    for k in tree.all_kids(head, "appos"):
        after_comma = tree.text[tree.left[k]] == "," or tree.text[tree.left[k] - 1] == ","
        if titled and not _full_name(tree, k):
            continue
        if k > head and tree.pos[k] == "PROPN" and after_comma and not tree.case(k):
            return k
    last = tree.right[head] - (tree.text[tree.right[head]] == ",")
    ends = (
        k for k in range(head + 2, last + 1) if tree.dep[k] == "appos" and tree.right[k] >= last
    )
    return next((k for k in ends if tree.pos[k] == "PROPN" and _full_name(tree, k)), None)


def _full_name(tree: Tree, k: int) -> bool:
    """Whether nothing but two proper nouns or more stand here between commas."""
    words = [j for j in range(tree.left[k], tree.right[k] + 1) if tree.pos[j] != "PUNCT"]
    closed = tree.right[k] + 1 < tree.n and "," in tree.text[tree.right[k] : tree.right[k] + 2]
    return closed and len(words) > 1 and all(tree.pos[j] == "PROPN" for j in words)


def _inner_end(tree: Tree, k: int) -> int:
    """The last token of a modifier that belongs to a name: up to a comma, bracket or clause."""
    end = min(tree.right[k], k + _MAX_NAME)
    for j in range(tree.left[k], end + 1):
        if tree.text[j] in {",", "(", "-", "–", "—", ":", '"'} and not glued(tree, j):
            return j - 1
    for j in tree.kids[k]:
        if tree.dep[j] in {"acl", "acl:relcl", "appos", "parataxis"}:
            end = min(end, tree.left[j] - 1)
    return max(end, k)


def _singular(word: str) -> str:
    return lemma_of(word, "NOUN")


def _titled(name: str) -> bool:
    """Whether a name is of two words or more, each with a capital."""
    return " " in name and all(word[:1].isupper() for word in name.split())


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


class _Register:
    """The mentions met so far, and the name that each new one stands for."""

    def __init__(self, lexicon: ReportingLexicon) -> None:
        self.mentions: list[_Mention] = []
        self.by_last: dict[str, str] = {}
        self.by_initials: dict[str, str] = {}
        self.lexicon = lexicon

    def add(self, tree: Tree, head: int, name: str) -> None:
        words = [w for w in name.lower().split() if w not in _SKIP]
        if not words:
            return
        # A name that the parser does not know may be tagged as a noun (*Rodion Miroshnik*).
        named = tree.pos[head] == "PROPN" or _titled(name)
        common = tree.pos[head] == "NOUN" and not named
        if common and _singular(tree.low[head]) not in self.lexicon.source_nouns:
            return
        plural = tree.morph(head, "Number") == "Plur" or tree.kid(head, "conj") is not None
        organisation = any(_singular(w) in self.lexicon.source_nouns for w in words)
        person = named and not plural and not name.isupper()
        role = common and not plural and _singular(tree.low[head]) in self.lexicon.people
        person = person or role
        if organisation and not role:
            person = person and name.rsplit(maxsplit=1)[-1].lower() not in self.lexicon.source_nouns
        stems = frozenset(_singular(w) for w in words)
        self.mentions.append(_Mention(name, stems, words[-1], plural, person, tree.begin[head]))
        if not common:
            known = self.by_last.get(words[-1], "")
            if not known:
                self.by_last[words[-1]] = name
            initials = _initials(name)
            if len(initials) >= 2 and len(words) >= 2:
                self.by_initials.setdefault(initials, name)

    def _recent(self, wanted: str) -> str | None:
        for mention in reversed(self.mentions[-_REACH:]):
            if (
                (wanted == "person" and mention.person)
                or (wanted == "plural" and (mention.plural or not mention.person))
                or (wanted == "thing" and not mention.person and not mention.plural)
            ):
                return mention.name
        return None

    def resolve(self, tree: Tree, head: int, begin: int) -> str:
        """The full name for the phrase of `head`, which begins at the code point `begin`."""
        low = tree.low[head]
        if tree.pos[head] in {"PRON", "DET"} or low in _HE:
            return self._pronoun(low) or tree.text[head]
        name = phrase_name(tree, head, begin)
        if tree.pos[head] == "NOUN" and not _titled(name) and not name.isupper():
            det = tree.kid(head, "det", "nmod:poss")
            if det is not None and tree.low[det] in _DEFINITE:
                return self._role(tree, head, name)
            return name
        return self.short_or_full(name)

    def short_or_full(self, name: str) -> str:
        """The name in full where the document gave it so before: initials, a last name."""
        if " " not in name.strip():
            return self.by_initials.get(name) or self.by_last.get(name.lower()) or name
        words = name.split()
        known = self.by_last.get(words[-1].lower())
        short = words[0].rstrip(".").lower() in {"mr", "mrs", "ms", "dr", "gen", "president"}
        return known if known and short and len(known) >= len(words[-1]) else name

    def _pronoun(self, low: str) -> str | None:
        if low in _HE:
            return self._recent("person")
        if low in _THEY:
            return self._recent("plural")
        if low in _IT:
            return self._recent("thing")
        return None

    def _role(self, tree: Tree, head: int, name: str) -> str:
        stem = _singular(tree.low[head])
        plural = tree.morph(head, "Number") == "Plur"
        stems = {_singular(w) for w in name.lower().split() if w not in _SKIP}
        for mention in reversed(self.mentions[-_REACH:]):
            longer = len(mention.words) > len(stems) and stems <= mention.words
            if stem in mention.words and longer and mention.plural == plural:
                return mention.name
        return name


def _begin(finding: Finding) -> int:
    """Where the source's own words begin, if its head stands among them."""
    at = finding.tree.begin[finding.head] if finding.head is not None else 0
    return next((start for start, end in finding.source if start <= at < end), 0)


def _named_subjects(
    trees: Sequence[Tree], lexicon: ReportingLexicon
) -> list[tuple[int, Tree, int]]:
    """Subjects with a name or a role: a pronoun may mean them though they have said nothing."""
    return [
        (tree.begin[i], tree, i)
        for tree in trees
        for i in range(tree.n)
        if tree.dep[i] in {"nsubj", "nsubj:pass", "appos"}
        and (tree.pos[i] == "PROPN" or _role(tree, i, lexicon))
    ]


def _role(tree: Tree, i: int, lexicon: ReportingLexicon) -> bool:
    return tree.pos[i] == "NOUN" and tree.lemma(i) in lexicon.people


def name_sources(
    findings: Sequence[Finding],
    parents: Sequence[int | None],
    trees: Sequence[Tree],
    lexicon: ReportingLexicon,
) -> list[str | None]:
    """The name of each finding's source, in order; null where no source is named.

    `findings` stand in the order of the text; `parents` gives the index of the finding around
    each, whose source is meant by *I* and *we*.
    """
    register = _Register(lexicon)
    names: list[str | None] = [None] * len(findings)
    events: list[tuple[int, int, Tree, int, int]] = [
        (position, 1, tree, i, -1) for position, tree, i in _named_subjects(trees, lexicon)
    ]
    for n, finding in enumerate(findings):
        if finding.head is not None:
            tree = finding.tree
            events.append((tree.begin[finding.head], 0, tree, finding.head, n))
    order = sorted(range(len(events)), key=lambda e: (events[e][0], events[e][1], events[e][4]))
    for e in order:
        _, _, tree, head, n = events[e]
        if n < 0:
            register.add(tree, head, phrase_name(tree, head))
            continue
        if tree.low[head] in _SPEAKER:
            continue
        label = findings[n].label
        if label:
            names[n] = register.short_or_full(label)
        else:
            names[n] = register.resolve(tree, head, _begin(findings[n]))
        register.add(tree, head, names[n] or "")
    return _speakers(findings, parents, names)


def _speakers(
    findings: Sequence[Finding], parents: Sequence[int | None], names: list[str | None]
) -> list[str | None]:
    """Give *I* and *we* the name of who is quoted, which may stand after the words."""
    filled = list(names)
    for n, finding in enumerate(findings):
        if finding.head is None or names[n] is not None:
            continue
        up, steps = parents[n], 0
        while up is not None and names[up] is None and steps < _REACH:
            up, steps = parents[up], steps + 1
        filled[n] = names[up] if up is not None else finding.tree.text[finding.head]
    return filled
