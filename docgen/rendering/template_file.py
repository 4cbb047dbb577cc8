"""The file of a template, before anything looks into it."""

from __future__ import annotations

from pathlib import Path

from docgen.errors import TemplateError, explain_os_error

MAX_BYTES = 64 * 1024 * 1024


def read_template_file(path: Path) -> bytes:
    """Return the bytes of a template. Raises TemplateError for a file that cannot be read or is too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TemplateError(f"mẫu lớn hơn {MAX_BYTES // 1024**2} MB", where=str(path), hint="bỏ bớt ảnh trong mẫu")
        return path.read_bytes()
    except OSError as error:
        hint = "kiểm tra lại tên tệp và quyền đọc, hoặc cài lại docgen"
        raise TemplateError(f"không mở được mẫu: {explain_os_error(error)}", where=str(path), hint=hint) from error
