"""“nhân dân”, “nhà nước” không viết hoa.

Tìm gì: từ “nhân dân” đứng riêng (các tầng lớp nhân dân, phục vụ nhân dân, cán bộ và nhân dân), từ “nhà nước” đứng
riêng (Đảng và nhà nước, chính sách của nhà nước) viết thường. Trong tên cơ quan (Ủy ban nhân dân…) và cụm từ chuyên
môn (quản lý nhà nước, ngân sách nhà nước) không xét.

Vì sao: danh từ Nhân dân, Nhà nước luôn viết hoa chữ cái đầu (Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục V, khoản 1).

Sai: chủ trương của Đảng, pháp luật của nhà nước; đời sống nhân dân.

Đúng: chủ trương của Đảng, pháp luật của Nhà nước; đời sống Nhân dân.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.sentences import sentences
from docgen.checking.subject import Subject

CODE = "CA006"
NAME = "small-people-or-state"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục V, khoản 1"
L_ID = "L63"

_PEOPLE = re.compile(
    r"\b(?:quần chúng|tầng lớp|đời sống|phục vụ|cán bộ và|Đảng bộ và|chính quyền và|và các tầng lớp|toàn thể|trong|"
    r"ý kiến|nguyện vọng|sức|của|với|cho) (?P<word>nhân dân)\b"
    r"(?! (?:tệ|các cấp|tối cao|cấp|tỉnh|huyện|xã|phường|thành phố|quận))"
)
_STATE = re.compile(
    r"\b(?:Đảng và|Đảng,|pháp luật của|chính sách của|Đảng với) (?P<word>nhà nước)\b|"
    r"\b(?P<word2>nhà nước) ta\b"
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every such word in a small letter."""
    for sentence in sentences(subject):
        if "nhân dân" not in sentence.text and "nhà nước" not in sentence.text:
            continue
        for match in (*_PEOPLE.finditer(sentence.text), *_STATE.finditer(sentence.text)):
            groups = match.groupdict()
            word = groups["word"] or groups["word2"]
            yield Fault(
                where=sentence.passage.where,
                message=f"“{word}” đứng riêng phải viết hoa chữ cái đầu.",
                expected=word.capitalize(),
                found=sentence.quote(*match.span()),
            )
