"""Is each document what its record, its metadata and the acts on it say, and is every file of it named?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from docgen.archive.metadata_xml import EXTRA_NAMESPACE, NAMESPACE
from docgen.archive.package import (
    DOCUMENTS_FOLDER,
    DOSSIER_RECORD,
    DOSSIER_XML,
    INCOMING,
    MADE_PDF,
    METADATA_NAME,
    OUTGOING,
    RECORD_NAME,
)
from docgen.archive.package_reader import PackageReader
from docgen.archive.problems import Problem
from docgen.archive.verify_trail import Told

_P: Final = f"{{{NAMESPACE}}}"
_X: Final = f"{{{EXTRA_NAMESPACE}}}"
_KINDS: Final = {f"{_P}OutgoingDocument": OUTGOING, f"{_P}IncomingDocument": INCOMING}
_FIELDS: Final = {
    "TypeName": "type_name",
    "CodeNumber": "code_number",
    "CodeNotation": "code_notation",
    "IssuedDate": "promulgation_date",
    "Subject": "subject",
    "Language": "language",
    "PageAmount": "page_amount",
    "Description": "description",
    "Priority": "priority",
    "DueDate": "due_date",
    "SignerInfo/Position": "position",
    "SignerInfo/FullName": "full_name",
}
_INCOMING_FIELDS: Final = {
    "OrganName": "organ_name",
    "ArrivalDate": "arrival_date",
    "ArrivalNumber": "arrival_number",
    "ToPlaces": "to_places",
    "TraceHeaderList": "trace_headers",
}
_OUTGOING_FIELDS: Final = {"IssuedAmount": "issued_amount"}
_DOSSIER_FIELDS: Final = {
    "Title": "title",
    "Maintenance": "maintenance",
    "Rights": "rights",
    "Creator": "creator",
    "StartDate": "start_date",
    "EndDate": "end_date",
    "Description": "description",
}


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that the metadata of a document name."""

    role: str
    path: str
    name: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """A document as its metadata describe it; ``fields`` by the names of Annex VI."""

    folder: str
    kind: str
    id: str
    code: str
    fields: Mapping[str, str]
    files: tuple[NamedFile, ...]

    @property
    def label(self) -> str:
        """What people call it."""
        return f"văn bản {'đến ' if self.kind == INCOMING else ''}{self.id} ({self.code or 'không số'})"


def make_parser() -> etree.XMLParser:
    """Return a parser that fetches nothing and unfolds nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def read_documents(reader: PackageReader) -> tuple[list[PackedDocument], list[Problem]]:
    """Return the documents of a package, by their metadata, and those that cannot be read."""
    documents, problems = [], []
    prefix = f"{DOCUMENTS_FOLDER}/"
    folders = dict.fromkeys(path.rpartition("/")[0] for path in reader.paths if path.startswith(prefix))
    parser = make_parser()
    for folder in folders:
        path = f"{folder}/{METADATA_NAME}"
        try:
            documents.append(_read_document(folder, etree.fromstring(reader.read(path) or b"", parser)))
        except (ValueError, KeyError, etree.XMLSyntaxError):
            problems.append(Problem("document", path, "thiếu hoặc không đọc được thông tin của văn bản"))
    return documents, problems


def _read_document(folder: str, root: Any) -> PackedDocument:
    register = root.find(f"{_X}Register")
    if register is None:
        raise ValueError
    files = tuple(
        NamedFile(
            item.get("role", ""),
            f"{folder}/{item.get('href', '')}",
            item.text or "",
            item.get("size", ""),
            item.get("sha256", ""),
        )
        for item in root.iterfind(f"{_X}File")
    )
    names = [*_FIELDS, *_INCOMING_FIELDS, *_OUTGOING_FIELDS, "OrganName"]
    fields = {name: root.findtext(_path(name)) or "" for name in names}
    return PackedDocument(
        folder, _KINDS[root.tag], register.get("id", ""), root.findtext(f"{_X}Code") or "", fields, files
    )


def _path(name: str) -> str:
    return "/".join(f"{_P}{part}" for part in name.split("/"))


def verify_document(reader: PackageReader, document: PackedDocument, told: Told | None) -> Iterator[Problem]:
    """Yield what is wrong with a document; ``told`` is what the acts say of it."""
    label = document.label
    yield from _verify_files(reader, document)
    record_path = f"{document.folder}/{RECORD_NAME}"
    record = _read_json(reader, record_path)
    if record is None:
        yield Problem("document", record_path, "thiếu hoặc không đọc được bản ghi")
        return
    if str(record.get("id")) != document.id:
        yield Problem("document", label, f"{METADATA_NAME} và {RECORD_NAME} là của hai văn bản khác nhau")
    names = _FIELDS | (_INCOMING_FIELDS if document.kind == INCOMING else _OUTGOING_FIELDS)
    for name in _differ(document.fields, record, names):
        yield Problem("document", label, f"{METADATA_NAME}: {name} khác với bản ghi")
    if told is None:
        yield Problem("trail", label, "không có trong nhật ký của gói")
        return
    if told.record != reader.digests[record_path].sha256:
        yield Problem("trail", label, f"{RECORD_NAME} khác với bản ghi mà nhật ký đã băm")
    for name, value in told.facts.items():
        if name in record and str(record[name]) != str(value):
            yield Problem("trail", label, f"{name} là “{record[name]}”, nhật ký ghi “{value}”")
    yield from _compare_told_files(document, told)


def _read_json(reader: PackageReader, path: str) -> dict[str, Any] | None:
    try:
        found = json.loads(reader.read(path) or b"")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _verify_files(reader: PackageReader, document: PackedDocument) -> Iterator[Problem]:
    """Hold the files that metadata name against those that are there."""
    own = {f"{document.folder}/{METADATA_NAME}", f"{document.folder}/{RECORD_NAME}"}
    there = set(reader.list_folder(document.folder)) - own
    named = {file.path for file in document.files}
    for path in sorted(there - named):
        yield Problem("document", path, f"{METADATA_NAME} của {document.label} không kê tệp này")
    for file in document.files:
        digests = reader.digests.get(file.path)
        if digests is None:
            yield Problem("document", file.path, f"{METADATA_NAME} của {document.label} có kê, trong gói không có")
        elif (digests.sha256, str(digests.size)) != (file.sha256, file.size):
            yield Problem("document", file.path, f"khác với mã băm trong {METADATA_NAME} của {document.label}")


def _compare_told_files(document: PackedDocument, told: Told) -> Iterator[Problem]:
    """Hold the files against those that were entered when the document was issued or arrived."""
    packed = {(file.role, file.name, file.sha256) for file in document.files if file.role not in ("draft", MADE_PDF)}
    for _, name, _ in sorted(told.files - packed):
        yield Problem("trail", document.label, f"{name}: nhật ký ghi có tệp này, trong gói không có hoặc khác")
    for _, name, _ in sorted(packed - told.files):
        yield Problem("trail", document.label, f"{name}: không phải là tệp mà nhật ký ghi")
    for file in document.files:
        if file.role == "draft" and file.sha256 not in told.drafts:
            yield Problem("trail", document.label, f"{file.name}: không phải là bản thảo đã trình theo nhật ký")


def _differ(fields: Mapping[str, str], record: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    for name, column in names.items():
        value = record.get(column)
        if _plain("" if value is None else str(value)) != _plain(fields[name]):
            yield name


def _plain(text: str) -> str:
    """Return a text without what XML cannot hold: there it is written as U+FFFD."""
    if text.isprintable() and "\ufffd" not in text:
        return text.strip()
    return "".join(letter for letter in text if letter.isprintable() and letter != "\ufffd").strip()


def verify_dossier(
    reader: PackageReader, told: Mapping[tuple[str, str], Told], documents: list[PackedDocument]
) -> Iterator[Problem]:
    """Yield what is wrong with what the package says of its dossier, if it is one."""
    if DOSSIER_XML not in reader and DOSSIER_RECORD not in reader:
        return
    try:
        record = json.loads(reader.read(DOSSIER_RECORD) or b"")
        root = etree.fromstring(reader.read(DOSSIER_XML) or b"", make_parser())
        members = {(kind, str(key)) for _, kind, key, *_ in record["documents"]}
    except (ValueError, KeyError, TypeError, RecursionError, etree.XMLSyntaxError):
        yield Problem("document", DOSSIER_XML, "thiếu hoặc không đọc được thông tin của hồ sơ")
        return
    fields = {name: root.findtext(_path(name)) or "" for name in _DOSSIER_FIELDS}
    for name in _differ(fields, record, _DOSSIER_FIELDS):
        yield Problem("document", DOSSIER_XML, f"{name} khác với bản ghi của hồ sơ")
    known = told.get(("dossier", str(record.get("id"))))
    if known is None or known.record != reader.digests[DOSSIER_RECORD].sha256:
        yield Problem("trail", DOSSIER_RECORD, "khác với bản ghi hồ sơ mà nhật ký đã băm")
    for document in documents:
        if (document.kind, document.id) not in members:
            yield Problem("document", document.label, "không thuộc hồ sơ của gói")


def find_dossier_id(reader: PackageReader) -> str:
    """Return the id of the dossier of a package, "" when it is none or cannot be read."""
    return str((_read_json(reader, DOSSIER_RECORD) or {}).get("id", ""))
