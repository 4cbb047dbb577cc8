"""Mending at the level of runs: cut where needed, words changed across runs, nothing else touched."""

from __future__ import annotations

from typing import Any

from docx_builder import build_docx, p, r
from lxml import etree

from docgen.checking.fix.mending import Mending
from docgen.checking.fix.properties import find_or_make, set_property
from docgen.checking.fix.run_looks import RunLook
from docgen.checking.subject import Subject
from docgen.ooxml import read_document_bytes
from docgen.ooxml.facts import ParagraphFacts
from docgen.ooxml.names import PPR, RPR, R, T, W

BOLD = RunLook(bold=True)
_TAB = "<w:tab/>"


def start(*blocks: str) -> tuple[Mending, tuple[ParagraphFacts, ...]]:
    facts = read_document_bytes(build_docx("".join(blocks)))
    return Mending(Subject(facts), None), facts.paragraphs  # type: ignore[arg-type]


def texts_of(node: Any) -> list[tuple[str, bool]]:
    return [
        ("".join(text.text or "" for text in run.iter(T)), run.find(f"{RPR}/{W}b") is not None) for run in node.iter(R)
    ]


def test_run_is_cut_where_the_stretch_begins_and_ends() -> None:
    mending, (paragraph,) = start(p("Độc lập - Tự do"))
    assert mending.format_stretch(paragraph, 4, 7, lambda _run: BOLD)
    assert texts_of(paragraph.node) == [("Độc ", False), ("lập", True), (" - Tự do", False)]


def test_runs_may_be_cut_again_and_again() -> None:
    mending, (paragraph,) = start(p("abcdef"))
    for place in (1, 3, 5):
        assert mending.format_stretch(paragraph, place, place + 1, lambda _run: BOLD)
    assert texts_of(paragraph.node) == [(sign, sign in "bdf") for sign in "abcdef"]


def test_tabs_and_breaks_count_as_signs() -> None:
    run = f"<w:r><w:t>Trái</w:t>{_TAB}<w:t>Phải</w:t><w:br/><w:t>dưới</w:t></w:r>"
    mending, (paragraph,) = start(f"<w:p>{run}</w:p>")
    assert paragraph.text == "Trái\tPhải\ndưới"
    assert mending.format_stretch(paragraph, 5, 9, lambda _run: BOLD)
    assert texts_of(paragraph.node) == [("Trái", False), ("Phải", True), ("dưới", False)]
    assert len(list(paragraph.node.iter(f"{W}tab"))) == len(list(paragraph.node.iter(f"{W}br"))) == 1


def test_whole_run_is_not_cut() -> None:
    mending, (paragraph,) = start(p("một"))
    node = paragraph.node.find(R)
    mending.format_paragraph(paragraph, lambda _run: BOLD)
    assert paragraph.node.findall(R) == [node]


def test_words_change_across_runs() -> None:
    mending, (paragraph,) = start(f"<w:p>{r('Độc lập', '<w:b/>')}{r('–')}{r('Tự do')}</w:p>")
    mending.replace(paragraph, 7, 8, " - ", "gạch nối")
    mending.finish()
    assert texts_of(paragraph.node) == [("Độc lập", True), (" - ", False), ("Tự do", False)]
    assert [change.message for change in mending.changes] == ["gạch nối"]


def test_letter_and_its_mark_in_two_runs() -> None:
    mending, (paragraph,) = start(f"<w:p>{r('be')}{r(chr(0x0323))}{r('nh')}</w:p>")
    mending.replace(paragraph, 1, 3, "ẹ", "NFC")
    mending.finish()
    assert "".join(text for text, _ in texts_of(paragraph.node)) == "bẹnh"


def test_what_is_added_looks_like_the_word_before() -> None:
    mending, (paragraph,) = start(f"<w:p>{r('Căn cứ', '<w:b/>')}<w:r>{_TAB}<w:t>phải</w:t></w:r></w:p>")
    mending.replace(paragraph, 6, 6, ";", "dấu chấm phẩy")
    mending.finish()
    assert texts_of(paragraph.node)[0] == ("Căn cứ;", True)


def test_no_break_hyphen_is_a_sign_that_goes() -> None:
    mending, (paragraph,) = start("<w:p><w:r><w:t>Độc lập</w:t><w:noBreakHyphen/><w:t>Tự do</w:t></w:r></w:p>")
    mending.replace(paragraph, 7, 8, " - ", "gạch nối")
    mending.finish()
    assert "".join(text for text, _ in texts_of(paragraph.node)) == "Độc lập - Tự do"
    assert paragraph.node.find(f".//{W}noBreakHyphen") is None


def test_edits_of_the_same_words_wait() -> None:
    mending, (paragraph,) = start(p("một  hai"))
    mending.replace(paragraph, 3, 5, " ", "một dấu cách")
    mending.replace(paragraph, 4, 5, "x", "khác")
    mending.finish()
    assert texts_of(paragraph.node) == [("một hai", False)]
    assert len(mending.changes) == 1


def test_hidden_deleted_and_field_code_stay() -> None:
    hidden, deleted = r("ẩn", "<w:vanish/>"), '<w:del w:id="1"><w:r><w:delText>bỏ</w:delText></w:r></w:del>'
    code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
    shown = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("kết quả")
    body = f"<w:p>{r('đầu ')}{hidden}{deleted}{code}{shown}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    mending, (paragraph,) = start(body)
    before = etree.tostring(paragraph.node, encoding="unicode")
    mending.replace(paragraph, 0, 3, "cuối", "đổi")
    mending.finish()
    assert etree.tostring(paragraph.node, encoding="unicode") == before.replace("đầu ", "cuối ")


def test_formula_is_left_alone() -> None:
    formula = '<m:oMath><m:r><m:t xml:space="preserve">a  b</m:t></m:r></m:oMath>'
    mending, (paragraph,) = start(f"<w:p>{formula}</w:p>")
    mending.replace(paragraph, 1, 3, " ", "một dấu cách")
    mending.finish()
    assert mending.changes == []


def test_number_of_a_list_looks_like_its_text() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    facts = read_document_bytes(build_docx(p("Mục đích", listed), numbering=numbering))
    mending = Mending(Subject(facts), None)  # type: ignore[arg-type]
    assert facts.paragraphs[0].label == "1."
    mending.format_paragraph(facts.paragraphs[0], lambda _run: RunLook(size_pt=13))
    assert facts.paragraphs[0].node.find(f"{PPR}/{RPR}/{W}sz").get(f"{W}val") == "26"


def test_properties_stand_in_the_order_of_the_schema() -> None:
    run = etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:rPr><w:color w:val="FF0000"/><w:lang/></w:rPr></w:r>')
    owner = find_or_make(run, RPR)
    for name in ("sz", "b", "rFonts", "u"):
        assert set_property(owner, name, {"val": "1"})
    assert [child.tag.removeprefix(W) for child in owner] == ["rFonts", "b", "color", "sz", "u", "lang"]
    assert not set_property(owner, "sz", {"val": "1"})
