"""Số thứ tự của các điều không liên tục.

Tìm gì: các điều của văn bản (và của văn bản kèm theo) không đếm 1, 2, 3…: nhảy số, trùng số, không bắt đầu từ Điều 1.
Điều của văn bản khác trong ngoặc kép (khi sửa đổi, bổ sung) không tính.

Vì sao: điều được đánh số thứ tự liên tục trong văn bản (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6,
điểm đ).

Sai: Điều 1, Điều 2, Điều 2, Điều 3.

Đúng: Điều 1, Điều 2, Điều 3, Điều 4.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.number_sequences import find_article_breaks
from docgen.checking.recognition.components import BodyKind, Part, PartKind
from docgen.checking.subject import Subject
from docgen.checking.text_levels import judged_parts, own_paragraphs

CODE = "BD032"
NAME = "broken-article-sequence"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
L_ID = "L36"

_WITH_ARTICLES = frozenset(("quyet-dinh", "nghi-quyet", "quy-che", "quy-dinh", "hop-dong", "ban-thoa-thuan"))


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every article that does not follow the one before."""
    for part in judged_parts(subject):
        own = [item for item in own_paragraphs(part.body) if item.kind is BodyKind.ARTICLE]
        if not own or (own[0].number != "1" and not _has_own_articles(subject, part)):
            continue
        for found in find_article_breaks(part.body):
            after = f" sau Điều {found.previous}" if found.previous else ""
            yield Fault(
                where=where_is(found.item.paragraph),
                message=f"Số thứ tự của điều không liên tục: Điều {found.item.number}{after}.",
                expected=f"Điều {found.expected}",
                found=f"Điều {found.item.number}",
            )


def _has_own_articles(subject: Subject, part: Part) -> bool:
    """Whether the part is of a type divided into articles: a letter may list those of a law."""
    kind = subject.components.document_type
    return part.kind is not PartKind.MAIN or (kind is not None and kind.slug in _WITH_ARTICLES)
