"""A .docx file as a package of parts, opened with suspicion: limits on everything, no entities, no network.

Every refusal is an InputError. Parts are unpacked when they are asked for, pictures never.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from dataclasses import dataclass
from typing import IO, Any, Final
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from docgen.entrance import ASK_SENDER, SAVE_AGAIN, check_directory, check_kind, explain_damage, unreadable
from docgen.errors import InputError

MAX_XML_BYTES: Final = 64 * 1024 * 1024
# Of all XML read for one document: "<" signs, and "=" signs twice, because an attribute takes more room than an
# element. They bound the tree before it is built, at 130 bytes each. A page of a real document has 700 to 3,500.
MAX_XML_SIGNS: Final = 2_400_000
_CHUNK_BYTES: Final = 1024 * 1024

TYPES_PART: Final = "[Content_Types].xml"
RELATIONS_PART: Final = "_rels/.rels"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN_TYPES: Final = frozenset(
    f"application/vnd.{name}.main+xml"
    for name in (
        *("openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled"),
        *("openxmlformats-officedocument.wordprocessingml.template", "ms-word.template.macroEnabledTemplate"),
    )
)
# Strict documents ("Strict Open XML Document" in Word) differ by their namespaces; rewritten they read as others.
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMESPACE: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)/")
_TRANSITIONAL_NAMESPACE: Final = rb"http://schemas.openxmlformats.org/\1/2006/"
_ENCODING: Final = re.compile(rb"""^<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)""")
_ASCII_LIKE: Final = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"iso-8859-", b"windows-125")
_UTF16_BEGINNINGS: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship: the last word of its type ("styles"), and the part it points to."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one .docx file. ``where`` names the file in errors."""

    def __init__(self, stream: IO[bytes], where: str = "") -> None:
        self.where = where
        self.is_strict = False
        self._xml_bytes = 0
        self._xml_signs = 0
        check_kind(stream, where)
        try:
            self._zip = ZipFile(stream)
        except _ZIP_TROUBLE as error:
            raise self._damaged(error) from error
        try:
            check_directory(self._zip.infolist())
        except InputError as error:
            raise InputError(error.message, where=where, hint=error.hint) from error
        self._relations: dict[str, dict[str, Relation]] = {}
        # Part names do not tell case apart, and some programs write strokes the wrong way round.
        self._members = {_normalise(info.filename): info for info in self._zip.infolist()}

    def has_part(self, name: str) -> bool:
        """Whether the package holds a part."""
        return _normalise(name) in self._members

    def find_part(self, predicate_end: str) -> str | None:
        """Return the name of a part that ends so, case ignored."""
        return next((name for name in self._members if name.endswith(predicate_end.lower())), None)

    def read_xml(self, name: str) -> Any | None:
        """Return the root element of a part, None when there is no such part. Raises InputError when it is bad."""
        data = self.read_bytes(name)
        return None if data is None else self.parse(data, name)

    def read_bytes(self, name: str) -> bytes | None:
        """Return an XML part unpacked, None when there is no such part. Raises InputError for one not to be parsed."""
        info = self._members.get(_normalise(name))
        if info is None:
            return None
        data = self._read(info)
        if any(sign in data for sign in _DOCTYPES):
            raise self._has_dtd(name)
        if not _is_plain_encoding(data):
            raise InputError(f"phần {name} hỏng: không phải XML mã UTF-8", where=self.where, hint=SAVE_AGAIN)
        self._count(data)
        if _STRICT in data:
            self.is_strict = True
            data = _STRICT_NAMESPACE.sub(_TRANSITIONAL_NAMESPACE, data)
        return data

    def parse(self, data: bytes, name: str) -> Any:
        """Return the root element of XML that ``read_bytes`` gave. Raises InputError when it is bad."""
        # huge_tree stays off: libxml2 then refuses elements deeper than 256 and entities that swell.
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            deep = "depth" in str(error).lower()
            problem = f"phần {name} lồng nhau quá 256 lớp" if deep else f"phần {name} hỏng: XML sai{_place_of(error)}"
            hint = "bỏ bớt các bảng lồng trong bảng" if deep else SAVE_AGAIN
            raise InputError(problem, where=self.where, hint=hint) from error
        if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
            raise self._has_dtd(name)
        return root

    def read_relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part by their ids, "" for those of the package; {} when it has none."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, _, file = part.rpartition("/")
        root = self.read_xml(f"{folder}/_rels/{file}.rels" if part else RELATIONS_PART)
        relations: dict[str, Relation] = {}
        for element in root.iter(_RELATIONSHIP) if root is not None else ():
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not external:
                # Targets are relative to the folder of the part, or to the package with a leading stroke.
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            relations.setdefault(element.get("Id", ""), Relation(kind, target, external))
        return relations

    def get_main_part(self) -> str:
        """Return the name of the part that holds the text. Raises InputError when this is no Word document."""
        types = self.read_xml(TYPES_PART)
        found = [r for r in self.read_relations("").values() if r.kind == "officeDocument" and not r.external]
        if types is None or not found:
            raise self._no_word("không khai báo phần chính")
        name = found[0].target
        if not self.has_part(name):
            raise InputError(f"văn bản thiếu phần chính {name}", where=self.where, hint=SAVE_AGAIN)
        if find_type(types, name) not in _MAIN_TYPES:
            raise self._no_word("phần chính không phải của Word; có thể là bảng tính hoặc bản trình chiếu")
        return name

    def _no_word(self, reason: str) -> InputError:
        if "mimetype" in self._members and "content.xml" in self._members:
            hint = "mở tệp bằng LibreOffice, lưu thành loại .docx rồi chạy lại"
            return InputError("tệp là OpenDocument (.odt), không phải .docx", where=self.where, hint=hint)
        return InputError(f"tệp không phải là văn bản Word ({reason})", where=self.where, hint=SAVE_AGAIN)

    def _read(self, info: ZipInfo) -> bytes:
        try:
            with self._zip.open(info) as stream:
                # With a size, zipfile unpacks no more than that; without one a lying directory lets a bomb through.
                return b"".join(iter(lambda: stream.read(_CHUNK_BYTES), b""))
        except OSError as error:
            raise unreadable(error, self.where) from error
        except _ZIP_TROUBLE as error:
            raise self._damaged(error) from error

    def _count(self, data: bytes) -> None:
        self._xml_bytes += len(data)
        self._xml_signs += data.count(b"<") + 2 * data.count(b"=")
        if self._xml_bytes > MAX_XML_BYTES or self._xml_signs > MAX_XML_SIGNS:
            raise InputError("văn bản quá lớn để kiểm tra", where=self.where, hint="chia văn bản thành nhiều tệp")

    def _has_dtd(self, name: str) -> InputError:
        return InputError(f"phần {name} có khai báo DTD, văn bản Word không có", where=self.where, hint=ASK_SENDER)

    def _damaged(self, error: Exception) -> InputError:
        return InputError(
            f"tệp hỏng hoặc không phải là .docx: {explain_damage(error)}", where=self.where, hint=SAVE_AGAIN
        )


# All that zipfile raises on bytes that somebody bent: it was written for honest archives.
_ZIP_TROUBLE: Final = (
    *(BadZipFile, EOFError, zlib.error, RuntimeError, ValueError, OSError),
    *(IndexError, KeyError, OverflowError, AttributeError, TypeError, AssertionError),
)


def _is_plain_encoding(data: bytes) -> bool:
    """Whether "<" in this XML is the byte that it should be: otherwise counting and searching see nothing."""
    head = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:2] in _UTF16_BEGINNINGS:
        return b"\0\0" not in head[:4]  # else four bytes a letter
    declared = _ENCODING.search(head)
    return head[:1] == b"<" and (declared is None or declared[1].lower().startswith(_ASCII_LIKE))


def _normalise(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def find_type(types: Any, part: str) -> str | None:
    """Return the content type of a part by the root of the content types: its own, else that of its ending."""
    wanted = "/" + _normalise(part)
    for element in types.iter(f"{_TYPES}Override"):
        if element.get("PartName", "").lower() == wanted:
            return str(element.get("ContentType"))
    ending = wanted.rpartition(".")[2]
    for element in types.iter(f"{_TYPES}Default"):
        if element.get("Extension", "").lower() == ending:
            return str(element.get("ContentType"))
    return None


def _place_of(error: Exception) -> str:
    if not isinstance(error, etree.XMLSyntaxError) or not error.lineno:
        return ""
    return f" ở dòng {error.lineno}, cột {error.offset}"
