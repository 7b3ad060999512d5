"""Turn Universal Dependencies treebanks into spaCy training files.

Usage: python prepare.py TREEBANK_DIR OUT_DIR

Only genres whose texts may be used for weights that ship are kept: all of English-EWT
(CC BY-SA 4.0) and, of English-GUM, the genres under CC BY, CC BY-SA or in the public domain.
Quotes and apostrophes are folded to ASCII, as the reader folds them before it parses, and a
seeded share of sentences is repeated in capitals, in title case and without articles or a final
stop, which is how headlines and translated reports are written.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import conllu
import spacy
from field import field_sentences
from headlines import headline_sentences
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

SEED = 20220514
FIELD_SENTENCES, HEADLINES = 4_000, 6_000
GUM_GENRES = frozenset({"academic", "bio", "court", "interview", "news", "speech", "voyage"})
FEATURES = ("Mood", "Number", "Person", "Poss", "PronType", "Tense", "VerbForm", "Voice")
FOLD = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"', "`": "'"}
)
TITLE_CASE_SHARE, CAPITALS_SHARE, TELEGRAPHIC_SHARE, GROUPED_SHARE = 0.06, 0.03, 0.08, 0.30

Row = tuple[str, str, str, int, str, bool]


def sentences(path: Path) -> Iterator[list[Row]]:
    """Rows (form, upos, morph, head index, relation, space after) of each allowed sentence."""
    document = ""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for sentence in conllu.parse_incr(stream):
            document = sentence.metadata.get("newdoc id", document)
            if document.startswith("GUM_") and document.split("_")[1] not in GUM_GENRES:
                continue
            spaced: dict[int, bool] = {}
            for token in sentence:
                if isinstance(token["id"], tuple) and token["id"][1] == "-":
                    first, _, last = token["id"]
                    spaced.update(dict.fromkeys(range(first, last), False))
                    spaced[last] = (token["misc"] or {}).get("SpaceAfter") != "No"
            rows: list[Row] = []
            for token in sentence:
                if isinstance(token["id"], tuple):
                    continue
                index = token["id"] - 1
                head = index if token["head"] == 0 else token["head"] - 1
                feats = {k: v for k, v in (token["feats"] or {}).items() if k in FEATURES}
                morph = "|".join(f"{k}={v}" for k, v in sorted(feats.items()))
                space = spaced.get(token["id"], (token["misc"] or {}).get("SpaceAfter") != "No")
                form = token["form"].translate(FOLD).replace(" ", "")
                relation = "ROOT" if head == index else token["deprel"]
                rows.append((form, token["upos"], morph, head, relation, space))
            if rows:
                yield rows


def telegraphic(rows: list[Row], rng: random.Random) -> list[Row]:
    """The sentence without articles and, half of the time, without its final stop."""
    drop = {i for i, r in enumerate(rows) if r[4] == "det" and r[0].lower() in {"the", "a", "an"}}
    if rows[-1][1] == "PUNCT" and rows[-1][3] != len(rows) - 1 and rng.random() < 0.5:
        drop.add(len(rows) - 1)
    drop -= {r[3] for i, r in enumerate(rows) if i not in drop}
    kept = [i for i in range(len(rows)) if i not in drop]
    position = {old: new for new, old in enumerate(kept)}
    return [(*rows[i][:3], position[rows[i][3]], *rows[i][4:]) for i in kept]


def cased(rows: list[Row], title: bool) -> list[Row]:
    """The sentence in title case or in capitals."""

    def form(word: str) -> str:
        return (word[:1].upper() + word[1:]) if title else word.upper()

    return [(form(r[0]), *r[1:]) for r in rows]


def augmented(rows: list[Row], rng: random.Random) -> Iterator[list[Row]]:
    yield rows
    if len(rows) < 4:
        return
    draw = rng.random()
    if draw < TITLE_CASE_SHARE:
        yield cased(rows, title=True)
    elif draw < TITLE_CASE_SHARE + CAPITALS_SHARE:
        yield cased(rows, title=False)
    elif draw < TITLE_CASE_SHARE + CAPITALS_SHARE + TELEGRAPHIC_SHARE:
        short = telegraphic(rows, rng)
        if short:
            yield short


def make_doc(vocab: Vocab, group: list[list[Row]]) -> Doc:
    words, spaces, pos, morphs, heads, deps, starts = [], [], [], [], [], [], []
    for rows in group:
        base = len(words)
        for i, (form, upos, morph, head, relation, space) in enumerate(rows):
            words.append(form)
            spaces.append(space)
            pos.append(upos)
            morphs.append(morph)
            heads.append(base + head)
            deps.append(relation)
            starts.append(i == 0)
    return Doc(vocab, words=words, spaces=spaces, pos=pos, morphs=morphs, heads=heads, deps=deps)


def generated(*, headlines: bool) -> Iterator[list[Row]]:
    """The sentences of war reporting, and the headlines, that the treebanks lack."""
    yield from field_sentences(FIELD_SENTENCES, SEED)
    if headlines:
        yield from headline_sentences(HEADLINES, SEED)


def write(
    paths: list[Path], out: Path, rng: random.Random | None, more: Iterable[list[Row]] = ()
) -> int:
    """Write the sentences of `paths`, augmented and grouped when `rng` is given, then `more`."""
    vocab = spacy.blank("en").vocab
    store = DocBin(attrs=["ORTH", "SPACY", "POS", "MORPH", "HEAD", "DEP", "SENT_START"])
    tokens = 0
    for path in paths:
        group: list[list[Row]] = []
        for rows in sentences(path):
            for variant in augmented(rows, rng) if rng else [rows]:
                group.append(variant)
                if rng and rng.random() < GROUPED_SHARE and len(group) < 3:
                    continue
                doc = make_doc(vocab, group)
                tokens += len(doc)
                store.add(doc)
                group = []
        if group:
            store.add(make_doc(vocab, group))
    for rows in more:
        doc = make_doc(vocab, [rows])
        tokens += len(doc)
        store.add(doc)
    store.to_disk(out)
    return tokens


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    train = [args.treebanks / f"{name}-train.conllu.gz" for name in ("ewt", "gum")]
    stages: dict[str, Iterable[list[Row]]] = {
        "base": (),
        "field": generated(headlines=False),
        "headlines": generated(headlines=True),
    }
    for name, more in stages.items():
        out = args.out / f"{name}.spacy"
        print(name, "tokens", write(train, out, random.Random(SEED), more))
    for name in ("ewt", "gum"):
        dev = [args.treebanks / f"{name}-dev.conllu.gz"]
        print(name, "dev tokens", write(dev, args.out / f"{name}-dev.spacy", None))


if __name__ == "__main__":
    main()
