"""What is wrong, or odd, in a theatre's files."""

from __future__ import annotations

import msgspec

__all__ = ["ERROR", "WARNING", "Finding"]

ERROR = "error"
WARNING = "warning"


class Finding(msgspec.Struct, frozen=True, order=True):
    """One thing found in a theatre's files.

    `severity` is `error` (the theatre cannot be loaded until it is mended) or `warning` (it loads,
    but probably does not mean what was intended). `message` begins with the file, and the line
    where one can be named, and says what to do.
    """

    severity: str
    message: str
