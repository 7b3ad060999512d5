"""What our own tests and those of plug-ins share: conformance suites and fakes."""

from salient.testing.endpoints import Reply, ScriptedEndpoint
from salient.testing.readers import ODD_TEXTS, ReaderConformance, check_reading, report

__all__ = [
    "ODD_TEXTS",
    "ReaderConformance",
    "Reply",
    "ScriptedEndpoint",
    "check_reading",
    "report",
]
