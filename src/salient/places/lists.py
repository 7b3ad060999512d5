"""Names in a list that share the noun of one of them: *Donetsk and Luhansk oblasts*."""

from __future__ import annotations

import itertools
import re

from salient.places.candidates import CandidateStack
from salient.places.normalise import fold
from salient.places.phrase import Phrase

__all__ = ["in_one_list", "joined_adjectives", "share_nouns"]

# How many letters before a name the words may stand that say what it names.
_FURTHEST = 60
_PLURAL = re.compile(
    r" (oblasts|regions|provinces|districts|raions|counties|directions|axes|sectors)$",
    re.IGNORECASE,
)
# What has towns in it, is annexed, or calls itself a republic is a division and no town.
_HEAD = re.compile(
    r"\b(?:(?:regions|oblasts|provinces|republics) of|annex(?:ed|es|ing|ation of)|"
    r"referendums? in|(?:a|an|one|another) (?:small )?(?:town|village|settlement|hamlet) in|"
    r"(?:town|village|settlement|hamlet) of [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?,? in|"
    r"(?:towns|villages|settlements|communities|hamlets)(?: \w+)? "
    r"(?:in|of|across|throughout)) (?:Ukraine['’]s )?(?:the )?(?:occupied )?(?:parts of )?$",
    re.IGNORECASE,
)
_OCCUPIED = re.compile(r"\boccupation of $", re.IGNORECASE)
# With which word a head can end: to look at it costs less than to search for the head.
_LAST_OF_HEADS = frozenset(
    "of in across throughout the occupied annexed annexes annexing ukraine's ukraine’s".split()
)
_POINT = r"(?:(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)? )?"
_PARTLY = r"(?:(?:partially|partly|parts? of|also|in|occupied|the|neighbou?ring) ){0,3}"
_LISTING = re.compile(rf", {_PARTLY}{_POINT}|/|,? (?:and|or) {_PARTLY}{_POINT}", re.IGNORECASE)
_LONGEST_GAP = 60
_REPUBLICS = re.compile(r" People['’ʼ]s Republics$")
_REPUBLIC = "peoples republic territory"
_HYPHENS = frozenset({"-", "–", "—"})
_BORDER = re.compile(
    r"(?: (?:oblasts?|regions?|regional))?(?: administrative)? (?:border|boundary)"
)
_DIVISION_NOUN = re.compile(r" (?:oblasts?|regions?)$", re.IGNORECASE)
_COMPASS = re.compile(r"\b(?:north|south|east|west)(?:east|west)?ern $", re.IGNORECASE)
_WORD = r"[А-ЯІЇЄҐЁ][а-яіїєґё'’ʼ]*(?:-[А-ЯІЇЄҐЁ][а-яіїєґё'’ʼ]*)?(?:[сцз]ьк|ск|цк)[а-яіїє]{1,3}"
_ADJECTIVES = re.compile(
    rf"(?P<list>{_WORD}(?:(?:, | та | і | й | и | або | или )(?:на |в |у |во )?{_WORD})*)"
    r" (?P<head>област|напрям|направлени|відтин|участ)[а-яіїє]*"
)
_ADJECTIVE = re.compile(_WORD)
# The noun that regions bear for each noun that texts say; a sector is another word for a direction.
_NOUNS = {
    "област": ("область",),
    "напрям": ("напрямок", "напрям"),
    "відтин": ("напрямок", "напрям"),
    "направлени": ("направление",),
    "участ": ("направление",),
}


def in_one_list(gap: str) -> bool:
    """Whether what stands between two names puts them into one list."""
    return len(gap) <= _LONGEST_GAP and gap[:1] in (",", " ", "/") and bool(_LISTING.fullmatch(gap))


def share_nouns(text: str, phrases: list[Phrase], stack: CandidateStack) -> None:
    """Take names of a list for divisions where the words before or behind the list say so."""
    _share_borders(text, phrases, stack)
    _share_tails(text, phrases, stack)
    _share_heads(text, phrases, stack)


def joined_adjectives(text: str, phrases: list[Phrase], stack: CandidateStack) -> list[Phrase]:
    """`phrases` with the regions that adjectives before one noun name, in their order.

    *У Донецькій та Луганській областях* names two oblasts, each by an adjective of its own; so does
    *на Авдіївському відтинку* a direction. Such adjectives are cases of villages' names too.
    """
    found = []
    for match in _ADJECTIVES.finditer(text):
        words = list(_ADJECTIVE.finditer(text, *match.span("list")))
        for word in words:
            end = match.end() if word is words[-1] else word.end()
            adjective = fold(word.group())
            names = (f"{adjective} {noun}" for noun in _NOUNS[match["head"]])
            name = next((name for name in names if stack.is_region(name)), None)
            if name is not None:
                found.append(
                    Phrase(
                        start=word.start(),
                        end=end,
                        key=name,
                        candidates=stack.named(name),
                        probability=0.97,
                    )
                )
    if not found:
        return phrases
    kept = [p for p in phrases if not any(p.start < f.end and f.start < p.end for f in found)]
    return sorted([*kept, *found], key=lambda phrase: phrase.start)


def _share_tails(text: str, phrases: list[Phrase], stack: CandidateStack) -> None:
    """Give the plural noun at the end of a list to all its names: *Donetsk and Luhansk oblasts*."""
    tail, follower = "", 0
    for i in reversed(range(len(phrases))):
        phrase = phrases[i]
        plural = _PLURAL.search(text[phrase.start : phrase.end])
        if plural:
            tail, follower = plural.group(1).casefold(), i
            continue
        if _REPUBLICS.search(text[phrase.start : phrase.end]):
            tail, follower = _REPUBLIC, i
            continue
        if not tail or not in_one_list(text[phrase.end : phrases[i + 1].start]):
            tail = ""
            continue
        name = fold(text[phrase.start : phrase.end])
        found = (
            stack.named(f"{name} {tail}")
            or stack.region_called(name, tail)
            or stack.region_called(name, tail.removesuffix("s"))
        )
        if not found:
            tail = ""
            continue
        phrase.key, phrase.candidates = f"{name} {tail}", found
        phrase.probability = phrases[follower].probability


def _share_borders(text: str, phrases: list[Phrase], stack: CandidateStack) -> None:
    """Take two names joined by a hyphen for divisions where their border is spoken of."""
    for one, other in itertools.pairwise(phrases):
        joined = text[one.end : other.start] in _HYPHENS
        if not joined or not _BORDER.match(text, other.end):
            continue
        for phrase in (one, other):
            name = fold(_DIVISION_NOUN.sub("", text[phrase.start : phrase.end]))
            found = stack.region_called(name, "oblast")
            if found:
                phrase.key, phrase.candidates, phrase.probability = f"{name} oblast", found, 0.97


def _share_heads(text: str, phrases: list[Phrase], stack: CandidateStack) -> None:
    """Take the names of a list for divisions where the words before it say so.

    *The regions of Donetsk, Luhansk and Kherson*, *annexed Donetsk and Luhansk*, *villages in
    Kherson*: towns are not annexed one by one. Nor are two towns cut by the compass in one breath:
    *northern Kherson and western Zaporizhzhia*; nor is it two capitals of divisions of whose
    occupation there is talk as of one: *the occupation of Kherson and Zaporizhzhia*.
    """
    shared = False
    for i, phrase in enumerate(phrases):
        follows = i > 0 and in_one_list(text[phrases[i - 1].end : phrase.start])
        if not (shared and follows):
            pair = phrases[i : i + 2]
            shared = _heads(text, phrase) or _cut_alike(text, pair)
            shared = shared or _occupied_alike(text, pair, stack)
        if not shared or all(c.place.kind == "region" for c in phrase.candidates):
            continue
        name = fold(text[phrase.start : phrase.end])
        found = stack.region_called(name, "oblast")
        if found:
            phrase.key, phrase.candidates = f"{name} oblast", found


def _occupied_alike(text: str, pair: list[Phrase], stack: CandidateStack) -> bool:
    """Whether two names of divisions are listed as under one occupation."""
    if not _OCCUPIED.search(text[max(0, pair[0].start - _FURTHEST) : pair[0].start]):
        return False
    if len(pair) < 2 or not in_one_list(text[pair[0].end : pair[1].start]):
        return False
    return all(stack.region_called(fold(text[p.start : p.end]), "oblast") for p in pair)


def _heads(text: str, phrase: Phrase) -> bool:
    """Whether the words before a name say that it, and the list it begins, are divisions."""
    window = text[max(0, phrase.start - _FURTHEST) : phrase.start]
    if window[-1:] != " " or window[:-1].rpartition(" ")[2].casefold() not in _LAST_OF_HEADS:
        return False
    return bool(_HEAD.search(window))


def _cut_alike(text: str, pair: list[Phrase]) -> bool:
    """Whether two names of a list each stand behind a point of the compass such as *northern*."""
    if len(pair) < 2 or any(text[max(0, p.start - 4) : p.start] != "ern " for p in pair):
        return False
    if not in_one_list(text[pair[0].end : pair[1].start]):
        return False
    return all(_COMPASS.search(text[max(0, p.start - _FURTHEST) : p.start]) for p in pair)
