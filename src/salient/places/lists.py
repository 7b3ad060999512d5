"""Names in a list that share the noun of one of them: *Donetsk and Luhansk oblasts*."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from salient.places.candidates import OTHER_NAME, Candidate, CandidateStack
from salient.places.capitals import chief_of
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
    r"\b(?:(?:regions|oblasts|provinces|republics) of|annex(?:ed|es|ing|ation of)?|"
    r"(?:regions|oblasts|provinces)(?: of [A-Z][a-z]+)?,? (?:especially|including|such as|namely)|"
    r"referendums? in|\b(?<!the )(?:town|village|settlement|hamlet) in|"
    r"(?:town|village|settlement|hamlet) of [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?,? in|"
    r"(?:towns|villages|settlements|communities|hamlets)(?: (?!north|south|east|west)\w+)? "
    r"(?:in|of|across|throughout)) (?:Ukraine['’]s )?(?:the )?(?:occupied )?"
    r"(?:(?:parts|areas) of )?$",
    re.IGNORECASE,
)
_OCCUPIED = re.compile(r"\b(?:occupation of|occupied) $", re.IGNORECASE)
# With which word a head can end: to look at it costs less than to search for the head.
_LAST_OF_HEADS = frozenset(
    "of in across throughout the occupied annex annexed annexes annexing ukraine's ukraine’s "
    "especially including as namely".split()
)
_POINT = r"(?:(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)? )?"
_PARTLY = r"(?:(?:partially|partly|parts? of|also|in|occupied|the|neighbou?ring) ){0,3}"
_LISTING = re.compile(rf", {_PARTLY}{_POINT}|/|,? (?:and|or) {_PARTLY}{_POINT}", re.IGNORECASE)
_LONGEST_GAP = 60
_MORE_LETTERS = 4
_NAME = r"[A-Z][a-z'’ʼ]+(?:-[A-Z][a-z'’ʼ]+)?"
_LISTED = re.compile(rf",(?: and)? {_NAME}(?=,)")
_UNLISTED_TAIL = re.compile(
    rf"(?:, {_NAME})*,? and {_NAME} (oblasts|regions|districts|raions|directions|axes|sectors)\b"
)
# A plural noun behind a name that nobody lists, at the end of a list (*A, B and C directions*).
_REPUBLICS = re.compile(r" People['’ʼ]s Republics$")
_REPUBLIC = "peoples republic territory"
_TOWN_BESIDE = re.compile(r"['’]s\b|[-–]| (?:[Cc]it|[Aa]irport|[A-Z])")
"""Behind a town's former name, what makes the town or something else of it."""
_HYPHENS = frozenset({"-", "–", "—"})
_BORDER = re.compile(r"(?: (?:oblasts?|regions?|regional))?(?: administrative)? (?:border|boundar)")
_BOTH = re.compile(r"\b(?:between(?: the)?|the) $")
_BOTH_IN = re.compile(r"\b(?:in|areas of|parts of|across|throughout) $")
_SINGULAR = re.compile(r" (oblast|region|province)$", re.IGNORECASE)
_BEHIND = re.compile(r" (districts?|raions?|directions?|axis|sector)\b")
_WAY = re.compile(r" (direction|axis|sector)$", re.IGNORECASE)
_WAYS = (" direction", " axis", " sector")
_ADJECTIVAL = ("skyi", "sky", "skiy", "skyy", "ski")
_JOINED_BORDERS = frozenset({" and ", ", and ", ", "})
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
    _share_behind(text, phrases, stack)
    _share_tails(text, phrases, stack)
    _share_heads(text, phrases, stack)
    _share_renamed(text, phrases, stack)


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
        plural = plural or _both_of(text, phrases, i, stack)
        if plural:
            tail, follower = plural.group(1).casefold(), i
            continue
        if _REPUBLICS.search(text[phrase.start : phrase.end]):
            tail, follower = _REPUBLIC, i
            continue
        behind = _BEHIND.match(text, phrase.end)
        if behind is not None and phrase.key.endswith(behind.group(0)):
            tail, follower = behind.group(1).casefold(), i
            continue
        unlisted = _UNLISTED_TAIL.match(text, phrase.end)
        if unlisted is not None:
            tail, follower = unlisted[1].casefold(), i
        elif not tail or not in_one_list(_LISTED.sub("", text[phrase.end : phrases[i + 1].start])):
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


def _both_of(
    text: str, phrases: list[Phrase], i: int, stack: CandidateStack
) -> re.Match[str] | None:
    """The noun behind the second of two names that share it, though it is singular.

    So in *the border between A and B region*, *control over the A and B region*, and of two chief
    towns that are no metropolis in *depots in A and B Oblast*.
    """
    if i == 0 or text[phrases[i - 1].end : phrases[i].start] != " and ":
        return None
    before = text[max(0, phrases[i - 1].start - 20) : phrases[i - 1].start]
    if not _BOTH.search(before) and not (
        _BOTH_IN.search(before)
        and not phrases[i].key.startswith(phrases[i - 1].key)
        and chief_of(text, phrases[i - 1], stack)
    ):
        return None
    return _SINGULAR.search(text[phrases[i].start : phrases[i].end])


def _share_behind(text: str, phrases: list[Phrase], stack: CandidateStack) -> None:
    """Take a town for the division or direction that the noun behind its name makes of it.

    So in *the Lypove district*, be the town's name misspelt; an adjective before *district* that
    names no division (*the Lypivskyi district*) names a part of a city and no village.
    """
    for i in reversed(range(len(phrases))):
        phrase = phrases[i]
        behind = _BEHIND.match(text, phrase.end)
        follower = phrases[i + 1] if i + 1 < len(phrases) else None
        if behind is None and follower is not None and follower.key.endswith(_WAYS):
            # *The A-B direction*.
            joined = text[phrase.end : follower.start] in _HYPHENS
            behind = _WAY.search(text, follower.start, follower.end) if joined else None
        if behind is None:
            continue
        noun = behind.group(1).casefold()
        found = _of_noun(text, phrase, noun, stack)
        if found:
            phrase.key, phrase.candidates = f"{fold(text[phrase.start : phrase.end])} {noun}", found
        elif noun.startswith("district") and phrase.key.endswith(_ADJECTIVAL):
            del phrases[i]


def _of_noun(text: str, phrase: Phrase, noun: str, stack: CandidateStack) -> Sequence[Candidate]:
    """The regions called by a name, or by that of the place it stands for, and a noun."""
    names = [fold(text[phrase.start : phrase.end])]
    names += [fold(c.place.name) for c in phrase.candidates[:1]]
    single = noun.removesuffix("s") if noun != "axis" else noun
    single = "raion" if single == "district" else single
    for name in dict.fromkeys(names):
        found = stack.region_called(name, single)
        if found:
            return found
    return ()


def _share_borders(text: str, phrases: list[Phrase], stack: CandidateStack) -> None:
    """Take two names joined by a hyphen for divisions where their border is spoken of."""
    border = len(text)
    for one, other in reversed(list(itertools.pairwise(phrases))):
        if text[one.end : other.start] not in _HYPHENS:
            continue
        # *Along the A-B and C-D Oblast borders*.
        with_next = text[other.end : border] in _JOINED_BORDERS
        if not _BORDER.match(text, other.end) and not with_next:
            continue
        border = one.start
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


def _share_renamed(text: str, phrases: list[Phrase], stack: CandidateStack) -> None:
    """Take a town's former name for the division that bears it still, and its whole list with it.

    So in *shelling in A, B and C*, of which the town once called B has another name now.
    """
    listed = [in_one_list(text[a.end : b.start]) for a, b in itertools.pairwise(phrases)]
    for i, phrase in enumerate(phrases):
        if not _bears_old_name(text, phrase, stack):
            continue
        first = last = i
        while first > 0 and listed[first - 1]:
            first -= 1
        while last < len(listed) and listed[last]:
            last += 1
        for member in phrases[first : last + 1]:
            name = fold(text[member.start : member.end])
            found = stack.region_called(name, "oblast")
            if found and all(c.place.kind != "region" for c in member.candidates):
                member.key, member.candidates = f"{name} oblast", found


def _bears_old_name(text: str, phrase: Phrase, stack: CandidateStack) -> bool:
    """Whether a name is that of a division, and of a town only as it was called before."""
    if not phrase.candidates or phrase.candidates[0].place.kind != "settlement":
        return False
    if _TOWN_BESIDE.match(text, phrase.end) or text.endswith("ity of ", 0, phrase.start):
        return False
    name = fold(text[phrase.start : phrase.end])
    # A longer name that begins as the present one does is taken for a spelling of it.
    longer = len(name) - len(phrase.candidates[0].place.name) >= _MORE_LETTERS
    if phrase.candidates[0].name_class != OTHER_NAME and not longer:
        return False
    found = stack.region_called(name, "oblast")
    return bool(found) and fold(found[0].place.name).startswith(f"{name} ")


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
