"""Reading text files that clerks give."""

from __future__ import annotations

from pathlib import Path

from docgen.errors import InputError, explain_os_error
from docgen.vietnamese.encoding import decode_text

# Some ten thousand pages: beyond any document, within any memory.
MAX_FILE_BYTES = 32 * 1024 * 1024


def read_text_file(path: Path, *, hint: str = "") -> str:
    """Return the text of a UTF-8 file. Raises InputError: not there, not readable, too large, not UTF-8."""
    where = str(path)
    try:
        # Read rather than asked for its size: a pipe or a device has none.
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError("không tìm thấy tệp", where=where, hint=hint or "kiểm tra lại tên và thư mục") from error
    except IsADirectoryError as error:
        raise InputError("đây là thư mục, không phải tệp", where=where, hint="chỉ ra tệp bên trong") from error
    except OSError as error:
        raise InputError(
            f"không đọc được tệp: {explain_os_error(error)}", where=where, hint="kiểm tra quyền đọc"
        ) from error
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024 // 1024
        raise InputError(f"tệp lớn hơn {limit} MB", where=where, hint="tách thành nhiều văn bản")
    return decode_text(data, where=where)
