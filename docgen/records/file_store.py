"""Files by their content: ``files/ab/cdef…`` holds the bytes whose SHA-256 is ``abcdef…``; what is there never changes.

A file is on the disk, whole, before any row names it: temporary name, fsync, rename, fsync of the folder.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.errors import RegisterError, explain_os_error

_BLOCK: Final = 1 << 20
_WRITE_HINT: Final = "kiểm tra quyền ghi và dung lượng đĩa; chưa có gì được ghi vào sổ"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What the store knows of a file: its name by content, and its length in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class FileStore:
    """The folder of files of one store."""

    folder: Path

    def path_of(self, sha256: str) -> Path:
        """Return where the bytes with this digest are, or would be."""
        return self.folder / sha256[:2] / sha256[2:]

    def add(self, data: bytes) -> StoredFile:
        """Keep bytes; the same bytes twice are kept once. Raises RegisterError when they cannot be written."""
        stored = StoredFile(hashlib.sha256(data).hexdigest(), len(data))
        path = self.path_of(stored.sha256)
        try:
            if not (path.is_file() and path.stat().st_size == stored.size):
                _write(path, data)
        except OSError as error:
            raise RegisterError(
                f"không ghi được tệp vào kho: {explain_os_error(error)}", where=str(path), hint=_WRITE_HINT
            ) from error
        return stored

    def read(self, sha256: str) -> bytes:
        """Return the bytes. Raises RegisterError when they are missing or are no longer what they were."""
        path = self.path_of(sha256)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise RegisterError(
                f"kho thiếu tệp: {explain_os_error(error)}", where=str(path), hint=_RESTORE_HINT
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise RegisterError("tệp trong kho đã bị sửa", where=str(path), hint=_RESTORE_HINT)
        return data

    def find_problem(self, sha256: str, size: int | None) -> str | None:
        """Return what is wrong with a stored file (Vietnamese), or None when it is there and unchanged.

        ``size`` is what the table of files says of it, None when it does not name it.
        """
        digest, length = hashlib.sha256(), 0
        try:
            with self.path_of(sha256).open("rb") as stream:
                while block := stream.read(_BLOCK):
                    digest.update(block)
                    length += len(block)
        except (FileNotFoundError, ValueError):  # what is no digest names no file
            return "mất tệp"
        except OSError as error:
            return f"không đọc được tệp: {explain_os_error(error)}"
        if digest.hexdigest() != sha256:
            return "tệp đã bị sửa"
        if size is None:
            return "dòng của tệp trong cơ sở dữ liệu bị xóa"
        return None if size == length else f"cơ sở dữ liệu ghi {size} byte, tệp có {length} byte"

    def destroy(self, sha256: str) -> None:
        """Destroy a file that no record names any more. Raises RegisterError when it cannot be."""
        path = self.path_of(sha256)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise RegisterError(
                f"không xóa được tệp: {explain_os_error(error)}", where=str(path), hint="xóa tay"
            ) from error

    def walk(self) -> Iterator[str]:
        """Yield the digests of all files that are there, sorted."""
        for path in sorted(self.folder.glob("??/*")):
            if len(path.name) == 62:
                yield path.parent.name + path.name


_RESTORE_HINT: Final = "chạy docgen records verify, rồi lấy lại tệp từ bản sao lưu"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)  # noqa: PTH105
        # The new names must outlive a power cut too: the file's, and its folder's.
        for folder in (path.parent, path.parent.parent):
            _sync_folder(folder)
    finally:
        with suppress(OSError):
            temporary.unlink()


def _sync_folder(folder: Path) -> None:
    with suppress(PermissionError):  # Windows does not open folders
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
