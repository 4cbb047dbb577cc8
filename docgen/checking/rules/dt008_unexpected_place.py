"""Địa danh khác địa danh của cơ quan.

Tìm gì: địa danh ghi trong văn bản không có trong hồ sơ cơ quan (tệp cơ quan). Không có hồ sơ thì không xét.

Vì sao: địa danh ghi trên văn bản là tên gọi chính thức của đơn vị hành chính nơi cơ quan ban hành văn bản đóng trụ sở
(Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm a).

Sai: Phủ Lý, ngày … (hồ sơ cơ quan: Ninh Bình)

Đúng: Ninh Bình, ngày …
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.issue_date import require_place_and_date
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject

CODE = "DT008"
NAME = "unexpected-place"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm a"
L_ID = "L23"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a place that is none of the agency's."""
    places = subject.settings.places
    if not places:
        return
    found = require_place_and_date(subject)
    if found is None:
        return
    if found.place and fold(found.place) not in map(fold, places):
        message = f"Địa danh “{found.place}” không phải địa danh của cơ quan."
        yield Fault(found.passage.where, message, " hoặc ".join(places), found.place)
