"""Stable ids made from content."""

from __future__ import annotations

import hashlib

__all__ = ["content_id"]


def content_id(prefix: str, *parts: str | int | None) -> str:
    """An id that depends on `parts` and on nothing else.

    Each part is hashed with its length before it, so that ("a", "bc") and ("ab", "c") differ; None
    differs from the empty string. The answer is `prefix`, a hyphen and 20 hexadecimal digits (80
    bits: a collision is to be expected at about 10^12 ids).
    """
    digest = hashlib.blake2b(digest_size=10)
    for part in parts:
        if part is None:
            digest.update(b"-;")
            continue
        encoded = str(part).encode("utf-8", "surrogatepass")
        digest.update(f"{len(encoded)}:".encode("ascii"))
        digest.update(encoded)
    return f"{prefix}-{digest.hexdigest()}"
