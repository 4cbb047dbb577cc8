"""Mending page numbers: there, centred in the top margin, not on page 1, in the right look."""

from __future__ import annotations

import re
from typing import Any, Final

from docgen.checking.findings import where_is
from docgen.checking.fix.header_parts import Band, HeaderParts, read_band
from docgen.checking.fix.looks import mend_look
from docgen.checking.fix.mending import Mending
from docgen.checking.fix.page_fields import (
    centre,
    is_only_number,
    take_content,
    wrap_in_field,
    write_page_number,
)
from docgen.checking.looks import WantedLook, telling_runs
from docgen.checking.page_numbers import (
    find_page_numbers,
    find_shown,
    first_page_kind,
    has_page_field,
    is_typed_number,
    later_kinds,
)
from docgen.checking.recognition.passages import whole_passage
from docgen.ooxml.facts import HeaderKind, ParagraphFacts, SectionFacts
from docgen.ooxml.names import P, W

_LOOK: Final = WantedLook(13, 14, bold=False, italic=False)
_BANDS: Final[tuple[Band, ...]] = ("header", "footer")


def mend_missing_number(mending: Mending) -> None:
    """Make typed numbers fields; without any, number the pages of all sections that show no number."""
    subject = mending.subject
    typed = [paragraph for paragraph in find_shown(subject) if is_typed_number(paragraph)]
    if typed and not any(find_page_numbers(subject)):
        for paragraph in typed:
            _make_field(mending, paragraph)
        return
    parts = HeaderParts(mending)
    numbered: set[str] = set()
    for section in subject.facts.sections:
        for kind in later_kinds(subject):
            if not any(has_page_field(p) for band in _BANDS for p in read_band(section, band, kind)):
                _add_number(mending, parts, section, kind, numbered)


def _make_field(mending: Mending, paragraph: ParagraphFacts) -> None:
    found = re.search(r"\d{1,4}", paragraph.text)
    runs = mending.find_runs(paragraph, *found.span()) if found else []
    if runs:
        wrap_in_field(runs[0], runs)
        mending.tell("Số trang gõ tay: đổi thành số trang tự động.", where_is(paragraph))


def _add_number(
    mending: Mending, parts: HeaderParts, section: SectionFacts, kind: HeaderKind, numbered: set[str]
) -> None:
    name = parts.find_part(section, "header", kind)
    if name is not None and name in numbered:
        return
    if name is None or (parts.find_own_part(section, "header", kind) is None and section.index > 0):
        root = parts.make_own(section, "header", kind, name)
        name = parts.find_own_part(section, "header", kind) or ""
    else:
        root = parts.get_root(name)
    write_page_number(_find_room(root), _find_text_size(mending))
    numbered.add(name)
    mending.tell("Số trang: thêm vào giữa lề trên.", mending.subject.where_section(section))


def _find_room(root: Any) -> Any:
    """Return an empty paragraph of a header, the first or a new one."""
    for paragraph in root.iterchildren(P):
        if not any(child.tag != f"{W}pPr" for child in paragraph):
            return paragraph
    fresh = root.makeelement(P)
    root.insert(0, fresh)
    return fresh


def _find_text_size(mending: Mending) -> float:
    sizes = [run.size_pt for item in mending.subject.body[:5] for run in telling_runs(item.paragraph.runs)]
    return 13.0 if sizes and max(sizes) <= 13 else 14.0


def mend_place(mending: Mending) -> None:
    """Move numbers at the foot of the page to its head, centred; centre those at the head."""
    parts = HeaderParts(mending)
    numbered: set[str] = set()
    moved: set[str] = set()
    subject = mending.subject
    for section in subject.facts.sections:
        for kind in sorted({first_page_kind(section), *later_kinds(subject)}):
            name = parts.find_own_part(section, "footer", kind)
            # What stands on page 1 by itself goes by the rule for page 1.
            if name is not None and not (section.index == 0 and kind == "first" and section.title_page):
                _move_up(mending, parts, section, kind, numbered, moved)
    for number in find_page_numbers(subject):
        paragraph = number.paragraph
        if number.is_header and any(_is_of(finding.where, paragraph) for finding in mending.findings):
            frame = paragraph.node.find(f"{W}pPr/{W}framePr")
            node = mending.touch(paragraph)
            if frame is not None and frame.get(f"{W}xAlign") is not None:
                frame.set(f"{W}xAlign", "center")
            else:
                centre(node)
            mending.tell("Số trang: canh giữa.", where_is(paragraph))


def _is_of(where: Any, paragraph: ParagraphFacts) -> bool:
    return (where.part, where.paragraph) == (paragraph.place.part, paragraph.place.index)


def _move_up(
    mending: Mending,
    parts: HeaderParts,
    section: SectionFacts,
    kind: HeaderKind,
    numbered: set[str],
    moved: set[str],
) -> None:
    found = [p for p in read_band(section, "footer", kind) if has_page_field(p)]
    # Other words on the line would be torn from their number.
    if not found or not all(map(is_only_number, found)):
        return
    head = parts.find_part(section, "header", kind)
    is_numbered = head in numbered or any(map(has_page_field, read_band(section, "header", kind)))
    if not is_numbered:
        own = parts.find_own_part(section, "header", kind)
        root = parts.get_root(own) if own is not None else parts.make_own(section, "header", kind, head)
        room = _find_room(root)
        source = found[0].node if found[0].place.part not in moved else None
        if source is None:
            write_page_number(room, _find_text_size(mending))
        else:
            centre(room)
            room.extend(take_content(mending.touch(found[0])))
        numbered.add(parts.find_own_part(section, "header", kind) or "")
    if found[0].place.part not in moved:
        for paragraph in found:
            take_content(mending.touch(paragraph))
            mending.tell("Số trang: chuyển từ chân trang lên giữa lề trên.", where_is(paragraph))
        moved.add(found[0].place.part)


def mend_number_look(mending: Mending) -> None:
    """Set page numbers upright, not bold, in 13 or 14 pt."""
    for number in find_page_numbers(mending.subject):
        mend_look(mending, whole_passage(number.paragraph), _LOOK, "Số trang")
