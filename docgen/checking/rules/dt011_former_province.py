"""Văn bản mới còn gửi đến, giao việc cho tỉnh đã hợp nhất.

Tìm gì: văn bản ban hành từ ngày 01/7/2025 gửi đến, giao việc cho cơ quan của tỉnh không còn sau ngày đó (tỉnh Hà Nam,
tỉnh Hải Dương …): trong Kính gửi, Nơi nhận và điều khoản thi hành. Tên văn bản cũ được viện dẫn và chuyện trước ngày đó
không bị báo.

Vì sao: từ ngày 01/7/2025 cả nước có 34 tỉnh, thành phố trực thuộc Trung ương (Nghị quyết số 202/2025/QH15).

Sai: Kính gửi: Sở Nội vụ tỉnh Hà Nam (văn bản năm 2026)

Đúng: Kính gửi: Sở Nội vụ tỉnh Ninh Bình
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.addressed import addressed_passages
from docgen.checking.findings import Fault, Severity
from docgen.checking.issue_date import find_issue_date
from docgen.checking.subject import Subject
from docgen.checking.territory import REFORM_DAY, find_named_provinces

CODE = "DT011"
NAME = "former-province"
SEVERITY = Severity.WARNING
BASIS = "thực tiễn: Nghị quyết số 202/2025/QH15 (34 tỉnh, thành phố từ 01/7/2025)"
L_ID = "L66"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every addressee, recipient or duty of a former province in a document of after the reform."""
    date = find_issue_date(subject)
    if date is None or date < REFORM_DAY:
        return
    for passage, text in addressed_passages(subject):
        for named, province in find_named_provinces(text):
            message = f"“{named}”: từ ngày 01/7/2025 đã hợp nhất thành {province}."
            yield Fault(passage.where, message, province, named)
