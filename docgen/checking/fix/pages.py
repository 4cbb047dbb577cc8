"""Mending the page: A4 paper, margins within their bounds, numbering from 1 in Arabic numerals."""

from __future__ import annotations

from typing import Final

from docgen.checking.fix.mending import Mending
from docgen.checking.fix.properties import remove_property, set_property
from docgen.checking.fix.sections import touch_section
from docgen.ooxml.facts import TWIPS_PER_MM, SectionFacts
from docgen.ooxml.names import W

_A4: Final = (11906, 16838)
_PAPER_TOLERANCE: Final = 20
_MARGIN_TOLERANCE: Final = 15
_END, _BINDING, _EDGE = (1134, 1417), (1701, 1984), (850, 1134)
_Bounds = dict[str, tuple[int, int]]
_PORTRAIT: Final[_Bounds] = {"top": _END, "bottom": _END, "left": _BINDING, "right": _EDGE}
_TURNED: Final[tuple[_Bounds, ...]] = (
    {"top": _BINDING, "bottom": _EDGE, "left": _END, "right": _END},
    {"top": _EDGE, "bottom": _BINDING, "left": _END, "right": _END},
)
_NAMES: Final = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
_ARABIC: Final = frozenset({"", "decimal", "numberInDash", "decimalZero"})


def mend_paper(mending: Mending) -> None:
    """Set every section on A4, the way it was turned."""
    for section in mending.subject.facts.sections:
        sides = sorted((section.page_width, section.page_height))
        if all(abs(side - wanted) <= _PAPER_TOLERANCE for side, wanted in zip(sides, _A4, strict=True)):
            continue
        width, height = reversed(_A4) if section.page_width > section.page_height else _A4
        # The code, the printer's number of the paper, would speak of the old one.
        size = {"w": str(width), "h": str(height), "code": None}
        if set_property(touch_section(mending, section), "pgSz", size):
            mending.tell("Khổ giấy: sửa thành A4.", mending.subject.where_section(section))


def mend_margins(mending: Mending) -> None:
    """Bring every margin that is out of its bounds to the nearest of them."""
    for section in mending.subject.facts.sections:
        bounds = _choose_bounds(section)
        wrong = _find_wrong(section, bounds)
        if not wrong:
            continue
        owner = touch_section(mending, section)
        _complete_margins(owner, section)
        for side, length in wrong.items():
            # Room for the binding counts as margin; where it alone is too much it goes.
            gutter = section.gutter if side == "left" else 0
            if gutter > length:
                set_property(owner, "pgMar", {"gutter": "0"})
                gutter = 0
            set_property(owner, "pgMar", {side: str(length - gutter)})
        said = "; ".join(f"{_NAMES[side]} {_write_mm(length)}" for side, length in wrong.items())
        mending.tell(f"Lề trang: sửa thành {said}.", mending.subject.where_section(section))


def _choose_bounds(section: SectionFacts) -> _Bounds:
    """Word turns margins with the page; of the ways that they may lie the one that changes least is meant."""
    if not section.landscape:
        return _PORTRAIT

    def measure(bounds: _Bounds) -> int:
        return sum(abs(wanted - getattr(section, side)) for side, wanted in _find_wrong(section, bounds).items())

    return min((_PORTRAIT, *_TURNED), key=measure)


def _find_wrong(section: SectionFacts, bounds: _Bounds) -> dict[str, int]:
    """Return the nearest right length of each margin that is out of its bounds."""
    wrong = {}
    for side, (least, most) in bounds.items():
        found = getattr(section, side)
        if not least - _MARGIN_TOLERANCE <= found <= most + _MARGIN_TOLERANCE:
            wrong[side] = max(least, min(most, found))
    return wrong


def _complete_margins(owner: object, section: SectionFacts) -> None:
    """Write all that w:pgMar must say where a section does not say it."""
    found = owner.find(f"{W}pgMar")  # type: ignore[attr-defined]
    known = {
        "top": section.top,
        "right": section.right,
        "bottom": section.bottom,
        "left": section.left - section.gutter,
        "header": section.header_distance,
        "footer": section.footer_distance,
        "gutter": section.gutter,
    }
    missing = {name: str(length) for name, length in known.items() if found is None or found.get(W + name) is None}
    set_property(owner, "pgMar", dict(missing))


def _write_mm(length: int) -> str:
    return f"{round(length / TWIPS_PER_MM)} mm"


def mend_numbering(mending: Mending) -> None:
    """Let pages count from 1, in Arabic numerals."""
    for section in mending.subject.facts.sections:
        gone: dict[str, str | None] = {}
        if section.index == 0 and section.page_start not in (None, 1):
            gone["start"] = None
        if section.page_format not in _ARABIC:
            gone["fmt"] = None
        if gone:
            owner = touch_section(mending, section)
            set_property(owner, "pgNumType", gone)
            if not owner.find(f"{W}pgNumType").attrib:
                remove_property(owner, "pgNumType")
            said = "đánh từ 1, chữ số Ả Rập" if len(gone) > 1 else "đánh từ 1" if "start" in gone else "chữ số Ả Rập"
            mending.tell(f"Số trang: {said}.", mending.subject.where_section(section))
