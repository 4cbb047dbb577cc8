"""Mending the layout of running text: sizes, first lines, gaps between paragraphs, line spacing."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from docgen.checking.findings import where_is
from docgen.checking.fix.looks import choose_size
from docgen.checking.fix.mending import Mending
from docgen.checking.fix.run_looks import RunLook
from docgen.checking.looks import find_wrong_sizes, format_size, telling_runs
from docgen.checking.recognition.components import BodyKind, BodyParagraph
from docgen.checking.text_levels import HEADINGS, is_field_line, is_prose, judged_parts, prose
from docgen.ooxml.facts import ParagraphFacts, RunFacts

_LEAST_SIZE, _MOST_SIZE = 13.0, 14.0
_INDENTS: Final = (567, 720)
_INDENT_TOLERANCE: Final = 10
_GAP: Final = 120
_SINGLE, _MOST_LINES = 240, 360
_LINE_TOLERANCE: Final = 3
_FONT_LINE: Final = 1.15
_RATIO_TOLERANCE: Final = 0.03


def mend_text_sizes(mending: Mending) -> None:
    """Set running text and its headings in 13 or 14 pt, whichever is nearer."""
    for item in (item for part in judged_parts(mending.subject) for item in part.body):
        if not (is_prose(item) or item.kind in (*HEADINGS, BodyKind.HEADING_TITLE)):
            continue
        paragraph = item.paragraph
        runs = [run for run in telling_runs(paragraph.runs) if not run.is_symbol]
        wrong = find_wrong_sizes(runs, _LEAST_SIZE, _MOST_SIZE)
        if not wrong:
            continue
        size = choose_size(runs, _LEAST_SIZE, _MOST_SIZE)

        def decide(run: RunFacts, size: float = size) -> RunLook | None:
            fits = _LEAST_SIZE <= run.size_pt <= _MOST_SIZE
            return None if fits or run.superscript or run.is_symbol else RunLook(size_pt=size)

        if mending.format_paragraph(paragraph, decide):
            found = ", ".join(map(format_size, wrong))
            mending.tell(f"Nội dung: sửa cỡ chữ {found} thành {format_size(size)}.", where_is(paragraph))


def mend_first_lines(mending: Mending) -> None:
    """Set the first line of paragraphs in by 1 or 1.27 cm, whichever is nearer."""
    for item in prose(mending.subject):
        paragraph = item.paragraph
        if not _has_judged_first_line(mending, item):
            continue
        position = paragraph.left + paragraph.first_line
        if any(abs(position - wanted) <= _INDENT_TOLERANCE for wanted in _INDENTS):
            continue
        wanted = min(_INDENTS, key=lambda indent: abs(indent - position))
        if mending.set_paragraph(paragraph, {"ind": _make_indent(paragraph, wanted)}):
            found, said = (f"{length / 567:.2f}".replace(".", ",") for length in (position, wanted))
            mending.tell(f"Đoạn văn: sửa lùi dòng đầu {found} cm thành {said} cm.", where_is(paragraph))


def _has_judged_first_line(mending: Mending, item: BodyParagraph) -> bool:
    paragraph = item.paragraph
    if paragraph.text.startswith(("\t", "  ", "\u00a0")) or is_field_line(mending.subject, item):
        return False
    if item.kind is BodyKind.ROMAN or (item.is_titled and item.kind is BodyKind.TEXT):
        return False
    return item.kind is not BodyKind.TEXT or not paragraph.text[:1].islower()


def _make_indent(paragraph: ParagraphFacts, wanted: int) -> dict[str, str | None]:
    """Keep hanging lines where they hang; others begin at the margin."""
    # Counts of characters, here or in a style, would win over lengths.
    indent: dict[str, str | None] = {"firstLineChars": "0", "hangingChars": None}
    if paragraph.first_line < 0 and paragraph.left > wanted:
        return indent | {"firstLine": None, "hanging": str(paragraph.left - wanted)}
    if paragraph.left:
        indent |= {"left": "0", "start": None, "leftChars": "0", "startChars": None}
    return indent | {"firstLine": str(wanted), "hanging": None}


def mend_gaps(mending: Mending) -> None:
    """Put 6 pt before the paragraphs that stand nearer to the one above."""
    for above, below in pairwise(prose(mending.subject)):
        upper, lower = above.paragraph, below.paragraph
        if lower.place.index != upper.place.index + 1 or lower.place.section != upper.place.section:
            continue
        if lower.page_break_before or all(is_field_line(mending.subject, item) for item in (above, below)):
            continue
        same = upper.style_id == lower.style_id
        after = 0 if same and upper.contextual_spacing else upper.after
        before = 0 if same and lower.contextual_spacing else lower.before
        if max(after, before) < _GAP - 1:
            found = format_size(max(after, before) / 20)
            if put_gap_before(mending, lower, drops=same and lower.contextual_spacing):
                mending.tell(f"Đoạn văn: sửa khoảng cách với đoạn trên {found} pt thành 6 pt.", where_is(lower))


def put_gap_before(mending: Mending, paragraph: ParagraphFacts, *, drops: bool = False) -> bool:
    """Put 6 pt before a paragraph; ``drops``: it leaves the gap out below its like."""
    # Counts of lines, here or in a style, would win over lengths in Word.
    spacing: dict[str, str | None] = {"before": str(_GAP), "beforeLines": "0"}
    if paragraph.auto_spacing[0]:
        spacing["beforeAutospacing"] = "0"
    properties: dict[str, dict[str, str | None]] = {"spacing": spacing}
    if drops:
        properties["contextualSpacing"] = {"val": "0"}
    return mending.set_paragraph(paragraph, properties)


def mend_letter_subject_gap(mending: Mending) -> None:
    """Put 6 pt between the number of a letter and its subject."""
    lines = mending.subject.components.heading.letter_subject
    if lines and put_gap_before(mending, lines[0].paragraph):
        mending.tell("Trích yếu công văn: cách số, ký hiệu 6 pt.", lines[0].where)


def mend_line_spacing(mending: Mending) -> None:
    """Bring line spacing to the nearer of single and 1.5 lines."""
    for item in prose(mending.subject):
        paragraph = item.paragraph
        ratio = _find_wrong_ratio(paragraph)
        if ratio is None:
            continue
        line = _SINGLE if ratio < 1 else _MOST_LINES
        if mending.set_paragraph(paragraph, {"spacing": {"line": str(line), "lineRule": "auto"}}):
            said = "dòng đơn" if line == _SINGLE else "1,5 lines"
            mending.tell(f"Đoạn văn: sửa giãn dòng thành {said}.", where_is(paragraph))


def _find_wrong_ratio(paragraph: ParagraphFacts) -> float | None:
    """Return the line spacing of a paragraph in lines where it is out of bounds."""
    if paragraph.line_rule == "auto":
        is_right = _SINGLE - _LINE_TOLERANCE <= paragraph.line <= _MOST_LINES + _LINE_TOLERANCE
        return None if is_right else paragraph.line / _SINGLE
    runs = telling_runs(paragraph.runs)
    if not runs:
        return None
    ratio = paragraph.line / (max(run.size_pt for run in runs) * 20 * _FONT_LINE)
    least = 0 if paragraph.line_rule == "atLeast" else 1
    return None if least - _RATIO_TOLERANCE <= ratio <= 1.5 + _RATIO_TOLERANCE else ratio
