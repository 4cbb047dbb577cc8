"""Chữ “Phụ lục” hoặc tiêu đề phụ lục chưa canh giữa.

Tìm gì: dòng “Phụ lục …”, tiêu đề hoặc dòng “(Kèm theo …)” canh trái, canh phải, hoặc canh đều hai bên.

Vì sao: từ “Phụ lục”, tiêu đề và thông tin chỉ dẫn kèm theo được canh giữa (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần
I, Mục III, khoản 1, điểm b và c).

Sai: Phụ lục I ở góc phải.

Đúng: Phụ lục I canh giữa.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.appendix_labels import labelled_appendices
from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_off_centre

CODE = "AX005"
NAME = "appendix-label-not-centred"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm b"
L_ID = "L52"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every label, title or reference line that is not centred."""
    for part in labelled_appendices(subject):
        lines = (("Chữ “Phụ lục”", part.label), ("Tiêu đề phụ lục", part.title[0] if part.title else None))
        for name, line in (*lines, ("Dòng “(Kèm theo …)”", part.issued_with)):
            if line is not None and line.is_whole and is_off_centre(line):
                yield Fault(line.where, f"{name} chưa được canh giữa.", "canh giữa", "không canh giữa")
