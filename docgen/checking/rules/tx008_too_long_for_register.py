"""Thông tin dài quá trường của hệ thống quản lý văn bản.

Tìm gì: trích yếu dài hơn 500 ký tự, ký hiệu dài hơn 30, tên cơ quan dài hơn 200, chức vụ người ký dài hơn 100, họ tên
dài hơn 50, số dài hơn 11 ký tự.

Vì sao: thông tin đầu vào của văn bản đi có độ dài tối đa ở Phụ lục VI, Phần II của Nghị định (thực tiễn nhập liệu);
dài hơn thì bị cắt khi vào sổ và khi gửi qua trục liên thông.

Sai: trích yếu dài nửa trang.

Đúng: trích yếu ngắn gọn, dưới 500 ký tự.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject

CODE = "TX008"
NAME = "too-long-for-register"
SEVERITY = Severity.WARNING
BASIS = "thực tiễn: độ dài thông tin đầu vào của hệ thống (Nghị định 30/2020/NĐ-CP, Phụ lục VI, Phần II)"
L_ID = "L71"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every component that is longer than its field."""
    components = subject.components
    code, signature = components.heading.code, components.signature
    yield from _judge("Trích yếu", components.subject, 500)
    yield from _judge("Tên cơ quan", components.heading.organ, 200)
    if signature is not None:
        yield from _judge("Chức vụ người ký", signature.lines[-1:], 100)
        yield from _judge("Họ tên người ký", (signature.name,) if signature.name is not None else (), 50)
    if code is not None:
        yield from _judge_text("Ký hiệu", code.notation, code.passage, 30)
        yield from _judge_text("Số", code.number, code.passage, 11)


def _judge(name: str, passages: Sequence[Passage], most: int) -> Iterator[Fault]:
    if passages:
        yield from _judge_text(name, " ".join(passage.shown for passage in passages), passages[0], most)


def _judge_text(name: str, text: str, passage: Passage, most: int) -> Iterator[Fault]:
    if len(text) > most:
        message = f"{name} dài {len(text)} ký tự, quá {most} ký tự của hệ thống."
        yield Fault(passage.where, message, f"không quá {most} ký tự", f"{len(text)} ký tự")
