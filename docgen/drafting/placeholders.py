"""Placeholders of a draft that is filled from a table: ``{{Đơn vị}}``, ``{{Ghi chú?}}``, ``{{Ngày họp | ngày}}``,
``{{?Phòng họp}}``.

While the draft is read each of them is one letter that no document has, so that neither YAML nor the marks of the body
see what stands inside the braces; a letter, so that the grammar of the draft takes a placeholder for a word. A
backslash before the braces makes them plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from docgen.drafting.problems import DraftProblem
from docgen.vietnamese.text import fold_whitespace

if TYPE_CHECKING:
    from docgen.drafting.value_forms import ValueForm

_OPENING = "{{"
_PLACEHOLDER = re.compile(r"(?<![\\{])\{\{([^{}\n]*)\}\}")
_STRAY = re.compile(r"(?<![\\{])\{\{")
_ESCAPED = re.compile(r"\\(?=\{\{)")
_BEFORE_BRACES = re.compile(r"(?=\{\{)(?<!\{)")
# Egyptian hieroglyphs: letters to every rule of the draft, printable in messages, in no Vietnamese document.
_FIRST, _LAST = 0x13000, 0x1342F
_TOKEN = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
_TOKEN_KEPT = re.compile(f"({_TOKEN.pattern})")


class Need(StrEnum):
    """What an empty cell does to a placeholder."""

    REQUIRED = "required"  # a problem
    OPTIONAL = "optional"  # nothing is printed
    CONDITION = "condition"  # the paragraph or list item that it begins is left out; it never prints itself


class Placeholder(NamedTuple):
    """One place to fill: the column, as the draft names it, how its value is printed, what an empty cell means."""

    column: str
    form: ValueForm | None = None
    need: Need = Need.REQUIRED

    def __str__(self) -> str:
        before, after = ("?" if self.need is need else "" for need in (Need.CONDITION, Need.OPTIONAL))
        form = f" | {self.form.name}" if self.form else ""
        return f"{{{{{before}{self.column}{after}{form}}}}}"


EMPTY_CELL = "ô trống"
"""What is wrong with an empty cell that a placeholder asks for."""


def hint_optional(placeholder: Placeholder) -> str:
    """Return what to do about an empty cell."""
    return f"điền ô này; nếu được phép trống, viết {placeholder._replace(need=Need.OPTIONAL)} trong bản thảo"


class MaskedText:
    """A text whose placeholders are letters. ``placeholders`` and ``places`` (line, column from 1) go by letter."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.placeholders: dict[str, Placeholder] = {}
        self.places: dict[str, tuple[int, int]] = {}
        self.problems: list[DraftProblem] = []
        # For each line: where letters stand in it, and how many characters each took the place of.
        self._cuts: dict[int, list[tuple[int, int]]] = {}

    def restore_problem(self, problem: DraftProblem) -> DraftProblem:
        """Return a problem of the masked text as one of the text that the user wrote."""
        column = problem.column
        for cut, removed in self._cuts.get(problem.line, ()):
            if cut < problem.column:
                column += removed
        return problem._replace(
            column=column, message=self.restore_text(problem.message), hint=self.restore_text(problem.hint)
        )

    def restore_text(self, text: str) -> str:
        """Return a text with the placeholders as they were written."""
        return _TOKEN.sub(lambda match: str(self.placeholders.get(match[0], match[0])), text)


def mask_placeholders(text: str) -> MaskedText:
    """Put one letter in the place of every placeholder; what is wrong with them goes to ``problems``."""
    masked = MaskedText("")
    letters: dict[Placeholder, str] = {}
    lines = []
    for number, line in enumerate(text.split("\n"), start=1):
        masked.problems += _find_line_problems(line, number)
        lines.append(_mask_line(line, number, masked, letters))
    masked.text = "\n".join(lines)
    return masked


def _mask_line(line: str, number: int, masked: MaskedText, letters: dict[Placeholder, str]) -> str:
    if _OPENING not in line:
        return line
    pieces: list[str] = []
    position = length = 0
    for match in _PLACEHOLDER.finditer(line):
        place = (number, match.start() + 1)
        letter = _take_letter(read_placeholder(match[1]), place, masked, letters)
        pieces += (line[position : match.start()], letter)
        length += match.start() - position + 1
        masked._cuts.setdefault(number, []).append((length, len(match[0]) - 1))
        position = match.end()
    return "".join((*pieces, line[position:]))


def _take_letter(
    read: Placeholder | str, place: tuple[int, int], masked: MaskedText, letters: dict[Placeholder, str]
) -> str:
    """Return the letter of a placeholder, the first one where what was read is the reason why it is none."""
    if isinstance(read, str):
        masked.problems.append(DraftProblem(*place, read, PLACEHOLDER_HINT))
        return chr(_FIRST)
    if read not in letters:
        if len(letters) > _LAST - _FIRST:
            masked.problems.append(DraftProblem(*place, "quá nhiều chỗ điền khác nhau", "tách thành nhiều bản thảo"))
            return chr(_FIRST)
        letters[read] = chr(_FIRST + len(letters))
        masked.placeholders[letters[read]] = read
        masked.places[letters[read]] = place
    return letters[read]


PLACEHOLDER_HINT = "viết {{Tên cột}}, {{Tên cột?}}, {{?Tên cột}} hoặc {{Tên cột | dạng}}"


def read_placeholder(inside: str) -> Placeholder | str:
    """Return the placeholder between two pairs of braces, or what is wrong with it."""
    name, mark, form_name = inside.partition("|")
    name = fold_whitespace(name)
    need = Need.REQUIRED
    if name.startswith("?"):
        need, name = Need.CONDITION, name[1:].strip()
    elif name.endswith("?"):
        need, name = Need.OPTIONAL, name[:-1].strip()
    if not name:
        return "chỗ điền không có tên cột"
    # Here, because most drafts have no placeholder, and the forms of values are many patterns.
    from docgen.drafting.value_forms import FORM_HINT, find_form

    form = find_form(form_name) if mark else None
    if mark and form is None:
        return f"không có dạng “{fold_whitespace(form_name)}”; {FORM_HINT}"
    return Placeholder(name, form, need)


def _find_line_problems(line: str, number: int) -> Iterator[DraftProblem]:
    """Yield a problem for braces that open or close nothing: a letter would go out with them in it."""
    hint = f"{PLACEHOLDER_HINT}; nếu là chữ thường, gõ dấu \\ ở trước"
    for stray in _TOKEN.finditer(line):
        yield DraftProblem(number, stray.start() + 1, f"ký tự “{stray[0]}” không dùng được trong bản thảo", "xóa ký tự")
    bare = _PLACEHOLDER.sub(lambda match: " " * len(match[0]), line)
    for brace in _STRAY.finditer(bare):
        yield DraftProblem(number, brace.start() + 1, "“{{” mở mà không đóng", hint)
    # Mappings of YAML may end in two braces as well, but open as many.
    if "}}" in bare and bare.count("{") < bare.count("}"):
        yield DraftProblem(number, bare.index("}}") + 1, "“}}” đóng mà chưa mở", hint)


def find_placeholders(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and text of every placeholder of a draft."""
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _PLACEHOLDER.finditer(line):
            yield number, match.start() + 1, match[0]


def find_letters(text: str) -> list[str]:
    """Return the letters that stand for placeholders in a masked text, with repeats."""
    return _TOKEN.findall(text)


def cut_at_letters(text: str) -> tuple[str, ...]:
    """Return a masked text in pieces: text, then letter and text in turn."""
    return tuple(_TOKEN_KEPT.split(text))


def is_lone_letter(text: str) -> bool:
    """Whether a masked text is one placeholder and nothing else."""
    return _TOKEN.fullmatch(text.strip(" ")) is not None


def split_conditions(text: str, conditions: Iterable[str]) -> tuple[str, str]:
    """Return the condition letters that a masked text begins with, and the rest of it."""
    known = "".join(conditions)
    rest = text.lstrip(" " + known)
    return "".join(find_letters(text[: len(text) - len(rest)])), rest


def escape_braces(text: str) -> str:
    """Put the backslash before double braces that keeps them plain text."""
    return _BEFORE_BRACES.sub(r"\\", text)


def unescape_braces(text: str) -> str:
    """Take off the backslash before double braces; the inverse of ``escape_braces``."""
    return _ESCAPED.sub("", text)
