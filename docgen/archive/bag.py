"""The tag files of a BagIt 1.0 bag (RFC 8493)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from docgen.archive.journal import PackedFile
from docgen.archive.package import FORM, PackageInfo

DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
BAGIT, BAG_INFO = "bagit.txt", "bag-info.txt"
ALGORITHMS: Final = ("sha256", "sha512")
_LINE: Final = re.compile(r"([0-9a-f]+)  (.+)")


def manifest_path(algorithm: str) -> str:
    """Return the name of the manifest of the payload."""
    return f"manifest-{algorithm}.txt"


def tag_manifest_path(algorithm: str) -> str:
    """Return the name of the manifest of the tag files."""
    return f"tagmanifest-{algorithm}.txt"


def write_bag_info(info: PackageInfo, *, size: int, count: int) -> bytes:
    """Return bag-info.txt; the payload has ``count`` files of ``size`` bytes in all."""
    lines = {
        "Source-Organization": info.organ_name,
        "External-Description": info.title,
        "External-Identifier": f"urn:docgen:{info.store_id}:{info.dossier.id if info.dossier else 'van-ban'}",
        "Bagging-Date": info.made_at[:10],
        "Bag-Software-Agent": f"docgen {info.version}",
        "Payload-Oxum": f"{size}.{count}",
        "Docgen-Form": FORM,
        "Docgen-Store": info.store_id,
        "Docgen-Made-At": info.made_at,
        "Docgen-Made-By": info.made_by,
        "Docgen-Documents": str(info.count),
    }
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in lines.items()).encode()


def read_bag_info(data: bytes) -> dict[str, str]:
    """Return what bag-info.txt says; a line that is none is left out."""
    lines = data.decode("utf-8", "replace").splitlines()
    return {name: value.strip() for name, colon, value in (line.partition(":") for line in lines) if colon}


def write_manifest(files: Iterable[PackedFile], algorithm: str) -> Iterator[bytes]:
    """Yield the lines of a manifest."""
    for file in files:
        yield f"{getattr(file, algorithm)}  {file.path}\n".encode()


def read_manifest(data: bytes) -> tuple[dict[str, str], list[int]]:
    """Return the digests of a manifest by path, and the numbers of the lines that are none, or say a path again."""
    found: dict[str, str] = {}
    bad = []
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in found:
            bad.append(number)
        else:
            found[match[2]] = match[1]
    return found, bad
