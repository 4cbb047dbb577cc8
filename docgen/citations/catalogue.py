"""The catalogue of legal documents (``legal_refs/*.toml``): one record a document, found by id or by symbol."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from docgen.errors import LegalRefError
from docgen.vietnamese.text import normalize_text

_BY_NAME = frozenset({"Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"})


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """A legal document. An empty value means "not proved", never "none" (and never "in force").

    ``id`` is built like an Akoma Ntoso work (country, type, issuer, date, symbol); ``title`` is the trích yếu, for a
    law its name without "Luật". ``source`` says where the facts come from.
    """

    id: str
    type: str
    symbol: str
    source: str
    checked_on: datetime.date
    title: str = ""
    issuer: str = ""
    date: datetime.date | None = None
    effective_from: datetime.date | None = None
    effective_to: datetime.date | None = None
    replaced_by: tuple[str, ...] = ()

    @property
    def is_cited_by_name(self) -> bool:
        """Whether the decree has it cited by type and name alone: laws and ordinances (Annex I, part I, II.6)."""
        return self.type in _BY_NAME


class Catalogue:
    """The records by id and by symbol."""

    def __init__(self, documents: Iterable[LegalDocument]) -> None:
        self._by_id = {document.id: document for document in documents}
        self._by_symbol: dict[str, list[LegalDocument]] = {}
        for document in self._by_id.values():
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
            raise LegalRefError(f"“{name}” là số của nhiều văn bản", hint=f"ghi mã đầy đủ: {ids}")
        near = get_close_matches(name, [*self._by_id, *(d.symbol for d in self._by_id.values())], n=3)
        hint = (
            f"có phải là: {', '.join(near)}?" if near else "thêm văn bản vào legal_refs, hoặc viết dẫn chiếu bằng chữ"
        )
        raise LegalRefError(f"danh mục văn bản không có “{name}”", hint=hint)


def _fold(symbol: str) -> str:
    return normalize_text(symbol).replace(" ", "").casefold()


def load_catalogue(folder: Path) -> Catalogue:
    """Read every record of the folder. Raises LegalRefError for a file or record that cannot be used."""
    documents: list[LegalDocument] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise LegalRefError(f"không đọc được tệp danh mục: {error}", where=str(path)) from error
        for index, record in enumerate(data.get("document", ()), start=1):
            documents.append(_read_record(record, f"{path}, bản ghi {index}"))
    seen: set[str] = set()
    for document in documents:
        if document.id in seen:
            raise LegalRefError(f"mã “{document.id}” ghi hai lần trong danh mục", where=str(folder))
        seen.add(document.id)
    return Catalogue(documents)


_FIELDS = {item.name for item in fields(LegalDocument)}
_REQUIRED = ("id", "type", "symbol", "source", "checked_on")


def _read_record(record: dict[str, Any], where: str) -> LegalDocument:
    unknown = sorted(set(record) - _FIELDS)
    missing = [name for name in _REQUIRED if not record.get(name)]
    if unknown or missing:
        detail = [f"thiếu {name}" for name in missing] + [f"không có trường {name}" for name in unknown]
        raise LegalRefError(f"bản ghi sai: {', '.join(detail)}", where=where, hint="xem đầu tệp danh mục")
    return LegalDocument(**record | {"replaced_by": tuple(record.get("replaced_by", ()))})
