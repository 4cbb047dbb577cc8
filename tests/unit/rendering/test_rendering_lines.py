"""Measured text: against the real font, and what follows from it: drawn lines, even titles, columns."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from docgen.model import Appendix, Cell, Organ, Paragraph, Table
from docgen.rendering.line_breaks import break_evenly, find_even_indent
from docgen.rendering.looks import Look
from docgen.rendering.tables import fit_columns
from docgen.vietnamese.text import VIETNAMESE_LETTERS
from docgen.vietnamese.text_width import measure_text
from tests.unit.rendering.rendered import Para, Rendered, W, read_starter, render
from tests.unit.rendering.test_rendering_decree import change

TEXT_WIDTH = 9071
COUNCIL = Organ(
    name="Hội đồng thẩm định xác định Chỉ số cải cách hành chính các sở, ban, ngành và Ủy ban nhân dân các xã, phường",
    parent="Ủy ban nhân dân tỉnh Ninh Bình",
    abbreviation="HĐTĐ",
    place="Ninh Bình",
)
LONG_SUBJECT = (
    "Kết quả thẩm định Chỉ số cải cách hành chính năm 2026 của các sở, ban, ngành và Ủy ban nhân dân các xã, "
    "phường trên địa bàn tỉnh Ninh Bình"
)
FACES = {
    "Regular": {},
    "Bold": {"bold": True},
    "Italic": {"italic": True},
}


@cache
def load_font(face: str) -> tuple[dict[int, str], Any, int]:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", f"Liberation Serif:style={face}"], capture_output=True, text=True, check=True
    )
    font = TTFont(Path(found.stdout))
    return font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm


def measure_with_font(text: str, size_pt: float, face: str) -> float:
    """Return the width of a text in twips by the font's own advance widths."""
    names, advances, units = load_font(face)
    return sum(advances[names[ord(character)]][0] for character in text) / units * size_pt * 20


@pytest.mark.parametrize("face", FACES)
def test_every_letter_is_as_wide_as_in_the_font(face: str) -> None:
    printable = "".join(map(chr, range(32, 127))) + "“”‘’–—…•§°±×÷«»²³½€≤≥"
    for character in VIETNAMESE_LETTERS + printable:
        ours = measure_text(character * 100, 10, **FACES[face])
        assert ours == pytest.approx(measure_with_font(character * 100, 10, face), rel=0.01), character


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("text", [LONG_SUBJECT, LONG_SUBJECT.upper(), COUNCIL.name, "Độc lập - Tự do - Hạnh phúc"])
def test_lines_of_text_are_measured_within_one_percent(text: str, face: str) -> None:
    assert measure_text(text, 14, **FACES[face]) == pytest.approx(measure_with_font(text, 14, face), rel=0.01)


def test_a_letter_nobody_foresaw_has_some_width() -> None:
    assert measure_text("😀漢", 10) == 240
    assert measure_text("", 14) == 0


def drawn_width(rule: Para, available: int) -> int:
    return available - rule.indent("left") - rule.indent("right")


def test_the_line_under_the_motto_is_as_long_as_it() -> None:  # II.1.b
    rendered = render(read_starter("ke-hoach"))
    text = measure_with_font("Độc lập - Tự do - Hạnh phúc", 14, "Bold")
    rule = rendered.styled("DongKe")[1]
    assert drawn_width(rule, 5560) == pytest.approx(text, rel=0.03)


@pytest.mark.parametrize(
    "heading",
    [
        ("SỞ NỘI VỤ",),
        ("ỦY BAN NHÂN DÂN", "TỈNH NINH BÌNH"),
        (),
        ("HỘI ĐỒNG THẨM ĐỊNH XÁC ĐỊNH CHỈ SỐ", "CẢI CÁCH HÀNH CHÍNH CÁC SỞ, BAN, NGÀNH CỦA TỈNH"),
    ],
)
def test_the_line_under_the_agency_is_a_third_to_a_half(heading: tuple[str, ...]) -> None:  # II.2.b
    rendered = render(change(read_starter("ke-hoach"), organ=COUNCIL.model_copy(update={"heading": heading})))
    longest = max(max(lines_of(p, 3511)) for p in rendered.styled("CoQuanBanHanh"))
    assert 1 / 3 <= drawn_width(rendered.styled("DongKe")[0], 3511) / longest <= 1 / 2


@pytest.mark.parametrize("subject", ["Kiểm tra", LONG_SUBJECT, LONG_SUBJECT + " và " + LONG_SUBJECT.lower()])
def test_the_line_under_the_subject_is_a_third_to_a_half(subject: str) -> None:  # II.5.b
    rendered = render(change(read_starter("ke-hoach"), subject=subject))
    longest = max(lines_of(rendered.get("TrichYeu"), TEXT_WIDTH))
    assert 1 / 3 <= drawn_width(rendered.get("DongKeTrichYeu"), TEXT_WIDTH) / longest <= 1 / 2


@pytest.mark.parametrize("slug", ["giay-gioi-thieu", "giay-nghi-phep"])
def test_without_a_subject_the_line_follows_the_name_of_the_type(slug: str) -> None:
    rendered = render(read_starter(slug))
    longest = measure_with_font(rendered.get("TenLoai").text, 14, "Bold")
    assert 1 / 3 <= drawn_width(rendered.get("DongKeTrichYeu"), TEXT_WIDTH) / longest <= 1 / 2


def lines_of(paragraph: Para, available: int) -> list[float]:
    """Return the widths of the lines that a paragraph fills: word after word, as Word does."""
    return fill_lines(paragraph, available - paragraph.indent("left") - paragraph.indent("right"))


def fill_lines(paragraph: Para, room: float) -> list[float]:
    bold, italic = paragraph.is_on("b"), paragraph.is_on("i")
    face = "Bold" if bold else "Italic" if italic else "Regular"
    text = paragraph.text.upper() if paragraph.is_on("caps") else paragraph.text
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and measure_with_font(longer, paragraph.size, face) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return [measure_with_font(line, paragraph.size, face) for line in lines]


@pytest.mark.parametrize(
    "subject",
    [
        "Bảo trì phần mềm chấm điểm Chỉ số cải cách hành chính năm 2026",
        "Hội nghị tập huấn tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm 2026",
        LONG_SUBJECT,
        LONG_SUBJECT * 2,
    ],
)
def test_titles_break_into_lines_of_about_equal_length(subject: str) -> None:
    document = change(
        read_starter("ke-hoach"),
        subject=subject,
        appendices=(Appendix(title=subject, body=(Paragraph(content="x"),)),),
    )
    rendered = render(document)
    for style in ("TrichYeu", "PhuLucTieuDe"):
        paragraph = rendered.get(style)
        lines = lines_of(paragraph, TEXT_WIDTH)
        assert len(lines) >= 2
        assert min(lines) >= 0.65 * max(lines)
        room = TEXT_WIDTH - (2 * 567 if style == "TrichYeu" else 0)  # the indents of the style
        assert len(lines) == len(fill_lines(paragraph, room))  # no more lines than there must be


def test_a_letter_subject_never_ends_in_a_single_word() -> None:
    rendered = render(change(read_starter("cong-van"), subject="triển khai xác định Chỉ số của tỉnh năm 2022"))
    lines = lines_of(rendered.get("TrichYeuCongVan"), 3511)
    assert min(lines) >= 0.65 * max(lines)


def test_a_short_title_stays_on_its_line() -> None:
    subject = render(change(read_starter("ke-hoach"), subject="Kiểm tra")).get("TrichYeu")
    assert (subject.indent("left"), subject.indent("right")) == (567, 567)
    assert len(lines_of(subject, TEXT_WIDTH)) == 1


def test_a_date_stays_on_one_line_of_a_title() -> None:
    look = Look(14, bold=True)
    text = "Sửa đổi Kế hoạch số 3403/KH-UBND ngày 15 tháng 12 năm 2022 của Ủy ban nhân dân tỉnh"
    available = 8000
    indent = find_even_indent(text, look, available)
    first = max(break_evenly(text, look, available))
    assert first <= available - 2 * indent
    date = measure_text("Sửa đổi Kế hoạch số 3403/KH-UBND ngày 15 tháng 12 năm 2022", 14, bold=True)
    assert first >= date


def test_the_first_words_of_a_name_stay_on_one_line_of_a_title() -> None:
    subject = "Bảo trì phần mềm chấm điểm Chỉ số cải cách hành chính năm 2026"
    paragraph = render(change(read_starter("ke-hoach"), subject=subject)).get("TrichYeu")
    first, second = lines_of(paragraph, TEXT_WIDTH)
    split = {
        round(measure_with_font(subject[:end], 14, "Bold")): subject[:end]
        for end in range(len(subject))
        if subject[end] == " "
    }
    assert split[round(first)].endswith(("Chỉ số", "điểm"))
    assert second < first * 1.5


def test_landscape_titles_have_the_width_of_their_page() -> None:
    appendix = Appendix(title=LONG_SUBJECT, landscape=True, body=(Paragraph(content="x"),))
    rendered = render(change(read_starter("ke-hoach"), appendices=(appendix,)))
    width = 16838 - 1701 - 1134
    lines = lines_of(rendered.get("PhuLucTieuDe"), width)
    assert len(lines) == 2
    assert min(lines) >= 0.65 * max(lines)
    rule = rendered.styled("DongKeTrichYeu")[-1]
    longest = max(lines_of(rendered.get("KemTheo"), width))
    assert 1 / 3 <= drawn_width(rule, width) / longest <= 1 / 2


def make_table(*rows: tuple[str, ...], **more: Any) -> Table:
    cells = (tuple(Cell(paragraphs=(text,) if text else ()) for text in row) for row in rows)
    return Table(rows=tuple(cells), **more)


@pytest.mark.parametrize("available", [9071, 14003])
def test_columns_fill_the_page_and_words_stay_whole(available: int) -> None:
    row = ("Nguyễn Văn Đoàn", "Phó Giám đốc Sở Nông nghiệp và Môi trường tỉnh", "76,5", "Tháng 9 năm 2023")
    table = make_table(("TT", "Họ và tên", "Chức vụ", "Điểm", "Thời gian"), ("10", *row), ("11", *row))
    widths = fit_columns(table, available, 13)
    assert sum(widths) == available
    for column, width in enumerate(widths):
        for index, cells in enumerate(table.rows):
            for word in cells[column].paragraphs[0][0].text.split(" "):
                face = "Bold" if index == 0 else "Regular"
                assert measure_with_font(word, 13, face) <= width - 170
    assert widths[0] == min(widths)


def test_too_many_columns_break_the_longest_words_only() -> None:
    table = make_table(("TT", *["Nghiêng" * 3] * 8), ("10", *["x"] * 8))
    widths = fit_columns(table, 9071, 13)
    assert sum(widths) == 9071
    assert widths[0] >= measure_with_font("TT", 13, "Bold") + 170
    assert max(widths[1:]) - min(widths[1:]) <= 1


def test_given_weights_are_kept_but_no_word_breaks() -> None:
    table = make_table(("TT", "Nội dung", "Ghi chú"), ("1", "x", "y"), widths=(10, 60, 30))
    assert fit_columns(table, 9000, 13) == (900, 5400, 2700)
    narrow = make_table(("TT", "Nội dung"), ("1", "Nghiêngnghiêng"), widths=(99, 1))
    assert fit_columns(narrow, 9000, 13)[1] >= measure_with_font("Nghiêngnghiêng", 13, "Regular")


def test_columns_follow_the_size_that_the_template_gives_them() -> None:
    table = make_table(("TT", "Nghiêng"), ("1", "rất dài " * 99))
    assert fit_columns(table, 9071, 20)[0] > fit_columns(table, 9071, 10)[0]


def test_rules_are_drawn_not_underlined() -> None:
    rendered: Rendered = render(read_starter("ke-hoach"))
    for rule in rendered.styled("DongKe", "DongKeTrichYeu"):
        assert rule.text == ""
        border = rendered.sheet[rule.style].find(f"{W}pPr/{W}pBdr/{W}top")
        assert border.get(f"{W}val") == "single"
        assert rule.space("before") >= 100  # air between the letters and the line
    assert not any(True for _ in rendered.body.iter(f"{W}u"))
