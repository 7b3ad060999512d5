"""The words of one language that rules are made of, and the templates that rules are written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from salient.times.periods import Grain

__all__ = ["DIGITS", "TemplateError", "Vocabulary"]

# Stands for "any number in digits" among the first words of a rule.
DIGITS = "#"

# Blanks between words: a line may break inside an expression, a paragraph may not.
BLANK = r"(?:(?:[^\S\n]|\n(?!\n)){1,3})"
# Longest number in digits that a count may have; "99999 days ago" is no date.
COUNT = r"[0-9]{1,4}(?![0-9]|[.,][0-9])"
NUMERIC = {
    "day": r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])",
    "mm": r"(?:1[0-2]|0?[1-9])(?![0-9])",
    "one": r"[0-3]?[0-9](?![0-9])",
    "two": r"[0-3]?[0-9](?![0-9])",
    "year": r"(?:1[0-9]|20)[0-9]{2}(?![0-9])",
    "yy": r"[0-9]{2}(?![0-9])",
}
_PLACEHOLDER = re.compile(r"\{([a-z][a-z_]*)([0-9]?)\}")
_SET = re.compile(r"\[(?:\\.|[^\]\\])*\]")
_SET_OR_SPACE = re.compile(_SET.pattern + "| ")


class TemplateError(ValueError):
    """A template names an unknown slot, is no regular expression, or has no first word."""


class Vocabulary(msgspec.Struct, frozen=True):
    """Words by slot, each with the lowest and highest number it stands for.

    `words["month"]["may"]` is (5, 5), `words["n"]["a few"]` is (2, 5). `doubtful` words are dates
    only with a capital. `fragments` are pieces of regular expressions that templates may use.
    """

    words: Mapping[str, Mapping[str, tuple[int, int]]]
    fragments: Mapping[str, str]
    number_joiners: str
    doubtful: frozenset[str]

    def pattern(self, template: str, *, capture: bool = True) -> str:
        """The regular expression that a template stands for.

        With `capture` each slot becomes a group of its name. Raises `TemplateError`.
        """
        spaced = _spaced(self._expand_fragments(template))

        def slot(found: re.Match[str]) -> str:
            body = self._slot(found[1])
            return f"(?P<{found[1]}{found[2]}>{body})" if capture else f"(?:{body})"

        pattern = _PLACEHOLDER.sub(slot, spaced)
        try:
            re.compile(pattern)
        except re.error as error:
            raise TemplateError(f"{template!r} is no regular expression: {error}") from error
        return pattern

    def first_words(self, template: str) -> frozenset[str]:
        """First words, in lower case, of all texts that the template matches.

        Raises `TemplateError` where they cannot be told, as after an optional word.
        """
        parts = alternatives(self._expand_fragments(template))
        return frozenset(word for part in parts for word in self._first(part, template))

    def values(self, groups: Mapping[str, str | None]) -> dict[str, int]:
        """Numbers for what the slots of a rule matched.

        A slot `n` gives `n` and `n_high`, equal unless the number is vague or a range.
        """
        out: dict[str, int] = {}
        for name, text in groups.items():
            if text is None:
                continue
            kind = name.rstrip("0123456789")
            low, high = self._value(kind, text)
            out[name] = low
            if kind == "n":
                out[f"{name}_high"] = high
        return out

    def is_capitalised(self, groups: Mapping[str, str | None]) -> bool:
        """Whether no doubtful word among the matched slots is in small letters."""
        return not any(
            text is not None and text[0].islower() and text.rstrip(".").lower() in self.doubtful
            for text in groups.values()
        )

    def _value(self, kind: str, text: str) -> tuple[int, int]:
        if kind in NUMERIC:
            return int(text), int(text)
        known = self.words[kind]
        word = " ".join(text.lower().split()).rstrip(".")
        if word in known:
            return known[word]
        if word.isdecimal():
            return int(word), int(word)
        low, high = re.split(self.number_joiners.replace(" ", BLANK), text.lower(), maxsplit=1)
        return self._value(kind, low)[0], self._value(kind, high)[1]

    def _slot(self, kind: str) -> str:
        if kind == "year" and "not_a_year" in self.fragments:
            return f"{NUMERIC[kind]}(?!{_spaced(self.fragments['not_a_year'])})"
        if kind in NUMERIC:
            return NUMERIC[kind]
        if kind not in self.words:
            known = ", ".join(sorted([*NUMERIC, *self.words, *self.fragments]))
            raise TemplateError(f"unknown slot {{{kind}}}; known are {known}")
        if not self.words[kind]:
            return "(?!)"
        body = alternation(self.words[kind])
        if kind in ("month", "weekday"):
            # Only a short form takes a dot; after a full one it ends the sentence.
            body = alternation(self.words[f"{kind}_name"])
            short = self.words[kind].keys() - self.words[f"{kind}_name"].keys()
            return f"(?:(?:{body})(?!\\w)|(?:{alternation(short) or '(?!)'})(?!\\w)\\.?)"
        if kind != "n":
            return f"(?:{body})(?!\\w)"
        one = f"(?:{COUNT}|(?:{body})(?!\\w))"
        return f"{one}(?:(?:{self.number_joiners.replace(' ', BLANK)}){one})?"

    def _expand_fragments(self, template: str) -> str:
        for _ in range(3):
            template = _PLACEHOLDER.sub(
                lambda found: self.fragments.get(found[1], found[0]), template
            )
        return template

    def _first(self, rest: str, template: str) -> Iterable[str]:
        if found := _PLACEHOLDER.match(rest):
            return self._first_of_slot(found[1])
        if rest.startswith("(?:"):
            inside, after = _group(rest)
            if after[:1] in ("?", "*", "{"):
                raise TemplateError(f"{template!r} begins with something optional")
            return [word for part in alternatives(inside) for word in self._first(part, template)]
        if found := re.match(r"(\w+)(?:[^\w\\?*+{\[(]|\(\?[=!]|\(\?:[ ,-]|\Z)", rest):
            return [found[1].lower()]
        raise TemplateError(
            f"{template!r} begins with none of a word, a {{slot}} and a group (?:word|word)"
        )

    def _first_of_slot(self, kind: str) -> Iterable[str]:
        if kind in NUMERIC:
            return [DIGITS]
        self._slot(kind)
        words = [found[0] for word in self.words[kind] if (found := re.match(r"\w+", word))]
        return [*words, DIGITS] if kind == "n" else words


def _spaced(template: str) -> str:
    return _SET_OR_SPACE.sub(lambda found: BLANK if found[0] == " " else found[0], template)


def alternation(words: Iterable[str]) -> str:
    """Longest first, so that no word hides one that it begins."""
    return "|".join(
        re.escape(word).replace("\\ ", BLANK) for word in sorted(words, key=lambda w: (-len(w), w))
    )


def alternatives(pattern: str) -> list[str]:
    """The parts of a regular expression between the bars that stand outside every group."""
    out, depth, begin = [], 0, 0
    sets = [(found.start(), found.end()) for found in _SET.finditer(pattern)]
    for at, char in enumerate(pattern):
        if any(low <= at < high for low, high in sets) or pattern[at - 1 : at] == "\\":
            continue
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            out.append(pattern[begin:at])
            begin = at + 1
    return [*out, pattern[begin:]]


def _group(pattern: str) -> tuple[str, str]:
    """Inside of the group that the pattern begins with, and what comes after it."""
    depth = 0
    for at, char in enumerate(pattern):
        if pattern[at - 1 : at] == "\\":
            continue
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return pattern[3:at], pattern[at + 1 :]
    raise TemplateError(f"{pattern!r} has an open group")


def grain_named(name: str) -> Grain:
    """The grain of this name, such as `day`; raises `TemplateError` for any other."""
    try:
        return Grain[name.upper()]
    except KeyError:
        known = ", ".join(grain.name.lower() for grain in Grain)
        raise TemplateError(f"unknown grain {name!r}; known are {known}") from None
