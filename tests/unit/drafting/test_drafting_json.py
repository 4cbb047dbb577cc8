"""Documents as JSON: mistakes at any depth, and the schema."""

from __future__ import annotations

import json
from typing import Any

import pytest
from draft_texts import find_json_problems, make_draft

from docgen.drafting import build_json_schema, parse_document_json, parse_draft
from docgen.model import Organ


def _data(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(parse_draft(make_draft(), {}).model_dump_json())
    return data | changes


def test_the_organ_may_be_a_key_and_text_may_be_plain() -> None:
    organ = Organ(name="Sở Nội vụ", abbreviation="SNV", place="Hà Nam")
    data = _data(organ="snv", recipients="UBND tỉnh", body=[{"kind": "paragraph", "content": "Đoạn."}])
    document = parse_document_json(json.dumps(data), {"snv": organ})
    assert document.organ == organ
    assert document.recipients == ("UBND tỉnh",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1: không đúng cú pháp JSON"),
        ('{"a": 1,', "1:9: không đúng cú pháp JSON"),
        ("[]", "JSON phải là một đối tượng"),
        ("[" * 100_000, "JSON lồng quá sâu"),
        ('{"code_number": ' + "9" * 5000 + "}", "JSON có số quá dài"),
    ],
)
def test_what_is_no_json_object(text: str, said: str) -> None:
    problems = find_json_problems(text)
    assert len(problems) == 1
    assert said in problems[0]


@pytest.mark.parametrize("depth", [50, 300, 900, 990, 5000])
def test_deep_nesting_is_refused(depth: int) -> None:
    """Whatever recursion limit the program runs under: checking the values would overflow the native stack."""
    block = '{"kind": "division", "level": "dash", "content": "x", "children": ['
    text = json.dumps(_data(body="@")).replace('"@"', f"[{block * depth}{']}' * depth}]")
    assert any("sâu" in problem for problem in find_json_problems(text))


def test_wrong_kinds_at_depth_are_all_told_with_their_path() -> None:
    body = [
        {
            "kind": "division",
            "level": "clause",
            "number": "1",
            "content": [{"kind": "run", "text": 5}],
            "children": [{"kind": "x"}, {"kind": "table", "rows": [[{"paragraphs": "abc"}]], "widths": 5}],
        },
        "abc",
        {"kind": "paragraph"},
    ]
    problems = find_json_problems(json.dumps(_data(body=body, place={}, promulgation_date={"year": 2023, "month": 13})))
    assert sorted(problem.partition(": ")[0] for problem in problems) == [
        "body, mục 1, children, mục 1",
        "body, mục 1, children, mục 2, rows, mục 1, mục 1, paragraphs",
        "body, mục 1, children, mục 2, widths",
        "body, mục 1, content, mục 1, text",
        "body, mục 2",
        "body, mục 3, content",
        "place",
        "promulgation_date",
    ]
    assert "body, mục 3, content: thiếu trường bắt buộc “chữ của đoạn” (thêm content: …)" in problems


def test_every_number_out_of_order_is_told() -> None:
    body = [{"kind": "division", "level": "clause", "number": str(n), "content": "x"} for n in (2, 4, 4)]
    problems = find_json_problems(json.dumps(_data(body=body)))
    assert [problem.partition(", lẽ ra")[0] for problem in problems] == [
        "body: khối thứ 1: số thứ tự nhảy cấp hoặc lặp: “2.”",
        "body: khối thứ 2: số thứ tự nhảy cấp hoặc lặp: “4.”",
        "body: khối thứ 3: số thứ tự nhảy cấp hoặc lặp: “4.”",
    ]


def test_a_field_given_twice_or_with_a_broken_name() -> None:
    text = json.dumps(_data()).removesuffix("}")
    assert find_json_problems(f'{text}, "subject": "y"}}') == ["trường “subject” ghi hai lần (bỏ một lần)"]
    assert find_json_problems(f'{text}, "\\ud800": 1}}') == ["tên trường “?” có ký tự điều khiển (gõ lại tên)"]


def test_an_old_font_is_found_behind_escapes() -> None:
    text = json.dumps(_data(place="Caùc cô quan göûi baùo caùo veà Sôû Noäi vuï"), ensure_ascii=True)
    assert [problem.partition(":")[0] for problem in find_json_problems(text)] == ["chữ gõ bằng bảng mã VNI"]


def test_the_schema_has_every_field_with_its_vietnamese_meaning() -> None:
    schema = build_json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["required"]) == {"document_type", "organ", "signature", "body"}
    assert all(field["description"] for field in schema["properties"].values())
    assert schema["properties"]["promulgation_date"]["anyOf"] == [{"type": "string"}, {"type": "null"}]
    assert {"type": "string", "description": "khóa trong tệp cơ quan"} in schema["properties"]["organ"]["anyOf"]
    assert set(schema["properties"]) == set(_data()) | {"code_number"}
