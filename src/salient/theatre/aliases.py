"""Names that two entries of a theatre claim at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from salient.theatre.findings import ERROR, WARNING, Finding
from salient.theatre.theatre import Region, Side, Source

__all__ = ["alias_conflicts", "fold_alias", "side_words"]

_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘`´ʹ′", "'"))


def fold_alias(alias: str) -> str:
    """Give the form in which two spellings of an alias count as one: case, spaces, apostrophes."""
    return " ".join(alias.translate(_APOSTROPHES).casefold().split())


def side_words(side: Side) -> tuple[str, ...]:
    """Every word of a side that a text may use for it."""
    return side.names + side.adjectives + side.forces + side.epithets + side.officials


def alias_conflicts(
    path: Path, sides: Iterable[Side], sources: Iterable[Source], regions: Iterable[Region]
) -> list[Finding]:
    """Aliases that do not tell which entry they mean.

    One claimed by two sides is an error, for it would turn claims about one into claims about the
    other. One claimed by two sources or two regions is a warning: the first of them gets it.
    """
    groups = [
        ("side", ERROR, [(side.id, side_words(side)) for side in sides]),
        ("source", WARNING, [(source.name, (source.name, *source.aliases)) for source in sources]),
        (
            "region",
            WARNING,
            [(region.place_id, (region.name, *region.aliases)) for region in regions],
        ),
    ]
    findings = []
    for section, severity, entries in groups:
        owners: dict[str, str] = {}
        for owner, aliases in entries:
            for alias in aliases:
                first = owners.setdefault(fold_alias(alias), owner)
                if first != owner:
                    findings.append(
                        Finding(
                            severity,
                            f"{path}: the alias {alias!r} is claimed by {section} {first!r} and "
                            f"by {section} {owner!r}; leave it to one of them",
                        )
                    )
    return findings
