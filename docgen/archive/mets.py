"""METS 1.12: every file of the package, which document it is of, and what was done to that document.

The metadata of Annex VI are referred to (``mdRef``) with their digest; the acts on each document stand inside as PREMIS
events; files carry SHA-256. Read and written as a stream: ten thousand documents make tens of megabytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from docgen.archive.journal import PackedFile
from docgen.archive.metadata_xml import NAMESPACE as METADATA_NAMESPACE
from docgen.archive.package import DOSSIER_XML, FORM, PREMIS, RECORD_NAME, PackageInfo
from docgen.archive.premis import NAMESPACE as PREMIS_NAMESPACE
from docgen.archive.premis import read_event, write_event
from docgen.archive.xml_text import write_attribute, write_element

NAMESPACE: Final = "http://www.loc.gov/METS/"
XLINK: Final = "http://www.w3.org/1999/xlink"

MIME_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "txt": "text/plain",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}
_UNKNOWN_TYPE: Final = "application/octet-stream"

Listed = Mapping[str, Any]
Find = Callable[[list[str]], Mapping[str, PackedFile]]
"""Gives the packed files of paths in the bag, by path."""


def write_mets(
    info: PackageInfo, walk: Callable[[], Iterable[Listed]], find: Find, others: Iterable[str]
) -> Iterator[bytes]:
    """Yield the METS of a package, piece by piece.

    ``walk`` goes over what the journal says of the documents, in order, as often as it is called; ``others`` are the
    paths of files of no document.
    """
    others = list(others)
    found = find([path for path in others if path in (DOSSIER_XML, PREMIS)])
    yield _write_head(info).encode()
    if DOSSIER_XML in found:
        yield _metadata_section("md-ho-so", found[DOSSIER_XML]).encode()
    for number, item in enumerate(walk(), 1):
        yield _metadata_section(f"md-{number}", find([item["metadata"]])[item["metadata"]]).encode()
    yield _package_section(found[PREMIS]).encode()
    for number, item in enumerate(walk(), 1):
        yield _events_section(number, item).encode()
    yield b"<mets:fileSec>\n"
    for number, item in enumerate(walk(), 1):
        yield _group(f"van-ban-{number}", _list_files(number, item, find)).encode()
    packed = find(others)
    rest = [(f"f-0-{place}", "", packed[path]) for place, path in enumerate(others, 1) if path not in found]
    yield _group("chung", rest).encode()
    yield b'</mets:fileSec>\n<mets:structMap TYPE="logical">\n'
    dossier = ' DMDID="md-ho-so"' if DOSSIER_XML in found else ""
    yield f'<mets:div TYPE="package" LABEL={write_attribute(info.title)} ADMID="amd-goi"{dossier}>\n'.encode()
    for number, item in enumerate(walk(), 1):
        yield _division(number, item).encode()
    pointers = "".join(f'<mets:fptr FILEID="{key}"/>' for key, *_ in rest)
    yield f'<mets:div TYPE="lists">{pointers}</mets:div>\n</mets:div>\n</mets:structMap>\n</mets:mets>\n'.encode()


def _write_head(info: PackageInfo) -> str:
    spaces = f'xmlns:mets="{NAMESPACE}" xmlns:xlink="{XLINK}" xmlns:premis="{PREMIS_NAMESPACE}"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<mets:mets {spaces} PROFILE={write_attribute(FORM)} '
        f"LABEL={write_attribute(info.title)}>\n"
        f'<mets:metsHdr CREATEDATE="{info.made_at}">'
        f'<mets:agent ROLE="ARCHIVIST" TYPE="ORGANIZATION">{write_element("mets:name", info.organ_name)}</mets:agent>'
        f'<mets:agent ROLE="CREATOR" TYPE="OTHER" OTHERTYPE="SOFTWARE">'
        f"{write_element('mets:name', f'docgen {info.version}')}</mets:agent></mets:metsHdr>\n"
    )


def _reference(file: PackedFile) -> str:
    """Return where a file stands and what it is, as METS.xml, which stands in ``data/``, refers to it."""
    return f'LOCTYPE="URL" xlink:type="simple" xlink:href={write_attribute(file.path.removeprefix("data/"))}'


def _checks(file: PackedFile) -> str:
    mime = MIME_TYPES.get(file.path.rpartition(".")[2].lower(), _UNKNOWN_TYPE)
    return f'MIMETYPE="{mime}" SIZE="{file.entry.size}" CHECKSUM="{file.sha256}" CHECKSUMTYPE="SHA-256"'


def _metadata_section(key: str, file: PackedFile) -> str:
    kind = f'MDTYPE="OTHER" OTHERMDTYPE="{METADATA_NAMESPACE}"'
    return f'<mets:dmdSec ID="{key}"><mets:mdRef {_reference(file)} {kind} {_checks(file)}/></mets:dmdSec>\n'


def _package_section(premis: PackedFile) -> str:
    return (
        f'<mets:amdSec ID="amd-goi"><mets:digiprovMD ID="premis"><mets:mdRef {_reference(premis)} MDTYPE="PREMIS" '
        f"{_checks(premis)}/></mets:digiprovMD></mets:amdSec>\n"
    )


def _events_section(number: int, item: Listed) -> str:
    objects = [path for role, path, _ in item["files"] if path.rpartition("/")[2] != RECORD_NAME]
    events = "".join(
        f'<mets:digiprovMD ID="amd-{number}-{place}"><mets:mdWrap MDTYPE="PREMIS:EVENT"><mets:xmlData>'
        f"{write_event(read_event(kept, objects if kept[1] in _MAKES_FILES else ()))}"
        "</mets:xmlData></mets:mdWrap></mets:digiprovMD>\n"
        for place, kept in enumerate(item["events"], 1)
    )
    return f'<mets:amdSec ID="amd-{number}">\n{events}</mets:amdSec>\n'


# The acts from which the files of a document come.
_MAKES_FILES: Final = frozenset({"issuing", "accession"})


def _list_files(number: int, item: Listed, find: Find) -> list[tuple[str, str, PackedFile]]:
    packed = find([path for _, path, _ in item["files"]])
    return [(f"f-{number}-{place}", role, packed[path]) for place, (role, path, _) in enumerate(item["files"], 1)]


def _group(key: str, files: Iterable[tuple[str, str, PackedFile]]) -> str:
    written = "".join(
        f'<mets:file ID="{key}" {_checks(file)}{f" USE={write_attribute(role)}" if role else ""}>'
        f"<mets:FLocat {_reference(file)}/></mets:file>\n"
        for key, role, file in files
    )
    return f'<mets:fileGrp ID="{key}">\n{written}</mets:fileGrp>\n'


def _division(number: int, item: Listed) -> str:
    pointers = "".join(f'<mets:fptr FILEID="f-{number}-{place}"/>' for place in range(1, len(item["files"]) + 1))
    label = write_attribute(" ".join(filter(None, (item["code"], item["type_name"], item["subject"]))))
    admin = f' ADMID="amd-{number}"' if item["events"] else ""
    return (
        f'<mets:div TYPE="{item["kind"]}" ORDER="{number}" LABEL={label} DMDID="md-{number}"{admin}>'
        f"{pointers}</mets:div>\n"
    )
