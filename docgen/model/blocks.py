"""The body of a document: paragraphs, numbered divisions, tables.

The levels are those of Decree 30/2020/NĐ-CP, Annex I, part I, II.6.đ, and of table V.6.b for texts laid out without
điều; dashes and plus signs are what administrative Vietnamese adds below them.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Literal

from docgen.model.inline import Content, Footnote, Reference, Run, plain_text
from docgen.model.rules import AfterValidator, Field, model_validator
from docgen.model.value import Value, quote, refuse, refuse_many


class Level(StrEnum):
    """A level of the outline, from the widest to the narrowest."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    ROMAN = "roman"
    CLAUSE = "clause"
    DECIMAL = "decimal"
    POINT = "point"
    DASH = "dash"
    PLUS = "plus"

    @property
    def is_bullet(self) -> bool:
        """Whether the level has a sign instead of a number."""
        return self in (Level.DASH, Level.PLUS)

    @property
    def is_heading(self) -> bool:
        """Whether the level has a word of its own above its title (Phần, Chương, Mục, Tiểu mục)."""
        return self in HEADING_WORDS


HEADING_WORDS = {
    Level.PART: "Phần",
    Level.CHAPTER: "Chương",
    Level.SECTION: "Mục",
    Level.SUBSECTION: "Tiểu mục",
}

_ROMAN = r"[IVXLCDM]+"
_NUMBER_PATTERNS = {
    Level.PART: _ROMAN,
    Level.CHAPTER: _ROMAN,
    Level.SECTION: r"[1-9][0-9]{0,3}",
    Level.SUBSECTION: r"[1-9][0-9]{0,3}",
    Level.ARTICLE: r"[1-9][0-9]{0,3}",
    Level.ROMAN: r"[IVX]+",
    Level.CLAUSE: r"[1-9][0-9]{0,3}",
    Level.DECIMAL: r"[1-9][0-9]?(\.[1-9][0-9]?){1,5}",
    Level.POINT: "[a-zđ]",
    Level.DASH: "",
    Level.PLUS: "",
}


_NUMBER_HINTS = {
    Level.PART: "phần đánh số La Mã: Phần I, Phần II",
    Level.CHAPTER: "chương đánh số La Mã: Chương I, Chương II",
    Level.SECTION: "mục đánh số Ả Rập: Mục 1, Mục 2",
    Level.SUBSECTION: "tiểu mục đánh số Ả Rập: Tiểu mục 1, Tiểu mục 2",
    Level.ARTICLE: "điều đánh số Ả Rập: Điều 1, Điều 2",
    Level.ROMAN: "ghi I, II, … đến XXXIX",
    Level.CLAUSE: "ghi 1, 2, 3 …",
    Level.DECIMAL: "ghi 1.1, 1.2 …",
    Level.POINT: "ghi một chữ cái thường: a, b, c, d, đ …",
    Level.DASH: "dấu - không có số",
    Level.PLUS: "dấu + không có số",
}


class Paragraph(Value):
    """A paragraph without a number."""

    kind: Literal["paragraph"] = "paragraph"
    content: Content = Field(description="chữ của đoạn")


Alignment = Literal["auto", "left", "center", "right"]
"""How a column is set; ``auto`` centres columns of numbers and sets the others flush left."""


class Cell(Value):
    """A cell: its paragraphs (none when it is empty), or the neighbour that it is merged into."""

    paragraphs: tuple[Content, ...] = Field(default=(), description="các đoạn trong ô")
    merged: Literal["left", "above"] | None = Field(default=None, description="ô gộp sang trái hoặc lên trên")

    @model_validator(mode="after")
    def _merged_cells_are_empty(self) -> "Cell":
        if self.merged and self.paragraphs:
            raise refuse("ô đã gộp không chứa chữ riêng", "chuyển chữ sang ô được gộp vào")
        return self


MAX_WIDTH = 10_000
Width = Annotated[int, Field(ge=1, le=MAX_WIDTH)]


def _drop_equal_widths(widths: tuple[int, ...]) -> tuple[int, ...]:
    return () if len(set(widths)) == 1 else widths


def _drop_automatic(alignments: tuple[Alignment, ...]) -> tuple[Alignment, ...]:
    return () if set(alignments) == {"auto"} else alignments


class Table(Value):
    """A table. The first ``header_rows`` rows repeat on every page.

    ``widths`` are relative; empty means by content, and equal ones mean the same (a separator of equal dashes says
    nothing about widths).
    """

    kind: Literal["table"] = "table"
    header_rows: int = Field(default=1, ge=1, description="số hàng tiêu đề, lặp lại ở mỗi trang")
    rows: tuple[tuple[Cell, ...], ...] = Field(min_length=1, description="các hàng của bảng")
    widths: Annotated[tuple[Width, ...], AfterValidator(_drop_equal_widths)] = Field(
        default=(), description="độ rộng tương đối của các cột"
    )
    alignments: Annotated[tuple[Alignment, ...], AfterValidator(_drop_automatic)] = Field(
        default=(), description="cách căn lề của các cột"
    )

    @model_validator(mode="after")
    def _check_grid(self) -> "Table":
        columns = len(self.rows[0])
        if columns == 0 or any(len(row) != columns for row in self.rows):
            raise refuse("các hàng của bảng không cùng số ô", "thêm hoặc bớt ô cho đủ cột")
        if any(given and len(given) != columns for given in (self.widths, self.alignments)):
            raise refuse("số độ rộng hoặc kiểu căn lề khác số cột", "ghi đủ một giá trị cho mỗi cột")
        if self.header_rows >= len(self.rows):
            raise refuse("bảng chưa có hàng nội dung nào", "thêm ít nhất một hàng dưới hàng tiêu đề")
        problem = find_merge_problem(self.rows, self.header_rows)
        if problem:
            raise refuse(problem[1], "gộp ô thành hình chữ nhật")
        return self

    @property
    def column_count(self) -> int:
        """Number of columns of the grid."""
        return len(self.rows[0])


def find_merge_problem(rows: tuple[tuple[Cell, ...], ...], header_rows: int) -> tuple[int, str] | None:
    """Return the row index and the message of the first merged cell that does not form a rectangle, or None."""
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell.merged == "left" and c == 0:
                return r, "ô đầu hàng không thể gộp sang trái"
            if cell.merged == "above":
                if r in (0, header_rows):
                    return r, "ô không thể gộp lên trên ở hàng đầu bảng hoặc ngay dưới hàng tiêu đề"
                if _span(rows[r], c) != _span(rows[r - 1], c) or rows[r - 1][c].merged == "left":
                    return r, "ô gộp lên trên không cùng độ rộng với ô phía trên"
    return None


def _span(row: tuple[Cell, ...], column: int) -> int:
    width = 1
    while column + width < len(row) and row[column + width].merged == "left":
        width += 1
    return width


class Division(Value):
    """A numbered (or dashed) part of the text with what stands below it.

    ``number`` is bare: "I", "3", "1.2", "đ"; empty for dashes. ``content`` is the title of a phần, chương or mục, and
    the text of the first paragraph for every other level.
    """

    kind: Literal["division"] = "division"
    level: Level = Field(description="cấp của đề mục")
    number: str = Field(default="", description="số thứ tự, không kèm dấu")
    content: Content = Field(description="chữ của đề mục")
    children: "tuple[Block, ...]" = Field(default=(), description="những gì đứng dưới đề mục")

    @model_validator(mode="after")
    def _check_number(self) -> "Division":
        if not re.fullmatch(_NUMBER_PATTERNS[self.level], self.number):
            message = f"{quote(label(self))} không đúng kiểu số của cấp này"
            raise refuse_many([("number", message, _NUMBER_HINTS[self.level])])
        return self


Block = Paragraph | Division | Table


def walk_blocks(blocks: Iterable[Paragraph | Division | Table]) -> Iterator[Paragraph | Division | Table]:
    """Yield every block in reading order, a division before what stands below it."""
    stack = [iter(blocks)]
    while stack:
        for block in stack[-1]:
            yield block
            if block.kind == "division" and block.children:
                stack.append(iter(block.children))
                break
        else:
            stack.pop()


def walk_contents(
    blocks: Iterable[Paragraph | Division | Table],
) -> Iterator[tuple[Run | Reference | Footnote, ...]]:
    """Yield the content of every paragraph, division and table cell in reading order."""
    for block in walk_blocks(blocks):
        if block.kind == "table":
            for row in block.rows:
                for cell in row:
                    yield from cell.paragraphs
        else:
            yield block.content


def article_numbers(blocks: Iterable[Paragraph | Division | Table]) -> tuple[str, ...]:
    """Return the numbers of the articles (điều) in reading order."""
    return tuple(
        block.number for block in walk_blocks(blocks) if block.kind == "division" and block.level is Level.ARTICLE
    )


def label(division: Division) -> str:
    """Return the marker of a division as it is printed: ``Chương II``, ``Điều 3.``, ``1.``, ``đ)``, ``-``."""
    match division.level:
        case Level.ARTICLE:
            return f"Điều {division.number}."
        case Level.ROMAN | Level.CLAUSE | Level.DECIMAL:
            return f"{division.number}."
        case Level.POINT:
            return f"{division.number})"
        case Level.DASH:
            return "-"
        case Level.PLUS:
            return "+"
        case _:
            return f"{HEADING_WORDS[division.level]} {division.number}"


def has_title(division: Division) -> bool:
    """Whether the text of a division is a title: something stands below it and it does not end like a sentence."""
    text = plain_text(division.content)
    return bool(division.children) and not text.endswith((".", ";", ":", ",", "!", "?"))
