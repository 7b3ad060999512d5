"""Imports the archive at argv[1] into the ledger at argv[2], and says so; run by test_crash.py."""

from __future__ import annotations

import sys
from pathlib import Path

from salient.ledger import import_archive, making_ledger


def main(archive: str, target: str) -> None:
    with making_ledger(target) as ledger, Path(archive).open("rb") as stream:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        import_archive(stream, archive, ledger)
    sys.stdout.write("done\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
