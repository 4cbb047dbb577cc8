"""A rendered document as the bytes of a .docx file. The same parts give the same bytes, on every machine.

What a template keeps from document to document is packed once; here the few parts that change are packed and the zip
put together from its records (PKWARE APPNOTE 4.3). libdeflate packs them: unlike zlib, of which every system has its
own kind, it comes with docgen and gives the same bytes wherever it runs.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from deflate import crc32, deflate_compress

from docgen.digest import sha256

_SEAL = b"docgen sha256 "
_SEAL_LENGTH = len(_SEAL) + len(sha256().hexdigest())
# Levels of libdeflate: for what is packed once a document, once a template.
_FAST, _SMALL = 1, 12

# Version 2.0, names in UTF-8 only where needed (flag below), deflate, 1980-01-01 00:00.
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5HI")
_OFFSET = struct.Struct("<I")  # the end of a central record, before the name
_END = struct.Struct("<4s4H2IH")
_VERSION, _TIME, _DATE = 20, 0, 33
_STORED, _DEFLATED = 0, 8
_UTF8 = 0x800
_MADE_ON_UNIX = 3 << 8
_MODE = 0o644 << 16


class Member(NamedTuple):
    """One part of a package, packed: its records in the zip as far as they can be written without its place, and what
    the seal says of it.
    """

    name: str
    data: bytes
    crc: int
    size: int
    local: bytes
    central: bytes
    sealed: str


def make_member(name: str, data: bytes, crc: int, size: int, method: int = _DEFLATED) -> Member:
    """Return a part from what ``method`` made of it, and the CRC-32 and size of what was packed."""
    flags = 0 if name.isascii() else _UTF8
    encoded = name.encode("utf-8")
    common = (_VERSION, flags, method, _TIME, _DATE, crc, len(data), size, len(encoded), 0)
    central = _CENTRAL.pack(b"PK\1\2", _MADE_ON_UNIX | _VERSION, *common, 0, 0, 0, _MODE)
    sealed = _describe(name, crc, size)
    return Member(name, data, crc, size, _LOCAL.pack(b"PK\3\4", *common) + encoded, central, sealed)


def pack_member(name: str, content: bytes) -> Member:
    """Pack a part that goes into one document."""
    return _pack(name, content, _FAST)


def pack_short_member(name: str, content: bytes) -> Member:
    """Pack a part of a few lines that goes into one document: as it is, for that is not worth the time."""
    return make_member(name, content, crc32(content), len(content), _STORED)


def pack_kept_member(name: str, content: bytes) -> Member:
    """Pack a part that goes into every document of a template: as small as can be."""
    return _pack(name, content, _SMALL)


def _pack(name: str, content: bytes, level: int) -> Member:
    return make_member(name, bytes(deflate_compress(content, level)), crc32(content), len(content))


@lru_cache(maxsize=64)
def pack_returning_member(name: str, content: bytes) -> Member:
    """Pack a part that is often the same from document to document, such as a header."""
    return pack_member(name, content)


def write_package(members: Iterable[Member]) -> bytes:
    """Put packed parts together. The content types come first, as Word writes them; the rest is in order of names."""
    ordered = sorted(members)  # no two have one name, so nothing behind it is compared
    seal = _seal([member.sealed for member in ordered])
    first = next(index for index, member in enumerate(ordered) if member.name == "[Content_Types].xml")
    ordered.insert(0, ordered.pop(first))
    offsets = (*accumulate([len(member.local) + len(member.data) for member in ordered], initial=0),)
    entries = b"".join(
        [
            member.central + _OFFSET.pack(offset) + member.local[_LOCAL.size :]
            for member, offset in zip(ordered, offsets, strict=False)
        ]
    )
    end = _END.pack(b"PK\5\6", 0, 0, len(ordered), len(ordered), len(entries), offsets[-1], len(seal))
    return b"".join([piece for member in ordered for piece in (member.local, member.data)] + [entries, end, seal])


def _seal(sealed: Iterable[str]) -> bytes:
    """Return the archive comment that marks a file as untouched: whoever saves it anew drops or belies it.

    ``sealed`` says of each part what ``_describe`` says, in order of names.
    """
    return _SEAL + sha256(f"[{', '.join(sealed)}]".encode()).hexdigest().encode("ascii")


def _describe(name: str, crc: int, size: int) -> str:
    return repr((name, crc, size))


def is_edited_since(data: bytes) -> bool:
    """Whether a .docx file was saved by another program than docgen: then it holds somebody's work.

    The name of the program in the extended properties would not do: libraries keep it. A file that cannot be read
    counts as edited.
    """
    try:
        members = sorted(_read_entries(data))
    except (struct.error, UnicodeDecodeError):
        return True
    return data[-_SEAL_LENGTH:] != _seal(_describe(*member) for member in members)


def _read_entries(data: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield name, CRC-32 and size of every part of a package whose comment is as long as a seal.

    zipfile would read the same, and takes longer to import than all the rest of putting a package together.
    """
    (_, _, _, _, count, _, at, _) = _END.unpack_from(data, len(data) - _END.size - _SEAL_LENGTH)
    for _ in range(count):
        (*_, crc, _, size, name_length, extra, comment, _, _, _) = _CENTRAL.unpack_from(data, at)
        at += _CENTRAL.size + _OFFSET.size
        yield data[at : at + name_length].decode("utf-8"), crc, size
        at += name_length + extra + comment
