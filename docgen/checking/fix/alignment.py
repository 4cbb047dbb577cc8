"""Mending alignment: components back to the middle, running text justified."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.checking.appendix_labels import labelled_appendices
from docgen.checking.columns import stands_beside_middle
from docgen.checking.findings import where_is
from docgen.checking.fix.looks import mend_bold
from docgen.checking.fix.mending import Mending
from docgen.checking.looks import telling_runs
from docgen.checking.recognition.components import BodyKind
from docgen.checking.recognition.passages import Passage, whole_passage
from docgen.checking.signers_text import blocks_of
from docgen.checking.text_levels import HEADINGS, is_longer_than_line, is_off_centre, own_items, prose


def centre(mending: Mending, passage: Passage, name: str) -> None:
    """Centre a whole paragraph; a first line that is set in would push it aside."""
    paragraph = passage.paragraph
    properties: dict[str, dict[str, str | None]] = {"jc": {"val": "center"}}
    if paragraph.first_line:
        chars = {"firstLineChars": "0"} if paragraph.node.find(".//{*}ind[@{*}firstLineChars]") is not None else {}
        properties["ind"] = {"firstLine": "0", "hanging": None, "hangingChars": None, **chars}
    if mending.set_paragraph(paragraph, properties):
        mending.tell(f"{name}: canh giữa.", passage.where)


def mend_off_centre(mending: Mending, passages: Iterable[Passage | None], name: str) -> None:
    """Centre the passages that are whole paragraphs and surely not centred."""
    for passage in passages:
        if passage is not None and passage.is_whole and is_off_centre(passage):
            centre(mending, passage, name)


def mend_beside_middle(mending: Mending, passages: Iterable[Passage | None], name: str) -> None:
    """Centre the passages that stand at one side of their cell."""
    for passage in passages:
        if passage is not None and stands_beside_middle(mending.subject, passage):
            centre(mending, passage, name)


def mend_appendix_lines(mending: Mending) -> None:
    """Centre the label, the title and the "(Kèm theo …)" line of every appendix."""
    for part in labelled_appendices(mending.subject):
        mend_off_centre(mending, (part.label,), "Chữ “Phụ lục”")
        mend_off_centre(mending, part.title[:1], "Tiêu đề phụ lục")
        mend_off_centre(mending, (part.issued_with,), "Dòng “(Kèm theo …)”")


def mend_names(mending: Mending) -> None:
    """Centre the names of signers below a centred position."""
    for block in blocks_of(mending.subject):
        if block.lines and all(line.is_whole and line.paragraph.align == "center" for line in block.lines):
            mend_off_centre(mending, (block.name,), "Họ tên người ký")


def mend_body_headings(mending: Mending) -> None:
    """Centre and embolden the headings of parts, chapters and sections, and their titles."""
    for item in own_items(mending.subject):
        if item.kind not in (*HEADINGS, BodyKind.HEADING_TITLE):
            continue
        passage = whole_passage(item.paragraph)
        name = "Tiêu đề" if item.kind is BodyKind.HEADING_TITLE else item.kind.value.capitalize()
        mend_off_centre(mending, (passage,), name)
        if not all(run.bold for run in telling_runs(item.paragraph.runs)):
            mend_bold(mending, passage, name)


def mend_justification(mending: Mending) -> None:
    """Justify the paragraphs of running text that are set flush left and show it."""
    for item in prose(mending.subject):
        paragraph = item.paragraph
        is_ragged = paragraph.align == "left" and is_longer_than_line(mending.subject, paragraph)
        if is_ragged and mending.set_paragraph(paragraph, {"jc": {"val": "both"}}):
            mending.tell("Đoạn văn: canh đều hai bên.", where_is(paragraph))
