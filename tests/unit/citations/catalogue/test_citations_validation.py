"""Validation: every fault of a catalogue at its line, all at once; ours has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.citations.catalogue.validation import validate_catalogue
from docgen.errors import LegalRefError
from docgen.settings import find_data_folder

_BROKEN = """stray = 1
[[document]]
id = "vn/nghi-dinh/chinh-phu/2020-03-05/30-2020-nd-cp"
type = "Thông tư"
symbol = "30/2020/NĐ-CP"
issuer = "Bộ Nội vụ"
date = 2020-03-06
effective_from = 2020-03-05
effective_to = 2019-01-01
source = "a"
checked_on = 2026-11-20

[[document]]
id = "vn/nghi-dinh/chinh-phu/2020-03-05/30-2020-nd-cp"
type = "Nghị định"
symbol = "30/2020/NĐ-CP"
name = "x"
date = "2020-01-01"

[[document]]
id = "abc

[[document]]
id = "vn/nghi-dinh/chinh-phu/2021/1-2021-nd-cp"
type = "Nghị định"
symbol = "1/2021/NĐ-CP"
replaced_by = ["2/2021/NĐ-CP", "1/2021/NĐ-CP"]
source = "x"
checked_on = 2026-01-01

[[document]]
id = "vn/nghi-dinh/chinh-phu/2021/2-2021-nd-cp"
type = "Nghị định"
symbol = "2/2021/NĐ-CP"
replaced_by = ["1/2021/NĐ-CP", "9/2029/NĐ-CP", "chín"]
source = "x"
checked_on = 2026-01-01

[[document]]
id = "2-2021"
type = "Nghị định"
symbol = "hai"
source = "x"
checked_on = 2026-01-01
"""
_FAULTS = (
    (1, "“stray” không thuộc bản ghi nào"),
    (3, "không theo tên loại “Thông tư”"),
    (4, "là của Nghị định, không của Thông tư"),
    (6, "không phải của Bộ Nội vụ"),
    (8, "ngày bắt đầu có hiệu lực (05/3/2020) trước ngày ban hành (06/3/2020)"),
    (9, "ngày hết hiệu lực (01/01/2019) không sau ngày bắt đầu có hiệu lực (05/3/2020)"),
    (9, "ngày hết hiệu lực (01/01/2019) không sau ngày ban hành (06/3/2020)"),
    (13, "thiếu trường source"),
    (13, "thiếu trường checked_on"),
    (14, "đã có ở a.toml:2"),
    (17, "không có trường “name”"),
    (18, "date phải là ngày"),
    (21, "không đúng cú pháp TOML"),
    (27, "nêu chính văn bản này"),
    (27, "thay thế vòng tròn: 1/2021/NĐ-CP → 2/2021/NĐ-CP → 1/2021/NĐ-CP"),
    (35, "“chín” không phải là số, ký hiệu"),
    (40, "mã “2-2021” phải có dạng"),
    (42, "“hai” không phải là số, ký hiệu văn bản"),
)


def _write(folder: Path, text: str) -> Path:
    path = folder / "a.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _record(symbol: str, name: str = "", **fields: str) -> str:
    given = {
        "id": f'"vn/quyet-dinh/{name or "x"}/2020/1"',
        "type": '"Quyết định"',
        "symbol": f'"{symbol}"',
        "source": '"x"',
        "checked_on": "2026-01-01",
    } | fields
    return "[[document]]\n" + "\n".join(f"{key} = {value}" for key, value in given.items()) + "\n"


def test_ours_has_no_fault() -> None:
    count, problems = validate_catalogue([find_data_folder("legal_refs")])
    assert count >= 500
    assert [str(problem) for problem in problems if not problem.is_note] == []


def test_every_fault_of_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = _write(tmp_path, _BROKEN)
    _, problems = validate_catalogue([tmp_path])
    faults = [(problem.line, problem.message) for problem in problems if not problem.is_note]
    for line, said in _FAULTS:
        assert any(line == found and said in message for found, message in faults), (line, said)
    assert len(faults) == len(_FAULTS), faults
    assert {problem.path for problem in problems} == {path}
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)


def test_a_relation_to_what_is_not_there_is_a_note(tmp_path: Path) -> None:
    _write(tmp_path, _record("1/QĐ-TTg", replaced_by='["2/QĐ-TTg"]'))
    _, problems = validate_catalogue([tmp_path])
    assert [(problem.is_note, problem.message) for problem in problems] == [
        (True, "replaced_by: danh mục chưa có 2/QĐ-TTg")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_record("1/QĐ-TTg", "a") + _record("01/QĐ-TTg", "b"), "đã có ở a.toml:1"),
        (_record("1/2021/QĐ-TTg", date="2020-01-01"), "khác năm trong số, ký hiệu"),
        (_record("1/SNV-CCHC"), "không có chữ viết tắt QĐ"),
        (_record("1/2020/NĐ-CP", type='"Luật"', id='"vn/luat/quoc-hoi/2020/1"'), "là của Nghị định, không của Luật"),
        (_record("1/2020/SNV", type='"Luật"', id='"vn/luat/quoc-hoi/2020/1"'), "phải kết thúc bằng QH"),
        (
            _record("1/QĐ-TTg", "a", date="2020-05-05", replaced_by='["2/QĐ-TTg"]')
            + _record("2/QĐ-TTg", "b", date="2019-05-05"),
            "2/QĐ-TTg ban hành ngày 05/5/2019, trước văn bản này",
        ),
        (_record("1/QĐ-TTg", effective_to="2020-01-01", confirmed_on="2021-01-01"), "xác nhận còn hiệu lực"),
        (_record("1/QĐ-TTg", title='"a\\u0007b"'), "có ký tự điều khiển"),
        (_record("1/QĐ-TTg", title='" a"'), "có dấu cách thừa"),
    ],
)
def test_contradictions(tmp_path: Path, text: str, said: str) -> None:
    _write(tmp_path, text)
    _, problems = validate_catalogue([tmp_path])
    (fault,) = [problem for problem in problems if not problem.is_note]
    assert said in fault.message


def test_two_agencies_may_have_one_number(tmp_path: Path) -> None:
    issuers = ("Ủy ban nhân dân tỉnh Hà Tĩnh", "Ủy ban nhân dân tỉnh Nghệ An")
    _write(tmp_path, "".join(_record("1/QĐ-UBND", f"a{i}", issuer=f'"{name}"') for i, name in enumerate(issuers)))
    assert validate_catalogue([tmp_path]) == (2, [])


def test_the_users_record_may_take_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    for name in ("shipped", "own"):
        (tmp_path / name).mkdir()
        _write(tmp_path / name, _record("1/QĐ-TTg"))
    assert validate_catalogue([tmp_path / "shipped", tmp_path / "own"]) == (1, [])


def test_a_file_that_is_no_text_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"# a\n\xff")
    _, (problem,) = validate_catalogue([tmp_path / "a.toml"])
    assert (problem.line, problem.message) == (2, "không phải bảng mã UTF-8; lưu lại tệp là UTF-8")


def test_nothing_to_check_is_not_no_fault(tmp_path: Path) -> None:
    with pytest.raises(LegalRefError, match="không có bản ghi nào"):
        validate_catalogue([tmp_path])
    with pytest.raises(LegalRefError, match="không tìm thấy"):
        validate_catalogue([tmp_path / "none"])


def test_examples_of_issuers_that_do_not_resolve_are_faults(tmp_path: Path) -> None:
    _write(tmp_path, _record("1/QĐ-TTg"))
    issuers = '[[issuer]]\nname = "Bộ A"\nabbreviations = ["BA"]\nlevel = "central"\n'
    path = tmp_path / "issuers.toml"
    path.write_text(f'{issuers}writings = ["Bộ A", "Bộ B"]\nexamples = ["1/QĐ-BA", "1/QĐ-BB"]\n', encoding="utf-8")
    _, problems = validate_catalogue([tmp_path])
    assert [(problem.path, problem.line, problem.message) for problem in problems] == [
        (path, 2, "“1/QĐ-BB” không được hiểu là số, ký hiệu của Bộ A"),
        (path, 2, "“Bộ B” không được hiểu là Bộ A"),
    ]


def test_issuers_that_cannot_be_read_are_a_fault(tmp_path: Path) -> None:
    _write(tmp_path, _record("1/QĐ-TTg"))
    (tmp_path / "issuers.toml").write_text("[[issuer", encoding="utf-8")
    _, (problem,) = validate_catalogue([tmp_path])
    assert "không dùng được tệp cơ quan ban hành" in problem.message
