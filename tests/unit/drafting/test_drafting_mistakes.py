"""Every kind of mistake in a draft is reported, at its place, in words that say what to do; all of them at once."""

from __future__ import annotations

import pytest
from draft_texts import FIRST_BODY_LINE, HEAD, find_problems, make_draft, replace_field

from docgen.drafting import DraftError, parse_draft
from docgen.drafting.problems import MAX_SHOWN

_DATE = "promulgation_date: 31/02/2024"


def _body_problems(body: str) -> list[tuple[int, int, str]]:
    """Return the problems of a body, with lines counted from its first one."""
    return [(line - FIRST_BODY_LINE + 1, column, said) for line, column, said in find_problems(make_draft(body))]


def test_the_draft_used_here_is_right() -> None:
    assert find_problems(make_draft()) == []


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("", (1, 1), "tệp trống"),
        ("  \n\n", (1, 1), "tệp trống"),
        ("Ủy ban nhân dân tỉnh", (1, 1), "thiếu dòng --- ở đầu tệp"),
        ("\n\nỦy ban", (3, 1), "thiếu dòng --- ở đầu tệp"),
        ("---\nsubject: x\n", (1, 1), "thiếu dòng --- kết thúc"),
    ],
)
def test_a_file_without_front_matter(text: str, place: tuple[int, int], said: str) -> None:
    problems = find_problems(text)
    assert [problem[:2] for problem in problems] == [place]
    assert said in problems[0][2]


def test_mistakes_in_the_body_are_told_even_without_front_matter() -> None:
    assert [problem[0] for problem in find_problems("1. Một\n3. Ba")] == [1, 2]


@pytest.mark.parametrize("text", ["---\n{}\n---", "---\n{}\n---\n\n  "])
def test_a_draft_of_front_matter_only(text: str) -> None:
    line, _, said = find_problems(text.replace("{}", "\n".join(HEAD)))[0]
    assert line >= FIRST_BODY_LINE - 1
    assert "văn bản chưa có nội dung" in said


def test_an_empty_front_matter_misses_every_required_field() -> None:
    said = [problem[2] for problem in find_problems("---\n---\nĐoạn.")]
    assert said == [
        "document_type: thiếu trường bắt buộc “loại văn bản” (thêm document_type: …)",
        "organ: thiếu trường bắt buộc “cơ quan ban hành” (thêm organ: …)",
        "signature: thiếu trường bắt buộc “quyền hạn, chức vụ và họ tên người ký” (thêm signature: …)",
    ]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (replace_field("subject", ""), (2, 1, "thiếu trích yếu")),
        (replace_field("document_type", "ke-hoac"), (2, 16, "không có loại văn bản “ke-hoac” (chọn một trong:")),
        (replace_field("organ", "so-noi-vu"), (3, 8, "“so-noi-vu” (các cơ quan đã khai báo: chưa có)")),
        (replace_field("organ", "[a, b]"), (3, 8, "organ: phải gồm các trường con")),
        (replace_field("organ", "{name: A, place: B}"), (3, 8, "abbreviation: thiếu trường bắt buộc “chữ viết")),
        (replace_field("organ", "{organ: {organ: {}}, name: A, abbreviation: A, place: B}"), (3, 9, "organ, organ:")),
        (replace_field("signature", "{full_name: Vũ Khôi}"), (5, 12, "thiếu chức vụ của người ký")),
        (replace_field("signature", "CHỦ TỊCH"), (5, 12, "signature: phải gồm các trường con")),
        ((*HEAD, _DATE), (6, 20, "không có ngày 31 tháng 2 năm 2024")),
        ((*HEAD, "promulgation_date: ngày 15"), (6, 20, "không đọc được ngày tháng")),
        ((*HEAD, "promulgation_date: [2023]"), (6, 20, "không phải là ngày (ghi 2023, 2023-09 hoặc 2023-09-15)")),
        ((*HEAD, "promulgation_date: tháng 9"), (6, 20, "thiếu năm")),
        ((*HEAD, "code_number: 15"), (2, 1, "phải có đủ ngày, tháng, năm")),
        ((*HEAD, "promulgation_date: 2023-09-15", "code_number: mười"), (7, 14, "code_number: phải là số nguyên")),
        ((*HEAD, "promulgation_date: 2023-09-15", "code_number: 0"), (7, 14, "code_number: phải từ 1 trở lên")),
        ((*HEAD, "urgency: rất khẩn"), (6, 10, "urgency: giá trị không hợp lệ (chọn một trong: 'khan',")),
        ((*HEAD, "recipents: [A]"), (6, 1, "recipents: không có trường tên này (có phải là recipients?)")),
        ((*HEAD, "noi_nhan: [A]"), (6, 1, "không có trường tên này (có phải là recipients?)")),
        ((*HEAD, "recipients: {a: b}"), (6, 13, "recipients: phải là một danh sách")),
        ((*HEAD, "recipients:", "  - A", "  -", "  - B"), (8, 4, "recipients, mục 2: để trống")),
        ((*HEAD, "body: x"), (6, 7, "body không ghi ở phần khai báo")),
        ((*HEAD, "addressees: [A]"), (6, 13, "Kế hoạch không có phần “Kính gửi”")),
        ((*HEAD, "subject: hai"), (6, 1, "trường “subject” ghi hai lần")),
        ((*HEAD, "place: &nơi Hà Nam", "contact: *nơi"), (6, 8, "không dùng được dấu & và *")),
        ((*HEAD, "place: !x Hà Nam"), (6, 8, "giá trị bắt đầu bằng dấu !")),
        ((*HEAD, "place: *Hà"), (6, 8, "giá trị bắt đầu bằng dấu * hoặc &")),
        ((*HEAD, 'place: "a\\ud800"'), (6, 8, "ký tự điều khiển U+D800")),
        ((*HEAD, 'place: "a\\qb"'), (6, 11, "dấu \\ trong ngoặc kép không đúng")),
        ((*HEAD, 'place: "Hà Nam'), (6, 8, "mở mà không đóng")),
        ((*HEAD, "recipients: [A, B"), (6, 13, "không khớp")),
        ((*HEAD, "recipients: [A]]"), (6, 16, "thừa dấu ngoặc ]")),
        ((*HEAD, "recipients: - A"), (6, 13, "xuống dòng rồi ghi “- ”")),
        ((*HEAD, "place: Hà Nam: tỉnh"), (6, 14, "có dấu “: ” trong giá trị")),
        ((*HEAD, "place:Hà Nam"), (6, 1, "sau dấu hai chấm có một dấu cách")),
        ((*HEAD, "Hà Nam"), (6, 7, "không có dạng “tên: giá trị”")),
        ((*HEAD, "? [a]", ": b"), (6, 3, "tên trường không phải là chữ")),
        ((*HEAD, "%YAML 1.3"), (5, 1, "ký tự không đọc được")),
        ((*HEAD, "x: " + "[" * 5000), (6, 1, "lồng quá sâu")),
    ],
)  # fmt: skip
def test_a_mistake_in_the_front_matter(head: tuple[str, ...], expected: tuple[int, int, str]) -> None:
    problems = find_problems(make_draft(head=head))
    assert [problem[:2] for problem in problems] == [expected[:2]]
    assert expected[2] in problems[0][2]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1. Một\n3. Ba", [(2, 1, "“3.”, lẽ ra là “2.”")]),
        ("I. Một\n1.1. Hai", []),
        ("1. Một\n1.1.1. Hai", [(2, 1, "“1.1.1.” không nằm dưới mục “1.1”")]),
        ("Điều 2. Hai", [(1, 1, "lẽ ra là “Điều 1.”")]),
        ("Chương 1\nQUY ĐỊNH CHUNG", [(1, 1, "“Chương 1” không đúng kiểu số của cấp này (chương đánh số La Mã")]),
        ("Mục II\nNỘI DUNG", [(1, 1, "mục đánh số Ả Rập")]),
        ("Chương I", [(1, 1, "“Chương I” thiếu tiêu đề")]),
        ("Chương I\nĐiều 1. Một\nChương II\nHAI", [(1, 1, "thiếu tiêu đề")]),
        ("a) Một\nf) Sáu", [(2, 1, "“f)” không phải là số thứ tự hợp lệ (điểm xếp theo chữ cái tiếng Việt")]),
        ("IIX. Một", [(1, 1, "viết số La Mã đúng cách")]),
        ("1. Một\n2.", [(2, 1, "sau “2.” chưa có nội dung")]),
        ("1.Một\n  2. Hai", [(1, 3, "thiếu dấu cách sau “1.”")]),
        ("-Sở Nội vụ", [(1, 2, "thiếu dấu cách sau “-”")]),
        ("Các cơ quan[^1] báo cáo.", [(1, 12, "chú thích [^1] không có nội dung (thêm dòng: [^1]: nội dung)")]),
        ("Các cơ quan[^1 báo cáo.", [(1, 12, "chú thích mở mà không đóng")]),
        ("A[^1] b[^1]\n[^1]: n", [(1, 8, "[^1] được gọi hai lần")]),
        ("A[^1]\n[^1]: n\n[^1]: m", [(3, 1, "[^1] định nghĩa hai lần")]),
        ("A\n[^1]: n", [(2, 1, "[^1] không được gọi ở đâu")]),
        ("A[^1]\n[^1]: n[^2]", [(2, 8, "chú thích nằm trong chú thích")]),
        ("A[^1]\n[^1]:", [(2, 6, "chưa có chữ nào ở đây")]),
        ("Theo [[30/2020/NĐ-CP, ban hành", [(1, 6, "dẫn chiếu mở mà không đóng")]),
        ("Trước **ngày 15 và *tháng 6.", [(1, 7, "dấu ** mở mà không đóng"), (1, 20, "dấu * mở mà không đóng")]),
        ("**\\ **", [(1, 1, "chưa có chữ nào ở đây")]),
        ("| a | b |", [(1, 1, "dòng gạch phân cách")]),
        ("| a | b |\n|---|---|", [(2, 1, "bảng chưa có hàng nội dung nào")]),
        ("| a | b |\n|---|---|\n| 1 |", [(3, 1, "có 1 ô, các hàng khác có 2 ô")]),
        ("| a | b |\n|---|---|\n  | 1 | 2", [(3, 10, "không kết thúc bằng dấu |")]),
        ("| a |\n|---|\n|", [(3, 2, "không kết thúc bằng dấu |")]),
        ("| a | b |\n|---|---|\n| << | 2 |", [(3, 1, "không thể gộp sang trái")]),
        ("| a | b |\n|---|---|\n| 1 | ^^ |", [(3, 1, "không thể gộp lên trên")]),
        ("| a |\n|" + "-" * 10_001 + "|\n| 1 |", [(2, 2, "quá dài")]),
        ("| a | **b |\n|---|---|\n| 1 | [^x] |", [(1, 7, "dấu ** mở"), (3, 7, "[^x] không có nội dung")]),
        (":::", [(1, 1, "dòng ::: đóng mà chưa mở")]),
        ("A\n::: phụ lục B\nC", [(2, 1, "mở mà không đóng")]),
        ("A\n::: phụ lục B\nC\n::: phụ lục D\nE\n:::", [(2, 1, "mở mà không đóng")]),
        ("A\n::: phụ lục\nC\n:::", [(2, 1, "tiêu đề phụ lục: để trống")]),
        ("A\n::: phụ lục B\n:::", [(2, 1, "nội dung: để trống")]),
        ("A\n::: phu luc B\nC\n:::", [(2, 1, "không hiểu dòng “::: phu luc B”")]),
        ("A\n::: phụ lục B\nC\n:::\nD\nE", [(5, 1, "nội dung đứng sau phụ lục")]),
        ("A\n::: kèm theo quy-che B\nC\n:::", [(2, 1, "chỉ quyết định mới ban hành văn bản kèm theo")]),
        ("A\n::: phụ lục B\n1. C\n3. D\n:::", [(4, 1, "“3.”, lẽ ra là “2.”")]),
        ("A\x07b\n\tC\x0b", [(1, 2, "ký tự điều khiển U+0007"), (2, 3, "ký tự điều khiển U+000B")]),
        ("Caùc cô quan göûi baùo caùo veà Sôû Noäi vuï tröôùc ngaøy 15/5.", [(1, 1, "bảng mã VNI")]),
    ],
)  # fmt: skip
def test_a_mistake_in_the_body(body: str, expected: list[tuple[int, int, str]]) -> None:
    problems = _body_problems(body)
    assert [problem[:2] for problem in problems] == [problem[:2] for problem in expected]
    for (_, _, said), (_, _, words) in zip(problems, expected, strict=True):
        assert words in said


def test_an_attachment_of_an_unknown_type_is_reported_at_its_fence() -> None:
    problems = _body_problems("A\n::: kèm theo quy_che B\nC\n:::")
    assert [(line, column) for line, column, _ in problems] == [(2, 1)]
    assert "không có loại văn bản “quy_che”" in problems[0][2]


def test_every_mistake_is_told_at_once() -> None:
    head = (
        "document_type: cong-van",
        "organ: khong-co",
        "subject: Về việc: họp",
        "signature: {position: PHÓ GIÁM ĐỐC}",
        "recipients: [A, B",
        _DATE,
        "urgency: nhanh",
        "urgency: chậm",
    )
    problems = find_problems(make_draft("1. Một **đậm\n3. Ba[^1]\n| a |\n\x07", head=head))
    assert [problem[:2] for problem in problems] == [
        (2, 1),
        (2, 1),
        (3, 8),
        (4, 17),
        (5, 12),
        (6, 13),
        (7, 20),
        (8, 10),
        (9, 1),
        (11, 8),
        (12, 1),
        (12, 6),
        (13, 1),
        (14, 1),
    ]
    assert {said.partition(":")[0] for _, _, said in problems[:2]} == {"addressees", "drafting_unit"}


def test_an_anchor_set_twice_is_refused_twice() -> None:
    problems = find_problems(make_draft(more=("place: &a Hà Nam", "contact: &a x")))
    assert [problem[:2] for problem in problems] == [(6, 8), (7, 10)]


def test_a_misspelt_field_is_not_reported_as_missing_too() -> None:
    head = ("document_type: cong-van", *HEAD[1:], "drafting_unit: NC", "kinh_gui: [A]")
    assert [said for _, _, said in find_problems(make_draft(head=head))] == [
        "kinh_gui: không có trường tên này (có phải là addressees?)"
    ]


def test_columns_count_characters_of_the_line_as_typed() -> None:
    body = "\t  1. Vie\u0323\u0302t\u00a0Nam[^1]"
    assert [problem[:2] for problem in _body_problems(body)] == [(1, 15)]


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028"])
def test_every_kind_of_line_end_counts_as_one_line(newline: str) -> None:
    text = make_draft("1. Một\n3. Ba").replace("\n", newline)
    assert [problem[:2] for problem in find_problems(text)] == [(FIRST_BODY_LINE + 1, 1)]


def test_a_byte_order_mark_and_empty_lines_above_do_no_harm() -> None:
    assert find_problems("\ufeff" + make_draft()) == []
    assert find_problems("\n \n" + make_draft()) == []
    assert [problem[:2] for problem in find_problems("\n" + make_draft(more=(_DATE,)))] == [(7, 20)]


def test_a_folded_or_literal_value_is_one_line() -> None:
    head = replace_field("subject", ">\n  Kế hoạch\n  công tác")
    assert parse_draft(make_draft(head=head), {}).subject == "Kế hoạch công tác"
    assert find_problems(make_draft(head=replace_field("subject", "|\n  Kế hoạch\n  công tác")))[0][:2] == (4, 10)


@pytest.mark.slow
def test_twenty_thousand_mistakes_are_counted_and_only_some_printed() -> None:
    with pytest.raises(DraftError) as caught:
        parse_draft(make_draft("Một **hai\n" * 20_000), {}, source="a.vb.txt")
    assert len(caught.value.problems) == 20_000
    printed = str(caught.value).split("\n")
    assert len(printed) == MAX_SHOWN + 1
    assert printed[0].startswith(f"a.vb.txt:{FIRST_BODY_LINE}:5: dấu ** mở mà không đóng")
    assert printed[-1].startswith(f"… và {20_000 - MAX_SHOWN} lỗi nữa")


def test_what_is_quoted_in_a_message_stays_short_and_printable() -> None:
    problems = find_problems(make_draft(head=replace_field("organ", "x" * 100_000)))
    assert len(problems[0][2]) < 300
