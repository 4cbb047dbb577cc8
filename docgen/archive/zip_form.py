"""How a package stands in its zip, byte for byte (APPNOTE 6.3): the one spelling that export writes and verify accepts.

Every file is stored as it is: PDF and DOCX are compressed already, a flaw in one place harms one file, and no byte can
change without a checksum showing it. Nothing of the headers is left to choice, so that a changed byte of theirs shows.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

LOCAL: Final = struct.Struct("<4s5H3I2H")
CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
END: Final = struct.Struct("<4s4H2IH")
END_64: Final = struct.Struct("<4sQ2H2I4Q")
LOCATOR_64: Final = struct.Struct("<4sIQI")
LOCAL_SIGNATURE: Final = b"PK\x03\x04"
CENTRAL_SIGNATURE: Final = b"PK\x01\x02"
END_SIGNATURE: Final = b"PK\x05\x06"
END_64_SIGNATURE: Final = b"PK\x06\x06"
LOCATOR_64_SIGNATURE: Final = b"PK\x06\x07"

MAX_32: Final = 0xFFFFFFFF
MAX_16: Final = 0xFFFF
_VERSION, _VERSION_64 = 20, 45
_UNIX: Final = 3 << 8
_UTF8: Final = 0x800
# 1980-01-01 00:00: when a file was packed says nothing, and would differ each time.
_DOS_TIME, _DOS_DATE = 0, 0x21
_PERMISSIONS: Final = 0o100644 << 16
_EXTRA_64: Final = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the zip: its name, checksum, size, and where its local header begins; all in bytes."""

    name: str
    crc: int
    size: int
    offset: int

    @property
    def data_offset(self) -> int:
        """Where its bytes begin."""
        return self.offset + len(write_local(self))

    @property
    def end(self) -> int:
        """Where the next header begins."""
        return self.data_offset + self.size


def write_local(entry: Entry) -> bytes:
    """Return the header that stands before a file."""
    name = entry.name.encode("utf-8", "surrogateescape")
    is_large = entry.size >= MAX_32
    extra = struct.pack("<2H2Q", _EXTRA_64, 16, entry.size, entry.size) if is_large else b""
    size = min(entry.size, MAX_32)
    version = _VERSION_64 if is_large else _VERSION
    fixed = (_UTF8, 0, _DOS_TIME, _DOS_DATE, entry.crc, size, size, len(name), len(extra))
    return LOCAL.pack(LOCAL_SIGNATURE, version, *fixed) + name + extra


def write_central(entry: Entry) -> bytes:
    """Return what the table of contents says of a file."""
    name = entry.name.encode("utf-8", "surrogateescape")
    large = [entry.size, entry.size] if entry.size >= MAX_32 else []
    large += [entry.offset] if entry.offset >= MAX_32 else []
    extra = struct.pack(f"<2H{len(large)}Q", _EXTRA_64, 8 * len(large), *large) if large else b""
    size, version = min(entry.size, MAX_32), _VERSION_64 if large else _VERSION
    common = (_UTF8, 0, _DOS_TIME, _DOS_DATE, entry.crc, size, size, len(name), len(extra), 0, 0, 0)
    place = min(entry.offset, MAX_32)
    return CENTRAL.pack(CENTRAL_SIGNATURE, _UNIX | version, version, *common, _PERMISSIONS, place) + name + extra


def write_end(start: int, length: int, count: int) -> bytes:
    """Return what closes the zip: its table of contents begins at ``start``, is ``length`` long and names ``count``."""
    few = min(count, MAX_16)
    end = END.pack(END_SIGNATURE, 0, 0, few, few, min(length, MAX_32), min(start, MAX_32), 0)
    if count < MAX_16 and length < MAX_32 and start < MAX_32:
        return end
    size = END_64.size - 12
    end_64 = END_64.pack(END_64_SIGNATURE, size, _UNIX | _VERSION_64, _VERSION_64, 0, 0, count, count, length, start)
    return end_64 + LOCATOR_64.pack(LOCATOR_64_SIGNATURE, 0, start + length, 1) + end
