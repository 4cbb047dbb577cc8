"""Dòng “Lưu: VT, …” thiếu hoặc viết sai.

Tìm gì: danh sách nơi nhận không có dòng “Lưu”, dòng “Lưu” không phải dòng cuối, hoặc không viết “Lưu: VT”.

Vì sao: dòng cuối cùng gồm chữ “Lưu”, dấu hai chấm, chữ viết tắt “VT”, dấu phẩy, chữ viết tắt tên đơn vị soạn thảo và
số lượng bản lưu (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm d).

Sai: - Lưu VT; - Lưu hồ sơ.

Đúng: - Lưu: VT, CCHC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.listed_items import join_items
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form

CODE = "RC014"
NAME = "wrong-archive-line"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm d"
L_ID = "L49"

_RIGHT = re.compile(r"Lưu\s?: ?VT\b")
_ARCHIVE = re.compile(r"lưu\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the last line is not "Lưu: VT, …"."""
    recipients = subject.require(subject.components.recipients, "Nơi nhận")

    items = [item for item in join_items(subject.require(recipients.items, "danh sách nơi nhận")) if not item.is_below]
    if not items or is_blank_form(items[-1].words.removeprefix("Lưu")[:8]):
        return
    archive = next((item for item in items if _ARCHIVE.match(item.words)), None)
    if archive is None:
        yield Fault(
            items[-1].first.where, "Danh sách nơi nhận thiếu dòng “Lưu: VT, …”.", "- Lưu: VT, …", items[-1].words
        )
    elif not _RIGHT.match(archive.words):
        yield Fault(archive.first.where, "Dòng “Lưu” viết chưa đúng.", "- Lưu: VT, …", archive.first.shown)
    elif archive is not items[-1]:
        yield Fault(archive.first.where, "Dòng “Lưu” phải là dòng cuối cùng.", "cuối danh sách", archive.first.shown)
