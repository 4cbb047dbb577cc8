"""Mending page 1: it shows no number, and goes on to show whatever else it showed."""

from __future__ import annotations

from typing import Any, Final

from docgen.checking.fix.copies import find_copies
from docgen.checking.fix.header_parts import Band, HeaderParts, read_band
from docgen.checking.fix.mending import Mending
from docgen.checking.fix.page_fields import is_only_number, take_content
from docgen.checking.fix.properties import set_property
from docgen.checking.fix.sections import touch_section
from docgen.checking.page_numbers import first_page_kind, has_condition, has_page_field
from docgen.ooxml.facts import ParagraphFacts, SectionFacts
from docgen.ooxml.names import P

_BANDS: Final[tuple[Band, ...]] = ("header", "footer")


def mend_first_page(mending: Mending) -> None:
    """Let page 1 show no number: give it a header and footer of its own, without one."""
    section = mending.subject.facts.sections[0]
    kind = first_page_kind(section)
    numbers = [p for band in _BANDS for p in read_band(section, band, kind) if has_page_field(p)]
    # Other words on the line would be torn from their number.
    if any(has_condition(p) or not is_only_number(p) for p in numbers):
        return
    parts = HeaderParts(mending)
    if kind == "default":
        owner = touch_section(mending, section)
        set_property(owner, "titlePg", {"val": None})
        for band in _BANDS:
            if parts.find_own_part(section, band, "first") is None:
                _make_first(parts, section, band)
    else:
        for band in _BANDS:
            _clear_first(mending, parts, section, band)
    mending.tell("Trang thứ nhất: không hiện số trang.", mending.subject.where_section(section))


def _make_first(parts: HeaderParts, section: SectionFacts, band: Band) -> None:
    """Page 1 goes on to show what it showed, without the number."""
    model = parts.find_own_part(section, band, "default")
    shown = read_band(section, band, "default")
    has_more = any((p.ink and not has_page_field(p)) or p.drawings for p in shown)
    if band == "footer" and not has_more:
        return
    root = parts.make_own(section, band, "first", model if has_more else None)
    if has_more:
        _clear(root, shown)


def _clear_first(mending: Mending, parts: HeaderParts, section: SectionFacts, band: Band) -> None:
    shown = read_band(section, band, "first")
    if not any(map(has_page_field, shown)):
        return
    name = parts.find_part(section, band, "first")
    if name is not None and parts.is_shared(section, band, "first"):
        _clear(parts.make_own(section, band, "first", name), shown)
    else:
        for paragraph in shown:
            if has_page_field(paragraph):
                take_content(mending.touch(paragraph))


def _clear(root: Any, shown: tuple[ParagraphFacts, ...]) -> None:
    """Take the numbers out of the copy of a part; ``shown`` are the facts of the part it was copied from."""
    wanted = {_path(p.node) for p in shown if has_page_field(p)}
    for paragraph in [paragraph for paragraph in root.iter(P) if _path(paragraph) in wanted]:
        for older in find_copies(paragraph):
            take_content(older)
        take_content(paragraph)


def _path(node: Any) -> tuple[int, ...]:
    """Return the place of an element in its part, by counting."""
    path = []
    while node.getparent() is not None:
        path.append(node.getparent().index(node))
        node = node.getparent()
    return tuple(path)
