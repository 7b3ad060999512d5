from __future__ import annotations

import gzip
import json
from pathlib import Path

from evals.borrowed import borrowed, in_project, reports

REPORT = (
    "On Monday two columns of lorries left the quarry by the lower road, and nobody saw them again."
)


def passages(tmp_path: Path, own: str, *texts: str) -> list[tuple[int, str]]:
    path = tmp_path / "case.txt"
    path.write_text(own, encoding="utf-8")
    return [(found.line, " ".join(found.words)) for found in borrowed([path], texts)]


def test_running_words_of_a_report_are_found_with_their_line(tmp_path: Path) -> None:
    own = "A heading\n> On Tuesday two columns of lorries left the quarry by night.\n"
    assert passages(tmp_path, own, REPORT) == [(2, "two columns of lorries left the quarry by")]


def test_a_passage_may_run_over_lines_and_numbers_and_marks_are_no_words(tmp_path: Path) -> None:
    own = "two columns (3) of\nlorries left 12 the quarry\nby the lower road"
    ((line, words),) = passages(tmp_path, own, REPORT)
    assert line == 1
    assert words == "two columns of lorries left the quarry by the lower road"


def test_fewer_words_and_words_of_two_reports_are_nobodys(tmp_path: Path) -> None:
    own = "two columns of lorries left the quarry, nobody saw them again on any day"
    assert passages(tmp_path, own, REPORT) == []
    halves = ("two columns of lorries left", "the quarry nobody saw them again on")
    assert passages(tmp_path, own, *halves) == []


def test_a_name_is_one_word_however_long(tmp_path: Path) -> None:
    name = "General Staff of the Armed Forces of Ukraine"
    assert passages(tmp_path, f"{name}: the enemy shelled", f"The {name} wrote: the enemy") == []


def test_what_is_compared_are_the_projects_texts_and_the_reports(tmp_path: Path) -> None:
    names = {path.relative_to(Path(__file__).parents[2]).as_posix() for path in in_project()}
    assert {"README.md", "evals/cases/english.txt", "tests/evals/test_borrowed.py"} <= names
    folder = tmp_path / "data" / "reports"
    folder.mkdir(parents=True)
    with gzip.open(folder / "some.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"text": REPORT}) + "\n" + json.dumps({"id": 2}) + "\n")
    assert list(reports(tmp_path)) == [REPORT, ""]
