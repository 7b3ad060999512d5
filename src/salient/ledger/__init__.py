"""The ledger: an append-only, bitemporal store of documents, claims and rejections.

One file of SQLite by default, or a PostgreSQL database through the same tables and statements.
No row is ever changed or deleted, save by a redaction, which is logged: an edited document is a new
version, a newer reader's work a new reading, and any past picture can be asked for again.
"""

from salient.ledger.archives import export_archive, import_archive
from salient.ledger.checking import Finding
from salient.ledger.comparing import (
    ChangedPassage,
    VersionChange,
    compare_claims,
    compare_texts,
    version_changes,
)
from salient.ledger.copying import backup_ledger, copy_ledger
from salient.ledger.opening import making_ledger, open_ledger
from salient.ledger.passages import claim_passage, others_with, passage_words
from salient.ledger.records import AddReport, DocumentReading, DocumentVersion, LedgerStats
from salient.ledger.redactions import Redaction
from salient.ledger.reviews_attaching import anchor_of
from salient.ledger.search import SearchQuestion
from salient.ledger.search_results import SearchHit, SearchPage
from salient.ledger.store import Ledger

__all__ = [
    "AddReport",
    "ChangedPassage",
    "DocumentReading",
    "DocumentVersion",
    "Finding",
    "Ledger",
    "LedgerStats",
    "Redaction",
    "SearchHit",
    "SearchPage",
    "SearchQuestion",
    "VersionChange",
    "anchor_of",
    "backup_ledger",
    "claim_passage",
    "compare_claims",
    "compare_texts",
    "copy_ledger",
    "export_archive",
    "import_archive",
    "making_ledger",
    "open_ledger",
    "others_with",
    "passage_words",
    "version_changes",
]
