"""What contradicts within a document: fields that its type must or must not have, a signature beyond its agency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docgen.model.blocks import article_numbers
from docgen.model.document_types import DOCUMENT_TYPES, Addressing, DocumentType
from docgen.model.organ import Regime
from docgen.model.value import quote

if TYPE_CHECKING:
    from docgen.model.document import Document

Contradiction = tuple[str, str, str]
"""The field, what is wrong, what to do."""


def find_contradictions(document: Document) -> Iterator[Contradiction]:
    """Yield everything that contradicts. An unknown type is the only finding: the rest depends on it."""
    kind = DOCUMENT_TYPES.get(document.document_type)
    if kind is None:
        yield "document_type", *describe_unknown_type(document.document_type)
        return
    yield from _find_missing(document, kind)
    yield from _find_unwanted(document, kind)
    yield from _find_wrong_signature(document)


def describe_unknown_type(slug: str) -> tuple[str, str]:
    """Return message and hint for a type that does not exist."""
    return f"không có loại văn bản {quote(slug)}", f"chọn một trong: {', '.join(DOCUMENT_TYPES)}"


def _find_missing(document: Document, kind: DocumentType) -> Iterator[Contradiction]:
    if kind.has_subject and not document.subject:
        yield "subject", "thiếu trích yếu nội dung", "thêm dòng subject: …"
    if kind.addressing is Addressing.REQUIRED and not document.addressees:
        yield "addressees", f"{kind.name} phải có nơi gửi đến", "thêm addressees: [Tên cơ quan nhận]"
    if not kind.abbreviation and not document.drafting_unit and not document.code_notation:
        yield (
            "drafting_unit",
            f"{kind.name} cần chữ viết tắt đơn vị soạn thảo để ghi ký hiệu",
            "thêm drafting_unit: NC, hoặc ký hiệu của đơn vị soạn",
        )
    if kind.has_legal_bases and not document.legal_bases:
        yield "legal_bases", f"{kind.name} phải có căn cứ ban hành", "thêm legal_bases: [Căn cứ …]"
    if kind.has_articles and not article_numbers(document.body):
        yield "body", f"nội dung {kind.name.lower()} phải chia theo điều", "mở đầu nội dung bằng “Điều 1. …”"
    if kind.has_second_signer and document.second_signature is None:
        yield (
            "second_signature",
            f"{kind.name} cần người thứ hai ký (thư ký hoặc bên kia)",
            "thêm second_signature: {position: THƯ KÝ, full_name: …}",
        )


def _find_unwanted(document: Document, kind: DocumentType) -> Iterator[Contradiction]:
    if kind.addressing is Addressing.NONE and document.addressees:
        yield (
            "addressees",
            f"{kind.name} không có phần “Kính gửi” (Phụ lục I, II.9.a)",
            "chuyển các nơi này xuống recipients",
        )
    if not kind.has_second_signer and document.second_signature is not None:
        yield "second_signature", f"{kind.name} chỉ có một người ký", "bỏ second_signature"
    if document.attachments and document.document_type != "quyet-dinh":
        yield "attachments", "chỉ quyết định mới ban hành văn bản kèm theo", "dùng “::: phụ lục” cho phụ lục"


def _find_wrong_signature(document: Document) -> Iterator[Contradiction]:
    if document.signature.is_for_collective and document.organ.regime is Regime.HEAD:
        yield (
            "signature",
            f"{document.organ.name} làm việc theo chế độ thủ trưởng, không ký TM. (Điều 13)",
            "bỏ dòng TM., hoặc sửa regime của cơ quan thành collective",
        )
    if document.signature.has_academic_title and not document.organ.allows_academic_titles:
        yield (
            "signature",
            "không ghi học hàm, học vị, danh hiệu trước họ tên người ký (Phụ lục I, II.7.c)",
            "chỉ ghi họ và tên",
        )
