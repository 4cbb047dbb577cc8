"""Whatever stands in a document comes out of the Word file as it went in."""

from __future__ import annotations

import io

import docx
from document_strategies import lines
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.model import (
    DOCUMENT_TYPES,
    Addressing,
    Appendix,
    Cell,
    Content,
    Document,
    Footnote,
    Organ,
    Paragraph,
    Run,
    SecondSignature,
    Signature,
    Table,
    plain_text,
)
from docgen.model.value import clean_line, strip_list_marks
from tests.unit.rendering.rendered import Rendered, render

_VICIOUS = (
    *("<", ">", "&", "&lt;", "&amp;amp;", "</w:t>", "<w:p/>", "]]>", "<!--", "<?xml?>"),
    *("{{", "}}", "{{ subject }}", "{%", "%}", "{% endfor %}", "{%p endif %}", "{{p body }}", "{#", "#}", "{_{", "%_}"),
    *('"', "'", "“", "”", "‘", "’", "\\", "\\n", "$1", "\\1", "%s", "{0}", "  ", "   ", "😀", "👩‍👩‍👧", "𝒳", "ﬁ", "…"),
    *("Ủy ban nhân dân", "đường Lê Đại Hành", "ữ", "Ộ", "e\u0323\u0302", "\u00a0", "\t"),
)
vicious = st.lists(st.one_of(st.sampled_from(_VICIOUS), lines), min_size=1, max_size=6).map("".join)


def is_filled(text: str) -> bool:
    return bool(strip_list_marks(str(clean_line(text)).strip()))


filled = vicious.map(lambda text: text[:120]).filter(is_filled)
short = vicious.map(lambda text: text[:15]).filter(is_filled)
bases = filled.map(lambda text: f"Căn cứ {text.replace('[', '(')}")  # no reference: those are written out
runs = st.builds(Run, text=vicious, bold=st.booleans(), italic=st.booleans())
notes = st.lists(runs, min_size=1, max_size=2).filter(lambda parts: is_filled("".join(p.text for p in parts)))
inlines = st.one_of(runs, runs, notes.map(lambda parts: Footnote(content=tuple(parts))))
contents = st.lists(inlines, min_size=1, max_size=4).map(tuple)
texts = contents.filter(lambda parts: is_filled("".join(p.text for p in parts if isinstance(p, Run))))
cells = st.builds(Cell, paragraphs=st.lists(texts, max_size=2).map(tuple))
tables = st.integers(1, 3).flatmap(
    lambda columns: st.builds(
        Table, rows=st.lists(st.lists(cells, min_size=columns, max_size=columns), min_size=2, max_size=3)
    )
)
bodies = st.lists(st.one_of(st.builds(Paragraph, content=texts), tables), min_size=1, max_size=4).map(tuple)
organs = st.builds(
    Organ,
    name=filled,
    parent=filled,
    heading=st.lists(filled, max_size=2).map(tuple),
    abbreviation=st.just("SNV"),
    place=filled,
    contact=filled,
    allows_academic_titles=st.just(True),
)
signers = st.builds(Signature, position=st.just("GIÁM ĐỐC"), full_name=short, office=short)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    kind = draw(st.sampled_from([kind for kind in DOCUMENT_TYPES.values() if not kind.has_articles]))
    addressees = st.lists(filled, min_size=1, max_size=3).map(tuple)
    return Document(
        document_type=kind.slug,
        organ=draw(organs),
        drafting_unit="VP",
        subject=draw(filled),
        legal_bases=draw(st.lists(bases, min_size=1, max_size=2)),
        addressees=draw(addressees) if kind.addressing is not Addressing.NONE else (),
        recipients=draw(st.lists(filled, max_size=3).map(tuple)),
        signature=draw(signers),
        second_signature=SecondSignature(position="B", full_name=draw(short)) if kind.has_second_signer else None,
        drafter_mark=draw(short),
        body=draw(bodies),
        appendices=tuple(
            Appendix(title=title, body=body) for title, body in draw(st.lists(st.tuples(filled, bodies), max_size=2))
        ),
    )


def contents_of(body: tuple[object, ...]) -> list[Content]:
    found: list[Content] = []
    for block in body:
        if isinstance(block, Paragraph):
            found.append(block.content)
        elif isinstance(block, Table):
            found += [content for row in block.rows for cell in row for content in cell.paragraphs]
    return found


@given(documents())
@settings(max_examples=60)
def test_any_text_survives_rendering(document: Document) -> None:
    rendered = render(document)
    every = [paragraph.text for paragraph in rendered.paragraphs()]
    footer = [paragraph.text for paragraph in rendered.paragraphs(rendered.trees["word/footer1.xml"])]
    check_heading(document, rendered)
    # Minutes have an empty cell beside their recipients.
    recipients = [p.text.removeprefix("- ") for p in rendered.styled("NoiNhan") if p.text]
    check_list(recipients, document.all_recipients)
    for addressee in document.addressees:
        assert any(addressee in text for text in every)
    check_list([p.text for p in rendered.styled("CanCu")], document.legal_bases)
    assert document.drafter_mark in every
    assert document.signature.full_name in every
    assert document.signature.office in every
    assert footer[0] == document.organ.contact
    assert [p.text for p in rendered.styled("PhuLucTieuDe")] == [appendix.title for appendix in document.appendices]
    check_bodies(document, rendered)
    docx.Document(io.BytesIO(rendered.data))


def check_list(printed: list[str], items: tuple[str, ...]) -> None:
    """Every item with ";" after it and "." after the last, unless that mark is its own."""
    marks = [";"] * (len(items) - 1) + ["."]
    assert printed == [item if item.endswith(mark) else item + mark for item, mark in zip(items, marks, strict=True)]


def check_heading(document: Document, rendered: Rendered) -> None:
    organ = document.organ
    assert [p.text for p in rendered.styled("CoQuanBanHanh")] == list(organ.heading_lines)
    assert rendered.get("CoQuanChuQuan").text == organ.parent.upper()
    subjects = [p.text for p in rendered.styled("TrichYeu", "TrichYeuCongVan")]
    prefix = "V/v " if document.document_type == "cong-van" else ""
    assert subjects == ([prefix + document.subject] if document.type.has_subject else [])
    if document.type.has_place_and_date:
        assert rendered.get("DiaDanhThoiGian").text == f"{organ.place}, ngày      tháng     năm"


def check_bodies(document: Document, rendered: Rendered) -> None:
    bodies = [document.body, *(appendix.body for appendix in document.appendices)]
    cells = ("BangTieuDe", "BangTrai", "BangGiua")
    written = [
        p.text for p in rendered.styled("NoiDung", *cells) if p.text and "trân trọng kính mời" not in p.text[:200]
    ]
    expected = [plain_text(content) for body in bodies for content in contents_of(body)]
    if document.document_type == "giay-moi":
        written = written[-len(expected) :]
    assert len(written) == len(expected)
    lasts = {len([c for body in bodies[: i + 1] for c in contents_of(body)]) - 1 for i in range(len(bodies))}
    for index, (found, given_text) in enumerate(zip(written, expected, strict=True)):
        if found != given_text:
            # Only the last text of a body changes, and only its last mark.
            assert index in lasts
            assert found.endswith("./.")
            assert given_text.rstrip()[:-1] in found
    given_notes = [
        plain_text(inline.content)
        for body in bodies
        for content in contents_of(body)
        for inline in content
        if isinstance(inline, Footnote)
    ]
    # A space stands between the mark of a footnote and its text.
    assert rendered.footnotes() == [f" {note}" for note in given_notes]
