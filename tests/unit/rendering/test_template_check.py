"""Templates that clerks broke in Word: every fault is found, with its place, before a document needs the template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clerk_templates import ClerkTemplate, paragraph, table

from docgen.errors import TemplateError
from docgen.rendering import Renderer, TemplateFolder
from docgen.rendering.faults import Fault, Severity
from docgen.rendering.template_check import read_template
from tests.unit.rendering.rendered import LEGAL_REFS, TEMPLATES, Rendered, read_starter
from tests.unit.rendering.test_rendering_decree import add_appendices, change

PLAN = read_starter("ke-hoach")
KINDS = sorted(path.parent.name for path in TEMPLATES.glob("*/template.docx"))


@pytest.fixture
def clerk(tmp_path: Path) -> ClerkTemplate:
    return ClerkTemplate(tmp_path / "mau")


def find_faults(clerk: ClerkTemplate) -> list[Fault]:
    return [fault for fault in read_template(clerk.path).faults if fault.severity is not Severity.INFO]


def render(clerk: ClerkTemplate, **changes: object) -> Rendered:
    document = change(PLAN, **changes)
    return Rendered(Renderer(TemplateFolder(clerk.folder), LEGAL_REFS).render(document))


@pytest.mark.parametrize("kind", KINDS)
def test_shipped_templates_have_no_fault_and_print_everything(kind: str) -> None:
    assert read_template(TEMPLATES / kind / "template.docx").faults == ()


BROKEN = [
    # the runs of a paragraph as Word cuts them; code; what the message names
    (("{{ sub", "ject"), "not-closed", "{{ subject"),
    (("{{ subject ", "}"), "not-closed", "{{ subject }"),
    (("subject }}",), "not-closed", "subject }}"),
    (("{ { subject } }",), "torn-brackets", "{ { subject } }"),
    (("{subject}",), "one-brace", "{subject}"),
    (("{{ subject }}", "}"), "extra-brace", "}}}"),
    (("{", "{{ subject }}"), "extra-brace", "{{{"),
    (("[[ sub", "ject ]]"), "look-alike", "[[ subject ]]"),
    (("«subject»",), "look-alike", "«subject»"),
    (("｛｛ subject ｝｝",), "look-alike", "subject"),
    (("{{ (subject }}",), "syntax", "cần “)” nhưng gặp “}”"),
    (("{{ subject contact }}",), "syntax", "cần “hết thẻ” nhưng gặp “contact”"),
    (("{{ 'subject }}",), "syntax", "dấu nháy mở mà không đóng"),
    (("{{ subject) }}",), "syntax", "thừa “)”"),
    (("{{ 1 / 0 }}",), "forbidden", "phép chia"),
    (("{{ " + "(" * 3000 + "subject" + ")" * 3000 + " }}",), "syntax", "lồng quá nhiều tầng"),
    (("{{ sub", "jct }}"), "unknown-field", "subjct"),
    (("{{ Subject }}",), "unknown-field", "Subject"),
    (("{{ subject.ten }}",), "unknown-field", "subject.ten"),
    (("{{ trích yếu }}",), "syntax", "thẻ trong mẫu viết sai"),
    (("{{ }}",), "syntax", "thẻ trong mẫu viết sai"),
    (("{%p fro line in recipients %}",), "unknown-tag", "fro"),
    (("{%pfor line in recipients %}",), "unknown-tag", "pfor"),
    (("{% p for line in recipients %}",), "unknown-tag", "{% p for"),
    (("{%p for line in ", "recipients %}"), "not-ended", "for"),
    (("{%p endif %}",), "not-opened", "endif"),
    (("{%p else %}",), "not-opened", "else"),
    (("{% if subject %}a{% else if ", "contact %}b{% endif %}"), "syntax", "sau “else” còn chữ “if contact”"),
    (("{% if subject %}a{% endif subject %}",), "syntax", "sau “endif” còn chữ “subject”"),
    (("{% if subject %}a{% else %}b{% else %}c{% endif %}",), "not-opened", "“else” đứng sau “else”"),
    (("{% if subject %}a{% else %}b{% elif contact %}c{% endif %}",), "not-opened", "“elif” đứng sau “else”"),
    (("{%p for c in subject %}",), "wrong-kind", "subject"),
    (("{{ ", "recipients }}"), "wrong-kind", "recipients"),
    (("{{ body }}",), "wrong-kind", "body"),
    (("{{ body ~ subject }}",), "wrong-kind", "“body” là khối, không ghép"),
    (("{{ body[0] }}",), "wrong-kind", "“body” là khối"),
    (("{{ body[:9] }}",), "wrong-kind", "“body” là khối"),
    (("{{p body | upper }}",), "wrong-kind", "“body” là khối"),
    (("{{ 'Gửi ' ~ recipients }}",), "wrong-kind", "“recipients” là danh sách chữ"),
    (("{{p subject }}",), "wrong-kind", "subject"),
    (("{{ urgency }}",), "wrong-kind", "urgency"),
    (("{{r subject }}",), "wrong-kind", "{{r"),
    (("Nội dung {{p body }}",), "text-lost", "Nội dung"),
    (("{%tr for line in recipients %}",), "not-in-table", "{%tr"),
    (("{{ subject –", " 1 }}"), "odd-dash", "gạch dài"),
    (("{{\u200b subject }}",), "invisible-character", "không thấy được"),
    (("{%p\u00a0if contact %}",), "odd-space", "khoảng trắng"),
    (("{{ subject if subject != “x” else “y” }}",), "curly-quote", "nháy cong"),
    (("{{ ''.__class__ }}",), "forbidden", "__class__"),
    (("{{ ''['__class__'] }}",), "forbidden", "__class__"),
    (("{{ subject | safe }}",), "forbidden", "safe"),
    (("{{ subject * 1000000000 }}",), "forbidden", "phép nhân"),
    (("{{ 10 ** 10 ** 10 }}",), "forbidden", "lũy thừa"),
    (("{{ '%999999999d' % 1 }}",), "forbidden", "%"),
    (("{{ subject.center(1000000000) }}",), "forbidden", "center"),
    (("{{ subject | center(1000000000) }}",), "forbidden", "center"),
    (("{% set x = subject ~ subject %}",), "forbidden", "set"),
    (("{% macro f() %}",), "forbidden", "macro"),
    (("{% include 'x' %}",), "forbidden", "include"),
]


@pytest.mark.parametrize(("runs", "code", "names"), BROKEN, ids=lambda value: str(value)[:40])
def test_each_fault_is_found_at_its_place(clerk: ClerkTemplate, runs: tuple[str, ...], code: str, names: str) -> None:
    clerk.insert(paragraph("Đoạn lành") + paragraph(*runs))
    fault = next(fault for fault in find_faults(clerk) if fault.code == code)
    assert str(fault.place) == "đoạn 3"
    assert names in fault.message
    assert fault.hint or code == "forbidden"


@pytest.mark.parametrize(("runs", "code", "names"), BROKEN[::6], ids=lambda value: str(value)[:40])
def test_what_would_spoil_a_document_is_refused_when_rendering_too(
    clerk: ClerkTemplate, runs: tuple[str, ...], code: str, names: str
) -> None:
    clerk.insert(paragraph(*runs))
    with pytest.raises(TemplateError, match="đoạn 2"):
        render(clerk)


def test_quotes_that_docxtpl_sets_straight_do_not_stop_rendering(clerk: ClerkTemplate) -> None:
    clerk.insert(paragraph("{{ subject if subject != “x” else “y” }}"))
    assert render(clerk).text.count(PLAN.subject) == 2


def test_all_faults_come_at_once_each_with_its_cell_or_part(clerk: ClerkTemplate) -> None:
    clerk.insert(table(paragraph("{{ subjct }}"), paragraph("x") + paragraph("{{ bodi }}")) + paragraph("{{ organ }}"))
    clerk.rewrite("word/header2.xml", lambda xml: xml.replace("{{p circulation_mark }}", "{{p circulation_marc }}"))
    found = {str(fault.place): fault.message for fault in find_faults(clerk)}
    assert found == {
        "bảng 2, hàng 1, ô 1": "không có trường “subjct”",
        "bảng 2, hàng 1, ô 2, đoạn 2": "không có trường “bodi”",
        "đoạn 2": "không có trường “organ”",
        "đầu trang 2 (word/header2.xml), đoạn 2": "không có trường “circulation_marc”",
    }


def test_a_loop_without_its_p_leaves_blank_paragraphs(clerk: ClerkTemplate) -> None:
    loop = paragraph("{% for ", "line in recipients %}") + paragraph("{{ line }}") + paragraph("{% endfor %}")
    clerk.insert(loop)
    assert [(fault.code, str(fault.place), fault.severity) for fault in find_faults(clerk)] == [
        ("no-p", "đoạn 2", Severity.WARNING),
        ("no-p", "đoạn 4", Severity.WARNING),
    ]
    clerk.rewrite(
        "word/document.xml", lambda xml: xml.replace("{% for ", "{%p for ").replace("{% endfor", "{%p endfor")
    )
    assert find_faults(clerk) == []


def test_a_loop_within_one_paragraph_needs_no_p(clerk: ClerkTemplate) -> None:
    clerk.insert(paragraph("Gửi {% for line in recipients %}{{ loop.index }}) {{ line }} {% endfor %}"))
    assert find_faults(clerk) == []
    assert "Gửi 1) " in render(clerk).text


def test_a_pair_that_crosses_a_cell_is_named(clerk: ClerkTemplate) -> None:
    clerk.insert(table(paragraph("{%p if contact %}") + paragraph("x"), paragraph("{%p endif %}") + paragraph("y")))
    (fault,) = find_faults(clerk)
    assert fault.code == "unlike-pair"
    assert str(fault.place) == "bảng 2, hàng 1, ô 2, đoạn 1"


def test_fields_are_listed_through_loops_with_kind_and_place() -> None:
    uses = {use.path: use for use in read_template(TEMPLATES / "quyet-dinh-ban-hanh" / "template.docx").fields}
    kinds = {path: use.kind.value for path, use in uses.items()}
    assert kinds["recipients"] == "danh sách chữ"
    assert kinds["recipients[]"] == "chữ"
    assert kinds["appendices[].body"] == "khối"
    assert kinds["attachments[].type_name"] == "chữ"
    assert kinds["urgency"] == "có/không"
    assert [str(place) for place in uses["place_and_date"].places] == ["bảng 1, hàng 2, ô 2"]
    assert "loop" not in kinds


def test_data_that_no_tag_prints_is_said_without_being_a_fault(clerk: ClerkTemplate) -> None:
    clerk.rewrite("word/document.xml", lambda xml: xml.replace("{{ place_and_date }}", ""))
    report = read_template(clerk.path)
    assert [(fault.code, fault.severity) for fault in report.faults] == [("unused-data", Severity.INFO)]
    assert "place_and_date" in report.faults[0].message
    assert report.is_usable


def test_a_template_without_a_place_for_the_body_cannot_be_used(clerk: ClerkTemplate) -> None:
    clerk.rewrite("word/document.xml", lambda xml: xml.replace("{{p body }}", ""))
    assert [(fault.code, fault.severity) for fault in find_faults(clerk)] == [("unused-data", Severity.ERROR)]


def test_conditions_within_hundreds_of_others_are_told(clerk: ClerkTemplate) -> None:
    clerk.insert(paragraph("{%p if subject %}") * 300 + paragraph("{%p endif %}") * 300)
    assert [(fault.code, fault.message) for fault in find_faults(clerk)] == [
        ("not-loaded", "các thẻ của mẫu lồng quá nhiều tầng")
    ]


def test_loops_within_more_loops_than_python_nests_are_told(clerk: ClerkTemplate) -> None:
    clerk.insert(paragraph("{% for a in recipients %}" * 25 + "{% endfor %}" * 25))
    assert [(fault.code, fault.message) for fault in find_faults(clerk)] == [
        ("not-loaded", "các thẻ của mẫu lồng quá nhiều tầng")
    ]


@pytest.mark.parametrize(
    ("part", "before", "after", "said"),
    [
        ("word/settings.xml", "</w:settings>", "", "phần word/settings.xml hỏng: XML sai ở dòng"),
        ("word/_rels/document.xml.rels", "</Relationships>", "", "phần word/_rels/document.xml.rels hỏng"),
        ("word/settings.xml", "<w:settings", "<!DOCTYPE a []><w:settings", "word/settings.xml có khai báo DTD"),
        ("word/document.xml", "<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><w:document', "có khai báo DTD"),
        ("[Content_Types].xml", ".document.main+xml", ".template.main+xml", "tệp là mẫu .dotx"),
    ],
)
def test_a_part_that_would_spoil_every_document_is_told(
    clerk: ClerkTemplate, part: str, before: str, after: str, said: str
) -> None:
    clerk.rewrite(part, lambda xml: xml.replace(before, after, 1))
    with pytest.raises(TemplateError, match=re.escape(said)):
        read_template(clerk.path)


def test_the_type_of_the_document_may_be_that_of_all_xml(clerk: ClerkTemplate) -> None:
    """As the Open XML SDK writes it: "xml" is the document, and every other part is named."""

    def move(xml: str) -> str:
        own = re.search(r'<Override PartName="/word/document.xml" ContentType="([^"]*)"/>', xml)
        assert own
        default = f'<Default Extension="xml" ContentType="{own[1]}"/>'
        return re.sub(r'<Default Extension="xml"[^>]*/>', default, xml).replace(own[0], "")

    clerk.rewrite("[Content_Types].xml", move)
    assert find_faults(clerk) == []


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04rubbish"])
def test_what_is_not_a_word_file_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(content)
    with pytest.raises(TemplateError, match="Word"):
        read_template(path)
    with pytest.raises(TemplateError, match="không mở được"):
        read_template(tmp_path / "khong-co.docx")


def test_errors_while_rendering_name_the_paragraph_and_the_tag(clerk: ClerkTemplate) -> None:
    clerk.insert(paragraph("x") + table(paragraph("{{ subject }}"), paragraph("{{ appendices[0]", ".title }}")))
    with pytest.raises(TemplateError) as caught:
        render(clerk)
    assert "bảng 2, hàng 1, ô 2: {{ appendices[0].title }}" in caught.value.where
    assert "không có trường" in caught.value.message


def test_columns_that_come_and_go_are_left_to_docxtpl(clerk: ClerkTemplate) -> None:
    clerk.insert(
        table(paragraph("{%tc for line in recipients %}"), paragraph("{{ line }}"), paragraph("{%tc endfor %}"))
        + paragraph("hết bảng")
    )
    assert find_faults(clerk) == []
    recipients = ("Một", "Hai", "Ba <&>", "Bốn", "Lưu: VT")
    rendered = render(clerk, recipients=recipients)
    drawn = next(t for t in rendered.body.iter("{*}tbl") if "Ba <&>;" in "".join(t.itertext()))
    row = drawn.find("{*}tr")
    assert len(row.findall("{*}tc")) == len(drawn.findall("{*}tblGrid/{*}gridCol")) == len(recipients)
    assert sum(int(column.get(f"{column.tag[:-7]}w")) for column in drawn.iterfind("{*}tblGrid/{*}gridCol")) <= 6000


def test_loops_within_loops_are_counted(clerk: ClerkTemplate) -> None:
    inner = "{% for a in recipients %}" * 5 + "{% endfor %}" * 5
    clerk.insert(paragraph("Gửi" + inner))
    many = tuple(f"Nơi {index}" for index in range(40))
    with pytest.raises(TemplateError, match="vòng lặp lồng nhau") as caught:
        render(clerk, recipients=many)
    assert "đoạn 2" in caught.value.where


@pytest.mark.slow
def test_a_gigabyte_is_stopped_before_it_is_made(clerk: ClerkTemplate) -> None:
    clerk.insert(paragraph("{%p for a in recipients %}") + paragraph("{{p body }}") + paragraph("{%p endfor %}"))
    body = ({"kind": "paragraph", "content": "chữ " * 50_000},)
    many = tuple(f"Nơi {index}" for index in range(2000))
    with pytest.raises(TemplateError, match="dài quá 200 triệu ký tự"):
        render(clerk, recipients=many, body=body)


def test_tags_in_a_footnote_of_the_template_are_filled_in(clerk: ClerkTemplate) -> None:
    note = f'<w:footnote w:id="7">{paragraph("{{ sub", "ject }}")}</w:footnote></w:footnotes>'
    clerk.rewrite("word/footnotes.xml", lambda xml: xml.replace("</w:footnotes>", note))
    assert find_faults(clerk) == []
    assert render(clerk).footnotes() == [PLAN.subject]


def test_appendix_fields_are_known_by_their_loop(clerk: ClerkTemplate) -> None:
    clerk.rewrite("word/document.xml", lambda xml: xml.replace("part.title", "part.subject"))
    (fault,) = find_faults(clerk)
    assert "appendices[].subject" in fault.message
    with pytest.raises(TemplateError, match="subject"):
        Renderer(TemplateFolder(clerk.folder), LEGAL_REFS).render(add_appendices(PLAN, 1))
