"""Where a rendered document goes, without ever covering somebody's work."""

from __future__ import annotations

from pathlib import Path

from docgen.errors import InputError, explain_os_error
from docgen.files import write_whole
from docgen.rendering.package import is_edited_since


def refuse_covering(path: Path) -> None:
    """Raise InputError for a file that was saved by Word or another program since docgen made it."""
    if not path.exists():
        return
    try:
        edited = is_edited_since(path.read_bytes())
    except OSError as error:
        raise InputError(f"không đọc được tệp đang có: {explain_os_error(error)}", where=str(path)) from error
    if edited:
        raise InputError(
            "tệp đã được sửa bằng chương trình khác sau khi tạo, không ghi đè",
            where=str(path),
            hint="chọn thư mục khác, đổi tên tệp cũ, hoặc thêm --force để thay",
        )


def write_document(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a rendered document whole or not at all.

    A file of that name which was saved by Word or another program since is left alone: raises InputError, unless
    ``force``.
    """
    if not force:
        refuse_covering(path)
    write_whole(path, data)
