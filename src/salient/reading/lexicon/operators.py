"""Factuality operators: words that change the standing of what depends on them."""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable

import msgspec

from salient.reading.lexicon.lines import lexicon_lines

__all__ = ["EFFECTS", "Operator", "load_operators"]

EFFECTS = frozenset(
    "assert negate intend hedge forecast possible conditional deny doubt near unsourced "
    "order cease "
    "unsuccessful capable retract".split()
)
_FORMS = frozenset({"verb", "noun", "adj", "adv", "aux", "mark"})
_RANGE = re.compile(r"(0?\.\d+|1(?:\.0+)?|0)-(0?\.\d+|1(?:\.0+)?|0)")


class Operator(msgspec.Struct, frozen=True):
    """One word and its effect; `probability` is the range that the word stands for, if any."""

    form: str
    lemma: str
    effect: str
    probability: tuple[float, float] | None = None


def load_operators(file: Traversable) -> dict[tuple[str, str], Operator]:
    """Operators by form and lemma; a lemma of several words has underscores between them.

    Raises:
        LexiconError: an unknown form or effect, or a range out of 0..1; names file and line.

    """
    operators: dict[tuple[str, str], Operator] = {}
    for line in lexicon_lines(file):
        plain, options = line.options()
        if len(plain) != 3:
            raise line.error("an operator is three words: form, lemma, effect; then p=low-high")
        form, lemma, effect = plain
        if form not in _FORMS:
            raise line.error(
                f"the form {form!r} is unknown; give one of {', '.join(sorted(_FORMS))}"
            )
        if effect not in EFFECTS:
            known = ", ".join(sorted(EFFECTS))
            raise line.error(f"the effect {effect!r} is unknown; give one of {known}")
        unknown = sorted(set(options) - {"p"})
        if unknown:
            raise line.error(f"unknown option {', '.join(unknown)}; the only one is p=low-high")
        probability = None
        if "p" in options:
            match = _RANGE.fullmatch(options["p"])
            if match is None or float(match[1]) > float(match[2]):
                raise line.error(f"p={options['p']} is no range; give p=low-high within 0 and 1")
            probability = (float(match[1]), float(match[2]))
        operators[form, lemma] = Operator(form, lemma, effect, probability)
    return operators
