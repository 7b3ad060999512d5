"""A claim's source as readers see it: quote, context, holders, publisher, date, address."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from salient.assessment.report import Assessment, around
from salient.assessment.wording import capitalised, days_text, long_moment
from salient.model import Claim

__all__ = ["safe_address", "source_facts"]

_MOOD_WORDS = {
    "assessed": "assessment",
    "forecast": "forecast",
    "intended": "intention",
    "conditional": "conditional",
    "denied": "denial",
    "superseded": "view given up",
}


def source_facts(assessment: Assessment, claim: Claim, number: int | None) -> Mapping[str, object]:
    """What the page shows of a claim, as JSON values.

    `number` is its number in the text or null, `chain` its holders as prose, `mood` a word for
    anything but a plain report, `url` null unless it is an address on the web.
    """
    before, after = around(assessment.inputs, claim)
    document = claim.document
    time = claim.time
    about = days_text(time.earliest, time.latest) if time.text is not None else ""
    return {
        "id": claim.claim_id,
        "number": number,
        "quote": claim.quote.text,
        "before": before,
        "after": after,
        "chain": capitalised(assessment.chains[claim.claim_id]),
        "mood": _MOOD_WORDS.get(claim.mood, ""),
        "publisher": document.publisher,
        "title": document.title,
        "published": long_moment(document.published),
        "about": about,
        "url": safe_address(document.url),
        "language": document.language,
        "places": list(dict.fromkeys(m.place_id for m in claim.places if m.place_id)),
    }


def safe_address(url: str | None) -> str | None:
    """The address if it is one of the web, else None: a page must not run what a document says."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
