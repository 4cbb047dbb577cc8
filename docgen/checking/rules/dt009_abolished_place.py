"""Địa danh là đơn vị hành chính không còn.

Tìm gì: văn bản ban hành từ ngày 01/7/2025 ghi địa danh là huyện, quận, thị xã, thị trấn, hoặc cơ quan cấp tỉnh ghi
tên tỉnh đã sáp nhập. Xã, phường, đặc khu mang tên tỉnh cũ không bị báo.

Vì sao: địa danh là tên gọi chính thức của đơn vị hành chính (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II,
khoản 4, điểm a); từ ngày 01/7/2025 không còn cấp huyện (Luật số 72/2025/QH15, Điều 51) và cả nước có 34 tỉnh, thành
phố (Nghị quyết số 202/2025/QH15).

Sai: Hà Nam, ngày 15 tháng 9 năm 2025 (Sở Nội vụ)

Đúng: Ninh Bình, ngày 15 tháng 9 năm 2025
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.issue_date import find_issue_date, require_place_and_date
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject
from docgen.checking.territory import REFORM_DAY, find_new_province, names_district

CODE = "DT009"
NAME = "abolished-place"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm a"
L_ID = "L23"

# Communes were named after former provinces; only an agency of the province means the province itself.
_PROVINCIAL = re.compile(r"\b(?:tinh|so|ubnd tinh|hdnd tinh|ban quan ly|van phong doan)\b")
_COMMUNE = re.compile(r"\b(?:xa|phuong|dac khu|truong)\b")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a place that was no unit any more on the document's day."""
    heading = subject.components.heading
    found = require_place_and_date(subject)
    if found is None:
        return
    date = find_issue_date(subject)
    if date is None or date < REFORM_DAY:
        return
    if names_district(found.place):
        message = f"Địa danh “{found.place}”: từ ngày 01/7/2025 không còn đơn vị hành chính cấp huyện, thị trấn."
        yield Fault(found.passage.where, message, "tên xã, phường, đặc khu hoặc tỉnh, thành phố", found.place)
        return
    province = find_new_province(found.place)
    agency = fold(" ".join(line.shown for line in (*heading.parent_organ, *heading.organ)))
    if province is not None and _PROVINCIAL.search(agency) and not _COMMUNE.search(agency):
        message = f"Địa danh “{found.place}”: từ ngày 01/7/2025 đã hợp nhất thành {province}."
        yield Fault(found.passage.where, message, province, found.place)
