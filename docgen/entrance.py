"""What stands at the door instead of a Word file: each kind is turned away with what the user can do about it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipInfo

from docgen.errors import InputError, explain_os_error

MAX_FILE_BYTES: Final = 200 * 1024 * 1024
MAX_TOTAL_BYTES: Final = 512 * 1024 * 1024
MAX_PARTS: Final = 5_000
MAX_RATIO: Final = 200
# Text made of copies compresses well and harms nobody who reads it: above this the ratio counts.
RATIO_FROM_BYTES: Final = 32 * 1024 * 1024
SAVE_AGAIN: Final = "mở tệp bằng Word, chọn Lưu thành (Save As) loại .docx rồi chạy lại"
ASK_SENDER: Final = "không mở tệp này; hỏi lại nơi gửi một bản .docx do Word lưu"
_GET_WHOLE_COPY: Final = "lấy lại bản đầy đủ của tệp"
_UNLOCK: Final = "bỏ mật khẩu, lưu thành .docx rồi chạy lại"

_OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM: Final = "WordDocument".encode("utf-16-le")
# Beginnings of what is often renamed to .docx.
_OTHER_KINDS: Final = (
    (b"{\\rtf", "tệp là RTF đổi đuôi thành .docx"),
    (b"\x89PNG", "tệp là ảnh đổi đuôi thành .docx"),
    (b"\xff\xd8\xff", "tệp là ảnh đổi đuôi thành .docx"),
    (b"<!doctype html", "tệp là trang web (HTML) đổi đuôi thành .docx"),
    (b"<html", "tệp là trang web (HTML) đổi đuôi thành .docx"),
    (b"<?xml", "tệp là XML, không phải gói .docx"),
)


def open_file(path: Path) -> IO[bytes]:
    """Open a file that exists, is a file, is readable, not empty and not too large; else raise InputError."""
    where = str(path)
    try:
        if not path.exists():
            raise InputError("không có tệp này", where=where, hint="kiểm tra lại tên tệp và thư mục")
        if not path.is_file():
            raise InputError(
                "đây không phải là một tệp", where=where, hint="chỉ đích danh tệp .docx, không phải thư mục"
            )
        check_size(path.stat().st_size, where)
        return path.open("rb")
    except OSError as error:
        raise unreadable(error, where) from error
    except ValueError as error:  # a zero byte in the name
        raise InputError("tên tệp không hợp lệ", where=repr(where), hint="kiểm tra lại tên tệp") from error


def explain_damage(error: Exception) -> str:
    """Return in Vietnamese what is wrong with a zip that cannot be read."""
    match error:
        case zlib.error():
            return "dữ liệu nén bị hỏng"
        case BadZipFile() if "CRC" in str(error):
            return "mã kiểm tra của một phần không khớp"
        case BadZipFile() if "not a zip" in str(error):
            return "mất phần cuối của gói zip: tệp bị cắt cụt"
        case EOFError():
            return "dữ liệu kết thúc giữa chừng"
    return "mục lục của gói zip bị hỏng"


def unreadable(error: OSError, where: str) -> InputError:
    """Return the error for a file that the system does not let us read."""
    hint = "kiểm tra quyền đọc của tệp và thư mục"
    return InputError(f"không đọc được tệp: {explain_os_error(error)}", where=where, hint=hint)


def check_size(size: int, where: str) -> None:
    """Refuse a file that is empty or larger than any document is."""
    if size == 0:
        raise InputError("tệp rỗng (0 byte)", where=where, hint=_GET_WHOLE_COPY)
    if size > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // (1024 * 1024)
        raise InputError(f"tệp lớn hơn {limit} MB", where=where, hint="giảm dung lượng ảnh trong văn bản")


def check_kind(stream: IO[bytes], where: str) -> None:
    """Refuse what is plainly no zip package: old .doc, locked .docx, PDF, RTF, a picture, a web page."""
    head = stream.read(1024)
    if head.startswith(b"PK"):
        stream.seek(0)
        return
    if head.startswith(_OLE_MAGIC):
        raise _refuse_ole(head + stream.read(), where)
    if b"%PDF-" in head:
        raise InputError("tệp là PDF đổi đuôi thành .docx", where=where, hint="tìm bản Word gốc của văn bản")
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for beginning, problem in _OTHER_KINDS:
        if bare.startswith(beginning.lower()):
            raise InputError(problem, where=where, hint=SAVE_AGAIN)
    if not head.strip(b"\0"):
        raise InputError("tệp chỉ có byte 0: tải về hoặc chép chưa xong", where=where, hint=_GET_WHOLE_COPY)
    raise InputError("tệp không phải là .docx (không phải gói zip)", where=where, hint=SAVE_AGAIN)


def _refuse_ole(data: bytes, where: str) -> InputError:
    if _ENCRYPTED_STREAM in data:
        return InputError("tệp .docx có đặt mật khẩu", where=where, hint=_UNLOCK)
    if _WORD_STREAM in data:
        return InputError("tệp là .doc kiểu cũ (Word 97–2003)", where=where, hint=SAVE_AGAIN)
    return InputError("tệp là .doc kiểu cũ hoặc .docx có đặt mật khẩu", where=where, hint=_UNLOCK)


def check_directory(
    parts: Iterable[ZipInfo], max_total: int = MAX_TOTAL_BYTES, ratio_from: int = RATIO_FROM_BYTES
) -> None:
    """Judge a zip by its table of contents alone, before anything is unpacked. Raises InputError.

    ``max_total`` bytes may come out of it; a part of ``ratio_from`` bytes may not be packed too tightly.
    """
    parts = list(parts)
    if len(parts) > MAX_PARTS:
        raise InputError(f"gói .docx có {len(parts)} phần, quá {MAX_PARTS}", hint=ASK_SENDER)
    names = {part.filename for part in parts}
    if len(names) != len(parts):
        raise InputError("gói .docx có hai phần trùng tên", hint=ASK_SENDER)
    total = sum(part.file_size for part in parts)
    if total > max_total:
        size, limit = (round(n / (1024 * 1024)) for n in (total, max_total))
        raise InputError(f"nội dung khi giải nén là {size} MB, quá {limit} MB", hint=ASK_SENDER)
    for part in parts:
        _check_entry(part, ratio_from)


def _check_entry(part: ZipInfo, ratio_from: int) -> None:
    if part.flag_bits & 0x1:
        raise InputError(f"phần {part.filename} được mã hoá", hint="bỏ mật khẩu, lưu thành .docx rồi chạy lại")
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise InputError(f"phần {part.filename} nén theo kiểu mà .docx không dùng", hint=ASK_SENDER)
    swollen = part.file_size > MAX_RATIO * max(part.compress_size, 1)
    if swollen and part.file_size > ratio_from:
        raise InputError(f"phần {part.filename} nén quá {MAX_RATIO} lần, giống bom nén", hint=ASK_SENDER)
