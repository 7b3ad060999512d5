"""Constants of the model of control in a file, with where they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from salient.control import ControlSettings, Fit, Truth, fit
from salient.errors import UsageError
from salient.workbench.days import as_day, days_between
from salient.workbench.truths import read_truth

if TYPE_CHECKING:
    from salient.workbench.bench import Workbench

__all__ = ["FORMAT", "fit_control", "fitted_file", "read_settings"]

FORMAT = "salient-control-settings-1"


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: str
    settings: dict[str, Any]
    provenance: dict[str, Any] = {}


def fit_control(
    bench: Workbench,
    truth: Path,
    first: date | str,
    last: date | str,
    *,
    places: Sequence[str] | None = None,
    blocks: int = 4,
    evaluations: int = 60,
    seed: int = 1,
    heard: Callable[[int, int], None] | None = None,
) -> Fit:
    """Fit the constants of the model to a truth file (`salient.control.fit`), from the bench's on.

    The days run from `first` to `last`; only claims published by the end of `last` are used.
    `places` (ids) limits what is scored, not what is used.
    UsageError: the file or a day cannot be used, or it says nothing of these places.
    """
    days = days_between(as_day(first), as_day(last))
    known = read_truth(truth, bench.theatre.side_ids)
    if places is not None:
        wanted = frozenset(places)
        known = Truth(states={p: rows for p, rows in known.states.items() if p in wanted})
    return fit(
        bench.evidence(days[-1]),
        bench.ground.sites,
        known,
        days,
        settings=bench.settings,
        blocks=blocks,
        evaluations=evaluations,
        seed=seed,
        heard=heard,
    )


def fitted_file(found: Fit, *, ledger: str, truth: str, version: str) -> bytes:
    """Lay out fitted constants with their provenance, as JSON for a file."""
    blocks = [
        {"first": first, "last": last, "before": before, "after": after}
        for (first, last), before, after in zip(
            found.blocks, found.held_out_start, found.held_out, strict=True
        )
    ]
    provenance = {
        "fitted_on": {"first": found.first, "last": found.last},
        "ledger": ledger,
        "truth": truth,
        "places": found.places,
        "claims": found.claims,
        "evaluations": found.evaluations,
        "seed": found.seed,
        "salient": version,
        "before": found.start,
        "after": found.scores,
        "held_out": blocks,
    }
    file = {
        "format": FORMAT,
        "settings": msgspec.to_builtins(found.settings),
        "provenance": msgspec.to_builtins(provenance, builtin_types=(date,)),
    }
    return msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n"


def read_settings(path: Path) -> ControlSettings:
    """Read constants from a file that `salient control fit` wrote or a person edited.

    `settings` may give some of the constants only; the others keep their defaults. UsageError: the
    file cannot be read, is of another format, or names or fills a constant wrongly.
    """
    try:
        file = msgspec.json.decode(path.read_bytes(), type=_File)
    except OSError as error:
        raise UsageError(
            f"--settings {path} cannot be read ({error.strerror}); give a file that "
            "`salient control fit` wrote"
        ) from error
    except msgspec.DecodeError as error:
        raise UsageError(
            f"--settings {path} is no file of constants ({error}); give one that "
            "`salient control fit` wrote"
        ) from error
    if file.format != FORMAT:
        raise UsageError(
            f"--settings {path} has the format {file.format!r}; this version reads {FORMAT}"
        )
    _check_names(path, file.settings, msgspec.to_builtins(ControlSettings()), "")
    try:
        return msgspec.convert(file.settings, ControlSettings)
    except msgspec.ValidationError as error:
        raise UsageError(
            f"--settings {path}: {error}; mend the constant or leave it out"
        ) from error


def _check_names(path: Path, given: dict[str, Any], known: dict[str, Any], within: str) -> None:
    for name, value in given.items():
        if name not in known:
            raise UsageError(
                f"--settings {path} sets {within}{name}, which is no constant of the model; "
                f"there are: {', '.join(sorted(known))}"
            )
        # What kinds and voices are called is open.
        if isinstance(value, dict) and name not in {"families", "voices"}:
            _check_names(path, value, known[name], f"{within}{name}.")
