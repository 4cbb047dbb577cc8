"""Cấp phó ký mà không có “KT.”.

Tìm gì: người ký là cấp phó (PHÓ …, THỨ TRƯỞNG) nhưng phía trên không có dòng “KT.” và chức vụ của cấp trưởng; hoặc
cấp phó ký sau “TL.”, “TUQ.”, “TM.” mà không có “KT.”.

Vì sao: cấp phó ký thay cấp trưởng phải ghi “KT.” trước chức vụ của cấp trưởng; cấp phó được giao phụ trách cũng ký
như vậy (Nghị định 30/2020/NĐ-CP, Điều 13; Phụ lục I, Phần I, Mục II, khoản 7, điểm b).

Sai: PHÓ CHỦ TỊCH; TL. GIÁM ĐỐC / PHÓ CHÁNH VĂN PHÒNG.

Đúng: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH; TL. GIÁM ĐỐC / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.folding import fold
from docgen.checking.signers_text import blocks_of, is_position, parse_competence
from docgen.checking.subject import Subject

CODE = "SG004"
NAME = "deputy-without-competence"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Điều 13, khoản 1; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7, điểm b"
L_ID = "L42"

_DEPUTY = re.compile(r"(?:pho (?:chu|giam|tong|chanh|truong|vien|hieu|cuc|vu|chi|thu|doan|ban|phong|to)|thu truong)\b")
# Signers of minutes and agreements, and those whose lines name a body or a chair above, sign for no head.
_OWN_RIGHT = re.compile(r"(?:dai dien|chu toa|chu tri|thu ky|nguoi|ben [ab]|xac nhan)\b")
# Front and Party bodies, standing committees: deputies sign for the body itself, by rules of their own.
_STANDING = re.compile(
    r"(?:thuong truc|ban thuong|ban chap hanh|mat tran|uy ban (?:mat tran|mttq)|ubmttq|dang|chi bo)\b"
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every deputy who signs in nobody's stead."""
    for block in blocks_of(subject):
        lines = [(line, fold(line.shown), parse_competence(line)) for line in block.lines]
        for position, (line, folded, _) in enumerate(lines):
            above = lines[:position]
            if not _DEPUTY.match(folded) or any(found is not None and found.word == "KT" for _, _, found in above):
                continue
            # A second office of one who signs as chair: TM. HỘI ĐỒNG / CHỦ TỊCH / PHÓ CHỦ TỊCH UBND TỈNH.
            if any(found is None and is_position(other) and not _DEPUTY.match(text) for other, text, found in above):
                continue
            if any(found is None and _OWN_RIGHT.match(text) for _, text, found in above):
                continue
            if any(found is not None and _STANDING.match(fold(found.of)) for _, _, found in above):
                continue
            yield Fault(
                where=line.where,
                message="Cấp phó ký phải có dòng “KT.” và chức vụ của cấp trưởng ở trên.",
                expected=f"KT. {_name_head(line.shown)} / {line.shown}",
                found=" / ".join(passage.shown for passage in block.lines),
            )
            break


def _name_head(deputy: str) -> str:
    upper = deputy.upper()
    return "BỘ TRƯỞNG" if upper.startswith("THỨ") else upper.removeprefix("PHÓ ").removesuffix(" PHỤ TRÁCH")
