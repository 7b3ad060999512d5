"""Adds batch after batch to the ledger at argv[1], reporting each on stdout, until it is killed.

Run by test_crash.py. argv[2] seeds the sizes of the batches.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from ledger_factories import RECORDED, document, reading, rejected

from salient.ledger import open_ledger


def main(target: str, seed: int) -> None:
    rng = random.Random(seed)
    _say("ready")
    with open_ledger(target, create=True) as ledger:
        number = ledger.stats().documents
        while True:
            size = rng.randrange(1, 60)
            batch = [reading(document(number + index)) for index in range(1, size + 1)]
            ledger.add_many([*batch, rejected(number)], RECORDED)
            number += size
            _say(str(number))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
