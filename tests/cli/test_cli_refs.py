"""``docgen refs`` as a person and as a program meets it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from docgen.cli.main import run
from docgen.errors import ExitCode


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own"
    monkeypatch.setenv("DOCGEN_LEGAL_REFS", str(folder))
    return folder


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["refs", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def _read(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(_run(capsys, *arguments, "--format", "json")[1])


def test_show_tells_what_the_decree_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "show", "30/2020/NĐ-CP")
    assert code == ExitCode.DONE
    assert "Thay thế: Nghị định 110/2004/NĐ-CP ngày 08/4/2004: Về công tác văn thư" in out
    assert "Thay thế: Nghị định 09/2010/NĐ-CP" in out
    assert "Hết hiệu lực từ: (chưa kiểm chứng)" in out
    data = _read(capsys, "show", "vn/nghi-dinh/chinh-phu/2020-03-05/30-2020-nd-cp")
    assert (data["symbol"], data["number"], data["year"], data["date"]) == ("30/2020/NĐ-CP", "30", 2020, "2020-03-05")
    assert set(data["history"]["replaces"]) == {"110/2004/NĐ-CP", "09/2010/NĐ-CP"}
    assert data["effective_to"] is None


def test_show_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert "replaced-by: hết hiệu lực từ ngày 01/7/2025" in _run(capsys, "show", "01/2011/QH13", "--on", "15/1/2026")[1]
    assert _read(capsys, "show", "01/2011/QH13", "--on", "2022-01-15")["status"] == "in-force"
    code, _, err = _run(capsys, "show", "01/2011/QH13", "--on", "hôm nay")
    assert (code, "--on: không đọc được ngày tháng" in err) == (ExitCode.INPUT, True)


def test_show_of_what_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = _run(capsys, "show", "31/2020/NĐ-CP")
    assert code == ExitCode.LEGAL_REF
    assert "có phải là:" in err


def test_list_filters_by_words_with_or_without_diacritics(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(capsys, "list", "van thu", "chính phủ")
    assert "30/2020/NĐ-CP" in out
    assert "33/2024/QH15" not in out
    assert len(_read(capsys, "list")) >= 500
    found = _read(capsys, "list", "lưu trữ", "quốc hội")
    assert [row["symbol"] for row in found] == ["01/2011/QH13", "33/2024/QH15"]
    assert _run(capsys, "list", "xyz")[1] == "Không có văn bản nào.\n"


def test_validate_ours_and_a_broken_one(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    assert _run(capsys, "validate")[0] == ExitCode.DONE
    own.mkdir()
    (own / "a.toml").write_text('[[document]]\nid = "x"\ntitl = 1\n', encoding="utf-8")
    code, out, _ = _run(capsys, "validate")
    assert code == ExitCode.LEGAL_REF
    assert f"{own / 'a.toml'}:3: không có trường “titl”" in out
    assert "thiếu trường symbol" in out
    rows = _read(capsys, "validate", str(own / "a.toml"))
    assert {row["severity"] for row in rows} == {"error"}
    assert {"file", "line", "message", "severity"} == set(rows[0])
    assert _run(capsys, "show", "30/2020/NĐ-CP")[0] == ExitCode.LEGAL_REF


def test_add_then_show(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    given = ["add", "--type", "Quyết định", "--symbol", "12/QĐ-UBND", "--source", "nguyên văn", "--date", "5/1/2026"]
    issuer = ["--issuer", "Ủy ban nhân dân tỉnh Hà Tĩnh", "--replaces", "96/QĐ-UBND"]
    code, out, _ = _run(capsys, *given, *issuer)
    assert code == ExitCode.DONE
    assert str(own / "van-ban.toml") in out
    assert "Thay thế: 96/QĐ-UBND (chưa có trong danh mục)" in _run(capsys, "show", "12/QĐ-UBND")[1]
    assert _run(capsys, *given, *issuer)[0] == ExitCode.LEGAL_REF
    assert _run(capsys, *given, "--effective-to", "mai")[0] == ExitCode.INPUT
    assert _run(capsys, "validate")[0] == ExitCode.DONE


def test_render_and_check_ask_the_users_own_catalogue(
    capsys: pytest.CaptureFixture[str], own: Path, tmp_path: Path
) -> None:
    agency = ["--type", "Quyết định", "--issuer", "Ủy ban nhân dân tỉnh Ninh Bình", "--source", "nguyên văn"]
    _run(capsys, "add", *agency, "--symbol", "45/QĐ-UBND", "--date", "2024-02-03", "--effective-to", "2025-09-09")
    assert run(["new", "quyet-dinh", "-o", str(tmp_path / "a.vb.txt")]) == ExitCode.DONE
    draft = tmp_path / "a.vb.txt"
    text = draft.read_text(encoding="utf-8").replace("Điều 1. Thành lập", "Điều 1. Theo [[45/QĐ-UBND]], thành lập")
    draft.write_text(text, encoding="utf-8")
    assert run(["render", str(draft), "-o", str(tmp_path)]) == ExitCode.DONE
    said = f"{draft}: cảnh báo: Quyết định 45/QĐ-UBND hết hiệu lực từ ngày 09/9/2025\n"
    assert said in capsys.readouterr().err
    assert run(["check", str(tmp_path / "a.docx"), "--format", "json"]) == ExitCode.DONE
    (outcome,) = json.loads(capsys.readouterr().out)
    (finding,) = [finding for finding in outcome["findings"] if finding["code"] == "CT005"]
    assert "hết hiệu lực từ ngày 09/9/2025" in finding["message"]


def test_every_subcommand_has_vietnamese_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("list", "show", "validate", "add"):
        code, out, _ = _run(capsys, name, "--help")
        assert code == ExitCode.DONE
        assert "Cách dùng:" in out
        assert "Ví dụ: docgen refs" in out
        assert "Usage" not in out
