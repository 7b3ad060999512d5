"""Event frames: which words carry which event, and who does what to whom.

A file holds one event type. Its head lines give defaults, each other line one entry:

    type     capture
    plover   ASSAULT
    acled    Non-state actor overtakes territory
    control  gains

    verb seize
    verb take           needs=object:place
    verb take/gain control of
    verb fall           actor=to target=subject needs=subject:place

An entry is `verb`, `noun` or `adj`, then lemmas: the first is the head, the others follow it in
this order with at most three words between. A slash separates lemmas that may stand in one slot.
Options: `actor=` and `target=` name the function that fills the role (`subject`, `object`, `by`,
`of`, `on`, `to`, `from`, `with`, `against`, `for`, `none`); `needs=` conditions, comma between,
each `function:kind` with kinds `place`, `force`, `line`, `people`, `equipment`, `building`,
`ground`, `dead`, `goods`, `child`, `ruler`, `undertaking`, `any`, `none`, joined by `|`; `control=`
an effect on the places (`gains`, `holds`, `loses`, `contests`, `none`) of the actor, or
`target-loses` and the like for the target; `negative=yes` an entry that says that the event did
not happen; `plover=`, `acled=` override the file's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from itertools import product

import msgspec

from salient.model import CONTROL_EFFECTS, EVENT_TYPES
from salient.reading.lexicon.lines import Line, lexicon_lines

__all__ = ["FUNCTIONS", "NEED_KINDS", "Frame", "Need", "load_frames"]

FUNCTIONS = frozenset(
    "subject object by of on in to from with against for at over into none".split()
)
NEED_KINDS = frozenset(
    "place force line people equipment building ground dead goods child ruler undertaking any "
    "none".split()
)
_HEADS = ("type", "plover", "acled", "control")
_FORMS = ("verb", "noun", "adj")
_OPTIONS = frozenset({"actor", "target", "needs", "control", "negative", "plover", "acled"})


class Need(msgspec.Struct, frozen=True):
    """A condition: the phrase in `function` must be of one of `kinds`."""

    function: str
    kinds: tuple[str, ...]


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: words, roles, conditions and what the event says about control.

    `words` holds the head's lemma and the lemmas that must follow it. `control_of` is `actor` or
    `target`: whose control `control` speaks of.
    """

    event_type: str
    form: str
    words: tuple[str, ...]
    actor: str
    target: str
    needs: tuple[Need, ...] = ()
    control: str | None = None
    control_of: str = "actor"
    negative: bool = False
    plover: str | None = None
    acled: str | None = None
    source: str = ""

    @property
    def head(self) -> str:
        """Lemma of the word that the entry turns on."""
        return self.words[0]

    def asks_for(self, kind: str) -> bool:
        """Whether some noun must be of a kind."""
        return any(kind in need.kinds for need in self.needs)


def _control(value: str, line: Line) -> tuple[str | None, str]:
    if value == "none":
        return None, "actor"
    who, _, effect = value.rpartition("-")
    if effect not in CONTROL_EFFECTS or who not in {"", "actor", "target"}:
        raise line.error(
            f"control={value} is unknown; give one of {', '.join(CONTROL_EFFECTS)}, none, "
            "or target-<effect>"
        )
    return effect, who or "actor"


def _needs(value: str, line: Line) -> Iterator[Need]:
    for part in value.split(","):
        function, _, kinds = part.partition(":")
        given = tuple(kinds.split("|"))
        if function not in FUNCTIONS or not set(given) <= NEED_KINDS:
            raise line.error(
                f"needs={part} is unknown; give function:kind with a function of "
                f"{', '.join(sorted(FUNCTIONS))} and kinds of {', '.join(sorted(NEED_KINDS))}"
            )
        yield Need(function, given)


def _entry(line: Line, head: dict[str, str]) -> Iterator[Frame]:
    plain, options = line.options()
    form, words = plain[0], plain[1:]
    unknown = set(options) - _OPTIONS
    if unknown:
        raise line.error(
            f"unknown option {', '.join(sorted(unknown))}; known are {', '.join(sorted(_OPTIONS))}"
        )
    if not words:
        raise line.error(f"a {form} entry needs at least one lemma")
    verb = form == "verb"
    actor = options.get("actor", "subject" if verb else "by")
    target = options.get("target", "object" if verb else "of")
    for name, function in (("actor", actor), ("target", target)):
        if function not in FUNCTIONS:
            raise line.error(
                f"{name}={function} is unknown; give one of {', '.join(sorted(FUNCTIONS))}"
            )
    negative = options.get("negative", "no")
    if negative not in {"yes", "no"}:
        raise line.error(f"negative={negative} is unknown; give yes or no")
    control, control_of = _control(options.get("control", head.get("control", "none")), line)
    needs = tuple(_needs(options["needs"], line)) if "needs" in options else ()
    for combination in product(*(w.split("/") for w in words)):
        yield Frame(
            event_type=head["type"],
            form=form,
            words=combination,
            actor=actor,
            target=target,
            needs=needs,
            control=control,
            control_of=control_of,
            negative=options.get("negative") == "yes",
            plover=options.get("plover", head.get("plover")),
            acled=(options.get("acled", head.get("acled")) or "").replace("_", " ") or None,
            source=f"{line.path}:{line.number}",
        )


def load_frames(file: Traversable) -> list[Frame]:
    """Entries of one `.frames` file.

    Raises:
        LexiconError: an unknown type, form, option or value; names file and line.

    """
    head: dict[str, str] = {}
    frames: list[Frame] = []
    for line in lexicon_lines(file):
        key = line.words[0]
        if key in _HEADS:
            if len(line.words) < 2:
                raise line.error(f"{key} needs a value")
            head[key] = " ".join(line.words[1:])
            if key == "control":
                _control(head["control"], line)
            if key == "type" and head["type"] not in EVENT_TYPES:
                raise line.error(
                    f"the event type {head['type']!r} is unknown; the contract has "
                    f"{', '.join(EVENT_TYPES)}"
                )
        elif key in _FORMS:
            if "type" not in head:
                raise line.error("the file gives no 'type' before its first entry")
            frames += _entry(line, head)
        else:
            raise line.error(
                f"{key!r} is no entry; a line begins with one of {', '.join((*_HEADS, *_FORMS))}"
            )
    return frames


def heads(frames: Iterable[Frame]) -> frozenset[str]:
    """Lemmas that some frame turns on."""
    return frozenset(frame.head for frame in frames)
