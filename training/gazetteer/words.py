"""Derive the word lists of the mention finder: `python training/gazetteer/words.py TREEBANKS`.

TREEBANKS is a folder with Universal Dependencies files `ewt-train.conllu.gz` and
`gum-train.conllu.gz` (English EWT, CC BY-SA 4.0; English GUM, of which only the genres with a
free licence are read). Names of persons come from the package `names`, which holds the frequency
lists of the United States census of 1990 (public domain).

Output, in src/salient/places/data/english/: `words.tsv` (words that texts write without a
capital, and how often they were seen so in a million), `given_names.txt` and `surnames.txt`
(commonest first).
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path

import names

TARGET = Path(__file__).parents[2] / "src" / "salient" / "places" / "data" / "english"
OPEN_GENRES = ("academic", "bio", "interview", "news", "speech", "textbook", "voyage")
LEAST = 2
GIVEN_NAMES = 3000
SURNAMES = 8000


def tokens(path: Path):
    closed = False
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                document = line.split("=")[1].strip()
                closed = document.startswith("GUM_") and document.split("_")[1] not in OPEN_GENRES
            elif not closed and line[:1].isdigit():
                cells = line.split("\t")
                if cells[0].isdecimal() and cells[1].isalpha():
                    yield cells[1], cells[3]


def main(folder: Path) -> None:
    lower: Counter[str] = Counter()
    proper: Counter[str] = Counter()
    total = 0
    for name in ("ewt-train", "gum-train"):
        for word, tag in tokens(folder / f"{name}.conllu.gz"):
            total += 1
            if word.islower():
                lower[word] += 1
            elif tag == "PROPN":
                proper[word.casefold()] += 1
    TARGET.mkdir(parents=True, exist_ok=True)
    kept = sorted(w for w, n in lower.items() if n >= LEAST and n > proper[w] and len(w) > 1)
    rows = [f"{word}\t{round(lower[word] / total * 1e6)}\n" for word in kept]
    (TARGET / "words.tsv").write_text("".join(rows), encoding="utf-8")
    given = census(names.FILES["first:male"], names.FILES["first:female"])
    surnames = census(names.FILES["last"])
    write("given_names.txt", given[:GIVEN_NAMES])
    write("surnames.txt", surnames[:SURNAMES])
    print(f"{len(kept)} words of {total} tokens, {GIVEN_NAMES} given names, {SURNAMES} surnames")


def census(*paths: str) -> list[str]:
    shares: Counter[str] = Counter()
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            name, share = line.split()[:2]
            shares[name.casefold()] += round(float(share) * 1000)
    return sorted(shares, key=lambda name: (-shares[name], name))


def write(name: str, values: list[str]) -> None:
    (TARGET / name).write_text("".join(f"{value}\n" for value in values), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
