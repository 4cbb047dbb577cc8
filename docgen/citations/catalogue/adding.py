"""Adding a legal document to the user's own catalogue: checked first, the file written whole or not at all."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.citations.catalogue.agencies import load_issuers
from docgen.citations.catalogue.catalogue import Catalogue, read_catalogue_file
from docgen.citations.catalogue.documents import DATES, LISTS, LegalDocument
from docgen.citations.catalogue.records import FIELDS, read_catalogue_text
from docgen.citations.catalogue.validation import validate_record
from docgen.errors import LegalRefError
from docgen.files import make_folder, write_whole
from docgen.vietnamese.folding import fold

OWN_FILE = "van-ban.toml"
"""The file of the user's folder that records are added to."""

_HEAD = """# Văn bản của cơ quan, ghi bằng docgen refs add; trùng mã với danh mục có sẵn thì bản ghi ở đây được dùng.
# Trường để trống nghĩa là chưa kiểm chứng được. Kiểm tra lại sau khi sửa tay: docgen refs validate
"""


@dataclass(frozen=True, slots=True)
class Added:
    """What was written: the document, the file, and whether it takes the place of a shipped record."""

    document: LegalDocument
    path: Path
    replaces_shipped: bool


def add_document(values: Mapping[str, Any], own: Path, catalogue: Catalogue) -> Added:
    """Write a record with these fields into the user's folder, or into the file that ``own`` is.

    Without ``id`` one is built. A document that the catalogue knows keeps its id and what is not given anew. Raises
    LegalRefError when the record, or the file as it stands, has faults, or when the file has the record already.
    """
    path = own if own.suffix == ".toml" else own / OWN_FILE
    text = read_catalogue_file(path) if path.exists() else _HEAD
    known = _find_known(values, catalogue)
    document = known._replace(**values) if known else LegalDocument(**{"id": build_id(values), **values})
    addition = f"\n{write_record(document)}"
    before, faults = read_catalogue_text(path, text)
    if faults:
        raise LegalRefError(faults[0].message, where=f"{path}:{faults[0].line}", hint="sửa tệp này trước khi thêm")
    if document.id in {record.document.id for record in before}:
        raise LegalRefError(f"đã có bản ghi {document.id}", where=str(path), hint="sửa bản ghi đó trong tệp")
    records, problems = read_catalogue_text(path, text + addition)
    problems += validate_record(records[-1], load_issuers()) if len(records) > len(before) else []
    if problems:
        said = "; ".join(problem.message for problem in problems)
        raise LegalRefError(f"chưa ghi được văn bản này: {said}", hint="sửa giá trị rồi chạy lại")
    make_folder(path.parent)
    write_whole(path, (text.rstrip("\n") + "\n" + addition).encode())
    return Added(document, path, known is not None)


def build_id(values: Mapping[str, Any]) -> str:
    """Return the id of a document: country, type, issuer, date (or the year in the symbol), symbol."""
    symbol = str(values["symbol"])
    year = re.search(r"/(\d{4})/", symbol)
    when = values["date"].isoformat() if values.get("date") else (year[1] if year else "")
    parts = (values["type"], values.get("issuer") or "khong-ro", when, symbol)
    return "/".join(("vn", *(slug for part in parts if (slug := _slug(part)))))


def write_record(document: LegalDocument) -> str:
    """Return a document as a record of a catalogue file; empty fields are left out."""
    lines = ["[[document]]"]
    for name in FIELDS:
        value = getattr(document, name)
        if not value:
            continue
        # A TOML string in double quotes is written as one of JSON.
        shown = value.isoformat() if isinstance(value, datetime.date) else json.dumps(value, ensure_ascii=False)
        lines.append(f"{name} = {shown}")
    return "\n".join(lines) + "\n"


def to_json(document: LegalDocument) -> dict[str, Any]:
    """Return a document as data for machines: every field, empty where it is not proved, with number and year."""
    values = {name: getattr(document, name) for name in FIELDS}
    for name in DATES:
        values[name] = values[name].isoformat() if values[name] else None
    return {**values, **{name: list(values[name]) for name in LISTS}, "number": document.number, "year": document.year}


def _find_known(values: Mapping[str, Any], catalogue: Catalogue) -> LegalDocument | None:
    """Return the record of the same document, if the catalogue has it: symbol, issuer and year are its."""
    year = values["date"].year if values.get("date") else None
    for document in catalogue.find_by_symbol(str(values["symbol"])):
        same_issuer = not values.get("issuer") or fold(document.issuer) == fold(values["issuer"])
        same_year = year is None or document.year in (None, year)
        if same_issuer and same_year and document.type == values["type"]:
            return document
    return None


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
