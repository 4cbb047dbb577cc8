"""Dấu cuối dòng căn cứ không đúng.

Tìm gì: một dòng căn cứ không kết thúc bằng dấu chấm phẩy, hoặc dòng cuối cùng không kết thúc bằng dấu chấm.

Vì sao: mỗi căn cứ xuống dòng, cuối dòng có dấu chấm phẩy (;), dòng cuối cùng kết thúc bằng dấu chấm (.) (Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm a).

Sai: Theo đề nghị của Giám đốc Sở Nội vụ, / QUYẾT ĐỊNH:

Đúng: Theo đề nghị của Giám đốc Sở Nội vụ. / QUYẾT ĐỊNH:
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form

CODE = "BD016"
NAME = "wrong-basis-end"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm a"
L_ID = "L28"
FIXABLE = True

_OPENS = re.compile(r"-?\s?(?:căn cứ|theo|xét|thực hiện|trên cơ sở|sau khi)\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every basis with another mark at its end."""
    components = subject.components
    bases = subject.require(components.legal_bases, "căn cứ ban hành", expected=subject.rests_on_bases)

    is_certain = components.resolution is not None
    if components.is_letter or (not is_certain and len(bases) < 2):
        return
    for position, basis in enumerate(bases):
        is_last = position == len(bases) - 1
        if not is_last and not _OPENS.match(bases[position + 1].text):
            continue  # the basis goes on in the next paragraph
        mark = "." if is_last else ";"
        # Without "QUYẾT ĐỊNH:" the last basis may lead on to a sentence of the body.
        if basis.text.endswith(mark) or is_blank_form(basis.text[-8:]) or (is_last and not is_certain):
            continue
        yield Fault(
            where=basis.where,
            message=f"Căn cứ phải kết thúc bằng dấu {'chấm' if is_last else 'chấm phẩy'}.",
            expected=f"“{mark}”",
            found=f"“…{basis.text[-12:]}”",
            severity=None if is_certain else Severity.WARNING,
        )
