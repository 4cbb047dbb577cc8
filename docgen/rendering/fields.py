"""The fields that templates may ask for, and the styles that rendering itself writes paragraphs in.

docs/mau.md explains both to clerks; tests hold the three together.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a field is, and so how a template may use it. The value is what users read."""

    TEXT = "chữ"
    FLAG = "có/không"
    BLOCK = "khối"
    LINES = "danh sách chữ"
    PARTS = "danh sách phần"
    PART = "phần"


SCHEMA = {
    # the heading block and the title
    "parent_organ": Kind.TEXT, "organ_lines": Kind.LINES, "organ_name": Kind.TEXT, "organ_rule": Kind.BLOCK,
    "motto_rule": Kind.BLOCK, "code_line": Kind.TEXT, "place_and_date": Kind.TEXT, "type_name": Kind.TEXT,
    "subject": Kind.TEXT, "title_rule": Kind.BLOCK, "authority": Kind.TEXT, "sender": Kind.TEXT,
    "urgency": Kind.FLAG, "urgency_mark": Kind.BLOCK, "circulation": Kind.FLAG, "circulation_mark": Kind.BLOCK,
    # the text
    "addressee": Kind.TEXT, "addressees": Kind.LINES, "legal_bases": Kind.LINES, "body": Kind.BLOCK,
    # the end
    "signature_lines": Kind.LINES, "office": Kind.TEXT, "full_name": Kind.TEXT, "second_signature_lines": Kind.LINES,
    "second_office": Kind.TEXT, "second_full_name": Kind.TEXT, "recipients": Kind.LINES, "drafter_mark": Kind.TEXT,
    "contact": Kind.TEXT, "attachments": Kind.PARTS, "appendices": Kind.PARTS,
}  # fmt: skip
"""What stands on its own, and what it is."""

PART_SCHEMA = {
    "label": Kind.TEXT, "title": Kind.TEXT, "type_name": Kind.TEXT, "subject": Kind.TEXT, "issued_with": Kind.TEXT,
    "rule": Kind.BLOCK, "body": Kind.BLOCK, "end": Kind.BLOCK, "text_width": Kind.TEXT,
}  # fmt: skip
"""What an item of ``attachments`` and ``appendices`` has."""

ITEM_FIELDS = {
    "appendices": frozenset(PART_SCHEMA) - {"type_name", "subject"},
    "attachments": frozenset(PART_SCHEMA) - {"label", "title"},
}
"""``label`` and ``title`` belong to appendices alone, type and subject to attached documents."""

FIELDS = frozenset(SCHEMA)
PART_FIELDS = frozenset(PART_SCHEMA)

SECTION_FIELDS = frozenset({"main_end", "final_section"})
"""What loading a template puts in the place of its sections."""

MUST_BE_PLACED = (
    "body", "subject", "legal_bases", "addressee", "addressees", "attachments", "appendices", "signature_lines",
    "office", "full_name", "second_signature_lines", "second_office", "second_full_name", "urgency", "circulation",
)  # fmt: skip
"""What must not vanish: a document that has one needs a template with a place for it."""

STYLES = {
    "NoiDung": "VB Nội dung",
    "DeMuc": "VB Phần, chương, mục",
    "TieuDeDeMuc": "VB Tiêu đề phần, chương, mục",
    "MucLaMa": "VB Mục La Mã",
    "Dieu": "VB Điều",
    "DieuCoTieuDe": "VB Điều có tiêu đề",
    "Khoan": "VB Khoản",
    "KhoanCoTieuDe": "VB Khoản có tiêu đề",
    "Diem": "VB Điểm",
    "Gach": "VB Gạch đầu dòng",
    "Cong": "VB Dấu cộng đầu dòng",
    "BangNoiDung": "VB Bảng nội dung",
    "BangTieuDe": "VB Bảng - tiêu đề",
    "BangTrai": "VB Bảng - trái",
    "BangGiua": "VB Bảng - giữa",
    "BangPhai": "VB Bảng - phải",
    "DongKe": "VB Dòng kẻ",
    "DongKeTrichYeu": "VB Dòng kẻ trích yếu",
    "DauKhan": "VB Dấu khẩn",
    "PhamViLuuHanh": "VB Phạm vi lưu hành",
    "KetThucPhan": "VB Kết thúc phần",
    "FootnoteText": "footnote text",
    "FootnoteReference": "footnote reference",
}
"""Ids of the styles that rendering writes, with the names that Word shows."""
