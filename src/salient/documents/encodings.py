"""Bytes to text: which encoding it is, and whether the bytes are text at all."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

import charset_normalizer

__all__ = ["Decoded", "binary_kind", "declared_encoding", "decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a page may declare and what a guess may answer: the encodings that texts are published in.
# Everything else that Python calls a codec (zlib, rot13, unicode_escape) is no answer.
_ENCODINGS = (
    "cp1251", "koi8_u", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic", "cp1252", "cp1250",
    "iso8859_2", "cp1254", "cp1253", "cp1255", "cp1256", "cp1257", "iso8859_1", "iso8859_15",
    "gb18030", "gb2312", "gbk", "big5", "shift_jis", "euc_jp", "euc_kr", "utf_8", "utf_16",
    "utf_16_le", "utf_16_be",
)  # fmt: skip
_DECLARABLE = frozenset(codecs.lookup(name).name for name in _ENCODINGS)
# As browsers do: what calls itself Latin 1 or ASCII is Windows' superset of it.
_AS_BROWSERS_READ = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
_GUESSED = [name for name in _ENCODINGS if not name.startswith("utf")]

_DECLARATION = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_SAMPLE = 1 << 17
_NEAR_TIE = 0.1
_TYPOGRAPHY = frozenset("\xa0«»„“”‘’‚‹›–—…·•°№§©®™€£¿¡½¼¾")
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщьюя"
_ALPHABETS = tuple(
    frozenset(alphabet)
    for alphabet in (
        _CYRILLIC + "ёъыэ", _CYRILLIC + "ґєії", _CYRILLIC + "ёіўыэ", _CYRILLIC + "ъ",
        _CYRILLIC + "ђјљњћџ", "àâæçéèêëîïôœùûüÿ", "äöüß", "áéíñóúü", "àèéìíòóùú",
        "áàâãçéêíóôõúü", "åäöéæø", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž",
        "áéíóöőúüű", "ăâîşţșț", "çğıöşüâî\u0307", "āčēģīķļņšūž", "ąčęėįšųūž", "čšžćđ", "äõöüšž",
        [chr(code) for code in range(0x621, 0x64B)] + list("،؛؟پچژگیکہےں"),
        [chr(code) for code in range(0x5D0, 0x5EB)],
        [chr(code) for code in range(0x3B1, 0x3CA)] + list("άέήίόύώϊϋΐΰ"),
    )
)  # fmt: skip
# Up to this share of broken characters a text is damaged UTF-8 rather than another encoding.
_DAMAGE = 0.1

_MAGIC = (
    (b"%PDF-", "a PDF file", "save its text as .txt or .html"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save it as text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as text"),
    (b"{\\rtf", "a rich text file", "save it as plain text"),
    (b"\x89PNG", "a PNG image", "give the text instead"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text instead"),
    (b"GIF8", "a GIF image", "give the text instead"),
    (b"SQLite format 3\x00", "an SQLite database", "give documents; a ledger goes to --ledger"),
    (b"BZh", "a bzip2 archive", "unpack it, or pack it as .gz"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it, or pack it as .gz"),
    (b"(\xb5/\xfd", "a Zstandard archive", "unpack it, or pack it as .gz"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it, or pack it as .gz"),
    (b"\x1f\x8b", "a gzip file inside a gzip file", "unpack it once"),
    (b"PAR1", "a Parquet file", "convert it to CSV or JSON lines"),
    (b"\x7fELF", "a program", "give documents"),
    (b"WARC/", "a web archive", "take the pages out of it as HTML"),
    (b"From: <Saved by ", "a page saved as MHTML", "save it as HTML"),
    (b"MIME-Version:", "an e-mail or a page saved as MHTML", "save it as HTML or as text"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was obtained; `damaged` counts characters replaced by U+FFFD."""

    text: str
    encoding: str
    damaged: int = 0


def binary_kind(head: bytes) -> tuple[str, str] | None:
    """Return what a file is when it is no text, and what to do about it; None for text.

    Judged by known first bytes, and by NUL bytes that no Unicode encoding explains.
    """
    for magic, kind, mend in _MAGIC:
        if head.startswith(magic):
            return kind, mend
    if any(head.startswith(bom) for bom, _ in _BOMS) or b"\x00" not in head:
        return None
    # A stray NUL in a text is cleaned away; many of them are no text.
    if _wide_encoding(head) or head.count(0) * 100 < len(head):
        return None
    return "a binary file", "give text, HTML, JSON, CSV or a feed"


def declared_encoding(head: bytes) -> str | None:
    """Return the encoding that an HTML or XML text declares for itself, if it is one for texts."""
    found = _DECLARATION.search(head[:4096])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
    except (LookupError, ValueError):
        return None
    name = _AS_BROWSERS_READ.get(name, name)
    return name if name in _DECLARABLE else None


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """Return the text that `data` holds, or None where no encoding fits.

    In this order: a byte order mark, UTF-16 without a mark, valid UTF-8, what the text declares,
    UTF-8 with a few broken characters, and a guess by charset-normalizer.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _replacing(data[len(bom) :], encoding)
    # UTF-16 is full of NUL and, in Cyrillic, of \x04; without them it need not be considered, and
    # with them it must be considered first, for it may pass as UTF-8.
    wide = _wide_encoding(data[:_SAMPLE])
    if wide:
        return _replacing(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared and not declared.startswith("utf"):
        return _replacing(data, declared)
    damaged = _replacing(data, "utf-8")
    sound = sum(char > "\x7f" for char in damaged.text) - damaged.damaged
    if damaged.damaged <= max(sound * _DAMAGE, 1 if sound else 0):
        return damaged
    guess = _guess(data)
    return _replacing(data, guess) if guess else None


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: one of each two bytes is the same few values throughout."""
    data = data[: len(data) // 2 * 2]
    if len(data) < 4 or not (b"\x00" in data or b"\x04" in data):
        return None
    for encoding, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        # Latin and Cyrillic have 0 and 4 there, punctuation 32 (U+20xx); a spread of values is
        # some other kind of data.
        usual = high.count(0) + high.count(4) + high.count(0x20)
        if not high.count(0) or usual < len(high) * 0.9:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and sum(char.isprintable() or char in "\r\n\t" for char in text) > (
            len(text) * 0.95
        ):
            return encoding
    return None


def _guess(data: bytes) -> str | None:
    """charset-normalizer's answer, its near ties decided by the alphabets that texts use.

    On a few lines of French it rates Windows' Central European page as high as the Western one.
    """
    matches = list(charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=_GUESSED))
    if not matches:
        return None
    least = min(match.chaos for match in matches)
    likely = [match for match in matches if match.chaos <= least + _NEAR_TIE]
    best = max(
        likely,
        key=lambda match: (
            round(_alphabet_fit(str(match)), 3),
            match.coherence,
            -_rank(match.encoding),
        ),
    )
    return best.encoding


def _rank(encoding: str) -> int:
    """Return the place among those guessed at; the library may fall back on one beside them."""
    return _GUESSED.index(encoding) if encoding in _GUESSED else len(_GUESSED)


def _alphabet_fit(text: str) -> float:
    """Return the largest share of non-ASCII characters that one alphabet accounts for."""
    counts = Counter(char for char in text.lower() if char > "\x7f")
    total = counts.total()
    if not total:
        return 1.0
    # Half a point for a dash or quotation mark: in the wrong encoding capitals turn into them.
    typography = sum(counts[char] for char in _TYPOGRAPHY) / 2
    letters = max(sum(counts[char] for char in alphabet) for alphabet in _ALPHABETS)
    return (letters + typography) / total
