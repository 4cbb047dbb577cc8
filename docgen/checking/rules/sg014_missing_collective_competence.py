"""Cơ quan làm việc theo chế độ tập thể mà không ký “TM.”.

Tìm gì: cơ quan theo chế độ tập thể (hồ sơ cơ quan ghi regime: collective), văn bản không thuộc thẩm quyền riêng của
Chủ tịch, phần ký không có “TM.”. Quyết định của Chủ tịch, công điện, văn bản ký TL., TUQ. không xét; không biết chế
độ làm việc thì không kiểm tra.

Vì sao: ở cơ quan làm việc theo chế độ tập thể, người đứng đầu thay mặt tập thể ký: ghi “TM.” và tên tập thể (Nghị
định 30/2020/NĐ-CP, Điều 13, khoản 2).

Sai: CHỦ TỊCH (kế hoạch của Ủy ban nhân dân).

Đúng: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import CannotJudge, Fault, Severity
from docgen.checking.recognition.folding import fold
from docgen.checking.signers_text import parse_competence
from docgen.checking.subject import Subject
from docgen.model import Regime

CODE = "SG014"
NAME = "missing-collective-competence"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Điều 13, khoản 2"
L_ID = "L74"

_OF_THE_HEAD = frozenset(
    ("cong-dien", "giay-moi", "thu-cong", "giay-uy-quyen", "giay-gioi-thieu", "giay-nghi-phep", "bien-ban")
)
_CHAIR = re.compile(r"(?:kt\. ?)?chu tich\b")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the chair of a collective organ signs without "TM."."""
    if subject.settings.regime is None:
        raise CannotJudge("không biết cơ quan làm việc theo chế độ tập thể hay thủ trưởng")
    if subject.settings.regime is not Regime.COLLECTIVE:
        return
    components = subject.components
    kind = components.document_type
    if kind is not None and kind.slug in _OF_THE_HEAD:
        return
    if any(_CHAIR.match(fold(line.shown)) for line in components.authority[:1]):
        return
    signature = subject.require(components.signature, "chức vụ của người ký")
    words = {competence.word for line in signature.lines if (competence := parse_competence(line)) is not None}
    if signature.lines and _CHAIR.match(fold(signature.lines[0].shown)) and not words & {"TM", "TL", "TUQ"}:
        yield Fault(
            where=signature.lines[0].where,
            message="Cơ quan theo chế độ tập thể: phần ký thiếu “TM.” và tên tập thể.",
            expected=f"TM. … / {signature.lines[0].shown}",
            found=" / ".join(line.shown for line in signature.lines),
        )
