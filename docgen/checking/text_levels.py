"""Which text the rules of body, signature and recipients judge, and how its paragraphs lie."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import wraps
from typing import TypeVar

from docgen.checking.findings import CannotJudge, Fault
from docgen.checking.looks import WantedLook, find_look_fault, telling_runs
from docgen.checking.recognition.components import BodyKind, BodyParagraph, Part, PartKind
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject
from docgen.ooxml.facts import ParagraphFacts

T = TypeVar("T")

HEADINGS = (BodyKind.PART, BodyKind.CHAPTER, BodyKind.SECTION, BodyKind.SUBSECTION)
"""The levels on a line of their own, with a title below."""

_BLANK = re.compile(r"…|\.{3,}|_{3,}")
# What stands beside a table or a picture is not prose.
_CAPTION = re.compile(
    r"(?:\(?(?:đơn vị tính|đvt|đơn vị)\b|(?:bảng|biểu|hình|sơ đồ|biểu đồ) (?:số )?[\dIVX.]+|nguồn:|ghi chú|tổng cộng)",
    re.IGNORECASE,
)
_FIELD_LINE = re.compile(r"[-+•\s]*[^:.;]{2,45}:")
_FORMS = frozenset(
    (
        *("bien-ban", "hop-dong", "ban-ghi-nho", "ban-thoa-thuan", "giay-uy-quyen", "giay-moi", "giay-gioi-thieu"),
        *("giay-nghi-phep", "phieu-gui", "phieu-chuyen", "phieu-bao"),
    )
)
_FORM_LABEL = re.compile(r"(?:mau|bieu|phu luc|bieu mau|danh muc|danh sach)\b")
_LABEL = 80  # characters
_NARROW_LETTER = 0.42  # of the size of type: no text in Times New Roman is narrower than this on the average
_SET_IN = 300  # twips on both sides: a poem or a quotation


def once_a_subject(find: Callable[[Subject], Iterator[T]]) -> Callable[[Subject], tuple[T, ...]]:
    """Let a function find things in a subject once, however many rules ask; kept with the subject's own properties."""
    key = f"{find.__module__}.{find.__name__}"

    @wraps(find)
    def find_once(subject: Subject) -> tuple[T, ...]:
        kept = subject.__dict__
        if key not in kept:
            kept[key] = tuple(find(subject))
        found: tuple[T, ...] = kept[key]
        return found

    return find_once


def is_blank_form(text: str) -> bool:
    """Whether a text has room to fill in (…, ....): a form or an unfinished draft."""
    return _BLANK.search(text) is not None


def without_blanks(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages that are not forms to fill in."""
    return tuple(passage for passage in passages if not is_blank_form(passage.text))


def check_look(passages: Sequence[Passage], wanted: WantedLook, name: str) -> Iterator[Fault]:
    """Yield one fault for the look of a component; forms to fill in are left out."""
    fault = find_look_fault(without_blanks(passages), wanted, name)
    if fault is not None:
        yield fault


def check_centred(passages: Sequence[Passage], name: str) -> Iterator[Fault]:
    """Yield a fault when a line is not centred. Lines that share their paragraph with others cannot be judged."""
    whole = [passage for passage in passages if passage.is_whole]
    if passages and not whole:
        raise CannotJudge(f"{name[0].lower()}{name[1:]} đặt chung đoạn với thành phần khác")
    off = next((passage for passage in whole if is_off_centre(passage)), None)
    if off is not None:
        yield Fault(off.where, f"{name} chưa được canh giữa.", "canh giữa", _ALIGNMENTS[off.paragraph.align])


_ALIGNMENTS = {"left": "canh trái", "center": "canh giữa", "right": "canh phải", "both": "canh đều hai bên"}


def is_off_centre(passage: Passage) -> bool:
    """Whether a whole paragraph is surely not centred: lines set by spaces or tabs may still look so."""
    text = passage.paragraph.text
    return passage.paragraph.align != "center" and not text.startswith(("\t", "  ")) and not is_blank_form(text)


@once_a_subject
def judged_parts(subject: Subject) -> Iterator[Part]:
    """Yield the document itself and what it issues; forms and lists among the appendices have layouts of their own."""
    for part in subject.components.parts:
        if part.kind is PartKind.APPENDIX:
            return
        if part.kind is PartKind.MAIN:
            yield part
        elif part.type_name is not None and part.issued_with is not None:
            yield replace(part, body=tuple(_take_before_forms(part.body)))


def _take_before_forms(body: Sequence[BodyParagraph]) -> Iterator[BodyParagraph]:
    """Yield a body up to its first form ("Mẫu số 01", "Phụ lục"): what comes then is laid out as a form."""
    for item in body:
        paragraph = item.paragraph
        is_label = len(paragraph.text) < _LABEL and _FORM_LABEL.match(fold(paragraph.shown)) is not None
        if is_label and (paragraph.align in ("center", "right") or all(run.bold for run in paragraph.ink)):
            return
        yield item


def own_paragraphs(body: Sequence[BodyParagraph]) -> Iterator[BodyParagraph]:
    """Yield a body without what it quotes: the new wording of another document has numbers of its own."""
    depth = 0
    straight = False
    for item in body:
        text = item.paragraph.text.strip()
        if depth > 0 or straight or text.startswith(("“", '"', "«")):
            depth = max(0, depth + sum(map(text.count, "“«")) - sum(map(text.count, "”»")))
            straight ^= text.count('"') % 2 == 1
        else:
            yield item


@once_a_subject
def own_items(subject: Subject) -> Iterator[BodyParagraph]:
    """Yield the body paragraphs of the judged parts, quotations left out."""
    for part in judged_parts(subject):
        yield from own_paragraphs(part.body)


@once_a_subject
def prose(subject: Subject) -> Iterator[BodyParagraph]:
    """Yield the body paragraphs whose layout is judged: no headings, centred lines, captions, blanks to fill in."""
    for part in judged_parts(subject):
        yield from filter(is_prose, part.body)


def is_prose(item: BodyParagraph) -> bool:
    """Whether the layout of a body paragraph is judged."""
    paragraph = item.paragraph
    text = paragraph.text.strip()
    if item.kind in HEADINGS or item.kind is BodyKind.HEADING_TITLE:
        return False
    if paragraph.align in ("center", "right") or paragraph.place.text_box >= 0 or paragraph.in_table:
        return False
    if is_blank_form(text) or _CAPTION.match(text) or not any(map(str.isalpha, text)):
        return False
    if paragraph.left > _SET_IN and paragraph.right > _SET_IN:
        return False
    return not (text.startswith("(") and text.rstrip(".;").endswith(")"))


def is_field_line(subject: Subject, item: BodyParagraph) -> bool:
    """Whether a paragraph is a line of a form ("Địa điểm: …") in a document that is one."""
    kind = subject.components.document_type
    return kind is not None and kind.slug in _FORMS and _FIELD_LINE.match(item.paragraph.text.strip()) is not None


def is_longer_than_line(subject: Subject, paragraph: ParagraphFacts) -> bool:
    """Whether the text surely takes more than one line."""
    section = next((s for s in subject.facts.sections if s.index == paragraph.place.section), None)
    runs = telling_runs(paragraph.runs)
    if section is None or not runs or "\n" in paragraph.text.strip():
        return False
    width = section.text_width / max(1, section.columns) - paragraph.left - paragraph.right
    return len(paragraph.shown) * min(run.size_pt for run in runs) * 20 * _NARROW_LETTER > width


def has_articles(body: Sequence[BodyParagraph]) -> bool:
    """Whether a body is divided into articles."""
    return any(item.kind is BodyKind.ARTICLE for item in body)
