"""The content of a paragraph: runs as shown, fields, notes, drawings. Deleted and hidden text is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from docgen.ooxml.facts import RunFacts
from docgen.ooxml.formats import TextFormat
from docgen.ooxml.names import ALTERNATE, RPR, TRANSPARENT, VAL, XML_SPACE, M, R, T, W
from docgen.ooxml.run_properties import Look
from docgen.ooxml.shapes import Shapes, choose_branch, collect_shapes
from docgen.ooxml.theme import Theme
from docgen.ooxml.units import is_on

# Text that elements stand for. A no-break hyphen shows as a hyphen; a soft hyphen shows only where a line happens to end.
_SIGNS: Final = {
    **{f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""},
}
_BLANKS: Final = " \t\r\n"
_SHAPE_HOLDERS: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})


@dataclass(slots=True)
class Field:
    """A field being read: its instruction up to the separator, its result after it."""

    instruction: list[str] = field(default_factory=list)
    in_result: bool = False


@dataclass(slots=True)
class Content:
    """What a paragraph, or several joined into one, holds."""

    runs: list[RunFacts] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    shapes: Shapes = field(default_factory=Shapes)
    has_page_break: bool = False


class InlineReader:
    """Reads the content of paragraphs of one story. Fields may go on from one paragraph to the next."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._simple_fields = 0
        self.open_fields: list[Field] = []
        self._handlers: dict[str, Callable[[Any, Look, list[str]], None]] = {
            f"{W}br": self._read_break,
            f"{W}fldChar": self._read_field_sign,
            f"{W}instrText": self._read_instruction,
            f"{W}sym": self._read_symbol,
            f"{W}footnoteReference": self._read_note,
            f"{W}endnoteReference": self._read_note,
            f"{W}ruby": self._read_ruby,
            ALTERNATE: self._read_alternate,
            **dict.fromkeys(_SHAPE_HOLDERS, self._read_shapes),
        }
        self._content = Content()
        self._format: TextFormat | None = None
        self._node: Any = None

    def read(self, paragraph: Any, text: TextFormat, content: Content) -> None:
        """Add what a w:p element holds to ``content``."""
        self._content = content
        self._format = text
        self._read_children(paragraph)

    def _read_children(self, parent: Any) -> None:
        for child in parent:
            tag = child.tag
            if tag == R:
                self._read_run(child)
            elif tag in TRANSPARENT:
                self._read_children(child)
            elif tag == f"{W}fldSimple":
                self._content.fields.append(" ".join(child.get(f"{W}instr", "").split()))
                self._simple_fields += 1
                self._read_children(child)
                self._simple_fields -= 1
            elif tag == ALTERNATE:
                branch = choose_branch(child)
                if branch is not None:
                    self._read_children(branch)
            elif tag in (f"{M}oMath", f"{M}oMathPara"):
                self._read_formula(child)

    def _read_run(self, run: Any) -> None:
        text_format = self._format
        assert text_format is not None  # noqa: S101
        look = text_format.plain
        parts: list[str] = []
        self._node = run
        for child in run:
            tag = child.tag
            if tag == T:
                text = child.text
                if text:
                    parts.append(_as_shown(child, text) if text[0] in _BLANKS or text[-1] in _BLANKS else text)
                    if "\n" in text:
                        # Only w:br breaks a line.
                        parts[-1] = parts[-1].replace("\n", " ")
            elif tag == RPR:
                look = text_format.find_look(child)
            elif tag in _SIGNS:
                parts.append(_SIGNS[tag])
            else:
                handler = self._handlers.get(tag)
                if handler is not None:
                    handler(child, look, parts)
        if parts:
            self._flush(look, parts)

    def _flush(self, look: Look, parts: list[str]) -> None:
        """Make runs of the text gathered so far, unless it is hidden or part of a field's instruction."""
        text = "".join(parts)
        parts.clear()
        if look.hidden or not text:
            return
        fields = self.open_fields
        if fields and not all(one.in_result for one in fields):
            return
        self._content.runs += look.make_runs(text, self._node, is_field=bool(fields or self._simple_fields))

    def _read_break(self, element: Any, look: Look, parts: list[str]) -> None:
        kind = element.get(f"{W}type", "textWrapping")
        if kind == "textWrapping":
            parts.append("\n")
        elif kind == "page" and not look.hidden:
            self._content.has_page_break = True

    def _read_field_sign(self, element: Any, look: Look, parts: list[str]) -> None:
        self._flush(look, parts)
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self.open_fields.append(Field())
        elif self.open_fields and kind == "separate":
            self._close_instruction(self.open_fields[-1])
        elif self.open_fields and kind == "end":
            self._close_instruction(self.open_fields.pop())

    def _close_instruction(self, one: Field) -> None:
        if not one.in_result:
            one.in_result = True
            self._content.fields.append(" ".join("".join(one.instruction).split()))

    def _read_instruction(self, element: Any, _look: Look, _parts: list[str]) -> None:
        if self.open_fields and not self.open_fields[-1].in_result:
            self.open_fields[-1].instruction.append(element.text or "")

    def _read_symbol(self, element: Any, look: Look, parts: list[str]) -> None:
        self._flush(look, parts)
        try:
            sign = chr(int(element.get(f"{W}char", ""), 16))
        except (ValueError, OverflowError):
            return
        if not look.hidden and not "\ud800" <= sign <= "\udfff":
            font = element.get(f"{W}font") or look.ascii
            self._content.runs.append(look.make_run(sign, font, self._node, bool(self.open_fields), True))

    def _read_note(self, element: Any, look: Look, _parts: list[str]) -> None:
        if not look.hidden:
            prefix = "endnote-" if element.tag == f"{W}endnoteReference" else ""
            self._content.notes.append(prefix + element.get(f"{W}id", ""))

    def _read_ruby(self, element: Any, _look: Look, _parts: list[str]) -> None:
        node = self._node
        self._read_children(element)
        self._node = node

    def _read_shapes(self, element: Any, look: Look, _parts: list[str]) -> None:
        if not look.hidden:
            collect_shapes(element, self._theme, self._content.shapes)

    def _read_alternate(self, element: Any, look: Look, parts: list[str]) -> None:
        """Mostly a shape with its older copy; seldom plain run content."""
        branch = choose_branch(element)
        for child in branch if branch is not None else ():
            if child.tag == T:
                parts.append(child.text or "")
            elif child.tag in _SIGNS:
                parts.append(_SIGNS[child.tag])
            elif child.tag in self._handlers:
                self._handlers[child.tag](child, look, parts)

    def _read_formula(self, formula: Any) -> None:
        """A formula is one run of signs: rules on type do not speak of it."""
        text = "".join(part.text or "" for part in formula.iter(f"{M}t"))
        format_ = self._format
        if text and format_ is not None and not (self.open_fields and not self.open_fields[-1].in_result):
            self._content.runs.append(format_.plain.make_run(text, "Cambria Math", formula, False, True))


def _as_shown(element: Any, text: str) -> str:
    """Outer white space counts only where xml:space keeps it, at the element or around it."""
    space = element.get(XML_SPACE)
    while space is None:
        element = element.getparent()
        if element is None:
            break
        space = element.get(XML_SPACE)
    return text if space == "preserve" else text.strip(_BLANKS)


def is_switch(element: Any | None) -> bool:
    """Whether an element that is a switch is there and on."""
    return element is not None and is_on(element.get(VAL))
