"""How a legal document is named in a text: in full at first, short after (Annex I, part I, II.6.a–b)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from docgen.vietnamese.dates import format_long_date

if TYPE_CHECKING:
    from docgen.citations.catalogue.documents import LegalDocument

_SUBJECT_MARK = "v/v"
_VERBS = (
    "về ",
    "ban hành ",
    "phê duyệt ",
    "quy định ",
    "công bố ",
    "thành lập ",
    "sửa đổi",
    "hướng dẫn ",
    "triển khai ",
    "bãi bỏ ",
    "khắc phục ",
    "điều chỉnh ",
    "kiện toàn ",
    "tăng cường ",
    "đẩy mạnh ",
)
_NOUNS = ("công tác ", "việc ", "kế hoạch ", "cải cách ", "thí điểm ", "quản lý", "chính sách ", "chế độ ")


def write_full(document: LegalDocument) -> str:
    """Return the full name: type, number, date, issuer and title; for laws and ordinances type and name alone."""
    if document.is_cited_by_name and document.title:
        return f"{document.type} {document.title}"
    date = f" {format_long_date(document.date)}" if document.date else ""
    issuer = f" của {document.issuer}" if document.issuer else ""
    title = f" {_join_title(document.title)}" if document.title else ""
    return f"{document.type} số {document.symbol}{date}{issuer}{title}"


def _join_title(title: str) -> str:
    """Join a title as sentences do: "về việc …", "ban hành …" begin small, and "V/v" is written out."""
    if title.lower().startswith(_SUBJECT_MARK):
        return f"về việc {title[len(_SUBJECT_MARK) :].lstrip(' :')}"
    small = title[0].lower() + title[1:]
    opening = title.lower()
    return small if opening.startswith(_VERBS) else f"về {small if opening.startswith(_NOUNS) else title}"


def write_basis(document: LegalDocument) -> str:
    """Return the words of a legal basis: "Căn cứ …". Laws keep their date: the decree does not exempt it (II.6.a)."""
    by_name = document.is_cited_by_name and document.title
    date = f" {format_long_date(document.date)}" if by_name and document.date else ""
    return f"Căn cứ {write_full(document)}{date}"


def write_short(document: LegalDocument) -> str:
    """Return the short name: type and number, for laws type and name."""
    return write_full(document) if document.is_cited_by_name else f"{document.type} số {document.symbol}"


class LegalDocuments(Protocol):
    """Where references are looked up: a catalogue, or one that loads itself on first need."""

    def get_document(self, name: str) -> LegalDocument:
        """Return the record with this id or symbol. Raises LegalRefError when it is unknown or ambiguous."""


class ReferenceNamer:
    """Names references through one document: in full the first time, short after."""

    def __init__(self, catalogue: LegalDocuments) -> None:
        self._catalogue = catalogue
        self._named: set[str] = set()

    def name(self, reference: str) -> str:
        """Return the words for a reference by id or symbol. Raises LegalRefError when it is unknown or ambiguous."""
        document = self._catalogue.get_document(reference)
        if document.id in self._named:
            return write_short(document)
        self._named.add(document.id)
        return write_full(document)

    def name_basis(self, reference: str) -> str:
        """Return the words for a reference that is a legal basis; it counts as the first naming."""
        document = self._catalogue.get_document(reference)
        self._named.add(document.id)
        return write_basis(document)
