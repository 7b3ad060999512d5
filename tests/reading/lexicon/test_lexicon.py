from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from salient.errors import LexiconError, SalientError
from salient.model import EVENT_TYPES
from salient.reading import load_lexicon
from salient.reading.lexicon import Lexicon
from salient.reading.lexicon.lexicon import NOUN_KINDS

Write = Callable[[str, str], Path]


def test_every_event_type_has_frames(lexicon: Lexicon) -> None:
    types = {frame.event_type for found in lexicon.frames.values() for frame in found}
    assert types == set(EVENT_TYPES)


def test_several_hundred_entries_ship_with_codes(lexicon: Lexicon) -> None:
    frames = [frame for found in lexicon.frames.values() for frame in found]
    assert len(frames) >= 500
    assert all(frame.plover and frame.acled for frame in frames)


def test_every_kind_of_noun_has_members(lexicon: Lexicon) -> None:
    assert {kind for kinds in lexicon.nouns.values() for kind in kinds} == set(NOUN_KINDS)
    assert lexicon.noun_is("battalion", "force")
    assert not lexicon.noun_is("battalion", "place")
    assert not lexicon.noun_is("cucumber", "force")


def test_frames_of_one_head_come_with_more_words_first_then_more_conditions(
    lexicon: Lexicon,
) -> None:
    take = lexicon.frames["verb", "take"]
    lengths = [len(frame.words) for frame in take]
    assert lengths == sorted(lengths, reverse=True)
    assert ("take", "control", "of") in [frame.words for frame in take]


def test_a_language_is_loaded_once() -> None:
    assert load_lexicon("en") is load_lexicon("en")


def test_heads_are_the_words_on_which_events_turn(lexicon: Lexicon) -> None:
    assert {"capture", "shell", "withdraw", "encircle"} <= lexicon.heads


def test_a_users_file_replaces_the_shipped_one_of_its_name(write: Write, tmp_path: Path) -> None:
    write("events/capture.frames", "type capture\nverb nab\n")
    lexicon = load_lexicon("en", tmp_path)
    assert lexicon.frames["verb", "nab"][0].event_type == "capture"
    captures = {
        f.head for found in lexicon.frames.values() for f in found if f.event_type == "capture"
    }
    assert captures == {"nab"}
    assert ("verb", "shell") in lexicon.frames


def test_a_users_file_of_a_new_name_adds_to_the_shipped_ones(write: Write, tmp_path: Path) -> None:
    write("events/slang.frames", "type capture\ncontrol gains\nverb nab needs=object:place\n")
    lexicon = load_lexicon("en", tmp_path)
    assert lexicon.frames["verb", "nab"][0].source == "slang.frames:3"
    assert ("verb", "capture") in lexicon.frames


def test_a_users_operators_and_nouns_win_and_add(write: Write, tmp_path: Path) -> None:
    write("operators.txt", "adv likely hedge p=0.6-0.7\nverb botch negate\n")
    write("nouns.txt", "force  hussar\nplace  hussar\n")
    lexicon = load_lexicon("en", tmp_path)
    assert lexicon.operators["adv", "likely"].probability == (0.6, 0.7)
    assert lexicon.operators["verb", "botch"].effect == "negate"
    assert lexicon.operators["verb", "fail"].effect == "negate"
    assert lexicon.nouns["hussar"] == {"force", "place"}
    assert lexicon.noun_is("battalion", "force")


def test_files_that_are_no_frames_are_passed_over(write: Write, tmp_path: Path) -> None:
    write("events/README.md", "what these files are\n")
    assert load_lexicon("en", tmp_path).frames == load_lexicon("en").frames


def test_an_unknown_kind_of_noun_is_refused_with_file_and_line(
    write: Write, tmp_path: Path
) -> None:
    write("nouns.txt", "force hussar\nanimal horse\n")
    with pytest.raises(LexiconError) as raised:
        load_lexicon("en", tmp_path)
    assert str(raised.value) == (
        "nouns.txt:2: the kind 'animal' is unknown; give one of force, place, ground, line, "
        "people, equipment, building, dead, goods, child, undertaking"
    )


def test_a_fault_in_a_users_frames_is_named(write: Write, tmp_path: Path) -> None:
    write("events/slang.frames", "type capture\n\nverb nab actor=under\n")
    with pytest.raises(LexiconError, match=r"^slang\.frames:3: actor=under is unknown"):
        load_lexicon("en", tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SalientError, match="nowhere"):
        load_lexicon("en", tmp_path / "nowhere")


def test_a_language_that_has_no_lexicon_is_refused() -> None:
    with pytest.raises(SalientError, match="xx"):
        load_lexicon("xx")


def test_a_file_that_is_no_utf8_is_refused_by_name(write: Write, tmp_path: Path) -> None:
    write("nouns.txt", "").write_bytes(b"force \xff\xfe\n")
    with pytest.raises(LexiconError, match=r"nouns\.txt"):
        load_lexicon("en", tmp_path)
