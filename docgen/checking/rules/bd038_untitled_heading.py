"""Phần, chương, mục, điều không có tiêu đề.

Tìm gì: phần, chương, mục, tiểu mục không có tiêu đề bên dưới; điều của quy chế, quy định không có tiêu đề trong khi
các điều khác có. Điều của quyết định, nghị quyết không xét vì các mẫu để trống tiêu đề.

Vì sao: phần, chương, mục, tiểu mục, điều dùng để bố cục phải có tiêu đề (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I,
Mục II, khoản 6, điểm d).

Sai: Chương II / Điều 4. …

Đúng: Chương II / QUYỀN VÀ NGHĨA VỤ / Điều 4. …
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.looks import telling_runs
from docgen.checking.recognition.components import BodyKind, BodyParagraph, Part, PartKind
from docgen.checking.subject import Subject
from docgen.checking.text_levels import HEADINGS, is_blank_form, judged_parts, own_paragraphs

CODE = "BD038"
NAME = "untitled-heading"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm d"
L_ID = "L39"

_TITLED_SHARE = 0.5  # of the articles: where most have a title, the others lack theirs


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every heading without title, and for articles without where the others have one."""
    for part in judged_parts(subject):
        own = tuple(own_paragraphs(part.body))
        yield from _check_headings(own)
        articles = [item for item in own if item.kind is BodyKind.ARTICLE and not is_blank_form(item.paragraph.text)]
        without = [item for item in articles if not _is_titled(item)]
        if _asks_titles(subject, part) and len(without) < _TITLED_SHARE * len(articles):
            for item in without:
                yield _write(item, f"Điều {item.number}")


def _check_headings(own: Sequence[BodyParagraph]) -> Iterator[Fault]:
    for item, following in pairwise((*own, None)):
        if item is None or item.kind not in HEADINGS:
            continue
        if item.title is not None and item.title.text and not item.is_automatic:
            continue
        if following is None or following.kind is not BodyKind.HEADING_TITLE:
            yield _write(item, f"{item.kind.value.capitalize()} {item.number}")


def _write(item: BodyParagraph, name: str) -> Fault:
    return Fault(where_is(item.paragraph), f"{name} không có tiêu đề.", "có tiêu đề", "không có")


def _is_titled(item: BodyParagraph) -> bool:
    title = item.title
    if title is None or not title.text:
        return False
    opening = telling_runs(title.runs)[:1]
    return not title.text.endswith((".", ";", ":")) or any(run.bold for run in opening)


def _asks_titles(subject: Subject, part: Part) -> bool:
    kind = subject.components.document_type
    return part.kind is not PartKind.MAIN or (kind is not None and kind.slug in ("quy-che", "quy-dinh"))
