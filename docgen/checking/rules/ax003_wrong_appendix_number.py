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

from docgen.checking.findings import Fault, Severity
from docgen.checking.number_sequences import read_number
from docgen.checking.recognition.components import PartKind
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
    groups = tuple(_group(subject))
    for labels in groups:
        if _is_outlined_otherwise(labels):
            continue
        if len(labels) > 1:
            yield from _check_series(labels)
        elif len(groups) == 1 and not _names_others(subject):
            match = _LABEL.fullmatch(_fold(labels[0]))
            if match is not None and match["number"]:
                yield Fault(labels[0].where, "Chỉ có một phụ lục thì không đánh số.", "Phụ lục", labels[0].shown)


def _group(subject: Subject) -> Iterator[list[Passage]]:
    """Yield the labels; an attached document may have appendices of its own, counted anew."""
    labels: list[Passage] = []
    for part in subject.components.parts:
        if part.kind is PartKind.ATTACHMENT and labels:
            yield labels
            labels = []
        if part.kind is PartKind.APPENDIX and part.label is not None:
            labels.append(part.label)
    if labels:
        yield labels


def _check_series(labels: Sequence[Passage]) -> Iterator[Fault]:
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
    """Whether the labels count otherwise (I.1, 1a): what that means only the drafter knows."""
    numbers = [match["number"] or "" for label in labels if (match := _LABEL.fullmatch(_fold(label)))]
    return len(numbers) < len(labels) or any(number and read_number(number.upper()) is None for number in numbers)


def _names_others(subject: Subject) -> bool:
    """Whether the text names further appendices: they may be in other files."""
    body = " ".join(item.paragraph.shown for item in subject.body)
    return len(set(re.findall(r"[Pp]hụ lục (?:số )?([IVX]+|\d+)\b", body))) > 1
