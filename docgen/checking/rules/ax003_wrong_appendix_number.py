"""Số thứ tự của phụ lục không đúng.

Tìm gì: có từ hai phụ lục mà không đánh số, đánh số Ả Rập, hoặc không đếm I, II, III; có một phụ lục mà vẫn đánh số.

Vì sao: văn bản có từ hai phụ lục trở lên thì đánh số thứ tự bằng chữ số La Mã (Nghị định 30/2020/NĐ-CP, Phụ lục I,
Phần I, Mục III, khoản 1, điểm a).

Sai: Phụ lục 1, Phụ lục 2.

Đúng: Phụ lục I, Phụ lục II; một phụ lục thì chỉ ghi “Phụ lục”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen.checking.appendix_labels import labelled_appendices
from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject
from docgen.vietnamese.numerals import format_roman

CODE = "AX003"
NAME = "wrong-appendix-number"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm a"
L_ID = "L51"

_LABEL = re.compile(r"phu luc(?: (?:so )?(?P<number>\S+))?")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every label that is not the next Roman number, and for the number of a single one."""
    labels = [part.label for part in labelled_appendices(subject) if part.label is not None]
    if not labels or _is_outlined_otherwise(labels):
        return
    if len(labels) == 1:
        match = _LABEL.fullmatch(_fold(labels[0]))
        # "Phụ lục I" alone may have its fellows in other files.
        if match is not None and match["number"] and not _names_others(subject):
            yield Fault(labels[0].where, "Chỉ có một phụ lục thì không đánh số.", "Phụ lục", labels[0].shown)
        return
    for position, label in enumerate(labels, 1):
        wanted = f"Phụ lục {format_roman(position)}"
        match = _LABEL.fullmatch(_fold(label))
        number = match["number"] if match else None
        if number is None:
            yield Fault(label.where, "Có từ hai phụ lục trở lên thì phải đánh số.", wanted, label.shown)
        elif number.upper() != format_roman(position):
            yield Fault(label.where, "Phụ lục phải đánh số La Mã theo thứ tự.", wanted, label.shown)


def _fold(label: Passage) -> str:
    return fold(label.shown).rstrip(" .:;-")


def _is_outlined_otherwise(labels: Sequence[Passage]) -> bool:
    """Whether the labels are those of several lists (I.1, 1a; a Phụ lục I for every attached document)."""
    numbers = [match["number"] or "" for label in labels if (match := _LABEL.fullmatch(_fold(label)))]
    if len(numbers) < len(labels) or any(number and not number.isalnum() for number in numbers):
        return True
    return len(numbers) > 1 and numbers.count(numbers[0]) > 1 and numbers[0] != ""


def _names_others(subject: Subject) -> bool:
    body = " ".join(item.paragraph.shown for item in subject.body)
    return len(set(re.findall(r"[Pp]hụ lục (?:số )?([IVX]+|\d+)\b", body))) > 1
