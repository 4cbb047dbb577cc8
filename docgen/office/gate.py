"""The gate before LibreOffice: what is plainly not a Word document, or is built to exhaust it, does not get in.

LibreOffice answers random bytes with a garbage PDF, an empty file with a blank page, and a small zip bomb with
minutes of full load. Everything here streams: no part is ever held in memory whole, and no entity is expanded.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from docgen.entrance import ASK_SENDER, MAX_PARTS, MAX_TOTAL_BYTES, SAVE_AGAIN, check_directory, explain_damage
from docgen.errors import InputError, explain_os_error

__all__ = [
    "MAX_DEPTH",
    "MAX_PARTS",
    "MAX_TOTAL_BYTES",
    "Refusal",
    "find_file_refusal",
    "find_package_refusal",
    "find_refusal",
]

MAX_DEPTH = 256
# LibreOffice lays every word out: what costs a reader nothing costs it minutes. Small parts of blanks do no harm.
_RATIO_FROM_BYTES = 1024 * 1024
_CHUNK_BYTES = 256 * 1024

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TYPES_PART = "[Content_Types].xml"
_RELATIONS_PART = "_rels/.rels"
_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
# Transitional documents and Strict ones, which Word writes as “Strict Open XML Document”.
_MAIN_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
)
_MAIN_ROOTS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main document",
    "http://purl.oclc.org/ooxml/wordprocessingml/main document",
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document is not let in, and what the user can do; both Vietnamese."""

    problem: str
    hint: str


class _RefusedError(Exception):
    def __init__(self, problem: str, hint: str = SAVE_AGAIN) -> None:
        super().__init__(problem)
        self.refusal = Refusal(problem, hint)


def find_refusal(path: Path) -> Refusal | None:
    """Return why the file at ``path`` must not be given to LibreOffice, or None when it may be.

    Reads the whole file once, so a damaged part is found here too. Never raises on what the file holds.
    """
    return find_file_refusal(path) or find_package_refusal(path)


def find_file_refusal(path: Path) -> Refusal | None:
    """Return what is wrong with the file itself, before its content is read: absent, no file, empty, too large."""
    try:
        if not path.exists():
            return Refusal("không có tệp này", "kiểm tra lại tên tệp và thư mục")
        if not path.is_file():
            return Refusal("đây không phải là một tệp", "chỉ đích danh tệp .docx, không phải thư mục")
        size = path.stat().st_size
    except OSError as error:
        return Refusal(f"không đọc được tệp: {explain_os_error(error)}", "kiểm tra quyền đọc của tệp và thư mục")
    if size == 0:
        return Refusal("tệp rỗng (0 byte)", "lấy lại bản đầy đủ của tệp")
    if size > MAX_TOTAL_BYTES:
        return Refusal(f"tệp lớn hơn {_megabytes(MAX_TOTAL_BYTES)} MB", "giảm dung lượng ảnh trong văn bản")
    return None


def find_package_refusal(path: Path) -> Refusal | None:
    """Return what is wrong with the content of a file that exists: no zip, no Word document, damaged, a bomb."""
    try:
        with path.open("rb") as file:
            _check_magic(file.read(len(_OLE_MAGIC)))
        with ZipFile(path) as package:
            _check_directory(package.infolist())
            _check_parts(package)
    except _RefusedError as refused:
        return refused.refusal
    except (BadZipFile, EOFError, zlib.error, RuntimeError, ValueError) as error:
        return Refusal(f"tệp hỏng hoặc không phải là .docx: {explain_damage(error)}", SAVE_AGAIN)
    except OSError as error:
        return Refusal(f"không đọc được tệp: {explain_os_error(error)}", "kiểm tra quyền đọc của tệp và thư mục")
    return None


def _check_magic(head: bytes) -> None:
    if head == _OLE_MAGIC:
        raise _RefusedError(
            "tệp là .doc kiểu cũ hoặc .docx có đặt mật khẩu", "bỏ mật khẩu, lưu thành .docx rồi chạy lại"
        )
    if not head.startswith(b"PK"):
        raise _RefusedError("tệp không phải là .docx (không phải gói zip)")


def _check_directory(parts: list[ZipInfo]) -> None:
    """Judge the zip by its table of contents alone, before anything is unpacked."""
    try:
        check_directory(parts, MAX_TOTAL_BYTES, _RATIO_FROM_BYTES)
    except InputError as error:
        raise _RefusedError(error.message, error.hint) from error
    names = {part.filename for part in parts}
    for needed in (_TYPES_PART, _RELATIONS_PART):
        if needed not in names:
            raise _RefusedError(f"tệp zip này không phải là văn bản Word (thiếu {needed})")


def _check_parts(package: ZipFile) -> None:
    """Unpack every part once: its checksum holds, XML is well-formed, without DTD and not too deep."""
    main = _read_xml(package, _RELATIONS_PART).main_part
    if main is None:
        raise _RefusedError("tệp không phải là văn bản Word (không khai báo phần chính)")
    if main not in package.namelist():
        raise _RefusedError(f"văn bản thiếu phần chính {main}")
    for part in package.infolist():
        if part.filename == main:
            _check_main_root(_read_xml(package, main).root)
        elif part.filename.lower().endswith((".xml", ".rels")):
            _read_xml(package, part.filename)
        else:
            with package.open(part) as stream:
                _drain(stream)


def _check_main_root(root: str) -> None:
    if root not in _MAIN_ROOTS:
        raise _RefusedError("tệp không phải là văn bản Word (có thể là bảng tính hoặc bản trình chiếu)")


def _drain(stream: IO[bytes]) -> None:
    while stream.read(_CHUNK_BYTES):
        pass


def _read_xml(package: ZipFile, name: str) -> _XmlWatch:
    watch = _XmlWatch(name)
    with package.open(name) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            watch.feed(chunk)
    watch.finish()
    return watch


class _XmlWatch:
    """Watches one XML part go by and refuses it; keeps its root and the main part that it points to."""

    # expat, not lxml: it builds no tree, so the largest part costs no memory, and it stops at the DOCTYPE itself.

    def __init__(self, part: str) -> None:
        self.root = ""
        self.main_part: str | None = None
        self._part = part
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes) -> None:
        self._parse(chunk, last=False)

    def finish(self) -> None:
        self._parse(b"", last=True)

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            place = f"dòng {error.lineno}, cột {error.offset + 1}"
            raise _RefusedError(f"phần {self._part} hỏng: XML sai ở {place}") from error

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _RefusedError(f"phần {self._part} lồng nhau quá {MAX_DEPTH} lớp", "bỏ bớt các bảng lồng trong bảng")
        self.root = self.root or name
        if name == _RELATIONSHIP and self.main_part is None:
            self.main_part = _find_main_part(attributes)

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _doctype(self, *_declaration: object) -> None:
        raise _RefusedError(f"phần {self._part} có khai báo DTD, văn bản Word không có", ASK_SENDER)


def _find_main_part(attributes: Mapping[str, str]) -> str | None:
    if attributes.get("Type") not in _MAIN_RELATIONS or attributes.get("TargetMode") == "External":
        return None
    # Targets are relative to the package's root, with or without the leading stroke.
    return posixpath.normpath("/" + attributes.get("Target", "")).lstrip("/")


def _megabytes(size: int) -> int:
    return round(size / (1024 * 1024))
