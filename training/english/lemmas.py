"""Derive the lemma tables of the English reader from the treebanks.

Usage: python lemmas.py TREEBANK_DIR OUT.json

Writes, for verbs, nouns and adjectives, the lemmas seen (the suffix rules of
`salient.reading.lemmas` accept a candidate that is one of them) and the forms that those rules
would get wrong (irregular ones). Only texts that may be used for weights that ship are read.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import conllu
from prepare import FOLD, GUM_GENRES

from salient.reading.lemmas import candidates

POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "ADJ": "a"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name in ("ewt", "gum"):
        document = ""
        with gzip.open(
            args.treebanks / f"{name}-train.conllu.gz", "rt", encoding="utf-8"
        ) as stream:
            for sentence in conllu.parse_incr(stream):
                document = sentence.metadata.get("newdoc id", document)
                if document.startswith("GUM_") and document.split("_")[1] not in GUM_GENRES:
                    continue
                for token in sentence:
                    kind = POS.get(token["upos"])
                    form = token["form"].translate(FOLD).lower()
                    typo = "Typo" in (token["feats"] or {}) or "Abbr" in (token["feats"] or {})
                    if kind and form.isalpha() and len(form) > 1 and not typo:
                        counts[kind, form][token["lemma"].translate(FOLD).lower()] += 1
    lemmas: dict[str, set[str]] = {"v": set(), "n": set(), "a": set()}
    best = {key: counter.most_common(1)[0][0] for key, counter in counts.items()}
    for (kind, _), lemma in best.items():
        if lemma.isalpha() and len(lemma) > 1:
            lemmas[kind].add(lemma)
    irregular: dict[str, dict[str, str]] = {"v": {}, "n": {}, "a": {}}
    for (kind, form), lemma in sorted(best.items()):
        guess = next((c for c in candidates(form, kind) if c in lemmas[kind]), form)
        if guess != lemma and lemma.isalpha():
            irregular[kind][form] = lemma
    table = {"lemmas": {k: " ".join(sorted(v)) for k, v in lemmas.items()}, "irregular": irregular}
    args.out.write_text(json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
    print({k: len(v) for k, v in lemmas.items()}, {k: len(v) for k, v in irregular.items()})


if __name__ == "__main__":
    main()
