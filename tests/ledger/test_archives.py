"""An archive holds everything, and what is none, is damaged or was changed is refused whole."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_factories import RECORDED, document, reading
from older_ledgers import make_version_1
from whole_ledgers import answers, everything, fill

from salient.errors import LedgerError, LedgerVersionError
from salient.ledger import Ledger, export_archive, import_archive, open_ledger
from salient.ledger.parts import stored_tables


def _archive(ledger: Ledger, *, packed: bool = True) -> bytes:
    out = io.BytesIO()
    export_archive(ledger, out, packed=packed)
    return out.getvalue()


def _take(archive: bytes, ledger: Ledger) -> dict[str, int]:
    return import_archive(io.BytesIO(archive), "war.jsonl.gz", ledger)


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_taken_in_gives_the_same_ledger(
    ledger: Ledger, fresh_target: Callable[[], str], packed: bool
) -> None:
    fill(ledger)
    archive = _archive(ledger, packed=packed)
    assert archive == _archive(ledger, packed=packed)
    with open_ledger(fresh_target(), create=True) as again:
        counts = _take(archive, again)
        assert everything(again) == everything(ledger)
        assert answers(again) == answers(ledger)
        assert list(again.check()) == []
        assert _archive(again, packed=packed) == archive
    assert counts == {name: len(rows) for name, rows in everything(ledger).items()}


def test_each_line_is_one_row_that_others_can_read(ledger: Ledger) -> None:
    fill(ledger)
    lines = [json.loads(line) for line in _archive(ledger, packed=False).splitlines()]
    assert lines[0]["salient_ledger"] == 1
    assert set(lines[0]) == {"salient_ledger", "schema_version", "salient_version"}
    assert set(lines[-1]) == {"rows", "sha256"}
    rows = [next(iter(line.items())) for line in lines[1:-1]]
    claims = [row for table, row in rows if table == "claim"]
    assert claims[0]["record"]["quote"]["text"] == "Troops hold the village."
    assert lines[-1]["rows"]["claim"] == len(claims)


def test_an_older_ledger_is_exported_and_taken_in(
    target: str, fresh_target: Callable[[], str]
) -> None:
    make_version_1(target)
    with (
        open_ledger(target, read_only=True) as old,
        open_ledger(fresh_target(), create=True) as new,
    ):
        _take(_archive(old), new)
        assert list(new.claims()) == list(old.claims())
        assert new.schema_version > old.schema_version


class Lines(list[bytes]):
    """The lines of an archive; too long to be printed with a failing example."""

    def __repr__(self) -> str:
        return "Lines(…)"


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    path = tmp_path_factory.mktemp("archives") / "war.db"
    with open_ledger(path, create=True) as ledger:
        fill(ledger)
        return Lines(_archive(ledger, packed=False).splitlines(keepends=True))


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with open_ledger(tmp_path_factory.mktemp("empty") / "new.db", create=True) as ledger:
        yield ledger
        assert not any(everything(ledger).values())
        assert ledger.add(reading(document(1)), RECORDED).added == 1


def _sealed(lines: list[bytes]) -> bytes:
    """The archive with these rows and a last line that fits them, as a forger would make it."""
    body = b"".join(lines)
    counts = {table.name: 0 for table in stored_tables()}
    for line in lines[1:]:
        counts[next(iter(json.loads(line)))] += 1
    footer = {"rows": counts, "sha256": hashlib.sha256(body).hexdigest()}
    return body + json.dumps(footer).encode() + b"\n"


def _refusal(archive: bytes, ledger: Ledger) -> str:
    with pytest.raises(LedgerError) as raised:
        _take(archive, ledger)
    return str(raised.value)


AGAIN = "; nothing was stored, so get the archive anew and run the same command again"


def test_a_sealed_archive_is_taken_in(lines: list[bytes], tmp_path_factory: Any) -> None:
    with open_ledger(tmp_path_factory.mktemp("sealed") / "new.db", create=True) as ledger:
        assert _take(_sealed(lines[:-1]), ledger)["document"] > 20


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"plain text\n",
        b"{}\n",
        b"PK\3\4 a zip",
        b"\0" * 5_000_000,
        b'{"salient_ledger": "1"}\n',
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_what_is_no_archive_is_named(content: bytes, packed: bool, empty: Ledger) -> None:
    archive = gzip.compress(content) if packed else content
    assert _refusal(archive, empty) == (
        "cannot import war.jsonl.gz: it is no ledger's archive; "
        "give a file that salient ledger export wrote"
    )


def test_an_archive_of_a_newer_salient_is_refused(lines: list[bytes], empty: Ledger) -> None:
    for key in ("salient_ledger", "schema_version"):
        header = json.loads(lines[0]) | {key: 99, "salient_version": "9.9"}
        with pytest.raises(LedgerVersionError, match=r"salient 9.9 wrote it, .* bring salient up"):
            _take(json.dumps(header).encode() + b"\n" + b"".join(lines[1:]), empty)


@pytest.mark.parametrize("kept", [0.3, 0.999])
def test_a_cut_archive_is_refused(lines: list[bytes], empty: Ledger, kept: float) -> None:
    packed = gzip.compress(b"".join(lines))
    assert "it is damaged or cut short (" in _refusal(packed[: int(len(packed) * kept)], empty)
    missing = "it is cut short: its last line, which counts the rows, is missing"
    assert _refusal(b"".join(lines[:-1]), empty) == f"cannot import war.jsonl.gz: {missing}{AGAIN}"


def test_a_line_too_long_is_refused_unread(
    lines: list[bytes], empty: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from salient.ledger import archives

    monkeypatch.setattr(archives, "_LONGEST_LINE", 50_000)
    bomb = gzip.compress(lines[0] + b" " * 10_000_000)
    assert len(bomb) < 20_000
    assert _refusal(bomb, empty) == (
        f"cannot import war.jsonl.gz: line 2 is longer than 50,000 bytes{AGAIN}"
    )


TOO_GREAT = b'{"document": {"document_key": 9223372036854775808, "document_id": "x"}}\n'
CHANGES: list[tuple[Callable[[list[bytes]], list[bytes]], str]] = [
    (lambda rows: [*rows, b"[1]\n"], "is no JSON object"),
    (lambda rows: [*rows, b"{1\n"], "is no JSON object"),
    (lambda rows: [*rows, b'{"../../etc/passwd": {}}\n'],
     "is of a table '../../etc/passwd', unknown here"),
    (lambda rows: [*rows, b'{"document": {"document_key": 1}}\n'], "is no row of 'document'"),
    (lambda rows: [*rows, b'{"document": {"document_key": 1e30, "document_id": "x"}}\n'],
     "is no row of 'document'"),
    (lambda rows: [*rows, TOO_GREAT], "is no row of 'document'"),
    (lambda rows: [*rows, rows[1]], "failed: "),
    (lambda rows: [row for row in rows if not row.startswith(b'{"batch"')],
     "rows refer to a batch that is not there"),
    (lambda rows: [row.replace(b"Troops hold the", b"Troops sold the")
                   if row.startswith(b'{"claim"') else row for row in rows],
     "the archive war.jsonl.gz is not sound, and nothing of it was stored: claim 1: claim "),
    (lambda rows: [row for row in rows if not row.startswith(b'{"claim_place"')],
     "claim_place: it holds 0 rows, and the claims ask for 26"),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_rows_that_no_ledger_would_hold_are_refused(
    lines: list[bytes], empty: Ledger, number: int
) -> None:
    change, words = CHANGES[number]
    changed = change(lines[:-1])
    body = b"".join(changed)
    footer = {"rows": {}, "sha256": hashlib.sha256(body).hexdigest()}
    bare = body + json.dumps(footer).encode() + b"\n"
    archive = _sealed(changed) if number > 5 else bare
    assert words in _refusal(archive, empty)


def test_a_changed_archive_is_refused_by_its_digest(lines: list[bytes], empty: Ledger) -> None:
    changed = [line.replace(b"Courier", b"Currier") for line in lines]
    assert "its content is not what its digest says, so it was changed" in (
        _refusal(b"".join(changed), empty)
    )
    fewer = lines[-1].replace(b'"claim":26', b'"claim":25')
    assert fewer != lines[-1]
    assert "its last line counts other rows than it holds" in (
        _refusal(b"".join([*lines[:-1], fewer]), empty)
    )
    assert "stands after the last" in _refusal(b"".join([*lines, b"more\n"]), empty)


def test_only_an_empty_ledger_takes_an_archive(lines: list[bytes], tmp_path_factory: Any) -> None:
    with open_ledger(tmp_path_factory.mktemp("full") / "full.db", create=True) as ledger:
        ledger.add(reading(document(1)), RECORDED)
        assert "is not empty (it has rows in 'batch')" in _refusal(b"".join(lines), ledger)
        assert ledger.stats().documents == 1


@settings(max_examples=30, deadline=None)
@given(where=st.integers(0, 10**9), other=st.integers(1, 255))
def test_no_changed_byte_makes_another_ledger(
    lines: list[bytes], tmp_path_factory: pytest.TempPathFactory, where: int, other: int
) -> None:
    whole = b"".join(lines)
    place = where % len(whole)
    changed = whole[:place] + bytes([whole[place] ^ other]) + whole[place + 1 :]
    with open_ledger(tmp_path_factory.mktemp("changed") / "new.db", create=True) as ledger:
        try:
            _take(changed, ledger)
        except LedgerError:
            assert not any(everything(ledger).values())
        else:
            # Nothing but the white space of the last line may differ without harm.
            assert place >= len(whole) - len(lines[-1])
            assert _archive(ledger, packed=False) == whole
