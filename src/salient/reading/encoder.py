"""The word vectors of the shipped pipeline, computed with numpy alone.

They are those of spaCy's `Tok2Vec` with `MultiHashEmbed` and `MaxoutWindowEncoder` (to the last
bits of rounding), in half the time: a text repeats its words, so what depends on a word alone is
computed once for each word of a document; and the pieces of a maxout lie side by side in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Encoder"]

Floats = NDArray[np.float32]

_ROWS = 1_200
"""Rows computed together, so that they stay in the processor's cache."""
_TINY = 1e-8


class _Maxout:
    """A linear layer, the greatest of its pieces, and a normalisation."""

    def __init__(self, layer: Any) -> None:
        linear, norm = (
            next(node for node in layer.walk() if node.name == name)
            for name in ("maxout", "layernorm")
        )
        weights: Floats = linear.get_param("W")
        units, pieces, _ = weights.shape
        self.units, self.pieces = units, pieces
        self.weights = np.ascontiguousarray(
            weights.transpose(1, 0, 2).reshape(pieces * units, -1).T, dtype=np.float32
        )
        bias: Floats = linear.get_param("b")
        self.bias = np.ascontiguousarray(bias.reshape(units, pieces).T.reshape(-1))
        self.scale: Floats = norm.get_param("G")
        self.shift: Floats = norm.get_param("b")

    def settle(self, sums: Floats) -> Floats:
        """From the linear layer's sums, bias not yet added, to the layer's output."""
        sums += self.bias
        best = sums[:, : self.units]
        for piece in range(1, self.pieces):
            best = np.maximum(best, sums[:, piece * self.units : (piece + 1) * self.units])
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / self.units
        best *= (1.0 / np.sqrt(variance + _TINY))[:, None]
        best *= self.scale
        best += self.shift
        return best


class Encoder:
    """Vectors of the words of sentences, from their features.

    `model` is the model of a `tok2vec` component of the kind that `training/english` makes; `width`
    is the length of a vector.
    """

    def __init__(self, model: Any) -> None:
        embed, encode = model.layers
        self._embed = embed.layers[1:]
        layers = encode.layers[0].layers
        self._first, *self._rest = [_Maxout(layer) for layer in layers]
        self.width = self._first.units
        self._pad = len(layers)

    def vectors(self, features: Sequence[NDArray[np.uint64]]) -> list[Floats]:
        """Vectors of each sentence's words; `features` has a row a word and a column a feature."""
        kinds, which = np.unique(np.concatenate(features), axis=0, return_inverse=True)
        word: Any = [kinds]
        for layer in self._embed:
            word = layer.predict(word)
        words = np.vstack([np.zeros((1, self.width), np.float32), word[0]])
        width = self.width
        parts = [
            words @ self._first.weights[width * k : width * (k + 1)] for k in range(3)
        ]  # what a word adds to its right neighbour, to itself, to its left neighbour
        found: list[Floats] = []
        for rows, spans in self._runs(which.reshape(-1) + 1, [len(f) for f in features]):
            vectors = self._encoded(words, parts, rows)
            found += [vectors[a:b] for a, b in spans]
        return found

    def _runs(
        self, which: NDArray[np.int64], lengths: Sequence[int]
    ) -> list[tuple[NDArray[np.int64], list[tuple[int, int]]]]:
        """Sentences put end to end in runs, with rows of nothing before, between and after."""
        gap = np.zeros(self._pad, np.int64)
        runs: list[tuple[NDArray[np.int64], list[tuple[int, int]]]] = []
        pieces: list[NDArray[np.int64]] = [gap]
        spans: list[tuple[int, int]] = []
        at, taken = self._pad, 0
        for length in lengths:
            if spans and at + length > _ROWS:
                runs.append((np.concatenate(pieces), spans))
                pieces, spans, at = [gap], [], self._pad
            pieces += [which[taken : taken + length], gap]
            spans.append((at, at + length))
            at += length + self._pad
            taken += length
        if spans:
            runs.append((np.concatenate(pieces), spans))
        return runs

    def _encoded(self, words: Floats, parts: Sequence[Floats], rows: NDArray[np.int64]) -> Floats:
        """The vectors of one run after all layers."""
        left, own, right = parts
        sums = own[rows]
        sums[1:] += left[rows[:-1]]
        sums[:-1] += right[rows[1:]]
        vectors = words[rows]
        vectors += self._first.settle(sums)
        width = self.width
        window = np.zeros((len(rows), 3 * width), np.float32)
        for layer in self._rest:
            window[1:, :width] = vectors[:-1]
            window[:, width : 2 * width] = vectors
            window[:-1, 2 * width :] = vectors[1:]
            vectors = vectors + layer.settle(window @ layer.weights)
        return vectors
