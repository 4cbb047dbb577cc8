"""Nơi nhận của “Kính gửi” đặt chưa đúng dòng.

Tìm gì: một nơi nhận mà xuống dòng; hoặc từ hai nơi nhận trở lên mà viết liền trên dòng “Kính gửi”.

Vì sao: gửi một nơi thì ghi cùng dòng với “Kính gửi”; gửi hai nơi trở lên thì xuống dòng, mỗi nơi một dòng có gạch đầu
dòng (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm c).

Sai: Kính gửi: / - Sở Nội vụ.; Kính gửi: - Sở Nội vụ; - Sở Tài chính.

Đúng: Kính gửi: Sở Nội vụ; Kính gửi: / - Sở Nội vụ; / - Sở Tài chính.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.listed_items import has_dash, join_items
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form

CODE = "RC005"
NAME = "misplaced-addressees"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm c"
L_ID = "L47"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for one addressee on a line of its own, or several on the first line."""
    addressees = subject.components.addressees
    if addressees is None or not fold(addressees.opening.shown).startswith("kinh gui"):
        return

    items = join_items(addressees.items)
    if is_blank_form(" ".join(item.words for item in items)):
        return
    inline = addressees.inline
    several = "mỗi nơi nhận một dòng, có gạch đầu dòng"
    if inline is None and len(items) == 1 and has_dash(items[0].first):
        yield Fault(
            where=items[0].first.where,
            message="Chỉ có một nơi nhận thì ghi cùng dòng với “Kính gửi”.",
            expected=f"Kính gửi: {items[0].words}",
            found=items[0].first.shown,
        )
    elif inline is not None and any(has_dash(item.first) for item in items):
        yield Fault(inline.where, "Nhiều nơi nhận thì xuống dòng từ nơi nhận đầu tiên.", several, inline.shown)
    elif inline is not None and not items and ";" in inline.text.rstrip().rstrip(";"):
        yield Fault(inline.where, "Nhiều nơi nhận viết liền một dòng.", several, inline.shown)
