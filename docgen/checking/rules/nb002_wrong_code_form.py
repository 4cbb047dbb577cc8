"""Số, ký hiệu viết sai dạng.

Tìm gì: thiếu “Số:” hoặc viết “SỐ:”, thiếu dấu hai chấm; giữa số và ký hiệu không phải “/”; giữa các nhóm chữ viết tắt
không phải gạch nối “-”; ký hiệu thiếu chữ viết tắt tên cơ quan; ký hiệu viết thường.

Vì sao: từ “Số” bằng chữ in thường, sau đó có dấu hai chấm; ký hiệu bằng chữ in hoa; giữa số và ký hiệu có dấu gạch
chéo, giữa các nhóm chữ viết tắt có gạch nối (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3, điểm c).
Chữ viết tắt tên loại theo Phụ lục III được viết như trong Phụ lục (CTr, TTr, QyĐ).

Sai: SỐ 15/QĐ.UBND; Số: 15/qđ-ubnd; Số: 15/QĐ–UBND

Đúng: Số: 15/QĐ-UBND; công văn: Số: 15/SNV-CCHC
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.code_text import find_abbreviation, has_placeholder, notation_groups
from docgen.checking.findings import CannotJudge, Fault, Severity
from docgen.checking.recognition.components import Code
from docgen.checking.recognition.expected import CODE as COMPONENT
from docgen.checking.subject import Subject
from docgen.model import DocumentType

CODE = "NB002"
NAME = "wrong-code-form"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3, điểm b và c"
L_ID = "L16"

_EXPECTED = "Số: …/chữ viết tắt-chữ viết tắt"
_LONG_DASHES = re.compile("[–—−]")
_WORD = re.compile(r"số\s*(?P<colon>[:.;,]?)", re.IGNORECASE)
# Abbreviations of agencies that have small letters: Thủ tướng, trung tâm, thanh tra, trường …
_LEAST_CAPITALS = 0.5


def check(subject: Subject) -> Iterator[Fault]:
    """Yield one fault for all that is wrong with the form of the code."""
    code = subject.require(subject.components.heading.code, COMPONENT)
    if not code.notation:
        raise CannotJudge("không đọc được ký hiệu văn bản")
    wrong = [*_judge_word(code), *_judge_marks(code)]
    if not has_placeholder(code):
        wrong += _judge_groups(code, subject.components.document_type)
    if wrong:
        text = code.passage.shown
        yield Fault(code.passage.where, f"Số, ký hiệu viết sai dạng: {'; '.join(wrong)}.", _EXPECTED, text)


def _judge_word(code: Code) -> Iterator[str]:
    shown = code.passage.shown
    match = _WORD.match(shown)
    if match is None:
        yield "thiếu “Số:”"
        return
    if not shown.startswith("Số"):
        yield f"“{shown[:2]}” phải viết “Số”"
    if match["colon"] != ":":
        yield "sau “Số” phải có dấu hai chấm"


def _judge_marks(code: Code) -> Iterator[str]:
    if code.separator.strip() != "/":
        yield f"giữa số và ký hiệu phải là “/”, không phải “{code.separator.strip()}”"
    if _LONG_DASHES.search(code.notation):
        yield "giữa các nhóm chữ viết tắt phải là gạch nối (-), không phải gạch ngang dài"
    elif "/" in code.notation or "\\" in code.notation:
        yield "giữa các nhóm chữ viết tắt phải là gạch nối (-), không phải “/”"
    if code.number and not code.number.isdigit():
        yield f"“{code.number}” không phải là số thứ tự bằng chữ số Ả Rập"


def _judge_groups(code: Code, kind: DocumentType | None) -> Iterator[str]:
    groups = notation_groups(code)
    # A thư công has no abbreviation of its own, and nothing says what its notation is.
    if len(groups) == 1 and "/" not in code.notation and (kind is None or kind.slug != "thu-cong"):
        if "." in groups[0]:
            yield "giữa các nhóm chữ viết tắt phải là gạch nối (-), không phải dấu chấm"
        else:
            yield "ký hiệu thiếu nhóm chữ viết tắt tên cơ quan hoặc đơn vị soạn thảo"
    small = [group for group in groups if _is_small(group)]
    if small:
        yield f"“{small[0]}” phải viết in hoa"


def _is_small(group: str) -> bool:
    letters = [letter for letter in group if letter.isalpha()]
    if not letters or (find_abbreviation(group) is not None and any(map(str.isupper, letters))):
        return False
    return sum(map(str.isupper, letters)) < _LEAST_CAPITALS * len(letters)
