"""The text of files of several kinds: plain text, Word, PDF."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Final

from docgen.entrance import open_file
from docgen.errors import InputError
from docgen.vietnamese.encoding import decode_text, find_legacy_encoding

STANDARD_INPUT: Final = "-"
"""What names standard input in place of a file."""

SUFFIXES: Final = (".txt", ".md", ".docx", ".pdf")
"""The files that are taken from a folder."""

_BLOCK: Final = 1 << 20
_SAMPLE: Final = 65_536
# Symbols that are letters in TCVN3: of its running text they make up a tenth.
_OLD_SYMBOLS: Final = "µ¸¶·¹§®ßÜÖÓ×ÞØåæ¬¨©ª«»"
_OLD_SHARE: Final = 0.02
_UNICODE_HINT: Final = "chuyển mã sang Unicode bằng Unikey (Ctrl+Shift+F6) rồi chạy lại"


def find_sources(names: Sequence[str]) -> tuple[str, ...]:
    """Return the files to read: those given, and the files of the known kinds in the folders given, each once.

    Raises InputError when there is none: "no file read" must not look like "nothing found".
    """
    found: dict[str, None] = {}
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT or not path.is_dir():
            found[name] = None
            continue
        inside = (file for file in sorted(path.rglob("*")) if file.suffix.lower() in SUFFIXES and file.is_file())
        # Word keeps "~$name.docx" beside a file that is open; it is no document.
        found.update(dict.fromkeys(str(file) for file in inside if not file.name.startswith(("~$", "."))))
    if not found:
        kinds = ", ".join(SUFFIXES)
        raise InputError(
            f"không có tệp nào thuộc các loại {kinds}", where=", ".join(names), hint="kiểm tra lại thư mục"
        )
    return tuple(found)


def read_source(name: str, standard_input: IO[bytes]) -> Iterator[str]:
    """Yield the text of a file, or of standard input for "-", in pieces.

    Of a Word file this is the text of its paragraphs in reading order, those of tables and text boxes too, a line each,
    then its footnotes; automatic numbers, headers and footers are left out. Of a PDF it is the text of its pages.
    Raises InputError (for a PDF ConformanceError too) when the file cannot be read as what it is.
    """
    if name == STANDARD_INPUT:
        return _check_unicode(_decode(standard_input, "đầu vào chuẩn"), "đầu vào chuẩn")
    path = Path(name)
    match path.suffix.lower():
        case ".docx":
            return _check_unicode(_read_word(path), name)
        case ".pdf":
            from docgen.pdf import read_page_texts

            return read_page_texts(path)
        case _:
            return _check_unicode(_read_plain(path), name)


def _read_plain(path: Path) -> Iterator[str]:
    with open_file(path) as stream:
        yield from _decode(stream, str(path))


def _decode(stream: IO[bytes], where: str) -> Iterator[str]:
    """Yield the text of UTF-8 bytes, block by block; anything else is refused as ``decode_text`` refuses it."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    while block := stream.read(_BLOCK):
        try:
            text = decoder.decode(block)
        except UnicodeDecodeError:
            text = "\0"
        if "\0" in text:
            raise _explain(stream, block, where)
        yield text
    try:
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise InputError("tệp bị cắt giữa một chữ", where=where, hint="lấy lại bản đầy đủ của tệp") from error


def _explain(stream: IO[bytes], block: bytes, where: str) -> InputError:
    """Return the error for bytes that are not UTF-8; the whole file is looked at where it can be read again."""
    if stream.seekable():
        stream.seek(0)
        block = stream.read()
    try:
        decode_text(block, where=where)
    except InputError as error:
        return error
    return InputError("không đọc được như văn bản UTF-8", where=where, hint="lưu lại với bảng mã UTF-8")


def _read_word(path: Path) -> Iterator[str]:
    from docgen.ooxml import read_document

    facts = read_document(path)
    notes = (paragraph for note in facts.footnotes.values() for paragraph in note)
    for paragraph in (*facts.paragraphs, *notes):
        yield f"{paragraph.text}\n"


def _check_unicode(pieces: Iterator[str], where: str) -> Iterator[str]:
    """Pass the text on; refuse it when it begins in the letters of an old font."""
    sample, held = "", []
    for piece in pieces:
        held.append(piece)
        sample += piece
        if len(sample) >= _SAMPLE:
            break
    _refuse_old_letters(sample[:_SAMPLE], where)
    yield from held
    yield from pieces


def _refuse_old_letters(sample: str, where: str) -> None:
    name = find_legacy_encoding(sample)
    # Scans that lost their marks resemble such text, but have no symbols among their letters.
    if name == "VNI" or (name and sum(map(sample.count, _OLD_SYMBOLS)) > _OLD_SHARE * len(sample)):
        raise InputError(f"chữ gõ bằng phông cũ {name}, không phải Unicode", where=where, hint=_UNICODE_HINT)
