"""``docgen check --fix``: a new file, what was changed, what remains; the original is never written to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from base_documents import render_base
from mutations import apply_mutation

from docgen.checking import CheckSettings
from docgen.cli.check_fix import fix_file
from docgen.cli.main import run
from docgen.errors import InputError

LETTER = {"width": 12240, "height": 15840}
SETTINGS = CheckSettings()


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "sai.docx"
    path.write_bytes(apply_mutation(render_base("ke-hoach"), "set_page_size", LETTER))
    return path


@pytest.fixture
def hopeless(tmp_path: Path) -> Path:
    """A document with one fault that is mended and one that a clerk must mend."""
    data = apply_mutation(render_base("ke-hoach"), "set_page_size", LETTER)
    path = tmp_path / "sai.docx"
    path.write_bytes(apply_mutation(data, "replace_text", {"target": "motto", "old": "Tự do", "new": "Tư do"}))
    return path


def test_command_writes_a_new_file(wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    original = wrong.read_bytes()
    fixed = tmp_path / "dung.docx"
    assert run(["check", "--fix", str(fixed), str(wrong)]) == 0
    out = capsys.readouterr().out
    assert "PG001: Khổ giấy: sửa thành A4." in out
    assert "Đã sửa 1 chỗ" in out
    assert wrong.read_bytes() == original
    assert run(["check", str(fixed)]) == 0
    assert "không có lỗi" in capsys.readouterr().out


def test_command_refuses_the_same_file(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    original = wrong.read_bytes()
    assert run(["check", "--fix", str(wrong), str(wrong)]) == 3
    assert wrong.read_bytes() == original


def test_command_answers_for_machines(hopeless: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "json", "--fix", str(tmp_path / "dung.docx"), str(hopeless)]) == 1
    (answer,) = json.loads(capsys.readouterr().out)
    assert {change["code"] for change in answer["changes"]} == {"PG001"}


def test_what_remains_decides_the_exit_code(hopeless: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fixed = tmp_path / "dung.docx"
    assert fix_file(hopeless, fixed, SETTINGS, "text") == 1
    changed, _, left = capsys.readouterr().out.partition("Còn lại:")
    assert "PG001" in changed
    assert "HD015" in left
    assert "PG001" not in left


def test_answer_for_machines(hopeless: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fixed = tmp_path / "dung.docx"
    assert fix_file(hopeless, fixed, SETTINGS, "json") == 1
    (answer,) = json.loads(capsys.readouterr().out)
    assert set(answer) == {"file", "findings", "not_found", "not_checked", "scope", "changes"}
    assert answer["file"] == str(fixed)
    assert [finding["code"] for finding in answer["findings"]] == ["HD015"]
    (change,) = answer["changes"]
    assert set(change) == {"code", "message", "where", "count"}
    assert (change["code"], change["where"]["part"]) == ("PG001", "word/document.xml")


def test_clean_document_is_copied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, fixed = tmp_path / "sach.docx", tmp_path / "moi.docx"
    path.write_bytes(render_base("ke-hoach"))
    assert fix_file(path, fixed, SETTINGS, "text") == 0
    assert fixed.read_bytes() == path.read_bytes()
    assert "Không có gì tự sửa được" in capsys.readouterr().out


def test_nothing_is_written_over(wrong: Path, tmp_path: Path) -> None:
    other = tmp_path / "khac.docx"
    other.write_bytes(b"x")
    with pytest.raises(InputError, match="không ghi đè"):
        fix_file(wrong, other, SETTINGS, "text")
    with pytest.raises(InputError, match="trùng với tệp cần sửa"):
        fix_file(wrong, tmp_path / "." / "sai.docx", SETTINGS, "text")
    assert other.read_bytes() == b"x"


def test_refused_file_leaves_no_new_one(tmp_path: Path) -> None:
    path, fixed = tmp_path / "la.docx", tmp_path / "moi.docx"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(InputError, match=r"la\.docx|PDF"):
        fix_file(path, fixed, SETTINGS, "text")
    with pytest.raises(InputError):
        fix_file(tmp_path / "khong-co.docx", fixed, SETTINGS, "text")
    assert not fixed.exists()
