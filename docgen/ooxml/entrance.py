"""What stands at the door instead of a Word file: each kind is turned away with what the user can do about it."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Final

from docgen.errors import InputError

MAX_FILE_BYTES: Final = 200 * 1024 * 1024
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


def unreadable(error: OSError, where: str) -> InputError:
    """Return the error for a file that the system does not let us read."""
    hint = "kiểm tra quyền đọc của tệp và thư mục"
    return InputError(f"không đọc được tệp: {error.strerror or error}", where=where, hint=hint)


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
