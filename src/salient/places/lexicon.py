"""Word lists that tell names of places from other capitalised words.

`data/english/` holds three lists derived from open corpora (see training/gazetteer/words.py); the
short lists of kinds of words are in `data/english/context.toml`, for people to read and change.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from salient.places.inflection import is_cyrillic, nominatives
from salient.places.normalise import romanised

__all__ = ["Lexicon", "english_lexicon"]

_FOLDER = Path(__file__).parent / "data" / "english"


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Lists of lower-case words.

    `common` gives for a word that texts write without a capital how often it was seen so, per
    million words; `given` and `surnames` give ranks of names of persons, 0 the commonest. The other
    lists are named as in `context.toml`.
    """

    common: dict[str, int]
    given: dict[str, int]
    surnames: dict[str, int]
    context: dict[str, frozenset[str]]

    def given_rank(self, word: str) -> int | None:
        """How rare a given name the folded `word` is, 0 the commonest; None if it is none.

        A Cyrillic word is looked up in Latin letters, in whatever case it stands.
        """
        if not is_cyrillic(word):
            return self.given.get(word)
        ranks = (self.given.get(romanised(form)) for form in nominatives(word))
        return min((rank for rank in ranks if rank is not None), default=None)

    def is_a(self, word: str, kind: str) -> bool:
        """Whether the lower-case `word` stands in the list `kind` of `context.toml`."""
        return word in self.context[kind]


@cache
def english_lexicon() -> Lexicon:
    """The lists for English."""
    with (_FOLDER / "context.toml").open("rb") as stream:
        tables = tomllib.load(stream)
    common = {}
    for line in (_FOLDER / "words.tsv").read_text(encoding="utf-8").splitlines():
        word, count = line.split("\t")
        common[word] = int(count)
    for word in tables.pop("words")["also_common"]:
        common.setdefault(word, 10)
    for word in tables.pop("names")["not_common"]:
        common.pop(word, None)
    context = {kind: frozenset(table["words"]) for kind, table in tables.items()}
    given = _ranks("given_names.txt")
    for name in context["given_names"]:
        given.setdefault(name, 500)
    return Lexicon(common=common, given=given, surnames=_ranks("surnames.txt"), context=context)


def _ranks(file: str) -> dict[str, int]:
    names = (_FOLDER / file).read_text(encoding="utf-8").split()
    return {name: rank for rank, name in enumerate(names)}
