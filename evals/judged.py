"""Claims judged by eye, and sentences for what is missed: the shares that stored verdicts give.

`evals/judged/*.jsonl` holds one verdict a line: the claim's id, its document and offsets, and
whether event, polarity and mood, holder, and everything at once were right. The texts are not
stored. `evals/judged/independent/sentences/*.jsonl` holds one sentence a line: its document and
offsets, how many claims a judge who listed first wrote from it, how many of them were read, and
what was missed, in the judge's words. The figures are those of the reader that was judged; they
change when claims are judged anew, not when the reader changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

__all__ = [
    "ASPECTS",
    "FOLDER",
    "INDEPENDENT",
    "SENTENCES",
    "found_share",
    "largest_draw",
    "last_draws",
    "shares",
]

FOLDER = Path(__file__).parent / "judged"
INDEPENDENT = FOLDER / "independent"
"""Draws judged by readers who had no part in the rules."""
SENTENCES = INDEPENDENT / "sentences"
"""Draws of sentences from which such readers listed the claims that they would write."""
ASPECTS = ("event", "polarity_and_mood", "holder", "all")


def shares(path: Path) -> Mapping[str, float]:
    """The share of the claims of one draw that were right, by aspect.

    Raises:
        ValueError: the file holds no verdict.

    """
    verdicts = _verdicts(path)
    if not verdicts:
        raise ValueError(f"{path} holds no verdict on whole claims; a draw has one a line")
    return _shares_of(verdicts)


def largest_draw(folder: Path = FOLDER) -> Mapping[str, float]:
    """The shares of the draw with the most verdicts on whole claims, of several the latest."""
    return shares(max(folder.glob("*.jsonl"), key=lambda path: (len(_verdicts(path)), path.name)))


def last_draws(folder: Path, *, draws: int = 3, least: int = 300) -> Mapping[str, float]:
    """The shares over the last `draws` draws, taken together, that have `least` verdicts or more.

    Two panels of judges differ by more than a round of mends gains, so that one draw by itself
    tells as much of the panel as of the reader.

    Raises:
        ValueError: no draw is as large.

    """
    large = [v for path in sorted(folder.glob("*.jsonl")) if len(v := _verdicts(path)) >= least]
    if not large:
        raise ValueError(f"{folder} holds no draw of {least} verdicts on whole claims")
    return _shares_of([verdict for draw in large[-draws:] for verdict in draw])


def found_share(folder: Path = SENTENCES, *, rounds: int = 3) -> float:
    """The share of the judges' claims that were read, over the sentences of the last rounds.

    One file holds all the sentences of one round, of however many judges. Rounds are taken
    together, as draws of claims are: one by itself tells as much of its judges as of the reader.

    Raises:
        ValueError: the folder holds no file, or the last ones no claim wanted.

    """
    files = sorted(folder.glob("*.jsonl"))[-rounds:]
    counted = [json.loads(line) for f in files for line in f.read_text("utf-8").splitlines()]
    wanted = sum(c["wanted"] for c in counted)
    if not wanted:
        raise ValueError(f"{folder} holds no sentence with a claim that a judge would write")
    return sum(c["found"] for c in counted) / wanted


def _shares_of(verdicts: Sequence[Mapping[str, bool]]) -> Mapping[str, float]:
    return {a: sum(v[a] for v in verdicts) / len(verdicts) for a in ASPECTS}


def _verdicts(path: Path) -> list[dict[str, bool]]:
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [v for v in found if set(ASPECTS) <= set(v)]
