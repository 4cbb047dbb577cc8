"""Older and foreign formats in, DOCX out: so that ``docgen check`` can judge what a colleague wrote years ago."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import InputError, ToolError, explain_os_error
from docgen.office.soffice import Engine, get_engine
from docgen.office.work_folder import WorkFolder
from docgen.office.worker import Order, OutOfBounds, Worker, WorkerFailure
from docgen.settings import DEFAULT_CONVERT_TIMEOUT_S

_EXPORT_FILTER = "MS Word 2007 XML"
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
    engine = get_engine(soffice)
    with closing(WorkFolder()) as folder:
        # A name of ours: the original may hold anything.
        source = folder.path / f"document{path.suffix.lower()}"
        source.write_bytes(data)
        form = _FORMATS[source.suffix]
        order = Order(source, folder.path / "document.docx", form.import_filter, _EXPORT_FILTER)
        yield _convert(path, order, engine, timeout_s)


def _read(path: Path) -> bytes:
    form = _FORMATS[path.suffix.lower()]
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB", where=str(path), hint=_SAVE_AS_DOCX)
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"không đọc được tệp: {explain_os_error(error)}", where=str(path), hint="kiểm tra tên tệp"
        ) from error
    if not data.startswith(form.magic):
        raise InputError(f"đây không phải là tệp {path.suffix} ({form.name})", where=str(path), hint=_SAVE_AS_DOCX)
    return data


def _convert(path: Path, order: Order, engine: Engine, timeout_s: float) -> Path:
    worker = Worker(engine, order.source.parent / "worker", timeout_s)
    try:
        worker.send(order)
        worker.wait()
    except OutOfBounds as failure:
        raise ToolError(str(failure), where=str(path), hint=_SAVE_AS_DOCX) from failure
    except WorkerFailure as failure:
        raise InputError("LibreOffice không mở được tệp này", where=str(path), hint=_SAVE_AS_DOCX) from failure
    finally:
        worker.stop()
    if not order.target.is_file() or order.target.stat().st_size == 0:
        raise InputError("LibreOffice không mở được tệp này", where=str(path), hint=_SAVE_AS_DOCX)
    return order.target
