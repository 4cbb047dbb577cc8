"""Quốc hiệu ghi sai chữ.

Tìm gì: dòng Quốc hiệu khác “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” (viết HÒA hay HOÀ đều được).

Vì sao: Quốc hiệu là “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản
1, điểm a).

Sai: CỘNG HÒA XÃ HỘI CHỦ NGHIÃ VIỆT NAM

Đúng: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.expected import NATION
from docgen.checking.subject import Subject
from docgen.vietnamese.text import fold_whitespace, normalize_text

CODE = "HD001"
NAME = "wrong-national-title-text"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1, điểm a"
L_ID = "L09"

_RIGHT = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the words of the national title are not those of the decree."""
    nation = subject.require(subject.components.heading.nation, NATION)
    text = fold_whitespace(normalize_text(nation.text))
    # Small letters are a matter of looks, which another rule judges.
    if text.upper() not in _RIGHT:
        yield Fault(nation.where, f"Quốc hiệu ghi sai: “{text}”.", _RIGHT[0], text)
