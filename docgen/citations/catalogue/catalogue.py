"""The catalogue of legal documents: those of ``legal_refs/*.toml`` and the user's own, by id, by symbol and by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from docgen.citations.catalogue.documents import LegalDocument
from docgen.citations.catalogue.keeping import KeptRecords
from docgen.citations.catalogue.symbol_parts import fold_symbol
from docgen.errors import LegalRefError, explain_os_error
from docgen.model.value import quote
from docgen.vietnamese.folding import fold

# Other data of the same folder, read by other loaders.
_NOT_DOCUMENTS = frozenset({"issuers.toml", "provinces.toml"})


class Catalogue:
    """The records by id, by symbol and, for laws, by name."""

    def __init__(self, documents: Iterable[LegalDocument]) -> None:
        self._by_id: dict[str, LegalDocument] = {}
        self._by_symbol: dict[str, list[LegalDocument]] = {}
        for document in documents:
            self._by_id[document.id] = document
        for document in self._by_id.values():
            self._by_symbol.setdefault(fold_symbol(document.symbol), []).append(document)

    @cached_property
    def _by_name(self) -> Mapping[str, list[LegalDocument]]:
        found: dict[str, list[LegalDocument]] = {}
        for document in self:
            if document.is_cited_by_name and document.title:
                found.setdefault(fold(f"{document.type} {document.title}"), []).append(document)
        return found

    @cached_property
    def _replacing(self) -> Mapping[str, list[LegalDocument]]:
        found: dict[str, list[LegalDocument]] = {}
        for document in self:
            for symbol in document.replaces:
                found.setdefault(fold_symbol(symbol), []).append(document)
        return found

    def __iter__(self) -> Iterator[LegalDocument]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def find_by_symbol(self, symbol: str) -> tuple[LegalDocument, ...]:
        """Return the records with this symbol: several, where years or provinces have numbers of their own."""
        return tuple(self._by_symbol.get(fold_symbol(symbol), ()))

    def find_by_name(self, name: str) -> tuple[LegalDocument, ...]:
        """Return the laws and ordinances with this name, type included ("Luật Lưu trữ")."""
        return tuple(self._by_name.get(fold(name), ()))

    def find_by_number(self, type_name: str, number: str, year: int) -> tuple[LegalDocument, ...]:
        """Return the records of a type with this number and year ("Nghị định 30/2020")."""
        wanted = number.lstrip("0")
        return tuple(
            document
            for document in self
            if document.type == type_name and document.year == year and document.number.lstrip("0") == wanted
        )

    def find_only(self, symbol: str) -> LegalDocument | None:
        """Return the one record with this symbol, or None when there is none or more than one."""
        found = self.find_by_symbol(symbol)
        return found[0] if len(found) == 1 else None

    def find_successors(self, document: LegalDocument) -> tuple[str, ...]:
        """Return the symbols of what replaced a document, by its own record and by those of the successors."""
        named = {fold_symbol(symbol): symbol for symbol in document.replaced_by}
        if self.find_only(document.symbol) is document:
            for other in self._replacing.get(fold_symbol(document.symbol), ()):
                named.setdefault(fold_symbol(other.symbol), other.symbol)
        return tuple(named.values())

    def find_amended(self, document: LegalDocument) -> tuple[str, ...]:
        """Return the symbols of what a document amends, by the records of those."""
        own = fold_symbol(document.symbol)
        return tuple(other.symbol for other in self if own in map(fold_symbol, other.amended_by))

    def find_replaced(self, document: LegalDocument) -> tuple[str, ...]:
        """Return the symbols of what a document replaced, by its own record and by those of the replaced."""
        own = fold_symbol(document.symbol)
        named = {fold_symbol(symbol): symbol for symbol in document.replaces}
        for other in self:
            if own in map(fold_symbol, other.replaced_by):
                named.setdefault(fold_symbol(other.symbol), other.symbol)
        return tuple(named.values())

    def find_repealed(self, document: LegalDocument) -> tuple[str, ...]:
        """Return the symbols of what a document repealed without taking its place."""
        own = fold_symbol(document.symbol)
        return tuple(other.symbol for other in self if own in map(fold_symbol, other.repealed_by))

    def get_document(self, name: str) -> LegalDocument:
        """Return the record with this id or symbol. Raises LegalRefError: unknown, or a symbol of several documents."""
        if name in self._by_id:
            return self._by_id[name]
        found = self.find_by_symbol(name)
        if len(found) == 1:
            return found[0]
        if found:
            ids = "; ".join(document.id for document in found)
            raise LegalRefError(f"{quote(name)} là số của nhiều văn bản", hint=f"ghi mã đầy đủ: {ids}")
        from difflib import get_close_matches  # here, because only a misspelt name needs it

        near = get_close_matches(name, [*self._by_id, *(document.symbol for document in self)], n=3)
        advice = "thêm vào danh mục bằng docgen refs add, hoặc viết dẫn chiếu bằng chữ"
        hint = f"có phải là: {', '.join(near)}?" if near else advice
        raise LegalRefError(f"danh mục văn bản không có {quote(name)}", hint=hint)


def load_catalogue(folder: Path, own: Path | None = None) -> Catalogue:
    """Read every record of the shipped folder and of the user's ``own``, whose records take the place of shipped ones.

    ``own``, a folder or a file, need not exist. Raises LegalRefError for a folder, file or record that cannot be used.
    """
    if not folder.is_dir():
        raise LegalRefError("không tìm thấy thư mục danh mục văn bản", where=str(folder), hint="cài đặt lại docgen")
    documents = _load_folder(folder)
    if own is not None and own.exists():
        documents |= _load_folder(own)
    return Catalogue(documents.values())


def find_catalogue_files(place: Path) -> list[Path]:
    """Return the files of legal documents in a folder, in the order of their names; a file is itself the only one."""
    if place.is_file():
        return [place]
    return sorted(path for path in place.glob("*.toml") if path.name not in _NOT_DOCUMENTS)


def read_catalogue_file(path: Path) -> str:
    """Return the text of a catalogue file. Raises LegalRefError when it cannot be read."""
    return _decode(path, _read_bytes(path))


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LegalRefError(f"không đọc được tệp danh mục: {explain_os_error(error)}", where=str(path)) from error


def _decode(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise LegalRefError(
            "tệp danh mục không phải bảng mã UTF-8", where=str(path), hint="lưu lại là UTF-8"
        ) from error


def _load_folder(folder: Path) -> dict[str, LegalDocument]:
    kept = KeptRecords(folder)
    found: dict[str, LegalDocument] = {}
    for path in find_catalogue_files(folder):
        content = _read_bytes(path)
        documents = kept.find(content)
        for document in _read(path, _decode(path, content)) if documents is None else documents:
            if document.id in found:
                raise LegalRefError(
                    f"mã {quote(document.id)} ghi hai lần trong danh mục", where=str(path), hint="bỏ một bản ghi"
                )
            found[document.id] = document
    return found


def _read(path: Path, text: str) -> list[LegalDocument]:
    # Here, because it needs tomllib: what is kept is read without.
    from docgen.citations.catalogue.records import read_catalogue_text

    records, problems = read_catalogue_text(path, text)
    if problems:
        more = f" (và {len(problems) - 1} lỗi khác)" if len(problems) > 1 else ""
        where = f"{path}:{problems[0].line}"
        raise LegalRefError(f"{problems[0].message}{more}", where=where, hint="xem hết lỗi: docgen refs validate")
    return [record.document for record in records]
