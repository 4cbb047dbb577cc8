"""Thừa, thiếu hoặc sai tên cơ quan chủ quản.

Tìm gì: Ủy ban nhân dân ghi thêm cơ quan chủ quản; sở của tỉnh, thành phố không ghi UBND tỉnh, thành phố ở trên. Khi
có hồ sơ cơ quan (tệp cơ quan), tên chủ quản phải đúng như trong hồ sơ.

Vì sao: tên cơ quan ban hành gồm tên cơ quan và tên cơ quan chủ quản trực tiếp (nếu có) (Nghị định 30/2020/NĐ-CP, Phụ
lục I, Phần I, Mục II, khoản 2, điểm a). Nghị định không liệt kê cơ quan nào không ghi chủ quản; thông lệ là UBND các
cấp không ghi, sở ghi UBND tỉnh, thành phố.

Sai: UBND TỈNH HÀ TĨNH / UBND XÃ SƠN TIẾN

Đúng: ỦY BAN NHÂN DÂN / XÃ SƠN TIẾN; UBND TỈNH HÀ TĨNH / SỞ NỘI VỤ
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.expected import ORGAN
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject

CODE = "HD024"
NAME = "wrong-parent-organ"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 2, điểm a"
L_ID = "L15"

_COMMITTEE = re.compile(r"(?:uy ban nhan dan|ubnd)\b")
# The departments under a People's Committee; a "Sở giao dịch" of a bank is none.
_DEPARTMENT = re.compile(r"so (?!giao dich|chi huy)[a-z]")
_SHORT = (("uy ban nhan dan", "ubnd"), ("thanh pho", "tp"), ("hoi dong nhan dan", "hdnd"))


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a parent agency that is not the profile's, or against custom."""
    heading = subject.components.heading
    organ = subject.require(heading.organ, ORGAN)
    parent = _join(heading.parent_organ)
    wanted = subject.settings.parent_organ
    if wanted is not None:
        if _shorten(parent) != _shorten(wanted):
            message = "Tên cơ quan chủ quản không đúng như hồ sơ cơ quan."
            yield Fault((*heading.parent_organ, *organ)[0].where, message, wanted or "không ghi", parent or "không ghi")
        return
    name = fold(_join(organ))
    if heading.parent_organ and _COMMITTEE.match(name):
        yield Fault(
            heading.parent_organ[0].where, "Ủy ban nhân dân không ghi cơ quan chủ quản.", "chỉ ghi tên UBND", parent
        )
    elif not heading.parent_organ and _DEPARTMENT.match(name):
        yield Fault(organ[0].where, "Thiếu tên cơ quan chủ quản của sở.", "UBND TỈNH/THÀNH PHỐ …", "không ghi")


def _join(lines: Sequence[Passage]) -> str:
    return " ".join(line.shown for line in lines)


def _shorten(name: str) -> str:
    """Return a name folded, with its common phrases abbreviated, as the decree allows."""
    folded = fold(name).replace(".", " ")
    for full, short in _SHORT:
        folded = folded.replace(full, short)
    return " ".join(folded.split())
