"""Công văn, tờ trình không có “Kính gửi”.

Tìm gì: công văn hoặc tờ trình không có phần “Kính gửi:”. Báo cáo gửi cấp trên cũng cần “Kính gửi” nhưng chỉ người
soạn biết báo cáo gửi ai nên không xét.

Vì sao: tờ trình, báo cáo gửi cấp trên và công văn có phần nơi nhận “Kính gửi” (Nghị định 30/2020/NĐ-CP, Phụ lục I,
Phần I, Mục II, khoản 9, điểm a).

Sai: công văn vào ngay nội dung.

Đúng: Kính gửi: Ủy ban nhân dân tỉnh.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import CannotJudge, Fault, Severity, where_is
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject

CODE = "RC001"
NAME = "missing-addressees"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm a"
L_ID = "L46"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when a letter or a submission names no addressee."""
    components = subject.components
    kind = components.document_type
    if kind is None or kind.slug not in ("cong-van", "to-trinh") or components.addressees is not None:
        return
    if kind.slug == "cong-van" and not components.heading.letter_subject:
        raise CannotJudge("không chắc văn bản là công văn")
    body = subject.require(subject.body, "nội dung văn bản")
    if any(
        "kinh gui" in fold(paragraph.shown)
        for paragraph in subject.facts.paragraphs[: body[0].paragraph.place.index + 6]
    ):
        raise CannotJudge("“Kính gửi” đặt ở vị trí không đọc được")
    yield Fault(
        where=where_is(body[0].paragraph),
        message=f"{kind.name} không có “Kính gửi”.",
        expected="Kính gửi: …",
        found="không có",
    )
