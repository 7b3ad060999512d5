from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.documents.encodings import binary_kind, declared_encoding, decode

RUSSIAN = "Наши войска удержали село в пятницу, сообщило министерство. Бои за мост продолжались."
UKRAINIAN = "Наші війська втримали село у п'ятницю, повідомило міністерство. Бої за міст тривали."
BULGARIAN = "Силите отблъснаха атаката на север от града, съобщи щабът."
FRENCH = "Les forces ont été repoussées près de la forêt, a déclaré l'état-major général."
POLISH = "Siły zbrojne odparły szturm na północ od miasta, poinformował sztab. Most zniszczono."
SPANISH = "Las tropas no lograron cruzar el río, según informó el Estado Mayor por la mañana."
TURKISH = "Kuvvetler köprüyü geçemedi; şehrin kuzeyinde çatışmalar sürüyor, diye açıklandı."
ARABIC = "قالت القوات إنها صدت الهجوم شمال المدينة بعد قتال استمر ساعات طويلة"
ENGLISH = "The “defenders” held the village – officials said – but Russia’s advance went on."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (ENGLISH, "utf-16-le"),
        (RUSSIAN, "utf-32"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859-5"),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8-u"),
        (BULGARIAN, "cp1251"),
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (SPANISH, "cp1252"),
        (TURKISH, "cp1254"),
        (ARABIC, "cp1256"),
        (ENGLISH, "cp1252"),
    ],
)
def test_a_sentence_or_two_suffice_to_tell_the_encoding(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text


@given(st.text())
def test_valid_utf_8_without_utf_16_marks_is_always_utf_8(text: str) -> None:
    text = text.replace("\x00", "").replace("\x04", "").replace("\ufeff", "")
    decoded = decode(text.encode())
    assert decoded is not None
    assert decoded.text == text
    assert decoded.damaged == 0


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_no_text_but_never_an_exception(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or isinstance(decoded.text, str)
    binary_kind(data)
    declared_encoding(data)


def test_a_character_cut_in_two_does_not_turn_utf_8_into_something_else() -> None:
    decoded = decode(RUSSIAN.encode()[:-2])
    assert decoded is not None
    assert decoded.encoding == "utf-8"
    assert decoded.damaged == 1
    assert decoded.text.startswith(RUSSIAN[:-2])


def test_a_declared_encoding_is_believed_over_a_guess() -> None:
    decoded = decode("Izium – держится".encode("cp1251"), "koi8-r")
    assert decoded is not None
    assert decoded.encoding == "koi8-r"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="windows-1251">', "cp1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>', "cp1252"),
        (b'<meta charset="rot13">', None),
        (b'<meta charset="no-such-thing">', None),
        (b"<p>no declaration</p>", None),
    ],
)
def test_a_declaration_counts_only_if_it_names_an_encoding_of_texts(
    head: bytes, encoding: str | None
) -> None:
    assert declared_encoding(head) == encoding


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"PK\x03\x04rest", "a ZIP archive or an office document"),
        (b"WARC/1.1\r\nWARC-Type: response\r\n", "a web archive"),
        (b"From: <Saved by Blink>\r\n", "a page saved as MHTML"),
        (b"SQLite format 3\x00\x10", "an SQLite database"),
        (bytes(range(256)) * 8, None),
        (b"\x7f\x00\x01\x02" * 50, "a binary file"),
    ],
)
def test_a_binary_file_is_named_by_its_kind(head: bytes, kind: str | None) -> None:
    found = binary_kind(head)
    assert (found and found[0]) == kind


def test_one_stray_nul_does_not_make_a_text_binary() -> None:
    assert binary_kind(b"The town was held.\x00 " + b"More words follow. " * 20) is None


def test_an_encoding_that_the_guesser_falls_back_on_is_no_error() -> None:
    assert decode(b"text ,,,,\x85\xa6") is not None
