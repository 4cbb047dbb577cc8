"""Whether the decree's rules apply: legal normative and Party documents, citizens' forms have rules of their own."""

from __future__ import annotations

import re

from docgen.checking.recognition.components import Components
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.words import LEGAL_TYPES
from docgen.checking.report import Scope

_YEAR_IN_NOTATION = re.compile(r"\d{4}\s*/")
_PARTY_NOTATION = re.compile(r"-(?:QĐ|NQ|KL|CT|TT|BC|KH|HD|TB|CTr|QC|QyĐ|CV|TTr|GM|BB)?\s*/\s*[A-ZĐ]")
_LEAST_EVIDENCE = 2


def judge_scope(components: Components) -> Scope:
    """Return whether a document is one that Decree 30/2020/NĐ-CP gives the form of, and the reason if it is not."""
    heading = components.heading
    code = heading.code
    if heading.party is not None or (code is not None and "/" not in code.separator and "/" in code.notation):
        return Scope(False, "văn bản của Đảng, theo quy định riêng của Đảng (Nghị định 30/2020/NĐ-CP, Điều 2)")
    if code is not None and _YEAR_IN_NOTATION.match(code.notation):
        return Scope(False, "văn bản quy phạm pháp luật (số có năm ban hành), theo Luật Ban hành VBQPPL")
    folded_type = fold(components.type_name.shown) if components.type_name else ""
    if folded_type in LEGAL_TYPES:
        return Scope(False, "văn bản quy phạm pháp luật, theo Luật Ban hành VBQPPL")
    if folded_type.startswith(("don ", "to khai", "ban cam doan", "ban cam ket", "giay cam ket")):
        return Scope(False, "đơn, tờ khai của cá nhân, không phải văn bản hành chính của cơ quan")
    if not heading.organ and code is None and folded_type.startswith(("hop dong", "ban ")):
        return Scope(False, "hợp đồng, thỏa thuận không có tên cơ quan và số, ký hiệu văn bản hành chính")
    if _count_evidence(components) < _LEAST_EVIDENCE:
        return Scope(False, "không nhận ra phần đầu của văn bản hành chính (Quốc hiệu, tên cơ quan, số, ký hiệu)")
    return Scope()


def _count_evidence(components: Components) -> int:
    heading = components.heading
    return sum(
        (
            heading.nation is not None,
            heading.motto is not None,
            heading.code is not None,
            bool(heading.organ),
            heading.place_and_date is not None,
            components.type_name is not None and components.document_type is not None,
            bool(heading.letter_subject),
            components.recipients is not None,
        )
    )
