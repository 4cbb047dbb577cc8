"""Viện dẫn lần đầu thiếu ngày hoặc cơ quan ban hành.

Tìm gì: lần đầu nhắc tới một văn bản (trong căn cứ hoặc nội dung) chỉ ghi số, ký hiệu mà không có ngày, tháng, năm
hoặc cơ quan ban hành.

Vì sao: viện dẫn lần đầu phải ghi đầy đủ tên loại, số, ký hiệu, thời gian ban hành, tên cơ quan ban hành và trích yếu;
các lần sau chỉ ghi tên loại và số, ký hiệu (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm b).

Sai: Thực hiện Quyết định số 3396/QĐ-UBND, …

Đúng: Thực hiện Quyết định số 3396/QĐ-UBND ngày 11/10/2021 của Ủy ban nhân dân tỉnh ban hành …
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.cited_documents import cited_in_bases, cited_in_body, find_citations
from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.passages import Passage, whole_passage
from docgen.checking.subject import Subject

CODE = "CT001"
NAME = "incomplete-first-citation"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm b"
L_ID = "L30"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every document whose first citation in the running text is not complete."""
    subject.require(subject.body, "nội dung văn bản")
    seen: set[tuple[str, str]] = set()
    seen.update(cited.key for cited in cited_in_bases(subject))
    seen.update(cited.key for line in _other_places(subject) for cited in find_citations(line) if cited.date)
    for cited in cited_in_body(subject):
        if cited.key in seen:
            continue
        seen.add(cited.key)
        missing = [name for name, found in (("ngày", cited.date), ("cơ quan", cited.issuer)) if not found]
        if missing and not cited.is_among_several:
            yield Fault(
                where=cited.where,
                message=f"{cited.name} được viện dẫn lần đầu, thiếu {' và '.join(missing)} ban hành.",
                expected="số, ký hiệu, ngày, cơ quan ban hành, trích yếu",
                found=cited.name,
            )


def _other_places(subject: Subject) -> Iterator[Passage]:
    """Yield the lines where a document may be named in full before or beside the running text: subject, tables."""
    yield from subject.components.subject
    main = subject.components.main
    for paragraph in subject.facts.paragraphs[main.start : main.end]:
        if paragraph.in_table and paragraph.ink:
            yield whole_passage(paragraph)
    for notes in subject.facts.footnotes.values():
        yield from map(whole_passage, notes)
