from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from salient.errors import LexiconError
from salient.model import CONTROL_EFFECTS, EVENT_TYPES
from salient.reading.lexicon import load_frames
from salient.reading.lexicon.frames import FUNCTIONS, NEED_KINDS, Frame, Need, heads

Write = Callable[[str, str], Path]
HEAD = "type capture\nplover FIGHT\nacled Non-state actor overtakes territory\ncontrol gains\n"


def frames(write: Write, text: str, head: str = HEAD) -> list[Frame]:
    return load_frames(write("capture.frames", head + text))


def test_an_entry_takes_what_the_head_of_its_file_says(write: Write) -> None:
    (frame,) = frames(write, "verb seize\n")
    assert frame == Frame(
        event_type="capture",
        form="verb",
        words=("seize",),
        actor="subject",
        target="object",
        control="gains",
        plover="FIGHT",
        acled="Non-state actor overtakes territory",
        source="capture.frames:5",
    )
    assert frame.head == "seize"


def test_a_noun_has_its_actor_after_by_and_its_target_after_of(write: Write) -> None:
    (frame,) = frames(write, "noun seizure\n")
    assert (frame.actor, frame.target) == ("by", "of")


def test_options_override_the_head(write: Write) -> None:
    (frame,) = frames(
        write,
        "verb fall actor=to target=subject needs=subject:place|ground,to:force control=none "
        "negative=yes plover=YIELD acled=Armed_clash\n",
    )
    assert (frame.actor, frame.target) == ("to", "subject")
    assert frame.needs == (Need("subject", ("place", "ground")), Need("to", ("force",)))
    assert (frame.control, frame.negative) == (None, True)
    assert (frame.plover, frame.acled) == ("YIELD", "Armed clash")


def test_slashes_make_an_entry_of_each_combination(write: Write) -> None:
    assert [f.words for f in frames(write, "verb take/gain control of/over\n")] == [
        ("take", "control", "of"),
        ("take", "control", "over"),
        ("gain", "control", "of"),
        ("gain", "control", "over"),
    ]


@pytest.mark.parametrize(
    ("value", "control", "of"),
    [
        ("holds", "holds", "actor"),
        ("actor-gains", "gains", "actor"),
        ("target-loses", "loses", "target"),
        ("none", None, "actor"),
    ],
)
def test_control_says_whose_and_what(
    write: Write, value: str, control: str | None, of: str
) -> None:
    (frame,) = frames(write, f"verb take control={value}\n")
    assert (frame.control, frame.control_of) == (control, of)


def test_a_file_without_control_says_nothing_of_it(write: Write) -> None:
    (frame,) = frames(write, "verb shell\n", head="type shell\n")
    assert (frame.control, frame.plover, frame.acled) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "number", "problem"),
    [
        ("adverb swiftly", 5, "'adverb' is no entry; a line begins with one of type, plover, "),
        ("verb", 5, "a verb entry needs at least one lemma"),
        ("noun actor=by", 5, "a noun entry needs at least one lemma"),
        ("plover", 5, "plover needs a value"),
        ("\n# remark\ntype conquer", 7, "the event type 'conquer' is unknown; the contract has "),
        ("verb take colour=red", 5, "unknown option colour; known are acled, actor, control, "),
        ("verb take actor=under", 5, "actor=under is unknown; give one of against, at, by, "),
        ("verb take target=under", 5, "target=under is unknown; give one of against, at, by, "),
        (
            "verb take control=wins",
            5,
            "control=wins is unknown; give one of gains, holds, loses, contests, none, or target-",
        ),
        ("verb take control=enemy-loses", 5, "control=enemy-loses is unknown; give one of gains"),
        (
            "verb take needs=object:colour",
            5,
            "needs=object:colour is unknown; give function:kind with a function of against, at,",
        ),
        ("verb take needs=under:place", 5, "needs=under:place is unknown; give function:kind"),
        ("verb take needs=object", 5, "needs=object is unknown; give function:kind"),
        ("verb take negative=maybe", 5, "negative=maybe is unknown; give yes or no"),
        ("verb take actor=", 5, "the option 'actor' has no value"),
        ("verb actor=to take", 5, "'take' stands after an option; words come first"),
    ],
)
def test_a_malformed_entry_is_refused_with_file_and_line(
    write: Write, text: str, number: int, problem: str
) -> None:
    with pytest.raises(LexiconError) as raised:
        frames(write, text + "\n")
    assert str(raised.value).startswith(f"capture.frames:{number}: {problem}")
    assert (raised.value.path, raised.value.line) == ("capture.frames", number)


def test_an_entry_before_the_type_is_refused(write: Write) -> None:
    with pytest.raises(LexiconError) as raised:
        frames(write, "verb take\n", head="plover FIGHT\n")
    assert str(raised.value) == (
        "capture.frames:2: the file gives no 'type' before its first entry"
    )


def test_what_is_allowed_is_named_in_full(write: Write) -> None:
    with pytest.raises(LexiconError) as raised:
        frames(write, "verb take needs=object:colour\n")
    message = str(raised.value)
    assert all(word in message for word in (*FUNCTIONS, *NEED_KINDS))
    with pytest.raises(LexiconError) as raised:
        frames(write, "type conquer\n")
    assert all(kind in str(raised.value) for kind in EVENT_TYPES)
    with pytest.raises(LexiconError) as raised:
        frames(write, "verb take control=wins\n")
    assert all(effect in str(raised.value) for effect in CONTROL_EFFECTS)


def test_heads_are_the_first_words(write: Write) -> None:
    found = frames(write, "verb take/gain control of\nnoun capture\n")
    assert heads(found) == {"take", "gain", "capture"}


def test_the_control_of_a_files_head_is_refused_where_it_stands(write: Write) -> None:
    with pytest.raises(LexiconError, match=r"^capture\.frames:2: control=wins is unknown"):
        frames(write, "verb take\n", head="type capture\ncontrol wins\n")
