"""Loại văn bản này không có “Kính gửi”.

Tìm gì: quyết định, nghị quyết, kế hoạch, thông báo và các loại khác có phần “Kính gửi”. Giấy mời, phiếu gửi, phiếu
chuyển, hướng dẫn… chỉ cảnh báo.

Vì sao: “Kính gửi” chỉ dùng cho công văn, tờ trình và báo cáo gửi cấp trên; các loại khác chỉ có “Nơi nhận” (Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm a).

Sai: KẾ HOẠCH … / Kính gửi: Các phòng, ban.

Đúng: KẾ HOẠCH … (gửi theo Nơi nhận).
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject

CODE = "RC002"
NAME = "unexpected-addressees"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm a"
L_ID = "L46"

_CERTAIN = frozenset(
    ("quyet-dinh", "nghi-quyet", "chi-thi", "ke-hoach", "thong-bao", "chuong-trinh", "quy-che", "quy-dinh")
)
_ADDRESSED = frozenset(("cong-van", "to-trinh", "bao-cao", "cong-dien", "thu-cong"))


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when a type without addressees names some."""
    components = subject.components
    addressees = components.addressees
    kind = components.document_type
    if addressees is None or kind is None or kind.slug in _ADDRESSED:
        return
    if not fold(addressees.opening.shown).startswith("kinh gui"):
        return
    yield Fault(
        where=addressees.opening.where,
        message=f"{kind.name} không có phần “Kính gửi”.",
        expected="chỉ có “Nơi nhận”",
        found=addressees.opening.shown,
        severity=None if kind.slug in _CERTAIN else Severity.WARNING,
    )
