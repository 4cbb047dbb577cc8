"""Do METS and PREMIS name every file of the package, as it is? Both are read as streams."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from typing import IO, Any, Final, cast

from lxml import etree

from docgen.archive import mets, premis
from docgen.archive.package import METS, PREMIS
from docgen.archive.package_reader import PackageReader
from docgen.archive.problems import Problem

_M: Final = f"{{{mets.NAMESPACE}}}"
_P: Final = f"{{{premis.NAMESPACE}}}"
_HREF: Final = f"{{{mets.XLINK}}}href"
_FILES: Final = (f"{_M}file", f"{_M}mdRef")
_OBJECTS: Final = (f"{_P}object",)
# What stands around those, or beside them, once or more for each document: to be forgotten as it ends.
_PASSED: Final = (*(f"{_M}{name}" for name in ("dmdSec", "amdSec", "fileGrp", "div")), f"{_P}event")
_MOST_TOLD: Final = 20


def verify_mets(reader: PackageReader) -> Iterator[Problem]:
    """Yield the files that METS.xml says otherwise, does not name, or names though they are not there."""
    named: set[str] = set()
    told = 0
    try:
        for element in _walk(reader, METS, _FILES):
            pointer = element.find(f"{_M}FLocat") if element.tag == f"{_M}file" else element
            path = posixpath.normpath(f"data/{'' if pointer is None else pointer.get(_HREF, '')}")
            named.add(path)
            digests = reader.digests.get(path)
            wanted = element.get("CHECKSUM"), element.get("SIZE")
            if digests is None or (digests.sha256, str(digests.size)) != wanted:
                told += 1
                if told <= _MOST_TOLD:
                    what = "không có trong gói" if digests is None else "khác với METS.xml"
                    yield Problem("bag", path, f"METS.xml kê tệp này: {what}")
    except etree.XMLSyntaxError as error:
        yield Problem("bag", METS, f"không đọc được: {error.msg}")
        return
    for path in [p for p in reader.paths if p.startswith("data/") and p != METS and p not in named][:_MOST_TOLD]:
        yield Problem("bag", path, "METS.xml không kê tệp này")


def verify_premis(reader: PackageReader) -> Iterator[Problem]:
    """Yield the files whose digests premis.xml says otherwise."""
    told = count = 0
    try:
        for element in _walk(reader, PREMIS, _OBJECTS):
            count += 1
            path = element.findtext(f"{_P}objectIdentifier/{_P}objectIdentifierValue") or ""
            said = [item.text for item in element.iterfind(f".//{_P}messageDigest")]
            digests = reader.digests.get(path)
            if digests is None or said != [digests.sha256, digests.sha512]:
                told += 1
                if told <= _MOST_TOLD:
                    yield Problem("bag", path, "premis.xml ghi mã băm khác")
    except etree.XMLSyntaxError as error:
        yield Problem("bag", PREMIS, f"không đọc được: {error.msg}")
        return
    if not count:
        yield Problem("bag", PREMIS, "không kê tệp nào")


def _walk(reader: PackageReader, path: str, tags: tuple[str, ...]) -> Iterator[Any]:
    """Yield the elements of these names; nothing is remembered of what was passed."""
    source = cast("IO[bytes]", io.BufferedReader(_Pieces(reader.blocks(path))))
    looked_at = (*tags, *_PASSED)
    events = etree.iterparse(
        source, events=("end",), tag=looked_at, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for _, element in events:
        if element.tag in tags:
            yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


class _Pieces(io.RawIOBase):
    """A stream of pieces that come one after another."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        self._rest = self._rest or next(self._pieces, b"")
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
