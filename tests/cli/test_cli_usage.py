"""Exit codes and messages of the command line, through the same door as the console script."""

from __future__ import annotations

import pytest

from docgen.cli.main import cli, run
from docgen.errors import DocgenError, ExitCode, InputError, ToolError


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["khong-co"], "không có lệnh “khong-co”"),
        (["render"], "thiếu BẢN_THẢO"),
        (["render", "a.vb.txt"], "thiếu -o"),
        (["render", "a.vb.txt", "-o", "x", "--number", "0"], "--number không hợp lệ"),
        (["render", "a.vb.txt", "-o", "x", "--number", "ba"], "--number không hợp lệ"),
        (["render", "a.vb.txt", "-o", "x", "--date", "1/1/2026"], "--date phải đi cùng --number"),
        (["render", "a.vb.txt", "b.vb.txt", "-o", "x", "--number", "3"], "một bản thảo"),
        (["render", "a.vb.txt", "-o", "x", "--format", "xml"], "chọn một trong: text, json"),
        (["render", "--pfd", "a", "-o", "x"], "có phải là --pdf"),
        (["new"], "thiếu LOẠI"),
        (["new", "kehoach"], "có phải là ke-hoach"),
        (["schema", "thừa"], "thừa tham số: thừa"),
    ],
)
def test_wrong_usage_is_said_in_vietnamese(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == ExitCode.USAGE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert says in captured.err
    assert "--help" in captured.err


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == ExitCode.USAGE
    assert "Lệnh:" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == ExitCode.DONE
    assert capsys.readouterr().out.startswith("docgen 0.")


@pytest.mark.parametrize("error", [InputError("hỏng", where="tệp", hint="sửa"), ToolError("thiếu công cụ")])
def test_an_error_on_purpose_gives_its_message_and_code(
    error: DocgenError, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(cli, "main", fail)
    assert run(["x"]) == error.exit_code
    assert capsys.readouterr().err == f"Lỗi: {error}\n"


def test_a_bug_is_owned_up_to(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("chia cho không")

    monkeypatch.delenv("DOCGEN_DEBUG", raising=False)
    monkeypatch.setattr(cli, "main", fail)
    assert run(["x"]) == ExitCode.BUG
    assert "Đây là lỗi của chương trình" in capsys.readouterr().err
    monkeypatch.setenv("DOCGEN_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["x"])


def test_families_of_errors_have_the_documented_codes() -> None:
    families = {family.__name__: int(family.exit_code) for family in DocgenError.__subclasses__()}
    assert families == {
        "InputError": 3,
        "TemplateError": 4,
        "LegalRefError": 5,
        "ToolError": 6,
        "RegisterError": 7,
        "ConformanceError": 8,
        "ArchiveError": 9,
    }
