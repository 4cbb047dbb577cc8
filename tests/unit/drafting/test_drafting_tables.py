"""Pipe tables: what a clerk types, and what the table is."""

from __future__ import annotations

from draft_texts import make_draft

from docgen.drafting import parse_draft, write_draft
from docgen.model import Cell, Run, Table, plain_text


def _read(*lines: str) -> Table:
    block = parse_draft(make_draft("\n".join(lines)), {}).body[0]
    assert isinstance(block, Table)
    return block


def _texts(table: Table) -> list[list[list[str]]]:
    return [[[plain_text(content) for content in cell.paragraphs] for cell in row] for row in table.rows]


def test_cells_paragraphs_and_escapes() -> None:
    table = _read("| TT | Việc |", "|----|------|", "| 1 | a \\| b<br>c<BR/> d \\<br> e |", "|  | \\<< |")
    assert _texts(table) == [[["TT"], ["Việc"]], [["1"], ["a | b", "c", "d <br> e"]], [[], ["<<"]]]


def test_widths_and_alignments() -> None:
    table = _read("| a | b | c |", "|:--|:----:|-:|", "| 1 | 2 | 3 |")
    assert table.widths == (2, 4, 1)
    assert table.alignments == ("left", "center", "right")
    equal = _read("| a | b |", "|---|---|", "| 1 | 2 |")
    assert equal.widths == ()
    assert equal.alignments == ()


def test_header_rows_and_merged_cells() -> None:
    table = _read("| a | << |", "| b | c |", "|---|---|", "| 1 | 2 |", "| ^^ | 3 |")
    assert table.header_rows == 2
    assert table.rows[0][1] == Cell(merged="left")
    assert table.rows[3][0] == Cell(merged="above")


def test_two_tables_need_a_gap_between_them() -> None:
    lines = ("| a |", "|---|", "| 1 |")
    document = parse_draft(make_draft("\n".join((*lines, "", *lines))), {})
    assert len(document.body) == 2
    assert parse_draft(write_draft(document), {}) == document


def test_a_header_of_dashes_is_text_when_it_is_escaped() -> None:
    table = _read("| \\--- |", "|---|", "| \\^^ |")
    assert table.rows[0][0].paragraphs == ((Run(text="---"),),)
    assert table.rows[1][0].paragraphs == ((Run(text="^^"),),)
