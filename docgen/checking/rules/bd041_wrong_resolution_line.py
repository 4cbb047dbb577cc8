"""Dòng “QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:” thiếu hoặc trình bày sai.

Tìm gì: quyết định, nghị quyết không có dòng “QUYẾT ĐỊNH:” (“QUYẾT NGHỊ:”) sau căn cứ; dòng này không in hoa, không
đậm, không canh giữa hoặc thiếu dấu hai chấm.

Vì sao: sau các căn cứ, mẫu nghị quyết có “QUYẾT NGHỊ:”, mẫu quyết định có “QUYẾT ĐỊNH:”, in hoa, đậm, canh giữa (Nghị
định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.1, 1.2, 1.3).

Sai: Quyết định: (chữ thường, canh trái).

Đúng: QUYẾT ĐỊNH:
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.components import BodyKind
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_off_centre

CODE = "BD041"
NAME = "wrong-resolution-line"
SEVERITY = Severity.WARNING
BASIS = (
    "Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.1; "
    "Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.2; "
    "Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.3"
)
L_ID = "L73"

_WORDS = {"quyet-dinh": "QUYẾT ĐỊNH:", "nghi-quyet": "QUYẾT NGHỊ:"}


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the line is missing or looks otherwise."""
    components = subject.components
    kind = components.document_type
    wanted = _WORDS.get(kind.slug) if kind is not None else None
    if wanted is None:
        return
    line = components.resolution
    if line is None:
        bases = subject.require(components.legal_bases, "căn cứ ban hành")
        # Bases without the line may be bases that were not read to their end.
        if subject.body and subject.body[0].kind is BodyKind.ARTICLE:
            yield Fault(bases[-1].where, f"Thiếu dòng “{wanted}” sau các căn cứ.", wanted, "không có")
        return
    wrong = tuple(_find_wrong(line, wanted))
    if wrong:
        yield Fault(line.where, f"Dòng “{wanted}” {', '.join(wrong)}.", f"{wanted} in hoa, đậm, canh giữa", line.shown)


def _find_wrong(line: Passage, wanted: str) -> Iterator[str]:
    if not line.is_caps:
        yield "không in hoa"
    if not line.all_bold:
        yield "không đậm"
    if line.is_whole and is_off_centre(line):
        yield "chưa canh giữa"
    if not line.shown.endswith(":"):
        yield "thiếu dấu hai chấm"
    if fold(line.shown)[:10] != fold(wanted)[:10]:
        yield f"không phải “{wanted}”"
