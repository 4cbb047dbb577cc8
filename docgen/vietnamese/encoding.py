"""Bytes to text, and text that came out of an old Vietnamese font.

docgen reads UTF-8 only. What this module adds is a refusal that helps: it says which encoding a file seems to have,
and how to turn it into UTF-8.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from docgen.errors import InputError
from docgen.vietnamese.legacy_fonts import read_tcvn3, read_vni
from docgen.vietnamese.legacy_search import LegacyName, find_legacy_encoding, find_legacy_span
from docgen.vietnamese.syllables import is_syllable

__all__ = ["LegacyName", "decode_text", "find_legacy_encoding", "find_legacy_span"]

_UTF8_HINT: Final = (
    "mở tệp bằng phần mềm đã tạo ra nó rồi lưu lại với bảng mã UTF-8 (Notepad: Save as, Encoding: UTF-8)"
)
_UNIKEY_HINT: Final = (
    "mở Unikey Toolkit (Ctrl+Shift+F6), chọn nguồn {source}, đích Unicode, chuyển mã rồi lưu lại với bảng mã UTF-8"
)
_WORD_HINT: Final = "mở bằng Word, chọn Save as, kiểu “Plain Text”, bảng mã UTF-8"

# What the first bytes say: name of the format and what to do.
_SIGNATURES: Final = (
    (b"%PDF-", "tệp PDF", "dùng bản văn bản gốc (.txt hoặc .docx), không dùng bản PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "tệp Word/Excel đời cũ (.doc, .xls)", _WORD_HINT),
    (b"{\\rtf", "tệp RTF", _WORD_HINT),
    (b"\x89PNG", "tệp ảnh PNG", "cần tệp văn bản, không phải ảnh chụp"),
    (b"\xff\xd8\xff", "tệp ảnh JPEG", "cần tệp văn bản, không phải ảnh chụp"),
)
_ZIP: Final = b"PK\x03\x04"
_ZIP_KINDS: Final = (
    (b"word/", "tệp Word (.docx)", _WORD_HINT),
    (b"xl/", "tệp Excel (.xlsx)", "lưu bảng thành văn bản UTF-8, hoặc đưa tệp vào đúng chỗ cần bảng tính"),
    (b"application/vnd.oasis.opendocument", "tệp LibreOffice (.odt, .ods)", _WORD_HINT),
)
# Enough of a file to know it by; a guess need not read a large file to its end.
_SAMPLE: Final = 65_536
_BINARY_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_BINARY_SHARE: Final = 0.02
_GUESS_SHARE: Final = 0.6

_WORDS: Final = re.compile(r"[^\W\d_]+")


def decode_text(data: bytes, *, where: str = "") -> str:
    """Return ``data`` decoded from UTF-8, without its byte order mark if it has one.

    ``where`` names the file in errors. Raises InputError for anything else; the message names what the file seems to
    be (UTF-16, TCVN3, VNI-Windows, Windows-1258, PDF, DOCX, another binary) and the first byte that is not UTF-8
    (counted from 1) with its line; the hint says how to convert.
    """
    form = _find_format(data)
    if form is not None:
        name, hint = form
        raise InputError(f"đây là {name}, không phải tệp văn bản UTF-8", where=where, hint=hint)
    position = _find_bad_byte(data)
    if position is None:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    name, hint = _guess_encoding(data[:_SAMPLE])
    line = data.count(b"\n", 0, position) + 1
    raise InputError(
        f"có vẻ là {name}, không đọc được như văn bản UTF-8: byte thứ {position + 1} (dòng {line}) không hợp lệ",
        where=where,
        hint=hint,
    )


def _find_format(data: bytes) -> tuple[str, str] | None:
    """Return name and advice for a format that announces itself in its first bytes."""
    if data.startswith(_ZIP):
        kinds = ((name, hint) for mark, name, hint in _ZIP_KINDS if mark in data)
        return next(kinds, ("tệp nén (.zip)", "giải nén rồi dùng tệp văn bản ở bên trong"))
    return next(((name, hint) for mark, name, hint in _SIGNATURES if data.startswith(mark)), None)


def _find_bad_byte(data: bytes) -> int | None:
    """Return the offset of the first byte that UTF-8 text cannot have there."""
    # A NUL is valid UTF-8 but no text: it is what UTF-16 without a mark, or a binary file, looks like.
    nul = data.find(b"\0")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start if nul < 0 else min(nul, error.start)
    return None if nul < 0 else nul


def _guess_encoding(sample: bytes) -> tuple[str, str]:
    """Return what bytes that are not UTF-8 seem to be, and what to do about it."""
    if _looks_like_utf16(sample):
        return "UTF-16", _UTF8_HINT
    controls = len(sample) - len(sample.translate(None, _BINARY_CONTROLS))
    if b"\0" in sample or controls > _BINARY_SHARE * len(sample):
        return "tệp nhị phân", "chọn đúng tệp văn bản; docgen chỉ đọc văn bản UTF-8"
    if _looks_like_damaged_utf8(sample):
        return "UTF-8 bị hỏng hoặc bị cắt", "lấy lại bản gốc của tệp, chưa bị hỏng"
    latin = sample.decode("latin-1")
    readings = (
        ("TCVN3 (ABC)", "TCVN3 (ABC)", read_tcvn3(latin)),
        ("VNI-Windows", "VNI Windows", read_vni(latin)),
        ("Windows-1258", "Vietnamese locale CP 1258", sample.decode("cp1258", errors="replace")),
    )
    share, name, unikey_name = max((_measure_vietnamese(text), name, unikey) for name, unikey, text in readings)
    if share < _GUESS_SHARE:
        return "một bảng mã lạ", _UTF8_HINT
    return name, _UNIKEY_HINT.format(source=unikey_name)


def _looks_like_utf16(sample: bytes) -> bool:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    # Spaces, digits and plain letters have a NUL as their high byte: always on the same side.
    sides = (sample[0::2].count(0), sample[1::2].count(0))
    return max(sides) > 0.2 * len(sample) / 2 and min(sides) < 0.1 * max(sides)


def _looks_like_damaged_utf8(sample: bytes) -> bool:
    """Whether far more letters than not are proper UTF-8: other encodings almost never are, not even by chance."""
    text = sample.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(not character.isascii() for character in text) - bad
    return good > 3 * bad


def _measure_vietnamese(text: str) -> float:
    """Return the share of Vietnamese syllables among the words of ``text`` that are not plain ASCII."""
    words = [word for word in _WORDS.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0
