"""What a database stumbles on becomes an error of ours that says what to do; nothing was half-written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from docgen.errors import RegisterError

_NOTHING_LOST: Final = "giao dịch đã hủy trọn vẹn, sửa xong thì chạy lại lệnh này"

# SQLite's primary result codes, and the classes of PostgreSQL's SQLSTATE (longest first).
_SQLITE: Final = {
    sqlite3.SQLITE_FULL: "đĩa đầy, không ghi được sổ",
    sqlite3.SQLITE_IOERR: "lỗi đọc ghi đĩa (đĩa đầy hoặc hỏng)",
    sqlite3.SQLITE_READONLY: "kho chỉ được đọc, không ghi được",
    sqlite3.SQLITE_BUSY: "sổ đang bận quá lâu: một tiến trình khác giữ khóa ghi",
    sqlite3.SQLITE_LOCKED: "sổ đang bận quá lâu: một tiến trình khác giữ khóa ghi",
    sqlite3.SQLITE_CANTOPEN: "không mở được tệp cơ sở dữ liệu",
    sqlite3.SQLITE_NOTADB: "tệp này không phải là cơ sở dữ liệu của kho",
    sqlite3.SQLITE_CORRUPT: "tệp cơ sở dữ liệu bị hỏng; khôi phục từ bản sao lưu (docgen records restore)",
    sqlite3.SQLITE_PERM: "không có quyền mở tệp cơ sở dữ liệu",
}
_POSTGRESQL: Final = (
    ("53100", "máy chủ cơ sở dữ liệu đầy đĩa"),
    ("53", "máy chủ cơ sở dữ liệu hết tài nguyên"),
    ("25006", "cơ sở dữ liệu chỉ được đọc, không ghi được"),
    ("28", "cơ sở dữ liệu từ chối đăng nhập"),
    ("3D000", "không có cơ sở dữ liệu này"),
    ("42501", "tài khoản cơ sở dữ liệu không đủ quyền"),
    ("40", "giao dịch va chạm với giao dịch khác"),
    ("55P03", "sổ đang bận quá lâu: một tiến trình khác giữ khóa ghi"),
    ("57", "máy chủ cơ sở dữ liệu ngắt kết nối"),
    ("08", "mất kết nối với cơ sở dữ liệu"),
)


@contextmanager
def wrapping_faults(where: str) -> Iterator[None]:
    """Turn what the database raises inside the ``with`` into a RegisterError about ``where``."""
    try:
        yield
    except DBAPIError as error:
        raise RegisterError(_explain(error), where=where, hint=_NOTHING_LOST) from error
    except SQLAlchemyError as error:
        raise RegisterError(f"không dùng được cơ sở dữ liệu: {error}", where=where) from error


def is_busy(error: DBAPIError) -> bool:
    """Whether a database gave up waiting for somebody else's lock."""
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return getattr(error.orig, "sqlstate", None) == "55P03"


def _explain(error: DBAPIError) -> str:
    original = error.orig
    if isinstance(original, sqlite3.Error):
        code = getattr(original, "sqlite_errorcode", 0) & 0xFF
        known = _SQLITE.get(code)
    else:
        state = getattr(original, "sqlstate", None) or "08"
        known = next((text for prefix, text in _POSTGRESQL if state.startswith(prefix)), None)
    if known is None and isinstance(error, IntegrityError):
        known = "sổ từ chối: dữ liệu trùng hoặc thiếu dữ liệu liên quan"
    detail = str(original).strip().splitlines()[0] if str(original).strip() else type(original).__name__
    return f"{known or 'cơ sở dữ liệu báo lỗi'} [{detail}]"
