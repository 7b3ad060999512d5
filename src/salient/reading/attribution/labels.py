"""Labels of headlines and transcripts: whether the words before a colon or after a dash speak."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from salient.reading.attribution.finding import text_of
from salient.reading.attribution.lexicon import ReportingLexicon
from salient.reading.attribution.tree import Block, Tree
from salient.reading.lemmas import lemma_of

__all__ = [
    "ABOUT",
    "MAX_SOURCE",
    "SHOWN",
    "TEXTS",
    "WITH_TITLE",
    "Speakers",
    "has_role",
    "is_capitalised",
    "is_proper",
    "is_spoken",
    "source_in",
    "speaks_after_dash",
    "speaks_before_colon",
    "tells_of",
    "words_in",
]

MAX_SOURCE = 12
"""Words; no label that names a source is longer."""
_MAX_NAME = 6
_LINKS = frozenset("of the for and in on 's a at to & ,".split())
ABOUT = frozenset({"about", "on", "regarding", "concerning", "over", "at"})
_TELLS = frozenset({"tells", "told"})
_FORUMS = frozenset({"OSCE", "UN", "UNSC", "NATO", "EU", "ICJ", "IAEA", "G7", "G20"})
TEXTS = frozenset(
    "report statement address appeal summary information interception intercept briefing update "
    "message speech interview post data words".split()
)
SHOWN = frozenset(
    "photo photos video videos infographic infographics map maps document documents update updates "
    "live exclusive analysis timeline explainer opinion interview".split()
)
_BODIES = frozenset(
    "rma ova oda rda ses ssu sbu council administration association prosecutor's "
    "department police command ministry office".split()
)
"""Last words of an institution's name, in which a place may stand."""
_TALK = frozenset("i we you our my me us your".split())
_SURNAMES = ("enko", "chuk", "iuk", "yuk", "skyi", "skyy", "skiy", "tsky", "vsky")
"""Endings of persons' names that some village bears too."""
WITH_TITLE = 3
"""Words; a longer run of capitalised words before a colon is a headline of its own, not a name."""


class Speakers(NamedTuple):
    """Who may speak in a headline.

    words: proper names, word by word, of those who speak elsewhere in the document.
    known: whether a name is that of a known source; None where nothing is known of names, and then
        no topic can be told from a speaker by its name alone.
    places: spans of the document's text that name places.
    topics: proper names, word by word, of whom the document tells something and who do not speak.
    """

    words: frozenset[str]
    known: Callable[[str], bool] | None
    places: frozenset[tuple[int, int]]
    topics: frozenset[str] = frozenset()

    def place(self, tree: Tree, block: Block) -> bool:
        """Whether the stretch is, or holds a word that is, the name of a place."""
        words = (tree.chars((k, k)) for k in range(block[0], block[1] + 1))
        return tree.chars(block) in self.places or any(word in self.places for word in words)

    def lists(self, tree: Tree, block: Block) -> bool:
        """Whether the stretch is the name of a known source."""
        return self.known is not None and self.known(text_of(tree, block))


def words_in(tree: Tree, block: Block) -> list[int]:
    """The words of a stretch without its punctuation."""
    return [k for k in range(block[0], block[1] + 1) if tree.pos[k] not in {"PUNCT", "SPACE"}]


def source_in(tree: Tree, block: Block) -> Block:
    """The part of a headline's label that names the source.

    *X about Y* and *X tells Y* are X; *summary of X*, *appeal by X* is X, since a text speaks for
    who wrote it.
    """
    first, last = block
    words = words_in(tree, block)
    about = next((k for k in words[1:] if tree.low[k] in ABOUT or tree.low[k] in _TELLS), None)
    if about is not None:
        last = about - 1
    of = next((k for k in words[1:] if tree.low[k] in {"of", "by", "from"} and k < last), None)
    if of is not None and tree.lemma(of - 1, "NOUN") in TEXTS:
        first = of + 1
    while first < last and tree.lemma(last, "NOUN") in TEXTS:
        last -= 1
    while first < last and tree.low[last] in {"'s", "'"}:
        last -= 1
    while first < last and tree.low[first] in {"the", "a", "an"}:
        first += 1
    return first, last


def tells_of(tree: Tree, label: Block, source: Block, speakers: Speakers) -> bool:
    """Whether a label says who speaks and of what: *Example about the war*.

    So may a state (*Exampleland at OSCE*).
    """
    after = source[1] + 1
    if source[0] != label[0] or after >= label[1]:
        return False
    if tree.low[after] == "at":
        forum = tree.text[after + 1] in _FORUMS
        return forum and tree.chars(source) in speakers.places
    words = words_in(tree, source)
    named = len(words) <= WITH_TITLE and _personal(tree, words)
    return tree.low[after] == "about" and (named or tree.chars(source) in speakers.places)


def has_role(tree: Tree, block: Block, lexicon: ReportingLexicon) -> bool:
    """Whether the stretch is headed by a noun whose bearers speak."""
    words = words_in(tree, block)
    cut = next((k for k in words[1:] if tree.pos[k] == "ADP"), None)
    core = [k for k in words if cut is None or k < cut]
    return bool(core) and lemma_of(tree.text[core[-1]], "NOUN") in lexicon.source_nouns


def is_capitalised(tree: Tree, block: Block) -> bool:
    """Whether all words of a stretch have a capital, those that link names aside."""
    words = words_in(tree, block)
    return all(tree.text[k][:1].isupper() or tree.low[k] in _LINKS for k in words)


def speaks_before_colon(
    tree: Tree, block: Block, lexicon: ReportingLexicon, speakers: Speakers, *, whole: bool
) -> bool:
    """Whether the label before a headline's colon names somebody who speaks, and no topic.

    `whole` is false where `block` is but a part of the label; then a mere name is not enough.
    """
    words = words_in(tree, block)
    if not words or len(words) > MAX_SOURCE:
        return False
    if speakers.lists(tree, block):
        return tree.chars(block) not in speakers.places
    if any(tree.pos[k] in {"VERB", "AUX"} or tree.text[k].isdigit() for k in words):
        return False
    if has_role(tree, block, lexicon):
        return not (_many_of(tree, words) or _doers(tree, words))
    if not is_capitalised(tree, block) or any(tree.pos[k] == "ADP" for k in words):
        return False
    last = words[-1]
    if speakers.place(tree, block):
        return False
    if tree.low[last] in speakers.words or (
        tree.text[last].isupper() and is_spoken(tree, speakers)
    ):
        return True
    few = whole and speakers.known is not None and len(words) <= WITH_TITLE
    return few and tree.low[last] not in speakers.topics and _personal(tree, words)


def _many_of(tree: Tree, words: list[int]) -> bool:
    """Whether the label is *victims of …*, *defenders of …*: a topic, not who speaks."""
    of = next((k for k in words[1:] if tree.low[k] == "of"), None)
    return of is not None and tree.low[of - 1] != tree.lemma(of - 1, "NOUN")


_DOERS = frozenset({"occupier", "invader", "aggressor", "militant", "captive"})


def _doers(tree: Tree, words: list[int]) -> bool:
    """Whether the label is of those who do what follows it (*Invaders in X: they looted Y*)."""
    cut = next((k for k in words[1:] if tree.pos[k] == "ADP"), words[-1] + 1)
    core = [k for k in words if k < cut]
    return lemma_of(tree.text[core[-1]], "NOUN").lower() in _DOERS


def _personal(tree: Tree, words: list[int]) -> bool:
    """Whether the words can be a person's or an institution's name: proper nouns and no more."""
    return all(tree.pos[k] in {"PROPN", "PART"} for k in words) and not any(
        tree.low[k] in SHOWN or any(c.isdigit() for c in tree.text[k]) for k in words
    )


def speaks_after_dash(
    tree: Tree, block: Block, lexicon: ReportingLexicon, speakers: Speakers
) -> bool:
    """Whether the words after a headline's last dash name somebody who speaks.

    That place is a source's by custom, so that a name need not be known.
    """
    words = words_in(tree, block)
    if not words or len(words) > MAX_SOURCE:
        return False
    if speakers.lists(tree, block) or has_role(tree, block, lexicon):
        return True
    if _titled(tree, words, lexicon):
        return True
    shown = any(tree.low[k] in SHOWN for k in words)
    last = words[-1]
    if len(words) == 1 and tree.low[last].endswith(_SURNAMES):
        return True
    shown = shown or (speakers.place(tree, (last, last)) and tree.low[last] not in _BODIES)
    shown = shown or tree.chars(block) in speakers.places
    return is_capitalised(tree, block) and len(words) <= _MAX_NAME and not shown


def _titled(tree: Tree, words: list[int], lexicon: ReportingLexicon) -> bool:
    """Whether words are a person's calling and name: *local deputy Example*."""
    small = [k for k in words if tree.text[k][:1].islower() and tree.low[k] not in _LINKS]
    if not small or len(words) > MAX_SOURCE or not tree.text[words[-1]][:1].isupper():
        return False
    if any(tree.pos[k] in {"VERB", "AUX"} for k in words):
        return False
    return any(tree.lemma(k, "NOUN") in lexicon.people for k in small)


def is_proper(tree: Tree, block: Block) -> bool:
    """Whether a short stretch is all capitals at the words' beginnings: a name or a title."""
    words = words_in(tree, block)
    return 0 < len(words) <= 5 and all(
        tree.text[k][:1].isupper() or tree.low[k] in {"and", "of"} for k in words
    )


def is_spoken(tree: Tree, speakers: Speakers) -> bool:
    """Whether a label in capitals is a speaker's; in headlines topics stand so too."""
    return speakers.known is None or _talks(tree)


def _talks(tree: Tree) -> bool:
    """Whether a sentence is somebody's speech as it was spoken: *I*, *we*, *you*."""
    return not _TALK.isdisjoint(tree.low)
