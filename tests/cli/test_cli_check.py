"""``docgen check``: exit codes, text, JSON, folders, many files, profiles, explanations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from base_documents import render_base
from docx_package import Package
from mutations import apply_mutation

from docgen.cli.main import run

LETTER = {"width": 12240, "height": 15840}


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "sach.docx"
    path.write_bytes(render_base("ke-hoach"))
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "sai.docx"
    path.write_bytes(apply_mutation(render_base("ke-hoach"), "set_page_size", LETTER))
    return path


def read_json(text: str) -> list[dict[str, Any]]:
    parsed = json.loads(text)
    assert isinstance(parsed, list)
    return parsed


def test_clean_document(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(clean)]) == 0
    assert "không có lỗi" in capsys.readouterr().out


def test_finding_for_people(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(wrong)]) == 1
    out = capsys.readouterr().out
    for part in ("PG001", "Khổ giấy", "cần: A4", "thấy: 216 × 279 mm", "Mục I, khoản 1", "1 lỗi"):
        assert part in out


def test_finding_for_machines(wrong: Path, clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "json", str(wrong), str(clean)]) == 1
    first, second = read_json(capsys.readouterr().out)
    assert first["file"] == str(wrong)
    (finding,) = first["findings"]
    assert set(finding) == {"code", "name", "severity", "message", "where", "expected", "found", "basis"}
    assert set(finding["where"]) == {"part", "paragraph", "excerpt"}
    assert (finding["code"], finding["severity"]) == ("PG001", "error")
    assert set(second) == {"file", "findings", "not_found", "not_checked", "scope"}
    assert second["findings"] == []


def test_bad_file_does_not_stop_the_others(
    wrong: Path, clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "hong.docx"
    bad.write_bytes(b"%PDF-1.7")
    assert run(["check", str(bad), str(wrong), str(clean), str(tmp_path / "khong-co.docx")]) == 3
    out = capsys.readouterr().out
    assert "hong.docx" in out
    assert "4 tệp: 1 không có lỗi, 1 có lỗi, 2 không đọc được" in out
    assert run(["check", "--format", "json", str(bad), str(clean)]) == 3
    first, second = read_json(capsys.readouterr().out)
    assert first["findings"] == []
    assert "hong.docx" in first["error"]
    assert second["findings"] == []


def test_secret_document_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mat.docx"
    data = apply_mutation(render_base("ke-hoach"), "insert_paragraph", {"target": "code", "text": "TUYỆT MẬT"})
    path.write_bytes(data)
    assert run(["check", str(path)]) == 3
    assert "TUYỆT MẬT" in capsys.readouterr().out


def test_folder_is_searched(wrong: Path, clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "~$sai.docx").write_bytes(b"lock")
    inner = tmp_path / "trong"
    inner.mkdir()
    (inner / "khac.DOCX").write_bytes(clean.read_bytes())
    (inner / "ghi-chu.txt").write_text("x")
    assert run(["check", str(tmp_path)]) == 1
    assert "3 tệp: 2 không có lỗi, 1 có lỗi" in capsys.readouterr().out


def test_folder_without_documents_is_no_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(tmp_path)]) == 3
    assert "không có tệp .docx nào" in capsys.readouterr().err


@pytest.mark.parametrize("ending", [".doc", ".odt"])
def test_a_file_renamed_to_an_old_format_is_refused_clearly(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"cu{ending}"
    path.write_bytes(b"x")
    assert run(["check", str(path)]) == 3
    assert "lưu thành .docx" in capsys.readouterr().out


def test_document_out_of_scope(clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "vbqppl.docx"
    args = {"target": "code", "text": "Số: 05/2025/QĐ-UBND"}
    path.write_bytes(apply_mutation(render_base("ke-hoach"), "write_text", args))
    assert run(["check", str(path), str(clean)]) == 0
    out = capsys.readouterr().out
    assert "ngoài phạm vi" in out
    assert "1 ngoài phạm vi" in out


def test_many_files_use_all_cores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = render_base("ke-hoach")
    bad = apply_mutation(good, "set_page_size", LETTER)
    for index in range(30):
        (tmp_path / f"{index:02d}.docx").write_bytes(bad if index % 10 == 3 else good)
    assert run(["check", "--format", "json", str(tmp_path)]) == 1
    rows = read_json(capsys.readouterr().out)
    assert [Path(row["file"]).name for row in rows] == [f"{index:02d}.docx" for index in range(30)]
    assert [index for index, row in enumerate(rows) if row["findings"]] == [3, 13, 23]


def test_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--explain", "pg001"]) == 0
    out = capsys.readouterr().out
    for part in ("PG001 wrong-paper-size", "Tìm gì:", "Mức độ: lỗi", "Phụ lục I, Phần I, Mục I, khoản 1"):
        assert part in out
    assert run(["check", "--explain", "PG01"]) == 3
    assert "có phải là PG001" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "thiếu TỆP"),
        (["a.docx", "--organs", "x.yaml"], "--organ"),
        (["a.docx", "b.docx", "--fix", "c.docx"], "một tệp"),
        (["a.docx", "--format", "xml"], "--format"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_organ_must_be_known(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(clean), "--organ", "so-noi-vu-ninh-binh"]) == 0
    capsys.readouterr()
    assert run(["check", str(clean), "--organ", "khong-co"]) == 3
    assert "so-noi-vu-ninh-binh" in capsys.readouterr().err


def test_checking_changes_nothing(wrong: Path) -> None:
    before = wrong.read_bytes()
    run(["check", str(wrong)])
    assert wrong.read_bytes() == before
    assert Package(before).members
