"""The lexicon's files and their errors."""

import pytest

from salient.errors import LexiconError
from salient.reading.attribution import (
    ATTITUDES,
    HOLDING,
    load_reporting_lexicon,
    shipped_reporting_lexicon,
)

FILES = {
    "reporting_verbs.txt": "say | assert | that quote\npoint out | assert | that  # a comment\n",
    "reporting_nouns.txt": "claim | assert | that ~of\n",
    "reporting_adjectives.txt": "sure | assess | that\n",
    "reporting_markers.txt": "source-after | according to | assert\nadverb | reportedly | assert\n",
    "source_nouns.txt": "ministry\n",
    "reporting_people.txt": "mayor\n",
    "evidence_nouns.txt": "footage\n",
}


@pytest.fixture
def folder(tmp_path):
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, "utf-8")
    return tmp_path


def test_a_folder_is_read(folder):
    lexicon = load_reporting_lexicon(folder)
    assert lexicon.verbs["say"][0].frames == {"that", "quote"}
    assert lexicon.verbs["point"][0].particle == "out"
    assert lexicon.nouns["claim"].prepositions == {"of"}
    assert lexicon.source_after == ((("according", "to"), "assert"),)
    assert lexicon.source_nouns == {"ministry", "mayor"}
    assert lexicon.people == {"mayor"}
    assert lexicon.adverbs == {"reportedly": "assert"}


def test_the_shipped_lexicon_is_sound():
    lexicon = shipped_reporting_lexicon()
    assert len(lexicon.verbs) > 300
    assert {e.attitude for entries in lexicon.verbs.values() for e in entries} <= set(ATTITUDES)
    assert set(ATTITUDES) >= HOLDING


@pytest.mark.parametrize(
    ("name", "line", "problem"),
    [
        (
            "reporting_verbs.txt",
            "say | assert",
            "found 2 columns in 'say | assert'; write word | attitude | frames",
        ),
        ("reporting_verbs.txt", "say | shouts | that", "unknown attitude 'shouts'; use one of: "),
        ("reporting_verbs.txt", "say | assert | clause", "unknown frame 'clause'; use one of: "),
        ("reporting_nouns.txt", "claim | assert | quote", "unknown frame 'quote'; use one of: "),
        (
            "reporting_markers.txt",
            "prefix | so | assert",
            "unknown kind 'prefix'; use one of: adverb, document, frame, source-after",
        ),
    ],
)
def test_a_malformed_line_is_named(folder, name, line, problem):
    path = folder / name
    path.write_text(FILES[name] + "\n" + line + "\n", "utf-8")
    with pytest.raises(LexiconError) as caught:
        load_reporting_lexicon(folder)
    assert caught.value.line == FILES[name].count("\n") + 2
    assert str(caught.value).startswith(f"{path}:{caught.value.line}: {problem}")


def test_a_missing_file_is_named(folder):
    (folder / "reporting_nouns.txt").unlink()
    with pytest.raises(LexiconError, match=r"reporting_nouns\.txt:0: cannot be read"):
        load_reporting_lexicon(folder)
