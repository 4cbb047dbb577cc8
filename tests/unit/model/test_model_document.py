"""A document as a whole: what each type asks for, what is derived, dates, numbers, signatures."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from docgen.model import (
    DOCUMENT_TYPES,
    Addressing,
    Document,
    NumberedDocument,
    Organ,
    Regime,
    Signature,
    appendix_label,
    collect_references,
    explain_validation_error,
    find_document_type,
)

_ORGAN = Organ(
    name="Ủy ban nhân dân tỉnh Hà Nam", abbreviation="UBND", place="Hà Nam", regime=Regime.COLLECTIVE,
    head_position="CHỦ TỊCH", recipients=("Các sở",),
)  # fmt: skip
_ARTICLE = {"kind": "division", "level": "article", "number": "1", "content": "x"}


def _fields(slug: str = "ke-hoach", **changes: Any) -> dict[str, Any]:
    """Return the fields of a right document of a type."""
    kind = DOCUMENT_TYPES[slug]
    fields: dict[str, Any] = {
        "document_type": slug,
        "organ": _ORGAN,
        "subject": "x",
        "signature": {"position": "CHỦ TỊCH"},
        "body": [_ARTICLE if kind.has_articles else {"kind": "paragraph", "content": "x"}],
        "addressees": ["A"] if kind.addressing is Addressing.REQUIRED else [],
        "legal_bases": ["Căn cứ A"] if kind.has_legal_bases else [],
        "second_signature": {"position": "THƯ KÝ"} if kind.has_second_signer else None,
        "drafting_unit": "" if kind.abbreviation else "NC",
    }
    return fields | changes


def _problems(made: type[Document] = Document, **fields: Any) -> list[tuple[tuple[int | str, ...], str]]:
    with pytest.raises(ValidationError) as caught:
        made.model_validate(fields)
    return [(problem.path, problem.message) for problem in explain_validation_error(caught.value)]


def test_there_are_the_29_types_of_article_7() -> None:
    assert len(DOCUMENT_TYPES) == 29
    assert find_document_type("ke-hoach") is DOCUMENT_TYPES["ke-hoach"]
    assert find_document_type("KH") is None


@pytest.mark.parametrize("slug", DOCUMENT_TYPES)
def test_every_type_takes_what_it_asks_for_and_nothing_less(slug: str) -> None:
    document = Document(**_fields(slug))
    assert document.type.slug == slug
    for name, empty in (("addressees", []), ("legal_bases", []), ("second_signature", None), ("drafting_unit", "")):
        if _fields(slug)[name]:
            assert [path for path, _ in _problems(**_fields(slug, **{name: empty}))] == [(name,)]


def test_everything_that_contradicts_is_told_at_once() -> None:
    found = _problems(
        **_fields(
            subject="",
            addressees=["A"],
            second_signature={"position": "THƯ KÝ"},
            organ=_ORGAN.model_copy(update={"regime": Regime.HEAD}),
            signature={"competence": "TM. A", "position": "CHỦ TỊCH", "full_name": "TS. Vũ Khôi"},
            attachments=[{"document_type": "quy-che", "subject": "x", "body": [_ARTICLE]}],
        )
    )
    assert [path[0] for path, _ in found] == [
        "subject", "addressees", "second_signature", "attachments", "signature", "signature",
    ]  # fmt: skip


def test_an_unknown_type_is_the_only_finding() -> None:
    assert _problems(**_fields() | {"document_type": "x", "subject": ""}) == [
        (("document_type",), "không có loại văn bản “x”")
    ]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (None, None),
        ("2023", "2023"),
        (2023, "2023"),
        ("tháng 9/2023", "2023-09"),
        ("15/9/2023", "2023-09-15"),
        (datetime.date(2023, 9, 5), "2023-09-05"),
    ],
)
def test_dates_may_be_known_in_part_and_are_text_in_json(given: object, kept: str | None) -> None:
    document = Document(**_fields(promulgation_date=given))
    assert document.model_dump(mode="json")["promulgation_date"] == kept
    assert Document(**_fields(promulgation_date=kept)) == document


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("31/02/2024", "không có ngày 31 tháng 2"),
        ("ngày 15/9", "thiếu năm"),
        ("mai", "không đọc được"),
        ("9" * 1000, "không phải là ngày"),
        ({"year": 2023, "month": 13}, "không phải là ngày"),
        (datetime.date(1800, 1, 1), "năm 1800 nằm ngoài"),
        (1.5, "không phải là ngày"),
    ],
)
def test_what_is_no_date(given: object, said: str) -> None:
    (path, message), *more = _problems(**_fields(promulgation_date=given))
    assert (path, more) == (("promulgation_date",), [])
    assert said in message


def test_a_number_needs_a_full_date() -> None:
    draft = Document(**_fields(promulgation_date="2023"))
    assert not isinstance(draft, NumberedDocument)
    numbered = draft.number(5, datetime.date(2023, 9, 15))
    assert isinstance(numbered, NumberedDocument)
    assert numbered.code == "05/KH-UBND"
    assert numbered.body == draft.body
    found = _problems(NumberedDocument, **_fields(code_number=5, promulgation_date="2023", subject=""))
    assert [path for path, _ in found] == [("subject",), ("promulgation_date",)]
    assert _problems(NumberedDocument, **_fields(code_number=0, promulgation_date="2023-09-15"))[0][1] == (
        "phải từ 1 trở lên"
    )


def test_what_is_derived() -> None:
    plan = Document(**_fields(drafting_unit="TH"))
    assert (plan.notation, plan.issuing_place) == ("KH-UBND", "Hà Nam")
    assert plan.issuing_authority == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ NAM"
    assert plan.all_recipients == ("Các sở", "Lưu: VT, TH")
    letter = Document(**_fields("cong-van", signature={"competence": "TM. UBND", "position": "CHỦ TỊCH"}))
    assert letter.notation == "UBND-NC"
    assert letter.issuing_authority == "ỦY BAN NHÂN DÂN TỈNH HÀ NAM"
    assert letter.all_recipients[0] == "Như trên"
    decision = Document(**_fields("quyet-dinh", recipients=["Như Điều 9", "Lưu: X"]))
    assert decision.all_recipients == ("Như Điều 9", "Lưu: X")
    assert Document(**_fields("quyet-dinh")).all_recipients[0] == "Như Điều 1"


def test_references_of_all_parts_in_reading_order() -> None:
    note = {"kind": "footnote", "content": [{"kind": "reference", "id": "b"}]}
    body = [{"kind": "paragraph", "content": [{"kind": "reference", "id": "a"}, note]}]
    table = [
        {"kind": "table", "rows": [[{"paragraphs": ["x"]}], [{"paragraphs": [[{"kind": "reference", "id": "c"}]]}]]}
    ]
    document = Document(**_fields(body=body, appendices=[{"title": "A", "body": table}]))
    assert collect_references(document) == ("a", "b", "c")


def test_labels_of_appendices() -> None:
    assert appendix_label(1, 1) == "Phụ lục"
    assert appendix_label(2, 3) == "Phụ lục II"


@pytest.mark.parametrize(
    ("given", "kept"),
    [("TM.ủy ban nhân dân", "TM. ỦY BAN NHÂN DÂN"), ("kt.   CHỦ TỊCH", "KT. CHỦ TỊCH"), ("Q. GIÁM ĐỐC", "Q. GIÁM ĐỐC")],
)
def test_lines_of_authority(given: str, kept: str) -> None:
    assert Signature(competence=given, position="X").competence == (kept,)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "thiếu chức vụ"),
        ({"competence": ["TM. UBND"]}, "thiếu chức vụ"),
        ({"competence": ["THAY MẶT UBND"], "position": "X"}, "không bắt đầu bằng TM., KT."),
        ({"position": "PHÓ CHỦ TỊCH"}, "phải ký thay (KT.)"),
        ({"position": "Phó Chủ tịch", "competence": ["TM. UBND"]}, "phải ký thay (KT.)"),
        ({"position": "x" * 101}, "dài quá 100 ký tự"),
    ],
)
def test_signatures_that_are_refused(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Signature.model_validate(fields)
    assert said in explain_validation_error(caught.value)[0].message


@pytest.mark.parametrize(
    ("name", "has_title"),
    [("TS. Vũ Khôi", True), ("PGS.TS Vũ Khôi", True), ("Bà Lê Thị Bông", True), ("Bạch Thị Sĩ", False), ("", False)],
)
def test_academic_titles_before_a_name(name: str, has_title: bool) -> None:
    assert Signature(position="X", full_name=name).has_academic_title is has_title


def test_an_acting_head_needs_no_position() -> None:
    assert Signature(competence=("Q. GIÁM ĐỐC",)).lines == ("Q. GIÁM ĐỐC",)


def test_heading_of_an_organ() -> None:
    assert _ORGAN.heading_lines == ("ỦY BAN NHÂN DÂN TỈNH HÀ NAM",)
    assert _ORGAN.model_copy(update={"heading": ("Ủy ban nhân dân", "tỉnh Hà Nam")}).heading_lines[1] == "TỈNH HÀ NAM"
