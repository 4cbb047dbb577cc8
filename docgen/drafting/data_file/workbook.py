"""The parts of an XLSX package around its sheets: which sheets there are, shared strings, number formats.

Read by docgen itself, since openpyxl holds every shared string as an object, and of a formula gives either the text or
the value, never word that it has none. What openpyxl knows of dates and built-in formats is used.
"""

from __future__ import annotations

import array
import posixpath
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from xml.parsers.expat import ExpatError

from lxml import etree

from docgen.drafting.data_file.sheet_xml import read_strings
from docgen.drafting.data_file.table import fold_name
from docgen.entrance import MAX_RATIO
from docgen.errors import InputError, explain_os_error
from docgen.vietnamese.text import quote

DAMAGE = (ExpatError, zipfile.BadZipFile, zlib.error, ValueError, EOFError)
"""What reading a part of a damaged package raises."""

_SAVE_AGAIN = "mở bằng Excel, chọn Lưu thành (Save As) loại .xlsx rồi chạy lại"
_OLE = b"\xd0\xcf\x11\xe0"
_MOST_BYTES = 4 * 1024**3
_RATIO_FROM_BYTES = 256 * 1024**2
_WRITE_BYTES = 1 << 20
_BYTES_IN_MEMORY = 4 << 20

GENERAL = "General"
"""The format of a number that has none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet of the package: its name and the part that holds it."""

    name: str
    part: str
    hidden: bool


class SharedStrings:
    """The strings of a workbook by index, beyond some megabytes in a temporary file: a table may have millions."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        self._file = tempfile.SpooledTemporaryFile(_BYTES_IN_MEMORY)  # noqa: SIM115  # closed with the workbook
        self._ends = array.array("Q", [0])
        try:
            self._read(stream)
        except BaseException:
            self._file.close()
            raise

    def _read(self, stream: IO[bytes] | None) -> None:
        buffer = bytearray()
        end = 0
        for text in read_strings(stream) if stream else ():
            data = text.encode("utf-8")
            buffer += data
            end += len(data)
            self._ends.append(end)
            if len(buffer) > _WRITE_BYTES:
                self._file.write(buffer)
                buffer.clear()
        self._file.write(buffer)

    def get(self, index: int) -> str | None:
        """Return a string, None for an index that there is not."""
        if not 0 <= index < len(self._ends) - 1:
            return None
        start, end = self._ends[index], self._ends[index + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8")

    def close(self) -> None:
        """Let the temporary file go."""
        self._file.close()


class Workbook:
    """An open XLSX package. Raises InputError for anything else."""

    def __init__(self, path: Path) -> None:
        self.where = str(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except zipfile.BadZipFile as error:
            raise InputError(*_explain_other(path), where=self.where, hint=_SAVE_AGAIN) from error
        except OSError as error:
            raise InputError(f"không đọc được tệp: {explain_os_error(error)}", where=self.where) from error
        try:
            self._read()
        except BaseException:
            self._zip.close()
            raise

    def _read(self) -> None:
        self._check_sizes()
        main = self._find_main()
        root = self._parse(main)
        relations = self._read_relations(main)
        self.sheets = tuple(self._read_sheets(root, relations))
        self.starts_1904 = any(e.get("date1904") in ("1", "true") for e in root.iter("{*}workbookPr"))
        self.formats = self._read_formats(relations)
        strings = self._find_part(relations, "/sharedStrings")
        self.strings = SharedStrings(self._zip.open(strings) if strings else None)

    def open_sheet(self, sheet: Sheet) -> IO[bytes]:
        """Open the part of a sheet."""
        return self._zip.open(sheet.part)

    def choose_sheet(self, name: str | None) -> Sheet:
        """Return the sheet called ``name``, by default the first that is not hidden. Raises InputError."""
        if name is None:
            visible = [sheet for sheet in self.sheets if not sheet.hidden]
            if visible:
                return visible[0]
            raise InputError("tệp không có trang tính nào hiện", where=self.where, hint=_SAVE_AGAIN)
        for sheet in self.sheets:
            if fold_name(sheet.name) == fold_name(name):
                return sheet
        names = ", ".join(sheet.name for sheet in self.sheets)
        raise InputError(f"không có trang tính {quote(name)}", where=self.where, hint=f"các trang: {names}")

    def close(self) -> None:
        """Close the package."""
        self.strings.close()
        self._zip.close()

    def _check_sizes(self) -> None:
        for member in self._zip.infolist():
            if member.flag_bits & 0x1:
                raise InputError("tệp có đặt mật khẩu", where=self.where, hint="bỏ mật khẩu, lưu lại rồi chạy lại")
            swollen = member.file_size > MAX_RATIO * max(member.compress_size, 1)
            if member.file_size > _MOST_BYTES or (swollen and member.file_size > _RATIO_FROM_BYTES):
                raise InputError(f"phần {member.filename} giải nén ra quá lớn", where=self.where, hint=_SAVE_AGAIN)

    def _find_main(self) -> str:
        relations = self._read_relations("")
        main = self._find_part(relations, "/officeDocument")
        if main is None or "workbook" not in main.lower():
            raise InputError("đây không phải là bảng tính Excel (.xlsx)", where=self.where, hint=_SAVE_AGAIN)
        return main

    def _find_part(self, relations: dict[str, tuple[str, str]], ending: str) -> str | None:
        return next(
            (part for kind, part in relations.values() if kind.endswith(ending) and part in self._names()), None
        )

    def _names(self) -> set[str]:
        return set(self._zip.namelist())

    def _parse(self, part: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self._zip.read(part), parser)

    def _read_relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return type and target of the relations of a part by their id."""
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if source not in self._names():
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", ""),
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in self._parse(source).iter("{*}Relationship")
            if relation.get("TargetMode") != "External"
        }

    def _read_sheets(self, root: Any, relations: dict[str, tuple[str, str]]) -> Iterator[Sheet]:
        for element in root.iter("{*}sheet"):
            identity = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            kind, part = relations.get(identity, ("", ""))
            if kind.endswith("/worksheet") and part in self._names():
                yield Sheet(element.get("name", ""), part, element.get("state", "visible") != "visible")

    def _read_formats(self, relations: dict[str, tuple[str, str]]) -> tuple[str, ...]:
        """Return the format code of every cell style, by its index."""
        part = self._find_part(relations, "/styles")
        if part is None:
            return ()
        root = self._parse(part)
        codes = {int(e.get("numFmtId", "0")): e.get("formatCode", "") for e in root.iter("{*}numFmt")}
        numbers = [int(style.get("numFmtId", "0")) for style in next(root.iter("{*}cellXfs"), ())]
        if set(numbers) - set(codes) - {0}:
            # Imported here: openpyxl takes longer than most tables.
            from openpyxl.styles.numbers import BUILTIN_FORMATS

            codes = BUILTIN_FORMATS | codes
        return tuple(codes.get(number, GENERAL) for number in numbers)


def open_workbook(path: Path) -> Workbook:
    """Open an XLSX package; close it. Raises InputError for a file that is none, or is damaged."""
    try:
        return Workbook(path)
    except (etree.XMLSyntaxError, *DAMAGE, KeyError) as error:
        raise InputError("tệp .xlsx bị hỏng, không đọc được", where=str(path), hint=_SAVE_AGAIN) from error


def _explain_other(path: Path) -> tuple[str]:
    with path.open("rb") as stream:
        head = stream.read(8)
    if not head:
        return ("tệp rỗng (0 byte)",)
    if head.startswith(_OLE):
        return ("tệp là .xls kiểu cũ, hoặc .xlsx có đặt mật khẩu",)
    return ("tệp không phải là .xlsx (không phải gói zip)",)
