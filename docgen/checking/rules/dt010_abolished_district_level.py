"""Văn bản mới còn nêu cấp huyện.

Tìm gì: văn bản ban hành từ ngày 01/7/2025 gửi đến, giao việc cho UBND huyện, quận, thị xã, thành phố thuộc tỉnh:
trong Kính gửi, Nơi nhận và điều khoản thi hành. Tên văn bản cũ được viện dẫn và chuyện trước ngày đó không bị báo.

Vì sao: từ ngày 01/7/2025 chính quyền địa phương chỉ còn cấp tỉnh và cấp xã (Luật Tổ chức chính quyền địa phương số
72/2025/QH15, Điều 51).

Sai: Chủ tịch UBND các huyện, thành phố, thị xã chịu trách nhiệm thi hành Quyết định này.

Đúng: Chủ tịch UBND các xã, phường, đặc khu chịu trách nhiệm thi hành Quyết định này.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.addressed import addressed_passages
from docgen.checking.findings import Fault, Severity
from docgen.checking.issue_date import find_issue_date
from docgen.checking.subject import Subject
from docgen.checking.territory import REFORM_DAY

CODE = "DT010"
NAME = "abolished-district-level"
SEVERITY = Severity.WARNING
BASIS = "thực tiễn: Luật Tổ chức chính quyền địa phương số 72/2025/QH15, Điều 51 (kết thúc cấp huyện từ 01/7/2025)"
L_ID = "L66"

_COMMITTEE = r"(?:UBND|HĐND|[ỦUuủ][ỷyYỶ]\s+ban\s+nhân\s+dân|Hội\s+đồng\s+nhân\s+dân|Phòng\s+Nội\s+vụ)"
_DISTRICT = re.compile(
    rf"{_COMMITTEE}\s+(?:(?:các|cấp)\s+)?(?:huyện|quận|thị\s+xã)\b|các\s+huyện,|cấp\s+huyện\b", re.IGNORECASE
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every addressee, recipient or duty of a district in a document of after the reform."""
    date = find_issue_date(subject)
    if date is None or date < REFORM_DAY:
        return
    for passage, text in addressed_passages(subject):
        match = _DISTRICT.search(text)
        if match is not None:
            message = "Từ ngày 01/7/2025 không còn chính quyền cấp huyện."
            yield Fault(passage.where, message, "UBND các xã, phường, đặc khu", match[0].rstrip(","))
