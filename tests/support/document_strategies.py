"""Hypothesis strategies for whole documents: every type with what it asks for, and text that tries to break things."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from docgen.model import (
    DOCUMENT_TYPES,
    Addressing,
    Appendix,
    Attachment,
    Cell,
    Circulation,
    Content,
    Division,
    Document,
    DocumentType,
    Footnote,
    Level,
    NumberedDocument,
    Organ,
    Paragraph,
    Reference,
    Regime,
    Run,
    SecondSignature,
    Signature,
    Table,
    Urgency,
)
from docgen.model.inline import has_text
from docgen.model.outline import find_outline_problems
from docgen.model.value import clean_line, strip_list_marks
from docgen.vietnamese.numerals import POINT_LETTERS, format_roman

# Signs of the draft file, of YAML, of templates and XML; slips of clerks; characters that cleaning changes or joins.
_PIECES = (
    *(
        "<",
        ">",
        "&",
        "&amp;",
        "{{ x }}",
        "{% if %}",
        "{#",
        "#",
        " #",
        ": ",
        " :",
        "::",
        ":",
        "!",
        "@",
        "%",
        "?",
        "=",
        "~",
    ),
    *("*", "**", "***", "****", "\\", "\\\\", "\\*", "[", "]", "[[", "]]", "[[30/2020/NĐ-CP]]", "[^1]", "[^", "[^1]: "),
    *("|", "||", "|---|", "---", "-", "<br>", "<BR/>", "<<", "^^", ":::", "::: phụ lục A", "[ngang] ", "[dọc]"),
    *("1. ", "1.", "1.1 ", "1.1. ", "1.Mục", "12.5 ", "a) ", "a)b", "đ) ", "- ", "-x", "+ ", "I. ", "IV.", "Điều 1. "),
    *("Chương I", "Chương 2", "Mục 1", "Mục II", "PHẦN I", "Tiểu mục 3", "Phần I: x", "ĐIỀU 2: "),
    *('"', "'", "“", "”", "(", ")", " ", "  ", "\u00a0", "\t", "\u200b", "\ufeff", "\u3000", "\u1680", "\u00ad"),
    *("e\u0323\u0302", "\u0301", "\u0338", "u\u031b", "\u1100", "\u1161", "ΐ", "ß", "😀", "v.v.", "...", ";", ".", ","),
    *("Ủy ban nhân dân", "tỉnh Hà Nam", "null", "true", "2023-09", "x", "Nghị định"),
)
# Letters of Latin-1 thrown together look like text in an old font, which drafting refuses.
_LATIN1 = "".join(map(chr, range(0xA1, 0x100)))
_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff" + _LATIN1)


def _is_filled(text: str) -> bool:
    return bool(str(clean_line(text)).strip())


def _is_filled_item(text: str) -> bool:
    return bool(strip_list_marks(str(clean_line(text)).strip()))


lines = st.lists(
    st.one_of(st.sampled_from(_PIECES), st.sampled_from(_PIECES), st.text(_CHARACTERS, max_size=4)), max_size=6
).map("".join)
"""One line of text as somebody might type or paste it, possibly blank."""

filled_lines = lines.filter(_is_filled)
list_items = lines.filter(_is_filled_item)


def short_lines(most: int) -> st.SearchStrategy[str]:
    """Return lines that stay within a limit of the model whatever their capitals look like."""
    return lines.map(lambda text: text[: most // 3])


runs = st.builds(Run, text=lines, bold=st.booleans(), italic=st.booleans())
_ids = st.one_of(
    st.sampled_from(("30/2020/NĐ-CP", "vn/luat/quoc-hoi/2015-06-19/77-2015-qh13", "^1", "a b")),
    st.text(_CHARACTERS, min_size=1, max_size=8).filter(
        lambda text: not set(text) & set("[]|\\*<>") and _is_filled(text) and not set(str(clean_line(text))) & set("<>")
    ),
)
references = st.builds(Reference, id=_ids, bold=st.booleans(), italic=st.booleans())


def contents(*, notes: bool = True) -> st.SearchStrategy[Content]:
    """Return the content of a paragraph: runs of every look beside each other, references, footnotes."""
    kinds: list[st.SearchStrategy[Run | Reference | Footnote]] = [runs, runs, references]
    if notes:
        kinds.append(st.builds(Footnote, content=contents(notes=False)))
    return st.lists(st.one_of(kinds), min_size=1, max_size=5).filter(has_text).map(tuple)


paragraphs = st.builds(Paragraph, content=contents())


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Return a table: several header rows, merged rectangles, widths, alignments, cells of none or some paragraphs."""
    columns = draw(st.integers(1, 4))
    headers = draw(st.integers(1, 2))
    bodies = draw(st.integers(1, 3))
    cells = st.builds(Cell, paragraphs=st.lists(contents(), max_size=2).map(tuple))
    grid = [[draw(cells) for _ in range(columns)] for _ in range(headers + bodies)]
    for first, end in ((0, headers), (headers, headers + bodies)):
        if draw(st.booleans()):
            _merge(grid, draw, first, end)
    return Table(
        header_rows=headers,
        rows=tuple(map(tuple, grid)),
        widths=tuple(draw(st.lists(st.integers(1, 40), min_size=columns, max_size=columns)))
        if draw(st.booleans())
        else (),
        alignments=tuple(
            draw(st.lists(st.sampled_from(("auto", "left", "center", "right")), min_size=columns, max_size=columns))
        ),
    )


def _merge(grid: list[list[Cell]], draw: st.DrawFn, first: int, end: int) -> None:
    top, bottom = sorted((draw(st.integers(first, end - 1)), draw(st.integers(first, end - 1))))
    left, right = sorted((draw(st.integers(0, len(grid[0]) - 1)), draw(st.integers(0, len(grid[0]) - 1))))
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if column > left:
                grid[row][column] = Cell(merged="left")
            elif row > top:
                grid[row][column] = Cell(merged="above")


def _write_number(level: Level, value: int, parent: Division | None) -> str | None:
    """Return the number that a division carries, None when the level has none for this value here."""
    match level:
        case Level.DASH | Level.PLUS:
            return ""
        case Level.PART | Level.CHAPTER | Level.ROMAN:
            return format_roman(value) if value < 40 else None
        case Level.POINT:
            return POINT_LETTERS[value - 1] if value <= len(POINT_LETTERS) else None
        case Level.DECIMAL:
            prefixes = {Level.ROMAN: "", Level.CLAUSE: "", Level.DECIMAL: ""}
            if parent is None or parent.level not in prefixes or parent.number.count(".") == 5:
                return None
            prefix = parent.number if parent.level is not Level.ROMAN else str(_read_roman(parent.number))
            return f"{prefix}.{value}" if value < 100 and int(prefix.partition(".")[0]) < 100 else None
        case _:
            return str(value)


def _read_roman(number: str) -> int:
    return next(value for value in range(1, 40) if format_roman(value) == number)


@st.composite
def bodies(draw: st.DrawFn, *, with_articles: bool = False, most: int = 7) -> tuple[Paragraph | Division | Table, ...]:
    """Return a body in reading order, numbered as the decree asks; the model makes it a tree."""
    flat: list[Paragraph | Division | Table] = []
    if with_articles:
        flat.append(Division(level=Level.ARTICLE, number="1", content=draw(contents())))
    for _ in range(draw(st.integers(0 if with_articles else 1, most))):
        kind = draw(st.sampled_from(("paragraph", "division", "division", "division", "table")))
        if kind == "division":
            division = _find_next(flat, draw)
            flat.append(division or draw(paragraphs))
        else:
            flat.append(draw(paragraphs if kind == "paragraph" else tables()))
    return tuple(flat)


def _find_next(flat: Sequence[Paragraph | Division | Table], draw: st.DrawFn) -> Division | None:
    """Return a division of a drawn level that may stand next, with any number that is right there."""
    level = draw(st.sampled_from(tuple(Level)))
    content = draw(contents())
    parents = [None, *(block for block in flat if isinstance(block, Division))]
    values = range(len(flat) + 1, 0, -1) if draw(st.booleans()) else range(1, len(flat) + 2)
    for parent in reversed(parents):
        for value in values:
            number = _write_number(level, value, parent)
            if number is None:
                continue
            candidate = Division(level=level, number=number, content=content)
            if not find_outline_problems((*flat, candidate)):
                return candidate
        if level is not Level.DECIMAL:
            return None
    return None


organs = st.builds(
    Organ,
    name=filled_lines.map(lambda text: text[:200]).filter(_is_filled),
    parent=lines,
    heading=st.lists(filled_lines, max_size=2).map(tuple),
    abbreviation=st.sampled_from(("UBND", "SNV", "a: b", "-")),
    place=filled_lines.map(lambda text: text[:30]).filter(_is_filled),
    regime=st.just(Regime.COLLECTIVE),
    head_position=filled_lines,
    recipients=st.lists(list_items, max_size=2).map(tuple),
    archive=list_items,
    contact=lines,
    allows_academic_titles=st.just(True),
)
_competences = st.tuples(st.sampled_from(("TM. ", "KT.", "tl. ", "TUQ.  ", "Q. ")), filled_lines).map("".join)
signatures = st.builds(
    Signature,
    competence=st.one_of(st.lists(_competences, max_size=2).map(lambda found: ("KT. CHỦ TỊCH", *found)), st.just(())),
    position=st.one_of(st.just("CHỦ TỊCH"), filled_lines.map(lambda text: f"x{text}"[:30])),
    office=short_lines(100),
    full_name=short_lines(50),
)
second_signatures = st.builds(
    SecondSignature,
    position=filled_lines.map(lambda text: f"x{text}"[:30]),
    office=short_lines(100),
    full_name=short_lines(50),
)
_dates = st.one_of(
    st.none(), st.dates().filter(lambda day: 1900 <= day.year <= 2100), st.sampled_from(("2023", "2023-09", "9/2023"))
)


@st.composite
def documents(draw: st.DrawFn, slug: str | None = None) -> Document:
    """Return a valid document of any type, numbered or not."""
    kind = DOCUMENT_TYPES[slug or draw(st.sampled_from(tuple(DOCUMENT_TYPES)))]
    fields = _draw_fields(draw, kind)
    if draw(st.booleans()):
        date = draw(st.dates().filter(lambda day: 1900 <= day.year <= 2100))
        number = draw(st.integers(1, 99_999_999_999))
        return NumberedDocument(**fields | {"promulgation_date": date, "code_number": number})
    return Document(**fields)


def _draw_fields(draw: st.DrawFn, kind: DocumentType) -> dict[str, object]:
    items = st.lists(list_items, max_size=2)
    some_items = st.lists(list_items, min_size=1, max_size=2)
    addressees = {Addressing.NONE: st.just([]), Addressing.OPTIONAL: items, Addressing.REQUIRED: some_items}
    part = {"landscape": st.booleans(), "body": bodies(most=3)}
    appendix = st.builds(Appendix, title=filled_lines, **part)
    attachment = st.builds(
        Attachment, document_type=st.sampled_from(("quy-che", "quy-dinh", "ke-hoach")), subject=filled_lines, **part
    )
    return {
        "document_type": kind.slug,
        "organ": draw(organs),
        "place": draw(lines),
        "drafting_unit": draw(short_lines(20) if kind.abbreviation else st.just("NC")),
        "code_notation": draw(short_lines(30)),
        "promulgation_date": draw(_dates),
        "subject": draw(filled_lines),
        "authority": draw(lines),
        "legal_bases": draw(some_items if kind.has_legal_bases else items),
        "addressees": draw(addressees[kind.addressing]),
        "recipients": draw(items),
        "signature": draw(signatures),
        "second_signature": draw(second_signatures) if kind.has_second_signer else None,
        "urgency": draw(st.one_of(st.none(), st.sampled_from(Urgency))),
        "circulation": draw(st.one_of(st.none(), st.sampled_from(Circulation))),
        "drafter_mark": draw(short_lines(20)),
        "contact": draw(lines),
        "body": draw(bodies(with_articles=kind.has_articles)),
        "attachments": draw(st.lists(attachment, max_size=1)) if kind.slug == "quyet-dinh" else [],
        "appendices": draw(st.lists(appendix, max_size=2)),
    }
