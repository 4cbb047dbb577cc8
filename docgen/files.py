"""Writing files so that nothing is ever half-written: to a temporary name first, then renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from docgen.errors import InputError

_WRITE_HINT = "chọn thư mục khác hoặc kiểm tra quyền ghi và dung lượng đĩa"


def make_folder(folder: Path) -> None:
    """Create a folder and its parents. Raises InputError when that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise InputError("đây là tệp, không phải thư mục", where=str(folder), hint="chọn tên khác") from error
    except OSError as error:
        raise InputError(f"không tạo được thư mục: {error.strerror}", where=str(folder), hint=_WRITE_HINT) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, with the permissions of a new file. Raises InputError when it cannot be."""
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes files for the owner alone; a document belongs to the agency's folder.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)  # noqa: PTH101
        os.replace(temporary, path)  # noqa: PTH105
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise InputError(f"không ghi được tệp: {error.strerror}", where=str(path), hint=_WRITE_HINT) from error
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
