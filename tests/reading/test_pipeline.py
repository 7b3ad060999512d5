from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import pytest
import spacy

from salient.errors import UsageError
from salient.reading import load_pipeline


def parsed(text: str, names: Sequence[tuple[int, int]] = ()) -> list[tuple[str, str, str, int]]:
    (doc,) = load_pipeline().parse([text], [names])
    assert doc.text == text
    return [(t.text, t.pos_, t.dep_, t.head.i) for t in doc]


def test_the_shipped_pipeline_tags_and_parses() -> None:
    assert parsed("The troops left the city.")[1:3] == [
        ("troops", "NOUN", "nsubj", 2),
        ("left", "VERB", "ROOT", 2),
    ]


def test_a_village_is_parsed_as_a_name_and_keeps_its_own_text() -> None:
    text = "They attacked Lypove."
    assert parsed(text, [(14, 20)])[2] == ("Lypove", "PROPN", "obj", 1)


def test_a_word_of_mere_space_hangs_on_the_word_before_it() -> None:
    rows = parsed("The troops  left the city.")
    assert [row[0] for row in rows] == ["The", "troops", " ", "left", "the", "city", "."]
    assert rows[2][1:] == ("SPACE", "dep", 1)
    assert rows[1][2:] == ("nsubj", 3)
    assert rows[5][2:] == ("obj", 3)


def test_initials_in_brackets_do_not_tear_a_name_apart() -> None:
    rows = parsed("Example Republic (ER) troops left the city.")
    assert [row[0] for row in rows][2:5] == ["(", "ER", ")"]
    assert rows[3][1:] == ("PROPN", "appos", 1)
    assert [rows[n][1:] for n in (2, 4)] == [("PUNCT", "punct", 3)] * 2
    assert rows[5][1:] == ("NOUN", "nsubj", 6)


def test_distances_in_brackets_do_not_end_a_list() -> None:
    text = "Troops attacked Lypove (10km west of Zelene), Borivka (5 km east), and Kamianka."
    names = [(text.index(n), text.index(n) + len(n)) for n in ("Lypove", "Zelene", "Borivka")]
    rows = {row[0]: row for row in parsed(text, [*names, (text.index("Kam"), len(text) - 1)])}
    assert rows["Lypove"][2] == "obj"
    assert rows["Borivka"][2] == rows["Kamianka"][2] == "conj"


def test_many_sentences_are_parsed_as_one_at_a_time_would_be() -> None:
    texts = [f"The troops left village {n}, and the mayor stayed." for n in range(400)]
    pipeline = load_pipeline()
    together = pipeline.parse(texts, [()] * len(texts))
    for text, doc in zip(texts[::57], together[::57], strict=True):
        (alone,) = pipeline.parse([text], [()])
        assert [(t.dep_, t.head.i) for t in doc] == [(t.dep_, t.head.i) for t in alone]


def test_nothing_and_space_alone_are_parsed() -> None:
    assert load_pipeline().parse([], []) == []
    assert [len(doc) for doc in load_pipeline().parse(["", "   "], [(), ()])] == [0, 1]


def test_a_pipeline_is_loaded_once() -> None:
    assert load_pipeline() is load_pipeline()


def test_the_shipped_pipeline_stays_under_20_megabytes() -> None:
    import salient.reading

    folder = Path(salient.reading.__file__).parent / "data"
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    assert size < 20_000_000


def test_a_pipeline_that_is_not_installed_is_refused() -> None:
    with pytest.raises(UsageError) as raised:
        load_pipeline("en_core_nowhere")
    assert str(raised.value) == (
        "no spaCy pipeline 'en_core_nowhere' is installed; leave the name out to use the one "
        "that ships"
    )


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.to_disk(tmp_path / "blank")
    name = str(tmp_path / "blank")
    with pytest.raises(UsageError) as raised:
        load_pipeline(name)
    assert str(raised.value) == (
        f"the spaCy pipeline {name!r} has no parser (it has sentencizer); name one with "
        "Universal Dependencies labels, or leave the name out"
    )


def untrained(labels: Sequence[str], folder: Path) -> str:
    """A pipeline whose parser knows these labels and nothing else."""
    language = spacy.blank("en")
    parser = language.add_pipe("parser")
    for label in labels:
        parser.add_label(label)
    language.initialize()
    language.to_disk(folder)
    return str(folder)


def test_the_shipped_pipeline_can_stand_in_for_itself_by_its_folder() -> None:
    folder = str(files("salient.reading") / "data" / "english")
    text = "The troops attacked Lypove."
    (own,), (other,) = (load_pipeline(name).parse([text], [[(20, 26)]]) for name in (None, folder))
    assert [(t.text, t.dep_, t.head.i) for t in own] == [(t.text, t.dep_, t.head.i) for t in other]


def test_a_pipeline_of_clear_labels_gives_universal_ones(tmp_path: Path) -> None:
    labels = ["nsubj", "dobj", "pobj", "prep", "nsubjpass", "det"]
    name = untrained(labels, tmp_path / "clear")
    (doc,) = load_pipeline(name).parse(["The troops went to the city."], [()])
    assert [t.text for t in doc] == ["The", "troops", "went", "to", "the", "city", "."]
    assert not {"dobj", "prep", "nsubjpass"} & {t.dep_ for t in doc}


def test_a_pipeline_of_other_labels_is_refused(tmp_path: Path) -> None:
    name = untrained(["SBJ", "OBJ"], tmp_path / "other")
    with pytest.raises(UsageError) as raised:
        load_pipeline(name)
    assert str(raised.value).endswith(
        "has relations of an unknown scheme (OBJ, ROOT, SBJ, dep, …); name one with labels of "
        "Universal Dependencies or of CLEAR, or leave the name out"
    )


def test_a_folder_that_holds_no_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no spaCy pipeline"):
        load_pipeline(str(tmp_path))


def test_a_name_that_opens_like_a_preposition_is_parsed_as_a_name() -> None:
    text = "Rebel forces captured As Safa from the army."
    at = text.index("As Safa")
    (doc,) = load_pipeline().parse([text], [[(at, at + len("As Safa"))]])
    first, second = doc[3], doc[4]
    assert (first.text, second.text) == ("As", "Safa")
    assert {first.pos_, second.pos_} == {"PROPN"}
    assert "obj" in {first.dep_, second.dep_}


def test_a_verb_has_one_subject() -> None:
    text = "Prime Minister Petro al-Example said that Russian troops shelled Borivka."
    rows = parsed(text, [(65, 72)])
    said = next(i for i, row in enumerate(rows) if row[0] == "said")
    subjects = [row[0] for row in rows if row[2:] == ("nsubj", said)]
    assert subjects == ["Petro"]
    assert rows[3] == ("al", "PROPN", "flat", 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Army batters town for third day", [("Army", "nsubj"), ("batters", "ROOT"),
                                             ("town", "obj")]),
        ("Enemy shells tear through flats", [("shells", "nsubj"), ("tear", "ROOT")]),
        ("Troops strike deal on prisoner swap", [("Troops", "nsubj"), ("strike", "ROOT"),
                                                 ("deal", "obj")]),
        ("Gunners down third drone in week", [("Gunners", "nsubj"), ("down", "ROOT"),
                                              ("drone", "obj")]),
        ("Army patrols attacked twice in one night", [("patrols", "nsubj:pass"),
                                                      ("attacked", "ROOT")]),
    ],
)  # fmt: skip
def test_words_that_are_nouns_and_verbs_are_told_apart_in_headlines(
    text: str, expected: list[tuple[str, str]]
) -> None:
    rows = parsed(text)
    core = {"ROOT", "nsubj", "nsubj:pass", "obj"}
    assert [(row[0], row[2]) for row in rows if row[2] in core] == expected
