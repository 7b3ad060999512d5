"""Loads the file of one language's times and compiles it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import msgspec

from salient.errors import LexiconError, UsageError
from salient.times.periods import Grain, Part
from salient.times.vocabulary import TemplateError, Vocabulary, grain_named

__all__ = ["MEANINGS", "Lexicon", "Rule", "languages", "load_lexicon", "read_lexicon"]

MEANINGS = (
    "anaphora", "century", "date", "day_of_month", "days", "days_from_report", "decade", "month",
    "month_named", "offset", "open_ahead", "opening", "quarter", "same", "season", "season_named",
    "slash_date", "unit", "weekday", "weekday_named", "weekend", "window", "year", "years",
)  # fmt: skip
BOUNDS = ("after", "before", "by", "from", "since", "until")
BEFORE_CONTEXTS = (
    "article", "between", "clock_left", "daypart_left", "frequency", "from", "moved", "night",
    "night_into", "overnight", "past", "shift_after", "shift_before",
)  # fmt: skip
AFTER_CONTEXTS = ("and", "apposition", "daypart_right", "joiner", "list", "names", "possessive")
NOWHERE = re.compile(r"(?!)")
_T = TypeVar("_T")


class Rule(msgspec.Struct, frozen=True):
    """One kind of expression: what it looks like, where it may stand, what it means.

    `left` must and `not_left` must not match the text that ends where the expression begins;
    `not_right` must not match where it ends. `fixed` are numbers that the calculation takes
    beside those in the text. With `future` the sentence must speak of what is to come.
    """

    means: str
    regex: re.Pattern[str]
    fixed: Mapping[str, int]
    left: re.Pattern[str] | None
    not_left: re.Pattern[str] | None
    not_right: re.Pattern[str] | None
    future: bool


class Bucket(msgspec.Struct, frozen=True):
    """The rules for one first word, and a `gate` that matches wherever any of them does."""

    gate: re.Pattern[str]
    rules: tuple[Rule, ...]


class Lexicon(msgspec.Struct, frozen=True):
    """One language, compiled.

    `rules` are found by the first word of what they match, in lower case, or by `DIGITS`.
    `before` are contexts to match against text that ends where an expression begins, `after`
    those to match from where it ends. `modifiers` and `signals` have one group per entry, named
    as the keys of `parts` and `bounds`. `future` finds words that put a sentence in the future.
    """

    language: str
    vocabulary: Vocabulary
    rules: Mapping[str, Bucket]
    before: Mapping[str, re.Pattern[str]]
    after: Mapping[str, re.Pattern[str]]
    modifiers: re.Pattern[str]
    parts: Mapping[str, Part]
    signals: re.Pattern[str]
    signals_after: re.Pattern[str]
    bounds: Mapping[str, str]
    future: re.Pattern[str]


class _RuleEntry(msgspec.Struct, forbid_unknown_fields=True):
    means: str
    pattern: str
    left: str | None = None
    not_left: str | None = None
    not_right: str | None = None
    fixed: dict[str, int | str] = {}
    future: bool = False


class _ModifierEntry(msgspec.Struct, forbid_unknown_fields=True):
    part: str
    pattern: str


class _SignalEntry(msgspec.Struct, forbid_unknown_fields=True):
    bound: str
    pattern: str
    after: bool = False


class _File(msgspec.Struct, forbid_unknown_fields=True):
    language: str
    months: list[list[str]]
    weekdays: list[list[str]]
    seasons: list[list[str]]
    units: dict[str, list[str]]
    units_many: dict[str, list[str]]
    numbers: dict[str, int | tuple[int, int]]
    rules: list[_RuleEntry]
    contexts: dict[str, str] = {}
    fragments: dict[str, str] = {}
    month_abbreviations: list[list[str]] = []
    weekday_abbreviations: list[list[str]] = []
    quarters: list[list[str]] = []
    ordinals: list[list[str]] = []
    doubtful: list[str] = []
    number_joiners: str = "-|–| to | or "
    modifiers: list[_ModifierEntry] = []
    signals: list[_SignalEntry] = []


def languages() -> tuple[str, ...]:
    """Codes of the languages whose times can be read, in alphabetical order."""
    folder = files("salient.times").joinpath("lexicons")
    names = [entry.name.removesuffix(".toml") for entry in folder.iterdir()]
    return tuple(sorted(name for name in names if len(name) == 2))


@cache
def load_lexicon(language: str) -> Lexicon:
    """The compiled lexicon that ships for a language; raises `UsageError` where there is none."""
    if language not in languages():
        raise UsageError(
            f"times in the language {language!r} cannot be read; "
            f"the languages are {', '.join(languages())}; give one of these"
        )
    folder = files("salient.times").joinpath("lexicons")
    numeric = folder.joinpath("numeric.toml").read_text("utf-8")
    own = folder.joinpath(f"{language}.toml").read_text("utf-8")
    return _compile(f"{language}.toml", own, numeric)


def read_lexicon(path: Path) -> Lexicon:
    """The compiled lexicon of a file; raises `LexiconError` with the line of what is wrong."""
    numeric = files("salient.times").joinpath("lexicons", "numeric.toml").read_text("utf-8")
    return _compile(str(path), path.read_text("utf-8"), numeric)


def _compile(name: str, own: str, numeric: str) -> Lexicon:
    content = _decode(name, own)
    shared = msgspec.convert(tomllib.loads(numeric)["rules"], list[_RuleEntry])
    vocabulary = _vocabulary(name, own, content)
    located = _Located(name, own)

    by_word: dict[str, list[tuple[Rule, str]]] = {}
    for place, entries in ((_Located("numeric.toml", numeric), shared), (located, content.rules)):
        for entry in entries:
            rule, words = place.at(entry.pattern, partial(_rule, entry, vocabulary))
            bare = vocabulary.pattern(entry.pattern, capture=False)
            for word in words:
                by_word.setdefault(word, []).append((rule, bare))

    def context(key: str, wrap: str) -> re.Pattern[str]:
        template = content.contexts.get(key)
        if template is None:
            return NOWHERE
        return located.at(template, partial(_context, template, vocabulary, wrap))

    parts = {f"part{i}": (e.pattern, e.part) for i, e in enumerate(content.modifiers)}
    ahead = {f"bound{i}": e for i, e in enumerate(content.signals) if not e.after}
    behind = {f"bound{i}": e for i, e in enumerate(content.signals) if e.after}
    for signal in content.signals:
        located.at(signal.pattern, partial(_known, "bound", signal.bound, BOUNDS))
    return Lexicon(
        language=content.language,
        vocabulary=vocabulary,
        rules=_buckets(by_word),
        before={key: context(key, BEFORE) for key in BEFORE_CONTEXTS},
        after={key: context(key, "(?:%s)") for key in AFTER_CONTEXTS},
        modifiers=_choice({k: v for k, (v, _) in parts.items()}, located, vocabulary, BEFORE),
        parts={k: located.at(p, partial(_part, part)) for k, (p, part) in parts.items()},
        signals=_choice({k: e.pattern for k, e in ahead.items()}, located, vocabulary, BEFORE),
        signals_after=_choice(
            {k: e.pattern for k, e in behind.items()}, located, vocabulary, "(?:%s)"
        ),
        bounds={k: e.bound for k, e in {**ahead, **behind}.items()},
        future=context("future", r"(?<!\w)(?:%s)(?!\w)"),
    )


def _buckets(by_word: Mapping[str, list[tuple[Rule, str]]]) -> dict[str, Bucket]:
    gates: dict[str, re.Pattern[str]] = {}
    buckets = {}
    for word, entries in by_word.items():
        joined = "|".join(bare for _, bare in entries)
        if joined not in gates:
            gates[joined] = re.compile(f"(?:{joined})(?!\\w)", re.IGNORECASE)
        buckets[word] = Bucket(gates[joined], tuple(rule for rule, _ in entries))
    return buckets


# Anchors a context to the end of the text before an expression, at the beginning of a word.
BEFORE = r"(?<!\w)(?:%s)\Z"


class _Located:
    """Turns errors of templates into errors that name the line of the file."""

    def __init__(self, name: str, content: str) -> None:
        self._name = name
        self._content = content

    def at(self, key: str, build: Callable[[], _T]) -> _T:
        """What `build` gives; `key` is the text by which its line is found."""
        try:
            return build()
        except TemplateError as error:
            raise LexiconError(self._name, self.line(key), str(error)) from error

    def line(self, key: str) -> int:
        """Line of the first place that holds `key`, 1 where none does."""
        for number, line in enumerate(self._content.splitlines(), start=1):
            if key in line:
                return number
        return 1


def _decode(name: str, content: str) -> _File:
    try:
        table = tomllib.loads(content)
        return msgspec.convert(table, _File)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line ([0-9]+)", str(error))
        raise LexiconError(name, int(found[1]) if found else 1, str(error)) from error
    except msgspec.ValidationError as error:
        line = 1
        if (found := re.search(r"\$\.(\w+)\[([0-9]+)\]", str(error))) and found[1] in table:
            line = _entry_line(content, found[1], int(found[2]))
        raise LexiconError(name, line, str(error)) from error


def _entry_line(content: str, key: str, index: int) -> int:
    """Line of the `index`th `[[key]]`, 1 where the entries are written otherwise."""
    lines = content.splitlines()
    heads = [number for number, line in enumerate(lines, start=1) if line.strip() == f"[[{key}]]"]
    return heads[index] if index < len(heads) else 1


def _vocabulary(name: str, content: str, file: _File) -> Vocabulary:
    located = _Located(name, content)
    doubtful = frozenset(file.doubtful)
    grains = {
        key: located.at(key, partial(grain_named, key)) for key in [*file.units, *file.units_many]
    }
    units = {word: grains[key] for key, words in file.units.items() for word in words}
    many = {word: grains[key] for key, words in file.units_many.items() for word in words}
    months = dict(_numbered(file.months, 1))
    weekdays = dict(_numbered(file.weekdays, 0))
    numbers = {w: v if isinstance(v, tuple) else (v, v) for w, v in file.numbers.items()}
    return Vocabulary(
        words={
            "month": {**months, **dict(_numbered(file.month_abbreviations, 1))},
            "month_name": months,
            "plain_month": {word: v for word, v in months.items() if word not in doubtful},
            "weekday": {**weekdays, **dict(_numbered(file.weekday_abbreviations, 0))},
            "weekday_name": weekdays,
            "season": dict(_numbered(file.seasons, 1)),
            "quarter": dict(_numbered(file.quarters, 1)),
            "ordinal": dict(_numbered(file.ordinals, 1)),
            "unit": {word: (grain, grain) for word, grain in units.items()},
            "unit_many": {word: (grain, grain) for word, grain in many.items()},
            "period": {
                word: (grain, grain)
                for word, grain in units.items()
                if grain >= Grain.WEEKEND and word not in many
            },
            "n": numbers,
        },
        fragments={"dash": " ?[-–—] ?", **file.fragments},
        number_joiners=file.number_joiners,
        doubtful=doubtful,
    )


def _numbered(groups: list[list[str]], first: int) -> Iterator[tuple[str, tuple[int, int]]]:
    for number, words in enumerate(groups, start=first):
        for word in words:
            yield word, (number, number)


def _rule(entry: _RuleEntry, vocabulary: Vocabulary) -> tuple[Rule, frozenset[str]]:
    _known("means", entry.means, MEANINGS)
    rule = Rule(
        means=entry.means,
        regex=re.compile(f"(?:{vocabulary.pattern(entry.pattern)})(?!\\w)", re.IGNORECASE),
        fixed={
            key: grain_named(value) if isinstance(value, str) else value
            for key, value in entry.fixed.items()
        },
        left=_context(entry.left, vocabulary, BEFORE) if entry.left else None,
        not_left=_context(entry.not_left, vocabulary, BEFORE) if entry.not_left else None,
        not_right=_context(entry.not_right, vocabulary, "(?:%s)") if entry.not_right else None,
        future=entry.future,
    )
    return rule, vocabulary.first_words(entry.pattern)


def _context(template: str, vocabulary: Vocabulary, wrap: str) -> re.Pattern[str]:
    pattern = vocabulary.pattern(template, capture="{n}" in template)
    return re.compile(wrap.replace("%s", pattern), _flags(wrap))


def _choice(
    entries: Mapping[str, str], located: _Located, vocabulary: Vocabulary, wrap: str
) -> re.Pattern[str]:
    if not entries:
        return NOWHERE
    groups = [
        f"(?P<{key}>{located.at(e, partial(vocabulary.pattern, e, capture=False))})"
        for key, e in entries.items()
    ]
    return re.compile(wrap.replace("%s", "|".join(groups)), _flags(wrap))


def _flags(wrap: str) -> re.RegexFlag:
    """Text before an expression is searched in small letters, which is several times faster."""
    return re.NOFLAG if wrap == BEFORE else re.IGNORECASE


def _known(what: str, name: str, allowed: tuple[str, ...]) -> None:
    if name not in allowed:
        raise TemplateError(f"unknown {what} {name!r}; known are {', '.join(allowed)}")


def _part(name: str) -> Part:
    try:
        return Part[name.upper()]
    except KeyError:
        known = ", ".join(part.name.lower() for part in Part)
        raise TemplateError(f"unknown part {name!r}; known are {known}") from None
