"""Reads the zip of a package and holds each byte of its headers against what export would have written.

What is read is measured first: nothing is unpacked, nothing is trusted that the file's own length does not bear out.
Where one of the two descriptions of a file (its header, the table of contents) is harmed, the other gives its name.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from docgen.archive import zip_form as form
from docgen.archive.problems import Problem
from docgen.archive.zip_form import Entry
from docgen.errors import InputError, explain_os_error

_MOST_FILES: Final = 2_000_000
_LONGEST_NAME: Final = 1_000
_FLAG_ENCRYPTED: Final = 1
# No member, or a header that is none: more than this is not told.
_MOST_TOLD: Final = 20


@dataclass(slots=True)
class ZipContents:
    """The files of a zip in the order in which they stand, and all that is wrong with it as a zip."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def open_package(path: Path) -> BinaryIO:
    """Open a package. Raises InputError when there is no such file, or it cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError("đây không phải là tệp", where=str(path), hint="chọn tệp .zip của gói")
        return path.open("rb")
    except OSError as error:
        raise InputError(
            f"không đọc được tệp: {explain_os_error(error)}", where=str(path), hint="kiểm tra lại tên tệp và quyền đọc"
        ) from error


def read_zip(stream: BinaryIO) -> ZipContents:
    """Return the files of the package and what is wrong with its headers."""
    contents = ZipContents()
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if stream.read(2) != b"PK" and not _has_end(stream, size):
        contents.problems.append(Problem("zip", "gói", "không phải là tệp zip" if size else "tệp rỗng"))
        return contents
    found = _read_central(stream, size)
    if isinstance(found, str):
        contents.entries = scanned = _scan(stream, size)
        where, message = _explain_tail(stream, size, scanned, found)
        contents.problems.append(Problem("zip", where, message))
    else:
        contents.entries, start = found
        contents.problems += _compare_headers(stream, contents.entries, start)
    contents.problems += _find_bad_names(contents.entries)
    if sum(entry.size for entry in contents.entries) > size:
        contents.problems.append(Problem("zip", "gói", "các tệp cộng lại dài hơn cả gói: không đọc tiếp"))
        contents.entries = []
    return contents


def _has_end(stream: BinaryIO, size: int) -> bool:
    length = min(size, form.END.size + form.MAX_16)
    stream.seek(size - length)
    return form.END_SIGNATURE in stream.read(length)


def _read_central(stream: BinaryIO, size: int) -> tuple[list[Entry], int] | str:
    """Return the files that the table of contents names and where it begins; or what is wrong with it."""
    place = _read_end(stream, size)
    if isinstance(place, str):
        return place
    start, length, count = place
    if count > _MOST_FILES or start + length > size or length < count * form.CENTRAL.size:
        return "mục lục của tệp zip không khớp với độ dài tệp"
    stream.seek(start)
    data = stream.read(length)
    entries: list[Entry] = []
    at = 0
    for _ in range(count):
        entry = _read_central_entry(data, at)
        if isinstance(entry, str):
            return entry
        written = form.write_central(entry)
        if data[at : at + len(written)] != written:
            return _explain_central(data, at, entry)
        at += len(written)
        entries.append(entry)
    if at != length or form.write_end(start, length, count) != _read_at(stream, start + length, size):
        return "phần cuối của tệp zip bị sửa"
    return entries, start


def _read_at(stream: BinaryIO, start: int, end: int) -> bytes:
    stream.seek(start)
    return stream.read(min(max(end - start, 0), 1 << 17))


def _read_end(stream: BinaryIO, size: int) -> tuple[int, int, int] | str:
    """Return start, length and number of files of the table of contents; the package ends with its end record."""
    tail = _read_at(stream, max(0, size - form.END.size), size)
    if len(tail) < form.END.size or tail[:4] != form.END_SIGNATURE:
        return "phần cuối của tệp zip bị sửa, bị cắt, hoặc có gì nối thêm"
    _, _, _, _, count, length, start, _ = form.END.unpack(tail)
    if count < form.MAX_16 and length < form.MAX_32 and start < form.MAX_32:
        return start, length, count
    at = size - form.END.size - form.LOCATOR_64.size - form.END_64.size
    if at < 0:
        return "phần cuối của tệp zip bị sửa"
    record = form.END_64.unpack(_read_at(stream, at, at + form.END_64.size))
    return (record[9], record[8], record[7]) if record[0] == form.END_64_SIGNATURE else "phần cuối của tệp zip bị sửa"


def _read_central_entry(data: bytes, at: int) -> Entry | str:
    fixed = data[at : at + form.CENTRAL.size]
    if len(fixed) < form.CENTRAL.size or fixed[:4] != form.CENTRAL_SIGNATURE:
        return "mục lục của tệp zip bị sửa"
    values = form.CENTRAL.unpack(fixed)
    crc, size, name_length, extra_length, offset = values[7], values[9], values[10], values[11], values[16]
    name_at = at + form.CENTRAL.size
    name = data[name_at : name_at + name_length].decode("utf-8", "surrogateescape")
    extra = data[name_at + name_length : name_at + name_length + extra_length]
    large = list(struct.unpack_from(f"<{(len(extra) - 4) // 8}Q", extra, 4)) if len(extra) >= 12 else []
    if size == form.MAX_32 and len(large) >= 2:
        size, large = large[0], large[2:]
    if offset == form.MAX_32 and large:
        offset = large[0]
    return Entry(name, crc, size, offset)


def _explain_central(data: bytes, at: int, entry: Entry) -> str:
    """Say what about an entry of the table of contents is not as docgen writes it."""
    values = form.CENTRAL.unpack_from(data, at)
    flags, method, attributes = values[3], values[4], values[15]
    name = show_name(entry.name)[:100]
    if flags & _FLAG_ENCRYPTED:
        return f"{name}: tệp có đặt mật khẩu; gói lưu trữ không bao giờ có"
    if stat.S_ISLNK(attributes >> 16):
        return f"{name}: là liên kết, không phải tệp; gói lưu trữ không bao giờ có"
    if method:
        return f"{name}: tệp bị nén; gói này do chương trình khác nén lại, hoặc bị sửa"
    return f"{name}: dòng của tệp này trong mục lục của zip bị sửa, hoặc gói do chương trình khác nén lại"


def _scan(stream: BinaryIO, size: int) -> list[Entry]:
    """Return the files by their own headers, from the front, as far as these are whole."""
    entries: list[Entry] = []
    at = 0
    while len(entries) < _MOST_FILES:
        entry = _read_local(stream, at, size)
        if entry is None or entry.end > size:
            break
        entries.append(entry)
        at = entry.end
    return entries


def _read_local(stream: BinaryIO, at: int, size: int) -> Entry | None:
    fixed = _read_at(stream, at, min(at + form.LOCAL.size, size))
    if len(fixed) < form.LOCAL.size or fixed[:4] != form.LOCAL_SIGNATURE:
        return None
    values = form.LOCAL.unpack(fixed)
    crc, length, name_length, extra_length = values[6], values[8], values[9], values[10]
    rest = _read_at(stream, at + form.LOCAL.size, at + form.LOCAL.size + name_length + extra_length)
    if length == form.MAX_32 and extra_length == 20 and len(rest) == name_length + extra_length:
        length = struct.unpack_from("<Q", rest, name_length + 4)[0]
    entry = Entry(rest[:name_length].decode("utf-8", "surrogateescape"), crc, length, at)
    return entry if form.write_local(entry) == fixed + rest else None


def _explain_tail(stream: BinaryIO, size: int, scanned: list[Entry], otherwise: str) -> tuple[str, str]:
    """Return where the harm is when the table of contents is not whole: the file whose line differs, if it is one."""
    at = start = scanned[-1].end if scanned else 0
    table = [form.write_central(entry) for entry in scanned]
    length = sum(map(len, table))
    if scanned and size != start + length + len(form.write_end(start, length, len(scanned))):
        return "gói", f"{otherwise}; đọc được đến hết tệp {show_name(scanned[-1].name)}, sau đó bị cắt hoặc bị sửa"
    for entry, written in zip(scanned, table, strict=True):
        if _read_at(stream, at, at + len(written)) != written:
            return show_name(entry.name), "dòng của tệp này trong mục lục của zip bị sửa"
        at += len(written)
    return "gói", otherwise


def _compare_headers(stream: BinaryIO, entries: list[Entry], start: int) -> Iterator[Problem]:
    """Hold the header before each file against the table of contents; nothing may stand between files."""
    at, told = 0, 0
    for entry in entries:
        if entry.offset != at:
            yield Problem("zip", show_name(entry.name), "không đứng đúng chỗ: có gì chen vào hoặc bị cắt trước tệp này")
            told += 1
        header = form.write_local(entry)
        if _read_at(stream, entry.offset, entry.offset + len(header)) != header:
            # Either of two names may be the one that was harmed: both are said.
            own = _read_local(stream, entry.offset, start)
            other = f" (ở phần đầu tên là {show_name(own.name)})" if own and own.name != entry.name else ""
            message = f"phần đầu của tệp trong zip bị sửa, hoặc không khớp với mục lục{other}"
            yield Problem("zip", show_name(entry.name), message)
            told += 1
        if told >= _MOST_TOLD:
            return
        at = entry.end
    if at != start:
        yield Problem("zip", "gói", "có gì chen vào hoặc bị cắt trước mục lục của zip")


def _find_bad_names(entries: list[Entry]) -> Iterator[Problem]:
    """Yield the names that no package has: that lead outside, that are there twice, that systems read differently."""
    seen: set[str] = set()
    tops = {entry.name.split("/", 1)[0] for entry in entries}
    if len(tops) > 1:
        yield Problem("zip", "gói", f"có {len(tops)} thư mục ngoài cùng, gói lưu trữ chỉ có một")
    told = 0
    for entry in entries:
        problem = _judge_name(entry.name)
        folded = entry.name.casefold()
        if folded in seen:
            problem = "có hai lần trong zip"
        seen.add(folded)
        if problem:
            yield Problem("zip", show_name(entry.name), problem)
            told += 1
        if told >= _MOST_TOLD:
            return


def _judge_name(name: str) -> str:
    parts = name.split("/")
    if name.startswith("/") or "\\" in name or ":" in name or ".." in parts:
        return "tên tệp dẫn ra ngoài gói"
    if len(parts) < 2 or "" in parts or "." in parts or len(name) > _LONGEST_NAME or not name.isprintable():
        return "tên tệp không hợp lệ"
    return ""


def show_name(name: str) -> str:
    """Return the name of a file for people: without the folder of the bag, nothing in it that a terminal obeys."""
    inner = name.split("/", 1)[-1] or name
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in inner)[:200]
