"""Repairs of a parse that words alone allow, before anything is read from it."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "with_aims",
    "with_counts_told",
    "with_joint_kinds",
    "with_paired_qualities",
    "with_points_apart",
    "with_qualified_objects",
    "with_shared_regions",
]

_KINDS = frozenset("sabotage reconnaissance search diversion subversion assault rescue".split())
_JOINTS = frozenset({"and", "-", "/", "&"})
_NEXT = frozenset("then eventually ultimately later subsequently finally".split())
_AIMS = frozenset(
    f"{noun}{end}"
    for noun in "plan intention attempt effort ambition desire goal aim hope idea bid".split()
    for end in ("", "s")
)
_JOINING = frozenset({"cc", "advmod", "punct"})
_LEADING = frozenset({"mark", "aux"})
_OF_AIMS = frozenset({"xcomp", "advcl", "acl"})
_OF_ITS_OWN = frozenset({"nsubj", "nsubj:pass", "mark", "aux", "aux:pass", "cop"})


_REGIONS = frozenset(
    "oblasts regions districts directions provinces raions republics areas".split()
)
_QUALIFYING = frozenset(
    "attempted continuing continued resumed renewed reported increased mounting growing".split()
)
"""Participles that qualify a deed as the object of the verb right before them."""

_SCANT = frozenset(
    "limited unsuccessful localized localised sporadic minor small partial failed".split()
)
"""Adjectives that before *and* another tell how a deed was done."""

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})

_POINTS = frozenset("north south east west northeast northwest southeast southwest".split())
_OFFENSIVES = frozenset({"offensive", "counteroffensive", "counter-offensive"})
"""Nouns that the parser takes for adjectives of the point after them."""
_ONE = frozenset({"a", "an"})
"""Articles that no point of the compass has: *a stronghold west of* is a stronghold."""
_UNITS = frozenset(
    "km kms kilometers kilometres kilometer kilometre miles mile meters metres".split()
)
_OF_CLAUSES = frozenset({"obj", "obl", "nsubj", "nsubj:pass"})


def _leads_to_of(words: Sequence[str], at: int) -> bool:
    """Whether *of* stands next, or after another point (*south and east of*)."""
    low = [word.lower() for word in words[at : at + 3]]
    joined = len(low) > 2 and low[0] in {"and", "or"} and low[1] in _POINTS
    return low[:1] == ["of"] or (joined and low[2] == "of")


def with_points_apart(
    words: Sequence[str], heads: Sequence[int], deps: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations with a point of the compass hung on what lies there.

    In *took positions northwest of A* the parser makes one noun of *positions northwest*, which is
    then what was taken, and in *took a stronghold west of A* an adjective of the stronghold.
    """
    new_heads, new_deps = list(heads), list(deps)
    for i in range(1, len(words) - 2):
        noun = i - 1
        if words[i].lower() not in _POINTS or not _leads_to_of(words, i + 1):
            continue
        one = any(word.lower() in _ONE for word in words[max(0, noun - 2) : noun])
        kinds = {"compound", "amod"} if one or words[noun].lower() in _OFFENSIVES else {"compound"}
        if heads[noun] != i or deps[noun] not in kinds or not words[noun].isalpha():
            continue
        if words[noun].lower() in _UNITS or heads[i] == i:
            continue
        clause = deps[i] in _OF_CLAUSES
        new_heads[noun], new_deps[noun] = heads[i], deps[i]
        new_heads[i], new_deps[i] = (heads[i] if clause else noun), "advmod"
        for k, head in enumerate(heads):
            if head != i or k == noun:
                continue
            if k < i:
                new_heads[k] = noun
            elif deps[k] == "nmod":
                new_deps[k] = "obl"
    return new_heads, new_deps


def with_shared_regions(
    words: Sequence[str], heads: Sequence[int], deps: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations with the kind of two regions' names hung below who is there.

    In *officials in the A and B oblasts have left* the parser takes *oblasts* for who has left, and
    the officials for its subject.
    """
    new_heads, new_deps = list(heads), list(deps)
    for i, dep in enumerate(deps):
        kind = heads[i]
        if kind <= i or dep not in _SUBJECTS or words[kind].lower() not in _REGIONS:
            continue
        copular = any(heads[k] == kind and deps[k] == "cop" for k in range(len(words)))
        if deps[kind] in _SUBJECTS and not copular:
            new_heads[i], new_deps[i] = heads[kind], deps[kind]
            new_heads[kind], new_deps[kind] = i, "nmod"
    return new_heads, new_deps


def with_qualified_objects(
    words: Sequence[str], heads: Sequence[int], deps: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations with a participle hung on the object that it qualifies.

    In *repelled attempted assaults* the parser takes *attempted* for what the subject does next.
    """
    new_heads, new_deps = list(heads), list(deps)
    for i, dep in enumerate(deps):
        if (
            dep not in {"xcomp", "advcl"}
            or heads[i] != i - 1
            or words[i].lower() not in _QUALIFYING
        ):
            continue
        noun = next(
            (k for k in range(i + 1, len(words)) if _qualified(k, i, words, heads, deps)), 0
        )
        if noun:
            new_deps[noun] = "obj"
            new_heads[noun], new_heads[i], new_deps[i] = heads[i], noun, "amod"
            for k, head in enumerate(heads):
                if head == i and k > noun:
                    new_heads[k] = heads[i]
    return new_heads, new_deps


def _qualified(
    noun: int, word: int, words: Sequence[str], heads: Sequence[int], deps: Sequence[str]
) -> bool:
    """Whether the parse hangs a noun on a participle that only qualifies it."""
    if heads[noun] != word:
        return False
    return deps[noun] == "obj" or (deps[noun] == "xcomp" and words[noun].lower() in _UNDERTAKINGS)


def with_paired_qualities(
    words: Sequence[str], heads: Sequence[int], deps: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations with two adjectives hung on the noun after them.

    In *conducted limited and unsuccessful assaults* the parser takes *limited* for what was
    conducted, and joins the assaults to it.
    """
    new_heads, new_deps = list(heads), list(deps)
    for i, word in enumerate(words[:-2]):
        if word.lower() not in _SCANT or deps[i] not in {"xcomp", "obj"}:
            continue
        if words[i + 1].lower() not in {"and", "but"} or heads[i] > i:
            continue
        noun = next((k for k, h in enumerate(heads) if h == i and deps[k] == "conj"), 0)
        if noun < i + 3 or words[noun].lower() not in _UNDERTAKINGS:
            continue
        new_heads[noun], new_deps[noun] = heads[i], "obj"
        new_heads[i], new_deps[i] = noun, "amod"
        for k, head in enumerate(heads):
            if head == i and k > noun:
                new_heads[k] = heads[i]
    return new_heads, new_deps


def with_counts_told(
    words: Sequence[str], heads: Sequence[int], deps: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations with what is counted, not its number, as the subject or the object.

    In *as many as 50 villages were freed* the parser takes *many* for the subject, and in *up to
    four battalions are moving* nothing.
    """
    new_heads, new_deps = list(heads), list(deps)
    low = [word.lower() for word in words]
    for i in range(1, len(words) - 2):
        if low[i - 1 : i + 2] == ["as", "many", "as"]:
            counted = (k for k in range(i + 2, len(words)) if heads[k] == i and deps[k] == "obl")
            noun = next(counted, 0)
            if noun and deps[i] in {"obj", *_SUBJECTS}:
                new_heads[noun], new_deps[noun] = heads[i], deps[i]
                new_heads[i], new_deps[i] = noun, "advmod"
        elif low[i - 1 : i + 1] == ["up", "to"] and deps[heads[i]] == "obl":
            noun = heads[i]
            verb = heads[i - 1] if heads[noun] == i - 1 else heads[noun]
            own = {deps[k] for k, head in enumerate(heads) if head == verb}
            if noun < verb and own.isdisjoint(_SUBJECTS):
                new_heads[noun] = verb
                new_deps[noun] = "nsubj:pass" if "aux:pass" in own else "nsubj"
                new_heads[i - 1], new_deps[i - 1] = noun, "advmod"
                new_deps[i] = "advmod"
    return new_heads, new_deps


def with_joint_kinds(
    words: Sequence[str], heads: Sequence[int], deps: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations with two kinds hung on the noun that they share.

    The parser takes *sabotage and reconnaissance groups* for two things, the first of them an act;
    they are groups of two kinds. What hung on the first kind goes to the shared noun.
    """
    new_heads, new_deps = list(heads), list(deps)
    low = [word.lower() for word in words]
    if _KINDS.isdisjoint(low):
        return new_heads, new_deps
    for i in range(len(words) - 3):
        shared = i + 3
        if low[i] not in _KINDS or low[i + 2] not in _KINDS:
            continue
        if low[i + 1] not in _JOINTS or (heads[shared], deps[shared]) != (i, "conj"):
            continue
        new_heads[shared] = shared if heads[i] == i else heads[i]
        new_deps[shared] = deps[i]
        new_heads[i], new_deps[i] = shared, "compound"
        new_heads[i + 1], new_deps[i + 1] = i + 2, "cc"
        new_heads[i + 2], new_deps[i + 2] = i, "conj"
        for k, head in enumerate(heads):
            if head == i and k not in range(i, shared + 1):
                new_heads[k] = shared
    return new_heads, new_deps


def _base(morph: str) -> bool:
    """Whether a present form is spelled as the infinitive is."""
    singular = "Person=3" in morph and "Number=Sing" in morph
    return "Tense=Pres" in morph and "VerbForm=Fin" in morph and not singular


def _bare_after(
    words: Sequence[str], heads: Sequence[int], morphs: Sequence[str], verb: int
) -> bool:
    """Whether a verb of bare form cannot go with the verb that it is joined to."""
    if "Mood=Imp" in morphs[verb]:
        return "Mood=Imp" not in morphs[heads[verb]]
    if not _base(morphs[verb]):
        return False
    then = verb > 1 and words[verb - 1].lower() in _NEXT
    return then or "Tense=Past" in morphs[heads[verb]]


def _infinite(heads: Sequence[int], deps: Sequence[str], morphs: Sequence[str], verb: int) -> bool:
    """Whether a verb is an infinitive, and no bare present that the parser takes for one."""
    if "VerbForm=Inf" not in morphs[verb] or deps[verb] not in {"ROOT", "conj"}:
        return "VerbForm=Inf" in morphs[verb]
    if any(h == verb and d in _LEADING for h, d in zip(heads, deps, strict=True)):
        return True
    return deps[verb] == "conj" and _infinite(heads, deps, morphs, heads[verb])


_FOILING = (
    "halt",
    "stop",
    "repel",
    "repuls",
    "thwart",
    "foil",
    "disrupt",
    "block",
    "slow",
    "delay",
)
"""Beginnings of verbs whose object is somebody else's undertaking."""
_UNDERTAKINGS = frozenset(
    "operation operations attack attacks assault assaults offensive offensives advance push "
    "movement movements manoeuvres maneuvers".split()
)


def with_aims(
    words: Sequence[str], heads: Sequence[int], deps: Sequence[str], morphs: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations with infinitives hung on what they are the aim of.

    So in *abandoned its plans to take X* and *are halting Russian operations to take X*, where the
    parser hangs *take* on the verb, and in *are pushing on to isolate and then take X*, where it
    joins *take* to *pushing*. A bare form that the parser takes for an order or the present goes
    with the aim where the verb before is none or in the past, where *then* says what comes after
    it, and where the two stand side by side.
    """
    new_heads, new_deps = list(heads), list(deps)
    marked = {
        heads[i]: i for i, dep in enumerate(deps) if dep == "mark" and words[i].lower() == "to"
    }
    if not marked:
        return new_heads, new_deps
    for verb, to in marked.items():
        noun = to - 1
        aim = noun > 0 and words[noun].lower() in _AIMS and deps[noun] == "obj"
        if aim and deps[verb] == "xcomp" and heads[verb] == heads[noun]:
            new_heads[verb], new_deps[verb] = noun, "acl"
        if noun > 0 and deps[verb] == "advcl" and deps[noun] == "obj":
            foiled = heads[verb] == heads[noun] and words[heads[noun]].lower().startswith(_FOILING)
            if foiled and words[noun].lower() in _UNDERTAKINGS:
                new_heads[verb], new_deps[verb] = noun, "acl"
    for i, (head, dep) in enumerate(zip(heads, deps, strict=True)):
        if dep != "conj" or _infinite(heads, deps, morphs, head):
            continue
        first = max((v for v in marked if head < v < i and deps[v] in _OF_AIMS), default=None)
        if first is None or "VerbForm=Inf" not in morphs[first] or heads[first] < head:
            continue
        side_by_side = all(deps[k] in _JOINING for k in range(first + 1, i))
        bare = "VerbForm=Inf" in morphs[i] or _bare_after(words, heads, morphs, i)
        if not bare and not (side_by_side and _base(morphs[i])):
            continue
        own = {deps[k] for k in range(len(words)) if heads[k] == i}
        if not own & _OF_ITS_OWN:
            new_heads[i] = first
    return new_heads, new_deps
