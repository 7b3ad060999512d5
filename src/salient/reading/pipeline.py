"""The English language pipeline: words, parts of speech and dependencies.

The one that ships was trained by `training/english` on freely licensed treebanks. Any installed
spaCy pipeline of English can stand in for it by name, with labels of Universal Dependencies or of
CLEAR, as spaCy's own have.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from salient.errors import UsageError
from salient.reading.brackets import (
    Label,
    bracketed_distances,
    bracketed_initials,
    hung_distance,
    hung_initials,
)
from salient.reading.clear_labels import CLEAR, to_universal
from salient.reading.deed_repairs import with_deeds_named
from salient.reading.encoder import Encoder
from salient.reading.peoples import is_national
from salient.reading.repairs import (
    with_aims,
    with_counts_told,
    with_joint_kinds,
    with_paired_qualities,
    with_points_apart,
    with_qualified_objects,
    with_shared_regions,
)
from salient.reading.state_repairs import with_states_told
from salient.reading.subject_repairs import with_lost_subjects
from salient.reading.tag_repairs import with_verbs_told
from salient.reading.tokens import Doc
from salient.reading.told_repairs import with_joined_reports
from salient.reading.transitions import Transitions
from salient.reading.verb_repairs import with_own_verbs

__all__ = ["PIPELINE_VERSION", "Pipeline", "load_pipeline"]

PIPELINE_VERSION = "en-1"

_BATCH = 1_500
"""Words parsed together. Memory grows with it; time would not shrink with more."""

_KNOWN_NAME = "Baghdad"
_KNOWN_OPENING = "El"
_KNOWN_KIND = "Mountain"
_KNOWN_FORCE = "forces"
_KINDS = frozenset("Motorized Motorised Mechanized Mechanised".split())
"""Participles that name a kind of troops (*the 5th Mechanized Brigade*)."""
_LIKE_FUNCTION_WORDS = frozenset(
    "a am an as at be by do he in is it no of on or so to up us".split()
)
"""What the first word of a name of several may be spelled like (*As Safa*, *At Tall*)."""
_FEATURES: tuple[int | str, ...] = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
_READ: tuple[int | str, ...] = ("HEAD", "DEP", "POS", "MORPH")


class Pipeline:
    """Parses sentences with a spaCy pipeline.

    `name` is what it was asked for by; None for the one that ships.
    """

    def __init__(self, language: Language, name: str | None = None) -> None:
        self._language = language
        parts: list[tuple[str, Any]] = language.pipeline
        self._clear = set(dict(parts)["parser"].labels) >= CLEAR
        self._encoder: Encoder | None = None
        self._labelling: list[tuple[Any, Callable[[list[SpacyDoc]], Any]]] = []
        if name is None:
            self._encoder = Encoder(dict(parts)["tok2vec"].model)
            example: Any = language.make_doc(_KNOWN_NAME)
            example.tensor = np.zeros((1, self._encoder.width), np.float32)
            own = Transitions(dict(parts)["parser"], example).states
            self._labelling = [
                (part, own if label == "parser" else part.predict)
                for label, part in parts
                if label != "tok2vec"
            ]
        self._known_name = self._features_of(_KNOWN_NAME)
        self._known_opening = self._features_of(_KNOWN_OPENING)
        self._known_kind = self._features_of(_KNOWN_KIND)
        self._known_force = self._features_of(_KNOWN_FORCE)
        self._threads = ThreadpoolController()
        self.name = name

    def parse(self, texts: Sequence[str], names: Sequence[Sequence[tuple[int, int]]]) -> list[Doc]:
        """Parse sentences, each as a whole, in order.

        names: for each sentence the spans of place names in it. Those that are one word are parsed
        as if a well-known city stood there.

        One thread multiplies: more would spin beside the rest of the reading, which is one.
        """
        plans = [
            _Plan(self._language.make_doc(text), inside)
            for text, inside in zip(texts, names, strict=True)
        ]
        found: list[Doc] = []
        with self._threads.limit(limits=1, user_api="blas"):
            if self._encoder is not None:
                self._encode(plans, self._encoder)
            for batch in _batches(plans):
                if self._encoder is not None:
                    parsed = self._labelled([plan.seen for plan in batch])
                else:
                    parsed = self._piped([plan.disguised() for plan in batch])
                found += [
                    plan.with_parse(doc, clear=self._clear)
                    for plan, doc in zip(batch, parsed, strict=True)
                ]
        return found

    def _features_of(self, word: str) -> Any:
        """What the encoder sees of one word."""
        known: Any = self._language.make_doc(word).to_array([*_FEATURES])
        return known.reshape(-1)

    def _piped(self, docs: list[SpacyDoc]) -> list[SpacyDoc]:
        return list(self._language.pipe(docs, batch_size=len(docs)))

    def _encode(self, plans: Sequence[_Plan], encoder: Encoder) -> None:
        """Give each sentence the vectors of its words, from which all else is read."""
        filled = [plan for plan in plans if len(plan.seen)]
        if not filled:
            return
        features: list[Any] = []
        for plan in filled:
            rows: Any = plan.seen.to_array([*_FEATURES])
            rows[plan.names] = self._known_name
            rows[plan.opening] = self._known_opening
            rows[plan.kinds] = self._known_kind
            rows[plan.slips] = self._known_force
            features.append(rows)
        for plan, vectors in zip(filled, encoder.vectors(features), strict=True):
            seen: Any = plan.seen
            seen.tensor = vectors

    def _labelled(self, docs: list[SpacyDoc]) -> list[SpacyDoc]:
        for part, predict in self._labelling:
            part.set_annotations(docs, predict(docs))
        return docs


def _slips(words: Sequence[str]) -> list[int]:
    """Where *forced* stands for *forces*: after a side, before a verb (*A forced repelled*)."""
    return [
        i
        for i in range(1, len(words) - 1)
        if words[i] == "forced"
        and words[i + 1].endswith("ed")
        and is_national(words[i - 1].lower())
    ]


class _Plan:
    """A sentence's own words, what the parser is to see of them, and which are names.

    `kept` are the words that the parser is to see where it is not to see all: neither mere space,
    nor initials in brackets (`glosses` are where those open), nor distances in brackets. `names`
    are those of the words seen that are parsed as a well-known name, `opening` those before it in
    a name of several that would be taken for prepositions or the like, `kinds` participles that
    name a kind of troops and would be taken for verbs, `slips` where *forced* stands for *forces*.
    """

    __slots__ = (
        "distances",
        "glosses",
        "kept",
        "kinds",
        "names",
        "opening",
        "seen",
        "slips",
        "spaces",
        "spans",
        "words",
    )

    def __init__(self, doc: SpacyDoc, names: Sequence[tuple[int, int]]) -> None:
        pairs = [(t.text, bool(t.whitespace_)) for t in doc]
        self.words = [text for text, _ in pairs]
        self.spaces = [space for _, space in pairs]
        self.kept: list[int] | None = None
        self.seen = doc
        self.spans = names
        at, opening = self._names(names) if names else ([], [])
        self.glosses = bracketed_initials(self.words)
        self.distances = bracketed_distances(self.words)
        if self.glosses or self.distances or any(w.isspace() for w in self.words):
            hidden = {i + k for i in self.glosses for k in range(3)}
            hidden |= {i for stretch in self.distances for i in stretch}
            self.kept = [i for i, w in enumerate(self.words) if i not in hidden and not w.isspace()]
            at = [new for new, old in enumerate(self.kept) if old in at]
            opening = [new for new, old in enumerate(self.kept) if old in opening]
            self.seen = self._shown(doc, self.words, self.kept)
        self.names = at
        self.opening = opening
        shown = self.words if self.kept is None else [self.words[i] for i in self.kept]
        self.kinds = [i for i, word in enumerate(shown) if word in _KINDS]
        self.slips = _slips(shown)

    def _names(self, names: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
        """Which words are names by themselves or end one that opens like *As*, and its opening."""
        spans = dict(names)
        found: list[int] = []
        opening: list[int] = []
        at = within = 0
        for i, (word, space) in enumerate(zip(self.words, self.spaces, strict=True)):
            end = spans.get(at)
            if end == at + len(word):
                found.append(i)
            elif end is not None and word.lower() in _LIKE_FUNCTION_WORDS:
                opening.append(i)
                within = end
            elif at < within == at + len(word):
                found.append(i)
            at += len(word) + space
        return found, opening

    def _ends(self, word: int) -> bool:
        """Whether a name of a place ends with a word."""
        before = zip(self.words[:word], self.spaces, strict=False)
        end = sum(len(text) + space for text, space in before) + len(self.words[word])
        return any(stop == end for _, stop in self.spans)

    def _shown(self, doc: SpacyDoc, words: Sequence[str], kept: Sequence[int]) -> SpacyDoc:
        n = len(words)
        return SpacyDoc(
            doc.vocab,
            words=[words[i] for i in kept],
            spaces=[self.spaces[i] or (i + 1 < n and words[i + 1].isspace()) for i in kept],
        )

    def disguised(self) -> SpacyDoc:
        """What the parser is to see, the names spelled as the well-known one."""
        if not (self.names or self.kinds or self.slips):
            return self.seen
        words = [t.text for t in self.seen]
        for i in self.names:
            words[i] = _KNOWN_NAME
        for i in self.opening:
            words[i] = _KNOWN_OPENING
        for i in self.kinds:
            words[i] = _KNOWN_KIND
        for i in self.slips:
            words[i] = _KNOWN_FORCE
        spaces = [bool(t.whitespace_) for t in self.seen]
        return SpacyDoc(self.seen.vocab, words=words, spaces=spaces)

    def with_parse(self, parsed: SpacyDoc, *, clear: bool = False) -> Doc:
        """The sentence's own words with the parse of what stood for them.

        `clear` says that the parse has CLEAR labels.
        """
        rows: Any = parsed.to_array([*_READ])
        strings = parsed.vocab.strings
        heads = [i + step for i, step in enumerate(rows[:, 0].astype("int64").tolist())]
        labels = [
            (strings[dep], strings[pos], strings[morph]) for _, dep, pos, morph in rows.tolist()
        ]
        if clear:
            deps = [label[0] for label in labels]
            heads, deps = to_universal(heads, deps, [label[1] for label in labels])
            labels = [(dep, *label[1:]) for dep, label in zip(deps, labels, strict=True)]
        words = self.words if self.kept is None else [self.words[i] for i in self.kept]
        deps, pos = [label[0] for label in labels], [label[1] for label in labels]
        heads, deps, pos = with_deeds_named(words, heads, deps, pos)
        heads, deps = with_joint_kinds(words, heads, deps)
        heads, deps = with_lost_subjects(words, heads, deps, pos)
        heads, deps = with_shared_regions(words, heads, deps)
        heads, deps = with_points_apart(words, heads, deps)
        heads, deps = with_qualified_objects(words, heads, deps)
        heads, deps = with_paired_qualities(words, heads, deps)
        heads, deps = with_counts_told(words, heads, deps)
        heads, deps = with_aims(words, heads, deps, [label[2] for label in labels])
        heads, deps = with_own_verbs(words, heads, deps, pos)
        heads = with_joined_reports(words, heads, deps, pos, [label[2] for label in labels])
        labels = [(dep, tag, label[2]) for dep, tag, label in zip(deps, pos, labels, strict=True)]
        heads, labels = with_verbs_told(words, heads, labels)
        heads, labels = with_states_told(words, heads, labels)
        _join_names(heads, labels)
        if self.kept is not None:
            heads, labels = self._with_hidden(self.kept, heads, labels)
        return Doc(
            self.words,
            spaces=self.spaces,
            heads=heads,
            deps=[label[0] for label in labels],
            pos=[label[1] for label in labels],
            morphs=[label[2] for label in labels],
        )

    def _with_hidden(
        self, kept: Sequence[int], heads: Sequence[int], labels: Sequence[tuple[str, str, str]]
    ) -> tuple[list[int], list[tuple[str, str, str]]]:
        """Heads and labels with the hidden words put back: each hangs on the one before.

        Initials in brackets are in apposition to it.
        """
        n = len(self.words)
        all_heads = list(range(n))
        all_labels = [("dep", "SPACE", "")] * n
        for new, old in enumerate(kept):
            all_heads[old], all_labels[old] = kept[heads[new]], labels[new]
        before = kept[0] if kept else 0
        for i in range(n):
            if all_labels[i][1] == "SPACE" and kept:
                all_heads[i] = before
            else:
                before = i
        parts: dict[int, tuple[int, Label]] = {}
        for opens in self.glosses:
            parts |= hung_initials(opens, all_heads[opens])
        for stretch in self.distances:
            before = all_heads[stretch[0]]
            parts |= hung_distance(self.words, stretch, before, named=self._ends(before))
        for i, (head, label) in parts.items():
            all_heads[i], all_labels[i] = head, label
        return all_heads, all_labels


def _join_names(heads: list[int], labels: list[tuple[str, str, str]]) -> None:
    """Make one name of two side by side that the parse has as subjects of one verb; in place."""
    for i in range(1, len(labels)):
        if (
            labels[i][:2] == labels[i - 1][:2] == ("nsubj", "PROPN")
            and heads[i] == heads[i - 1] > i
        ):
            heads[i], labels[i] = i - 1, ("flat", *labels[i][1:])
        elif (
            labels[i][:2] == ("nsubj", "PROPN")
            and labels[i - 1][:2] == ("nsubj", "NOUN")
            and heads[i] == heads[i - 1] > i
        ):
            # *Defender John Smith died*: the calling goes with the name.
            heads[i - 1], labels[i - 1] = i, ("nmod:desc", *labels[i - 1][1:])


def _batches(plans: Sequence[_Plan]) -> Iterator[list[_Plan]]:
    """Runs of sentences of at most `_BATCH` words, but of one sentence at least."""
    batch: list[_Plan] = []
    words = 0
    for plan in plans:
        if batch and words + len(plan.words) > _BATCH:
            yield batch
            batch, words = [], 0
        batch.append(plan)
        words += len(plan.words)
    if batch:
        yield batch


@cache
def load_pipeline(name: str | None = None) -> Pipeline:
    """The pipeline that ships, or the installed spaCy pipeline `name`.

    Raises:
        UsageError: no pipeline of that name is installed, or it has no parser.

    """
    if name is None:
        # numpy multiplies matrices with kernels for the processor at hand; spaCy's own library
        # falls back to plain loops on many, four times slower.
        with (
            as_file(files("salient.reading") / "data" / "english") as folder,
            use_ops("numpy", use_blis=False),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore", UserWarning)
            return Pipeline(spacy.load(folder))
    try:
        language = spacy.load(name)
    except OSError as error:
        raise UsageError(
            f"no spaCy pipeline {name!r} is installed; leave the name out to use the one that ships"
        ) from error
    if "parser" not in language.pipe_names:
        raise UsageError(
            f"the spaCy pipeline {name!r} has no parser (it has {', '.join(language.pipe_names)}); "
            "name one with Universal Dependencies labels, or leave the name out"
        )
    parser: Any = language.get_pipe("parser")
    labels = set(parser.labels)
    if "obj" not in labels and not labels >= CLEAR:
        known = ", ".join(sorted(labels)[:6])
        raise UsageError(
            f"the spaCy pipeline {name!r} has relations of an unknown scheme ({known}, …); "
            "name one with labels of Universal Dependencies or of CLEAR, or leave the name out"
        )
    return Pipeline(language, name)
