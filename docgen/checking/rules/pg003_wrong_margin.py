"""Lề trang không đúng.

Tìm gì: lề trên, dưới, trái, phải của từng phần (section) nằm ngoài khoảng cho phép (quá 0,26 mm). Trang nằm ngang
được tính cả khi Word đã xoay lề theo trang.

Vì sao: lề trên, dưới 20–25 mm; lề trái 30–35 mm; lề phải 15–20 mm (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I,
khoản 3). Lề trái rộng để đóng tập hồ sơ.

Sai: bốn lề 25,4 mm như Word đặt sẵn.

Đúng: trên 20 mm, dưới 20 mm, trái 30 mm, phải 15 mm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject
from docgen.ooxml.facts import TWIPS_PER_MM, SectionFacts

CODE = "PG003"
NAME = "wrong-margin"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 3"
L_ID = "L03"
FIXABLE = True

_TOLERANCE = 15
_END, _BINDING, _EDGE = (1134, 1417), (1701, 1984), (850, 1134)  # 20–25, 30–35, 15–20 mm
_PORTRAIT = {"trên": _END, "dưới": _END, "trái": _BINDING, "phải": _EDGE}
# Word turns the margins with the page: the binding edge comes to lie at the top (or, turned the other way, below).
_TURNED = (
    {"trên": _BINDING, "dưới": _EDGE, "trái": _END, "phải": _END},
    {"trên": _EDGE, "dưới": _BINDING, "trái": _END, "phải": _END},
)
_EXPECTED = "trên, dưới 20–25 mm; trái 30–35 mm; phải 15–20 mm"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every section with a margin out of bounds."""
    for section in subject.facts.sections:
        wrong = _find_wrong(section, _PORTRAIT)
        if section.landscape and not all(_find_wrong(section, turned) for turned in _TURNED):
            continue
        if wrong:
            found = "; ".join(f"{side} {_write_mm(length)}" for side, length in wrong.items())
            yield Fault(
                where=subject.where_section(section),
                message=f"Lề trang không đúng: {found}.",
                expected=_EXPECTED,
                found=found,
            )


def _find_wrong(section: SectionFacts, wanted: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    margins = {"trên": section.top, "dưới": section.bottom, "trái": section.left, "phải": section.right}
    return {
        side: margins[side]
        for side, (least, most) in wanted.items()
        if not least - _TOLERANCE <= margins[side] <= most + _TOLERANCE
    }


def _write_mm(length: int) -> str:
    return f"{length / TWIPS_PER_MM:.1f}".removesuffix(".0").replace(".", ",") + " mm"
