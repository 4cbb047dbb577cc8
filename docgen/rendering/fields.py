"""The fields that templates may ask for, and the styles that rendering itself writes paragraphs in.

docs/mau.md explains both to clerks; tests hold the three together.
"""

from __future__ import annotations

FIELDS = frozenset(
    {
        # the heading block and the title
        "parent_organ", "organ_lines", "organ_name", "organ_rule", "motto_rule", "code_line", "place_and_date",
        "type_name", "subject", "title_rule", "authority", "sender",
        "urgency", "urgency_mark", "circulation", "circulation_mark",
        # the text
        "addressee", "addressees", "legal_bases", "body",
        # the end
        "signature_lines", "office", "full_name", "second_signature_lines", "second_office", "second_full_name",
        "recipients", "drafter_mark", "contact", "attachments", "appendices",
    }
)  # fmt: skip
"""What stands on its own."""

PART_FIELDS = frozenset(
    {"label", "title", "type_name", "subject", "issued_with", "rule", "body", "end", "text_width"}
)  # fmt: skip
"""What an item of ``attachments`` and ``appendices`` has; ``label`` and ``title`` belong to appendices alone."""

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
