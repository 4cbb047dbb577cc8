"""Biên bản họp không ghi thời gian bắt đầu hoặc kết thúc.

Tìm gì: biên bản cuộc họp, hội nghị không có thời gian bắt đầu, hoặc không ghi cuộc họp kết thúc lúc mấy giờ.

Vì sao: mẫu biên bản có “Thời gian bắt đầu” và “Cuộc họp kết thúc vào … giờ …, ngày … tháng … năm …” (Nghị định
30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9).

Sai: biên bản chỉ ghi “Hôm nay, ngày 20/10/2026”.

Đúng: Thời gian bắt đầu: 14 giờ 00, ngày 20/10/2026. … Cuộc họp kết thúc vào 16 giờ 30, ngày 20 tháng 10 năm 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject

CODE = "SG013"
NAME = "minutes-without-times"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9"
L_ID = "L72"

_MEETING = re.compile(r"\b(?:hop|hoi nghi|hoi thao|phien)\b")
_HOUR = re.compile(r"\d{1,2} ?(?:gio|g|h|:)|gio\b|…|\.{3}")
_END = re.compile(r"\b(?:ket thuc|be mac|be giang|giai tan|lap xong|hoan thanh)\b")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the minutes do not say when the meeting began or ended."""
    components = subject.components
    kind = components.document_type
    if kind is None or kind.slug != "bien-ban" or not any(_MEETING.search(fold(p.shown)) for p in components.subject):
        return
    body = subject.require(subject.body, "nội dung văn bản")
    texts = [fold(item.paragraph.shown) for item in body]
    if not any(_HOUR.search(text) for text in texts[:8]):
        first = where_is(body[0].paragraph)
        yield Fault(first, "Biên bản không ghi thời gian bắt đầu.", "Thời gian bắt đầu: …", "không có")
    if not any(_END.search(text) for text in texts):
        yield Fault(
            where=where_is(body[-1].paragraph),
            message="Biên bản không ghi thời gian kết thúc.",
            expected="Cuộc họp kết thúc vào … giờ …, ngày … tháng … năm …",
            found="không có",
        )
