"""Nội dung nhắc tới phụ lục của văn bản nhưng tệp không có.

Tìm gì: nội dung ghi “Phụ lục … kèm theo Kế hoạch này”, “(có Phụ lục kèm theo)” nhưng sau phần ký không có phụ lục đó.
Phụ lục của văn bản khác (Phụ lục III của Bộ tiêu chí, kèm theo Quyết định số …) không tính. Phụ lục ở tệp riêng thì
bỏ qua cảnh báo này.

Vì sao: phụ lục đi cùng văn bản và có chỉ dẫn trong văn bản (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III,
khoản 1, điểm a).

Sai: “Phụ lục III kèm theo Kế hoạch này” trong khi chỉ có Phụ lục I, II.

Đúng: mọi phụ lục được nhắc tới đều có sau phần ký.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.appendix_labels import read_label
from docgen.checking.cited_documents import mask_quotes
from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.number_sequences import read_number
from docgen.checking.subject import Subject

CODE = "AX002"
NAME = "missing-appendix"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm a"
L_ID = "L51"

_OWN = (
    r"(?:Quyết định|Nghị quyết|Kế hoạch|Báo cáo|Công văn|Thông báo|Tờ trình|Hướng dẫn|Văn bản|"
    r"Chương trình|Đề án|Phương án|Chỉ thị|Quy chế|Quy định)"
)
_NUMBERED = re.compile(rf"[Pp]hụ lục (?P<number>[IVX]+)\b[^.;:]{{0,40}}\bkèm theo {_OWN} này")
_ANY = re.compile(
    rf"[Pp]hụ lục\b[^.;:]{{0,60}}\bkèm theo {_OWN} này|\((?:[Cc]ó|[Tt]heo|[Cc]hi tiết)[^()]{{0,30}}[Pp]hụ lục"
    r"[^()]{0,20}(?:kèm theo|đính kèm|gửi kèm)\)"
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every appendix of its own that the text names and the file does not hold."""
    body = subject.require(subject.body, "nội dung văn bản")
    components = subject.components
    labels = {read_label(part) for part in components.appendices}
    has_parts = len(components.parts) > 1
    for item in body:
        text = mask_quotes(item.paragraph.text)
        missing = [f"Phụ lục {m['number']}" for m in _NUMBERED.finditer(text) if read_number(m["number"]) not in labels]
        if has_parts and (not missing or None in labels or not any(labels)):
            continue
        if missing or (not has_parts and _ANY.search(text)):
            yield Fault(
                where=where_is(item.paragraph),
                message="Không thấy phụ lục được nhắc tới trong tệp này.",
                expected=", ".join(missing) or "phụ lục sau phần ký, hoặc ở tệp riêng",
                found="không có",
            )
            return
