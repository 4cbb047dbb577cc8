"""The catalogue of legal documents (``legal_refs/*.toml``): one record a document, found by id or by symbol."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from docgen.errors import LegalRefError
from docgen.model import explain_validation_error
from docgen.model.value import FilledLine, Line, Value, quote
from docgen.vietnamese.text import normalize_text

_BY_NAME = frozenset({"Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"})


class LegalDocument(Value):
    """A legal document. An empty value means "not proved", never "none" (and never "in force").

    ``id`` is built like an Akoma Ntoso work (country, type, issuer, date, symbol); ``title`` is the trích yếu, for a
    law its name without "Luật". ``source`` says where the facts come from.
    """

    id: FilledLine
    type: FilledLine
    symbol: FilledLine
    source: FilledLine
    checked_on: datetime.date = Field(strict=True)
    title: Line = ""
    issuer: Line = ""
    date: datetime.date | None = Field(default=None, strict=True)
    effective_from: datetime.date | None = Field(default=None, strict=True)
    effective_to: datetime.date | None = Field(default=None, strict=True)
    replaced_by: tuple[FilledLine, ...] = ()

    @property
    def is_cited_by_name(self) -> bool:
        """Whether the decree has it cited by type and name alone: laws and ordinances (Annex I, part I, II.6)."""
        return self.type in _BY_NAME


class Catalogue:
    """The records by id and by symbol."""

    def __init__(self, documents: Iterable[LegalDocument]) -> None:
        self._by_id: dict[str, LegalDocument] = {}
        self._by_symbol: dict[str, list[LegalDocument]] = {}
        for document in documents:
            self._by_id[document.id] = document
            self._by_symbol.setdefault(_fold(document.symbol), []).append(document)

    def __iter__(self) -> Iterator[LegalDocument]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get_document(self, name: str) -> LegalDocument:
        """Return the record with this id or symbol. Raises LegalRefError: unknown, or a symbol of several issuers."""
        if name in self._by_id:
            return self._by_id[name]
        found = self._by_symbol.get(_fold(name), [])
        if len(found) == 1:
            return found[0]
        if found:
            ids = "; ".join(document.id for document in found)
            raise LegalRefError(f"{quote(name)} là số của nhiều văn bản", hint=f"ghi mã đầy đủ: {ids}")
        near = get_close_matches(name, [*self._by_id, *(document.symbol for document in self)], n=3)
        advice = "thêm văn bản vào legal_refs, hoặc viết dẫn chiếu bằng chữ"
        hint = f"có phải là: {', '.join(near)}?" if near else advice
        raise LegalRefError(f"danh mục văn bản không có {quote(name)}", hint=hint)


def _fold(symbol: str) -> str:
    return normalize_text(symbol).replace(" ", "").casefold()


def load_catalogue(folder: Path) -> Catalogue:
    """Read every record of the folder. Raises LegalRefError for a folder, file or record that cannot be used."""
    if not folder.is_dir():
        raise LegalRefError("không tìm thấy thư mục danh mục văn bản", where=str(folder), hint="cài đặt lại docgen")
    documents: dict[str, LegalDocument] = {}
    for path in sorted(folder.glob("*.toml")):
        for index, record in enumerate(_read_records(path), start=1):
            where = f"{path}, bản ghi {index}"
            document = _read_record(record, where)
            if document.id in documents:
                raise LegalRefError(f"mã {quote(document.id)} ghi hai lần trong danh mục", where=where, hint="bỏ một")
            documents[document.id] = document
    return Catalogue(documents.values())


def _read_records(path: Path) -> list[Any]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise LegalRefError(
            f"không đọc được tệp danh mục ({error})", where=str(path), hint="tệp phải là TOML, bảng mã UTF-8"
        ) from error
    records = data.pop("document", [])
    if data or not isinstance(records, list):
        raise LegalRefError(
            "tệp danh mục chỉ gồm các bản ghi", where=str(path), hint="mỗi văn bản bắt đầu bằng dòng [[document]]"
        )
    return records


def _read_record(record: object, where: str) -> LegalDocument:
    try:
        return LegalDocument.model_validate(record)
    except ValidationError as error:
        problems = explain_validation_error(error)
        said = "; ".join(f"{'.'.join(map(str, problem.path))}: {problem.message}" for problem in problems)
        raise LegalRefError(f"bản ghi sai: {said}", where=where, hint="xem đầu tệp danh mục") from error
