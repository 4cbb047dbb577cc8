"""Metadata as XML: the fields of Annex VI, part II of Decree 30/2020/NĐ-CP, under their names and in their order.

All 16 fields of an outgoing document, 18 of an incoming one and 11 of a dossier are there; what is not known is empty.
Days are ISO 8601 (ten signs, as the annex asks). What the annex has no field for stands behind, in a namespace of ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docgen.archive.package import INCOMING, FileCode, SourceDocument, SourceDossier
from docgen.archive.xml_text import write_element

NAMESPACE: Final = "urn:docgen:nd30:phu-luc-vi:1.0"
EXTRA_NAMESPACE: Final = "urn:docgen:luu-tru:1.0"
_ROOTS: Final = {"document": "OutgoingDocument", INCOMING: "IncomingDocument"}


@dataclass(frozen=True, slots=True)
class DescribedFile:
    """A packed file of a document, as its metadata name it: path beside the metadata, name in the register."""

    role: str
    path: str
    name: str
    size: int
    sha256: str


def write_document_xml(document: SourceDocument, files: Sequence[DescribedFile]) -> bytes:
    """Return the metadata of a document."""
    root = _ROOTS[document.kind]
    fields = _incoming_fields(document) if document.kind == INCOMING else _outgoing_fields(document)
    return _write(root, [*fields, *_extra(document, files)])


def write_dossier_xml(dossier: SourceDossier, *, documents: int, pages: int | None) -> bytes:
    """Return the metadata of a dossier; how many documents and pages are those of the package."""
    row = dossier.record
    return _write(
        "Dossier",
        [
            _file_code(dossier.code),
            *(_field(name, row[column]) for name, column in _DOSSIER_COLUMNS),
            _field("DocTotal", documents),
            _field("PageTotal", row["page_total"] or pages),
            _field("Description", row["description"]),
        ],
    )


_DOSSIER_COLUMNS: Final = (
    ("Title", "title"),
    ("Maintenance", "maintenance"),
    ("Rights", "rights"),
    ("Creator", "creator"),
    ("Language", "language"),
    ("StartDate", "start_date"),
    ("EndDate", "end_date"),
)


def _outgoing_fields(document: SourceDocument) -> Iterator[str]:
    row = document.record
    yield from _places(document.file_codes)
    yield from _common(row, document.organ_name)
    yield _signer(row)
    recipients = json.loads(row["recipients"] or "[]") or [""]
    for recipient in recipients:
        yield f"<To>{_field('OrganId', '')}{_field('OrganName', recipient)}</To>"
    yield _field("Priority", row["priority"])
    yield _field("IssuedAmount", row["issued_amount"])
    yield _field("DueDate", row["due_date"])


def _incoming_fields(document: SourceDocument) -> Iterator[str]:
    row = document.record
    yield from _places(document.file_codes)
    yield from _common(row, row["organ_name"])
    yield _field("ArrivalDate", row["arrival_date"])
    yield _field("ArrivalNumber", row["arrival_number"])
    yield _signer(row)
    yield _field("Priority", row["priority"])
    yield _field("ToPlaces", row["to_places"])
    yield _field("TraceHeaderList", row["trace_headers"])
    yield _field("DueDate", row["due_date"])


def _common(row: Mapping[str, Any], organ_name: str) -> Iterator[str]:
    """Fields 3 to 11, which both kinds have."""
    yield _field("TypeName", row["type_name"])
    yield _field("CodeNumber", row["code_number"])
    yield _field("CodeNotation", row["code_notation"])
    yield _field("IssuedDate", row["promulgation_date"])
    yield _field("OrganName", organ_name)
    yield _field("Subject", row["subject"])
    yield _field("Language", row["language"])
    yield _field("PageAmount", row["page_amount"])
    yield _field("Description", row["description"])


def _places(codes: Sequence[FileCode]) -> Iterator[str]:
    """Fields 1 and 2, once for each dossier that a document lies in."""
    for code in codes or (None,):
        yield _file_code(code)
        yield _field("DocOrdinal", code.ordinal if code else "")


def _file_code(code: FileCode | None) -> str:
    parts = (code.organ_id, code.catalog, code.notation) if code else ("", "", "")
    names = ("OrganId", "FileCatalog", "FileNotation")
    return f"<FileCode>{''.join(map(_field, names, parts))}</FileCode>"


def _signer(row: Mapping[str, Any]) -> str:
    return f"<SignerInfo>{_field('Position', row['position'])}{_field('FullName', row['full_name'])}</SignerInfo>"


def _extra(document: SourceDocument, files: Sequence[DescribedFile]) -> Iterator[str]:
    yield write_element("x:Register", "", kind=document.kind, id=document.id)
    yield write_element("x:Code", document.code)
    yield write_element("x:State", document.record["state"], name=document.state)
    for file in files:
        yield write_element("x:File", file.name, role=file.role, href=file.path, size=file.size, sha256=file.sha256)


def _field(name: str, value: Any) -> str:
    return write_element(name, "" if value is None else value)


def _write(root: str, parts: Sequence[str]) -> bytes:
    lines = "\n".join(f"  {part}" for part in parts)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}" xmlns:x="{EXTRA_NAMESPACE}">\n'
        f"{lines}\n</{root}>\n"
    ).encode()
