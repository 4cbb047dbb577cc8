"""``docgen doctor`` as a person and as a program meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from docgen.cli.doctor import doctor


@pytest.mark.slow
def test_says_that_all_is_there() -> None:
    result = CliRunner().invoke(doctor, [])
    assert result.exit_code == 0, result.output
    assert "✗" not in result.output
    assert "✓ LibreOffice: " in result.output
    assert "đủ chữ tiếng Việt" in result.output


def test_says_what_is_missing_and_the_command_that_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", "/khong/co/soffice")
    result = CliRunner().invoke(doctor, [])
    assert result.exit_code == 6
    assert "✗ LibreOffice: không tìm thấy ở /khong/co/soffice" in result.output
    assert "apt-get install -y libreoffice-writer-nogui" in result.output
    assert "Còn thiếu 1 mục" in result.output


def test_json_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", "/khong/co/soffice")
    result = CliRunner().invoke(doctor, ["--format", "json"])
    statuses = json.loads(result.output)
    assert result.exit_code == 6
    assert {tuple(status) for status in statuses} == {("name", "ok", "detail", "remedy")}
    assert [status["name"] for status in statuses if not status["ok"]] == ["LibreOffice"]
    assert all(bool(status["remedy"]) != status["ok"] for status in statuses)


@pytest.mark.parametrize(
    ("says", "detail"),
    [
        ("echo LibreOffice 7.2.1.2 abc", "7.2.1.2, cần 7.4"),
        ("exit 1", "không rõ"),
        ("echo LibreOffice 7.4.7.2", "chuyển thử"),
    ],
)
def test_a_libreoffice_that_is_too_old_or_does_not_convert_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, detail: str
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{says}\n")
    program.chmod(0o755)
    monkeypatch.setenv("DOCGEN_SOFFICE", str(program))
    result = CliRunner().invoke(doctor, [])
    assert result.exit_code == 6
    assert detail in result.output


def test_help_is_vietnamese_with_an_example() -> None:
    result = CliRunner().invoke(doctor, ["--help"])
    assert result.exit_code == 0
    assert "Ví dụ:" in result.output
    assert "docgen doctor --format json" in result.output


def test_loads_nothing_that_may_be_missing_or_slow() -> None:
    code = (
        "import sys, docgen.cli.doctor, docgen.office.health\n"
        "print([name for name in ('lxml', 'pypdf', 'docx', 'pydantic', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_works_where_a_package_is_missing() -> None:
    # A name set to None cannot be imported, as if pypdf were not installed.
    code = "import sys; sys.modules['pypdf'] = None\nfrom docgen.cli.doctor import doctor; doctor(['--format', 'json'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 6, done.stderr
    (office,) = (status for status in json.loads(done.stdout) if status["name"] == "LibreOffice")
    assert office["ok"] is False
