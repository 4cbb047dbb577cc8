"""The files of a package by their paths in the bag: their bytes, lines and digests."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO, Final

from docgen.archive.zip_form import Entry

_BLOCK: Final = 1 << 20
# Hashing lets go of Python's lock: more threads than a disk can feed are no use.
_READERS: Final = min(4, os.cpu_count() or 1)
_AT_ONCE: Final = 256
# Of what is read whole: lists and manifests of a hundred thousand documents stay below.
LARGEST_WHOLE: Final = 256 << 20


@dataclass(frozen=True, slots=True)
class Digests:
    """What the bytes of a file are: digests in hexadecimal digits, and whether the checksum of the zip is right."""

    sha256: str
    sha512: str
    size: int
    is_crc_right: bool


class PackageReader:
    """Reads the files of an open package. A path that is not there is None, or has no bytes."""

    def __init__(self, stream: BinaryIO, entries: Sequence[Entry]) -> None:
        self._descriptor = stream.fileno()
        self._entries = {entry.name.split("/", 1)[-1]: entry for entry in entries}
        self.digests: dict[str, Digests] = {}
        self._folders: dict[str, list[str]] = {}
        for path in self._entries:
            self._folders.setdefault(path.rpartition("/")[0], []).append(path)

    @property
    def paths(self) -> list[str]:
        """The paths, as they stand in the zip."""
        return list(self._entries)

    def list_folder(self, folder: str) -> list[str]:
        """Return the paths that stand right in a folder."""
        return self._folders.get(folder, [])

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def digest_all(self, tell: Callable[[int, int], None]) -> None:
        """Hash every file; ``tell`` hears how many are done, of how many."""
        done = 0
        with ThreadPoolExecutor(_READERS) as executor:
            paths = self.paths
            for start in range(0, len(paths), _AT_ONCE):
                some = paths[start : start + _AT_ONCE]
                found = executor.map(self._digest, [self._entries[path] for path in some])
                self.digests |= zip(some, found, strict=True)
                done += len(some)
                tell(done, len(self._entries))

    def _digest(self, entry: Entry) -> Digests:
        crc, size, sha256, sha512 = 0, 0, hashlib.sha256(), hashlib.sha512()
        for block in self._blocks(entry):
            crc = zlib.crc32(block, crc)
            size += len(block)
            sha256.update(block)
            sha512.update(block)
        is_right = crc == entry.crc and size == entry.size
        return Digests(sha256.hexdigest(), sha512.hexdigest(), size, is_right)

    def _blocks(self, entry: Entry) -> Iterator[bytes]:
        at, end = entry.data_offset, entry.end
        while at < end:
            block = os.pread(self._descriptor, min(_BLOCK, end - at), at)
            if not block:
                return
            at += len(block)
            yield block

    def blocks(self, path: str) -> Iterator[bytes]:
        """Yield the bytes of a file in pieces."""
        if path in self._entries:
            yield from self._blocks(self._entries[path])

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None when it is not there, or larger than is read whole."""
        entry = self._entries.get(path)
        if entry is None or entry.size > LARGEST_WHOLE:
            return None
        return b"".join(self._blocks(entry))

    def lines(self, path: str) -> Iterator[bytes]:
        """Yield the lines of a file without their ends; one too long to be read ends the file."""
        rest = b""
        for block in self.blocks(path):
            *whole, rest = (rest + block).split(b"\n")
            yield from whole
            if len(rest) > LARGEST_WHOLE:
                return
        if rest:
            yield rest
