"""The parser's moves, for many sentences a step, computed with numpy alone.

They are those of spaCy's transition-based parser (Honnibal and Johnson 2015), greedy, with a layer
computed ahead for each word. Its own loop leaves Python's lock and takes it again at each step and
multiplies with a library that has no kernels for many processors; here the lock is kept and numpy
multiplies, which takes less than half the time. The moves themselves, and which of them a state
allows, are spaCy's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc as SpacyDoc

__all__ = ["Transitions"]

Floats = NDArray[np.float32]


class Transitions:
    """Parses sentences whose words have vectors, as `parser` would.

    `parser` is a parser of the kind that `training/english` makes: maxout of two pieces, and a
    layer above. `example` is a document of one word at least, with its vectors.
    """

    def __init__(self, parser: Any, example: SpacyDoc) -> None:
        self._parser = parser
        self._vectors: Any = parser.model.get_ref("tok2vec")
        lower, upper = (parser.model.get_ref(name) for name in ("lower", "upper"))
        weights: Floats = lower.get_param("W")
        parts, units, pieces, width = weights.shape
        self._units, self._parts = units, parts
        # What a word adds to the sums of a state, by the part it plays there: all of one piece of
        # a maxout side by side.
        self._weights = np.ascontiguousarray(
            weights.transpose(3, 0, 2, 1).reshape(width, parts * pieces * units)
        )
        missing: Floats = lower.get_param("pad")
        self._missing = missing.transpose(0, 1, 3, 2).reshape(parts, pieces * units)
        bias: Floats = lower.get_param("b")
        self._bias = np.ascontiguousarray(bias.T.reshape(-1))
        scores: Floats = upper.get_param("W")
        self._scores = np.ascontiguousarray(scores.T)
        self._score_bias: Floats = upper.get_param("b")
        # Only this knows which words a state looks at; of which document it was made is the same.
        self._context: Any = parser.model.predict([example])

    def states(self, docs: Sequence[SpacyDoc]) -> list[Any]:
        """The last state of each document, for the parser's `set_annotations`."""
        moves: Any = self._parser.moves
        states: list[Any] = moves.init_batch(docs)
        open_states = [state for state in states if not state.is_final()]
        if not open_states:
            return states
        ahead = self._ahead(np.vstack(self._vectors.predict(docs)))
        plays = np.arange(self._parts)
        while open_states:
            # A word that a state lacks is -1 there and the first row here.
            looked_at = (self._context.get_token_ids(open_states) + 1) * self._parts + plays
            sums = ahead.take(looked_at.reshape(-1), axis=0)
            sums = sums.reshape(len(open_states), self._parts, -1).sum(axis=1)
            sums += self._bias
            hidden = np.maximum(sums[:, : self._units], sums[:, self._units :])
            scores = hidden @ self._scores
            scores += self._score_bias
            open_states = self._parser.transition_states(open_states, scores)
        return states

    def _ahead(self, words: Floats) -> Floats:
        """What each word adds to a state: a row for each part that it may play there."""
        parts = self._parts
        ahead = np.empty(((len(words) + 1) * parts, self._missing.shape[1]), np.float32)
        ahead[:parts] = self._missing
        np.dot(words, self._weights, out=ahead[parts:].reshape(len(words), -1))
        return ahead
