"""A draft is filled from a row: values are text and never syntax, empty cells do what the draft says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.drafting import DraftError, Organs
from docgen.drafting.data_file.cell_text import read_text
from docgen.drafting.merge_draft import FillError, MergeDraft, parse_merge_draft
from docgen.model import Document, NumberedDocument, Organ, Paragraph, Table, plain_text
from docgen.model.blocks import walk_blocks, walk_contents

ORGANS: Organs = {
    "so": Organ(name="Sở Thử", abbreviation="ST", place="Thử", head_position="GIÁM ĐỐC"),
    "xa": Organ(name="Xã Thử", abbreviation="XT", place="Xã Thử", head_position="CHỦ TỊCH"),
}


def make(body: str, **fields: str) -> MergeDraft:
    head = {
        "document_type": "cong-van",
        "organ": "so",
        "drafting_unit": "VP",
        "subject": "mời họp",
        "addressees": "[Phòng A]",
        "signature": "{position: GIÁM ĐỐC, full_name: Lê Văn Thử}",
    } | fields
    lines = [f"{name}: {value}" for name, value in head.items()]
    return parse_merge_draft("\n".join(("---", *lines, "---", body)), ORGANS)


def fill(draft: MergeDraft, **values: str) -> Document:
    return draft.fill([values.get(p.column, "") for p in draft.placeholders])


def texts(document: Document) -> list[str]:
    return [plain_text(content) for content in walk_contents(document.body)]


def problems_of(text: str) -> list[str]:
    with pytest.raises(DraftError) as caught:
        make(text)
    return [problem.describe() for problem in caught.value.problems]


def test_fields_and_text_are_filled_without_quotes_in_yaml() -> None:
    draft = make("Mời {{A}} dự.", subject="mời {{A}}", addressees="[{{A}}, Phòng B]")
    document = fill(draft, A="Sở Y")
    assert document.subject == "mời Sở Y"
    assert document.addressees == ("Sở Y", "Phòng B")
    assert texts(document) == ["Mời Sở Y dự."]


@pytest.mark.parametrize(
    "value", ["**đậm**", "[[30/2020/NĐ-CP]]", "a | b", "Điều 1. Xóa", "---", "1. Một", "[^1]", "{{A}}"]
)
def test_a_value_is_never_syntax(value: str) -> None:
    draft = make("Mở {{A}}.\n{{A}}\n- {{A}}\n| x | y |\n|---|---|\n| {{A}} | z{{A}} |\nHết.", subject="x {{A}}")
    document = fill(draft, A=value)
    assert texts(document) == [f"Mở {value}.", value, value, "x", "y", value, f"z{value}", "Hết."]
    assert [type(block) for block in walk_blocks(document.body)] == [
        type(b) for b in walk_blocks(fill(draft, A="Q").body)
    ]
    assert document.subject == f"x {value}"


def test_every_row_is_checked_like_the_first() -> None:
    draft = make("{{A}}", subject="{{A}}", signature='{position: "{{B}}", full_name: "{{C}}"}')
    first = fill(draft, A="Một", B="GIÁM ĐỐC", C="Lê A")
    again = fill(draft, A="Hai", B="GIÁM ĐỐC", C="Lê B")
    assert (
        fill(
            make("{{A}}", subject="{{A}}", signature='{position: "{{B}}", full_name: "{{C}}"}'),
            A="Hai",
            B="GIÁM ĐỐC",
            C="Lê B",
        )
        == again
    )
    assert (first.subject, again.subject, again.signature.full_name) == ("Một", "Hai", "Lê B")
    with pytest.raises(FillError) as caught:
        fill(draft, A="x" * 501, B="PHÓ GIÁM ĐỐC", C="PGS. Lê C")
    said = {(p.placeholder.column if p.placeholder else "", p.message) for p in caught.value.problems}
    assert ("A", "subject: dài quá 500 ký tự") in said
    assert any(column == "B" and "ký thay" in message for column, message in said)
    with pytest.raises(FillError, match="học hàm"):
        fill(draft, A="x", B="GIÁM ĐỐC", C="PGS. Lê C")


def test_lines_of_a_cell_become_items_and_paragraphs() -> None:
    draft = make("- {{A}}\n+ cùng {{A}}\n{{A}}", addressees="{{A}}", recipients="[{{A}}, Lưu kho]")
    document = fill(draft, A="Một\nHai")
    assert document.addressees == ("Một", "Hai")
    assert document.recipients == ("Một", "Hai", "Lưu kho")
    assert texts(document) == ["Một", "Hai", "cùng Một Hai", "Một", "Hai"]
    assert len(document.body) == 4  # the plus sign stands under the second dash


def test_optional_values_take_their_space_along_and_conditions_their_paragraph() -> None:
    draft = make(
        "Họp {{A?}}, mời {{B?}}.\n{{?A}} Có {{A}}.\n- {{?A}} Gạch {{A}}\n{{A?}}\nHết.",
        recipients="[{{?A}} Gửi {{A}}, Khác]",
    )
    assert texts(fill(draft)) == ["Họp, mời.", "Hết."]
    assert fill(draft).recipients == ("Khác",)
    assert texts(fill(draft, A="x")) == ["Họp x, mời.", "Có x.", "Gạch x", "x", "Hết."]
    assert fill(draft, A="x").recipients == ("Gửi x", "Khác")


def test_an_empty_value_outside_its_condition_is_told() -> None:
    draft = make("{{?A}} Có {{A}}.\nLuôn có {{A}}.")
    with pytest.raises(FillError, match="ô trống"):
        fill(draft)


def test_a_numbered_heading_may_not_lose_its_text() -> None:
    with pytest.raises(FillError, match=r"mục “1\.” không còn chữ nào"):
        fill(make("1. {{A?}}\n2. Hai"))


def test_a_body_without_any_paragraph_left_is_told() -> None:
    with pytest.raises(FillError, match="nội dung trống"):
        fill(make("{{?A}} Chỉ có đoạn này."))


def test_numbers_and_dates_of_a_row() -> None:
    draft = make("Chữ.", code_number="{{Số}}", promulgation_date="{{Ngày}}", subject="số {{Số}}")
    document = draft.fill(["1.234", "25/10/2026"])
    assert isinstance(document, NumberedDocument)
    assert (document.code_number, document.promulgation_date.to_date().isoformat()) == (1234, "2026-10-25")  # type: ignore[union-attr]
    assert document.subject == "số 1.234"
    with pytest.raises(FillError, match="không có ngày 31"):
        draft.fill(["5", "31/02/2026"])


def test_the_organ_of_a_row() -> None:
    draft = make("Chữ.", organ="{{Cơ quan}}")
    assert fill(draft, **{"Cơ quan": "xa"}).organ.name == "Xã Thử"
    assert fill(draft, **{"Cơ quan": "so"}).organ.name == "Sở Thử"
    with pytest.raises(FillError, match="không có cơ quan “la”"):
        fill(draft, **{"Cơ quan": "la"})


def test_appendices_footnotes_and_bold_are_filled() -> None:
    draft = make("Xem **{{A}}**[^1].\n[^1]: Theo {{A}}.\n::: phụ lục Bảng {{A}}\n{{A}}\n:::")
    document = fill(draft, A="X")
    assert document.appendices[0].title == "Bảng X"
    assert isinstance(document.appendices[0].body[0], Paragraph)
    _, bold, note, _ = document.body[0].content  # type: ignore[union-attr]
    assert (bold.text, bold.bold) == ("X", True)  # type: ignore[union-attr]
    assert plain_text(note.content) == "Theo X."  # type: ignore[union-attr]


def test_a_legal_basis_may_not_smuggle_a_reference_in() -> None:
    draft = make("Điều 1. Một", document_type="quyet-dinh", subject="Về việc thử", legal_bases="[{{A}}]", addressees="")
    assert fill(draft, A="Căn cứ Luật Thử").legal_bases == ("Căn cứ Luật Thử",)
    with pytest.raises(FillError, match=r"\[\["):
        fill(draft, A="Căn cứ [[30/2020/NĐ-CP]]")


def test_mistakes_of_the_draft_are_told_before_any_row() -> None:
    assert any("không có chỗ điền nào" in said for said in problems_of("Chữ."))
    assert any("phải đứng đầu" in said for said in problems_of("Mời {{?A}} họp"))
    assert any("đề mục có số" in said for said in problems_of("1. {{?A}} Một"))
    assert any("nằm trong dẫn chiếu" in said for said in problems_of("Theo [[{{A}}]]"))
    said = problems_of("{{A}}\n1. Một\n3. Ba")
    assert said == ["11:1: số thứ tự nhảy cấp hoặc lặp: “3.”, lẽ ra là “2.” (" + said[0].partition("(")[2]]
    with pytest.raises(DraftError, match="có phải là subject"):
        make("x", subjekt="{{A}}")
    with pytest.raises(DraftError, match="không được để trống"):
        make("x", code_number="{{Số?}}", promulgation_date="2026-10-25")


_VALUES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=30).filter(
    lambda text: not (value := read_text(text)).is_empty and not value.problem
)


@given(_VALUES)
def test_any_text_arrives_as_it_was_typed(value: str) -> None:
    text = read_text(value).text
    document = _ANY.fill([text])
    assert plain_text(document.body[0].content) == f"Mở “{text.replace(chr(10), ' ')}”."  # type: ignore[union-attr]
    table = document.body[1]
    assert isinstance(table, Table)
    assert [plain_text(content) for content in table.rows[1][0].paragraphs] == text.split("\n")


_ANY = make("Mở “{{A}}”.\n| x |\n|---|\n| {{A}} |")
