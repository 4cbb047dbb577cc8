"""A zip of many documents, written from front to back and taken up again where it was left.

``zipfile`` keeps an object for every member until the end: 40 MB for fifty thousand letters. Here what the table of
contents needs goes to a file of its own, so that memory does not grow, and two lengths say all that is needed to go on
after a kill. Documents are stored as they are: a .docx and a .pdf are compressed already.
"""

from __future__ import annotations

import os
import shutil
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from docgen.errors import InputError, explain_os_error

COMMENT = b"docgen batch"
"""The comment of a zip that docgen made: one without it is somebody's work."""

_VERSION = 45
_UTF8 = 0x800
# 1980-01-01 00:00, so that the same documents make the same bytes.
_DOS_TIME, _DOS_DATE = 0, 0x21
_PERMISSIONS = 0o100644 << 16
_MAX_32, _MAX_16 = 0xFFFFFFFF, 0xFFFF
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END_64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR_64 = struct.Struct("<4sIQI")


class PackedMember(NamedTuple):
    """What the table of contents says of a file; ``offset`` counts from the start of its piece."""

    name: bytes
    crc: int
    size: int
    offset: int


class ZipPiece(NamedTuple):
    """Some files as they stand in the zip, one behind the other: made by whichever process made the files."""

    data: bytes
    members: tuple[PackedMember, ...]


def pack_piece(files: Iterable[tuple[str, bytes]]) -> ZipPiece:
    """Pack files under their names."""
    pieces: list[bytes] = []
    members: list[PackedMember] = []
    offset = 0
    for name, data in files:
        member = PackedMember(name.encode("utf-8"), zlib.crc32(data), len(data), offset)
        head = _LOCAL.pack(b"PK\x03\x04", 20, *_describe(member), 0) + member.name
        pieces += (head, data)
        members.append(member)
        offset += len(head) + len(data)
    return ZipPiece(b"".join(pieces), tuple(members))


def _describe(member: PackedMember) -> tuple[int, ...]:
    """Return what both records of a file say of it."""
    return (_UTF8, 0, _DOS_TIME, _DOS_DATE, member.crc, member.size, member.size, len(member.name))


def _write_entry(member: PackedMember, offset: int) -> bytes:
    # Beyond four gigabytes the place of a member stands in an extra field.
    extra = struct.pack("<2HQ", 1, 8, offset) if offset >= _MAX_32 else b""
    version = _VERSION if extra else 20
    common = (3 << 8 | version, version, *_describe(member), len(extra), 0, 0, 0, _PERMISSIONS, min(offset, _MAX_32))
    return _CENTRAL.pack(b"PK\x01\x02", *common) + member.name + extra


_DATA, _DIRECTORY = "van-ban.zip.part", "muc-luc.part"


def can_take_up(folder: Path, lengths: tuple[int, int, int]) -> bool:
    """Whether the files of an unfinished zip hold all that was recorded."""
    parts = ((folder / _DATA, lengths[0]), (folder / _DIRECTORY, lengths[1]))
    return all(not length or (path.is_file() and path.stat().st_size >= length) for path, length in parts)


class ZipAppender:
    """Writes a zip into ``folder`` until ``finish`` puts it in its place. ``lengths`` take it up again from there.

    Whatever writes raises InputError when the disk takes no more.
    """

    def __init__(self, folder: Path, lengths: tuple[int, int, int] = (0, 0, 0)) -> None:
        self._path = folder / _DATA
        with _telling(self._path):
            self._data = _open_at(self._path, lengths[0])
            self._directory = _open_at(folder / _DIRECTORY, lengths[1])
        self._count = lengths[2]

    def add(self, piece: ZipPiece) -> tuple[int, int, int]:
        """Add the files of a piece at the end, and return the lengths that take the zip up again behind them."""
        with _telling(self._path):
            start = self._data.tell()
            self._data.write(piece.data)
            self._directory.write(b"".join([_write_entry(member, start + member.offset) for member in piece.members]))
            self._count += len(piece.members)
            return self._flush()

    def _flush(self) -> tuple[int, int, int]:
        """Bring what was added to the files, and return the lengths that take it up again."""
        self._data.flush()
        self._directory.flush()
        return self._data.tell(), self._directory.tell(), self._count

    def make_lasting(self) -> None:
        """Bring what was added to the disk."""
        with _telling(self._path):
            for stream in (self._data, self._directory):
                os.fsync(stream.fileno())

    def finish(self, target: Path) -> None:
        """Write the table of contents and put the zip in its place, whole. Raises InputError."""
        with _telling(target):
            start, length, count = self._flush()
            self._directory.seek(0)
            shutil.copyfileobj(self._directory, self._data)
            self._data.write(_write_end(start, length, count))
            self._data.flush()
            os.fsync(self._data.fileno())
            self.close()
            os.replace(self._path, target)  # noqa: PTH105

    def close(self) -> None:
        """Close the files; they stay, to be taken up again. What a full disk did not take was never recorded."""
        for stream in (self._data, self._directory):
            with suppress(OSError):
                stream.close()

    def __enter__(self) -> ZipAppender:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Tell the clerk what the system says of a file that cannot be written."""
    try:
        yield
    except OSError as error:
        hint = "giải phóng đĩa, rồi chạy lại đúng lệnh này để làm tiếp"
        raise InputError(f"không ghi được tệp: {explain_os_error(error)}", where=str(path), hint=hint) from error


def _open_at(path: Path, length: int):  # type: ignore[no-untyped-def]  # BufferedRandom, as open() infers
    """Open a file for going on at ``length``: what stands behind it was never recorded."""
    path.touch()
    stream = path.open("r+b")
    stream.truncate(length)
    stream.seek(length)
    return stream


def _write_end(start: int, length: int, count: int) -> bytes:
    end = _END.pack(
        b"PK\x05\x06",
        0,
        0,
        min(count, _MAX_16),
        min(count, _MAX_16),
        min(length, _MAX_32),
        min(start, _MAX_32),
        len(COMMENT),
    )
    if count < _MAX_16 and length < _MAX_32 and start < _MAX_32:
        return end + COMMENT
    end_64 = _END_64.pack(
        b"PK\x06\x06", _END_64.size - 12, 3 << 8 | _VERSION, _VERSION, 0, 0, count, count, length, start
    )
    return end_64 + _LOCATOR_64.pack(b"PK\x06\x07", 0, start + length, 1) + end + COMMENT


def is_docgen_zip(path: Path) -> bool:
    """Whether a file is a zip that a batch made."""
    with path.open("rb") as stream:
        stream.seek(0, os.SEEK_END)
        stream.seek(max(0, stream.tell() - len(COMMENT)))
        return stream.read() == COMMENT
