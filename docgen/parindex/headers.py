"""Where the header of a table stands, whatever stands above it, and what its columns are called.

Headers of one or several rows, merged or not; a row of column numbers below them; sums and notes at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from docgen.parindex.problems import SheetProblem
from docgen.parindex.sheets import Cell, Sheet, cell_text, iter_filled
from docgen.parindex.words import fold_words

_ROWS_SEARCHED = 60
_MOST_HEADER_ROWS = 4

# What a column of units is called: kinds of units one after the other, perhaps with what is done to them.
_KIND = (
    "don vi|co quan|dia phuong|to chuc|ubnd|uy ban nhan dan|uy ban|quan|huyen|thi xa|thanh pho|tp|tx|xa|phuong|"
    "thi tran|dac khu|so|ban|nganh|phong"
)
# Words that name units by themselves; the other kinds do after "tên" or beside another one.
_SURE = (
    "don vi|co quan|dia phuong|to chuc|ubnd|uy ban nhan dan|xa|huyen|thi xa|thanh pho|phuong xa|phuong thi tran|"
    "(?:so|phong|quan|ban) (?:ban |va )?(?:nganh|don vi|co quan|huyen|ban)"
)
_MORE = f"{_KIND}|hanh chinh|chuyen mon|truc thuoc|thuoc tinh|su nghiep|cap (?:tinh|huyen|xa)"
_UNIT_TITLE = re.compile(
    rf"(?:ten )?(?:cac )?(?:{_SURE}|(?<=ten )(?:{_KIND}))(?: (?:cac |va |hoac )?(?:{_MORE}))*"
    r"(?: (?:duoc|tu) (?:cham diem|danh gia|xep hang|cham|tham dinh))?"
    r"|unit|unit name|units|agency|agency name|organi[sz]ation|department|name|ten"
)
# Without their marks these are other words: số, phương, phóng.
_UNIT_WORDS = frozenset(["sở", "phường", "phòng"])
_DISTRICT_TITLE = re.compile(
    r"(?:ten |thuoc )?(?:cac )?(?:ubnd )?(?:quan )?huyen(?: thi xa)?(?: thanh pho)?(?: thi xa)?"
)
_COUNT_TITLES = frozenset(["tt", "stt", "so tt", "so thu tu", "no"])
_SUM_STARTS = ("tong cong", "tong so", "tong", "cong", "trung binh", "binh quan", "diem trung binh", "diem binh quan")
_SUM_WORDS = frozenset(
    [
        "cao nhat",
        "thap nhat",
        "diem cao nhat",
        "diem thap nhat",
        "trung vi",
        "do lech chuan",
        "toan tinh",
        "toan huyen",
        "toan nganh",
        "trung binh toan tinh",
        "binh quan chung",
        "binh quan toan tinh",
    ]
)
_SUM = re.compile(
    rf"(?:{'|'.join(_SUM_STARTS)})"
    r"(?: (?:cong|so|diem|chung|cac|nhom|khoi|toan|tinh|huyen|xa|so|\d+|don|vi|muc|cua|ban|nganh)\b)*"
)
_MAXIMUM = re.compile(
    r"(?:diem |muc |thang |muc diem |thang diem )?(?:diem )?toi da(?: .*)?|thang diem(?: chuan)?|diem chuan"
)
_ASIDE_INITIALS = "tcbđdm"
_NOTE = re.compile(
    r"(?:ghi chu|chu thich|luu y|nguon|nguoi lap|nguoi tong hop|ngay|lap bieu|thu truong|xac nhan|truong phong|"
    r"giam doc|chu tich|noi nhan)\b"
)
_ORDINAL = re.compile(r"\(?([0-9]{1,3}|[A-Za-z])\)?(?:\s*=.*)?")
_SECTION = re.compile(r"(?:[IVXLC]+|[A-HĐ])\.?")
_SECTION_NAME = re.compile(r"(?:[IVXLC]+|[A-HĐ])\s*[.\-–:/)]\s*\S|(?i:nhóm|khối|cụm)\s")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its index from 0, its title (all rows of the header), and the lines of the header it is made of."""

    index: int
    title: str
    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """The title for comparing, without what stands in brackets."""
        return fold_words(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", self.title)) or fold_words(self.title)

    @property
    def last_words(self) -> str:
        """The lowest line of the title for comparing."""
        return fold_words(re.sub(r"\([^)]*\)", " ", self.lines[-1])) if self.lines else ""


@dataclass(frozen=True, slots=True)
class Header:
    """A header: the index of its last row, its titled columns, the one of the key."""

    sheet: Sheet
    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    key: Column

    def find(self, is_meant: Callable[[Column], bool]) -> tuple[Column, ...]:
        """Return the columns that are meant, in their order."""
        return tuple(column for column in self.columns if is_meant(column))


def is_unit_title(text: str) -> bool:
    """Whether a header cell says that units stand below it."""
    bare = re.sub(r"\([^)]*\)", " ", text)
    return bool(_UNIT_TITLE.fullmatch(fold_words(bare))) or bare.strip().lower() in _UNIT_WORDS


def is_district_title(column: Column) -> bool:
    """Whether a column says in which district a unit is."""
    return bool(_DISTRICT_TITLE.fullmatch(column.words))


def is_count_title(column: Column) -> bool:
    """Whether a column only counts the rows."""
    return column.words in _COUNT_TITLES


def find_header(sheet: Sheet, is_key: Callable[[str], bool]) -> Header | None:
    """Return the header whose key column ``is_key`` knows by its title, or None."""
    for index, row in iter_filled(sheet):
        if index > _ROWS_SEARCHED:
            return None
        filled = [cell for cell in row if cell is not None]
        if len(filled) < 2:
            continue
        keys = [column for column, cell in enumerate(row) if isinstance(cell, str) and is_key(cell)]
        if keys:
            return _build(sheet, index, min(keys, key=lambda column: _rank_key(cell_text(row[column]))))
    return None


def _rank_key(title: str) -> int:
    """Beside a column of communes one of districts only says where they are; "tên" alone may be of anything."""
    words = fold_words(title)
    return 1 if _DISTRICT_TITLE.fullmatch(words) else 2 if words in ("ten", "name") else 0


def _build(sheet: Sheet, first: int, key: int) -> Header:
    last = first
    while (
        last + 1 < len(sheet.rows)
        and last - first < _MOST_HEADER_ROWS
        and _goes_on(sheet.rows[last], sheet.rows[last + 1], key)
    ):
        last += 1
    columns = tuple(_build_columns([sheet.rows[index] for index in range(first, last + 1)]))
    return Header(sheet, first, last, columns, next(column for column in columns if column.index == key))


def _goes_on(above: tuple[Cell, ...], row: tuple[Cell, ...], key: int) -> bool:
    """Whether a row belongs to the header above it: nothing below the key's title, and titles or codes elsewhere.

    Figures count as codes only where they stand below a title that is merged over several columns.
    """
    filled = [column for column, cell in enumerate(row) if cell is not None]
    if not filled or row[key] is not None:
        return False
    if any(above[column] is None for column in filled):
        return True
    return all(isinstance(row[column], str) and not _is_figure(cell_text(row[column])) for column in filled)


def _is_figure(text: str) -> bool:
    return bool(_ORDINAL.fullmatch(text)) or text.replace(",", "").replace(".", "").isdigit()


def _build_columns(rows: list[tuple[Cell, ...]]) -> Iterator[Column]:
    """Yield the titled columns; a title above several columns stands for all that have a title of their own below."""
    spread = [_spread(rows, depth) for depth in range(len(rows))]
    for index in range(len(rows[0])):
        lines = tuple(dict.fromkeys(text for line in spread if (text := line[index])))
        if lines:
            yield Column(index, " ".join(lines), lines)


def _spread(rows: list[tuple[Cell, ...]], depth: int) -> list[str]:
    texts = [cell_text(cell) for cell in rows[depth]]
    for index in range(1, len(texts)):
        has_own_below = any(cell_text(row[index]) for row in rows[depth + 1 :])
        left_has_below = any(cell_text(row[index - 1]) for row in rows[depth + 1 :])
        if not texts[index] and has_own_below and left_has_below:
            texts[index] = texts[index - 1]
    return texts


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below a header: the rows of units, the row of maximum points if there is one (indices)."""

    units: tuple[int, ...]
    maximum: int | None
    problems: tuple[SheetProblem, ...]


def read_body(header: Header, values: tuple[Column, ...]) -> Body:
    """Sort the rows below a header: units, maximum points, sums, headings of groups, notes.

    ``values`` are the columns whose figures tell a unit from a heading or a note.
    """
    sheet, key, first_line = header.sheet, header.key.index, header.key.lines[0]
    indices = [column.index for column in values]
    units: list[int] = []
    maximum: int | None = None
    problems: list[SheetProblem] = []
    for index, row in iter_filled(sheet, header.last_row + 1):
        if index == header.last_row + 1 and _is_column_numbers(row):
            continue
        label = _find_label(row, key)
        cells = [row[column] for column in indices]
        has_figures = any(map(_begins_with_figure, cells))
        # Most rows are units: only a label that may be something else is looked at closely.
        if not has_figures or label[:1].lower() in _ASIDE_INITIALS:
            words = fold_words(label)
            if _MAXIMUM.fullmatch(words):
                maximum = index
                continue
            has_values = cells.count(None) < len(cells)
            if _is_no_unit(words, has_figures=has_figures) or (not has_values and _is_aside(row, key, label)):
                continue
        if row[key] is None:
            problems.append(sheet.problem(index, key, "hàng có điểm nhưng không có tên đơn vị", "ghi tên đơn vị"))
        elif label != first_line or not _is_repeated_header(header, row):
            units.append(index)
            # The cells of a workbook are never torn.
            if not sheet.name:
                problems += _find_strays(header, index)
    return Body(tuple(units), maximum, tuple(problems))


def _is_no_unit(words: str, *, has_figures: bool) -> bool:
    """Whether a label is that of a sum, or of a note or a signature below the table."""
    return bool(_SUM.fullmatch(words)) or words in _SUM_WORDS or (not has_figures and bool(_NOTE.match(words)))


def _begins_with_figure(cell: Cell) -> bool:
    return isinstance(cell, Decimal) or (isinstance(cell, str) and cell[:1].isdigit())


def _is_column_numbers(row: tuple[Cell, ...]) -> bool:
    """Whether a row counts the columns: (1) (2) (3), 1 2 3, or A B 1 2. A unit "A" with 95 points does not."""
    texts = [cell_text(cell) for cell in row if cell is not None]
    bare = [match[1] for text in texts if (match := _ORDINAL.fullmatch(text))]
    letters = [text for text in bare if text.isalpha()]
    numbers = [int(text) for text in bare if text.isdigit()]
    return (
        len(bare) == len(texts)
        and len(numbers) > 1
        and numbers == list(range(1, len(numbers) + 1))
        and letters == list("ABC"[: len(letters)])
    )


def _find_label(row: tuple[Cell, ...], key: int) -> str:
    """Return what names a row: the key cell, or the first text left of it (merged over both)."""
    if row[key] is not None:
        return cell_text(row[key])
    return next((cell for cell in row[:key] if isinstance(cell, str)), "")


def _is_aside(row: tuple[Cell, ...], key: int, label: str) -> bool:
    """Whether a row without figures is blank but for its count, the heading of a group, or a note."""
    if row[key] is None:
        return True
    before = [cell_text(cell) for cell in row[:key] if cell is not None]
    if label.startswith(("*", "(", "-")):
        return True
    return any(_SECTION.fullmatch(text) for text in before) or bool(_SECTION_NAME.match(label))


def _is_repeated_header(header: Header, row: tuple[Cell, ...]) -> bool:
    return all(
        fold_words(cell_text(row[column.index])) in (fold_words(column.lines[0]), "") for column in header.columns
    )


def _find_strays(header: Header, index: int) -> Iterator[SheetProblem]:
    """Yield a problem for a cell beyond the titled columns of a CSV: a decimal comma has torn a number in two."""
    sheet, last = header.sheet, header.columns[-1].index
    if any(cell is not None for cell in sheet.rows[index][last + 1 :]):
        hint = "số có dấu phẩy thập phân phải đặt trong ngoặc kép, hoặc dùng dấu chấm phẩy để tách cột"
        yield sheet.problem(index, last + 1, "hàng có nhiều ô hơn tiêu đề", hint)
