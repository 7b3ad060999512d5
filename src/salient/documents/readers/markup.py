"""What kind of markup a text begins with."""

from __future__ import annotations

import re

__all__ = ["root_of"]

_BEFORE_ROOT = re.compile(r"\s+|<\?[^>]*\?>|<!--.*?-->|<!doctype\s+(?P<doctype>[\w:]+)[^>]*>",
                          re.IGNORECASE | re.DOTALL)  # fmt: skip
_ROOT = re.compile(r"<([A-Za-z][\w:.-]*)[\s/>]")


def root_of(head: str) -> str | None:
    """Return the name of a text's first element or of its document type, in lower case.

    `xml` for XML whose root lies beyond the head, None for what does not begin as markup.
    """
    position = 0
    is_xml = False
    head = head.lstrip("\ufeff")
    while found := _BEFORE_ROOT.match(head, position):
        if found["doctype"]:
            return found["doctype"].lower()
        is_xml = is_xml or found[0].startswith("<?xml")
        position = found.end()
    root = _ROOT.match(head, position)
    if root:
        return root[1].lower()
    return "xml" if is_xml else None
