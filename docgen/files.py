"""Writing files so that nothing is ever half-written: to a temporary name first, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from docgen.errors import InputError, explain_os_error

_WRITE_HINT = "chọn thư mục khác hoặc kiểm tra quyền ghi và dung lượng đĩa"


def make_folder(folder: Path) -> None:
    """Create a folder and its parents. Raises InputError when that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise InputError("đây là tệp, không phải thư mục", where=str(folder), hint="chọn tên khác") from error
    except OSError as error:
        raise InputError(
            f"không tạo được thư mục: {explain_os_error(error)}", where=str(folder), hint=_WRITE_HINT
        ) from error


def write_whole(path: Path, data: bytes, *, workplace: Path | None = None, flush: bool = True) -> None:
    """Write a file whole or not at all, with the permissions of a new file. Raises InputError when it cannot be.

    The temporary file stands in ``workplace``, a folder of the same disk, by default beside the file. Without ``flush``
    the data may still be lost with the machine's power: for whoever flushes many files at once.
    """
    # A short name of its own: the file's may be as long as a folder takes.
    temporary = (workplace or path.parent) / f".docgen-{os.urandom(8).hex()}.tmp"
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            if flush:
                os.fsync(stream.fileno())
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException as error:  # Ctrl-C as well
        with suppress(OSError):
            temporary.unlink()
        if not isinstance(error, OSError):
            raise
        raise InputError(f"không ghi được tệp: {explain_os_error(error)}", where=str(path), hint=_WRITE_HINT) from error


@contextmanager
def replacing_whole(path: Path) -> Iterator[Path]:
    """Give a temporary path to write to, which takes the place of ``path`` when the block ends without an error.

    For what is too large for memory; ``write_whole`` is for the rest. Raises InputError when it cannot be written.
    """
    temporary = path.parent / f".docgen-{os.urandom(8).hex()}.tmp"
    try:
        yield temporary
        with temporary.open("rb") as stream:
            os.fsync(stream.fileno())
        os.replace(temporary, path)  # noqa: PTH105
    except OSError as error:
        raise InputError(f"không ghi được tệp: {explain_os_error(error)}", where=str(path), hint=_WRITE_HINT) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
