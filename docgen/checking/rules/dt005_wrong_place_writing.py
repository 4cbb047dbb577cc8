"""Địa danh viết sai: thiếu dấu phẩy, không viết hoa.

Tìm gì: sau địa danh không có dấu phẩy hoặc là dấu khác; địa danh không viết hoa chữ cái đầu; thiếu địa danh. Dấu cách
thừa, thiếu quanh dấu phẩy chỉ bị nhắc.

Vì sao: các chữ cái đầu của địa danh phải viết hoa; sau địa danh có dấu phẩy (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần
I, Mục II, khoản 4, điểm c).

Sai: Hà Nội ngày 15 tháng 9 năm 2023; hà Nội, ngày 15 tháng 9 năm 2023

Đúng: Hà Nội, ngày 15 tháng 9 năm 2023
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.issue_date import require_place_and_date
from docgen.checking.subject import Subject

CODE = "DT005"
NAME = "wrong-place-writing"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm c"
L_ID = "L22"

_EXPECTED = "Địa danh, ngày … tháng … năm …"
_SHAPE = re.compile(
    r"(?P<place>.*?)(?P<before>\s*)(?P<mark>[,;.:]?)(?P<after>\s*)(?=ngày|\d{1,2}\s*[/.-])", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"…|\.\.|\(\d\)|_|\[")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for the place without its comma or capital."""
    found = require_place_and_date(subject)
    if found is None:
        return
    shown, where = found.passage.shown, found.passage.where
    match = _SHAPE.match(shown)
    if match is None or _PLACEHOLDER.search(shown[: match.end()]):
        return
    place = match["place"].strip()
    if not place:
        yield Fault(where, "Thiếu địa danh trước ngày, tháng, năm.", _EXPECTED, shown)
    elif match["mark"] != ",":
        yield Fault(where, f"Sau địa danh “{place}” phải có dấu phẩy.", _EXPECTED, shown)
    elif place[0].islower():
        yield Fault(where, f"Địa danh “{place}” phải viết hoa chữ cái đầu.", _EXPECTED, shown)
    elif match["before"] or not match["after"]:
        message = "Dấu phẩy sau địa danh phải liền địa danh và có một dấu cách ở sau."
        yield Fault(where, message, _EXPECTED, shown, Severity.WARNING)
