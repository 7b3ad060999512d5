from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from salient.errors import LexiconError
from salient.times import languages
from salient.times.find import find_times_with
from salient.times.lexicon import MEANINGS, load_lexicon, read_lexicon
from salient.times.rules import RULES

SMALL = """\
language = "xx"
months = [["uno"], ["due"]]
weekdays = [["lune"]]
seasons = []
[units]
day = ["zi"]
[units_many]
[numbers]
pair = 2

[[rules]]
means = "date"
pattern = '{day} {month}'

[[rules]]
means = "offset"
pattern = '{n} {unit} past'
fixed = { sign = -1 }
"""


def write(folder: Path, content: str) -> Path:
    path = folder / "xx.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_every_shipped_language_compiles() -> None:
    assert languages() == ("en", "ru", "uk")
    for language in languages():
        assert load_lexicon(language).language == language


def test_every_meaning_has_its_calculation() -> None:
    assert set(MEANINGS) == set(RULES)


def test_a_file_of_ones_own_is_read(tmp_path: Path) -> None:
    lexicon = read_lexicon(write(tmp_path, SMALL))
    found = find_times_with(lexicon, "13 due, pair zi past", date(2022, 5, 14))
    assert [m.earliest for m in found] == [date(2022, 2, 13), date(2022, 5, 12)]


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("{day} {month}", "{day} {moth}", 13, "unknown slot {moth}; known are "),
        ("{day} {month}", "{day} ({month}", 13, "is no regular expression"),
        ("{day} {month}", "(?:on )?{day}", 13, "begins with something optional"),
        ("zi", "zi\"]\nfortnite = [\"x", 7, "unknown grain 'fortnite'; known are minute, hour,"),
        ('"date"', '"dates"', 13, "unknown means 'dates'; known are anaphora, century, date,"),
        ("sign = -1", 'sign = "minus"', 17, "unknown grain 'minus'"),
        ("sign = -1", "sign = [1]", 15, "Expected `int | str`"),
        ("pattern = '{day}", "patern = '{day}", 11, "contains unknown field `patern`"),
        ('language = "xx"', "language = xx", 1, "Invalid value"),
        ('language = "xx"', "", 1, "missing required field `language`"),
        (
            "[[rules]]\nmeans = \"date\"",
            "[[signals]]\nbound = \"sins\"\npattern = 'dal '\n\n[[rules]]\nmeans = \"date\"",
            13,
            "unknown bound 'sins'; known are after, before, by, from, since, until",
        ),
        (
            "[[rules]]\nmeans = \"date\"",
            "[[modifiers]]\npart = \"erly\"\npattern = 'primo '\n\n[[rules]]\nmeans = \"date\"",
            13,
            "unknown part 'erly'; known are early, mid, late",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, problem: str
) -> None:
    assert old in SMALL
    path = write(tmp_path, SMALL.replace(old, new, 1))
    with pytest.raises(LexiconError) as error:
        read_lexicon(path)
    assert problem in str(error.value)
    assert (error.value.path, error.value.line) == (str(path), line)
