"""Older and foreign formats in, DOCX out: so that ``docgen check`` can judge what a colleague wrote years ago."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import InputError, ToolError
from docgen.office.soffice import get_soffice, run_soffice
from docgen.settings import DEFAULT_CONVERT_TIMEOUT_S

MAX_BYTES = 100 * 1024 * 1024
_SAVE_AS_DOCX = "mở bằng Word hoặc LibreOffice, lưu thành .docx rồi chạy lại"


@dataclass(frozen=True, slots=True)
class _Format:
    """A format by its ending: its name, how its files begin, the filter of LibreOffice that is pinned for it."""

    name: str
    magic: bytes
    import_filter: str


_FORMATS = {
    ".doc": _Format("Word 97–2003", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "MS Word 97"),
    ".odt": _Format("LibreOffice", b"PK\x03\x04", "writer8"),
}


def is_importable(path: Path) -> bool:
    """Whether the file's ending is one that ``open_as_docx`` takes."""
    return path.suffix.lower() in _FORMATS


@contextmanager
def open_as_docx(
    path: Path, *, soffice: str | None = None, timeout_s: float = DEFAULT_CONVERT_TIMEOUT_S
) -> Iterator[Path]:
    """Convert a .doc or .odt file to a temporary .docx, which is gone when the block ends.

    Raises InputError when the file cannot be read, is not what its ending says or cannot be converted, ToolError when
    LibreOffice is missing or takes more than ``timeout_s`` seconds.
    """
    data = _read(path)
    program = get_soffice(soffice)
    with tempfile.TemporaryDirectory(prefix="docgen-import-", ignore_cleanup_errors=True) as folder:
        # Resolved: LibreOffice wants absolute paths. A name of ours: the original may hold anything.
        work = Path(folder).resolve()
        source = work / f"document{path.suffix.lower()}"
        source.write_bytes(data)
        yield _convert(path, source, program, timeout_s)


def _read(path: Path) -> bytes:
    form = _FORMATS[path.suffix.lower()]
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB", where=str(path), hint=_SAVE_AS_DOCX)
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"không đọc được tệp: {error.strerror}", where=str(path), hint="kiểm tra tên tệp") from error
    if not data.startswith(form.magic):
        raise InputError(f"đây không phải là tệp {path.suffix} ({form.name})", where=str(path), hint=_SAVE_AS_DOCX)
    return data


def _convert(path: Path, source: Path, program: Path, timeout_s: float) -> Path:
    made = source.parent / "out"
    made.mkdir()
    arguments = (
        f"--infilter={_FORMATS[source.suffix].import_filter}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(made),
        str(source),
    )
    run_folder = source.parent / "run"
    run_folder.mkdir()
    run = run_soffice(program, arguments, run_folder, patience_s=timeout_s)
    if run.exit_code is None:
        raise ToolError(
            f"LibreOffice chạy quá {timeout_s:g} giây mà chưa xong nên đã bị dừng", where=str(path), hint=_SAVE_AS_DOCX
        )
    result = made / "document.docx"
    if not result.is_file() or result.stat().st_size == 0:
        raise InputError("LibreOffice không mở được tệp này", where=str(path), hint=_SAVE_AS_DOCX)
    return result
