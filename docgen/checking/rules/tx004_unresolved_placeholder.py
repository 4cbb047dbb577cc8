"""Còn chỗ trống, chữ giữ chỗ chưa điền.

Tìm gì: {{ … }}, «…», [ ], […], dãy dấu chấm hoặc gạch dưới, “Click or tap here to enter text” còn lại trong văn bản.
Với văn bản đã ban hành: cả “số …/…”, “ngày … tháng …” trong nội dung. Bảng, phụ lục (có thể là biểu mẫu) và các loại
giấy, phiếu điền tay chỉ xét ký hiệu trộn thư. Chỗ trống để điền số, ngày của bản thảo được chấp nhận.

Vì sao: văn bản ban hành phải đầy đủ nội dung; chỗ giữ chỗ là dấu vết của mẫu hoặc của phần mềm trộn thư (thực tiễn).

Sai: Ông {{ ho_ten }}; đồng chí ……………; Quyết định số …/QĐ-UBND

Đúng: nội dung đã điền đủ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, shorten, where_is
from docgen.checking.recognition.components import PartKind
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject

CODE = "TX004"
NAME = "unresolved-placeholder"
SEVERITY = Severity.WARNING
BASIS = "thực tiễn: văn bản ban hành không còn chỗ giữ chỗ"
L_ID = "L75"

_MACHINE = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|«[^»]{1,40}»|Click or tap (?:here )?to enter[^.]*|Nhấn hoặc gõ vào đây để nhập[^.]*"
)
_HAND = re.compile(r"\[\s*(?:…|\.{2,})?\s*\]|\[(?:điền|nhập|ghi)\b[^\]]*\]|…{2,}|\.{5,}|_{4,}", re.IGNORECASE)
_BLANK = re.compile(r"số\s*(?:…|\.{3})\s*/|ngày\s*(?:…|\.{3})|tháng\s*(?:…|\.{3})\s*năm", re.IGNORECASE)
_FORMS = frozenset(
    {
        "giay-gioi-thieu",
        "giay-nghi-phep",
        "giay-uy-quyen",
        "phieu-gui",
        "phieu-chuyen",
        "phieu-bao",
        "hop-dong",
        "bien-ban",
    }
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every paragraph with something left to fill in."""
    told: set[int] = set()
    for paragraph in subject.texts:
        match = _MACHINE.search(paragraph.text)
        if match is not None:
            told.add(id(paragraph))
            yield Fault(
                where_is(paragraph), f"Chữ giữ chỗ chưa được thay: {shorten(match[0])}.", "nội dung", shorten(match[0])
            )
    kind = subject.components.document_type
    if kind is not None and kind.slug in _FORMS:
        return
    for passage in _find_candidates(subject):
        match = _HAND.search(passage.text) or (_BLANK.search(passage.text) if subject.is_issued else None)
        if match is not None and id(passage.paragraph) not in told:
            told.add(id(passage.paragraph))
            words = match[0][:20]
            yield Fault(passage.where, f"Chỗ trống chưa điền: “{words}”.", "nội dung", words)


def _find_candidates(subject: Subject) -> Iterator[Passage]:
    components = subject.components
    yield from components.subject
    yield from components.legal_bases
    for part in components.parts:
        if part.kind is not PartKind.APPENDIX:
            yield from (paragraph.title for paragraph in part.body if paragraph.title is not None)
    if components.recipients is not None:
        yield from components.recipients.items
    if components.signature is not None and components.signature.name is not None:
        yield components.signature.name
