"""The body: end marks, what stays together, references, tables beside text."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.errors import LegalRefError
from docgen.model import Block, Content, Division, Footnote, Level, Paragraph, Reference, Run, Table, plain_text
from tests.unit.rendering.rendered import Rendered, W, read_starter, render
from tests.unit.rendering.test_rendering_decree import change
from tests.unit.rendering.test_rendering_lines import make_table

PLAN = read_starter("ke-hoach")
NOTE = Footnote(content=(Run(text="x"),))
TABLE = make_table(("TT", "Việc"), ("1", "Một"), ("2", "Hai"), ("3", "Ba"))
LONG = "rất dài " * 30


def render_body(*blocks: Block) -> Rendered:
    return render(change(PLAN, body=blocks))


def text(content: str | Content) -> Paragraph:
    return Paragraph(content=content)  # type: ignore[arg-type]  # plain text is taken too


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("Thực hiện.", "Thực hiện./."),
        ("Thực hiện", "Thực hiện./."),
        ("Thực hiện;", "Thực hiện./."),
        ("Thực hiện,", "Thực hiện./."),
        ("Thực hiện./.", "Thực hiện./."),
        ("và nhiều nơi khác...", "và nhiều nơi khác..../."),
        ("Thực hiện!", "Thực hiện!./."),
        ((Run(text="Xem "), Run(text="kỹ.", bold=True)), "Xem kỹ./."),
        ((Run(text="Thực hiện."), NOTE), "Thực hiện./."),
        ((NOTE,), "./."),
    ],
)
def test_the_last_mark_gives_way_to_the_end_mark(given: str | Content, printed: str) -> None:
    assert render_body(text("Mở đầu."), text(given)).styled("NoiDung")[-1].text == printed


def test_the_end_mark_looks_like_the_text_before_it() -> None:
    rendered = render_body(text((Run(text="Xem "), Run(text="kỹ.", bold=True))))
    last = rendered.styled("NoiDung")[-1]
    assert "".join(last.runs[-1].itertext()) == "kỹ./."
    assert last.is_on("b", last.runs[-1])


def test_a_reference_at_the_end_gets_the_mark_too() -> None:
    reference = Reference(id="30/2020/NĐ-CP")
    rendered = render_body(text((Run(text="Theo "), reference)), text((Run(text="Theo "), reference)))
    first, second = [p.text for p in rendered.styled("NoiDung")]
    assert first.startswith("Theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ ")
    assert second == "Theo Nghị định số 30/2020/NĐ-CP./."


def test_a_law_named_among_the_bases_is_short_in_the_body() -> None:
    document = change(
        PLAN,
        legal_bases=("30/2020/NĐ-CP", "Nghị định [[30/2020/NĐ-CP]] và khác"),
        body=(text((Run(text="Theo "), Reference(id="30/2020/NĐ-CP"))),),
    )
    rendered = render(document)
    bases = [p.text for p in rendered.styled("CanCu")]
    assert bases[0].startswith("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020")
    assert bases[1] == "Nghị định Nghị định số 30/2020/NĐ-CP và khác."
    assert rendered.styled("NoiDung")[-1].text == "Theo Nghị định số 30/2020/NĐ-CP./."


def test_an_unknown_reference_is_an_error_of_its_kind() -> None:
    with pytest.raises(LegalRefError, match="99/9999"):
        render_body(text((Reference(id="99/9999/NĐ-CP"),)))


def kept(rendered: Rendered) -> list[str]:
    """Return the texts of the running paragraphs that are tied to what follows by themselves, not by their style."""
    direct = [p for p in rendered.paragraphs() if p.element.find(f"{W}pPr/{W}keepNext") is not None]
    return [p.text for p in direct]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (("một", "hai", "ba"), ["hai", "ba./."]),
        (("một", LONG), [f"{LONG.strip()}./."]),
        (("một", LONG, "ba"), [LONG.strip(), "ba./."]),
        (("một",), ["một./."]),
    ],
)
def test_two_lines_at_least_go_with_the_signature(blocks: tuple[str, ...], expected: list[str]) -> None:
    assert kept(render_body(*map(text, blocks))) == expected


def test_the_last_two_rows_of_a_table_go_with_the_signature() -> None:
    rendered = render_body(text("Mở đầu"), TABLE)
    assert kept(rendered) == ["Mở đầu", "TT", "Việc", "2", "Hai", "3", "Ba", ""]
    # The signature is a table too: without a paragraph between them Word would join the two.
    tables = list(rendered.body.iter(f"{W}tbl"))
    assert tables[-1].getprevious().tag == f"{W}p"


def test_one_line_and_one_row_go_with_the_signature() -> None:
    assert kept(render_body(TABLE, text("một"))) == ["TT", "Việc", "3", "Ba", "một./."]


def test_what_announces_a_table_goes_with_it() -> None:
    rendered = render_body(text("như sau:"), TABLE, text("một"), text("hai"), text("ba"))
    assert kept(rendered) == ["như sau:", "TT", "Việc", "hai", "ba./."]


def test_a_body_without_signature_is_tied_to_nothing() -> None:
    body = (text("một"), text("hai"))
    document = change(PLAN, appendices=({"title": "Danh sách", "body": body},))
    assert [p.keeps_with_next for p in render(document).styled("NoiDung")][-2:] == [False, False]


def test_tables_in_a_row_stay_apart_and_text_below_has_air() -> None:
    rendered = render_body(TABLE, TABLE, text("một"))
    first, second = [t for t in rendered.body.iter(f"{W}tbl") if t.find(f"{W}tblPr/{W}tblStyle") is not None]
    assert first.getnext().tag == f"{W}p"
    assert first.getnext().getnext() is second
    assert rendered.styled("NoiDung")[-1].space("before") == 120


def test_merged_cells() -> None:
    rows: Any = [
        [{"paragraphs": ["TT"]}, {"paragraphs": ["Tên"]}, {"merged": "left"}],
        [{"paragraphs": ["1"]}, {"paragraphs": ["Một"]}, {"paragraphs": ["a", "b"]}],
        [{"merged": "above"}, {"paragraphs": ["Hai"]}, {}],
    ]
    table = Table.model_validate({"rows": rows})
    rendered = render_body(table, text("một"), text("hai"))
    drawn = next(t for t in rendered.body.iter(f"{W}tbl") if t.find(f"{W}tblPr/{W}tblStyle") is not None)
    cells = [list(row.iterfind(f"{W}tc")) for row in drawn.iterfind(f"{W}tr")]
    assert [len(row) for row in cells] == [2, 3, 3]
    assert cells[0][1].find(f"{W}tcPr/{W}gridSpan").get(f"{W}val") == "2"
    merges = [cells[row][0].find(f"{W}tcPr/{W}vMerge") for row in (1, 2)]
    assert [merge.get(f"{W}val") for merge in merges] == ["restart", None]
    assert len(cells[1][2].findall(f"{W}p")) == 2
    assert len(cells[2][2].findall(f"{W}p")) == 1


def test_columns_of_numbers_are_centred_unless_told() -> None:
    rows = (("TT", "Tên", "Điểm", "Số"), ("1", "Một", "76,5", "1"), ("2", "Hai", "80", "2"))
    table = make_table(*rows, alignments=("auto", "auto", "auto", "right"))
    rendered = render_body(table, text("một"), text("hai"))
    styles = [p.style for p in rendered.paragraphs() if p.style.startswith("Bang")]
    assert styles == ["BangTieuDe"] * 4 + ["BangGiua", "BangTrai", "BangGiua", "BangPhai"] * 2
    looks = {style: rendered.styled(style)[0] for style in set(styles)}
    assert {p.size for p in looks.values()} == {13}
    assert {style: p.align for style, p in looks.items()} == {
        "BangTieuDe": "center",
        "BangGiua": "center",
        "BangTrai": "left",
        "BangPhai": "right",
    }


def division(level: Level, number: str, content: str, *children: Block) -> Division:
    return Division.model_validate({"level": level, "number": number, "content": content, "children": children})


@pytest.mark.parametrize(
    ("block", "style", "printed"),
    [
        (division(Level.ARTICLE, "1", "Thành lập Tổ giúp việc."), "Dieu", "Điều 1. Thành lập Tổ giúp việc."),
        (division(Level.ARTICLE, "1", "Phạm vi", text("x")), "DieuCoTieuDe", "Điều 1. Phạm vi"),
        (division(Level.ROMAN, "I", "Mục đích", text("x")), "MucLaMa", "I. Mục đích"),
        (division(Level.CLAUSE, "1", "Mục đích", text("x")), "KhoanCoTieuDe", "1. Mục đích"),
        (division(Level.CLAUSE, "1", "Mục đích là:", text("x")), "Khoan", "1. Mục đích là:"),
        (division(Level.POINT, "a", "Điểm"), "Diem", "a) Điểm"),
        (division(Level.DASH, "", "Gạch"), "Gach", "- Gạch"),
        (division(Level.PLUS, "", "Cộng"), "Cong", "+ Cộng"),
    ],
)
def test_levels_and_their_styles(block: Division, style: str, printed: str) -> None:
    assert render_body(block, text("hết")).get(style).text == printed


def test_words_and_titles_of_chapters_stand_on_lines_of_their_own() -> None:
    rendered = render_body(division(Level.CHAPTER, "I", "Quy định chung", text("x")))
    assert [p.text for p in rendered.styled("DeMuc", "TieuDeDeMuc")] == ["Chương I", "Quy định chung"]


def test_footnotes_are_numbered_through_body_and_cells() -> None:
    def noted(words: str) -> Content:
        return (Run(text=words), Footnote(content=(Run(text=f"chú {words}", italic=True),)))

    table = Table.model_validate({"rows": [[{"paragraphs": ["TT"]}], [{"paragraphs": [noted("hai")]}]]})
    rendered = render_body(text(noted("một")), table, text(noted("ba")))
    assert [note.strip() for note in rendered.footnotes()] == ["chú một", "chú hai", "chú ba"]
    references = [note.get(f"{W}id") for note in rendered.body.iter(f"{W}footnoteReference")]
    assert references == ["1", "2", "3"]
    for reference in rendered.body.iter(f"{W}footnoteReference"):
        assert reference.getparent().find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "FootnoteReference"


def test_plain_text_of_the_body_is_all_there() -> None:
    rendered = render(PLAN)
    for block in PLAN.body:
        if isinstance(block, Paragraph):
            assert plain_text(block.content).rstrip(".") in rendered.text


def test_a_heading_right_below_a_table_stands_apart_from_it() -> None:
    """LibreOffice does not keep the next paragraph with one that follows a table."""
    below = Division(level=Level.CLAUSE, number="2", content="Kết quả", children=(text("Đạt."),))
    first = Division(level=Level.CLAUSE, number="1", content="Bảng", children=(text("Sau đây:"), TABLE))
    styles = [p.style for p in render_body(first, below).paragraphs()]
    assert styles[styles.index("KhoanCoTieuDe", styles.index("KhoanCoTieuDe") + 1) - 1] == "KetThucPhan"
    plain = render_body(text("Sau đây:"), TABLE, text("Chữ thường."))
    assert plain.styled("NoiDung")[-1].text == "Chữ thường./."
