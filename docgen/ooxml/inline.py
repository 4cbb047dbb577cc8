"""The content of a paragraph: runs as shown, fields, notes, drawings. Deleted and hidden text is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from docgen.errors import InputError
from docgen.ooxml.facts import RunFacts
from docgen.ooxml.formats import TextFormat
from docgen.ooxml.looks import MAX_RUNS, Look
from docgen.ooxml.names import ALTERNATE, PPR, RPR, TRANSPARENT, XML_SPACE, M, R, T, W
from docgen.ooxml.shapes import Shapes, choose_branch, collect_shapes
from docgen.ooxml.theme import Theme

# Text that elements stand for. A no-break hyphen shows as a hyphen, a soft hyphen only where a line happens to end.
_SIGNS: Final = {
    **{f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""},
}
_BREAK: Final = f"{W}br"
_BREAK_TYPE: Final = f"{W}type"
_SIMPLE_FIELD: Final = f"{W}fldSimple"
_FORMULAS: Final = frozenset({f"{M}oMath", f"{M}oMathPara"})
_BLANKS: Final = " \t\r\n"


@dataclass(slots=True)
class _Field:
    """A field being read: its instruction up to the separator, its result after it."""

    instruction: list[str] = field(default_factory=list)
    in_result: bool = False


@dataclass(slots=True)
class Extras:
    """What a paragraph, or several joined into one, holds beside text."""

    fields: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    shapes: Shapes = field(default_factory=Shapes)
    has_page_break: bool = False


class InlineReader:
    """Reads the content of paragraphs of one story. Fields may go on from one paragraph to the next."""

    def __init__(self, root: Any, theme: Theme) -> None:
        self._theme = theme
        # What the root of the part says of white space holds in all of it.
        self._keeps_space = root.get(XML_SPACE) == "preserve"
        self._open_fields: list[_Field] = []
        self._simple_fields = 0
        self._text: TextFormat | None = None
        self._node: Any = None
        # How many of the open fields are still before their result.
        self._instructions = 0
        self.runs: list[RunFacts] = []
        self.extras: Extras | None = None

    def begin(self) -> None:
        """Forget what was read: a new paragraph begins."""
        self.runs = []
        self.extras = None

    def read(self, paragraph: Any, text: TextFormat) -> None:
        """Add what a w:p element holds to ``runs`` and ``extras``."""
        self._text = text
        self._read_children(paragraph)

    def enter_text_box(self) -> Any:
        """Leave the fields around a text box aside; give what is returned to ``leave_text_box``."""
        outer = self._open_fields, self._instructions
        self._open_fields, self._instructions = [], 0
        return outer

    def leave_text_box(self, outer: Any) -> None:
        """Go on with the fields around a text box."""
        self._open_fields, self._instructions = outer

    def _read_children(self, parent: Any) -> None:
        for child in parent:
            tag = child.tag
            if tag == R:
                self._read_run(child)
            elif tag == PPR:
                continue
            elif tag in TRANSPARENT:
                self._read_children(child)
            elif tag == _SIMPLE_FIELD:
                self._read_simple_field(child)
            elif tag == ALTERNATE:
                branch = choose_branch(child)
                if branch is not None:
                    self._read_children(branch)
            elif tag in _FORMULAS:
                self._read_formula(child)

    def _read_run(self, run: Any) -> None:
        text_format = self._text
        if text_format is None:
            return
        look = text_format.plain
        text = ""
        for child in run:
            tag = child.tag
            if tag == T:
                text += self._read_text(child)
            elif tag == RPR:
                look = text_format.find_look(child)
            elif tag in _SIGNS:
                text += _SIGNS[tag]
            elif tag == _BREAK and child.get(_BREAK_TYPE, "textWrapping") == "textWrapping":
                text += "\n"
            elif tag in _HANDLERS:
                if text:
                    self._add(text, look, run)
                    text = ""
                self._node = run
                _HANDLERS[tag](self, child, look)
        if text:
            self._add(text, look, run)

    def _read_text(self, element: Any) -> str:
        """Return the text of a w:t element as shown: outer white space counts only where xml:space keeps it."""
        text: str = element.text or ""
        if not text:
            return text
        if (text[0] in _BLANKS or text[-1] in _BLANKS) and not self._keeps_space:
            space = element.get(XML_SPACE) or element.getparent().get(XML_SPACE)
            if space != "preserve":
                text = text.strip(_BLANKS)
        # Only w:br breaks a line.
        return text.replace("\n", " ") if "\n" in text else text

    def _add(self, text: str, look: Look, node: Any) -> None:
        if not (look.hidden or self._instructions):
            look.add_runs(self.runs, text, node, self._is_in_field())
            if len(self.runs) > MAX_RUNS:
                raise InputError("một đoạn văn có quá nhiều chỗ đổi định dạng", hint="chia đoạn văn thành nhiều đoạn")

    def _is_in_field(self) -> bool:
        return bool(self._open_fields or self._simple_fields)

    def _get_extras(self) -> Extras:
        if self.extras is None:
            self.extras = Extras()
        return self.extras

    def _read_simple_field(self, element: Any) -> None:
        self._get_extras().fields.append(" ".join(element.get(f"{W}instr", "").split()))
        self._simple_fields += 1
        self._read_children(element)
        self._simple_fields -= 1

    def _read_break(self, element: Any, look: Look) -> None:
        if element.get(_BREAK_TYPE) == "page" and not look.hidden:
            self._get_extras().has_page_break = True

    def _read_field_sign(self, element: Any, _look: Look) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._open_fields.append(_Field())
            self._instructions += 1
        elif self._open_fields and kind in ("separate", "end"):
            one = self._open_fields[-1]
            if not one.in_result:
                one.in_result = True
                self._instructions -= 1
                self._get_extras().fields.append(" ".join("".join(one.instruction).split()))
            if kind == "end":
                self._open_fields.pop()

    def _read_instruction(self, element: Any, _look: Look) -> None:
        if self._open_fields and not self._open_fields[-1].in_result:
            self._open_fields[-1].instruction.append(element.text or "")

    def _read_symbol(self, element: Any, look: Look) -> None:
        try:
            sign = chr(int(element.get(f"{W}char", ""), 16))
        except (ValueError, OverflowError):
            return
        if not (look.hidden or self._instructions or "\ud800" <= sign <= "\udfff"):
            font = element.get(f"{W}font") or look.ascii
            self.runs.append(look.make_run(sign, font, self._node, self._is_in_field(), True))

    def _read_note(self, element: Any, look: Look) -> None:
        if not look.hidden:
            prefix = "endnote-" if element.tag == f"{W}endnoteReference" else ""
            self._get_extras().notes.append(prefix + element.get(f"{W}id", ""))

    def _read_ruby(self, element: Any, _look: Look) -> None:
        base = element.find(f"{W}rubyBase")
        if base is not None:
            self._read_children(base)

    def _read_shapes(self, element: Any, look: Look) -> None:
        if not look.hidden:
            collect_shapes(element, self._theme, self._get_extras().shapes)

    def _read_alternate(self, element: Any, look: Look) -> None:
        """Mostly a shape with its older copy; seldom plain content of a run."""
        branch = choose_branch(element)
        for child in branch if branch is not None else ():
            if child.tag == T:
                self._add(self._read_text(child), look, self._node)
            elif child.tag in _HANDLERS:
                _HANDLERS[child.tag](self, child, look)

    def _read_formula(self, formula: Any) -> None:
        """A formula is one run of signs: rules on type do not speak of it."""
        text = "".join(part.text or "" for part in formula.iter(f"{M}t"))
        if text and self._text is not None and not self._instructions:
            self.runs.append(self._text.plain.make_run(text, "Cambria Math", formula, self._is_in_field(), True))


_HANDLERS: Final[dict[str, Callable[[InlineReader, Any, Look], None]]] = {
    _BREAK: InlineReader._read_break,
    f"{W}fldChar": InlineReader._read_field_sign,
    f"{W}instrText": InlineReader._read_instruction,
    f"{W}sym": InlineReader._read_symbol,
    f"{W}footnoteReference": InlineReader._read_note,
    f"{W}endnoteReference": InlineReader._read_note,
    f"{W}ruby": InlineReader._read_ruby,
    f"{W}drawing": InlineReader._read_shapes,
    f"{W}pict": InlineReader._read_shapes,
    f"{W}object": InlineReader._read_shapes,
    ALTERNATE: InlineReader._read_alternate,
}
