"""Dòng đầu của nơi nhận không phải “Như trên”.

Tìm gì: văn bản có “Kính gửi” (công văn, tờ trình, báo cáo) nhưng dòng đầu của “Nơi nhận” không phải “- Như trên;”.
“Như kính gửi” chỉ cảnh báo.

Vì sao: văn bản có “Kính gửi” thì nơi nhận ở cuối ghi dòng đầu là “Như trên” (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần
I, Mục II, khoản 9, điểm b và d).

Sai: Kính gửi: Sở Nội vụ … Nơi nhận: / - Sở Nội vụ;

Đúng: Nơi nhận: / - Như trên;
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.listed_items import join_items
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form

CODE = "RC015"
NAME = "missing-as-above"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm b"
L_ID = "L50"

_ADDRESSED = frozenset(("cong-van", "to-trinh", "bao-cao"))


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when a document with addressees does not send to them "as above" first."""
    components = subject.components
    kind = components.document_type
    addressees = components.addressees
    if kind is None or kind.slug not in _ADDRESSED or addressees is None:
        return
    recipients = subject.require(subject.components.recipients, "Nơi nhận")

    first = join_items(subject.require(recipients.items, "danh sách nơi nhận"))[0]
    folded = fold(first.words)
    if folded.startswith("nhu tren") or is_blank_form(first.words):
        return
    yield Fault(
        where=first.first.where,
        message="Văn bản có “Kính gửi” thì dòng đầu của nơi nhận là “Như trên”.",
        expected="- Như trên;",
        found=first.first.shown,
        severity=Severity.WARNING if folded.startswith(("nhu kinh gui", "nhu noi nhan")) else None,
    )
