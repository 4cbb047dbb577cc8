"""Writes a package from front to back, in memory that does not grow, and goes on where it was cut off."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from docgen.archive.journal import Journal, PackedFile
from docgen.archive.zip_form import Entry, write_central, write_end, write_local
from docgen.errors import ArchiveError, explain_os_error

_BLOCK: Final = 1 << 20
_WRITE_HINT: Final = "chọn thư mục khác hoặc kiểm tra quyền ghi và dung lượng đĩa"


class PackageWriter:
    """Writes the zip of a bag named ``top`` that becomes ``target``; ``export`` says which export it belongs to.

    Raises ArchiveError when a file cannot be written, or another export writes the same package.
    """

    def __init__(self, target: Path, top: str, export: str) -> None:
        self.top = top
        self.target = target
        self._bytes_path = target.with_name(f".{target.name}.dang-ghi")
        journal_path = target.with_name(f".{target.name}.nhat-ky")
        try:
            self.journal = Journal(journal_path, export)
            self._stream = _open_for_update(self._bytes_path)
        except OSError as error:
            raise self._explain(error) from error
        self._journal_path = journal_path
        if self._bytes_path.stat().st_size < self.journal.length:
            self.journal.start_anew()
        self._stream.truncate(self.journal.length)
        self._stream.seek(self.journal.length)
        self.is_resumed = self.journal.length > 0

    def __enter__(self) -> PackageWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.journal.length:
            # Nothing to be taken up: nothing is left behind. While they are open no other export uses them.
            for path in (self._bytes_path, self._journal_path):
                with suppress(OSError):
                    path.unlink()
        # What is still to be flushed stands behind the last commit and is written anew, even when the disk is full.
        with suppress(OSError):
            self._stream.close()
        self.journal.close()

    def add_bytes(self, path: str, data: bytes) -> PackedFile:
        """Pack a small file."""
        return self._add(path, [data], len(data))

    def add_pieces(self, path: str, pieces: Iterable[bytes]) -> PackedFile:
        """Pack a file of any length, as its pieces come."""
        return self._add(path, pieces, None)

    def add_file(self, path: str, source: Path, sha256: str) -> PackedFile:
        """Pack a file of the disk. Raises ArchiveError when it is not there, or is not what ``sha256`` says."""
        hint = "chạy docgen records verify, rồi lấy lại tệp từ bản sao lưu"
        try:
            with source.open("rb") as stream:
                packed = self._add(path, iter(lambda: stream.read(_BLOCK), b""), os.fstat(stream.fileno()).st_size)
        except OSError as error:
            raise ArchiveError(
                f"không đọc được tệp của kho: {explain_os_error(error)}", where=str(source), hint=hint
            ) from error
        if packed.sha256 != sha256:
            raise ArchiveError("tệp trong kho đã bị sửa, không xuất được", where=str(source), hint=hint)
        return packed

    def _add(self, path: str, pieces: Iterable[bytes], size: int | None) -> PackedFile:
        """Write a file. Its header is known beforehand only in length, and is written again when all is known."""
        name, offset = f"{self.top}/{path}", self._stream.tell()
        header = write_local(Entry(name, 0, size or 0, offset))
        crc, length, sha256, sha512 = 0, 0, hashlib.sha256(), hashlib.sha512()
        try:
            if size is not None and size <= _BLOCK:
                # The usual case: all in one piece, header and bytes written in order.
                data = b"".join(pieces)
                crc, length = zlib.crc32(data), len(data)
                sha256.update(data)
                sha512.update(data)
                entry = Entry(name, crc, length, offset)
                self._stream.write(write_local(entry))
                self._stream.write(data)
            else:
                self._stream.write(header)
                for piece in pieces:
                    crc = zlib.crc32(piece, crc)
                    length += len(piece)
                    sha256.update(piece)
                    sha512.update(piece)
                    self._stream.write(piece)
                entry = Entry(name, crc, length, offset)
                self._patch(entry, len(header))
        except OSError as error:
            raise self._explain(error) from error
        packed = PackedFile(entry, sha256.hexdigest(), sha512.hexdigest())
        self.journal.add_file(packed)
        return packed

    def _patch(self, entry: Entry, room: int) -> None:
        header = write_local(entry)
        if len(header) != room:
            raise ArchiveError("một tệp sinh ra dài quá 4 GB", where=entry.name, hint="xuất ít văn bản hơn một lần")
        end = self._stream.tell()
        self._stream.seek(entry.offset)
        self._stream.write(header)
        self._stream.seek(end)

    def commit(self) -> None:
        """Make sure that what was packed will not have to be packed again."""
        try:
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise self._explain(error) from error
        self.journal.commit(self._stream.tell())

    def finish(self) -> str:
        """Write the table of contents; return the SHA-256 of the whole package, which still has its working name."""
        self.journal.write_down()
        start, length, count = self._stream.tell(), 0, 0
        try:
            for file in self.journal.walk_files("start"):
                length += self._stream.write(write_central(file.entry))
                count += 1
            self._stream.write(write_end(start, length, count))
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._stream.seek(0)
            return hashlib.file_digest(self._stream, "sha256").hexdigest()
        except OSError as error:
            raise self._explain(error) from error

    def publish(self) -> int:
        """Put the finished package in its place, whole; return its length in bytes."""
        try:
            self._stream.close()
            size = self._bytes_path.stat().st_size
            os.replace(self._bytes_path, self.target)  # noqa: PTH105
        except OSError as error:
            raise self._explain(error) from error
        self.journal.close()
        with suppress(OSError):
            self._journal_path.unlink()
        return size

    def _explain(self, error: OSError) -> ArchiveError:
        return ArchiveError(f"không ghi được gói: {explain_os_error(error)}", where=str(self.target), hint=_WRITE_HINT)


def _open_for_update(path: Path):  # type: ignore[no-untyped-def]  # BufferedRandom, as open() infers
    path.touch()
    return path.open("r+b")


def read_blocks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file of the disk."""
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield block
